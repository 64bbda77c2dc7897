"""Positions that follow new executions are what running all executions gives, whatever happens."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge_books import uid
from fill_books import FACTS, FIRST_DAY, FIRST_LOAD, SYSTEMS, FillBooks
from parsed_once import histories

A_DAY = timedelta(days=1)
RAW = {
    "mastertrade": ("raw_mastertrade.trades", "executed_at"),
    "schwab": ("raw_schwab.execution_legs", "execution_time"),
    "patriot": ("raw_patriot.order_fills", "fill_timestamp"),
}

# Few numbers, positions and days: copies, flips and executions of one moment come by themselves.
days = st.integers(0, 9)
systems = st.sampled_from(SYSTEMS)
fills = st.tuples(
    systems, st.integers(1, 15), st.integers(0, 1), days,
    st.integers(-3, 3).filter(bool), st.integers(1, 9), st.sampled_from([0, 600, 1439]),
)  # fmt: skip
several = st.lists(fills, min_size=1, max_size=6)
deliveries = st.tuples(
    days, st.integers(0, 1), st.integers(-3, 3).filter(bool), st.integers(-9, 9),
    st.sampled_from(["RECEIVE_AND_DELIVER", "TRADE"]), st.sampled_from(["VALID", None]),
)  # fmt: skip
events = st.one_of(
    st.tuples(st.just("loads"), several),
    st.tuples(st.just("loads without a load time"), several),
    st.tuples(st.just("commits late"), several),
    st.tuples(st.just("sends a day again"), st.tuples(systems, days)),
    st.tuples(st.just("deletes a day"), st.tuples(systems, days)),
    st.tuples(st.just("changes rows quietly"), st.tuples(systems, days)),
    st.tuples(st.just("moves executions to another day"), st.tuples(systems, days, days)),
    st.tuples(st.just("an order changes hands"), st.integers(0, 3)),
    st.tuples(st.just("an order breaks a rule"), st.integers(0, 3)),
    st.tuples(st.just("a leg is corrected"), st.integers(0, 3)),
    st.tuples(st.just("a fee is booked"), st.tuples(st.integers(0, 3), days)),
    st.tuples(st.just("an option expires"), days),
    st.tuples(st.just("the ledger delivers"), deliveries),
    st.tuples(st.just("deliveries are corrected"), days),
    st.tuples(st.just("deliveries are struck out"), days),
    st.tuples(st.just("a rate is corrected"), days),
    st.tuples(st.just("the clock moves"), st.integers(-120, 120)),
    st.tuples(st.just("a run dies in the middle"), st.sampled_from(FACTS)),
)
steps = st.lists(events, min_size=4, max_size=7)
SILENT = {"deletes a day", "changes rows quietly", "moves executions to another day"}


def happen(books: FillBooks, what: str, how) -> object:
    """One thing that happens; returns a transaction that is still open, if any."""
    now = books.now
    if what == "loads":
        books.add(how, now)
    elif what == "loads without a load time":
        books.add(how, None)
    elif what == "commits late":
        connection = books.project.server.connect()
        books.add(how, now - timedelta(hours=2), connection.cursor())
        return connection
    elif what == "the clock moves":
        books.as_of += timedelta(hours=how)
    elif what == "a run dies in the middle":
        books.query(
            f"create trigger broken before insert or delete on intermediate.{how}"
            " for each statement execute function public.broken()"
        )
        # Where nothing changed, nothing is written and nothing breaks.
        books.run(ok=None)
        books.query(f"drop trigger broken on intermediate.{how}")
    elif what == "an order changes hands":
        books.query(
            "update raw_patriot.orders set strategy_id = case when strategy_id is null"
            " then account_id end, quantity = 100, updated_at = %s where id = %s",
            [now, uid(how)],
        )
    elif what == "an order breaks a rule":
        books.query(
            "update raw_patriot.orders set quantity = -1, updated_at = %s where id = %s",
            [now, uid(how)],
        )
    elif what == "a leg is corrected":
        books.query(
            "update raw_schwab.order_legs set instruction = case instruction when 'BUY'"
            " then 'SELL' else 'BUY' end where leg_id = %s",
            [how],
        )
    elif what == "a rate is corrected":
        books.query(
            "insert into intermediate.int_currency_rates values ('BNB', %s, %s)"
            " on conflict (currency, rate_date) do update set usd_rate = excluded.usd_rate + 1",
            [FIRST_DAY + timedelta(days=how), 500],
        )
    elif what == "the ledger delivers":
        books.deliver(*how)
    elif what == "deliveries are corrected":
        books.query(
            "update raw_schwab.transaction_items as items set cost = cost - 1"
            " from raw_schwab.transactions as entries"
            " where items.transaction_id = entries.transaction_id and items.amount is not null"
            " and entries.trade_date = %s",
            [FIRST_DAY + timedelta(days=how)],
        )
    elif what == "deliveries are struck out":
        books.query(
            "update raw_schwab.transactions set status = 'INVALID' where trade_date = %s",
            [FIRST_DAY + timedelta(days=how)],
        )
    elif what in ("a fee is booked", "an option expires"):
        books.row_id += 1
        order, day = how if isinstance(how, tuple) else (None, how)
        on = FIRST_DAY + timedelta(days=day)
        entry = {
            "transaction_id": books.row_id, "schwab_activity_id": books.row_id, "account_id": 1,
            "transaction_time": on, "trade_date": on, "status": "VALID", "order_id": order,
            "transaction_type": "RECEIVE_AND_DELIVER" if order is None else "TRADE",
            "net_amount": 0,
        }  # fmt: skip
        item = {"item_id": books.row_id, "transaction_id": books.row_id}
        if order is None:
            item |= {"instrument_symbol": "AAPL  250117C00200000", "instrument_type": "OPTION"}
            item |= {"amount": -1, "cost": 0}
        else:
            item |= {"fee_type": "COMMISSION", "instrument_type": "CURRENCY", "cost": -1}
        books.insert("schwab.transactions", [entry])
        books.insert("schwab.transaction_items", [item])
    else:
        table, column = RAW[how[0]]
        on = [FIRST_DAY + timedelta(days=number) for number in how[1:]]
        change = {
            "sends a day again": f"update {table} set price = price + 1, created_at = '{now}'",
            "deletes a day": f"delete from {table}",
            "changes rows quietly": f"update {table} set quantity = quantity + 1",
            "moves executions to another day": f"update {table} set {column} = '{on[-1]} 05:00'",
        }[what]
        books.query(f"{change} where {column} >= %s and {column} < %s", [on[0], on[0] + A_DAY])
    return None


@pytest.mark.parametrize("basis", ["average", "fifo"])
@histories(examples=1)
@given(
    start=st.lists(fills, min_size=30, max_size=50),
    history=st.lists(steps, min_size=3, max_size=3),
)
def test_any_history_of_executions_ends_where_running_all_of_them_does(
    fill_books, basis, start, history
):
    fill_books.begin(basis)
    fill_books.add(start, fill_books.now)
    fill_books.run()
    fill_books.assert_complete()
    for happenings in history:
        # A day, so that only the overlap reaches back to the load before.
        fill_books.now += A_DAY
        opened = [happen(fill_books, what, how) for what, how in happenings]
        if SILENT & {what for what, _ in happenings}:
            fill_books.reconcile()
        fill_books.run()
        late = [connection for connection in opened if connection is not None]
        if late:
            for connection in late:
                connection.commit()
                connection.close()
            fill_books.now += timedelta(hours=1)
            fill_books.run()
        fill_books.assert_complete()


def test_what_the_ledger_delivers_late_is_part_of_its_position(fill_books):
    fill_books.begin("average")
    # Bought 2 at 10 and sold 4 at 16: two short, until the ledger tells of a split before.
    fill_books.add([("schwab", 1, 0, 1, 2, 10, 60), ("schwab", 2, 0, 5, -4, 16, 60)], FIRST_LOAD)
    fill_books.run()
    results = (
        "select fill_date - date '2025-01-06', trim_scale(gross_pnl_usd), position_quantity"
        " from intermediate.int_fills_costed order by 1"
    )
    assert fill_books.query(results) == [(1, 0, 2), (5, 12, -2)]
    for change, expected in (
        (lambda: fill_books.deliver(3, 0, 2, 0, "RECEIVE_AND_DELIVER", None), (3, 0, 4)),
        ("update raw_schwab.transaction_items set cost = -8", (3, 0, 4)),
        ("update raw_schwab.transactions set status = 'INVALID'", None),
    ):
        fill_books.now += A_DAY
        if callable(change):
            change()
        else:
            fill_books.query(change)
        fill_books.run()
        fill_books.assert_complete()
        assert (expected in fill_books.query(results)) == (expected is not None)
    assert fill_books.query(results) == [(1, 0, 2), (5, 12, -2)]


def test_an_older_copy_counts_again_when_the_newer_one_of_another_day_is_gone(fill_books):
    fill_books.begin("average")
    fill_books.add([("mastertrade", 1, 0, 2, 1, 5, 60)], fill_books.now)
    fill_books.run()
    fill_books.now += A_DAY
    fill_books.add([("mastertrade", 1, 0, 5, 1, 5, 60)], fill_books.now)
    for _ in range(3):
        # As it is, both days have been compared.
        fill_books.run()
        fill_books.reconcile("mastertrade_fills")
        fill_books.now += A_DAY
    days = "select fill_date from intermediate.int_fills_booked"
    assert fill_books.query(days) == [(FIRST_DAY + timedelta(days=5),)]
    fill_books.query(
        "delete from raw_mastertrade.trades where executed_at > '2025-01-10';"
        " select pg_stat_force_next_flush()"
    )
    fill_books.run()
    fill_books.assert_complete()
    assert fill_books.query(days) == [(FIRST_DAY + timedelta(days=2),)]


def test_days_that_another_platform_loads_are_no_drift(fill_books):
    """A fact of three feeds differs on the new days of each; only what left no trace is drift."""
    fill_books.begin("average")
    one_a_day = [("mastertrade", 1, 0, 2, 1, 5, 60)]
    fill_books.add(one_a_day, fill_books.now)
    fill_books.run()
    fill_books.now += A_DAY
    # More days than `max_drift_days`, all loaded now; and one row of the other platform corrected.
    fill_books.add([("patriot", 100 + day, 0, -day, 1, 5, 60) for day in range(40)], fill_books.now)
    fill_books.query(
        f"update raw_mastertrade.trades set price = 6, created_at = '{fill_books.now}';"
        " select pg_stat_force_next_flush()"
    )
    fill_books.run()
    fill_books.assert_complete()
    ((compared,),) = fill_books.query(
        "select sum(days_drifted) from private.reconciled_ranges"
        " where feed = 'mastertrade_fills' and reason = 'counters moved'"
        " and invocation_id = (select invocation_id from private.reconciled_ranges"
        " order by range_id desc limit 1)"
    )
    assert compared == 40, "they differ, and the run goes on"


def test_a_warehouse_that_was_restored_under_another_name_goes_on(fill_books):
    fill_books.begin("average")
    fill_books.add([("patriot", 1, 0, 2, 1, 5, 60)], fill_books.now)
    fill_books.run()
    fill_books.now += A_DAY
    # What a fact was made of is remembered with the name that the database had.
    fill_books.query(
        "update private.fact_definitions set definition_sql ="
        " replace(definition_sql, '\"tradehouse\".', '\"before\".');"
        " update raw_patriot.order_fills set price = 7; select pg_stat_force_next_flush()"
    )
    fill_books.run()
    fill_books.assert_complete()


def test_a_late_execution_rewrites_its_position_from_its_day_on_and_nothing_else(fill_books):
    fill_books.begin("average")
    fill_books.add([("patriot", n, n % 2, n % 8, 1, n + 1, 60) for n in range(32)], fill_books.now)
    fill_books.add(
        [("mastertrade", n, n % 2, n % 8, 1, n + 1, 60) for n in range(32)], fill_books.now
    )
    fill_books.run()
    rows = (
        "select source_system || ' ' || native_symbol as position, fill_date, xmin::text"
        " from intermediate.int_fills_booked"
    )
    before = set(fill_books.query(rows))
    fill_books.now += A_DAY
    # The first position has executions on days 0, 2, 4 and 6.
    fill_books.add([("patriot", 100, 0, 4, -2, 5, 90)], fill_books.now)
    fill_books.run()
    fill_books.assert_complete()
    written = {row[:2] for row in set(fill_books.query(rows)) - before}
    assert written == {("patriot BTCUSDT", FIRST_DAY + timedelta(days=day)) for day in (4, 6)}
    held = fill_books.query(
        "select fill_number, position_quantity from intermediate.int_fills_booked"
        " where source_system = 'patriot' and native_symbol = 'BTCUSDT'"
        " order by fill_number desc limit 1"
    )
    assert held == [(17, 14)]


def test_executions_of_a_rejected_order_or_leg_count_as_before(fill_books):
    fill_books.begin("average")
    executed = [
        (system, n, n % 2, n % 8, 1 if n % 3 else -1, n + 1, 60)
        for system in ("patriot", "schwab")
        for n in range(16)
    ]
    fill_books.add(executed, fill_books.now)
    fill_books.run()
    rows = "select to_jsonb(fills) - 'as_of' - 'refreshed_at' from intermediate.int_fills_costed"
    rows += " as fills order by source_system, fill_id"
    before = fill_books.query(rows)
    assert len(before) == len(executed)

    fill_books.query(
        "update raw_patriot.orders set quantity = -1;"
        " update raw_schwab.orders set quantity = -1;"
        " update raw_schwab.order_legs set quantity = -1"
    )
    for model in ("stg_patriot__orders", "stg_schwab__orders", "stg_schwab__order_legs"):
        assert fill_books.query(f"select from staging.{model}") == [], "all are rejected"
    fill_books.dbt("run", "-s", *FACTS, "--full-refresh")
    fill_books.assert_complete()
    assert fill_books.query(rows) == before

    # Whose, of what or which way is in doubt of every leg, each by another rule, and of one order.
    for leg, change, rule in (
        (0, "instruction = 'BUY_TO_OPEN', position_effect = 'CLOSING'",
         "instruction_and_effect_agree"),
        (1, "order_leg_type = 'OPTION'", "leg_type_agrees_with_the_instrument"),
        (2, "quantity = 'NaN'", "numbers_are_finite"),
        (3, "created_at = 'infinity'", "times_are_plausible"),
    ):  # fmt: skip
        fill_books.query(f"update raw_schwab.order_legs set {change} where leg_id = {leg}")
        judged = "select broken_rules from quarantine.judged_schwab__order_legs"
        ((broken,),) = fill_books.query(f"{judged} where leg_id = '{leg}'")
        assert rule in broken
    fill_books.query(
        f"update raw_patriot.orders set position_side = 'SIDEWAYS' where id = '{uid(0)}'"
    )
    fill_books.dbt("run", "-s", *FACTS, "--full-refresh")
    left = "select distinct source_system, order_id from intermediate.int_fills_costed order by 2"
    assert fill_books.query(left) == [("patriot", uid(order)) for order in (1, 2, 3)]


def test_an_accepted_order_wins_over_a_newer_copy_that_was_rejected(fill_books):
    fill_books.begin("average")
    fill_books.add([("patriot", 1, 0, 2, 1, 5, 60)], fill_books.now)
    fill_books.run()
    before = fill_books.query("select account_id, side from intermediate.int_fills_conformed")
    fill_books.query(
        "insert into raw_patriot.orders select (jsonb_populate_record(orders, jsonb_build_object("
        "'account_id', gen_random_uuid(), 'side', 'SELL', 'quantity', -1,"
        " 'updated_at', updated_at + interval '1 day'))).*"
        f" from raw_patriot.orders as orders where id = '{uid(0)}'"
    )
    copies = "select cardinality(broken_rules) from quarantine.judged_patriot__orders"
    found = fill_books.query(f"{copies} where order_id = '{uid(0)}' order by 1")
    assert [count > 0 for (count,) in found] == [False, True]
    fill_books.dbt("run", "-s", *FACTS, "--full-refresh")
    assert (
        fill_books.query("select account_id, side from intermediate.int_fills_conformed") == before
    )
    assert before == [(uid(1), "buy")]
