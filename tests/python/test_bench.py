"""The benchmark measures what it says: nights equal a recompute, rivals have our figures."""

import json
import sys
from contextlib import closing
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from tradehouse import cli
from tradehouse.bench import bars_cost, baselines, chart, dbt_cost, plan, project, reads, report
from tradehouse.errors import TradehouseError
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install


@pytest.fixture(scope="module")
def smoke(short_tmp):
    """Half a year of 200,000 trades, two nights and a recompute; the server is still there."""
    home, output = short_tmp / "bench", short_tmp / "report"
    arguments = [
        "bench", "--trades", "200000", "--months", "6", "--nights", "2", "--no-tests", "--keep",
        "--only", "nightly,rebuild,floors,a", "--home", str(home), "--output", str(output),
        "--setting", "shared_buffers=128MB",
    ]  # fmt: skip
    done = CliRunner().invoke(cli.app, arguments)
    assert done.exit_code == 0, done.output
    server = Server(home=home, install=wheel_install())
    yield server, output, json.loads((output / "200k.json").read_text()), done.output
    server.destroy()


def sections(results: dict, name: str):
    return results["sections"][name]["found"]


def test_a_night_ends_where_a_recompute_does(smoke):
    _, _, results, _ = smoke
    compared = sections(results, "equality")
    assert {"account_performance", "fct_account_daily", "symbol_performance"} <= set(compared)
    assert {difference["exact"] for difference in compared.values()} == {0}
    assert compared["fct_account_daily"]["rows"] > 5000


def test_baseline_a_has_our_figures(smoke):
    _, _, results, _ = smoke
    for name, side in sections(results, "a")["agreement"].items():
        assert side["rows"] > 10, name
        assert side["unmatched"] == 0, name
        assert side["worst"] < 1e-6, name
    assert sections(results, "a")["agreement"]["accounts"]["columns"] > 50


def test_the_history_is_what_it_says(smoke):
    server, _, results, _ = smoke
    loaded = sum(night["rows"] for night in sections(results, "nights")[-1]["nights"])
    assert 180_000 < sections(results, "history")["rows"] < 220_000
    server.start()
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            "select count(*), count(*) - count(distinct (account_id, trade_id)),"
            " count(*) filter (where close_time::date - trade_date > 1),"
            " count(*) filter (where ingestion_timestamp < close_time"
            " and close_time::date - trade_date <= 1), count(distinct std_symbol),"
            " count(*)::numeric / count(distinct (account_id, trade_date))"
            " from raw_daily_profit.raw_trades_closed"
        )
        rows, copies, broken, too_early, symbols, a_day = cursor.fetchone()
        # Late rows belong to days 7, 28 and 98 before their night's.
        cursor.execute(
            "select array_agg(distinct ingestion_timestamp::date - trade_date order by"
            " ingestion_timestamp::date - trade_date), count(*)"
            " from raw_daily_profit.raw_trades_closed where ingestion_timestamp > %s",
            [f"{plan.ANCHOR} 12:00"],
        )
        ages, new = cursor.fetchone()
    server.stop()
    assert rows == sections(results, "history")["rows"] + loaded
    assert new == loaded
    assert ages == [1, 8, 29, 99]
    assert 0.003 * rows < copies < 0.01 * rows
    assert 0 < broken < 0.001 * rows
    assert too_early == 0
    assert symbols > 100
    assert 18 < a_day < 26


@pytest.fixture
def readable(smoke):
    server, *_ = smoke
    server.start()
    yield server
    server.stop()


def test_every_kind_of_read_is_timed_for_one_client_and_for_eight(readable):
    found = reads.measure(readable, SimpleNamespace(as_of="2026-03-03 04:00", read_seconds=0.1))
    assert list(found["marts"]) == [*reads.MARTS, reads.PAGE]
    for side in found.values():
        for kind, measured in side.items():
            assert [measured[clients]["reads"] for clients in ("1", "8")] == [10, 80], kind
            assert all(isinstance(times["p95"], float) for times in measured.values()), kind


def test_a_reader_that_fails_is_reported(readable, monkeypatch):
    wanted = SimpleNamespace(as_of="2026-03-03 04:00", read_seconds=0.1)
    monkeypatch.setitem(reads.MARTS, "point", "select no_such_column from marts.dim_accounts")
    with pytest.raises(TradehouseError, match="no_such_column"):
        reads.measure(readable, wanted)
    without = SimpleNamespace(install=readable.home)
    with pytest.raises(TradehouseError, match="pgbench") as caught:
        reads.measure(without, wanted)
    assert "postgresql-contrib" in caught.value.next_step


def test_the_first_time_a_client_runs_a_script_is_left_out(tmp_path):
    rounds = ["0 1 900 0 1 1", "0 2 200 0 1 1", "1 1 800 0 1 1", "0 3 700 1 1 1", "1 2 300 0 1 1"]
    (tmp_path / "log.1").write_text("\n".join(rounds))
    assert list(reads._logged(tmp_path, warm=True)) == [0.2, 0.3]
    assert list(reads._logged(tmp_path, warm=False)) == [0.9, 0.2, 0.8, 0.7, 0.3]
    assert reads._summary([3.0, 1.0, 2.0]) == {"p50": 2.0, "p95": pytest.approx(2.9), "reads": 3}
    assert reads._summary([]) == {"p50": None, "p95": None, "reads": 0}


def test_every_night_compares_its_share_of_history(smoke):
    server, _, results, _ = smoke
    server.start()
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            "select count(distinct invocation_id), max(days_compared)"
            " from private.reconciled_ranges where reason = 'rolling share'"
        )
        found = sections(results, "nights")[-1]
        nights, most_days = cursor.fetchone()
        assert nights == len(found["nights"])
        # All history was compared before: of it only late days are others than they were.
        assert most_days <= 3
        assert found["compared"]["sql"] > 0
    server.stop()


def test_steps_add_up_to_the_sql_of_a_night(smoke):
    _, _, results, _ = smoke
    night = sections(results, "nights")[-1]["nights"][0]
    assert sum(night["steps"].values()) == pytest.approx(night["sql"])
    assert 0 < night["busy"] <= night["wall"]
    assert "account_performance" in night["steps"]
    assert "hooks" in night["steps"]


def test_no_staging_view_fetches_the_rows_of_its_raw_table(smoke):
    server, *_ = smoke
    most = 0
    for line in (server.home / "dbt" / "logs" / "dbt.log").read_text().splitlines():
        entry = json.loads(line)
        node = (entry["data"].get("node_info") or {}).get("unique_id", "")
        if entry["info"]["name"] == "SQLQueryStatus" and ".stg_" in node:
            kind, *rows = entry["data"]["status"].split()
            most = max(most, int(rows[0]) if kind == "SELECT" and rows else 0)
    assert 0 < most < 1000


def scans(node: dict, relation: str) -> list[dict]:
    """Every scan of a relation in a plan."""
    below = [found for child in node.get("Plans", []) for found in scans(child, relation)]
    return below + ([node] if node.get("Relation Name") == relation else [])


def test_account_performance_reads_the_days_of_its_windows_and_no_others(smoke):
    """Where nothing bounds a scan there is no index condition, however PostgreSQL is asked."""
    server = smoke[0]
    server.start()
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute("set enable_seqscan = off; set enable_bitmapscan = off")
        cursor.execute("select pg_get_viewdef('marts.account_performance')")
        cursor.execute(f"explain (format json) {cursor.fetchone()[0]}")
        ((plan,),) = cursor.fetchone()
        found = scans(plan["Plan"], "int_daily_profit_account_days")
        cursor.execute("explain (format json) table intermediate.int_daily_profit_account_days")
        ((unbounded,),) = cursor.fetchone()
    server.stop()
    assert len(found) > 3
    assert [node for node in found if "Index Cond" not in node] == []
    assert "Index Cond" not in unbounded["Plan"]


def test_the_days_of_a_few_books_are_read_by_the_index(smoke):
    """What goes forward from changed days must not read the days of all books."""
    server = smoke[0]
    server.start()
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            "create temporary table few as select distinct account_key as key"
            " from intermediate.int_daily_profit_account_days limit 3;"
            " create unique index on few (key); analyze few; set enable_seqscan = off;"
            " explain (format json) select from intermediate.int_performance_days as days"
            " where exists (select from few where few.key = days.book_key)"
        )
        ((plan,),) = cursor.fetchone()
    server.stop()
    (days,) = scans(plan["Plan"], "int_daily_profit_account_days")
    assert "account_key" in days["Index Cond"]


def test_duckdb_without_memory_is_skipped_with_the_reason(monkeypatch, tmp_path):
    def execute(statement: str) -> None:
        if statement.startswith("create"):
            raise MemoryError("it is full\nand says what to try")

    duck = SimpleNamespace(execute=execute, close=lambda: None)
    engine = SimpleNamespace(connect=lambda path: duck, OutOfMemoryException=MemoryError)
    monkeypatch.setitem(sys.modules, "duckdb", engine)
    monkeypatch.setattr(baselines, "_export", lambda *given: "exported")
    found = baselines.duckdb(None, plan.Plan(trades=1000, home=tmp_path, output=tmp_path))
    assert found == {"skipped": "DuckDB found no memory for account_days: it is full"}
    assert list(tmp_path.iterdir()) == []


def test_the_page_says_of_each_bar_whether_it_holds(smoke):
    _, output, results, printed = smoke
    page = (output / "200k.md").read_text()
    assert page.index("## Bars") < page.index("## Times a night") < page.index("seconds")
    for bar in results["bars"]:
        (line,) = [text for text in page.splitlines() if text.startswith(f"| {bar['name']} |")]
        wanted = {True: "| holds |", False: "| DOES NOT HOLD |", None: "| - |"}[bar["holds"]]
        assert line.endswith(wanted)
    assert "What a night costs" in printed
    assert "Not measured: C: DuckDB" in " ".join(printed.split())
    assert (output / "200k.svg").read_text().startswith("<svg")


def test_a_bar_fails_when_it_should():
    night = {"sql": 10, "tests": 0, "busy": 9, "models": 11, "wall": 20, "rows": 5}
    made = {
        "nights": [
            {"rows": 20_000_000, "night": {**night, "sql": 5}},
            {"rows": 81_000_000, "night": night},
        ],
        "a": {"seconds": 499},
        "rebuild": {"busy": 400},
        "equality": {"mart": {"exact": 1}},
    }
    results = {
        "sections": {name: {"found": what} for name, what in made.items()},
        "memory": {"nights": 5 * 2**30},
    }
    bars = report.bars(results)
    assert [bar["holds"] for bar in bars] == [False, None, None, *[False] * 4]
    assert [bar["value"] for bar in bars[:3]] == [499 / 10, 499 / 10, 499 / 9]
    made["a"]["seconds"] = 600
    made["equality"]["mart"]["exact"] = 0
    made["nights"][0]["night"]["sql"] = 9
    results["memory"]["nights"] = 2**30
    assert [bar["holds"] for bar in report.bars(results)] == [True, None, None, *[True] * 4]


def test_statements_side_by_side_are_busy_once():
    assert project._covered([(0, 2), (1, 3), (5, 6)]) == 4
    assert project._covered([(0, 10), (1, 2)]) == 10


def test_a_disk_that_is_too_small_stops_the_run_with_what_is_missing(tmp_path):
    wanted = plan.Plan(trades=10**12, home=tmp_path / "not there", output=tmp_path)
    with pytest.raises(TradehouseError, match=r"GB more than are free"):
        wanted.check()
    plan.Plan(trades=10**12, home=tmp_path, output=tmp_path).check(present_bytes=10**16)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--only", "nights"], "There is nothing called nights"),
        (["--skip-baselines", "e"], "There is nothing called e"),
        (["--lengths", "half"], "half are no shares"),
        (["--lengths", "2"], "2 are no shares"),
        (["--setting", "work_mem"], "work_mem is no setting"),
    ],
)
def test_wrong_options_are_explained(options, words):
    done = CliRunner().invoke(cli.app, ["bench", *options])
    assert done.exit_code == 1
    assert words in done.output
    assert "Next step:" in done.output


def test_lengths_are_whole_months_of_the_newest_history():
    whole = plan.Plan(trades=1, home=None, output=None)
    assert str(whole.first_day_of(1.0)) == "2023-03-01"
    assert str(whole.first_day_of(0.25)) == "2025-06-01"


def test_the_chart_escapes_names_and_needs_no_growth():
    assert "A &lt; B" in chart.draw([("A < B", 0.5), ("a night", 2.0)], [])
    assert chart.draw([], []).endswith("</svg>\n")


def test_what_dbt_costs_is_kept_before_and_after(tmp_path, monkeypatch):
    monkeypatch.setattr(Server, "start", lambda *_: None)
    monkeypatch.setattr(Server, "stop", lambda *_: None)
    for note, seconds in (("before", 9.0), ("after", 7.0), ("after", 6.0)):
        monkeypatch.setattr(dbt_cost, "_measure", lambda *_, s=seconds: {"parse: wall": s})
        dbt_cost.run(tmp_path, tmp_path, 1, note, lambda line: None)
    page = (tmp_path / "dbt.md").read_text().splitlines()
    assert [line for line in page if line.startswith("| parse")] == ["| parse: wall | 9.0 | 6.0 |"]


def test_a_history_of_bars_is_half_daily_and_a_night_adds_a_day(smoke):
    server, *_ = smoke
    server.start()
    with closing(server.connect()) as connection:
        loader.create(connection, ["swiftbolt", "mastertrade"])
        quarter, whole = (bars_cost._set_length(connection, 200_000, n) for n in (0.25, 1.0))
        assert 190_000 < whole < 210_000
        assert 0.2 < quarter / whole < 0.3
        with connection, connection.cursor() as cursor:
            cursor.execute("select count(*) from raw_swiftbolt.ohlc_bars_v2")
            assert 0.4 < cursor.fetchone()[0] / whole < 0.6
        # Minutes of five pairs, a bar of each of 24 shares, three late days of 20.
        assert bars_cost._add_night(connection, 200_000, 0) == 5 * 1440 + 24 + 60


def test_the_page_of_bars_leads_with_ratios():
    def night(sql):
        return {"rows": 7, "sql": sql, "tests": 1.0, "wall": 9.0}

    lengths = [
        {"rows": rows, "first": {"sql": 30.0}, "night": night(sql),
         "nights": [{**night(sql), "steps": {"int_bar_counts": 0.5}}]}
        for rows, sql in ((1000, 4.0), (4000, 5.0))
    ]  # fmt: skip
    results = {"made_at": "2026-01-01T00:00", "bars": 4000, "lengths": lengths,
               "rebuild": {"sql": 40.0}, "differing": 0}  # fmt: skip
    page = bars_cost.page(results)
    assert "4.0 times the history: a night takes **1.25** times the SQL" in page
    assert "A full rebuild takes 8.0 times" in page
    assert "| `int_bar_counts` | 0.50 |" in page
