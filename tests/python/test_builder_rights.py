"""What the README has an administrator grant is enough for the builder, and less will do."""

import pytest

from conftest import AS_OF, Project, fill_sources
from rules import source_columns
from tradehouse.server import Server, wheel_install

SYSTEMS = ("daily_profit", "patriot")
BUILD = ("build", "--exclude", "resource_type:unit_test")


class Builder(Project):
    """Runs dbt as a role of a database whose raw tables are somebody else's."""

    target = "prod"

    def build(self, *selected: str, ok: bool = True) -> str:
        """A nightly build of the platforms that are there, or of what is selected."""
        place = {
            "TRADEHOUSE_HOST": str(self.server.socket_dir),
            "TRADEHOUSE_PORT": str(self.server.port),
            "TRADEHOUSE_USER": "transformer",
            "TRADEHOUSE_PSEUDONYM_KEY": "a key of their own",
        }
        variables = {"systems": list(SYSTEMS)}
        return self.dbt(*BUILD, *selected, variables=variables, ok=ok, **place)


def withheld(system: str) -> list[tuple[str, list[str]]]:
    """Each raw table of a platform, and its columns that the project must not read."""
    return [
        (f"raw_{system}.{table}", [name for name, meta in columns.items() if "excluded" in meta])
        for table, columns in source_columns(system).items()
    ]


@pytest.fixture(scope="module")
def builder(short_tmp):
    """A builder that may read what is read of raw tables, column by column, and nothing else."""
    server = Server(home=short_tmp / "rights", install=wheel_install())
    server.start()
    fill_sources(server, scale=0.05, systems=SYSTEMS, years=3)
    project = Builder(server, short_tmp / "project-rights")
    project.query(
        "create role transformer login; create role bi_reader nologin;"
        " grant create on database tradehouse to transformer"
    )
    for system in SYSTEMS:
        project.query(f"grant usage on schema raw_{system} to transformer")
        for table, excluded in withheld(system):
            ((columns,),) = project.query(
                "select string_agg(quote_ident(attname), ', ') from pg_attribute"
                " where attrelid = %s::regclass and attnum > 0 and not attisdropped"
                " and attname <> all (%s)",
                [table, excluded],
            )
            project.query(f"grant select ({columns}) on {table} to transformer")
    yield project
    server.destroy()


def test_a_builder_needs_no_right_to_what_is_not_read(builder):
    builder.build()
    may = "select has_column_privilege('transformer', %s, %s, 'select')"
    refused = [
        builder.value(may, [table, column])
        for system in SYSTEMS
        for table, excluded in withheld(system)
        for column in excluded
    ]
    assert len(refused) > 10
    assert not any(refused)
    owners = builder.query(
        "select distinct relowner::regrole::text from pg_class"
        " where relnamespace in ('marts'::regnamespace, 'private'::regnamespace)"
    )
    assert owners == [("transformer",)]
    assert builder.value("select count(*) from marts.account_performance") > 0


def test_its_later_runs_find_new_rows_and_partitions_that_are_gone(builder):
    """A builder that may not ask which partition a row is in looks at all days again."""
    trades = "raw_daily_profit.raw_trades_closed"
    ((day, trade),) = builder.query(
        "select trade_date, row_id from staging.stg_daily_profit__closed_trades"
        f" where closed_at < '{AS_OF}' order by closed_at desc limit 1"
    )
    ((oldest, first, last),) = builder.query(
        f"select tableoid::regclass::text, min(trade_date), max(trade_date) from {trades}"
        " group by tableoid order by 2 limit 1"
    )
    audited = (
        "select count(*) from quarantine.audited_days where source_system = 'daily_profit'"
        " and source_table = 'raw_trades_closed' and day between %s and %s"
    )
    assert builder.value(audited, [first, last]) > 0
    results = "select sum(gross_pnl_usd) from marts.fct_account_daily where date_day = %s"
    before = builder.value(results, [day])
    builder.query(
        f"update {trades} set profit = profit + 7, ingestion_timestamp = ("
        f"select max(ingestion_timestamp) + interval '1 hour' from {trades}"
        f") where id = {trade} and trade_date = '{day}'"
    )
    builder.query(f"alter table {trades} detach partition {oldest}")
    builder.build()
    assert builder.value(results, [day]) == before + 7
    assert builder.value(audited, [first, last]) == 0
    assert builder.value(audited, [day, day]) == 1


def test_rows_that_security_hides_stop_a_run_before_a_mart_loses_them(builder):
    """Hosted databases switch row level security on by themselves, and nobody is told."""
    orders = "raw_patriot.orders"
    sum_of = "select count(*) from marts.order_history where source_system = 'patriot'"
    before = builder.value(sum_of)
    assert before > 0
    builder.query(f"alter table {orders} enable row level security")
    output = builder.build(ok=False)
    assert f"hides rows of these raw tables from transformer: {orders}." in output
    assert builder.value(sum_of) == before
    # One that lets some rows through is none, nor is one for somebody else.
    builder.query(
        f"create policy a_pair on {orders} for select to transformer using (symbol = 'BTCUSDT');"
        f" create policy of_bi on {orders} for select to bi_reader using (true)"
    )
    assert f"transformer: {orders}." in builder.build("-s", "order_history", ok=False)
    builder.query(f"create policy warehouse_reads on {orders} for select to public using (true)")
    builder.build("-s", "order_history")
    assert builder.value(sum_of) == before
    builder.query(
        f"create policy but_not on {orders} as restrictive for select to transformer"
        " using (symbol <> 'BTCUSDT')"
    )
    assert f"transformer: {orders}." in builder.build("-s", "order_history", ok=False)
    builder.query("alter role transformer bypassrls")
    builder.build("-s", "order_history")
    assert builder.value(sum_of) == before
