"""One PostgreSQL data directory and the programs that make, start and stop it."""

import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from tradehouse import account
from tradehouse.errors import TradehouseError

SUPERUSER = "tradehouse"
_DEFAULT_PORT = 5432
_LONGEST_WAIT = 60
_LOCK_WAIT = 5
_START_ANEW = "run `make clean`, which deletes the embedded server, then `make demo`"
_SETTINGS = """\
listen_addresses = '{listen}'
port = {port}
unix_socket_directories = '{socket_dir}'
unix_socket_permissions = 0700
timezone = 'UTC'
log_timezone = 'UTC'
max_connections = 60
shared_buffers = '256MB'
work_mem = '32MB'
maintenance_work_mem = '128MB'
max_wal_size = '2GB'
synchronous_commit = off
jit = off
"""
_SOCKET_ONLY = "local all all trust\n"
_LOOPBACK = "host all all 127.0.0.1/32 scram-sha-256\n"


@dataclass(frozen=True)
class Cluster:
    """A data directory.

    Attributes:
        data: The data directory.
        log: The log file of its server.
        binaries: Folder of the PostgreSQL programs.
    """

    data: Path
    log: Path
    binaries: Path

    @property
    def port(self) -> int:
        """The port it is set to; 5432 before it is made."""
        return int(self._settings().get("port", _DEFAULT_PORT))

    @property
    def listens(self) -> bool:
        """Whether it is set to listen on TCP."""
        return self._settings().get("listen_addresses", "''") != "''"

    def make(self) -> None:
        """Make the data directory where there is none, and check the one there is."""
        version_file = self.data / "PG_VERSION"
        if version_file.exists():
            self._check_version(version_file.read_text().strip())
            return
        if self.data.exists() and any(self.data.iterdir()):
            raise TradehouseError(
                f"{self.data} is not a complete PostgreSQL data directory.", _START_ANEW
            )
        partial = self.data.with_name("data.partial")
        shutil.rmtree(partial, ignore_errors=True)
        done = self._run(
            "initdb", "-D", str(partial), "-U", SUPERUSER, "--encoding=UTF8",
            "--locale=C", "--auth-local=trust", "--auth-host=scram-sha-256", "--no-sync",
        )  # fmt: skip
        if done.returncode != 0:
            shutil.rmtree(partial, ignore_errors=True)
            raise self._failure("The embedded server's data directory cannot be made.", done.stderr)
        partial.rename(self.data)

    def configure(self, socket_dir: Path, tcp_port: int | None) -> None:
        """Write the settings and who may connect how."""
        settings = _SETTINGS.format(
            listen="127.0.0.1" if tcp_port else "",
            port=tcp_port or _DEFAULT_PORT,
            socket_dir=socket_dir,
        )
        access = _SOCKET_ONLY + (_LOOPBACK if tcp_port else "")
        for name, text in (("postgresql.conf", settings), ("pg_hba.conf", access)):
            # Written by the server's account: root must not follow a link in its folder.
            done = account.run("tee", str(self.data / name), text=text)
            if done.returncode != 0:
                raise self._failure("The server's settings cannot be written.", done.stderr)

    def launch(self) -> None:
        """Start the server and wait until it answers."""
        began = time.monotonic()
        while True:
            started_at = self.log.stat().st_size if self.log.exists() else 0
            done = self._run(
                "pg_ctl", "start", "-D", str(self.data), "-l", str(self.log), "-w", "-t", "120"
            )
            if done.returncode == 0:
                return
            tail = self._log_since(started_at)
            waited = time.monotonic() - began
            # After a kill, the last backends need a moment to notice that the postmaster is gone.
            leftover = "shared memory block" in tail or "lock file" in tail
            if not leftover or waited > _LONGEST_WAIT or self._has_postmaster():
                raise self._failure("The embedded server does not start.", tail or done.stderr)
            if "lock file" in tail and waited > _LOCK_WAIT:
                # Its process is a zombie, or another program that got the number since.
                (self.data / "postmaster.pid").unlink(missing_ok=True)
            time.sleep(0.5)

    def stop(self, mode: str) -> bool:
        """Stop the server; False when there is none."""
        if not self._has_postmaster():
            return False
        done = self._run("pg_ctl", "stop", "-D", str(self.data), "-m", mode, "-w", "-t", "60")
        if done.returncode != 0 and self._has_postmaster():
            raise self._failure("The embedded server does not stop.", done.stderr)
        return True

    def _check_version(self, found: str) -> None:
        # postgres (PostgreSQL) 18.1 (what a packager adds)
        wanted = self._run("postgres", "--version").stdout.split()[2].split(".")[0]
        if wanted != found:
            raise TradehouseError(
                f"{self.data} was made by PostgreSQL {found}, but version {wanted} is installed.",
                _START_ANEW,
            )

    def _settings(self) -> dict[str, str]:
        try:
            lines = (self.data / "postgresql.conf").read_text().splitlines()
        except OSError:
            return {}
        return dict(line.split(" = ", 1) for line in lines if " = " in line)

    def _has_postmaster(self) -> bool:
        """Whether the process that postmaster.pid names is this server's.

        After a crash or a restart of the machine the number may be another program's, which
        must not be stopped.
        """
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return False
        if Path("/proc/self/cmdline").exists():
            try:
                command = Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
            except OSError:
                return False
            return str(self.data) in command.split("\0")
        listed = subprocess.run(
            ["/bin/ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True
        )
        return str(self.data) in listed.stdout

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess:
        return account.run(str(self.binaries / program), *arguments)

    def _log_since(self, offset: int) -> str:
        if not self.log.exists():
            return ""
        with self.log.open(errors="replace") as stream:
            stream.seek(offset)
            return stream.read()

    def _failure(self, problem: str, detail: str) -> TradehouseError:
        if "No space left on device" in detail:
            return TradehouseError(
                f"{problem} The disk of {self.data} is full.",
                "free some space, or set TRADEHOUSE_HOME to a folder on another disk",
            )
        lines = [line for line in detail.strip().splitlines() if line.strip()][-5:]
        where = f"read {self.log}; " if self.log.exists() else ""
        return TradehouseError(
            "\n".join([problem, *lines]), f"{where}`make clean` deletes this server and its data"
        )
