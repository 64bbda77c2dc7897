"""The embedded server keeps its hands to itself, and says what is wrong when it cannot start."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import psycopg2
import pytest

from tradehouse import account, paths
from tradehouse.errors import TradehouseError
from tradehouse.server import DATABASE, SUPERUSER, Server, wheel_install

REMEMBER = "create table remembered as select 1 as kept; checkpoint"


@pytest.fixture
def server(short_tmp, tmp_path):
    """A server that was never started, in a folder of its own."""
    server = Server(home=short_tmp / f"{tmp_path.name}-{os.getpid()}", install=wheel_install())
    yield server
    server.destroy()


@pytest.fixture
def fake_install(short_tmp):
    """Stand-ins for the programs of PostgreSQL; returns a function that makes one."""
    folder = short_tmp / "fake"
    (folder / "bin").mkdir(parents=True)

    def program(name: str, script: str) -> Path:
        file = folder / "bin" / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        return folder

    program("initdb", 'mkdir -p "$2"; echo 18 > "$2/PG_VERSION"')
    program("postgres", "echo 'postgres (PostgreSQL) 18.0'")
    yield program
    shutil.rmtree(folder)


def run(server: Server, statement: str) -> list[tuple]:
    connection = server.connect()
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            for each in statement.split(";"):
                cursor.execute(each)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def postmaster(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def own(path: Path) -> None:
    """Give a path to the account that the server runs under."""
    owner = account.server_account()
    if owner:
        os.chown(path, owner.pw_uid, owner.pw_gid)


def test_a_second_start_says_that_it_is_running_already(server):
    assert server.start() is True
    assert server.start() is False


def test_data_is_still_there_after_a_stop_and_a_start(server):
    server.start()
    run(server, REMEMBER)
    assert server.stop() is True
    assert server.is_running() is False
    assert server.stop() is False
    server.start()
    assert run(server, "select kept from remembered") == [(1,)]


@pytest.mark.parametrize("name", ["a folder, with 'quotes'", "long" * 40])
def test_any_path_will_do_for_a_home(short_tmp, name):
    server = Server(home=short_tmp / name / "server", install=wheel_install())
    try:
        server.start()
        socket_file = server.socket_dir / f".s.PGSQL.{server.port}"
        assert socket_file.is_socket()
        assert len(os.fsencode(socket_file)) <= 107
        assert run(server, "select current_database()") == [(DATABASE,)]
        assert psycopg2.connect(server.url()).info.user == SUPERUSER
    finally:
        server.destroy()
    assert not server.home.exists()
    assert not server.socket_dir.exists()


def test_two_checkouts_have_different_homes(tmp_path):
    assert paths.server_home(tmp_path / "one") != paths.server_home(tmp_path / "two")


def test_the_home_can_be_moved_by_an_environment_variable(monkeypatch, tmp_path):
    monkeypatch.setenv("TRADEHOUSE_HOME", str(tmp_path))
    assert Server.embedded().home.parent == tmp_path


def test_only_the_owner_can_get_at_the_socket_and_the_data(server):
    server.start()
    for folder in (server.home, server.socket_dir, server.data):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder
    socket_file = server.socket_dir / f".s.PGSQL.{server.port}"
    assert stat.S_IMODE(socket_file.stat().st_mode) == 0o700


def test_there_is_no_tcp_unless_it_is_asked_for(server):
    server.start()
    assert server.tcp_port is None
    assert run(server, "show listen_addresses") == [("",)]


def test_tcp_is_for_this_machine_and_needs_the_password(server):
    port = free_port()
    server.start(port)
    password = server.set_password()
    target = {"port": port, "user": SUPERUSER, "dbname": DATABASE}
    assert server.tcp_port == port
    assert psycopg2.connect(host="127.0.0.1", password=password, **target).info.ssl_in_use is False
    for wrong in (None, "wrong"):
        with pytest.raises(psycopg2.OperationalError, match=r"password"):
            psycopg2.connect(host="127.0.0.1", password=wrong, passfile=os.devnull, **target)
    for other in ("127.0.0.2", "::1"):
        with pytest.raises(psycopg2.OperationalError, match=r"refused|assign"):
            psycopg2.connect(host=other, password=password, **target)


def test_the_password_is_given_once_and_is_in_no_log(server):
    server.start()
    run(server, f"alter role {SUPERUSER} set log_statement = 'all'")
    password = server.set_password()
    assert len(password) >= 24
    assert server.set_password() is None
    log = server.log.read_text()
    assert f"alter role {SUPERUSER} password" in log
    assert password not in log


def test_a_running_server_changes_over_to_tcp(server):
    server.start()
    run(server, REMEMBER)
    port = free_port()
    assert server.start(port) is True
    assert server.start(port) is False
    assert run(server, "show port; select kept from remembered") == [(1,)]
    assert server.tcp_port == port


def test_a_taken_port_is_named_and_nothing_is_started(server):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(TradehouseError, match=f"Port {port} .* taken by another program"):
            server.start(port)
    assert not server.is_running()


def test_an_interrupted_initdb_is_cleared_away(server):
    partial = server.home / "data.partial"
    partial.mkdir(parents=True)
    (partial / "PG_VERSION").write_text("18\n")
    server.start()
    assert not partial.exists()
    assert server.is_running()


def test_data_without_a_version_is_refused_and_kept(server):
    server.data.mkdir(parents=True)
    (server.data / "something").write_text("precious")
    with pytest.raises(
        TradehouseError, match=r"not a complete PostgreSQL data directory"
    ) as caught:
        server.start()
    assert "make clean" in caught.value.next_step
    assert (server.data / "something").read_text() == "precious"


def test_data_of_another_major_version_is_refused(server):
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("1\n")
    with pytest.raises(TradehouseError, match=r"made by PostgreSQL 1, but version 18"):
        server.start()


def test_a_killed_server_starts_again_with_its_data(server):
    server.start()
    run(server, REMEMBER)
    os.kill(postmaster(server), signal.SIGKILL)
    assert server.start() is True
    assert run(server, "select kept from remembered") == [(1,)]


def test_another_program_with_the_number_of_a_dead_server_is_left_alone(server):
    server.start()
    old = (server.data / "postmaster.pid").read_text().splitlines()
    server.stop()
    owner = account.server_account()
    with subprocess.Popen(["/bin/sleep", "60"], user=owner.pw_uid if owner else None) as other:
        file = server.data / "postmaster.pid"
        file.write_text("\n".join([str(other.pid), *old[1:]]) + "\n")
        own(file)
        assert server.stop() is False
        assert server.start() is True
        assert other.poll() is None
        other.kill()


def test_a_server_that_lost_its_socket_is_started_anew(server):
    server.start()
    first = postmaster(server)
    (server.socket_dir / f".s.PGSQL.{server.port}").unlink()
    assert server.is_running() is False
    assert server.start() is True
    assert postmaster(server) != first
    assert server.is_running()


def test_a_server_with_all_connections_taken_counts_as_running(server):
    server.start()
    taken = []
    try:
        with pytest.raises(psycopg2.OperationalError):
            for _ in range(100):
                taken.append(server.connect())
        assert server.is_running()
    finally:
        for connection in taken:
            connection.close()


def test_it_does_not_die_with_the_process_that_started_it(server):
    code = (
        "import sys, time; from pathlib import Path; from tradehouse.server import Server;"
        "Server(home=Path(sys.argv[1]), install=Path(sys.argv[2])).start();"
        "print('up', flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", code, str(server.home), str(server.install)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as starter:
        assert starter.stdout.readline() == "up\n"
        os.killpg(starter.pid, signal.SIGINT)
        os.killpg(starter.pid, signal.SIGKILL)
    assert server.is_running()


def test_an_address_in_the_environment_leads_to_no_other_server(server, monkeypatch):
    server.start()
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.9")
    monkeypatch.setenv("PGHOST", "127.0.0.9")
    assert server.is_running()
    assert run(server, "select inet_server_addr()") == [(None,)]


def test_too_little_space_is_said_before_anything_is_made(server, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**9, 10**9, 3 * 1024**2))
    with pytest.raises(TradehouseError, match=r"Only 3 MB are free") as caught:
        server.start()
    assert "500 MB" in caught.value.next_step
    assert not server.data.exists()


def test_a_disk_that_fills_up_while_starting_is_named(server, fake_install):
    install = fake_install("pg_ctl", 'echo "FATAL: pg_wal: No space left on device" >>"$5"; exit 1')
    with pytest.raises(TradehouseError, match=r"The disk of .* is full") as caught:
        Server(home=server.home, install=install).start()
    assert "free some space" in caught.value.next_step


def test_a_failing_start_shows_the_end_of_the_log(server, fake_install):
    install = fake_install("pg_ctl", 'echo "FATAL: the moon is too close" >>"$5"; exit 1')
    with pytest.raises(TradehouseError, match=r"does not start.\nFATAL: the moon") as caught:
        Server(home=server.home, install=install).start()
    assert str(server.log) in caught.value.next_step


def test_a_failing_initdb_leaves_nothing_half_made(server, fake_install):
    install = fake_install("initdb", 'mkdir -p "$2"; echo "no luck" >&2; exit 1')
    with pytest.raises(TradehouseError, match=r"cannot be made.\nno luck"):
        Server(home=server.home, install=install).start()
    assert {path.name for path in server.home.iterdir()} <= {"run"}


def test_a_home_that_is_a_link_is_refused(short_tmp):
    elsewhere, link = short_tmp / "elsewhere", short_tmp / "link"
    elsewhere.mkdir(mode=0o755)
    before = elsewhere.stat()
    link.symlink_to(elsewhere)
    with pytest.raises(TradehouseError, match=r"belongs to somebody else"):
        Server(home=link, install=wheel_install()).start()
    assert list(elsewhere.iterdir()) == []
    assert (elsewhere.stat().st_mode, elsewhere.stat().st_uid) == (before.st_mode, before.st_uid)


def test_destroy_removes_everything_even_while_it_runs(server):
    server.start()
    pid = postmaster(server)
    server.destroy()
    assert not server.home.exists()
    assert not server.socket_dir.exists()
    assert not server.is_running()
    command = Path(f"/proc/{pid}/cmdline")
    assert not command.exists() or str(server.data) not in command.read_text()
    server.destroy()
