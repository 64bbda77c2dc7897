"""What leaves no trace in load times gets into the facts; upkeep removes what it says, no more."""

import json
from datetime import timedelta

import pytest

from test_incremental import FIRST_DAY, RAW, Feed, some_trades
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

ACCOUNT_DAYS = "intermediate.int_daily_profit_account_days"
# Days in two partitions: January and February 2025.
DAYS = (0, 1, 30, 31)
# As if the last turn of the rolling share were long ago.
LONG_AGO = "update private.reconcile_positions set moved_at = '2020-01-01'"


class Upkeep(Feed):
    """The feed with statistics that are written down at once, and what was found."""

    def dbt(self, *arguments: str, **options) -> None:
        """One command that compares month by month, as on a history that is large."""
        super().dbt(*arguments, **{"reconcile_bytes": 1, **options})

    def quietly(self, statement: str) -> None:
        """Change raw rows so that nothing but the counters tells."""
        self.query(f"{statement}; select pg_stat_force_next_flush()")

    def start(self) -> None:
        """Trades on a few days of two months, built twice: nothing of them is new any more."""
        self.forget()
        self.query("delete from private.reconcile_positions; delete from private.kept_days")
        for day in DAYS:
            some_trades(self, range(1, 5), day)
        self.as_of += timedelta(days=60)
        self.run(reconcile_share=0)
        self.now += timedelta(days=1)
        some_trades(self, [9], 2)
        self.run(reconcile_share=0)

    def reconciled(self, reason: str, what="to_char(first_day, 'YYYY-MM')") -> list[tuple]:
        """Ranges that the last run compared for this reason, and how many of their days drifted."""
        return self.query(
            f"select {what}, days_drifted from private.reconciled_ranges"
            " where reason = %s and invocation_id = (select invocation_id from private.feed_runs"
            " order by started_at desc limit 1) order by first_day nulls first",
            [reason],
        )

    def compared(self, reason: str) -> list[tuple]:
        """The same with how many days of each range were worked out again."""
        return self.reconciled(reason, "days_compared")

    def turn(self) -> list[tuple]:
        """Let the turn of all history come in the rolling share; returns what was compared."""
        self.query(LONG_AGO)
        self.run(reconcile_share=1)
        return self.compared("rolling share")


@pytest.fixture(scope="module")
def upkeep(short_tmp):
    server = Server(home=short_tmp / "upkeep", install=wheel_install())
    server.start()
    connection = server.connect()
    loader.create(connection, ["daily_profit"], lax=True)
    connection.close()
    feed = Upkeep(server, short_tmp / "upkeep-project")
    facts = ["+int_daily_profit_symbol_days", "+int_daily_profit_platform_days"]
    feed.dbt("build", "--exclude", "resource_type:test", "resource_type:unit_test", "-s", *facts)
    yield feed
    server.destroy()


QUIET = {
    "deleted": (
        f"delete from {RAW} where trade_date = '{FIRST_DAY}' and trade_id = '1'",
        [("2025-01", 1)],
    ),
    "changed": (
        f"update {RAW} set profit = profit + 1 where trade_date = '{FIRST_DAY}'",
        [("2025-01", 1)],
    ),
    "moved to another partition": (
        f"update {RAW} set trade_date = '2025-02-20', close_time = '2025-02-20'"
        f" where trade_date = '{FIRST_DAY}' and trade_id = '2'",
        [("2025-01", 1), ("2025-02", 1)],
    ),
    # As when lost rows are put back.
    "back with an old load time": (
        f"insert into {RAW} select (copy).* from (select jsonb_populate_record(raw,"
        f" jsonb_build_object('id', id + 100000, 'trade_id', 'back')) as copy from {RAW} as raw"
        " where trade_date = '2025-02-05' and trade_id = '3') as copies",
        [("2025-02", 1)],
    ),
    # Lost together with the counter that would tell.
    "deleted, and statistics lost": (
        f"delete from {RAW} where trade_date = '{FIRST_DAY}';"
        " select pg_stat_force_next_flush(); commit; select pg_stat_reset()",
        [(None, 1), ("2025-02", 0)],
    ),
}


def test_what_load_times_do_not_tell_is_right_in_the_next_run(upkeep):
    upkeep.start()
    assert upkeep.reconciled("counters moved") == []
    for what, (statement, months) in QUIET.items():
        upkeep.quietly(statement)
        with pytest.raises(AssertionError):
            upkeep.assert_complete()
        upkeep.run(reconcile_share=0)
        upkeep.assert_complete()
        assert upkeep.reconciled("counters moved") == months, what
        assert not upkeep.last_run()["is_whole"]
    upkeep.run(reconcile_share=0)
    assert upkeep.reconciled("counters moved") == []


def test_rows_that_were_seen_before_they_were_counted_are_told_of(upkeep):
    upkeep.start()
    upkeep.now += timedelta(days=1)
    some_trades(upkeep, [10, 11], 1)
    upkeep.run(reconcile_share=0)
    # As if that load had reached the counters after the run had looked at them.
    earlier = (
        "update private.feed_counters set inserted = inserted - {}"
        f" where feed = 'daily_profit_trades' and partition = '{RAW}_2025_01'"
    )
    for rows, months in ((2, []), (3, [("2025-01", 0)])):
        upkeep.query(earlier.format(rows))
        upkeep.run(reconcile_share=0)
        assert upkeep.last_run()["days_touched"] == 0
        assert upkeep.reconciled("counters moved") == months


def test_history_is_reconciled_by_and_by(upkeep):
    upkeep.start()
    # A fact that is wrong while nothing happened to the raw rows, in the second month.
    upkeep.query(f"update {ACCOUNT_DAYS} set trades = 99 where trade_date >= '2025-02-01'")
    upkeep.run()
    assert upkeep.reconciled("rolling share") == [(None, 0)]
    # One turn in `reconcile_every`.
    upkeep.run()
    assert upkeep.reconciled("rolling share") == []
    upkeep.query(LONG_AGO)
    with pytest.raises(AssertionError):
        upkeep.assert_complete()
    upkeep.run()
    assert upkeep.reconciled("rolling share") == [("2025-02", 2)]
    upkeep.assert_complete()
    upkeep.query(LONG_AGO)
    upkeep.run()
    assert upkeep.reconciled("rolling share") == [(None, 0)]
    upkeep.query(LONG_AGO)
    upkeep.run(reconcile_share=1)
    assert upkeep.reconciled("rolling share") == [(None, 0), ("2025-02", 0)]
    # What is small is compared by one statement, and is no more than the share for that.
    upkeep.query(LONG_AGO)
    upkeep.run(reconcile_share=1, reconcile_bytes=100_000_000)
    assert upkeep.reconciled("rolling share") == [(None, 0)]
    upkeep.query(f"update {ACCOUNT_DAYS} set trades = 99 where trade_date >= '2025-02-01'")
    for months in ([("2025-02", 2)], [(None, 0)]):
        upkeep.query(LONG_AGO)
        upkeep.run(reconcile_bytes=100_000_000)
        assert upkeep.reconciled("rolling share") == months
    upkeep.assert_complete()


def test_what_is_as_it_was_when_it_was_compared_is_not_worked_out_again(upkeep):
    upkeep.start()
    assert upkeep.turn() == [(3, 0), (2, 0)]
    assert upkeep.turn() == [(0, 0), (0, 0)]
    # A raw row, in what no fact reads; then a fact.
    upkeep.quietly(f"update {RAW} set stop_loss = 1 where trade_date = '2025-02-05'")
    upkeep.run(reconcile_share=0)
    assert upkeep.compared("counters moved") == [(1, 0)]
    upkeep.query(f"update {ACCOUNT_DAYS} set trades = 99 where trade_date = '{FIRST_DAY}'")
    assert upkeep.turn() == [(1, 1), (0, 0)]
    upkeep.assert_complete()
    # The day that was put right is again what it was.
    assert upkeep.turn() == [(0, 0), (0, 0)]
    # Rows and facts that are gone alike.
    upkeep.quietly(f"delete from {RAW} where trade_date = '2025-02-05'")
    upkeep.run(reconcile_share=0)
    assert upkeep.compared("counters moved") == [(1, 1)]
    assert upkeep.turn() == [(0, 0), (1, 0)]
    assert upkeep.turn() == [(0, 0), (0, 0)]
    # Who asks is told of everything.
    upkeep.reconcile()
    asked = "select distinct days_compared from private.reconciled_ranges where reason = 'asked'"
    assert upkeep.query(asked) == [(None,)]


def test_much_drift_stops_the_run_until_somebody_says_that_it_is_right(upkeep):
    upkeep.start()
    before = upkeep.query(f"table {ACCOUNT_DAYS}")
    upkeep.quietly(f"delete from {RAW} where trade_date >= '2025-02-01'")
    for _ in range(2):
        upkeep.run(ok=False, max_drift_days=1)
        assert upkeep.query(f"table {ACCOUNT_DAYS}") == before
    upkeep.query(f"update {ACCOUNT_DAYS} set trades = 99 where trade_date < '2025-01-08'")
    # All of history, as no days are given.
    upkeep.dbt("run-operation", "reconcile", "--args", json.dumps({"feed": "daily_profit_trades"}))
    upkeep.run(max_drift_days=1)
    upkeep.assert_complete()


def partitions(upkeep) -> set[str]:
    """Names of the partitions of the raw table, without its own name."""
    return {
        name
        for (name,) in upkeep.query(
            "select replace(relid::regclass::text, %s || '_', '') from pg_partition_tree(%s)"
            " where isleaf",
            [RAW, RAW],
        )
    }


def test_retention_drops_what_the_facts_hold_and_they_keep_it(upkeep):
    upkeep.start()
    before = partitions(upkeep)
    retain = ["run-operation", "apply_retention"]
    # From the end of March: January is older than two months, February is not.
    upkeep.as_of += timedelta(days=20)
    upkeep.run(reconcile_share=0)
    keep = {
        "retention": {"daily_profit": {"raw_trades_closed": "2 months", "raw_trades_open": "1 day"}}
    }
    rows = upkeep.query(f"select count(*), max(id) from {RAW}")
    upkeep.dbt(*retain, **keep)
    assert (partitions(upkeep), rows) == (
        before, upkeep.query(f"select count(*), max(id) from {RAW}")
    )  # fmt: skip

    facts = {"daily_profit": {"fct_account_daily": "1 year"}}
    upkeep.dbt(*retain, ok=False, retention=facts)

    # What the facts don't know yet stays.
    some_trades(upkeep, [20], 1)
    upkeep.dbt(*retain, "--args", "{dry_run: false}", **keep)
    gone = {name for name in before if name.startswith("20") and name < "2025_01"}
    assert partitions(upkeep) == before - gone
    upkeep.run(reconcile_share=0)
    upkeep.dbt(*retain, "--args", "{dry_run: false, detach: true}", **keep)
    assert partitions(upkeep) == before - gone - {"2025_01"}
    assert upkeep.value(f"select count(*) from {RAW}_2025_01") == 10
    assert upkeep.value(f"select count(*) from {RAW} where trade_date < '2025-02-01'") == 0

    # Neither comparing nor a full refresh takes the days from the facts.
    facts = upkeep.query(f"select account_id, trade_date, trades from {ACCOUNT_DAYS} order by 1, 2")
    held = f"select account_id, trade_date, trades from {ACCOUNT_DAYS} order by 1, 2"
    upkeep.run()
    upkeep.query(LONG_AGO)
    upkeep.run(reconcile_share=1)
    upkeep.dbt("run-operation", "reconcile", "--args", json.dumps({"feed": "daily_profit_trades"}))
    upkeep.run("--full-refresh")
    assert upkeep.query(held) == facts and len(facts) == 5

    # A fact in another shape could not say them again: the build stops before it loses them.
    hand_made = "alter table intermediate.int_daily_profit_account_days rename net_pnl_usd to net"
    upkeep.query(hand_made)
    upkeep.run(ok=False)
    assert upkeep.value(f"select count(*) from {ACCOUNT_DAYS}") == 5
    upkeep.query(hand_made.replace("net_pnl_usd to net", "net to net_pnl_usd"))

    # Attached again, it counts again.
    upkeep.query(
        f"alter table {RAW} attach partition {RAW}_2025_01"
        " for values from ('2025-01-01') to ('2025-02-01')"
    )
    upkeep.run(reconcile_share=1)
    upkeep.assert_complete()
    upkeep.quietly(f"delete from {RAW} where trade_date = '{FIRST_DAY}'")
    upkeep.run(reconcile_share=0)
    upkeep.assert_complete()


def test_partitions_are_made_ahead(upkeep):
    upkeep.start()
    months = ("2025_03", "2025_04", "2025_05")
    for month in months:
        upkeep.query(f"drop table {RAW}_{month}")
    assert not partitions(upkeep) & set(months)
    some_trades(upkeep, [1], 60)
    # March has a row in the default partition; May is farther ahead than asked.
    upkeep.dbt("run-operation", "make_partitions", "--args", "{months: 1}")
    assert partitions(upkeep) & set(months) == {"2025_04"}
    some_trades(upkeep, [2], 90)
    assert upkeep.value(f"select count(*) from {RAW}_2025_04") == 1
    upkeep.dbt("run-operation", "make_partitions", "--args", "{months: 2}")
    assert partitions(upkeep) & set(months) == {"2025_04", "2025_05"}
    upkeep.query(f"delete from {RAW} where trade_date between '2025-03-01' and '2025-03-31'")
    upkeep.dbt("run-operation", "make_partitions")
    assert partitions(upkeep) >= set(months)
