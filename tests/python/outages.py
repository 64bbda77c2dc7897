"""What dbt does to marts while people read them: one function per scenario.

Each takes a scratch project and leaves its files as they were. `SCENARIOS` run on any PostgreSQL
and, for the comparison in docs/outage-report.md, on stock dbt-postgres too.
"""

from contextlib import contextmanager

MARTS = "account_performance dashboard_symbol_summary latest_forecast_summary strategy_performance"
# Facts that marts and readers read: by touched days, by changed tails, by rows that differ.
FACTS = "int_executed_days fct_executed_days fct_strategy_daily fct_instrument_daily"
_WAITING = """
    select 1 from pg_stat_activity
    where application_name = 'dbt' and state = 'active'
        and (wait_event_type = 'Lock' or wait_event = 'PgSleep')
"""


def nightly_build(project):
    """A new instrument arrives; everything is built and tested."""
    project.execute(
        "insert into raw_swiftbolt.symbols (ticker, asset_type)"
        " select 'NEW' || count(*), 'stock' from raw_swiftbolt.symbols"
    )
    project.dbt("build")


def definition_changed(project):
    """A column added, one removed, one renamed, one retyped, in four marts and a dimension."""
    project.edit(
        "latest_forecast_summary.sql",
        ("    clock.as_of,\n", "    horizons.stale_after,\n    clock.as_of,\n"),
    )
    project.edit(
        "_forecasts__models.yml",
        (
            "      - name: as_of\n",
            "      - name: stale_after\n        data_type: interval\n"
            "        description: Age at which a forecast is stale.\n      - name: as_of\n",
        ),
    )
    project.edit("account_performance.sql", ("    accounts.plan_name,\n", ""))
    project.edit(
        "_accounts__models.yml",
        (
            "      - name: plan_name\n        data_type: text\n"
            "        description: \"{{ doc('plan_name') }}\"\n",
            "",
        ),
    )
    project.edit(
        "strategy_performance.sql",
        ("strategies.strategy_type,", "strategies.strategy_type as strategy_family,"),
    )
    project.edit("_strategies__models.yml", ("- name: strategy_type", "- name: strategy_family"))
    project.edit(
        "dashboard_symbol_summary.sql",
        ("coalesce(sentiment.post_count, 0)", "coalesce(sentiment.post_count, 0)::integer"),
    )
    project.edit(
        "_markets__models.yml",
        (
            "- name: sentiment_7d_post_count\n        data_type: bigint",
            "- name: sentiment_7d_post_count\n        data_type: integer",
        ),
    )
    project.edit(
        "dim_owners.sql",
        ("coalesce(account_counts.open_account_count, 0) as open_account_count,\n", ""),
    )
    project.edit(
        "_core__models.yml",
        (
            "      - name: open_account_count\n        data_type: bigint\n"
            '        description: "Accounts of the person that can still trade."\n',
            "",
        ),
    )
    project.dbt("run", "-s", *MARTS.split(), "dim_owners+1")


def definition_changed_back(project):
    """The old definitions return, by an ordinary run."""
    project.restore("models")
    project.dbt("run", "-s", *MARTS.split(), "dim_owners+1")


def indexes_changed(project):
    """An index added, one removed, the columns of one reordered, one of another method."""
    project.edit(
        "account_performance.sql",
        ("    ]\n", "        {'columns': ['source_system']},\n    ]\n"),
    )
    project.edit("strategy_performance.sql", ("        {'columns': ['sharpe_rank']},\n", ""))
    project.edit(
        "latest_forecast_summary.sql",
        ("['instrument_key', 'horizon']", "['horizon', 'instrument_key']"),
    )
    project.edit(
        "dashboard_symbol_summary.sql",
        ("{'columns': ['ticker']}", "{'columns': ['ticker'], 'type': 'hash'}"),
    )
    project.dbt("run", "-s", *MARTS.split())


def indexes_changed_back(project):
    """The old indexes return."""
    project.restore("models")
    project.dbt("run", "-s", *MARTS.split())


def upstream_tables_rebuilt_alone(project):
    """A table and a dimension that marts read are rebuilt alone, the marts by the next run."""
    project.dbt("run", "-s", "int_daily_bars", "dim_instruments", "--full-refresh")
    project.dbt("run", "-s", *MARTS.split())


def facts_rebuilt_alone(project):
    """Incremental tables are rebuilt from nothing, alone; the marts by the next run."""
    project.dbt("run", "-s", *FACTS.split(), "--full-refresh")
    project.dbt("run", "-s", *MARTS.split())


def upstream_view_renamed_column(project):
    """A view loses a column name that a mart above it uses; first it alone, then the mart."""
    change = ("as mean_sentiment_score", "as mean_score")
    project.edit("int_sentiment_7d.sql", change, change)
    project.edit(
        "_int_sentiment__models.yml",
        (": mean_sentiment_score between", ": mean_score between"),
        ("name: mean_sentiment_score", "name: mean_score"),
    )
    project.edit(
        "dashboard_symbol_summary.sql",
        ("sentiment.mean_sentiment_score", "sentiment.mean_score"),
    )
    project.dbt("run", "-s", "int_sentiment_7d")
    project.dbt("run", "-s", "dashboard_symbol_summary")
    project.restore("models")
    project.dbt("run", "-s", "int_sentiment_7d+")


def seeds_reloaded(project):
    """Every seed is dropped and loaded again, alone; then the next run."""
    project.dbt("seed", "--full-refresh")
    project.dbt("run")


def full_refresh(project):
    """Every model is built from nothing."""
    project.dbt("run", "--full-refresh")


def failing_upstream_test(project):
    """The test of an input of a mart fails: the mart keeps its last good content."""
    project.edit(
        "_int_forecasts__models.yml",
        ("not_null: [instrument_key, horizon, run_at]", "rules: {made_to_fail: 'false'}"),
    )
    project.refused = project.dbt("build", "-s", "int_latest_forecasts+", ok=False)
    project.restore("models")


@contextmanager
def stuck(project, mart, *arguments):
    """Dbt in the middle of replacing a mart, held up there by an open transaction."""
    reader = project.server.connect(application_name="bystander")
    try:
        reader.cursor().execute(f"select count(*) from marts.{mart}")
        process = project.dbt_process(*arguments)
        project.wait_for(_WAITING)
        yield process
    finally:
        reader.close()


def dbt_killed_in_a_swap(project):
    """SIGKILL in the middle of a swap; then the next run."""
    arguments = ("run", "-s", "strategy_performance", "--full-refresh")
    with stuck(project, "strategy_performance", *arguments) as process:
        process.kill()
        process.communicate()
    project.dbt("run")


def server_killed_in_a_swap(project):
    """The server crashes in the middle of a swap and is started again; then the next run."""
    arguments = ("run", "-s", "strategy_performance", "--full-refresh")
    with stuck(project, "strategy_performance", *arguments) as process:
        project.server.stop("immediate")
        process.communicate()
    project.server.start()
    project.dbt("run")


SCENARIOS = {
    "nightly build": [nightly_build],
    "definition changed and back": [definition_changed, definition_changed_back],
    "indexes changed and back": [indexes_changed, indexes_changed_back],
    "upstream tables rebuilt alone": [upstream_tables_rebuilt_alone],
    "incremental facts rebuilt alone": [facts_rebuilt_alone],
    "upstream view changed, alone and with its mart": [upstream_view_renamed_column],
    "seeds reloaded alone": [seeds_reloaded],
    "full refresh of everything": [full_refresh],
    "failing upstream test": [failing_upstream_test],
    "dbt killed in a swap": [dbt_killed_in_a_swap],
    "server killed in a swap": [server_killed_in_a_swap],
}
