"""Rows of mastertrade that look odd and are no mistake: none is lost, and none names anybody."""

import json
from decimal import Decimal

import pytest

from conftest import written_by_hand
from edge_books import insert, uid
from tradehouse.sample import loader

AS_OF = "2026-03-02 12:00:00+00"
DAY = "2026-02-10"
# What people are called, reached and found by.
PEOPLE = (
    "joe.doe@example.com", "Joe Doe", "joe", "+49 151 2345678", "004915123456789", "15123456789",
    "203.0.113.9", "2001:db8::9", "https://t.me/joedoe", "@joedoe", "12 Main Street",
)  # fmt: skip
MARTS = (
    "order_history", "execution_quality", "open_positions", "risk_limit_breaches",
    "circuit_breaker_history", "goal_progress", "alert_delivery", "strategy_lineage",
    "portfolio_snapshots_hourly",
)  # fmt: skip

ORDER = {
    "strategy_id": uid(1), "symbol": "BTCUSDT", "side": "BUY", "order_type": "LIMIT", "price": 10,
    "quantity": 10, "environment": "live", "status": "open", "filled_quantity": 0,
    "created_at": f"{DAY} 10:00", "updated_at": f"{DAY} 10:05",
}  # fmt: skip
HALF = {"filled_quantity": 4, "average_fill_price": 10, "commission": 1, "commission_asset": "USDT"}
WHOLE = {
    **HALF, "filled_quantity": 10, "status": "filled", "filled_at": f"{DAY} 10:04",
    "order_type": "MARKET", "price": None,
}  # fmt: skip
# What is odd of an order, what it has, and what staging shows of it.
ORDERS = {
    "simulated without a fee": (
        {**WHOLE, "environment": "paper", "commission": 0, "commission_asset": None}, {},
    ),
    "rebate": ({**WHOLE, "commission": -1}, {"fee_amount": -1}),
    "fee in no asset": ({**WHOLE, "commission_asset": None}, {"fee_amount": 1}),
    "prices of 0": (
        {**WHOLE, "price": 0, "stop_loss": 0, "take_profit": 0},
        {"limit_price": None, "stop_price": None, "take_profit_price": None},
    ),
    "filled since, in part": (
        {**HALF, "status": "partially_filled", "filled_at": f"{DAY} 10:04"}, {},
    ),
    "filled, nobody noted when": ({**WHOLE, "filled_at": None}, {"filled_at": None}),
    "cancelled, nobody noted when": (
        {**HALF, "status": "cancelled", "updated_at": None}, {"cancelled_at": None},
    ),
    "cancelled, last changed at its entry": (
        {**HALF, "status": "cancelled", "updated_at": f"{DAY} 10:00"}, {"cancelled_at": None},
    ),
    "without a status": ({**HALF, "status": None}, {"status": None}),
    "without an entry time": ({"created_at": None}, {"created_at": None}),
}  # fmt: skip


def _json_for_jsonb(cursor) -> None:
    """As many loaders make it."""
    cursor.execute(
        "select attrelid::regclass::text, attname from pg_attribute as columns"
        " join pg_class as tables on tables.oid = columns.attrelid and relkind in ('r', 'p')"
        " where relnamespace = 'raw_mastertrade'::regnamespace and atttypid = 'jsonb'::regtype"
        " and not relispartition"
    )
    for table, column in cursor.fetchall():
        cursor.execute(
            f"alter table {table} alter column {column} drop default,"
            f" alter column {column} type json"
        )


@pytest.fixture(scope="module")
def odd(short_tmp):
    """A warehouse of a mastertrade that writes such rows only."""
    with written_by_hand(short_tmp, "odd", loader.SYSTEMS, _rows) as project:
        project.fill(*MARTS, "stg_mastertrade__audit_events", "stg_mastertrade__backtests",
                     "stg_mastertrade__goal_measurements", variables={"as_of": AS_OF})  # fmt: skip
        yield project


def _rows(cursor) -> None:
    _json_for_jsonb(cursor)
    _strategies(cursor)
    _orders(cursor)
    _positions_and_balances(cursor)
    _risk_and_goals(cursor)
    _people(cursor)


def _strategies(cursor) -> None:
    strategy = {
        "name": "one", "symbol": "BTCUSDT", "interval": "1h", "parameters": "{}",
        "status": "active", "version": 1, "activated_at": DAY, "created_at": "2026-01-01",
    }  # fmt: skip
    insert(cursor, "mastertrade.strategies", [
        {**strategy, "id": uid(1)},
        {**strategy, "id": uid(2), "name": "rejected", "status": "banana"},
        {**strategy, "id": uid(3), "name": "rejected, too", "status": "banana"},
    ])  # fmt: skip
    test = {
        "strategy_id": uid(1), "start_date": "2025-01-01", "end_date": "2025-12-01",
        "initial_capital": 10000, "total_trades": 10, "winning_trades": 5, "losing_trades": 4,
    }  # fmt: skip
    rates = enumerate(("0.5", "0.5556", "0.53", "0.6"), 1)
    insert(cursor, "mastertrade.backtest_results", [
        {**test, "id": number, "win_rate": rate, "created_at": f"2026-01-0{number}"}
        for number, rate in rates
    ])  # fmt: skip


def _orders(cursor) -> None:
    orders = [{**ORDER, **columns} for columns, _ in ORDERS.values()]
    orders += [
        # Two orders of ours that met.
        {**ORDER, **WHOLE}, {**ORDER, **WHOLE, "side": "SELL"},
        # The only word of a strategy that is rejected itself.
        {**ORDER, "strategy_id": uid(2)},
        # No moment at all.
        {**ORDER, "created_at": None, "updated_at": None},
        # One whose execution was sent twice, and one that was refused and executed.
        {**ORDER, **WHOLE}, {**ORDER, "status": "rejected"},
    ]  # fmt: skip
    insert(cursor, "mastertrade.orders", [
        {**order, "id": uid(100 + number)} for number, order in enumerate(orders)
    ])  # fmt: skip
    fill = {
        "strategy_id": uid(1), "symbol": "BTCUSDT", "quantity": 10, "price": 10,
        "environment": "live", "exchange_trade_id": "met", "executed_at": f"{DAY} 10:04",
        "commission": 1, "commission_asset": "USDT",
    }  # fmt: skip
    buyer, seller, _, _, twice, refused = (uid(100 + len(ORDERS) + n) for n in range(6))
    insert(cursor, "mastertrade.trades", [
        {**fill, "id": 1, "order_id": buyer, "side": "BUY"},
        {**fill, "id": 2, "order_id": seller, "side": "SELL", "realized_pnl": "123.45"},
        {**fill, "id": 3, "order_id": seller, "side": "SELL", "realized_pnl": "123.45"},
        {**fill, "id": 4, "order_id": twice, "side": "BUY", "exchange_trade_id": None},
        {**fill, "id": 5, "order_id": twice, "side": "BUY", "exchange_trade_id": None},
        {**fill, "id": 6, "order_id": refused, "side": "BUY", "exchange_trade_id": "6"},
    ])  # fmt: skip


def _positions_and_balances(cursor) -> None:
    held = {
        "strategy_id": uid(1), "side": "LONG", "environment": "live", "opened_at": DAY,
        "updated_at": DAY,
    }  # fmt: skip
    insert(cursor, "mastertrade.positions", [
        {**held, "id": 1, "symbol": "ETHBTC", "quantity": 10, "entry_price": "0.05",
         "current_price": "0.06", "unrealized_pnl": 2500, "unrealized_pnl_pct": 20},
        {**held, "id": 2, "symbol": "SHIBUSDT", "quantity": 100_000_000,
         "entry_price": "0.00001234", "current_price": "0.00001251", "unrealized_pnl": "17.35",
         "unrealized_pnl_pct": "1.4", "stop_loss": 0, "take_profit": 0},
        {**held, "id": 3, "symbol": "BTCUSDT", "quantity": 1, "entry_price": 10,
         "strategy_id": uid(3)},
    ])  # fmt: skip
    insert(cursor, "mastertrade.portfolio_balances", [
        {"id": number, "environment": environment, "asset": asset, "free_balance": amount,
         "locked_balance": 0, "total_balance": amount, "usd_value": worth,
         "timestamp": f"{DAY} 10:00:00.1{number:02}"}
        for number, (environment, asset, amount, worth) in enumerate((
            ("live", "BTC", 4, 200000), ("live", "USDT", -50000, -50000),
            ("paper", "USDT", 60000, 60000), ("paper", "BTC", 1, 5000), ("paper", "BNB", 10, 1700),
        ))
    ])  # fmt: skip


def _risk_and_goals(cursor) -> None:
    halt = {"trigger_type": "drawdown", "threshold_value": "0.05", "actual_value": "0.09"}
    insert(cursor, "mastertrade.circuit_breaker_events", [
        {**halt, "id": 1, "triggered_at": None, "metadata": '{"environment": "live"}'},
    ])  # fmt: skip
    insert(cursor, "mastertrade.financial_goals", [
        {"id": 1, "goal_type": "portfolio_target_usd", "target_value": 10000, "created_at": DAY},
    ])  # fmt: skip
    measured = {"goal_id": 1, "target_value": 10000, "status": "ahead"}
    insert(cursor, "mastertrade.goal_progress", [
        {**measured, "id": number, "timestamp": f"2026-02-1{number}", "current_value": value,
         "gap": 10000 - value, "progress_pct": progress}
        for number, (value, progress) in enumerate(
            ((120_000, "999.99"), (-120_000, "-999.99"), (50_000, "999.99"))
        )
    ])  # fmt: skip
    changed = {"goal_id": 1, "adjustment_type": "raise_target", "new_value": 1}
    insert(cursor, "mastertrade.goal_adjustments", [
        {**changed, "id": 1, "applied_at": None, "reason": f"asked by {PEOPLE[0]}"},
    ])  # fmt: skip


def _people(cursor) -> None:
    """Put everybody wherever a text may stand."""
    alert = {"alert_type": "login", "severity": "warning", "status": "active", "created_at": DAY}
    log = {"action": "update_profile", "created_at": DAY}
    kinds = (None, "system", "order", "strategy", "position", "user", "users")
    number = 0
    for person in PEOPLE:
        for kind in kinds:
            number += 1
            about = {"entity_type": kind, "entity_id": person}
            text = {"title": f"New login of {person}", "message": person}
            insert(cursor, "mastertrade.alerts", [{**alert, **about, **text, "id": uid(number)}])
            insert(cursor, "mastertrade.audit_logs", [{**log, **about, "id": number}])
            insert(cursor, "mastertrade.alert_suppressions", [
                {**about, "id": number, "alert_type": "other", "created_at": DAY},
            ])  # fmt: skip
        number += 1
        insert(cursor, "mastertrade.circuit_breaker_events", [{
            "id": number, "trigger_type": "drawdown", "threshold_value": "0.05",
            "actual_value": "0.09", "triggered_at": DAY,
            "actions_taken": json.dumps(["pause_entries", person, {"notify": person}]),
        }])  # fmt: skip
        insert(cursor, "mastertrade.strategy_versions", [{
            "id": number, "strategy_id": uid(1), "version": number, "parameters": "{}",
            "change_description": f"for {person}", "created_by": person, "created_at": DAY,
        }])  # fmt: skip
        insert(cursor, "mastertrade.goal_adjustments", [{
            "id": number, "goal_id": 1, "adjustment_type": "raise_target", "new_value": number,
            "reason": f"asked by {person}", "applied_at": DAY,
        }])  # fmt: skip
    # What names nobody, and a rule that mutes what may.
    plain = {**alert, "title": "t", "message": "m"}
    system = {**plain, "alert_type": "io", "entity_type": "system"}
    insert(cursor, "mastertrade.alerts", [
        {**plain, "id": uid(9001), "entity_type": "strategy", "entity_id": uid(1)},
        {**plain, "id": uid(9002), "entity_type": "position", "entity_id": "position-12"},
        {**system, "id": uid(9003), "entity_id": "disk"},
        {**system, "id": uid(9004), "entity_id": "memory"},
    ])  # fmt: skip
    insert(cursor, "mastertrade.alert_suppressions", [
        {"id": 9003, "alert_type": "io", "entity_type": "system", "entity_id": "disk",
         "created_at": "2026-02-01"},
    ])  # fmt: skip


def test_json_is_read_as_jsonb(odd):
    types = "select distinct pg_typeof({})::text from {}"
    raw = types.format("parameters", "raw_mastertrade.strategies")
    assert odd.query(raw) == [("json",)]
    staged = types.format("parameters", "staging.stg_mastertrade__strategies")
    assert odd.query(staged) == [("jsonb",)]


@pytest.mark.parametrize(("number", "shown"), enumerate(shown for _, shown in ORDERS.values()),
                         ids=[name.replace(" ", "_") for name in ORDERS])  # fmt: skip
def test_an_odd_order_is_no_contradiction(odd, number, shown):
    columns = ", ".join(shown) or "order_id"
    (row,) = odd.query(
        f"select {columns} from staging.stg_mastertrade__orders where order_id = %s",
        [uid(100 + number)],
    )
    assert not shown or row == tuple(shown.values())
    assert odd.query("select 1 from marts.order_history where order_id = %s", [uid(100 + number)])


def test_an_order_without_a_status_and_an_entry_time_is_in_order_history(odd):
    orders = dict(zip(ORDERS, range(100, 200), strict=False))
    found = dict(odd.query("select order_id, status from marts.order_history"))
    assert found[uid(orders["without a status"])] == "partially_filled"
    assert found[uid(orders["without an entry time"])] == "open"
    assert found[uid(orders["cancelled, nobody noted when"])] == "cancelled"
    assert found[uid(orders["cancelled, last changed at its entry"])] == "cancelled"


def test_an_order_without_any_moment_is_rejected(odd):
    orders = odd.query("select order_id from staging.stg_mastertrade__orders")
    assert len(orders) == len(ORDERS) + 5
    assert (uid(103 + len(ORDERS)),) not in orders


def test_both_sides_of_a_trade_between_two_of_our_orders_count(odd):
    assert odd.query(
        "select fill_id, side, realized_pnl_usd from staging.stg_mastertrade__fills"
        " where exchange_trade_id = 'met' order by side"
    ) == [("1", "buy", None), ("3", "sell", Decimal("123.45"))]


def test_executions_beyond_their_order_are_shown_and_stop_nothing(odd):
    shown = (
        "select status, filled_quantity, remaining_quantity, fill_ratio from marts.order_history"
        " where order_id = %s"
    )
    twice, refused = (uid(104 + len(ORDERS) + number) for number in range(2))
    assert odd.query(shown, [twice]) == [("filled", 20, 0, 1)]
    assert odd.query(shown, [refused]) == [("filled", 10, 0, 1)]
    odd.dbt(
        "test", "-s", "stg_mastertrade__orders_keeps_its_rules", "order_history_keeps_its_rules",
        "execution_quality_keeps_its_rules", "no_order_is_filled_beyond_its_request",
        variables={"as_of": AS_OF, "max_rejected_share": 1},
    )  # fmt: skip
    counted = (
        "select rows_failing from quarantine.rule_results where source_table = 'orders' and"
        " rule_name = 'fills_sum_to_the_filled_quantity' and source_system = 'mastertrade'"
    )
    assert odd.value(counted) >= 2


def test_a_position_is_valued_in_its_own_money(odd):
    shown = odd.query(
        "select symbol, stop_price, take_profit_price from staging.stg_mastertrade__positions"
    )
    assert sorted(shown) == [
        ("BTCUSDT", None, None), ("ETHBTC", None, None), ("SHIBUSDT", None, None),
    ]  # fmt: skip


def test_a_loan_lowers_the_balance_and_assets_written_apart_are_one_reading(odd):
    readings = odd.query(
        "select dim_accounts.environment, readings, avg_balance_usd::float"
        " from marts.portfolio_snapshots_hourly join marts.dim_accounts using (account_key)"
        " order by 1"
    )
    assert readings == [("live", 1, 150000), ("paper", 1, 66700)]
    opened = odd.query(
        "select environment, opening_equity_usd::float, reported_equity_usd::float"
        " from intermediate.int_accounts_conformed where source_system = 'mastertrade' order by 1"
    )
    assert opened == [("live", 150000, 150000), ("paper", 66700, 66700)]


def test_a_halt_of_no_known_moment_is_an_open_breach(odd):
    assert odd.query("select is_open from marts.circuit_breaker_history where halt_id = '1'") == [
        (True,)
    ]
    assert odd.query("select state from marts.risk_limit_breaches where breach_id = '1'") == [
        ("open",)
    ]


def test_what_only_orders_or_positions_mention_is_a_strategy(odd):
    inferred = odd.query(
        "select strategy_id from marts.dim_strategies where is_inferred order by strategy_id"
    )
    assert inferred == [(uid(2),), (uid(3),)]


def test_a_win_rate_may_leave_flat_trades_out(odd):
    shown = odd.query("select backtest_id from staging.stg_mastertrade__backtests order by 1")
    assert shown == [("1",), ("2",), ("3",)]


def test_a_progress_may_be_as_much_as_its_column_holds(odd):
    shown = odd.query("select measurement_id from staging.stg_mastertrade__goal_measurements")
    assert sorted(shown) == [("0",), ("1",)]


def test_no_text_of_mastertrade_names_anybody(odd):
    relations = odd.query(
        "select format('%I.%I', nspname, relname) from pg_class"
        " join pg_namespace on pg_namespace.oid = relnamespace"
        " where relkind in ('r', 'p', 'm', 'v') and nspname in ('staging', 'intermediate', 'marts',"
        " 'quarantine', 'history', 'private')"
    )
    names = "|".join(person.replace("+", r"\+").replace(".", r"\.") for person in PEOPLE)
    found = [
        name
        for (name,) in relations
        if odd.value(
            f"select exists (select from {name} as one where one::text ~* %s)", [f"({names})"]
        )
    ]
    assert found == []


def test_what_names_nobody_is_still_told(odd):
    alerts = dict(odd.query("select alert_id, entity_id from marts.alert_delivery"))
    assert alerts[uid(9001)] == uid(1)
    assert alerts[uid(9002)] == "position-12"
    assert odd.query(
        "select count(*), bool_and(actions_taken = '{pause_entries,[removed],[removed]}')"
        " from marts.circuit_breaker_history where actions_taken is not null"
    ) == [(len(PEOPLE), True)]
    # A pseudonym still tells one thing from another.
    muted = odd.query("select alert_id from marts.alert_delivery where is_suppressed")
    assert muted == [(uid(9003),)]
