"""Where a checkout keeps its server: one private folder per checkout, outside the checkout."""

import hashlib
import os
import re
from pathlib import Path

import platformdirs

PROJECT_ROOT = Path(__file__).resolve().parents[2]

# A unix socket path may have 107 bytes; the file name takes 14 of them and a lock suffix 5 more.
_LONGEST_SOCKET_DIR = 85
_PLAIN = re.compile(r"[A-Za-z0-9/._+-]+")


def is_root() -> bool:
    """Whether this process runs as the superuser."""
    return os.geteuid() == 0


def state_root() -> Path:
    """The folder that holds the servers of every checkout of this user.

    `TRADEHOUSE_HOME` overrides it. The superuser's home is closed to the account the server
    runs under, so root keeps its servers below /var/lib.
    """
    override = os.environ.get("TRADEHOUSE_HOME")
    if override:
        return Path(override).expanduser().resolve()
    if is_root():
        return Path("/var/lib/tradehouse")
    return platformdirs.user_state_path("tradehouse")


def checkout_id(root: Path = PROJECT_ROOT) -> str:
    """A short name for a checkout that two checkouts never share."""
    return hashlib.sha256(str(root).encode()).hexdigest()[:10]


def server_home(root: Path = PROJECT_ROOT) -> Path:
    """The private folder of one checkout's server."""
    return state_root() / checkout_id(root)


def socket_dir(home: Path) -> Path:
    """Where the server's unix socket lives: inside `home`, if that can be the path of a socket.

    Commas, quotes and spaces mean something to PostgreSQL and its clients, and a socket's path
    must be short. /tmp is given by name: TMPDIR may differ from one shell to the next.
    """
    inside = str(home / "run")
    if _PLAIN.fullmatch(inside) and len(inside) <= _LONGEST_SOCKET_DIR:
        return Path(inside)
    digest = hashlib.sha256(str(home).encode()).hexdigest()[:10]
    return Path("/tmp") / f"tradehouse-{os.geteuid()}-{digest}"  # noqa: S108
