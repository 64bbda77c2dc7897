"""Facts that follow new rows are what a full rebuild gives, whatever happened to the rows."""

import json
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from dbt.cli.main import dbtRunner
from hypothesis import given
from hypothesis import strategies as st

import quicker_dbt
from parsed_once import ParsedOnce, histories
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

RAW = "raw_daily_profit.raw_trades_closed"
FACTS = [
    "int_daily_profit_account_days", "int_daily_profit_symbol_days",
    "int_daily_profit_platform_days",
]  # fmt: skip
MARTS = ["fct_account_daily", "fct_instrument_daily"]
# What follows the day facts by the log of changed keys.
FOLLOWERS = [
    "int_daily_profit_account_environments", "int_daily_profit_account_months",
    "int_daily_profit_account_symbols", "int_daily_profit_symbol_cohorts",
    "int_accounts_conformed", "int_performance_openings",
    "int_performance_months", "int_performance_books", "int_performance_spans",
    "int_performance_lifetimes", "int_performance_tail_windows", "int_performance_tail_risks",
    "fct_account_daily", "int_instruments_resolved",
    "int_daily_profit_symbols", "int_daily_profit_symbol_months", "fct_instrument_daily",
]  # fmt: skip
LOGGED = [
    "int_performance_months", "int_performance_lifetimes", "int_performance_tail_risks",
    "fct_account_daily",
    "int_daily_profit_account_months", "int_daily_profit_account_symbols",
    "int_daily_profit_symbol_cohorts", "int_daily_profit_symbol_months", "fct_instrument_daily",
]  # fmt: skip
# Long past, so that no load time lies in the future of the machine's clock.
FIRST_DAY = date(2025, 1, 6)
FIRST_LOAD = datetime(2025, 1, 20, 6)
PLATFORM = {"systems": ["daily_profit"]}
BROKEN = "create trigger broken before insert on intermediate.{} execute function public.broken()"


class Feed(ParsedOnce):
    """The raw table of closed trades, a clock and dbt in this process: parsed once, run often."""

    def __init__(self, server: Server, home) -> None:
        super().__init__(server, home)
        self.manifest = self.parsed(PLATFORM)
        self.row_id = 0
        self.forget()

    def _vars(self, **variables) -> list[str]:
        return ["--vars", json.dumps({**PLATFORM, **variables})]

    def forget(self) -> None:
        """Back to an empty feed; that it was emptied, the next run has to see by itself."""
        self.now, self.as_of = FIRST_LOAD, datetime(2025, 1, 14, 12, tzinfo=UTC)
        self.query(f"truncate {RAW}")

    def dbt(self, *arguments: str, ok: bool | None = True, **variables) -> None:
        given_vars = self._vars(as_of=self.as_of.isoformat(), **variables)
        self.invoke(self.manifest, *arguments, *given_vars, ok=ok)

    def run(self, *arguments: str, **options) -> None:
        self.dbt("run", "-s", *FACTS, *arguments, **options)

    def reconcile(self) -> None:
        span = {"feed": "daily_profit_trades", "from": "2024-12-01", "to": "2025-02-28"}
        self.dbt("run-operation", "reconcile", "--args", json.dumps(span))

    def add(self, rows: list[dict], cursor=None) -> None:
        for row in rows:
            self.row_id += 1
            row["id"] = self.row_id
        self.insert("daily_profit.raw_trades_closed", rows, cursor)

    def last_run(self) -> dict:
        columns = ["is_whole", "rows_seen", "days_touched", "days_waiting", "succeeded"]
        ((*values,),) = self.query(
            f"select {', '.join(columns)} from private.feed_runs where feed = 'daily_profit_trades'"
            " order by started_at desc limit 1"
        )
        return dict(zip(columns, values, strict=True))

    def assert_complete(self, *more: str) -> None:
        """Every fact is what its whole SELECT gives, both ways, to the last bit."""
        for fact in (*FACTS, *more):
            sql = self.value(
                "select definition_sql from private.fact_definitions where fact = %s", [fact]
            )
            schema = "marts" if fact in MARTS else "intermediate"
            columns = self.value(
                "select string_agg(attname, ', ' order by attnum) from pg_attribute"
                " where attnum > 0 and attrelid = %s::regclass"
                " and attname not in ('as_of', 'refreshed_at')",
                [f"{schema}.{fact}"],
            )
            self.assert_equal(
                fact, f"select {columns} from ({sql}\n) as whole",
                f"select {columns} from {schema}.{fact}",
            )  # fmt: skip


@pytest.fixture(scope="module")
def feed(short_tmp):
    server = Server(home=short_tmp / "incremental", install=wheel_install())
    server.start()
    connection = server.connect()
    loader.create(connection, ["daily_profit"], lax=True)
    connection.close()
    feed = Feed(server, short_tmp / "incremental-project")
    # The third account is known by its trades alone.
    feed.query(
        "insert into raw_daily_profit.raw_accounts_data (id, account_id, login, starting_balance,"
        " status, ingestion_timestamp) values (1, 'account 1', '0', 1000, 'Active', '2025-01-20'),"
        " (2, 'account 2', '0', 5, 'Active', '2025-01-20')"
    )
    selected = [
        f"+{name}"
        for name in (*FACTS, *MARTS, "int_performance_metrics", "int_performance_tail_risks")
    ]
    feed.dbt("build", "--exclude", "resource_type:test", "resource_type:unit_test", "-s", *selected)
    yield feed
    server.destroy()


def trade(ticket: int, account: int, day: int, profit: int, minute: int, loaded, **columns) -> dict:
    on = FIRST_DAY + timedelta(days=day)
    closed = datetime.combine(on, datetime.min.time()) + timedelta(minutes=minute)
    symbol = ("EURUSD", "XAUUSD.r", None)[(account + ticket) % 3]
    return {
        "trade_id": str(ticket), "account_id": f"account {account}", "login": "0",
        "symbol": symbol, "side": "buy", "trade_date": on, "close_time": closed,
        "profit": profit, "commission": -ticket % 3, "volume_usd": 100 + ticket,
        "ingestion_timestamp": loaded, **columns,
    }  # fmt: skip


# Few tickets, accounts and days: copies, late rows and empty days come by themselves.
tickets = st.integers(1, 12)
accounts = st.integers(1, 3)
# The end of January and the beginning of February.
days = st.integers(21, 30)
profits = st.integers(-3, 3)
minutes = st.integers(0, 1439)
trades = st.tuples(tickets, accounts, days, profits, minutes)
several = st.lists(trades, min_size=1, max_size=8)
events = st.one_of(
    st.tuples(st.just("loads"), several),
    st.tuples(st.just("loads without a load time"), several),
    st.tuples(st.just("loads from the future"), several),
    st.tuples(st.just("loads rows that break rules"), several),
    st.tuples(st.just("commits late"), several),
    st.tuples(st.just("sends a day again"), days),
    st.tuples(st.just("deletes a day"), days),
    st.tuples(st.just("deletes an account"), accounts),
    st.tuples(st.just("changes rows quietly"), days),
    st.tuples(st.just("moves trades to another account"), st.tuples(days, accounts)),
    st.tuples(st.just("moves trades to another day"), st.tuples(days, days)),
    st.tuples(st.just("the clock moves"), st.integers(-72, 96)),
    st.tuples(st.just("the clock moves"), st.integers(-240, 240)),
    st.tuples(st.just("the watermark is from the future"), st.none()),
    st.tuples(st.just("a run dies in the middle"), st.sampled_from(FACTS)),
    st.tuples(st.just("a run dies above the day facts"), st.sampled_from(LOGGED)),
    st.tuples(st.just("an opening balance changes"), st.tuples(accounts, profits)),
    st.tuples(st.just("an account changes its phase"), accounts),
    st.tuples(st.just("only the day facts are run"), st.none()),
)
steps = st.lists(events, min_size=4, max_size=7)
SILENT = {
    "deletes a day", "deletes an account", "changes rows quietly",
    "moves trades to another account", "moves trades to another day",
}  # fmt: skip


def happen(feed: Feed, what: str, how) -> object:
    """One thing that happens to the feed; returns a transaction that is still open, if any."""
    if what in ("loads", "loads without a load time", "loads from the future"):
        loaded = {"loads": feed.now, "loads from the future": datetime(2099, 1, 1)}.get(what)
        feed.add([trade(*row, loaded) for row in how])
    elif what == "loads rows that break rules":
        feed.add([trade(*row, feed.now, volume_usd=-1) for row in how])
    elif what == "commits late":
        connection = feed.project.server.connect()
        feed.add([trade(*row, feed.now - timedelta(hours=2)) for row in how], connection.cursor())
        return connection
    elif what == "the clock moves":
        feed.as_of += timedelta(hours=how)
    elif what == "the watermark is from the future":
        feed.query("update private.feed_states set loaded_until = '2099-01-01'")
    elif what == "a run dies in the middle":
        # It lives where no row came.
        feed.add([trade(1, 1, 0, 1, 1, feed.now)])
        feed.query(BROKEN.format(how))
        feed.run(*FOLLOWERS, ok=False)
        feed.query(f"drop trigger broken on intermediate.{how}")
    elif what == "a run dies above the day facts":
        schema = "marts" if how in MARTS else "intermediate"
        feed.query(BROKEN.format(how).replace("on intermediate.", f"on {schema}."))
        # It lives where no key changed.
        feed.run(*FOLLOWERS, ok=None)
        feed.query(f"drop trigger broken on {schema}.{how}")
    elif what == "an opening balance changes":
        feed.query(
            "update raw_daily_profit.raw_accounts_data set starting_balance = starting_balance + %s"
            " where account_id = %s",
            [how[1], f"account {how[0]}"],
        )
    elif what == "an account changes its phase":
        feed.query(
            "update raw_daily_profit.raw_accounts_data set phase ="
            " case phase when 'Funded' then 'Phase 1' else 'Funded' end where account_id = %s",
            [f"account {how}"],
        )
    elif what == "only the day facts are run":
        feed.run()
    else:
        how = how if isinstance(how, tuple) else (how,)
        on = [FIRST_DAY + timedelta(days=number) for number in how]
        statement, values = {
            "sends a day again": (
                f"update {RAW} set profit = -profit, ingestion_timestamp = %s"
                " where trade_date = %s",
                [feed.now, on[0]],
            ),
            "deletes a day": (f"delete from {RAW} where trade_date = %s", on[:1]),
            "deletes an account": (
                f"delete from {RAW} where account_id = %s",
                [f"account {how[0]}"],
            ),
            "changes rows quietly": (
                f"update {RAW} set profit = profit + 1 where trade_date = %s",
                on[:1],
            ),
            "moves trades to another account": (
                f"update {RAW} set account_id = %s where trade_date = %s",
                [f"account {how[-1]}", on[0]],
            ),
            "moves trades to another day": (
                f"update {RAW} set trade_date = %s, close_time = %s where trade_date = %s",
                [on[-1], on[-1], on[0]],
            ),
        }[what]
        feed.query(statement, values)
    return None


@histories(examples=3)
@given(
    start=st.lists(trades, min_size=20, max_size=40),
    history=st.lists(steps, min_size=4, max_size=4),
)
def test_any_history_ends_where_a_full_rebuild_does(feed, start, history):
    feed.forget()
    feed.now += timedelta(days=21)
    feed.as_of += timedelta(days=21)
    feed.add([trade(*row, feed.now) for row in start])
    feed.run(*FOLLOWERS)
    feed.assert_complete(*LOGGED)
    for happenings in history:
        # A day, so that only the overlap reaches back to the load before.
        feed.now += timedelta(days=1)
        opened = [happen(feed, what, how) for what, how in happenings]
        if SILENT & {what for what, _ in happenings}:
            feed.reconcile()
        feed.run(*FOLLOWERS)
        late = [connection for connection in opened if connection is not None]
        if late:
            for connection in late:
                connection.commit()
                connection.close()
            feed.now += timedelta(hours=1)
            feed.run(*FOLLOWERS)
        feed.assert_complete(*LOGGED)

    # The metrics stand on nothing but these.
    measured = "select * from intermediate.int_performance_metrics"
    feed.query(f"drop table if exists public.measured; create table public.measured as {measured}")
    # A clock that moved back far enough has seen no day yet.
    assert feed.value(
        "select exists (select from public.measured)"
        " = exists (select from intermediate.int_daily_profit_account_days)"
    )
    feed.query("truncate intermediate.int_performance_months")
    feed.run(*FOLLOWERS, "--full-refresh")
    different = feed.query(
        f"(({measured}) except all table public.measured)"
        f" union all (table public.measured except all ({measured}))"
    )
    feed.query("drop table public.measured")
    assert different == []


def some_trades(feed: Feed, tickets, day: int, **columns) -> None:
    feed.add([trade(ticket, 1, day, 1, ticket, feed.now, **columns) for ticket in tickets])


def test_a_run_costs_the_days_that_rows_touched_and_a_killed_one_is_caught_up_with(feed):
    feed.forget()
    for day in range(8):
        some_trades(feed, range(1, 6), day)
    feed.run()
    assert feed.last_run()["is_whole"]
    feed.now += timedelta(days=1)
    some_trades(feed, [6], 5)
    feed.run()

    feed.now += timedelta(days=1)
    some_trades(feed, [7, 8], 2)
    feed.query(
        "create function public.stuck() returns trigger language plpgsql as"
        " 'begin perform pg_sleep(60); return new; end';"
        "create trigger stuck before insert on intermediate.int_daily_profit_symbol_days"
        " for each statement execute function public.stuck()"
    )
    process = feed.project.dbt_process(
        "run", "-s", *FACTS,
        variables={"systems": ["daily_profit"], "as_of": feed.as_of.isoformat()},
    )  # fmt: skip
    asleep = "select count(*) from pg_stat_activity where wait_event = 'PgSleep'"
    written = "select count(*) from intermediate.int_daily_profit_account_days where trades = 7"
    # It reads the whole project first, which takes a minute on a busy machine.
    for _ in range(1200):
        if feed.value(asleep) and feed.value(written):
            break
        time.sleep(0.2)
    process.kill()
    process.communicate()
    assert feed.value(written) == 1
    with pytest.raises(AssertionError):
        feed.assert_complete()
    for _ in range(100):
        if not feed.value(asleep):
            break
        time.sleep(0.2)
    feed.query("drop trigger stuck on intermediate.int_daily_profit_symbol_days")
    assert feed.last_run()["succeeded"] is None

    feed.run()
    feed.assert_complete()
    # The overlap reaches back over the load before, whose row was seen.
    done = feed.last_run()
    assert (done["is_whole"], done["rows_seen"], done["days_touched"]) == (False, 2, 1)


def test_a_day_in_the_overlap_is_touched_again_only_if_its_rows_are_others(feed):
    def touched() -> int:
        done = feed.last_run()
        assert not done["is_whole"]
        feed.assert_complete()
        return done["days_touched"]

    feed.forget()
    some_trades(feed, [1], 0)
    feed.run()
    # The run above took everything in: it noted no rows.
    feed.now += timedelta(days=1)
    for day in range(1, 6):
        some_trades(feed, [1, 2], day)
    some_trades(feed, [3], 6, ingestion_timestamp=None)
    some_trades(feed, [4], 7, ingestion_timestamp=datetime(2100, 1, 1))
    feed.run()
    feed.run()
    assert touched() == 0
    changes = (
        ("commits late", 1, lambda day: some_trades(feed, [5], 1)),
        ("changes", 1, f"update {RAW} set profit = 7 where trade_date = %s"),
        ("goes", 1, f"delete from {RAW} where trade_date = %s and trade_id = '2'"),
        ("is the last one to go", 1, f"delete from {RAW} where trade_date = %s"),
        ("moves", 2, f"update {RAW} set trade_date = trade_date + 5 where trade_date = %s"),
        ("changes in what is not read", 0, f"update {RAW} set login = '8' where trade_date = %s"),
    )
    for day, (what, days_touched, change) in enumerate(changes, start=1):
        if isinstance(change, str):
            # No counter tells of it: only the rows themselves do.
            feed.query(f"set track_counts = off; {change}", [FIRST_DAY + timedelta(days=day)])
        else:
            change(day)
        feed.run()
        assert (what, touched()) == (what, days_touched)
        feed.run()
        assert touched() == 0

    # A run that stopped has seen nothing.
    feed.query(BROKEN.format("int_daily_profit_symbol_days"))
    some_trades(feed, [6], 1)
    feed.run(ok=False)
    feed.query("drop trigger broken on intermediate.int_daily_profit_symbol_days")
    some_trades(feed, [7], 1)
    feed.run()
    assert touched() == 1
    # All of that day's rows in the overlap, each once.
    assert feed.last_run()["rows_seen"] == 5


def test_a_clock_that_moves_changes_the_days_it_passes(feed):
    feed.forget()
    for day in range(10):
        some_trades(feed, [1, 2], day)
    # Counts on the day before it closes.
    some_trades(feed, [3], 4, close_time=datetime(2025, 1, 11, 1))
    feed.run()
    # So that these days are not in the overlap any more.
    feed.now += timedelta(days=1)
    some_trades(feed, [1], 0)
    feed.run()
    held = "select sum(trades) from intermediate.int_daily_profit_account_days"
    assert feed.value(held) == 19
    for hours, trades_before in ((-86, 10), (48, 15), (24 * 30, 21)):
        feed.as_of += timedelta(hours=hours)
        feed.run()
        feed.assert_complete()
        assert feed.value(held) == trades_before
        assert not feed.last_run()["is_whole"]


def test_days_over_the_cap_wait_and_asked_days_are_recomputed(feed):
    feed.forget()
    for day in range(6):
        some_trades(feed, [1], day)
    feed.run()
    feed.now += timedelta(days=1)
    for day in range(6):
        some_trades(feed, [2], day)
    feed.run(max_touched_days=4)
    done = feed.last_run()
    assert (done["days_touched"], done["days_waiting"]) == (4, 2)
    newest = feed.query(
        "select trade_date from intermediate.int_daily_profit_account_days where trades = 2"
    )
    assert len(newest) == 4 and min(newest) == (FIRST_DAY + timedelta(days=2),)
    feed.run()
    feed.assert_complete()

    # So that nothing but the list says what to recompute.
    feed.now += timedelta(days=1)
    some_trades(feed, [3], 5)
    feed.run()
    feed.query("update intermediate.int_daily_profit_account_days set trades = 99")
    last = FIRST_DAY + timedelta(1)
    asked = {"feed": "daily_profit_trades", "from": str(FIRST_DAY), "to": str(last)}
    feed.dbt("run-operation", "recompute", "--args", json.dumps(asked))
    feed.run()
    wrong = "select count(*) from intermediate.int_daily_profit_account_days where trades = 99"
    assert feed.value(wrong) == 4
    feed.reconcile()
    feed.run()
    feed.assert_complete()


def test_a_full_refresh_and_a_new_definition_replace_a_fact_beside_its_readers(feed):
    feed.forget()
    for day in range(3):
        some_trades(feed, range(1, 4), day)
    feed.run()
    oid = "select 'intermediate.int_daily_profit_account_days'::regclass::oid"
    before = feed.value(oid)
    reader = feed.project.server.connect()
    with reader.cursor() as cursor:
        cursor.execute("begin isolation level repeatable read")
        cursor.execute("select count(*) from intermediate.int_daily_profit_account_days")
        counted = cursor.fetchone()
        feed.query("update intermediate.int_daily_profit_account_days set trades = 99")
        feed.run("--full-refresh")
        cursor.execute("select count(*) from intermediate.int_daily_profit_account_days")
        assert cursor.fetchone() == counted == (3,)
    reader.close()
    feed.assert_complete()
    assert feed.value(oid) == before

    feed.query("update private.fact_definitions set definition_md5 = 'another'")
    feed.query("update intermediate.int_daily_profit_account_days set trades = 99")
    feed.run()
    feed.assert_complete()
    assert feed.value(oid) == before


def test_a_whole_fact_is_put_together_of_partitions_that_workers_share(feed):
    feed.forget()
    # First and last days of months, and days that are in the default partition.
    for day in (-2500, -6, -5, 0, 5, 8):
        some_trades(feed, [1, 2], day)
    feed.run()
    said = []
    listener = dbtRunner(manifest=feed.manifest, callbacks=[said.append])
    for fact in FACTS[:2]:
        feed.query(f"update intermediate.{fact} set trades = 99")
    command = ["run", "-s", *FACTS[:2], "--full-refresh"]
    given_vars = feed._vars(as_of=feed.as_of.isoformat())
    with quicker_dbt.hearing("SQLQuery"):
        assert listener.invoke([*command, *feed.arguments, *given_vars]).success
    sent = [event.data.sql for event in said if event.info.name == "SQLQuery"]
    settings = [text for text in sent if "'parallel_tuple_cost'" in text]
    wholes = [text for text in sent if "as piece" in text]
    bounds = feed.value(
        f"select count(*) from pg_inherits where inhparent = '{RAW}'::regclass"
    ) - 1  # fmt: skip
    feed.assert_complete()

    plans = []
    for setting, whole in zip(settings, wholes, strict=True):
        # Of more than 60 partitions some share a piece.
        assert whole.count("as piece") == bounds // -(-bounds // 60) + 1
        connection = feed.project.server.connect()
        with connection.cursor() as cursor:
            # As if there were enough rows to be worth a worker.
            cursor.execute("set parallel_setup_cost = 10")
            cursor.execute(setting)
            cursor.execute(
                "explain (costs off) " + whole[whole.index("create") :].split("; set local")[0]
            )
            plans.append("\n".join(line for (line,) in cursor.fetchall()))
            # While the leader works, nobody takes the workers' rows.
            cursor.execute("show parallel_leader_participation")
            assert cursor.fetchone() == ("off",)
        connection.close()
    for plan in plans:
        assert plan.startswith("Gather\n") and "Parallel Append" in plan
        assert "Parallel Seq Scan" not in plan
    # Letters of a day have an order, sums of a symbol none: these are not sorted.
    assert ["HashAggregate" in plan for plan in plans] == [False, True]


def test_of_a_daily_mart_only_rows_that_differ_are_written(feed):
    feed.forget()
    for day in range(3):
        some_trades(feed, [1, 2], day)
    selected = [*FOLLOWERS, *MARTS]
    feed.query("update raw_daily_profit.raw_accounts_data set starting_balance = 1000")
    columns = "account_key, date_day, trades, net_pnl_usd, equity_start_usd, equity_end_usd"
    feed.run(*selected)
    first = feed.query("select date_day, xmin::text from marts.fct_account_daily order by 1")
    assert len(first) == 3
    feed.now += timedelta(days=1)
    some_trades(feed, [3], 1)
    feed.run(*selected)
    second = feed.query("select date_day, xmin::text from marts.fct_account_daily order by 1")
    assert [row == other for row, other in zip(first, second, strict=True)] == [True, False, False]

    # What a late trade earned is in the equity of every later day.
    feed.query("create table public.incremental as table marts.fct_account_daily")
    feed.run(*selected, "--full-refresh")
    assert (
        feed.query(
            f"(select {columns} from public.incremental except all"
            f" select {columns} from marts.fct_account_daily) union all"
            f" (select {columns} from marts.fct_account_daily except all"
            f" select {columns} from public.incremental)"
        )
        == []
    )
    opening = "select equity_start_usd from marts.fct_account_daily order by date_day limit 1"
    assert feed.value(opening) == 1000


def test_late_rows_log_only_the_accounts_that_they_change(feed):
    feed.forget()
    for day in range(3):
        feed.add([trade(1, account, day, 1, 1, feed.now) for account in (1, 2, 3)])
    feed.run()
    feed.now += timedelta(days=1)
    feed.query("truncate private.changed_keys")
    # Of the first day one account changes, another is sent again as it was.
    feed.add([trade(2, 2, 0, 1, 2, feed.now), trade(1, 3, 0, 1, 1, feed.now)])
    feed.query(
        "create table public.before as select xmin::text as version from"
        " intermediate.int_daily_profit_account_days"
    )
    feed.run()
    feed.assert_complete()
    logged = (
        "select distinct days.account_id, from_day from private.changed_keys"
        " join intermediate.int_daily_profit_account_days as days on account_key::text = key"
        " where fact = 'int_daily_profit_account_days'"
    )
    assert feed.query(logged) == [("account 2", FIRST_DAY)]
    untouched = feed.value(
        "select count(*) from intermediate.int_daily_profit_account_days as days"
        " where xmin::text in (select version from public.before)"
    )
    feed.query("drop table public.before")
    assert untouched == 8


def test_a_symbol_that_stands_for_another_instrument_takes_its_days_along(feed):
    feed.forget()
    for day in (0, 40):
        some_trades(feed, [1, 2], day)
    feed.as_of += timedelta(days=60)
    feed.run(*FOLLOWERS)
    feed.assert_complete(*LOGGED)
    instruments = "select distinct instrument_key::text from marts.fct_instrument_daily"
    ((before,),) = feed.query(instruments)
    feed.query(
        "update intermediate.int_instruments_resolved set instrument_key = md5('another')::uuid"
        f" where instrument_key = '{before}'"
    )
    feed.dbt("run", "-s", *(name for name in FOLLOWERS if name != "int_instruments_resolved"))
    feed.assert_complete(*LOGGED)
    ((after,),) = feed.query(instruments)
    assert after != before


def test_an_account_counts_in_the_month_of_its_last_trade_alone(feed):
    feed.forget()
    feed.as_of += timedelta(days=60)
    phase = "update raw_daily_profit.raw_accounts_data set phase = %s"
    feed.query(phase, ["Phase 1"])
    cohorts = (
        "select cohort_month, environment, accounts_trading"
        " from intermediate.int_daily_profit_symbol_cohorts order by cohort_month, environment"
    )
    january, february = date(2025, 1, 1), date(2025, 2, 1)
    for trades, found in (
        ([trade(2, 1, 0, 1, 1, feed.now), trade(1, 2, 0, 1, 1, feed.now)], [(january, 2)]),
        ([trade(2, 1, 40, 1, 1, feed.now)], [(january, 1), (february, 1)]),
        # Nobody is left of January.
        ([trade(1, 2, 40, 1, 2, feed.now)], [(february, 2)]),
    ):
        feed.add(trades)
        feed.run(*FOLLOWERS)
        assert feed.query(cohorts) == [(month, "paper", count) for month, count in found]
        feed.assert_complete(*LOGGED)
    feed.query(f"{phase} where account_id = 'account 1'", ["Funded"])
    feed.run(*FOLLOWERS)
    assert feed.query(cohorts) == [(february, "live", 1), (february, "paper", 1)]


def test_ratios_of_a_lifetime_are_stored_and_not_worked_out_again(feed):
    feed.forget()
    some_trades(feed, [1, 2], 0)
    feed.run(*FOLLOWERS)
    feed.query("update intermediate.int_performance_lifetimes set win_rate = 0.125")
    measured = (
        "select distinct win_rate from intermediate.int_performance_metrics"
        " where window_name = 'lifetime'"
    )
    feed.run(*FOLLOWERS)
    assert feed.query(measured) == [(Decimal("0.125"),)]
    # Until something happens to the book: one trade is won, one lost and one flat now.
    feed.now += timedelta(days=1)
    some_trades(feed, [3], 1)
    feed.run(*FOLLOWERS)
    assert feed.query(measured) == [(Decimal("0.5"),)]
