"""Facts of several feeds are what a full rebuild gives, whatever happened to any of the feeds."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge_books import uid
from parsed_once import ParsedOnce, histories
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

# Each with the facts and labels below it, in no order.
MARTS = ["portfolio_snapshots_hourly", "fct_daily_bars", "market_context_daily"]
TOPS = [*MARTS, "int_option_capture_days", "int_bar_coverage_months", "int_short_bars"]
DAY_FACTS = ["int_balance_hours", "int_bars_stored", "int_option_capture_days"]
BAR_FACTS = ["int_bar_counts", "int_short_bars", "int_bar_months", "int_bar_coverage_months"]
FACTS = [*DAY_FACTS, *BAR_FACTS, "int_daily_bars", "int_patriot_balance_days", *MARTS]
FEEDS = {
    "int_balance_hours": [
        "daily_profit_balances", "mastertrade_balances", "patriot_portfolio_snapshots",
    ],
    "int_bar_counts": [
        "swiftbolt_bars", "swiftbolt_intraday_bars", "mastertrade_bars", "mastertrade_index_bars",
        "schwab_bars", "patriot_bars",
    ],
    "int_option_capture_days": ["swiftbolt_option_snapshots", "schwab_option_quotes"],
}  # fmt: skip
RUN_MARKS = ("as_of", "refreshed_at")
# Long past, so that no load time lies in the future of the machine's clock.
# Weeks and histories go from one month to the next.
FIRST_DAY = date(2025, 1, 28)
FIRST_LOAD = datetime(2025, 2, 11, 6)
CANDLE = {"open": 10, "high": 1000, "low": 1, "volume": 5}
PRICES = {f"{name}_price": CANDLE[name] for name in ("open", "high", "low")}
BROKEN = "create trigger broken before insert on {} execute function public.broken()"


class Warehouse(ParsedOnce):
    """Raw tables of every platform, a clock, and dbt in this process: parsed once, run often."""

    def __init__(self, server: Server, home) -> None:
        super().__init__(server, home)
        self.now, self.as_of = FIRST_LOAD, datetime(2025, 2, 3, 12, tzinfo=UTC)
        self.manifest = self.parsed({})
        self.captures = 0

    def dbt(self, *arguments: str, ok: bool = True, **variables) -> None:
        variables = json.dumps({"as_of": self.as_of.isoformat(), **variables})
        self.invoke(self.manifest, *arguments, "--vars", variables, ok=ok)

    def run(self, ok: bool = True, **variables) -> None:
        views = ["config.materialized:view", "config.materialized:staging_view"]
        self.dbt("run", "-s", *(f"+{top}" for top in TOPS), "--exclude", *views, ok=ok, **variables)

    def reconcile(self, fact: str) -> None:
        # The facts of a feed are compared whichever of their feeds is named.
        span = {"feed": FEEDS[fact][-1], "from": "2024-12-01", "to": "2025-02-28"}
        self.dbt("run-operation", "reconcile", "--args", json.dumps(span))

    def add(self, table: str, *rows: dict) -> None:
        self.insert(table, rows)

    def assert_complete(self) -> None:
        """Every fact is what its whole SELECT gives, both ways."""
        for fact in FACTS:
            schema = "marts" if fact in MARTS else "intermediate"
            sql = self.value(
                "select definition_sql from private.fact_definitions where fact = %s", [fact]
            )
            columns = ", ".join(
                name
                for (name,) in self.query(
                    "select attname from pg_attribute where attrelid = %s::regclass"
                    " and attnum > 0 and not attisdropped",
                    [f"{schema}.{fact}"],
                )
                if name not in RUN_MARKS
            )
            whole = f"select {columns} from ({sql}\n) as whole"
            stored = f"select {columns} from {schema}.{fact}"
            self.assert_equal(fact, whole, stored)


def bar_at(day: int, hour: int) -> datetime:
    return datetime.combine(FIRST_DAY + timedelta(days=day), datetime.min.time()) + timedelta(
        hours=hour
    )


def add_bar(house: Warehouse, feed: str, symbol: int, day: int, hour: int, price: int, loaded):
    """A bar on one of the platforms: of a day, an hour or a week, as its price says."""
    length = ("day", "hour", "week")[price // 10 % 3]
    # Where a daily bar begins at midnight, it is the same bar again.
    midnight = feed in ("mastertrade_bars", "patriot_bars") and length != "hour"
    at, prices = bar_at(day, 0 if midnight else hour), {**CANDLE, "close": price}
    if feed == "swiftbolt_intraday_bars":
        row = {"symbol_id": uid(symbol), "timeframe": "15m", "ts": at, "created_at": loaded}
        house.add("swiftbolt.intraday_bars", {**row, **prices})
    elif feed == "swiftbolt_bars":
        provider = ("alpaca", "yfinance", "polygon")[price % 3]
        action = uid(900) if price % 5 == 0 else None
        house.add(
            "swiftbolt.ohlc_bars_v2",
            {
                "symbol_id": uid(symbol), "timeframe": length[0] + "1", "ts": at,
                "provider": provider,
                "is_intraday": price % 7 == 0, "is_forecast": False, "adjusted_for": action,
                "fetched_at": loaded, "created_at": None, "updated_at": None, **prices,
            },
        )  # fmt: skip
    elif feed == "mastertrade_bars":
        interval = "1h" if length == "hour" else "1d"
        row = {"symbol": f"COIN{symbol}USDT", "timestamp": at, "interval": interval}
        house.add("mastertrade.market_data", {**row, "created_at": loaded, **prices})
    elif feed == "mastertrade_index_bars":
        row = {"index_name": ("SPX", "VIX")[symbol % 2], "timestamp": at, "created_at": loaded}
        house.add("mastertrade.stock_indices", {**row, **prices})
    elif feed == "schwab_bars":
        house.add(
            "schwab.price_data",
            {
                "symbol": f"SYM{symbol}", "datetime_utc": at,
                "frequency_type": {"day": "daily", "hour": "minute", "week": "weekly"}[length],
                "datetime_ms": int(at.replace(tzinfo=UTC).timestamp() * 1000),
                "close_price": price, "volume": 5, "created_at": loaded, **PRICES,
            },
        )  # fmt: skip
    else:
        house.add(
            "patriot.market_data",
            {
                "symbol_id": uid(100 + symbol), "time": at, "timeframe": f"1{length[0]}",
                "created_at": loaded, **prices,
            },
        )  # fmt: skip


def add_balance(house: Warehouse, feed: str, account: int, day: int, hour: int, usd: int, loaded):
    at = bar_at(day, hour)
    if feed == "mastertrade_balances":
        house.add(
            "mastertrade.portfolio_balances",
            {
                "environment": ("paper", "live")[account % 2], "asset": "USDT",
                "free_balance": usd, "total_balance": usd, "usd_value": usd, "timestamp": at,
            },
        )  # fmt: skip
    elif feed == "patriot_portfolio_snapshots":
        house.add(
            "patriot.portfolio_snapshots",
            {
                "time": at, "user_id": uid(1), "account_id": uid(account), "exchange": "BINANCE",
                "total_balance_usd": usd, "available_balance_usd": usd, "created_at": loaded,
            },
        )  # fmt: skip
    elif usd % 2:
        # The newest ingestion of an account is a reading, the one before it no more.
        house.add(
            "daily_profit.raw_accounts_data",
            {
                "account_id": f"prop {account}", "login": "0", "status": "Active",
                "starting_balance": 100, "current_balance": usd, "current_equity": usd,
                "ingestion_timestamp": at,
            },
        )  # fmt: skip
    else:
        house.add(
            "daily_profit.stg_accounts_daily_snapshots",
            {
                "account_id": f"prop {account}", "login": "0", "date": at.date(),
                "current_balance": usd, "current_equity": usd, "created_at": loaded,
            },
        )  # fmt: skip


def add_capture(house: Warehouse, feed: str, symbol: int, day: int, hour: int, volume: int, loaded):
    """The hours are before and after the opening bell in New York."""
    at = bar_at(day, hour)
    if feed == "swiftbolt_option_snapshots":
        house.add(
            "swiftbolt.options_snapshots",
            {
                "underlying_symbol_id": uid(symbol), "contract_symbol": f"SYM{symbol}",
                "expiration": date(2025, 3, 21), "option_type": "call", "strike": 10,
                "bid": 1, "ask": 2, "volume": volume, "snapshot_time": at, "created_at": loaded,
            },
        )  # fmt: skip
        return
    # The time of a quote is that of the chain it came with.
    house.captures += 1
    chain = {"chain_id": house.captures, "underlying_symbol": f"SYM{symbol}"}
    house.add("schwab.options_chains", {**chain, "snapshot_datetime": at, "created_at": house.now})
    house.add(
        "schwab.options_contracts",
        {
            "contract_id": house.captures, "chain_id": house.captures, "put_call": "CALL",
            "option_symbol": f"SYM{symbol}  250321C00010000", "strike_price": 10,
            "expiration_date": date(2025, 3, 21), "total_volume": volume, "created_at": loaded,
        },
    )  # fmt: skip


@pytest.fixture(scope="module")
def house(short_tmp):
    server = Server(home=short_tmp / "feeds", install=wheel_install())
    server.start()
    connection = server.connect()
    loader.create(connection, list(loader.SYSTEMS), lax=True)
    connection.close()
    house = Warehouse(server, short_tmp / "feeds-project")
    for number in (1, 2):
        house.add(
            "swiftbolt.symbols",
            {"id": uid(number), "ticker": f"SYM{number}", "asset_type": "stock"},
        )
        pair = {"symbol": f"COIN{number}USDT", "base_asset": f"COIN{number}", "quote_asset": "USDT"}
        house.add("patriot.symbols", {"id": uid(100 + number), "exchange_id": uid(1), **pair})
        house.add(
            "patriot.user_accounts", {"id": uid(number), "user_id": uid(1), "exchange": "BINANCE"}
        )
    house.add("patriot.exchanges", {"id": uid(1), "name": "BINANCE"})
    for number in range(6):
        happen(house, "a post arrives", number)
        house.now += timedelta(seconds=1)
        for feed in FEEDS["int_bar_counts"]:
            add_bar(house, feed, 1 + number % 2, number, 5, 30 + number, house.now)
        for feed in FEEDS["int_balance_hours"]:
            add_balance(house, feed, 1 + number % 2, number, 3, 50 + number, house.now)
        for feed in FEEDS["int_option_capture_days"]:
            add_capture(house, feed, 1 + number % 2, number, 14, 50 + number, house.now)
    selected = [f"+{top}" for top in TOPS]
    kinds = ["resource_type:test", "resource_type:unit_test"]
    house.dbt("build", "-s", *selected, "--exclude", *kinds)
    for fact, systems in zip(DAY_FACTS, (3, 4, 2), strict=True):
        counted = f"select count(distinct source_system) from intermediate.{fact}"
        assert house.value(counted) == systems, fact
    yield house
    server.destroy()


symbols = st.integers(1, 2)
days = st.integers(0, 7)
hours = st.sampled_from([0, 5, 14, 15, 23])
amounts = st.integers(10, 60)
readings = st.tuples(symbols, days, hours, amounts)
loads = st.sampled_from(["in time", "never noted", "from the future"])
events = st.one_of(
    st.tuples(st.just("bar"), st.sampled_from(FEEDS["int_bar_counts"]), readings, loads),
    st.tuples(st.just("balance"), st.sampled_from(FEEDS["int_balance_hours"]), readings, loads),
    st.tuples(
        st.just("capture"), st.sampled_from(FEEDS["int_option_capture_days"]), readings, loads
    ),
)
arrivals = st.lists(events, min_size=3, max_size=6)
HAPPENINGS = [
    "a split", "a split worked in", "a dividend", "a renamed symbol",
    "another provider is trusted", "an account changes hands", "an unseen change of balances",
    "a post arrives", "a post is deleted", "a holiday is listed", "a fund is listed",
    "a day of bars is deleted", "bars change quietly", "snapshots are deleted",
    "captures are deleted",
    "the clock goes on", "the clock goes back", "a run dies in the middle",
]  # fmt: skip
WHAT = {
    "a split worked in": "update raw_swiftbolt.corporate_actions set bars_adjusted = true,"
    " adjusted_at = created_at where action_type = 'stock_split'",
    "a renamed symbol": "update raw_swiftbolt.symbols set ticker = case ticker"
    " when 'SYM1' then 'RENAMED' else 'SYM1' end where id = '" + uid(1) + "'",
    "another provider is trusted": "update seeds.price_providers set priority = 1000 - priority",
    "a holiday is listed": "insert into seeds.us_market_holidays (date_day, holiday)"
    " select day, 'Mourning' from (values (%s)) as listed (day)"
    " where not exists (select from seeds.us_market_holidays where date_day = day)",
    # swiftbolt's SYM2 is a stock until the broker says that it is a fund.
    "a fund is listed": "insert into raw_schwab.symbols (symbol, asset_type)"
    " select 'SYM2', 'ETF' where not exists (select from raw_schwab.symbols)",
    "an account changes hands": "update raw_patriot.user_accounts set user_id ="
    " case user_id::text when '" + uid(1) + "' then '" + uid(2) + "'::uuid"
    " else '" + uid(1) + "' end where id = '" + uid(1) + "'",
    "an unseen change of balances": "update raw_mastertrade.portfolio_balances"
    " set usd_value = usd_value + 1 where timestamp::date = %s",
    "a day of bars is deleted": "delete from raw_schwab.price_data where datetime_utc::date = %s",
    "bars change quietly": "update raw_mastertrade.market_data set close = close + 1"
    " where timestamp::date = %s",
    "snapshots are deleted": "delete from raw_patriot.portfolio_snapshots where time::date = %s",
    "a post is deleted": "delete from raw_mastertrade.social_sentiment where id % 2 = 1",
    "captures are deleted": "delete from raw_swiftbolt.options_snapshots"
    " where snapshot_time::date = %s",
}
SILENT = {
    "captures are deleted": "int_option_capture_days",
    "a day of bars is deleted": "int_bar_counts",
    "bars change quietly": "int_bar_counts",
    "snapshots are deleted": "int_balance_hours",
}


# A raw table, a column that can be one more, and when its rows were loaded.
QUIETLY = {
    "swiftbolt_bars": ("raw_swiftbolt.ohlc_bars_v2", "close", "fetched_at"),
    "swiftbolt_intraday_bars": ("raw_swiftbolt.intraday_bars", "close", "created_at"),
    "mastertrade_bars": ("raw_mastertrade.market_data", "close", "created_at"),
    "mastertrade_index_bars": ("raw_mastertrade.stock_indices", "close", "created_at"),
    "schwab_bars": ("raw_schwab.price_data", "close_price", "created_at"),
    "patriot_bars": ("raw_patriot.market_data", "close", "created_at"),
    "patriot_portfolio_snapshots": (
        "raw_patriot.portfolio_snapshots", "total_balance_usd", "created_at",
    ),
    "swiftbolt_option_snapshots": ("raw_swiftbolt.options_snapshots", "volume", "created_at"),
    "schwab_option_quotes": ("raw_schwab.options_contracts", "total_volume", "created_at"),
}  # fmt: skip


def arrive(house: Warehouse, event: tuple) -> None:
    kind, feed, how, load = event
    moment = {"in time": house.now, "from the future": datetime(2099, 1, 1)}.get(load)
    # Where staging takes no row without a load time, none is left out.
    if moment is None and feed == "patriot_portfolio_snapshots":
        moment = house.now
    {"bar": add_bar, "balance": add_balance, "capture": add_capture}[kind](
        house, feed, *how, moment
    )


def happen(house: Warehouse, name: str, how: int) -> None:
    if name.startswith("the clock"):
        house.as_of += timedelta(hours=30 if name.endswith("on") else -50)
    elif name == "a run dies in the middle":
        house.query(BROKEN.format("intermediate.int_daily_bars"))
        house.query("update raw_mastertrade.market_data set created_at = %s", [house.now])
        house.query("update raw_mastertrade.market_data set close = close + 1")
        house.run(ok=False)
        house.query("drop trigger broken on intermediate.int_daily_bars")
    elif name == "a post arrives":
        at = bar_at(how, 9)
        post = {"post_id": str(house.now), "symbol": "COIN1USDT", "platform": "x", "timestamp": at}
        house.add("mastertrade.social_sentiment", {**post, "sentiment_label": "positive"})
    elif name in ("a split", "a dividend"):
        action = {
            "symbol": "SYM2", "action_type": "stock_split" if name == "a split" else "dividend",
            "ex_date": FIRST_DAY + timedelta(days=how), "bars_adjusted": False,
            "id": uid(900 + how),
        }  # fmt: skip
        rates = {"new_rate": 2, "old_rate": 1, "ratio": 2}
        values = rates if name == "a split" else {"cash_amount": 1}
        house.query(
            "delete from raw_swiftbolt.corporate_actions where ex_date = %s", [action["ex_date"]]
        )
        house.add("swiftbolt.corporate_actions", {**action, **values})
    else:
        on = [FIRST_DAY + timedelta(days=how)] if "%s" in WHAT[name] else None
        house.query(WHAT[name], on)


@histories(examples=1)
@given(
    happenings=st.permutations(HAPPENINGS),
    loaded=st.lists(arrivals, min_size=3, max_size=3),
    on=st.lists(days, min_size=len(HAPPENINGS), max_size=len(HAPPENINGS)),
)
def test_any_history_of_any_feed_ends_where_a_full_rebuild_does(house, happenings, loaded, on):
    # All of it happens in every history, in another order.
    for number, arrived in enumerate(loaded):
        house.now += timedelta(days=1)
        for event in arrived:
            arrive(house, event)
        now = list(zip(happenings, on, strict=True))[number::3]
        for name, day in now:
            happen(house, name, day)
        for fact in sorted({SILENT[name] for name, _ in now if name in SILENT}):
            house.reconcile(fact)
        house.run()
        house.assert_complete()


def test_what_changes_quietly_after_a_comparison_is_all_that_is_worked_out_again(house):
    by_month = {"reconcile_bytes": 1}
    # The first moment of a month, and for captures the last session of the month before.
    adds = ((add_bar, "int_bar_counts", 0), (add_balance, "int_balance_hours", 0),
            (add_capture, "int_option_capture_days", 13))  # fmt: skip
    for day in (4, 7):
        early, house.now = house.now, house.now + timedelta(days=1)
        for add, fact, hour in adds:
            for feed in FEEDS[fact]:
                add(house, feed, 1, day, hour, 41, house.now)
        house.run()
    for feed in QUIETLY:
        asked = json.dumps({"feed": feed})
        house.dbt("run-operation", "reconcile", "--args", asked, **by_month)
    for table, column, loaded in QUIETLY.values():
        house.query(
            f"update {table} set {column} = {column} + 1 where ctid ="
            f" (select max(ctid) from {table} where {loaded} <= %s);"
            " select pg_stat_force_next_flush()",
            [early],
        )
    house.run(**by_month)
    house.assert_complete()
    compared = house.query(
        "select feed, sum(days_compared), sum(days_drifted) from private.reconciled_ranges"
        " where reason = 'counters moved' and invocation_id ="
        " (select invocation_id from private.reconciled_ranges order by range_id desc limit 1)"
        " group by feed"
    )
    assert {feed: days for feed, days, _ in compared} == dict.fromkeys(QUIETLY, 1)
    assert sum(drifted for *_, drifted in compared) > 0


def test_hours_of_an_account_wait_until_it_is_known(house):
    counted = (
        "select count(*), count(distinct account_key) from marts.portfolio_snapshots_hourly"
        " where account_id in (%s, 'prop 9')"
    )
    checks = (
        "portfolio_hourly_account_key_has_its_parent", "every_reported_balance_reaches_an_hour",
    )  # fmt: skip
    house.as_of = max(house.as_of, datetime(2025, 2, 5, tzinfo=UTC))
    for feed in ("daily_profit_balances", "patriot_portfolio_snapshots"):
        for day in (1, 3):
            add_balance(house, feed, 9, day, 5, 50, house.now)
    house.now += timedelta(days=1)
    house.run()
    house.dbt("test", "-s", *checks)
    assert house.query(counted, [uid(9)]) == [(0, 0)]
    house.assert_complete()

    house.add("patriot.user_accounts", {"id": uid(9), "user_id": uid(1), "exchange": "BINANCE"})
    add_balance(house, "daily_profit_balances", 9, 5, 5, 51, house.now)
    house.now += timedelta(days=1)
    house.run()
    house.dbt("test", "-s", *checks)
    # Two readings of each, and the account itself is one.
    assert house.query(counted, [uid(9)]) == [(5, 2)]
    house.assert_complete()


def test_a_bar_changes_the_row_of_the_bar_before_it(house):
    add_bar(house, "mastertrade_bars", 7, 2, 0, 33, house.now)
    house.now += timedelta(days=1)
    house.run()
    add_bar(house, "mastertrade_bars", 7, 6, 0, 66, house.now)
    house.now += timedelta(days=1)
    house.as_of = max(house.as_of, datetime(2025, 2, 5, tzinfo=UTC))
    house.run()
    house.assert_complete()


def test_a_split_counts_from_its_ex_day_on_for_bars_that_do_not_name_it(house):
    # Noted under a ticker that the symbol has no more: its id tells whose it is.
    house.add("swiftbolt.symbols", {"id": uid(3), "ticker": "NEW3", "asset_type": "stock"})
    house.now += timedelta(days=1)
    for day, action in ((1, None), (2, uid(950))):
        bar = {"symbol_id": uid(3), "timeframe": "d1", "ts": bar_at(day, 5), "provider": "alpaca"}
        bar |= {"is_intraday": False, "is_forecast": False, "adjusted_for": action}
        house.add("swiftbolt.ohlc_bars_v2", {**bar, **CANDLE, "close": 40, "fetched_at": house.now})
    split = {
        "id": uid(950), "symbol_id": uid(3), "symbol": "OLD3", "action_type": "stock_split",
        "ex_date": (house.as_of + timedelta(days=2)).date(), "new_rate": 4, "old_rate": 1,
        "ratio": 4, "bars_adjusted": False,
    }  # fmt: skip
    house.add("swiftbolt.corporate_actions", split)
    closes = "select adjusted_close_price from marts.fct_daily_bars where ticker = 'NEW3'"
    house.run()
    assert house.query(closes + " order by bar_date") == [(40,), (40,)]
    house.as_of += timedelta(days=2)
    house.run()
    assert house.query(closes + " order by bar_date") == [(10,), (40,)]
    house.assert_complete()


def test_a_listed_holiday_reaches_what_was_due_before(house):
    due = "select expected_to_last_bar from intermediate.int_bar_coverage_months"
    due += " where calendar = 'us_equities' order by 1"
    before = house.query(due)
    happen(house, "a holiday is listed", 1)
    house.run()
    assert house.query(due) != before
    house.assert_complete()


BARS = [
    "stg_swiftbolt__bars", "stg_swiftbolt__intraday_bars", "stg_mastertrade__bars",
    "stg_schwab__bars", "stg_patriot__bars",
]  # fmt: skip
AUDITED = {
    "tables": "select source_system, source_table, source_rows, rejected_rows, accepted_rows"
    " from quarantine.table_audits order by 1, 2",
    "rules": "select source_system, source_table, rule_name, rows_failing"
    " from quarantine.rule_results order by 1, 2, 3",
    "rejected": "select source_system, source_table, broken_rules, source_row"
    " from quarantine.rejected_rows where resolved_at is null order by 1, 2, 4::text",
}


def audit(house: Warehouse, command: str) -> dict[str, list]:
    """Build the bars' staging and facts, or only test them; what the audits found."""
    facts = ["int_bars_stored", "int_short_bars", "int_bar_counts"]
    tests = [f"{model}_keeps_its_rules" for model in BARS]
    selected = ["-s", *BARS, *facts, *tests, "--indirect-selection", "empty"]
    house.dbt(command, *selected, max_rejected_share=1)
    return {name: house.query(statement) for name, statement in AUDITED.items()}


def test_bars_are_audited_by_day_and_found_as_by_a_whole_audit(house):
    for feed in ("swiftbolt_bars", *FEEDS["int_bar_counts"]):
        add_bar(house, feed, 1, 3, 5, 40, house.now)
    first = audit(house, "build")
    house.now += timedelta(days=1)
    for feed in FEEDS["int_bar_counts"]:
        add_bar(house, feed, 2, 5, 14, 31, house.now)
        add_bar(house, feed, 2, 5, 14, 31, house.now)
    # A close beyond the day's high, an unknown parent and one row too few.
    add_bar(house, "swiftbolt_bars", 1, 5, 14, 2000, house.now)
    add_bar(house, "patriot_bars", 77, 5, 14, 31, house.now)
    house.query("delete from raw_schwab.price_data where datetime_utc::date = '2025-01-31'")
    # What is known of a day that nothing touched is not counted again: this is believed.
    counts = ("source_rows", "judged_rows", "kept_rows", "accepted_rows")
    told = ", ".join(f"{count} = {count} {{0}} 1000" for count in counts)
    lie = f"update quarantine.audited_days set {told}"
    lie += " where source_table = 'intraday_bars' and day = '2025-01-29'"
    house.query(lie.format("+"))
    known = audit(house, "build")
    believed = {table: rows for _, table, rows, *_ in known["tables"]}
    assert believed["intraday_bars"] > 1000
    house.query(lie.format("-"))
    add_bar(house, "swiftbolt_intraday_bars", 1, 6, 15, 33, house.now)
    by_day, whole = audit(house, "build"), audit(house, "test")
    assert by_day == whole
    assert by_day["rejected"] != first["rejected"]
    failing = {(table, rule) for _, table, rule, rows in whole["rules"] if rows}
    assert {("ohlc_bars_v2", "high_is_the_highest")} <= failing
    assert {("market_data", "symbol_id_has_its_parent")} <= failing
