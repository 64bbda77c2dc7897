"""sqlfluff's command line, with a garbage collector that begins late: a fifth less of its time."""

from sqlfluff.cli.commands import cli

from tradehouse.dbt_command import collect_seldom

if __name__ == "__main__":
    collect_seldom()
    cli(prog_name="sqlfluff")
