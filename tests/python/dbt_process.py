"""dbt in a process of its own, to be killed: a copy of this one, which has dbt and the project."""

import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

import dbt_in_process


class DbtProcess:
    """One dbt command that runs.

    Attributes:
        returncode: 0 after success, 1 after failure, -9 after SIGKILL; None while it runs.
    """

    def __init__(self, root: Path, home: Path, target: str, command, variables, environment):
        """Start it; the arguments are those of `dbt_in_process.run`."""
        self.returncode = None
        # A file, not a pipe: it would stop at a full one.
        said = tempfile.NamedTemporaryFile("w+", delete=False)  # noqa: SIM115 - read until its end
        self._said = Path(said.name).open()  # noqa: SIM115
        Path(said.name).unlink()
        self._pid = os.fork()
        if self._pid:
            said.close()
            return
        # The copy must never go on with what pytest does.
        try:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            sys.stdout = sys.stderr = said
            output = _Printed()
            succeeded, _ = dbt_in_process.run(
                root, home, target, command, variables, environment, output
            )
            os._exit(0 if succeeded else 1)
        except BaseException:
            traceback.print_exc()
            said.flush()
        finally:
            os._exit(1)

    def lines(self):
        """What it says, a line at a time, until its end."""
        has_ended = False
        while not has_ended:
            has_ended = self._has_ended()
            while line := self._said.readline():
                yield line
            time.sleep(0.05)

    def communicate(self) -> str:
        """Wait for its end; return what nobody has read."""
        said = "".join(self.lines())
        self._said.close()
        return said

    def kill(self) -> None:
        """End it at once, as a system does that has no memory left."""
        os.kill(self._pid, signal.SIGKILL)

    def _has_ended(self) -> bool:
        if self.returncode is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode is not None


class _Printed(list):
    """Messages, printed when they come."""

    def append(self, message: str) -> None:
        print(message, flush=True)
