"""Lifetimes that are joined from months are what the same measures take of all days."""

import random
from datetime import timedelta

import pytest

from conftest import ANCHOR, Project, fill_sources
from tradehouse.server import Server, wheel_install

EXACT = [
    "first_date", "last_date", "series_days", "days_with_trades", "returns", "net_pnl_usd",
    "flow_usd", "equity_start_usd", "equity_end_usd", "max_drawdown_usd", "current_drawdown_usd",
    "longest_drawdown_days",
]  # fmt: skip
COMPOUNDED = [
    "growth", "mean_return", "return_deviation", "downside_deviation", "max_drawdown_ratio",
    "current_drawdown_ratio",
]  # fmt: skip
SUMMED = [
    "trades", "winning_trades", "losing_trades", "breakeven_trades", "gross_profit_usd",
    "gross_loss_usd", "closed_net_pnl_usd", "gross_pnl_usd", "fees_usd", "net_pnl_usd",
    "volume_usd", "unconverted_amounts",
]  # fmt: skip
# A book that is none, as an entry of the log.
NOTHING = "'00000000-0000-0000-0000-000000000000', '2026-03-01'"


def measure_all_days(project: Project) -> None:
    """Make public.day_paths and day_streaks: the house's own views of days, whole lifetimes."""
    books = project.query(
        "select string_agg(attname, ',' order by attnum) from pg_attribute where attnum > 0"
        " and attrelid = 'intermediate.int_performance_books'::regclass"
    )[0][0]
    for name, value in (
        ("is_wiped_out", "true as is_wiped_out"),
        ("series_from", "first_date as series_from"),
        ("series_equity_usd", "opening_equity_usd as series_equity_usd"),
    ):
        books = books.replace(name, value)
    statements = [
        "drop view if exists public.day_streaks, public.day_paths, public.day_series,"
        " public.day_books",
        f"create view public.day_books as select {books} from intermediate.int_performance_books",
    ]
    for view, source in (("series", "books"), ("paths", "series"), ("streaks", "books")):
        sql = project.value(f"select pg_get_viewdef('intermediate.int_performance_{view}')")
        sql = sql.replace(f"intermediate.int_performance_{source}", f"public.day_{source}")
        statements.append(f"create view public.day_{view} as {sql}")
    project.query("; ".join(statements))


def differences(project: Project) -> list[tuple]:
    """Lifetimes from months that are not those from days: book, measure, months, days."""
    measure_all_days(project)
    measures = [(name, f"months.{name} = days.{name}", "days") for name in EXACT]
    measures += [
        (name, f"abs(months.{name} - days.{name}) <= 1e-12 * greatest(abs(days.{name}), 1)", "days")
        for name in COMPOUNDED
    ]
    # Equal returns deviate by exactly nothing.
    measures.append(
        ("return_deviation", "(months.return_deviation = 0) = (days.return_deviation = 0)", "days")
    )
    measures += [
        (name, f"coalesce(months.{name}, 0) = coalesce(streaks.{name}, 0)", "streaks")
        for name in ("max_consecutive_wins", "max_consecutive_losses")
    ]
    values = ", ".join(
        f"('{name}', {equal}, months.{name}::text, {side}.{name}::text)"
        for name, equal, side in measures
    )
    return project.query(
        "select days.book_key, measure.name, measure.from_months, measure.from_days"
        " from (select * from public.day_paths where window_name = 'lifetime') as days"
        " join intermediate.int_performance_books as books on books.book_key = days.book_key"
        " left join (select book_key, window_name, max(max_consecutive_wins) as"
        " max_consecutive_wins, max(max_consecutive_losses) as max_consecutive_losses"
        " from public.day_streaks group by book_key, window_name) as streaks"
        " on streaks.book_key = days.book_key and streaks.window_name = 'lifetime'"
        " full join intermediate.int_performance_lifetimes as months"
        " on months.book_key = days.book_key"
        f" cross join lateral (values {values}) as measure (name, is_equal, from_months, from_days)"
        " where not coalesce(books.is_wiped_out, false)"
        " and not coalesce(is_equal, from_months is not distinct from from_days) limit 20"
    )


def wrong_sums(project: Project) -> list[tuple]:
    """Books, wiped out or not, whose lifetime does not sum up all their days."""
    sums = ", ".join(f"sum({name}) as {name}" for name in SUMMED)
    names = ", ".join(SUMMED)
    columns = ", ".join(f"{{0}}.{name}" for name in [*SUMMED, "last_closed_at"])
    return project.query(
        f"select book_key from (select book_key, {sums}, max(last_closed_at) as last_closed_at"
        " from intermediate.int_performance_days group by book_key) as days full join"
        f" (select book_key, {names}, last_closed_at from intermediate.int_performance_lifetimes"
        f" union all select book_key, {names}, last_closed_at"
        " from intermediate.int_performance_totals where window_name = 'lifetime')"
        f" as totals using (book_key) where ({columns.format('days')})"
        f" is distinct from ({columns.format('totals')}) limit 20"
    )


def random_book(rng: random.Random, number: int) -> tuple[tuple, list[tuple]]:
    """An account and its days: gaps of months, days off the calendar, flat days, equity at or
    below zero, equal returns, curves that are wiped out."""
    key = f"00000000-0000-0000-0000-{number:012d}"
    platform = rng.choice(["daily_profit", "mastertrade", "schwab"])
    opening = rng.choice([None, 0, 1000, 1000, 1000, -50])
    day = ANCHOR - timedelta(days=rng.randint(0, 900))
    account = (key, platform, str(number), opening, rng.random() < 0.5)
    style = rng.choice(["random", "flat", "equal", "wild", "tiny"])
    days, equity = [], opening or 0
    while day <= ANCHOR and len(days) < 150:
        net = {
            "random": rng.randint(-40, 45), "flat": rng.choice([0, 0, 7]), "equal": equity / 100,
            "wild": rng.randint(-700, 700), "tiny": rng.randint(-2, 2) / 1000,
        }[style]  # fmt: skip
        flow = rng.choice([0, 0, 0, 0, 0, 0, 500, -800]) if style in ("random", "wild") else 0
        word = "".join(rng.choice("wwwwwlf") for _ in range(rng.choice([0, 1, 1, 4])))
        days.append((key, platform, day, round(net, 6), flow, word))
        equity += round(net, 6) + flow
        day += timedelta(days=rng.choice([1, 1, 1, 1, 2, 3, 5, 40, 100]))
    return account, days


def write_days(project: Project, days: list[tuple]) -> None:
    """Days of books as int_executed_days has them; those that are there are replaced."""
    connection = project.server.connect()
    with connection, connection.cursor() as cursor:
        for key, platform, day, net, flow, word in days:
            cursor.execute(
                "delete from intermediate.int_executed_days"
                " where book_key = %s and series_date = %s",
                [key, day],
            )
            cursor.execute(
                "insert into intermediate.int_executed_days select (jsonb_populate_record("
                "null::intermediate.int_executed_days, to_jsonb(given))).* from (select 'account'"
                " as book_type, %s as book_key, %s as source_system, %s::date as series_date,"
                " %s as trades, %s as winning_trades, %s as losing_trades, %s as breakeven_trades,"
                " 0 as gross_profit_usd, 0 as gross_loss_usd, 0 as closed_net_pnl_usd, %s as"
                " gross_pnl_usd, 0 as fees_usd, %s as net_pnl_usd, 1 as volume_usd, 0 as"
                " unconverted_amounts, %s as flow_usd, nullif(%s, '') as outcomes) as given",
                [key, platform, day, len(word), *map(word.count, "wlf"), net, net, flow, word],
            )
    connection.close()


def tail_differences(project: Project) -> list[tuple]:
    """Books whose tail risks are not those of all calendar days of the last 365."""
    measure_all_days(project)
    return project.query(
        "with days as (select book_key, daily_return, row_number() over (partition by book_key"
        " order by daily_return nulls last, series_date) as position,"
        " count(daily_return) over (partition by book_key) as returns from public.day_series"
        " cross join intermediate.clock where series_date > as_of_date - 365),"
        " expected as (select book_key, max(returns) as returns,"
        " percentile_cont(0.05) within group (order by daily_return)::numeric as at_95,"
        " percentile_cont(0.01) within group (order by daily_return)::numeric as at_99,"
        " (avg(daily_return) filter (where position <= floor((returns - 1) * 0.05) + 1))::numeric"
        " as cvar from days group by book_key having count(daily_return) > 0)"
        " select book_key, expected, tails from expected"
        " full join intermediate.int_performance_tail_risks as tails using (book_key)"
        " where expected.returns is distinct from tails.returns"
        " or at_95 is distinct from value_at_risk_95 or at_99 is distinct from value_at_risk_99"
        " or abs(cvar - cvar_95) > 1e-12 * greatest(abs(cvar), 1) limit 5"
    )


@pytest.fixture(scope="module")
def books(short_tmp):
    """A warehouse of one platform whose books the tests replace."""
    server = Server(home=short_tmp / "segments", install=wheel_install())
    server.start()
    fill_sources(server, scale=0.05, systems=["schwab"], years=3)
    project = Project(server, short_tmp / "segments-project")
    project.fill(
        "int_performance_metrics", "int_performance_tail_risks", variables={"systems": ["schwab"]}
    )
    yield project
    server.destroy()


def bring_up_to_date(project: Project, logged: str = NOTHING, **variables: str) -> None:
    project.query(
        "insert into private.changed_keys (fact, key, from_day, invocation_id)"
        f" select 'int_executed_days', {logged}, 'a test'"
    )
    project.dbt(
        "run", "-s", "int_calendar_days", "int_performance_openings", "int_performance_months",
        "int_performance_books", "int_performance_spans", "int_performance_lifetimes",
        "int_performance_tail_windows", "int_performance_tail_risks",
        variables={"systems": ["schwab"], **variables},
    )  # fmt: skip


def test_lifetimes_from_months_are_those_of_all_days(books):
    assert books.value("select count(*) from intermediate.int_performance_lifetimes") > 0
    assert differences(books) == wrong_sums(books) == []
    # The comparisons bite.
    books.query(
        "update intermediate.int_performance_lifetimes set growth = growth * 1.000000001,"
        " trades = trades + 1"
    )
    assert differences(books) != []
    assert wrong_sums(books) != []

    rng = random.Random(11)  # noqa: S311
    made = [random_book(rng, number) for number in range(1, 301)]
    books.query(
        "truncate intermediate.int_executed_days, intermediate.int_accounts_conformed,"
        " intermediate.int_strategies_conformed"
    )
    connection = books.server.connect()
    with connection, connection.cursor() as cursor:
        cursor.executemany(
            "insert into intermediate.int_accounts_conformed (account_key, source_system,"
            " account_id, opening_equity_usd, is_open) values (%s, %s, %s, %s, %s)",
            [account for account, _ in made],
        )
    connection.close()
    write_days(books, [day for _, days in made for day in days])
    bring_up_to_date(books, "null, null")
    assert differences(books) == wrong_sums(books) == []
    assert tail_differences(books) == []
    wiped = "select count(*) from intermediate.int_performance_books where is_wiped_out"
    assert 0 < books.value(wiped) < 200

    # Late days of some books, in the order of the months only what follows them is worked out, and
    # of lifetimes those of these books.
    def versions(table: str, row: str) -> set:
        return set(books.query(f"select book_key, {row}, xmin::text from intermediate.{table}"))

    months, lifetimes = ("int_performance_months", "month_start"), ("int_performance_lifetimes", 1)
    tails = ("int_performance_tail_risks", 1)
    before, lifetimes_before, tails_before = (
        versions(*table) for table in (months, lifetimes, tails)
    )
    for account, days in rng.sample(made, 20):
        day = rng.choice(days)[2] + timedelta(days=rng.choice([-2, 0, 1]))
        write_days(books, [(account[0], account[1], day, rng.randint(-30, 30), 0, "lw")])
        books.query(
            "insert into private.changed_keys (fact, key, from_day, invocation_id)"
            " values ('int_executed_days', %s, %s, 'a test')",
            [account[0], day],
        )
    bring_up_to_date(books)
    assert differences(books) == wrong_sums(books) == []
    assert tail_differences(books) == []
    kept = before & versions(*months)
    assert len({key for key, *_ in before - kept}) <= 20
    assert {key for key, *_ in before - kept} & {key for key, *_ in kept}
    assert 0 < len(lifetimes_before - versions(*lifetimes)) <= 20
    assert 0 < len(tails_before - versions(*tails)) <= 20
    for fact, _ in (months, lifetimes, tails):
        definition = books.value(
            "select definition_sql from private.fact_definitions where fact = %s", [fact]
        )
        table = f"table intermediate.{fact}"
        for one, other in ((definition, table), (table, definition)):
            found = f"select * from ({one}\n) as a except all select * from ({other}\n) as b"
            assert books.query(found) == []

    # A holiday after the last activity of open books changes none of their months, but their end.
    friday = ANCHOR - timedelta(days=3)
    books.query(
        "insert into seeds.us_market_holidays (date_day, holiday) values (%s, 'a test')",
        [friday],
    )
    kept = versions(*lifetimes)
    bring_up_to_date(books)
    assert kept - versions(*lifetimes)
    assert differences(books) == wrong_sums(books) == []
    assert tail_differences(books) == []

    # While the clock moves, the window moves over the days of some books.
    for days in (1, 30):
        kept = versions(*tails)
        bring_up_to_date(books, as_of=f"{ANCHOR + timedelta(days=days)} 00:00:00+00")
        assert tail_differences(books) == []
        assert kept - versions(*tails)
        assert kept & versions(*tails)
    books.query("update intermediate.int_performance_tail_risks set returns = returns + 1")
    assert tail_differences(books) != []

    # While seeds and the clock's day are as they were, what they say is not worked out again.
    days = "select count(*) from intermediate.int_calendar_days"
    before = books.value(days)
    books.query("delete from intermediate.int_calendar_days where date_day = '1990-01-02'")
    bring_up_to_date(books, as_of=f"{ANCHOR + timedelta(days=30)} 12:00:00+00")
    assert books.value(days) < before
    books.query("delete from seeds.us_market_holidays where date_day = %s", [friday])
    bring_up_to_date(books, as_of=f"{ANCHOR + timedelta(days=30)} 12:00:00+00")
    assert books.value(days) == before
