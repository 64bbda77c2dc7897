"""Parsed projects, kept for all processes of a test run: dbt parses for 13 s, reading takes 0.1."""

import fcntl
import json
import os
import pickle
import shutil
import tempfile
from dataclasses import fields
from hashlib import md5
from pathlib import Path

from dbt.contracts.graph.manifest import Manifest

_PLACE = "TRADEHOUSE_TEST_MANIFESTS"
_READ = ("models", "macros", "seeds", "snapshots", "tests", "dbt_project.yml", "selectors.yml")
# Read when SQL runs. What is parsed asks whether there is a clock, for histories, and no more.
_READ_LATER = {"as_of", "audit", "max_drift_days", "max_rejected_share", "wait_for_lock"}
# What dbt itself goes on from where only some files changed.
_PARTIAL = "partial_parse.msgpack"


def begin() -> None:
    """Make the place for this run, unless another process of it did."""
    if _PLACE not in os.environ:
        os.environ[_PLACE] = tempfile.mkdtemp(prefix="tradehouse-manifests-")


def end() -> None:
    """Delete the place of this run."""
    shutil.rmtree(os.environ.pop(_PLACE), ignore_errors=True)


def key(root: Path, target: str, variables: dict, environment: dict) -> str:
    """A digest of all that a parsed project depends on: every file dbt reads, and what it is told.

    A parsed project knows nothing of a server.
    """
    read = {name: value for name, value in variables.items() if name not in _READ_LATER}
    read["as_of"] = "as_of" in variables
    digest = md5(usedforsecurity=False)
    digest.update(json.dumps([target, read, sorted(environment.items())], sort_keys=True).encode())
    for part in _READ:
        place = root / part
        for file in sorted(place.rglob("*.*")) if place.is_dir() else [place]:
            if file.suffix in (".sql", ".yml", ".csv", ".md"):
                digest.update(f"{file.relative_to(root)}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def kept(key: str, target: Path, parse):
    """The parsed project of a key: as another process left it, or what `parse` returns, kept.

    `target` is dbt's target folder, for the file that later commands go on from. Nothing is kept
    without a test run: a script that uses what is here has no other process to share with.
    """
    if _PLACE not in os.environ:
        return parse()
    place = Path(os.environ[_PLACE]) / key
    with Path(f"{place}.lock").open("w") as lock:
        # Who comes second waits, and reads.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if place.exists():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(f"{place}.partial", target / _PARTIAL)
            return Manifest(**pickle.loads(place.read_bytes()))  # noqa: S301 - written by this run
        parsed = parse()
        shutil.copyfile(target / _PARTIAL, f"{place}.partial")
        # By name: pickled whole, dbt 1.11 mixes up the places of its fields.
        names = [field.name for field in fields(parsed) if not field.name.startswith("_")]
        place.write_bytes(pickle.dumps({name: getattr(parsed, name) for name in names}))
        return parsed
