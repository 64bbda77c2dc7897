"""Every identity between marts bites: one number is changed, and its test reports it.

Each change is made to a copy that stands in for the relation until the transaction is rolled back.
"""

import pytest

from tradehouse.paths import PROJECT_ROOT

FOLDERS = ("invariants", "reconciliation")
STATED = sorted(
    file.stem for folder in FOLDERS for file in (PROJECT_ROOT / "tests" / folder).glob("*.sql")
)

# Test: relation, what becomes of one row of it (deleted if nothing), which row.
CHANGES = {
    "accounts_add_up_to_daily_trading_stats": (
        "marts.daily_trading_stats", "fees_usd = fees_usd + 0.01", "",
    ),
    "accounts_hold_the_same_in_every_mart": (
        "marts.portfolio_risk", "exposure_usd = exposure_usd * 1.01", "exposure_usd > 0",
    ),
    "breaches_are_alerts_of_their_accounts": (
        "marts.alert_delivery", "owner_key = md5('another')::uuid",
        "account_key in (select account_key from marts.dim_accounts where owner_key is not null)"
        " and owner_key is not null",
    ),
    "chains_of_the_calendar_are_those_of_the_volume_analysis": (
        "marts.options_volume_analysis", "volume = volume + 1",
        "volume is not null"
        " and trade_date = (select max(trade_date) from marts.options_volume_analysis)",
    ),
    "confidence_bands_hold_every_judged_forecast": (
        "marts.forecast_accuracy", "directional_forecasts = directional_forecasts + 1",
        "model = 'ensemble' and calibration_forecasts is not null",
    ),
    "covered_days_are_the_days_with_bars": (
        "marts.data_coverage", "bars = bars + 1", "timeframe = '1d' and bars > 0",
    ),
    "days_of_accounts_add_up_to_their_lifetime": (
        "marts.fct_account_daily", "net_pnl_usd = net_pnl_usd + 0.01", "",
    ),
    "drawdown_room_is_the_same_in_both_account_marts": (
        "marts.portfolio_risk", "drawdown_headroom_usd = drawdown_headroom_usd + 1",
        "drawdown_limit_level = 'plan'",
    ),
    "equity_ends_at_start_plus_results_plus_flows": (
        "marts.account_performance", "equity_usd = equity_usd + 0.01",
        "opening_equity_usd is not null and trades > 0",
    ),
    "every_rank_is_a_permutation": (
        "marts.strategy_performance", "pnl_rank = pnl_rank + 1", "",
    ),
    "every_table_we_build_is_in_warehouse_health": (
        "marts.warehouse_health", "", "schema_name = 'marts' and relation_name = 'dim_dates'",
    ),
    "every_traded_symbol_is_an_instrument": ("marts.dim_instruments", "", "is_inferred"),
    "execution_quality_counts_every_order_once": ("marts.execution_quality", "", ""),
    "exposure_of_an_instrument_is_that_of_its_positions": (
        "marts.open_positions", "exposure_usd = exposure_usd + 1",
        "instrument_gross_exposure_usd is not null",
    ),
    "limit_orders_are_filled_within_their_limits": (
        "intermediate.int_order_slippages", "limit_slippage_bps = 0.02",
        "limit_slippage_bps is not null",
    ),
    "no_order_is_filled_beyond_its_request": (
        "marts.order_history", "filled_quantity = requested_quantity + 1",
        "requested_quantity is not null",
    ),
    "open_breaches_of_accounts_are_those_on_record": (
        "marts.portfolio_risk", "open_breaches = open_breaches + 1", "",
    ),
    "positions_from_fills_are_what_the_fills_left": (
        "marts.open_positions", "quantity = quantity + 1", "position_source = 'fills'",
    ),
    "returns_of_bars_chain_to_the_last_price": (
        "marts.fct_daily_bars", "price_return_ratio = price_return_ratio + 0.001",
        "price_return_ratio is not null",
    ),
    "risk_stated_at_opening_is_the_worst_result_at_expiry": (
        "marts.options_strategy_performance", "worst_pnl_usd = worst_pnl_usd - 1000",
        "open_legs = legs and max_risk_usd + worst_pnl_usd = 0",
    ),
    "symbols_add_up_to_the_days": (
        "marts.symbol_performance", "gross_pnl_usd = gross_pnl_usd + 0.01", "",
    ),
    "the_dashboard_shows_the_first_ranked_option": (
        "marts.dashboard_symbol_summary", "best_option_score = best_option_score + 1",
        "best_option_score is not null",
    ),
    "trading_costs_add_up_to_the_fees_of_the_days": (
        "marts.trading_costs", "fees_usd = fees_usd + 0.01", "fees_usd is not null",
    ),
    "every_booked_fee_reaches_trading_costs": (
        "marts.trading_costs", "fee_amount = fee_amount + 0.01",
        "source_system = 'schwab' and month_start_date < date_trunc('month', as_of)",
    ),
    "every_captured_option_volume_counts_once": (
        "marts.options_volume_analysis", "volume = volume + 1",
        "source_systems = '{schwab}' and trade_date in"
        " (select date_day from marts.dim_dates where is_us_trading_day)"
        " and (instrument_key, put_call, trade_date) in (select instrument_key, option_type,"
        " (snapshot_at at time zone 'UTC')::date"
        " from staging.stg_schwab__options_quotes as quotes"
        " inner join staging.stg_schwab__options_chains as chains using (chain_id)"
        " inner join intermediate.int_instruments_resolved as instruments"
        " on native_symbol = chains.underlying_symbol"
        " where (snapshot_at at time zone 'UTC')::time between '14:30' and '23:59:59')",
    ),
    "every_closed_trade_reaches_symbol_performance": (
        "marts.symbol_performance", "trades = trades + 1", "source_system = 'daily_profit'",
    ),
    "every_day_result_reaches_account_performance": (
        "marts.account_performance", "fees_usd = fees_usd + 0.01", "",
    ),
    "every_delivery_attempt_reaches_alert_delivery": (
        "marts.alert_delivery", "sent_attempts = sent_attempts + 1", "sent_attempts > 0",
    ),
    "every_evaluation_reaches_forecast_accuracy": (
        "marts.forecast_accuracy", "evaluations = evaluations + 1",
        "model = 'ensemble' and source_system = 'swiftbolt' and evaluations > 0",
    ),
    "every_execution_and_result_reaches_its_day": ("intermediate.int_fills_costed", "", ""),
    "every_fee_of_an_order_is_in_order_history": (
        "marts.order_history", "fees_usd = fees_usd + 0.01", "fees_usd is not null",
    ),
    "every_job_run_reaches_pipeline_health": (
        "marts.pipeline_health", "runs = runs + 1", "runs > 0",
    ),
    "every_open_account_of_a_person_is_shown_or_set_apart": (
        "marts.user_portfolio_summary", "connected_accounts = connected_accounts + 1",
        "connected_accounts > 0",
    ),
    "every_option_leg_reaches_its_position": (
        "marts.options_strategy_performance", "legs = legs + 1",
        "source_system = 'swiftbolt' and strategy_id in"
        " (select strategy_id from staging.stg_swiftbolt__options_legs)",
    ),
    "every_order_is_in_order_history": ("marts.order_history", "", ""),
    "every_post_and_transfer_reaches_market_context": (
        "marts.market_context_daily", "post_count = post_count + 1", "post_count > 0",
    ),
    "every_reported_balance_reaches_an_hour": (
        "marts.portfolio_snapshots_hourly", "readings = readings + 1", "",
    ),
}  # fmt: skip
# A second way to break what compares several numbers: each platform's results and executions.
MORE = {
    f"every_execution_and_result_reaches_its_day: {name}": change
    for name, change in {
        "the price of a patriot execution": (
            "intermediate.int_fills_costed", "price = price * 1.01", "source_system = 'patriot'",
        ),
        "an execution of schwab": (
            "intermediate.int_fills_costed", "", "source_system = 'schwab' and fill_id !~ 'item'",
        ),
        "a trade of daily_profit": (
            "marts.daily_trading_stats", "trades = trades - 1",
            "source_system = 'daily_profit' and trades > 0 and trade_date > as_of::date - 30",
        ),
        "a result of mastertrade": (
            "marts.daily_trading_stats", "gross_pnl_usd = gross_pnl_usd + 0.01",
            "source_system = 'mastertrade' and trades > 0",
        ),
    }.items()
}  # fmt: skip


def findings(cursor, project, test: str) -> list[tuple]:
    """The rows that a test returns, as dbt compiled it."""
    (file,) = (project.home / "target" / "compiled").rglob(f"{test}.sql")
    if "nothing_failed" in file.read_text():
        # A build looks at touched days and has found nothing; compiled alone it is the whole test.
        project.dbt("compile", "-s", test)
    cursor.execute(file.read_text())
    return cursor.fetchall()


def stand_in(cursor, relation: str) -> None:
    """Put a copy without indexes in the place of a relation."""
    name = relation.split(".")[1]
    cursor.execute(f"alter table {relation} rename to {name}__true")
    cursor.execute(f"create table {relation} as table {relation}__true")


def change_one_row(cursor, relation: str, change: str, which: str) -> None:
    """Change one row of a copy that stands in for a relation."""
    stand_in(cursor, relation)
    one = f"ctid = (select ctid from {relation} where {which or 'true'} limit 1)"
    cursor.execute(
        f"update {relation} set {change} where {one}" if change
        else f"delete from {relation} where {one}"
    )  # fmt: skip
    assert cursor.rowcount == 1, f"{relation} has no row where {which}"


def test_every_identity_has_a_change_it_must_report():
    assert sorted(CHANGES) == STATED


@pytest.mark.parametrize("case", [*CHANGES, *MORE])
def test_an_identity_reports_a_number_that_was_changed(built, case):
    test = case.split(":")[0]
    connection = built.server.connect()
    try:
        with connection.cursor() as cursor:
            assert findings(cursor, built, test) == []
            change_one_row(cursor, *{**CHANGES, **MORE}[case])
            assert findings(cursor, built, test) != []
    finally:
        connection.rollback()
        connection.close()


# Each relation with a column of its key: of a mart, a seed, a fact that follows days.
KEYED = {
    "marts.account_performance": "account_key",
    "seeds.fee_categories": "fee_type",
    "intermediate.int_fills_conformed": "fill_id",
}


@pytest.mark.parametrize(("relation", "column"), KEYED.items())
def test_a_key_that_stands_twice_is_reported(built, relation, column):
    test = f"{relation.split('.')[1]}_keeps_its_rules"
    connection = built.server.connect()
    try:
        with connection.cursor() as cursor:
            assert findings(cursor, built, test) == []
            stand_in(cursor, relation)
            cursor.execute(f"insert into {relation} select * from {relation} limit 1")
            assert findings(cursor, built, test) == [("key_is_unique", 1)]
            # Nulls are one value.
            cursor.execute(
                f"update {relation} as changed set {column} = null from (select * from {relation}"
                f" limit 1) as one where changed::text = one::text"
            )
            assert cursor.rowcount == 2
            found = dict(findings(cursor, built, test))
            assert found == {"key_is_unique": 1, f"{column}_is_not_null": 2}
    finally:
        connection.rollback()
        connection.close()


def test_an_index_speaks_for_a_key_without_nulls(built):
    relation, key = "marts.account_performance", "account_key"
    test = "account_performance_keeps_its_rules"
    (file,) = (built.home / "target" / "compiled").rglob(f"{test}.sql")
    connection = built.server.connect()
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"explain analyze {file.read_text()}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert "never executed" in plan
            stand_in(cursor, relation)
            # An index of no rows says nothing of the others.
            cursor.execute(f"create unique index on {relation} ({key}) where false")
            cursor.execute(f"insert into {relation} select * from {relation} limit 1")
            assert findings(cursor, built, test) == [("key_is_unique", 1)]
        connection.rollback()
        with connection.cursor() as cursor:
            stand_in(cursor, relation)
            cursor.execute(f"create unique index on {relation} ({key})")
            two = f"select ctid from {relation} limit 2"
            cursor.execute(f"update {relation} set {key} = null where ctid in ({two})")
            assert dict(findings(cursor, built, test))["key_is_unique"] == 1
    finally:
        connection.rollback()
        connection.close()
