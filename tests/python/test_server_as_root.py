"""Started by root, the server runs under another account and leaves root's folders as they are."""

import os
import pwd
import shutil
import stat
import traceback
from pathlib import Path

import pytest

from tradehouse.errors import TradehouseError
from tradehouse.server import Server, wheel_install

NOBODY = pwd.getpwnam("nobody")


def modes(*tops: Path) -> dict[Path, tuple[int, int, int]]:
    """Mode, owner and group of everything below some folders and of the folders above them."""
    found = {}
    for top in tops:
        for path in (top, *top.parents, *top.rglob("*")):
            status = path.lstat()
            found[path] = (status.st_mode, status.st_uid, status.st_gid)
    return found


def chain(top: Path) -> Path:
    """Three folders inside each other that only root may enter."""
    for name in ("one", "two", "three"):
        top = top / name
        top.mkdir(mode=0o700)
    return top


def copy_of_the_wheel(into: Path) -> Path:
    """PostgreSQL and the libraries it brings along, in another folder."""
    package = wheel_install().parent
    for source in (wheel_install(), package.with_name(f"{package.name}.libs")):
        target = into / source.relative_to(package.parent)
        shutil.copytree(source, target, symlinks=True)
    return into / wheel_install().relative_to(package.parent)


@pytest.fixture
def folder(short_tmp, tmp_path):
    """A folder of its own for a test, deleted with everything in it."""
    folder = short_tmp / tmp_path.name
    folder.mkdir(mode=0o755)
    yield folder
    shutil.rmtree(folder)


def test_the_server_runs_as_the_unprivileged_account(folder):
    server = Server(home=folder / "server", install=wheel_install())
    try:
        server.start()
        pid = int((server.data / "postmaster.pid").read_text().split()[0])
        assert Path(f"/proc/{pid}").stat().st_uid == NOBODY.pw_uid
        assert server.home.stat().st_uid == NOBODY.pw_uid
    finally:
        server.destroy()


def test_binaries_in_a_closed_folder_are_copied_and_nothing_else_is_changed(folder):
    install = copy_of_the_wheel(chain(folder))
    server = Server(home=folder / "server", install=install)
    before = modes(folder)
    try:
        server.start()
        assert list(server.home.glob("pg/*/*/bin/postgres"))
        server.stop()
        server.start()
        assert server.is_running()
    finally:
        server.destroy()
    assert modes(folder) == before


def test_binaries_that_are_open_are_not_copied(folder):
    install = copy_of_the_wheel(folder / "lib")
    before = modes(install)
    server = Server(home=folder / "server", install=install)
    try:
        server.start()
        assert not (server.home / "pg").exists()
    finally:
        server.destroy()
    assert modes(install) == before


def test_a_home_below_a_closed_folder_is_refused_and_the_folder_is_named(folder):
    home = chain(folder) / "server"
    before = modes(folder)
    with pytest.raises(TradehouseError, match=r"/one is closed to that account") as caught:
        Server(home=home, install=wheel_install()).start()
    assert "TRADEHOUSE_HOME" in caught.value.next_step
    assert modes(folder) == before


def test_new_folders_above_the_home_are_passable_whatever_the_umask(folder):
    server = Server(home=folder / "servers" / "one", install=wheel_install())
    old = os.umask(0o077)
    try:
        server.start()
        assert server.is_running()
        assert stat.S_IMODE(server.home.parent.stat().st_mode) == 0o755
        assert stat.S_IMODE(server.home.stat().st_mode) == 0o700
    finally:
        os.umask(old)
        server.destroy()


def test_a_home_of_somebody_else_is_refused(folder):
    home = folder / "foreign"
    home.mkdir(mode=0o755)
    os.chown(home, 54321, 54321)
    before = modes(home)
    with pytest.raises(TradehouseError, match=r"foreign belongs to somebody else"):
        Server(home=home, install=wheel_install()).start()
    assert modes(home) == before


def test_a_missing_account_is_explained(folder, monkeypatch):
    monkeypatch.setenv("TRADEHOUSE_SERVER_USER", "no-such-account")
    with pytest.raises(TradehouseError, match=r"no account 'no-such-account'") as caught:
        Server(home=folder / "server", install=wheel_install()).start()
    assert "TRADEHOUSE_SERVER_USER" in caught.value.next_step


def test_settings_are_not_written_through_a_link(folder):
    server = Server(home=folder / "server", install=wheel_install())
    target = folder / "roots-own-file"
    target.write_text("untouched")
    target.chmod(0o600)
    try:
        server.start()
        server.stop()
        (server.data / "pg_hba.conf").unlink()
        (server.data / "pg_hba.conf").symlink_to(target)
        with pytest.raises(TradehouseError, match=r"settings cannot be written"):
            server.start()
        assert target.read_text() == "untouched"
        assert target.stat().st_uid == 0
    finally:
        server.destroy()


def life_of_a_server(install: Path, base: Path) -> None:
    closed = chain(base)
    server = Server(home=closed / "server", install=install)
    assert server.start() is True
    assert server.start() is False
    assert server.set_password()
    assert stat.S_IMODE(server.home.stat().st_mode) == 0o700
    assert server.stop() is True
    assert server.start() is True
    server.destroy()
    assert list(closed.iterdir()) == []
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_an_ordinary_user_needs_no_other_account(folder):
    install = copy_of_the_wheel(folder / "lib")
    before = modes(install)
    base = folder / "user"
    base.mkdir()
    os.chown(base, NOBODY.pw_uid, NOBODY.pw_gid)
    # In a child that gives up being root; this Python may be closed to other accounts.
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(NOBODY.pw_gid)
            os.setuid(NOBODY.pw_uid)
            life_of_a_server(install, base)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert modes(install) == before
