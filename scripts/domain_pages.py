"""Write docs/domains/<domain>.md from the manifest: the marts of a domain, their keys and joins.

Everything on the pages is said elsewhere, next to the models: descriptions, keys (`rules_hold`),
joins (`references_parent`) and who reads them (exposures). `make docs-pages` writes the pages anew;
a test fails when they are not what the models say.
"""

import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "domains"

HEAD = """\
# {title}

Written by `make docs-pages` from the models: edit their YAML, not this page.
[All domains](README.md)

"""


def _of_kind(manifest: dict, kind: str) -> dict[str, list[dict]]:
    """The generic tests of a kind, by the model they are attached to."""
    found = defaultdict(list)
    for node in manifest["nodes"].values():
        metadata = node.get("test_metadata") or {}
        if node["resource_type"] == "test" and metadata.get("name") == kind:
            found[node["attached_node"]].append(node)
    return found


def _marts(manifest: dict) -> dict[str, dict]:
    """Every mart by its unique id."""
    return {
        unique_id: node
        for unique_id, node in manifest["nodes"].items()
        if node["resource_type"] == "model" and node["path"].startswith("marts/")
    }


def _domain(mart: dict) -> str:
    return Path(mart["path"]).parts[1]


def grain_and_rest(mart: dict) -> tuple[str, str]:
    """What one row is, and what else the description says."""
    text = " ".join(mart["description"].split())
    grain = re.search(r"Grain: (.+?)\.(?= |$)", text)
    if grain is None:
        return "", text
    return grain[1], " ".join((text[: grain.start()] + text[grain.end() :]).split())


class Warehouse:
    """What the pages ask of a manifest."""

    def __init__(self, manifest: dict) -> None:
        self.marts = _marts(manifest)
        self.by_name = {node["name"]: node for node in self.marts.values()}
        self.keys = {
            self.marts[unique_id]["name"]: test["test_metadata"]["kwargs"]["unique"]
            for unique_id, (test,) in _of_kind(manifest, "rules_hold").items()
            if unique_id in self.marts
        }
        self.never_null = self._never_null(manifest)
        self.joins = self._joins(manifest)
        self.readers = self._readers(manifest)

    def _never_null(self, manifest: dict) -> dict[str, set[str]]:
        found = defaultdict(set)
        for unique_id, tests in _of_kind(manifest, "rules_hold").items():
            if unique_id in self.marts:
                for test in tests:
                    columns = test["test_metadata"]["kwargs"].get("not_null", [])
                    found[self.marts[unique_id]["name"]] |= set(columns)
        return found

    def _joins(self, manifest: dict) -> dict[str, list[tuple[str, str, str]]]:
        """Column, parent and the parent's column of every tested join, by mart."""
        found = defaultdict(list)
        for unique_id, tests in _of_kind(manifest, "references_parent").items():
            if unique_id not in self.marts:
                continue
            for test in tests:
                arguments = test["test_metadata"]["kwargs"]
                parent = re.search(r"ref\('(\w+)'\)", arguments["parent"])[1]
                join = (arguments["column_name"], parent, arguments["parent_column"])
                found[self.marts[unique_id]["name"]].append(join)
        return {name: sorted(joins) for name, joins in found.items()}

    def _readers(self, manifest: dict) -> dict[str, list[str]]:
        found = defaultdict(set)
        for exposure in manifest["exposures"].values():
            for unique_id in exposure["depends_on"]["nodes"]:
                if unique_id in self.marts:
                    reader = (
                        f"{exposure['label'] or exposure['name']} ({exposure['owner']['name']})"
                    )
                    found[self.marts[unique_id]["name"]].add(reader)
        return {name: sorted(readers) for name, readers in found.items()}

    def domains(self) -> dict[str, list[str]]:
        """The names of the marts of every domain."""
        found = defaultdict(list)
        for mart in self.marts.values():
            found[_domain(mart)].append(mart["name"])
        return {domain: sorted(names) for domain, names in sorted(found.items())}


def _entity(house: Warehouse, name: str, columns: list[str]) -> list[str]:
    """A box of the diagram: the columns it is joined by."""
    types = {
        column: (said["data_type"] or "text").replace("timestamp with time zone", "timestamptz")
        for column, said in house.by_name.get(name, {"columns": {}})["columns"].items()
    }
    key = house.keys.get(name, [])
    foreign = {column for column, *_ in house.joins.get(name, [])}
    lines = [f"    {name} {{"]
    for column in columns:
        marks = ["PK"] * (column in key) + ["FK"] * (column in foreign)
        lines.append(f"        {types.get(column, 'text')} {column} {', '.join(marks)}".rstrip())
    return [*lines, "    }"]


def diagram(house: Warehouse, names: list[str]) -> list[str]:
    """A mermaid diagram of marts and what they are joined to."""
    joined, boxes = [], {name: list(house.keys.get(name, [])) for name in names}
    for name in names:
        key = house.keys.get(name, [])
        for column, parent, parent_column in house.joins.get(name, []):
            if column not in boxes[name]:
                boxes[name].append(column)
            if parent_column not in boxes.setdefault(parent, []):
                boxes[parent].append(parent_column)
            # A box may stand alone (||) or not (|o); it may be met once (o|) or often (o{).
            left = "||" if column in house.never_null[name] else "|o"
            right = "o|" if key == [column] else "o{"
            joined.append(f"    {parent} {left}--{right} {name} : {column}")
    lines = ["```mermaid", "erDiagram", *sorted(joined)]
    for name in sorted(boxes):
        lines += _entity(house, name, boxes[name])
    return [*lines, "```"]


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def page(house: Warehouse, domain: str, names: list[str]) -> str:
    """The page of a domain."""
    lines = ["## Keys and joins", "", *diagram(house, names), ""]
    lines += [
        "Every line is a tested relationship. `FK` without `PK` may be null where a `|o` starts it."
    ]
    lines += ["", "## Marts", "", _row("mart", "one row per", "key", "refreshed", "what it tells")]
    lines += [_row(*["---"] * 5)]
    for name in names:
        mart = house.by_name[name]
        grain, rest = grain_and_rest(mart)
        grain = re.sub(r"^one row per ", "", grain)
        tier = mart["config"]["meta"].get("refresh_tier", "in every run").replace("_", " ")
        key = ", ".join(f"`{column}`" for column in house.keys.get(name, []))
        lines.append(_row(f"`{name}`", grain, key, tier, rest))
    lines += ["", "## Who reads it", "", _row("mart", "by"), _row("---", "---")]
    for name in names:
        lines.append(_row(f"`{name}`", ", ".join(house.readers.get(name, ["nobody declared"]))))
    return HEAD.format(title=domain.capitalize()) + "\n".join(lines) + "\n"


def index(house: Warehouse) -> str:
    """The page above the pages."""
    lines = [
        "# Domains",
        "",
        "Written by `make docs-pages` from the models. What every mart shares (clock, units, keys)",
        "is in [the overview](../../models/overview.md); the columns are in `dbt docs`.",
        "",
        _row("domain", "marts"),
        _row("---", "---"),
    ]
    for domain, names in house.domains().items():
        marts = ", ".join(f"`{name}`" for name in names)
        lines.append(_row(f"[{domain}]({domain}.md)", marts))
    return "\n".join(lines) + "\n"


def pages(manifest: dict) -> dict[str, str]:
    """Every page by its file name."""
    house = Warehouse(manifest)
    written = {
        f"{domain}.md": page(house, domain, names) for domain, names in house.domains().items()
    }
    return {"README.md": index(house), **written}


def main() -> None:
    """Read the models and write the pages."""
    command = [sys.executable, "-m", "tradehouse.dbt_command", "--quiet", "parse"]
    subprocess.run(command, cwd=ROOT, check=True)
    manifest = json.loads((ROOT / "target" / "manifest.json").read_text(encoding="utf-8"))
    PAGES.mkdir(exist_ok=True)
    wanted = pages(manifest)
    for file in PAGES.glob("*.md"):
        if file.name not in wanted:
            file.unlink()
    for name, text in wanted.items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
