"""Figures that swiftbolt does not know, or means otherwise, cost no row."""

from decimal import Decimal

import pytest

from conftest import written_by_hand
from edge_books import insert, uid

SYMBOL = uid(1)
VARIABLES = {
    "systems": ["swiftbolt"], "as_of": "2026-03-31 00:00:00+00", "max_rejected_share": 1,
}  # fmt: skip
CONTRACT = {"expiry": "2026-03-20", "strike": 100, "side": "call", "volume": 7, "open_interest": 9}
RANK = {"underlying_symbol_id": SYMBOL, **CONTRACT, "run_at": "2026-03-10 20:00+00"}
PRICE = {
    "underlying_symbol_id": SYMBOL, "contract_symbol": "AAPL260320C00100000", **CONTRACT,
    "recorded_at": "2026-03-10 20:00+00",
}  # fmt: skip
SNAPSHOT = {
    "underlying_symbol_id": SYMBOL, "contract_symbol": "AAPL260320C00100000",
    "option_type": "call", "strike": 100, "expiration": "2026-03-20", "volume": 7,
    "open_interest": 9, "snapshot_time": "2026-03-10 20:00+00",
}  # fmt: skip
BAR = {"symbol_id": SYMBOL, "timeframe": "d1", "close": 100, "fetched_at": "2026-03-11 20:00+00"}
EVALUATION = {
    "symbol_id": SYMBOL, "symbol": "AAPL", "horizon": "1D", "predicted_label": "bullish",
    "predicted_value": 110, "predicted_confidence": 0.7, "forecast_date": "2026-03-10 20:00+00",
    "evaluation_date": "2026-03-11 20:00+00", "realized_price": 99, "realized_return": -1,
    "realized_label": "bearish", "direction_correct": False, "price_error": -11,
    "price_error_pct": -10,
}  # fmt: skip
STRATEGY = {
    "user_id": uid(2), "name": "One", "strategy_type": "custom", "underlying_symbol_id": SYMBOL,
    "underlying_ticker": "AAPL", "opened_at": "2026-03-02 20:00+00",
}  # fmt: skip
LEG = {
    "strategy_id": uid(60), "position_type": "long", "option_type": "call", "strike": 100,
    "expiry": "2026-03-20", "entry_price": 2, "entry_timestamp": "2026-03-02 20:00+00",
}  # fmt: skip
EVENING = "2026-03-21 00:30+00"  # of the 20th in New York

# raw table: staging model, its id
STAGED = {
    "corporate_actions": ("corporate_actions", "action_id"),
    "forecast_evaluations": ("forecast_evaluations", "evaluation_id"),
    "intraday_bars": ("intraday_bars", "bar_id"),
    "job_queue": ("queued_jobs", "job_id"),
    "job_runs": ("job_runs", "run_id"),
    "ml_forecasts": ("forecasts", "forecast_id"),
    "ohlc_bars_v2": ("bars", "bar_id"),
    "options_legs": ("options_legs", "leg_id"),
    "options_price_history": ("options_prices", "capture_id"),
    "options_ranks": ("options_ranks", "rank_id"),
    "options_snapshots": ("options_snapshots", "snapshot_id"),
    "options_strategies": ("options_strategies", "strategy_id"),
    "quotes": ("quotes", "symbol_id"),
}

# raw table, row; what staging shows of it
ROWS = {
    "an unknown volatility is none, a bid may be 0": (
        "options_snapshots", SNAPSHOT | {"iv": 0, "bid": 0, "ask": 0, "underlying_price": 0},
        {"implied_volatility_ratio": None, "bid_price": 0, "ask_price": None, "volume": 7},
    ),
    "a delta that was not found": (
        "options_snapshots", SNAPSHOT | {"delta": "NaN", "iv": "NaN", "snapshot_time": EVENING},
        {"delta": None, "implied_volatility_ratio": None, "open_interest": 9},
    ),
    "a price of nothing": (
        "options_price_history",
        PRICE | {"bid": 0, "ask": 0, "mark": 0, "last_price": 0, "implied_vol": 0},
        {"bid_price": 0, "ask_price": None, "mark_price": None, "last_price": None, "volume": 7},
    ),
    "a capture of the evening": (
        "options_price_history", PRICE | {"recorded_at": EVENING, "vega": "NaN"}, {"vega": None},
    ),
    "a rank without quote": (
        "options_ranks", RANK | {"bid": 0, "ask": 0, "mark": 0, "implied_vol": 0},
        {"bid_price": 0, "ask_price": None, "mark_price": None, "implied_volatility_ratio": None},
    ),
    "shares of nothing": (
        "options_ranks",
        RANK | {"strike": 101, "vol_oi_ratio": "NaN", "spread_pct": "infinity", "iv_rank": "NaN"},
        {"volume_open_interest_ratio": None, "spread_ratio": None, "iv_rank_score": None},
    ),
    "an endless share": (
        "options_ranks", RANK | {"strike": 102, "vol_oi_ratio": "infinity", "run_at": EVENING},
        {"volume_open_interest_ratio": None, "volume": 7},
    ),
    "a score beyond its scale": (
        "options_ranks", RANK | {"strike": 103, "composite_rank": 101}, {"composite_score": 101},
    ),
    "a provider of another name": (
        "ohlc_bars_v2", BAR | {"ts": "2026-03-09", "provider": "massive"}, {"close_price": 100},
    ),
    "one more provider": (
        "ohlc_bars_v2", BAR | {"ts": "2026-03-10", "provider": "finnhub"}, {"close_price": 100},
    ),
    "an error with its sign": (
        "forecast_evaluations", EVALUATION,
        {"price_error_usd": -11, "price_error_ratio": Decimal("-0.1")},
    ),
    "an error without sign, over the first price": (
        "forecast_evaluations", EVALUATION | {"price_error": 11, "price_error_pct": 11},
        {"price_error_usd": -11, "price_error_ratio": Decimal("-0.11")},
    ),
    "a hit by another band": (
        "forecast_evaluations", EVALUATION | {"direction_correct": True, "rf_prediction": "up"},
        {"is_direction_correct": True, "forest_label": None},
    ),
    "a forecast of ten models of a kind": (
        "ml_forecasts",
        {
            "symbol_id": SYMBOL, "horizon": "1D", "overall_label": "bullish", "confidence": 0.7,
            "quality_score": 85, "target_price": 0, "trend_label": "up",
            "points": '[{"ts": 1, "value": 4, "lower": 5, "upper": 6}]',
        },
        {"quality_ratio": 85, "target_price": None},
    ),
    "a position that ran out": (
        "options_strategies", STRATEGY | {"id": uid(60), "status": "expired"}, {"closed_at": None},
    ),
    "a leg that ran out": (
        "options_legs", LEG | {"leg_number": 0, "is_closed": True, "total_entry_cost": 201.3},
        {"closed_at": None, "entry_cost_usd": Decimal("201.3")},
    ),
    "a split adjusted at a time nobody noted": (
        "corporate_actions",
        {
            "symbol_id": SYMBOL, "symbol": "AAPL", "action_type": "stock_split", "old_rate": 1,
            "new_rate": 4, "ex_date": "2026-03-10", "bars_adjusted": True,
        },
        {"share_factor": 4, "adjusted_at": None},
    ),
    "a bar whose average is off": (
        "intraday_bars",
        {
            "symbol_id": SYMBOL, "timeframe": "5m", "ts": "2026-03-10 20:00+00", "open": 10,
            "high": 11, "low": 9, "close": 10, "vwap": 11.2,
        },
        {"close_price": 10},
    ),
    "a quote after the close": (
        "quotes",
        {
            "symbol_id": SYMBOL, "ts": "2026-03-10 22:00+00", "last": 12, "bid": 0, "ask": 0,
            "day_high": 11, "day_low": 9, "prev_close": 10,
        },
        {"last_price": 12, "bid_price": None, "ask_price": None},
    ),
    "a run that ended without a word of progress": (
        "job_runs",
        {
            "symbol": "AAPL", "timeframe": "d1", "job_type": "fetch_historical",
            "status": "success", "started_at": "2026-03-10 20:00+00",
            "finished_at": "2026-03-10 20:01+00",
        },
        {"progress_ratio": 0},
    ),
    "a job tried once more than it may": (
        "job_queue",
        {"job_type": "backfill", "symbol": "AAPL", "attempts": 4, "status": "failed"},
        {"attempt_count": 4},
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def kept(short_tmp):
    """A warehouse of these rows: the staging views, and the option positions."""
    with written_by_hand(short_tmp, "rows", ["swiftbolt"], rows, lax=False) as project:
        project.fill("options_strategy_performance", variables=VARIABLES)
        project.dbt(
            "build", "-s", "path:models/staging/swiftbolt", "--exclude", "test_type:singular",
            variables=VARIABLES,
        )  # fmt: skip
        yield project


def rows(cursor) -> None:
    symbol = {"id": SYMBOL, "ticker": "AAPL", "asset_type": "stock"}
    insert(cursor, "swiftbolt.symbols", [symbol])
    for name, (table, row, _) in ROWS.items():
        insert(cursor, f"swiftbolt.{table}", [identified(name, table, row)])


def identified(name: str, table: str, row: dict) -> dict:
    """The row with an id of its own."""
    if table == "quotes":
        return row
    number = 100 + list(ROWS).index(name)
    return {"id": number if "bars" in table else uid(number)} | row


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_says_less_or_otherwise_is_kept(kept, name):
    table, row, shown = ROWS[name]
    model, key = STAGED[table]
    own = identified(name, table, row)
    found = kept.query(
        f"select {', '.join(shown)} from staging.stg_swiftbolt__{model} where {key}::text = %s",
        [str(own.get("id", own.get("symbol_id")))],
    )
    assert [dict(zip(shown, values, strict=True)) for values in found] == [shown]


def test_a_position_that_ran_out_without_a_word_ended_at_its_expiry(kept):
    found = kept.query(
        "select is_open, open_legs, closed_at = '2026-03-20 20:00+00', debit_usd, realized_pnl_usd"
        " from marts.options_strategy_performance"
    )
    assert found == [(False, 0, True, 200, None)]
    kept.dbt(
        "test", "-s", "options_strategy_performance_keeps_its_rules",
        "every_option_leg_reaches_its_position", variables=VARIABLES,
    )  # fmt: skip
