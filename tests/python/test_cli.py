"""The command line says what it did, or what went wrong and what to do next."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
import yaml
from typer.testing import CliRunner

from tradehouse import cli, profile
from tradehouse.errors import TradehouseError
from tradehouse.paths import PROJECT_ROOT
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

COMMANDS = {
    "up": "Start the embedded PostgreSQL",
    "down": "Stop the embedded PostgreSQL",
    "url": "Print the libpq URL",
    "sample": "Create, fill, empty, check, break or drop",
    "demo": "Bring up everything",
    "bench": "Measure what a night costs",
}


@pytest.fixture(scope="module")
def environment(short_tmp):
    """Folders of this module's own, with characters that a shell or a markup could trip over."""
    base = short_tmp / "a [bold] place"
    base.mkdir(mode=0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRADEHOUSE_HOME", str(base / "servers"))
        patch.setenv("DBT_PROFILES_DIR", str(base))
        yield base
        Server.embedded().destroy()


@pytest.fixture
def stopped(environment):
    """No server is there yet."""
    Server.embedded().destroy()


@pytest.fixture
def running(environment):
    """The server runs, and has no sample sources."""
    server = Server.embedded()
    server.start()
    connection = server.connect()
    loader.drop(connection, list(loader.SYSTEMS))
    connection.close()
    return server


def tradehouse(*arguments: str):
    return CliRunner().invoke(cli.app, arguments)


def succeed(*arguments: str) -> str:
    result = tradehouse(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def fail(*arguments: str) -> str:
    """Run a command that must fail in the way of the house; returns its message."""
    result = tradehouse(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert re.fullmatch(r"Error: .+\nNext step: .+\n", result.stderr, re.DOTALL), result.stderr
    return result.stderr


@pytest.mark.parametrize(("command", "purpose"), COMMANDS.items())
def test_help_says_what_a_command_does(command, purpose):
    assert purpose in " ".join(succeed(command, "--help").split())


def test_help_lists_every_command():
    overview = succeed("--help")
    assert {command.name for command in cli.app.registered_commands} <= {None, *COMMANDS}
    for command in COMMANDS:
        assert f" {command} " in overview


def test_up_starts_once_and_down_stops_once(stopped):
    assert succeed("up").startswith("Started. postgresql://")
    assert succeed("up").startswith("Already running. postgresql://")
    assert succeed("down") == "Stopped.\n"
    assert succeed("down") == "It was not running.\n"


def test_down_with_destroy_deletes_the_server(running):
    assert running.home.exists()
    assert succeed("down", "--destroy") == "Stopped and deleted.\n"
    assert not running.home.exists()


def test_url_prints_one_line_that_a_client_accepts(running):
    done = subprocess.run(
        [sys.executable, "-m", "tradehouse", "url"], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
    connection = psycopg2.connect(done.stdout.strip())
    assert connection.info.dbname == "tradehouse"
    connection.close()


def test_up_with_tcp_prints_the_password_once(stopped):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    first = succeed("up", "--tcp", port)
    password = re.search(r"Password \(shown only now\): (\S+)", first)[1]
    assert f"host 127.0.0.1, port {port}" in first
    connection = psycopg2.connect(
        host="127.0.0.1", port=port, user="tradehouse", dbname="tradehouse", password=password
    )
    connection.close()
    second = succeed("up", "--tcp", port)
    assert password not in second
    assert "was shown when it was made" in second
    succeed("down", "--destroy")


@pytest.mark.parametrize("command", [["url"], ["sample"], ["sample", "checksum"]])
def test_without_a_server_the_next_step_is_up(stopped, command):
    message = fail(*command)
    assert "not running" in message
    assert "`tradehouse up`" in message


@pytest.mark.parametrize("systems", ["nasdaq", "schwab,nasdaq", ","])
def test_an_unknown_system_is_named_with_the_known_ones(running, systems):
    message = fail("sample", "--systems", systems)
    assert "There is no sample for" in message
    assert "swiftbolt, mastertrade, daily_profit, schwab, patriot" in message


@pytest.mark.parametrize("action", ["checksum", "empty"])
def test_an_action_on_tables_that_are_not_there_makes_none(running, action):
    message = fail("sample", action, "--systems", "schwab")
    assert "raw_schwab does not exist" in message
    assert "tradehouse sample create --systems schwab" in message
    assert fail("sample", "checksum", "--systems", "schwab")


def test_lax_tables_do_not_take_the_place_of_strict_ones(running):
    succeed("sample", "create", "--systems", "schwab")
    message = fail("sample", "create", "--lax", "--systems", "schwab,mastertrade")
    assert "raw_schwab" in message
    assert "tradehouse sample drop" in message
    assert "raw_mastertrade does not exist" in fail("sample", "checksum", "--systems=mastertrade")


def test_lax_tables_can_be_asked_for_twice(running):
    for _ in range(2):
        succeed("sample", "create", "--lax", "--systems", "schwab")


def test_a_sample_filled_twice_is_the_same(running):
    options = ["--systems", "mastertrade", "--scale", "0.05", "--anchor", "2026-03-02"]
    sums = []
    for _ in range(2):
        assert "Filled mastertrade in" in succeed("sample", *options)
        sums.append(succeed("sample", "checksum", "--systems", "mastertrade"))
    assert sums[0] == sums[1]
    for line in sums[0].splitlines():
        assert re.fullmatch(r"raw_mastertrade\.\w+ [1-9]\d* [0-9a-f]{32}", line)


def test_a_sample_can_be_emptied_and_dropped(running):
    options = ["--systems", "schwab"]
    succeed("sample", *options, "--scale", "0.01")
    succeed("sample", "empty", *options)
    counts = {line.split()[1] for line in succeed("sample", "checksum", *options).splitlines()}
    assert counts == {"0"}
    assert succeed("sample", "drop", *options) == "Dropped schwab.\n"
    assert "does not exist" in fail("sample", "checksum", *options)


def test_a_table_that_was_changed_is_explained_without_a_traceback(running):
    options = ["--systems", "schwab", "--scale", "0.01"]
    succeed("sample", "create", "--systems", "schwab")
    connection = running.connect()
    with connection, connection.cursor() as cursor:
        cursor.execute("alter table raw_schwab.symbols rename column symbol to ticker")
    connection.close()
    message = fail("sample", *options)
    assert "refused a statement" in message
    assert "tradehouse sample drop" in message


def test_a_server_that_goes_away_is_explained_without_a_traceback(running, monkeypatch):
    def vanish(connection, systems):
        running.stop("immediate")
        with connection.cursor() as cursor:
            cursor.execute("select 1")

    monkeypatch.setattr(loader, "empty", vanish)
    message = fail("sample", "empty")
    assert "The server went away" in message
    assert "`tradehouse up`" in message


def test_a_path_in_a_message_is_printed_as_it_is(environment, stopped):
    home = Server.embedded().home
    home.parent.mkdir(exist_ok=True)
    home.symlink_to(environment)
    try:
        assert f"{home} belongs to somebody else" in fail("up")
    finally:
        home.unlink()


# -- profiles.yml -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(short_tmp):
    server = Server(home=short_tmp / "profile" / "with a space", install=wheel_install())
    server.start()
    yield server
    server.destroy()


def target(file, name: str) -> dict[str, str]:
    """A target of a profiles.yml, with the defaults of its environment variables filled in."""
    text = re.sub(r"\{\{ env_var\('\w+', '([^']*)'\)[^}]*\}\}", r"\1", file.read_text())
    return yaml.safe_load(text)["tradehouse"]["outputs"][name]


def test_a_profile_is_made_from_the_example_and_leads_to_the_server(server, tmp_path):
    file = profile.write(server, into=tmp_path / "new")
    found = target(file, "embedded")
    connection = psycopg2.connect(
        host=found["host"], port=found["port"], user=found["user"], dbname=found["dbname"]
    )
    assert connection.info.host == str(server.socket_dir)
    connection.close()
    example = (PROJECT_ROOT / "profiles.example.yml").read_text()
    changed = set(file.read_text().splitlines()) - set(example.splitlines())
    assert len(changed) == 2


def test_an_edited_profile_keeps_its_edits_and_follows_the_server(server, tmp_path):
    file = profile.write(server, into=tmp_path)
    edited = file.read_text().replace("threads: 4", "threads: 7  # mine", 1)
    file.write_text(edited.replace(str(server.socket_dir), "/somewhere/else") + "# the end\n")
    assert target(file, "embedded")["host"] == "/somewhere/else"
    profile.write(server, into=tmp_path)
    assert file.read_text() == edited + "# the end\n"
    assert target(file, "embedded")["threads"] == 7


def test_a_profile_lands_where_dbt_looks_for_it(server, tmp_path, monkeypatch):
    monkeypatch.setenv("DBT_PROFILES_DIR", str(tmp_path))
    assert profile.write(server) == tmp_path / "profiles.yml"
    monkeypatch.delenv("DBT_PROFILES_DIR")
    assert profile.folder() == PROJECT_ROOT


def test_a_profile_that_cannot_be_written_is_explained(server, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(TradehouseError, match=r"cannot be written") as caught:
        profile.write(server, into=tmp_path / "file")
    assert "DBT_PROFILES_DIR" in caught.value.next_step


def test_up_makes_a_profile_that_dbt_can_use(running, environment):
    succeed("up")
    done = subprocess.run(
        [Path(sys.executable).with_name("dbt"), "debug", "--target", "embedded", "--connection",
         "--project-dir", str(PROJECT_ROOT), "--log-path", str(environment / "logs")],
        cwd=environment, env=os.environ, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "OK connection ok" in done.stdout
