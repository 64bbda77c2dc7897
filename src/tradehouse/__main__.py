"""`python -m tradehouse`."""

from tradehouse.cli import main

main()
