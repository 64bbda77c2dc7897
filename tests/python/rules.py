"""The rules that the staging models state, read from their YAML files."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from tradehouse.paths import PROJECT_ROOT


@dataclass(frozen=True, order=True)
class Rule:
    """One rule: the platform, the staging model it is stated at, its name and its kind."""

    system: str
    model: str
    name: str
    kind: str

    def __str__(self) -> str:
        return f"{self.model}-{self.name}"


def read_yaml(file: Path):
    """What is in a YAML file, read by libyaml: every process that collects tests reads many."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def stated_rules() -> list[Rule]:
    """Every rule of every staging model, as the macros name them."""
    found = []
    for file in sorted((PROJECT_ROOT / "models" / "staging").glob("*/*__models.yml")):
        for model in read_yaml(file)["models"]:
            for test in model.get("data_tests", []):
                if "keeps_its_rules" in test:
                    arguments = test["keeps_its_rules"]["arguments"]
                    found += _rules_of(file.parent.name, model["name"], arguments)
    return found


def _rules_of(system: str, model: str, arguments: dict) -> list[Rule]:
    keys = arguments.get("also_unique", [])
    if not arguments.get("copies_are_expected"):
        keys = [arguments["key"], *keys]
    names = {
        "row": [
            *(f"{column}_is_not_null" for column in arguments.get("not_null", [])),
            *(f"{column}_is_accepted" for column in arguments.get("accepted_values", {})),
            *arguments.get("rows", {}),
        ],
        "oddity": [*arguments.get("oddities", {})],
        "set": [
            *("_".join(columns) + "_is_unique" for columns in keys),
            *arguments.get("sets", {}),
        ],
        "relationship": [f"{column}_has_its_parent" for column in arguments.get("parents", {})],
    }
    return [Rule(system, model, name, kind) for kind in names for name in names[kind]]


def contract(system: str) -> dict[str, list[dict]]:
    """The inventory of what a platform asserts, by raw table, and what guards it here."""
    file = Path(__file__).parent / "contract" / f"{system}.yml"
    return read_yaml(file)


def source_columns(system: str) -> dict[str, dict[str, dict]]:
    """The meta of every column of every source entry, by raw table and column."""
    file = PROJECT_ROOT / "models" / "staging" / system / f"_{system}__sources.yml"
    (source,) = read_yaml(file)["sources"]
    return {
        table["name"]: {
            column["name"]: column.get("config", {}).get("meta", {})
            for column in table.get("columns", [])
        }
        for table in source["tables"]
    }


def read_columns(model_sql: str, column: str, known: set[str]) -> set[str]:
    """Which known raw columns the one line of a staging model reads that makes this column."""
    made = re.search(rf"^ +(.*) as {column},?$|^ +({column}),$", model_sql, re.MULTILINE)
    return set(re.findall(r"\w+", made[1] or made[2] or "")) & known if made else set()
