"""A replayed day is the day as it was: later data changes no mart but those that say why."""

import re

import pytest

import replay
from conftest import Project, fill_sources
from tradehouse.paths import PROJECT_ROOT
from tradehouse.server import Server, wheel_install

MOMENT = "2026-02-18 12:00:00+00"
LISTED = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
EXCEPTIONS = {
    mart: (what, why)
    for mart, what, why in LISTED.findall((PROJECT_ROOT / "docs" / "replay.md").read_text())
}
MARTS = sorted(file.stem for file in (PROJECT_ROOT / "models" / "marts").rglob("*.sql"))


@pytest.fixture(scope="module")
def replayed(short_tmp):
    """All marts as of one moment twice: of all data in `replayed`, of what was there in `lived`."""
    server = Server(home=short_tmp / "replay", install=wheel_install())
    server.start()
    try:
        fill_sources(server, scale=0.1, years=3, lax=True)
        connection = server.connect()
        replay.plant(connection, MOMENT)
        project = Project(server, short_tmp / "project-replay")
        _build(project, "resource_type:test", "resource_type:unit_test", "resource_type:snapshot")
        _keep(project, "replayed")
        replay.cut(connection, MOMENT)
        connection.close()
        # Views and seeds stay what they are.
        _build(
            project, "resource_type:test", "resource_type:unit_test", "resource_type:snapshot",
            "resource_type:seed", "config.materialized:view", "config.materialized:staging_view",
        )  # fmt: skip
        _keep(project, "lived")
        yield project
    finally:
        server.destroy()


def _build(project: Project, *excluded: str) -> None:
    project.dbt(
        "build", "--full-refresh", "-s", "+path:models/marts", "--exclude", *excluded,
        variables={"as_of": MOMENT},
    )  # fmt: skip


def _keep(project: Project, schema: str) -> None:
    project.query(f"create schema {schema}")
    for mart in MARTS:
        if EXCEPTIONS.get(mart, ("",))[0] != "not compared":
            project.query(f"create table {schema}.{mart} as table marts.{mart}")
            project.query(f"alter table {schema}.{mart} drop column if exists refreshed_at")


def _missing(project: Project, mart: str, here: str, there: str, dropped: list[str]) -> int:
    """Rows of one schema's copy that the other's has not, without some columns."""
    texts = [
        "select " + ", ".join(
            f'"{name}"' for (name,) in project.query(
                "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
                " and not attisdropped and attname <> all (%s) order by attnum",
                [f"{schema}.{mart}", dropped],
            )
        ) + f" from {schema}.{mart}"
        for schema in (here, there)
    ]  # fmt: skip
    return project.value(f"select count(*) from ({' except all '.join(texts)}) as missing")


def test_every_exception_is_a_mart_and_has_a_reason():
    assert EXCEPTIONS.keys() <= set(MARTS)
    assert all(len(why.split()) > 5 for _, why in EXCEPTIONS.values())


@pytest.mark.parametrize(
    "mart", [mart for mart in MARTS if EXCEPTIONS.get(mart, ("",))[0] != "not compared"]
)
def test_a_mart_shows_the_day_as_it_was(replayed, mart):
    what, _ = EXCEPTIONS.get(mart, ("", ""))
    columns = re.findall(r"`(\w+)`", what)
    assert _missing(replayed, mart, "lived", "replayed", columns) == 0
    if "later rows" not in what:
        assert _missing(replayed, mart, "replayed", "lived", columns) == 0


def test_what_came_later_was_there_to_be_left_out(replayed):
    """Both are not equal because both are of the same data, or of none."""
    assert replayed.value("select count(*) from lived.order_history") > 500
    later = _missing(replayed, "dim_strategies", "replayed", "lived", [])
    assert later >= 3
