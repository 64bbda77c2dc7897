"""The account the server runs under, and the folders it needs.

PostgreSQL refuses to run as root, so root starts it as an unprivileged account. That account
gets folders of its own; no permission of a folder that was there before is changed.
"""

import os
import pwd
import stat
import subprocess
from pathlib import Path

from tradehouse import paths
from tradehouse.errors import TradehouseError


def server_account() -> pwd.struct_passwd | None:
    """The account the server runs under; None means the one this process runs under."""
    if not paths.is_root():
        return None
    name = os.environ.get("TRADEHOUSE_SERVER_USER", "nobody")
    try:
        return pwd.getpwnam(name)
    except KeyError:
        raise TradehouseError(
            f"PostgreSQL must not run as root and there is no account {name!r} to run it under.",
            "set TRADEHOUSE_SERVER_USER to an unprivileged account of this machine",
        ) from None


def closed_folder(path: Path, account: pwd.struct_passwd | None) -> Path | None:
    """The first folder on the way to `path`, itself included, that is closed to the account."""
    if account is None:
        return None
    path = path.resolve()
    for folder in (*reversed(path.parents), path):
        found = folder.stat()
        if found.st_uid == account.pw_uid:
            open_to_account = found.st_mode & stat.S_IXUSR
        elif found.st_gid == account.pw_gid:
            open_to_account = found.st_mode & stat.S_IXGRP
        else:
            open_to_account = found.st_mode & stat.S_IXOTH
        if not open_to_account:
            return folder
    return None


def make_way(folder: Path, account: pwd.struct_passwd | None) -> None:
    """Make a folder and those above it; the account may pass through the new ones."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        if account:
            # Root's umask may be 077.
            each.chmod(0o755)


def make_private(folder: Path, account: pwd.struct_passwd | None) -> None:
    """Make a folder that only the account may enter, or check that it is one.

    Raises:
        PermissionError: There is something of somebody else at that path.
    """
    owner = account.pw_uid if account else os.geteuid()
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        # Not followed: in a shared folder a link could lead anywhere.
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.geteuid()}:
            raise PermissionError(f"{folder} belongs to somebody else") from None
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid, follow_symlinks=False)
    folder.chmod(0o700)


def hand_over(folder: Path, account: pwd.struct_passwd) -> None:
    """Give a folder and everything in it to the account."""
    for each in (folder, *folder.rglob("*")):
        os.chown(each, account.pw_uid, account.pw_gid, follow_symlinks=False)


def run(*command: str, text: str = "") -> subprocess.CompletedProcess:
    """Run a command as the server's account, out of reach of this terminal's signals.

    Args:
        command: Full path of the program and its arguments.
        text: Its standard input.
    """
    account = server_account()
    identity = {}
    if account:
        identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    environment = {key: os.environ[key] for key in ("PATH", "TZ") if key in os.environ}
    return subprocess.run(
        command,
        cwd="/",
        env={**environment, "LC_ALL": "C", "PGTZ": "UTC"},
        input=text,
        capture_output=True,
        text=True,
        start_new_session=True,
        umask=0o077,
        **identity,
    )
