"""What the docs say is so: pages are what models say, questions are answered, keys have parents."""

import copy
import functools
import json
import re
import sys

import pytest

from tradehouse.paths import PROJECT_ROOT

sys.path.insert(0, str(PROJECT_ROOT / "scripts"))

import domain_pages

QUESTIONS = re.findall(
    r"```sql\n(.*?)```", (PROJECT_ROOT / "models" / "overview.md").read_text("utf-8"), re.DOTALL
)
# Pages whose names in backticks, commands and vars must be there.
PAGES = [
    "CONTRIBUTING.md", "DECISIONS.md", "README.md", "docs/incremental.md", "docs/operations.md",
    "docs/replay.md", "models/overview.md",
]  # fmt: skip

# Columns of a mart that may be null in every row of the sample, and why.
NULL_IN_THE_SAMPLE = {
    # In small samples only: no month good enough to be a goal, no open trade with costs.
    "goal_progress": {"first_reached_at", "achieved_at"},
    "open_positions": {"accrued_costs_usd"},
    # No rule is broken in it: `tradehouse sample break` is there to see some.
    "data_quality_scorecard": {"first_failed_at", "last_failed_at"},
    # Only where the server runs with pg_stat_statements, which the embedded one does not; and no
    # vacuum has come by yet where the warehouse is new.
    "warehouse_health": {
        "statement_calls", "statement_ms", "slowest_statement_ms", "slow_statement_count",
        "last_vacuumed_at",
    },
}  # fmt: skip

# Decisions that are choices, not rules: what was left out and what was measured, by their number.
CHOICES = {
    29: "one lock file", 44: "which tables are audited by day", 46: "how a view is written",
    65: "no forecasts of profit among those of prices", 126: "no partitions of facts",
    129: "no median per symbol", 131: "which tests look at prop trades",
    174: "which index the raw table of trades has",
}  # fmt: skip

# Keys of the row itself beside the one the unique key is tested on.
OWN_KEYS = {("data_quality_scorecard", "rule_key")}


@pytest.fixture(scope="module")
def manifest(built) -> dict:
    """The manifest of the whole warehouse."""
    return json.loads((built.home / "target" / "manifest.json").read_text(encoding="utf-8"))


# Where names that the parity page gives must be found.
_NAMED_IN = ("macros", "models", "seeds", "snapshots", "tests", "selectors.yml", "dbt_project.yml")


@functools.cache
def known_names() -> frozenset[str]:
    """Every word of the code and the names of its files."""
    files = [
        file
        for part in _NAMED_IN
        for file in [PROJECT_ROOT / part, *(PROJECT_ROOT / part).rglob("*")]
        if file.suffix in {".sql", ".yml", ".csv", ".py"} and file.name != "test_docs.py"
    ]
    texts = "\n".join(file.read_text("utf-8") for file in files)
    return frozenset(re.findall(r"[a-z][a-z0-9_]*", texts)) | {file.stem for file in files}


def unknown_names(page: str) -> set[str]:
    """Names with an underscore in the second column of a page's tables that nothing here has."""
    cells = [re.split(r"(?<!\\)\|", line)[2] for line in page.splitlines() if line.startswith("| ")]
    named = set(re.findall(r"(?<![-/\w*])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w*])", " ".join(cells)))
    return named - known_names()


def test_what_the_parity_page_names_is_there():
    page = (PROJECT_ROOT / "docs" / "parity.md").read_text("utf-8")
    assert unknown_names(page) == set()
    assert unknown_names("| there | `gone_mart` (`trades`) |") == {"gone_mart"}


@functools.cache
def feed_names() -> frozenset[str]:
    """The feeds that the macros of the platforms declare, <system>_<entity>."""
    return frozenset(
        f"{file.stem.removesuffix('_feeds')}_{entity}"
        for file in (PROJECT_ROOT / "macros" / "incremental").glob("*_feeds.sql")
        for entity in re.findall(r"^        '(\w+)':", file.read_text("utf-8"), re.MULTILINE)
    )


def unknown_words(page: str) -> set[str]:
    """Names in backticks, and what vars and commands are given by name, that nothing here has."""
    named = set(re.findall(r"`([a-z][a-z0-9]*(?:_[a-z0-9]+)+)`", page))
    named |= set(re.findall(r"run-operation ([a-z_]+)", page))
    named |= set(re.findall(r"--vars '\{?([a-z_]+):", page))
    named = {name for name in named if not name.startswith("pg_")} - known_names()
    return (named | set(re.findall(r"{feed: (\w+)", page))) - feed_names()


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page):
    assert unknown_words((PROJECT_ROOT / page).read_text("utf-8")) == set()


def test_a_name_that_is_gone_is_found():
    assert unknown_words("`gone_model`, `clock`, `gone_file`") == {"gone_model", "gone_file"}
    assert unknown_words("run-operation gone_macro --args '{feed: gone}' --vars 'gone_var: 1'") == {
        "gone_macro", "gone", "gone_var",
    }  # fmt: skip


def unordered_decisions(page: str) -> list[str]:
    """Numbers of decisions that are not one more than the one before."""
    numbers = re.findall(r"^(\d+)\. ", page, re.MULTILINE)
    return [number for place, number in enumerate(numbers, start=1) if int(number) != place]


def test_decisions_are_numbered_one_after_the_other():
    page = (PROJECT_ROOT / "DECISIONS.md").read_text("utf-8")
    assert unordered_decisions(page) == []
    assert unordered_decisions("1. One\n2. Two\n2. Two again\n") == ["2"]


@pytest.fixture(scope="module")
def known_tests() -> set[str]:
    """The name of every test: of files of SQL, functions of Python and unit tests."""
    files = [file for part in ("models", "tests") for file in (PROJECT_ROOT / part).rglob("*")]
    tests = {file.stem for file in files if file.suffix == ".sql" and "tests" in file.parts}
    for file in files:
        pattern = {".py": r"^def (test_\w+)", ".yml": r"^  - name: (\w+)"}.get(file.suffix)
        if pattern and (file.suffix == ".py" or file.name.endswith("unit_tests.yml")):
            tests |= set(re.findall(pattern, file.read_text("utf-8"), re.MULTILINE))
    return tests


def test_every_test_that_a_decision_names_is_one(known_tests):
    page = (PROJECT_ROOT / "DECISIONS.md").read_text("utf-8")
    said = re.findall(r"`([a-z][a-z0-9]*(?:_[a-z0-9]+){4,})`", page)
    assert len(said) > 100
    models = {file.stem for file in (PROJECT_ROOT / "models").rglob("*.sql")}
    assert set(said) - models - known_tests == set()


def unproven_decisions(page: str, tests: set[str]) -> set[int]:
    """Numbers of the decisions that name no test."""
    decisions = re.findall(r"^(\d+)\. (.*?)(?=^\d+\. |^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return {
        int(number) for number, text in decisions if not set(re.findall(r"`(\w+)`", text)) & tests
    }


def test_every_decision_that_is_a_rule_names_the_test_that_proves_it(known_tests):
    page = (PROJECT_ROOT / "DECISIONS.md").read_text("utf-8")
    assert unproven_decisions(page, known_tests) == set(CHOICES)
    assert unproven_decisions("1. One\n    (`some_test`)\n2. Two\n", {"some_test"}) == {2}


def test_no_row_of_the_parity_page_is_open():
    page = (PROJECT_ROOT / "docs" / "parity.md").read_text("utf-8")
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in page.splitlines() if line[:2] == "| "]
    assert [row[0] for row in rows if len(row) != 3 or not row[1].strip()] == []


def keys_without_parent(manifest: dict) -> set[tuple[str, str]]:
    """Keys in a mart that point elsewhere, and days in a mart's key, without a tested join.

    A key is at home where it is the whole key of a dimension, or of a mart and of no dimension.
    """
    house = domain_pages.Warehouse(manifest)
    dimensions = {key[0] for name, key in house.keys.items() if name.startswith("dim_")}
    missing = set()
    for name, mart in house.by_name.items():
        key = house.keys.get(name, [])
        tested = {column for column, *_ in house.joins.get(name, [])}
        for column, said in mart["columns"].items():
            own = key == [column] and (name.startswith("dim_") or column not in dimensions)
            joins = said["data_type"] == "uuid" or (said["data_type"] == "date" and column in key)
            if joins and not own and column not in tested:
                missing.add((name, column))
    return missing - OWN_KEYS


def test_the_domain_pages_are_what_the_models_say(manifest):
    found = {file.name: file.read_text("utf-8") for file in domain_pages.PAGES.glob("*.md")}
    assert found == domain_pages.pages(manifest), "make docs-pages writes them anew"


def test_every_mart_says_what_a_row_is_and_who_reads_it(manifest):
    house = domain_pages.Warehouse(manifest)
    assert [
        name for name, mart in house.by_name.items() if not domain_pages.grain_and_rest(mart)[0]
    ] == []
    assert sorted(set(house.by_name) - set(house.readers)) == []
    assert sorted(set(house.by_name) - set(house.keys)) == []


def test_every_mart_is_owned_by_somebody_and_public(manifest):
    owners = {group["name"]: group["owner"]["name"] for group in manifest["groups"].values()}
    marts = [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["fqn"][1] == "marts"
    ]
    assert len(marts) > 40
    for mart in marts:
        assert owners[mart["group"]], mart["name"]
        assert mart["group"] == mart["fqn"][2]
        assert mart["access"] == "public"
    assert {mart["group"] for mart in marts} == set(owners)


def test_rules_of_a_relation_name_its_key_or_say_that_it_has_none(manifest):
    stated = [
        node["test_metadata"]["kwargs"]
        for node in manifest["nodes"].values()
        if (node.get("test_metadata") or {}).get("name") == "rules_hold"
    ]
    assert len(stated) > 250
    assert [rules["model"] for rules in stated if "unique" not in rules] == []
    assert sum(rules["unique"] == [] for rules in stated) < 20


def test_every_key_of_a_mart_has_a_tested_parent(manifest):
    assert keys_without_parent(manifest) == set()


def test_a_key_without_a_tested_parent_is_found(manifest):
    broken = copy.deepcopy(manifest)
    for test in ("trading_costs_account_key", "fct_account_daily_date_day"):
        (found,) = (name for name in broken["nodes"] if f".{test}_has_its_parent." in name)
        del broken["nodes"][found]
    assert keys_without_parent(broken) == {
        ("trading_costs", "account_key"), ("fct_account_daily", "date_day"),
    }  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_of_the_overview_is_answered(built, question):
    assert built.query(question), "the statement runs and finds nothing"


def test_the_overview_asks_what_it_should():
    assert len(QUESTIONS) == 4


def test_every_column_of_every_mart_is_filled_by_the_sample(built, manifest):
    empty = {}
    for name, mart in domain_pages.Warehouse(manifest).by_name.items():
        counts = ", ".join(f'count("{column}")' for column in mart["columns"])
        ((rows, *filled),) = built.query(f"select count(*), {counts} from marts.{name}")
        assert rows, f"{name} has no rows"
        columns = {c for c, count in zip(mart["columns"], filled, strict=True) if not count}
        if columns - NULL_IN_THE_SAMPLE.get(name, set()):
            empty[name] = columns
    assert empty == {}
