"""dbt in this process on a server of its own, parsed once and run often: for random histories."""

from dbt.cli.main import dbtRunner
from hypothesis import HealthCheck, Phase, settings

import dbt_in_process
from conftest import AS_OF, Project
from edge_books import insert
from tradehouse.server import Server


def histories(examples: int) -> settings:
    """How random histories are played: without shrinking, which would run dbt for minutes."""
    return settings(
        max_examples=examples, deadline=None, derandomize=True, database=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip


class ParsedOnce:
    """A project on a server, and the function public.broken() for triggers that stop a fact."""

    def __init__(self, server: Server, home) -> None:
        self.project = Project(server, home)
        self.query, self.value = self.project.query, self.project.value
        self.arguments = [
            "--no-use-colors", "--quiet", "--target", "embedded",
            "--project-dir", str(self.project.root), "--profiles-dir", str(home),
            "--target-path", str(home / "target"), "--log-path", str(home / "logs"),
            "--log-level-file", "none", "--no-write-json",
        ]  # fmt: skip
        self.query(
            "create function public.broken() returns trigger language plpgsql as"
            " 'begin raise exception ''broken on purpose''; end'"
        )

    def parsed(self, variables: dict):
        """The project as dbt parses it with these variables and a clock."""
        return dbt_in_process.manifest(
            self.project.root, self.project.home, self.project.target,
            {"as_of": AS_OF, **variables},
        )  # fmt: skip

    def invoke(self, manifest, *arguments: str, ok: bool | None = True):
        """One command that succeeds, or fails, or either (none); returns what dbt says of it."""
        result = dbtRunner(manifest=manifest).invoke([*arguments, *self.arguments])
        assert ok in (None, result.success), result.exception or [
            (item.node.name, item.message) for item in result.result if item.status != "success"
        ]
        return result

    def insert(self, name: str, rows: list[dict], cursor=None) -> None:
        """Raw rows, in a transaction of their own or in that of the cursor; times are UTC."""
        if cursor is not None:
            insert(cursor, name, rows)
            return
        connection = self.project.server.connect()
        with connection, connection.cursor() as cursor:
            cursor.execute("set timezone = 'UTC'")
            insert(cursor, name, rows)
        connection.close()

    def assert_equal(self, fact: str, one: str, other: str) -> None:
        """Both statements give the same rows, to the last bit."""
        for left, right in ((one, other), (other, one)):
            different = self.query(
                f"select * from ({left}\n) as one except all select * from ({right}\n) as other"
            )
            assert different == [], fact
