"""The warehouse builds, refreshes in place, survives a crash and copes with nothing at all."""

import json
import os
import time
from contextlib import contextmanager
from itertools import combinations

import pytest

from conftest import Project, fill_sources
from tradehouse.sample import loader
from tradehouse.server import DATABASE, Server, wheel_install

# The public contract by kind: m is a materialized view, r a table replaced in place, v a view.
KINDS = {
    "m": {
        "account_performance", "alert_delivery", "backtest_vs_live", "circuit_breaker_history",
        "daily_trading_stats", "dashboard_symbol_summary", "data_coverage", "event_projection_lag",
        "execution_quality",
        "forecast_accuracy", "goal_progress", "latest_forecast_summary",
        "open_positions", "options_expirations_calendar", "options_strategy_performance",
        "options_volume_analysis", "order_history", "pipeline_health",
        "portfolio_risk", "risk_limit_breaches",
        "strategy_lineage", "strategy_performance", "symbol_performance", "top_ranked_options",
        "trading_costs", "trading_patterns", "unconverted_amounts", "user_portfolio_summary",
    },
    "r": {
        "dim_accounts", "dim_dates", "dim_instruments", "dim_owners", "dim_strategies",
        "fct_account_daily", "fct_daily_bars", "fct_instrument_daily", "fct_strategy_daily",
        "market_context_daily", "portfolio_snapshots_hourly",
    },
    "v": {"data_quality_scorecard", "database_health", "warehouse_health"},
}  # fmt: skip
MARTS = set().union(*KINDS.values())
# Everything but the unit tests, which bring their own rows: once per server is enough for them.
BUILD = ("build", "--exclude", "resource_type:unit_test")
# What tells of the warehouse, not of its sources.
ALWAYS_NEW = KINDS["v"]

# A platform that is enough to see what a crash does.
SMALL = {"systems": ["schwab"]}

# Each platform alone; every pair takes ten minutes more: TRADEHOUSE_TEST_ALL_PAIRS=1.
SUBSETS = [
    subset
    for size in ((1, 2) if os.environ.get("TRADEHOUSE_TEST_ALL_PAIRS") == "1" else (1,))
    for subset in combinations(loader.SYSTEMS, size)
]

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
            " where relnamespace = 'marts'::regnamespace and relkind in ('m', 'r', 'p', 'v')"
        )
    )


def columns(project, mart: str) -> set[str]:
    return {
        name
        for (name,) in project.query(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0",
            [f"marts.{mart}"],
        )
    }


def contents(project) -> dict[str, str]:
    return {mart: project.value(MART_CONTENT.format(mart=mart)) for mart in MARTS - ALWAYS_NEW}


def test_every_mart_is_there_and_of_its_kind(built):
    kinds = built.query(
        "select relkind::text, relname from pg_class"
        " where relnamespace = 'marts'::regnamespace and relkind in ('m', 'r', 'p', 'v')"
    )
    assert set(kinds) == {(kind, mart) for kind, marts in KINDS.items() for mart in marts}


def test_every_column_of_every_relation_is_described(built):
    manifest = json.loads((built.home / "target" / "manifest.json").read_text())
    described = {
        (node["schema"], node["alias"], column["name"])
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed", "snapshot")
        for column in node["columns"].values()
        if column["description"]
    }
    relations = {
        (node["schema"], node["alias"])
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed")
    }
    columns = built.query(
        "select nspname, relname, attname from pg_attribute"
        " join pg_class on pg_class.oid = attrelid"
        " join pg_namespace on pg_namespace.oid = relnamespace"
        " where attnum > 0 and not attisdropped and relkind in ('m', 'r', 'p', 'v')"
    )
    assert {column for column in columns if column[:2] in relations} - described == set()


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


# As a database may be set up far away; a planner that plans otherwise finds the same, too.
UNUSUAL = {
    "timezone": "Asia/Kathmandu", "datestyle": "SQL, DMY", "intervalstyle": "sql_standard",
    "extra_float_digits": "0", "bytea_output": "escape", "search_path": "pg_catalog",
    "transform_null_equals": "on", "work_mem": "1MB", "enable_hashjoin": "off",
    "join_collapse_limit": "1", "plan_cache_mode": "force_generic_plan",
}  # fmt: skip


@contextmanager
def settings(project, **values):
    """Gives sessions that begin meanwhile other settings."""
    for name, value in values.items():
        project.query(f"alter database {DATABASE} set {name} = '{value}'")
    try:
        yield
    finally:
        project.query(f"alter database {DATABASE} reset all")


def test_a_second_build_refreshes_and_does_not_recreate(built):
    """Whatever the sessions of the builder are set to."""
    before, old = identities(built), contents(built)
    with settings(built, **UNUSUAL):
        output = built.dbt("run")
    assert identities(built) == before
    assert contents(built) == old
    assert "Rebuilding" not in output
    assert output.count("REFRESH MATERIALIZED VIEW") == len(KINDS["m"])


@pytest.mark.parametrize(
    ("name", "value"),
    [("default_transaction_isolation", "repeatable read"), ("quote_all_identifiers", "on")],
)
def test_settings_that_no_run_can_work_with_are_told_before_it_begins(built, name, value):
    when = built.value("select max(refreshed_at) from marts.goal_progress")
    with settings(built, **{name: value}):
        output = built.dbt("run", ok=False)
    assert f"The setting {name} is '{value}' here" in output
    assert f"set {name} = '" in output, "what to do is said"
    assert built.value("select max(refreshed_at) from marts.goal_progress") == when


@pytest.mark.parametrize(
    ("name", "value", "is_told"),
    [
        ("statement_timeout", "2min", True),
        ("statement_timeout", "2h", False),
        ("idle_in_transaction_session_timeout", "10s", True),
        ("idle_in_transaction_session_timeout", "0", False),
    ],
)
def test_limits_of_time_that_a_run_may_not_keep_are_told(built, name, value, is_told):
    with settings(built, **{name: value}):
        output = built.dbt("run", "-s", "clock")
    assert (f"The setting {name} is " in output) is is_told
    assert (f"set {name} = 0" in output) is is_told


def test_a_tier_is_its_marts_and_the_tables_they_read_and_nothing_else(built):
    listed = built.dbt(
        "--quiet", "ls", "--selector", "every_5_minutes", "--output", "json",
        "--output-keys", "name resource_type config", "--resource-types", "all",
    )  # fmt: skip
    nodes = [json.loads(line) for line in listed.splitlines() if line.startswith("{")]
    nodes = [node for node in nodes if node["resource_type"] != "source"]
    assert {"open_positions", "user_portfolio_summary"} <= {node["name"] for node in nodes}
    assert {node["resource_type"] for node in nodes} == {"model"}
    kinds = {node["config"]["materialized"] for node in nodes}
    assert kinds & {"view", "staging_view"} == set()


def test_a_partial_build_runs_no_test_that_reads_what_it_does_not_build(built):
    def listed(*options: str) -> set[str]:
        output = built.dbt("--quiet", "ls", "--resource-type", "test", "-s", *options)
        return {
            line.split(".")[-1] for line in output.splitlines() if line.startswith("tradehouse")
        }

    orders = listed("+order_history")
    assert {"every_order_is_in_order_history", "order_history_keeps_its_rules"} <= orders
    assert "execution_quality_counts_every_order_once" not in orders, "that mart is yesterday's"
    assert "execution_quality_counts_every_order_once" in listed(
        "+order_history", "+execution_quality"
    )
    assert "execution_quality_counts_every_order_once" in listed("tag:nothing", "*")


def test_postgres_knows_how_many_rows_small_tables_have(built):
    """Nobody else analyzes them, and every mart joins the clock: it must be planned as one row."""
    ((plan,),) = built.query("explain (format json) select * from intermediate.clock")
    assert plan[0]["Plan"]["Plan Rows"] == 1
    unknown = built.query(
        "select relname from pg_class where relnamespace = 'seeds'::regnamespace"
        " and relkind = 'r' and reltuples < 0"
    )
    assert unknown == []


def test_nothing_retired_and_no_intermediate_name_is_left(built):
    left = built.query(
        "select relname from pg_class where relname ~ '__retired_|__dbt_tmp|__dbt_backup'"
    )
    assert left == []


@pytest.mark.apart
def test_empty_sources_build_green_and_leave_the_marts_empty(short_tmp):
    server = Server(home=short_tmp / "empty", install=wheel_install())
    server.start()
    try:
        connection = server.connect()
        loader.create(connection, list(loader.SYSTEMS))
        connection.close()
        project = Project(server, short_tmp / "project-empty")
        project.dbt(*BUILD)
        for mart in MARTS - ALWAYS_NEW - {"dim_dates"}:
            assert project.value(f"select count(*) from marts.{mart}") == 0, mart
        assert set(identities(project)) == MARTS
    finally:
        server.destroy()


@pytest.mark.apart
def unit_tests_without_input(project) -> list[tuple[str, str]]:
    """Unit tests of models that are on with an input that is off: they would stop the build."""
    manifest = json.loads((project.home / "target" / "manifest.json").read_text(encoding="utf-8"))
    models = {node["name"] for node in manifest["nodes"].values()}
    return [
        (test["name"], given["input"])
        for test in manifest["unit_tests"].values()
        if test["model"] in models
        for given in test["given"]
        if given["input"].startswith("ref(") and given["input"].split("'")[1] not in models
    ]


@pytest.mark.parametrize("systems", SUBSETS, ids=" and ".join)
def test_any_subset_of_platforms_builds_green(server18, short_tmp, systems):
    fill_sources(server18, scale=0.05, systems=systems, years=3)
    project = Project(server18, short_tmp / f"project-only-{'-'.join(systems)}")
    project.dbt(*BUILD, variables={"systems": list(systems)})
    assert set(identities(project)) == MARTS
    assert unit_tests_without_input(project) == []
    others = set(loader.SYSTEMS) - set(systems)
    for mart in MARTS - ALWAYS_NEW:
        if "source_system" in columns(project, mart):
            found = project.query(f"select distinct source_system from marts.{mart}")
            assert not {system for (system,) in found} & others, mart


@pytest.fixture(scope="module")
def small(short_tmp):
    """The warehouse of one platform on a server that tests may kill."""
    server = Server(home=short_tmp / "small", install=wheel_install())
    server.start()
    fill_sources(server, scale=0.05, systems=SMALL["systems"], years=3)
    project = Project(server, short_tmp / "project-small")
    project.fill("path:models/marts", variables=SMALL)
    yield project
    server.destroy()


def in_the_middle(project, *arguments):
    """A dbt process that has begun to refresh marts, and what it said so far."""
    process = project.dbt_process(*arguments, variables=SMALL)
    seen = []
    for line in process.lines():
        seen.append(line)
        if "materialized_view model" in line and "START" in line:
            break
    return process, "".join(seen)


def test_a_server_killed_in_the_middle_of_a_build_loses_nothing(small):
    expected = contents(small)
    process, seen = in_the_middle(small, "run")
    small.server.stop("immediate")
    process.communicate()
    assert process.returncode != 0, seen
    small.server.start()
    small.dbt("run", variables=SMALL)
    assert contents(small) == expected


def test_dbt_killed_in_the_middle_of_a_build_leaves_the_old_marts(small):
    project = small
    before, old = identities(project), contents(project)
    process, _ = in_the_middle(project, "run", "--full-refresh")
    process.kill()
    process.communicate()
    time.sleep(1)
    assert contents(project).keys() == old.keys()
    project.dbt("run", variables=SMALL)
    assert identities(project).keys() == before.keys()
    assert contents(project) == old
