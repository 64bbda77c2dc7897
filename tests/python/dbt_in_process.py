"""Runs dbt inside the test process: it is imported once, and unchanged files are parsed once."""

import gc
import os
from collections import OrderedDict
from contextlib import contextmanager
from hashlib import md5
from pathlib import Path

from dbt.cli.main import dbtRunner
from dbt_common.behavior_flags import BehaviorFlagRendered

# dbt looks through the whole call stack, sources included, to say who declared each of its flags:
# under pytest a fifth of a second a run.
BehaviorFlagRendered._default_source = staticmethod(lambda: "dbt")

_READ = ("models", "macros", "seeds", "snapshots", "tests", "dbt_project.yml", "selectors.yml")
_KEPT = 3
# Parsed projects by content and variables. A parsed project knows nothing of a server.
_manifests: OrderedDict[tuple, object] = OrderedDict()
# Which of them was written to the target folder of a home last. Writing it costs a second.
_written: dict[Path, tuple] = {}


def run(
    root: Path, home: Path, target: str, command: list[str], variables: str, environment
) -> tuple[bool, str]:
    """Run one dbt command; return whether it succeeded and what it said.

    Args:
        root: The project's folder.
        home: Where its profile is and where files are written.
        target: The target of the profile.
        command: The command with its own options.
        variables: The variables as JSON.
        environment: Environment variables of this command.
    """
    said = []

    def listen(event):
        if event.info.level != "debug":
            said.append(event.info.msg)

    common = [
        "--vars", variables, "--target", target, "--project-dir", str(root),
        "--profiles-dir", str(home), "--target-path", str(home / "target"),
    ]  # fmt: skip
    quietly = ["--no-use-colors", "--log-path", str(home / "logs"), "--log-level", "none"]
    key = (_content(root), target, variables, tuple(sorted(environment.items())))
    with _environment(environment):
        if key not in _manifests:
            parsed = dbtRunner(callbacks=[listen]).invoke([*quietly, "parse", *common])
            if not parsed.success:
                return False, "\n".join([*said, str(parsed.exception)])
            _manifests[key] = parsed.result
            _written[home] = key
            while len(_manifests) > _KEPT:
                _manifests.popitem(last=False)
            # Nothing of a parsed project is garbage: the collector need not walk it.
            gc.unfreeze()
            gc.collect()
            gc.freeze()
        _manifests.move_to_end(key)
        if _written.get(home) == key:
            quietly.append("--no-write-json")
        _written[home] = key
        runner = dbtRunner(manifest=_manifests[key], callbacks=[listen])
        result = runner.invoke([*quietly, *command, *common])
    if result.exception:
        said.append(str(result.exception))
    return result.success, "\n".join(said)


def _content(root: Path) -> str:
    """A digest of every file that dbt reads."""
    digest = md5(usedforsecurity=False)
    for part in _READ:
        place = root / part
        for file in sorted(place.rglob("*.*")) if place.is_dir() else [place]:
            if file.suffix in (".sql", ".yml", ".csv", ".md"):
                digest.update(f"{file.relative_to(root)}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


@contextmanager
def _environment(variables):
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
