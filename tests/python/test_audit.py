"""The audit of a feed costs the days that were touched, and finds what a whole audit finds."""

import json
import re
import time
from datetime import date, timedelta

import pytest

from tradehouse.paths import PROJECT_ROOT
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

from test_incremental import FACTS, FIRST_DAY, RAW, Feed, some_trades, trade  # isort: skip

# What the facts need, built once.
BELOW = [f"+{fact}" for fact in FACTS]
MODELS = [
    "stg_daily_profit__closed_trades", "stg_daily_profit__accounts",
    "int_daily_profit_trade_results", *FACTS,
]  # fmt: skip
THE_TEST = "stg_daily_profit__closed_trades_keeps_its_rules"
OWN = "source_table = 'raw_trades_closed'"
FOUND = {
    "totals": "select source_rows, judged_rows, rejected_rows, kept_rows, accepted_rows"
    f" from quarantine.table_audits where {OWN}",
    "rules": "select rule_name, rows_checked, rows_failing, first_failed_at"
    f" from quarantine.rule_results where {OWN} order by 1",
    "rejected": "select row_md5, copy_number, broken_rules, day, first_seen_at,"
    f" resolved_at is null from quarantine.rejected_rows where {OWN} order by 1, 2",
    "days": "select day, source_rows, judged_rows, rejected_rows, kept_rows, accepted_rows, failing"
    f" from quarantine.audited_days where {OWN} order by 1",
    "orphans": f"select parent_key, day, row_count from quarantine.orphans_by_day where {OWN}"
    " order by 1, 2",
}


def account(feed: Feed, number: int) -> None:
    """An account that trades may name."""
    feed.query(
        "insert into raw_daily_profit.raw_accounts_data (id, account_id, login, starting_balance,"
        " status, ingestion_timestamp) values (%s, %s, '0', 1000, 'Active', '2025-01-20')",
        [number, f"account {number}"],
    )


def build(feed: Feed, *, tested: bool = True, **options) -> None:
    """Build the facts and, if `tested`, audit the feed."""
    left_out = ["--exclude", "resource_type:unit_test"]
    left_out += [] if tested else ["resource_type:test"]
    feed.dbt(
        "build", "-s", *MODELS, "--indirect-selection", "cautious", *left_out,
        max_rejected_share=1, **options,
    )  # fmt: skip


def found(feed: Feed) -> dict[str, list]:
    """Everything the last audit wrote."""
    return {name: feed.query(statement) for name, statement in FOUND.items()}


def assert_as_whole(feed: Feed) -> dict[str, list]:
    """What the last audit found is what an audit of the whole table finds; returns it."""
    by_days = found(feed)
    feed.dbt("test", "-s", THE_TEST, max_rejected_share=1)
    whole = found(feed)
    for name in FOUND:
        assert by_days[name] == whole[name], name
    return whole


def failing(audit: dict[str, list]) -> dict[str, int]:
    """The rules that rows break, and how many do."""
    return {rule: int(rows) for rule, _, rows, _ in audit["rules"] if rows}


def reads(feed: Feed) -> dict[str, tuple]:
    """Rows read of each partition since the server began: by scans, and by index."""
    # A session counts what it read when it ends.
    others = (
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where backend_type = 'client backend' and pid <> pg_backend_pid()"
    )
    while feed.query(others):
        time.sleep(0.1)
    return {
        name: numbers
        for name, *numbers in feed.query(
            "select relname, seq_tup_read, coalesce(idx_tup_fetch, 0)"
            " from pg_stat_user_tables where relname like 'raw_trades_closed_%'"
        )
    }


def more(before, after) -> tuple:
    """What was read in between."""
    return tuple(new - old for old, new in zip(before, after, strict=True))


@pytest.fixture(scope="module")
def feed(short_tmp):
    server = Server(home=short_tmp / "audit", install=wheel_install())
    server.start()
    connection = server.connect()
    loader.create(connection, ["daily_profit"], lax=True)
    connection.close()
    feed = Feed(server, short_tmp / "audit-project")
    # A platform that keeps no rule at all.
    feed.query(f"alter table {RAW} alter trade_date drop not null")
    for number in (1, 2):
        account(feed, number)
    feed.dbt(
        "build", "-s", *BELOW, "--exclude", "resource_type:unit_test",
        "--indirect-selection", "empty", max_rejected_share=1,
    )  # fmt: skip
    yield feed
    server.destroy()


@pytest.fixture
def history(feed):
    """Trades of three months, audited, and a day later, out of the overlap."""
    feed.forget()
    feed.as_of += timedelta(days=90)
    for day in (0, 1, 30, 60):
        some_trades(feed, range(1, 5), day)
    build(feed)
    feed.now += timedelta(days=1)
    # The overlap reaches back over the load before: let that be this one.
    some_trades(feed, [5], 60)
    build(feed)
    feed.now += timedelta(days=1)
    return feed


def test_an_audit_reads_the_partitions_of_touched_days_alone(history):
    # A run asks every partition for new rows; the audit must add nothing to that.
    costs = []
    for tested in (False, True):
        before = reads(history)
        some_trades(history, [6 + tested], 60)
        some_trades(history, [6 + tested], 60, volume_usd=-1)
        build(history, tested=tested)
        costs.append({name: more(before[name], now) for name, now in reads(history).items()})
        history.now += timedelta(days=1)
    untested, tested = costs
    # The default partition holds rows without a day, which are looked at every time.
    touched = {"raw_trades_closed_2025_03", "raw_trades_closed_default"}
    differ = {name for name in tested if tested[name] != untested[name]}
    assert "raw_trades_closed_2025_03" in differ
    assert differ <= touched

    before = reads(history)["raw_trades_closed_2025_01"]
    audit = assert_as_whole(history)
    assert audit["totals"] == [(21, 21, 2, 19, 19)]
    assert more(before, reads(history)["raw_trades_closed_2025_01"]) != (0, 0)


def test_whatever_happens_to_rows_the_audit_finds_what_a_whole_one_does(history):
    feed = history
    # Copies of old rows, bad rows, a row id twice, an unknown account, rows without a day.
    some_trades(feed, [1, 2], 0)
    some_trades(feed, [7, 8], 1, volume_usd=-1)
    some_trades(feed, [9], 30, side="sideways", lots=-1)
    some_trades(feed, [10, 11], 30, account_id="nobody")
    some_trades(feed, [12], 1, trade_date=None)
    some_trades(feed, [13], 1, trade_date="infinity")
    twice = trade(14, 2, 60, 1, 1, feed.now)
    feed.add([twice])
    feed.query(f"update {RAW} set id = (select min(id) from {RAW} where trade_date = %s)"
               " where trade_id = '14'", [FIRST_DAY + timedelta(60)])  # fmt: skip
    build(feed)
    audit = assert_as_whole(feed)
    assert failing(audit) == {
        "volume_is_not_negative": 2, "side_is_accepted": 1, "quantity_is_positive": 1,
        "account_id_has_its_parent": 2, "trade_date_is_not_null": 1, "times_are_plausible": 1,
        "row_id_is_unique": 1,
    }  # fmt: skip
    first_seen = {row[0]: row[4] for row in audit["rejected"]}

    # One bad row is repaired, one without a day too; the others stay.
    feed.now += timedelta(days=1)
    feed.as_of += timedelta(hours=1)
    feed.query(f"update {RAW} set volume_usd = 1, ingestion_timestamp = %s where trade_id = '7'",
               [feed.now])  # fmt: skip
    feed.query(f"update {RAW} set trade_date = %s, ingestion_timestamp = %s where trade_id = '12'",
               [FIRST_DAY + timedelta(1), feed.now])  # fmt: skip
    build(feed)
    audit = assert_as_whole(feed)
    assert failing(audit)["volume_is_not_negative"] == 1
    assert "trade_date_is_not_null" not in failing(audit)
    assert failing(audit)["times_are_plausible"] == 1
    assert sum(is_open for *_, is_open in audit["rejected"]) == 3
    assert {row[0]: row[4] for row in audit["rejected"]} == first_seen

    # A parent arrives for old days, another is gone: no trade was loaded.
    account(feed, 3)
    feed.query("update raw_daily_profit.raw_accounts_data set account_id = 'nobody' where id = 3")
    build(feed)
    assert "account_id_has_its_parent" not in failing(assert_as_whole(feed))
    feed.query("delete from raw_daily_profit.raw_accounts_data where id = 1")
    build(feed)
    audit = assert_as_whole(feed)
    assert failing(audit)["account_id_has_its_parent"] > 15
    account(feed, 1)
    build(feed)
    assert "account_id_has_its_parent" not in failing(assert_as_whole(feed))


def test_an_audit_catches_up_with_runs_that_left_it_out(history):
    some_trades(history, [6], 0, volume_usd=-1)
    build(history, tested=False)
    history.now += timedelta(days=1)
    some_trades(history, [7], 30)
    build(history, tested=False)
    history.now += timedelta(days=1)
    build(history)
    assert failing(assert_as_whole(history)) == {"volume_is_not_negative": 1}


def test_days_of_a_dropped_partition_leave_the_audit(history):
    history.query("alter table raw_daily_profit.raw_trades_closed"
                  " detach partition raw_daily_profit.raw_trades_closed_2025_02")  # fmt: skip
    build(history)
    audit = assert_as_whole(history)
    assert audit["totals"] == [(13, 13, 0, 13, 13)]
    history.query(
        "alter table raw_daily_profit.raw_trades_closed"
        " attach partition raw_daily_profit.raw_trades_closed_2025_02"
        " for values from ('2025-02-01') to ('2025-03-01')"
    )


def test_reconcile_finds_what_only_the_audit_knows(history):
    some_trades(history, [6, 7], 0, volume_usd=-1)
    build(history)
    history.now += timedelta(days=1)
    history.query(f"delete from {RAW} where trade_id = '6'")
    history.reconcile()
    build(history)
    assert failing(assert_as_whole(history)) == {"volume_is_not_negative": 1}


def test_a_check_of_a_fact_looks_at_touched_days_and_fails_until_it_is_put_right(history):
    fact = "intermediate.int_daily_profit_symbol_days"
    spoil = f"update {fact} set trades = trades + 1 where trade_date = %s"
    history.query(spoil, [FIRST_DAY])
    # Not touched, not looked at; the weekly whole check is.
    build(history)
    rules = "int_daily_profit_symbol_days_keeps_its_rules"
    history.dbt("test", "-s", rules, ok=False)
    asked = {"feed": _feed_name(history), "from": str(FIRST_DAY)}
    history.dbt("run-operation", "recompute", "--args", json.dumps(asked))
    history.query(
        "create function public.spoilt() returns trigger language plpgsql as"
        " 'begin new.trades := new.trades + 1; return new; end';"
        f"create trigger spoilt before insert on {fact} for each row execute function"
        " public.spoilt()"
    )
    build(history, ok=False)
    build(history, ok=False)
    history.query(f"drop trigger spoilt on {fact}")
    history.dbt("run-operation", "recompute", "--args", json.dumps(asked))
    build(history)
    history.dbt("test", "-s", rules)


def _feed_name(feed: Feed) -> str:
    """The name of the feed that the facts follow."""
    return feed.value(
        "select feed from private.feed_runs where feed <> 'executions' and feed like 'daily%'"
        " order by feed desc limit 1"
    )


def test_moments_are_cut_into_days_and_those_of_no_plausible_year_are_of_none(feed, capsys):
    # Other feeds have moments where closed trades have dates.
    given = [date(2025, 1, 6), date(2025, 1, 7)]
    moments = {
        "'2025-01-05 23:59+00'": False, "'2025-01-06 00:00+00'": True,
        "'2025-01-07 23:59+00'": True, "'2025-01-08 00:00+00'": False,
        "'0001-01-01 00:00+00'": True, "'20000-01-01 00:00+00'": True,
        "'infinity'": True, "'-infinity'": True, "null": True,
    }  # fmt: skip
    listed = [str(day) for day in given]
    inline = f"<<{{{{ day_in('at', 'timestamp with time zone', {listed}) }}}}>>"
    feed.dbt("compile", "--inline", inline)
    condition = re.search(r"<<(.*)>>", capsys.readouterr().out)[1]
    counted = feed.query(
        f"select coalesce({condition}, false)"
        f" from unnest(array[{', '.join(moments)}]::timestamptz[]) with ordinality as m (at, place)"
        " order by place"
    )
    assert [found for (found,) in counted] == list(moments.values())


_ENDS = re.compile(r"\b(where|group by|order by|union|left|inner|cross|full|window|select)\b|\{%")


def _joins_of_all_with_all(text: str) -> list[str]:
    """The conditions of joins that PostgreSQL can neither hash nor sort by."""
    sql = re.sub(r"--.*", "", re.sub(r"\{\{.*?\}\}", "it", text))
    conditions = [_ENDS.split(part)[0] for part in re.split(r"\bjoin\b", sql)[1:]]
    return [on for on in conditions if "is not distinct from" in on and " = " not in on]


def test_no_join_compares_every_row_with_all_others():
    """An audit of 6,900 days took 12 seconds for comparing each with the others."""
    by_day = "left join sources on {}"
    assert _joins_of_all_with_all(by_day.format("sources.day is not distinct from days.day")) != []
    assert _joins_of_all_with_all(by_day.format("coalesce(sources.day, 'infinity') = day")) == []
    files = [*(PROJECT_ROOT / "macros").rglob("*.sql"), *(PROJECT_ROOT / "models").rglob("*.sql")]
    assert len(files) > 500
    found = {file.name: _joins_of_all_with_all(file.read_text()) for file in files}
    assert {name: joins for name, joins in found.items() if joins} == {}
