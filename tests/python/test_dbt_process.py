"""A copy of the test process runs dbt, says what dbt says and ends as it ends."""

import os
import time

import pytest

import dbt_in_process
from dbt_process import DbtProcess


@pytest.fixture
def started(monkeypatch, tmp_path):
    """Starts a process that does something else than dbt."""

    def start(instead):
        monkeypatch.setattr(dbt_in_process, "run", lambda *arguments: instead(arguments[-1]))
        return DbtProcess(tmp_path, tmp_path, "embedded", ["run"], {}, {})

    return start


@pytest.mark.parametrize(("succeeded", "code"), [(True, 0), (False, 1)])
def test_it_says_what_dbt_says_and_ends_as_dbt_does(started, succeeded, code):
    def instead(said):
        said.append("one")
        said.append("two")
        return succeeded, "one\ntwo"

    process = started(instead)
    assert process.returncode is None
    assert next(process.lines()) == "one\n"
    assert process.communicate() == "two\n"
    assert process.returncode == code


def test_a_failure_of_the_copy_is_told_and_never_goes_on_with_the_tests(started):
    def instead(said):
        raise SystemExit("out of order")

    process = started(instead)
    assert "out of order" in process.communicate()
    assert process.returncode == 1


def test_it_can_be_killed(started):
    def instead(said):
        said.append(str(os.getpid()))
        time.sleep(60)

    process = started(instead)
    assert int(next(process.lines())) != os.getpid()
    process.kill()
    assert process.communicate() == ""
    assert process.returncode == -9
