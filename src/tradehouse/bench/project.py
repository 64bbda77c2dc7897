"""Runs dbt on the benchmark's server, and reads from its own records what it cost."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tradehouse import profile
from tradehouse.errors import TradehouseError
from tradehouse.paths import PROJECT_ROOT
from tradehouse.server import Server

# The marts that the figures are read from, with all they read.
MARTS = (
    "account_performance", "daily_trading_stats", "symbol_performance", "fct_account_daily",
    "fct_instrument_daily",
)  # fmt: skip
_VIEWS = ("view", "staging_view", "ephemeral")


@dataclass
class Run:
    """What one run of dbt cost.

    Attributes:
        wall: Seconds of the whole command, with the start of Python.
        sql: Seconds PostgreSQL worked for models, seeds and hooks: the sum over all statements that
            dbt sent, as its log has them. Statements of parallel models add up.
        tests: The same for tests.
        busy: Seconds of the clock in which models, seeds or hooks had a statement running.
        models: Sum of the models' execution times, dbt's own work included.
        steps: The same sum of SQL by step, the dearest first.
        notes: What the run said about its feeds.
    """

    wall: float
    sql: float = 0
    tests: float = 0
    busy: float = 0
    models: float = 0
    counts: dict[str, int] = field(default_factory=dict)
    steps: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


class Dbt:
    """dbt of one project on the benchmark's server, with a folder of its own for what it writes.

    Attributes:
        home: Where profiles.yml, target and logs are.
        root: The project.
        variables: Vars of every run.
        environment: What every run finds in its environment beside our own.
    """

    def __init__(self, server: Server, home: Path, root: Path, variables: dict) -> None:
        self.home, self.root, self.variables = home, root, variables
        self.environment: dict[str, str] = {}
        home.mkdir(parents=True, exist_ok=True)
        profile.write(server, into=home)

    def run(self, *arguments: str) -> Run:
        """Run dbt to its end and read what it cost.

        Raises:
            TradehouseError: It failed.
        """
        logs = self.home / "logs"
        shutil.rmtree(logs, ignore_errors=True)
        (self.home / "target" / "run_results.json").unlink(missing_ok=True)
        command = [
            sys.executable, "-m", "tradehouse.dbt_command", "--no-use-colors",
            "--log-format-file", "json", "--log-level-file", "debug", *arguments,
            "--vars", json.dumps(self.variables), "--target", "embedded",
            "--threads", str(os.cpu_count() or 2),
            "--project-dir", str(self.root), "--profiles-dir", str(self.home),
            "--target-path", str(self.home / "target"), "--log-path", str(logs),
        ]  # fmt: skip
        environment = {**os.environ, "DBT_LOG_FILE_MAX_BYTES": "0", **self.environment}
        began = time.monotonic()
        done = subprocess.run(
            command, cwd=self.root, env=environment, capture_output=True, text=True
        )
        run = Run(wall=time.monotonic() - began)
        if done.returncode != 0:
            tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-25:])
            raise TradehouseError(
                f"dbt {arguments[0]} failed:\n{tail}",
                f"read {logs / 'dbt.log'}; the same command with --keep goes on from here",
            )
        self._read_results(run)
        self._read_log(run, logs / "dbt.log")
        return run

    def _built(self) -> list[dict]:
        target = self.home / "target"
        if not (target / "run_results.json").exists():
            return []
        nodes = json.loads((target / "manifest.json").read_text())["nodes"]
        results = json.loads((target / "run_results.json").read_text())["results"]
        return [nodes[item["unique_id"]] for item in results if item["unique_id"] in nodes]

    def _read_results(self, run: Run) -> None:
        file = self.home / "target" / "run_results.json"
        if not file.exists():
            return
        counts = defaultdict(int)
        for item in json.loads(file.read_text())["results"]:
            kind = item["unique_id"].split(".")[0]
            counts[kind] += 1
            if kind in ("model", "seed", "snapshot"):
                run.models += item["execution_time"]
        run.counts = dict(counts)

    @staticmethod
    def _read_log(run: Run, log: Path) -> None:
        steps, spans = defaultdict(float), []
        for line in log.read_text(encoding="utf-8").splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            info, data = entry.get("info", {}), entry.get("data", {})
            if "touched" in info.get("msg", "") and info.get("level") == "info":
                run.notes.append(info["msg"].split("  ")[-1].strip())
            if info.get("name") != "SQLQueryStatus":
                continue
            node = (data.get("node_info") or {}).get("unique_id") or "hooks"
            kind, name = node.split(".")[0], node.split(".")[-1]
            if kind in ("test", "unit_test"):
                run.tests += data["elapsed"]
                continue
            if kind == "operation":
                name = "hooks"
            ended = datetime.fromisoformat(info["ts"].replace("Z", "+00:00")).timestamp()
            spans.append((ended - data["elapsed"], ended))
            steps[name] += data["elapsed"]
        run.sql = sum(steps.values())
        run.busy = _covered(spans)
        run.steps = dict(sorted(steps.items(), key=lambda step: -step[1]))


class Project(Dbt):
    """This project on the benchmark's server, with some platforms switched on.

    Args:
        server: The benchmark's server.
        home: Folder of the benchmark.
        as_of: What the clock reads in every run.
        tests: Whether a night runs the data tests.
        marts: What is built, with all it reads.
        systems: The platforms.
    """

    def __init__(
        self,
        server: Server,
        home: Path,
        as_of: str,
        *,
        tests: bool = True,
        marts: tuple[str, ...] = MARTS,
        systems: tuple[str, ...] = ("daily_profit",),
    ) -> None:
        variables = {"as_of": as_of, "systems": list(systems)}
        super().__init__(server, home / "dbt", PROJECT_ROOT, variables)
        self.environment = {"TRADEHOUSE_SYSTEMS": ",".join(systems)}
        self._tests, self._marts = tests, marts

    def build(self, *extra: str, tests: bool = False) -> Run:
        """Build the marts with all they read; with tests as a night runs them.

        Raises:
            TradehouseError: A model or test failed.
        """
        without = ["resource_type:unit_test"] + ([] if tests else ["resource_type:test"])
        return self.run(
            "build", "--select", *(f"+{mart}" for mart in self._marts), "--exclude", *without,
            "--indirect-selection", "buildable", *extra,
        )  # fmt: skip

    def night(self) -> Run:
        """What a nightly run does."""
        return self.build(tests=self._tests)

    def reconcile(self, feed: str) -> Run:
        """Compare all history of a feed, as its rolling share has after some weeks of nights.

        Raises:
            TradehouseError: dbt failed.
        """
        return self.run("run-operation", "reconcile", "--args", json.dumps({"feed": feed}))

    def relations(self) -> dict[str, tuple[str, list[str]]]:
        """Schema and unique key of each table and materialized view of the last build."""
        found = {}
        for node in self._built():
            config = node["config"]
            if node["resource_type"] == "model" and config["materialized"] not in _VIEWS:
                found[node["name"]] = (node["schema"], self._key(node))
        return found

    @staticmethod
    def _key(node: dict) -> list[str]:
        indexes = node["config"].get("indexes") or []
        return next((index["columns"] for index in indexes if index.get("unique")), [])


def _covered(spans: list[tuple[float, float]]) -> float:
    """Seconds that at least one of the spans covers."""
    total, until = 0.0, float("-inf")
    for begin, end in sorted(spans):
        total += max(0.0, end - max(begin, until))
        until = max(until, end)
    return total
