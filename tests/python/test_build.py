"""The warehouse builds, refreshes in place, survives a crash and copes with nothing at all."""

import signal
import time

import pytest

from conftest import Project, fill_sources
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

MARTS = {
    "dashboard_symbol_summary",
    "latest_forecast_summary",
    "strategy_performance",
    "account_performance",
}
DIMENSIONS = {"dim_dates", "dim_instruments", "dim_accounts", "dim_owners", "dim_strategies"}

FACTS = {"fct_account_daily", "fct_strategy_daily", "fct_instrument_daily"}

# Which mart must have rows of which platform.
COVERAGE = [
    ("account_performance", {"daily_profit", "mastertrade", "schwab", "patriot"}),
    ("strategy_performance", {"mastertrade", "patriot"}),
    ("latest_forecast_summary", {"swiftbolt"}),
    ("dim_accounts", {"daily_profit", "mastertrade", "schwab", "patriot"}),
    ("dim_owners", {"daily_profit", "mastertrade", "swiftbolt", "patriot"}),
    ("dim_strategies", {"mastertrade", "swiftbolt", "patriot"}),
]

MART_CONTENT = """
    select md5(string_agg(line, '' order by line))
    from (
        select (to_jsonb(mart) - 'as_of' - 'refreshed_at' - 'forecast_age')::text as line
        from marts.{mart} as mart
    ) as lines
"""


def identities(project) -> dict[str, int]:
    return dict(
        project.query(
            "select relname, oid::bigint from pg_class"
            " where relnamespace = 'marts'::regnamespace and relkind in ('m', 'r')"
        )
    )


def contents(project) -> dict[str, str]:
    marts = MARTS | DIMENSIONS | FACTS
    return {mart: project.value(MART_CONTENT.format(mart=mart)) for mart in marts}


def test_every_mart_and_dimension_is_there(built):
    assert set(identities(built)) == MARTS | DIMENSIONS | FACTS


@pytest.mark.parametrize(("mart", "systems"), COVERAGE)
def test_a_mart_has_rows_of_every_platform_it_covers(built, mart, systems):
    found = built.query(f"select distinct source_system from marts.{mart}")
    assert {system for (system,) in found} == systems


def test_instruments_meet_across_platforms(built):
    shared = built.query(
        "select ticker, source_systems from marts.dim_instruments where ticker in ('AAPL', 'SPX')"
    )
    assert sorted(shared) == [
        ("AAPL", ["schwab", "swiftbolt"]),
        ("SPX", ["mastertrade", "schwab"]),
    ]


def test_a_second_build_refreshes_and_does_not_recreate(built):
    before, old = identities(built), contents(built)
    output = built.dbt("build")
    assert identities(built) == before
    assert contents(built) == old
    assert "Rebuilding" not in output
    assert output.count("REFRESH MATERIALIZED VIEW") == len(MARTS)


def test_nothing_retired_and_no_intermediate_name_is_left(built):
    left = built.query(
        "select relname from pg_class where relname ~ '__retired_|__dbt_tmp|__dbt_backup'"
    )
    assert left == []


def test_empty_sources_build_green_and_leave_the_marts_empty(short_tmp):
    server = Server(home=short_tmp / "empty", install=wheel_install())
    server.start()
    try:
        connection = server.connect()
        loader.create(connection, list(loader.SYSTEMS))
        connection.close()
        project = Project(server, short_tmp / "project-empty")
        project.dbt("build")
        for mart in MARTS | FACTS | DIMENSIONS - {"dim_dates"}:
            assert project.value(f"select count(*) from marts.{mart}") == 0, mart
        assert set(identities(project)) == MARTS | DIMENSIONS | FACTS
    finally:
        server.destroy()


@pytest.mark.parametrize("system", loader.SYSTEMS)
def test_each_platform_alone_builds_green(server18, short_tmp, system):
    fill_sources(server18, scale=0.05, systems=[system])
    project = Project(server18, short_tmp / f"project-only-{system}")
    project.dbt("build", variables={"systems": [system]})
    assert set(identities(project)) == MARTS | DIMENSIONS | FACTS


def test_a_server_killed_in_the_middle_of_a_build_loses_nothing(short_tmp):
    server = Server(home=short_tmp / "killed", install=wheel_install())
    server.start()
    try:
        fill_sources(server, scale=0.05)
        project = Project(server, short_tmp / "project-killed")
        project.dbt("build")
        expected = contents(project)
        process = project.dbt_process("build")
        seen = []
        for line in process.stdout:
            seen.append(line)
            if "materialized_view model" in line and "START" in line:
                break
        server.stop("immediate")
        process.communicate()
        assert process.returncode != 0, "".join(seen)
        server.start()
        project.dbt("build")
        assert contents(project) == expected
    finally:
        server.destroy()


def test_dbt_killed_in_the_middle_of_a_build_leaves_the_old_marts(server18, short_tmp):
    fill_sources(server18, scale=0.05)
    project = Project(server18, short_tmp / "project-sigkill")
    project.dbt("build")
    before, old = identities(project), contents(project)
    process = project.dbt_process("build", "--full-refresh")
    for line in process.stdout:
        if "materialized_view model" in line and "START" in line:
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    time.sleep(1)
    assert contents(project).keys() == old.keys()
    project.dbt("build")
    assert identities(project).keys() == before.keys()
    assert contents(project) == old
