"""How much memory the server takes, watched from beside it."""

import threading
import time
from contextlib import contextmanager
from pathlib import Path

from tradehouse.server import Server

# Adding up smaps walks page tables: no more than this share of a core goes into watching.
_SHARE = 0.02
_LEAST_PAUSE = 0.5


class Memory:
    """Watches the server's processes; `peaks` has the most that each phase took, in bytes.

    A page that several processes share counts once (proportional set size). Linux only: elsewhere
    nothing is found.
    """

    def __init__(self, server: Server) -> None:
        self.peaks: dict[str, int] = {}
        self._server = server
        self._phase = "start"
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._stop.set()
        self._thread.join()

    @contextmanager
    def phase(self, name: str):
        """Everything until the end of the block counts for this name."""
        self._phase = name
        try:
            yield
        finally:
            self._sample()
            self._phase = "the rest"

    def _watch(self) -> None:
        pause = _LEAST_PAUSE
        while not self._stop.wait(pause):
            began = time.monotonic()
            self._sample()
            pause = max(_LEAST_PAUSE, (time.monotonic() - began) / _SHARE)

    def _sample(self) -> None:
        total = sum(_proportional_size(pid) for pid in self._processes())
        if total:
            self.peaks[self._phase] = max(total, self.peaks.get(self._phase, 0))

    def _processes(self) -> list[int]:
        """The server's first process and its children."""
        try:
            first = int((self._server.data / "postmaster.pid").read_text().split()[0])
            children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        except (OSError, ValueError, IndexError):
            return []
        return [first, *map(int, children)]


def _proportional_size(pid: int) -> int:
    """Bytes of one process; 0 when it has ended or may not be looked at."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
