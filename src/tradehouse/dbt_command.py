"""dbt's command line: `python -m tradehouse.dbt_command build`, with every argument of dbt's own.

What dbt makes of a project is a graph of some million objects that stay until it ends. Python's
garbage collector at its defaults walks it again and again: a quarter of a build's processor time.
Here it begins later, at the price of some hundred megabytes.
"""

import gc


def collect_seldom() -> None:
    """Let the garbage collector of this process begin after 100,000 new objects, not 700."""
    gc.set_threshold(100_000, 20, 100)


def main() -> None:
    """Run dbt with the arguments of this process."""
    collect_seldom()
    from dbt.cli.main import cli

    cli(prog_name="dbt")


if __name__ == "__main__":
    main()
