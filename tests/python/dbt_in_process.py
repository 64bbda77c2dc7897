"""Runs dbt inside the test process: it is imported once, and unchanged files are parsed once."""

import json
import os
from collections import OrderedDict
from contextlib import contextmanager
from pathlib import Path

from dbt.cli.main import dbtRunner

import kept_manifests
import quicker_dbt

quicker_dbt.take_effect()

_KEPT = 3
# Parsed projects of this process by what they were parsed from.
_manifests: OrderedDict[str, object] = OrderedDict()
# Which of them was written to the target folder of a home last. Writing it costs a second.
_written: dict[Path, str] = {}


class ParseError(Exception):
    """dbt does not parse the project; the message is what it says."""


def run(
    root: Path,
    home: Path,
    target: str,
    command: list[str],
    variables: dict,
    environment,
    said: list[str] | None = None,
) -> tuple[bool, str]:
    """Run one dbt command; return whether it succeeded and what it said.

    Args:
        root: The project's folder.
        home: Where its profile is and where files are written.
        target: The target of the profile.
        command: The command with its own options.
        variables: The variables.
        environment: Environment variables of this command.
        said: Takes what it says, a message at a time.
    """
    said = [] if said is None else said
    options = [*_quietly(home), *command, *_place(root, home, target, variables)]
    with _environment(environment):
        try:
            found, key = _parsed(root, home, target, variables, environment, said)
        except ParseError as error:
            return False, str(error)
        if _written.get(home) == key:
            options.insert(0, "--no-write-json")
        _written[home] = key
        result = dbtRunner(manifest=found, callbacks=[_listener(said)]).invoke(options)
    if result.exception:
        said.append(str(result.exception))
    return result.success, "\n".join(said)


def manifest(root: Path, home: Path, target: str, variables: dict):
    """The parsed project, to be given to dbtRunner; ParseError where dbt can't parse it."""
    return _parsed(root, home, target, variables, {}, [])[0]


def _parsed(root, home, target, variables, environment, said):
    """The parsed project and its key: of this process, of another one, or parsed now."""
    key = kept_manifests.key(root, target, variables, environment)
    if key not in _manifests:

        def parse():
            options = [*_quietly(home), "parse", *_place(root, home, target, variables)]
            result = dbtRunner(callbacks=[_listener(said)]).invoke(options)
            if not result.success:
                raise ParseError("\n".join([*said, str(result.exception)]))
            _written[home] = key
            return result.result

        _manifests[key] = kept_manifests.kept(key, home / "target", parse)
        while len(_manifests) > _KEPT:
            _manifests.popitem(last=False)
    _manifests.move_to_end(key)
    return _manifests[key], key


def _quietly(home: Path) -> list[str]:
    # Nobody reads a log of it, and writing one is work for each of its events.
    levels = ["--log-level", "none", "--log-level-file", "none"]
    return ["--no-use-colors", "--log-path", str(home / "logs"), *levels]


def _place(root: Path, home: Path, target: str, variables: dict) -> list[str]:
    return [
        "--vars", json.dumps(variables), "--target", target, "--project-dir", str(root),
        "--profiles-dir", str(home), "--target-path", str(home / "target"),
    ]  # fmt: skip


def _listener(said: list[str]):
    def listen(event):
        if event.info.level != "debug":
            said.append(event.info.msg)

    return listen


@contextmanager
def _environment(variables):
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
