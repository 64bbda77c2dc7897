"""The working profiles.yml: made from the example, pointed at this checkout's server."""

import os
import re
from pathlib import Path

from tradehouse.errors import TradehouseError
from tradehouse.paths import PROJECT_ROOT
from tradehouse.server import Server


def folder() -> Path:
    """Where dbt looks for profiles.yml: DBT_PROFILES_DIR, else the project's folder."""
    return Path(os.environ.get("DBT_PROFILES_DIR") or PROJECT_ROOT).absolute()


def write(server: Server, into: Path | None = None) -> Path:
    """Make profiles.yml from profiles.example.yml, or point an existing one at the server.

    Everything else in an existing file is left as it is.

    Args:
        server: The server that the target `embedded` shall reach.
        into: Folder of the file; default `folder()`.
    """
    working = (into or folder()) / "profiles.yml"
    source = working if working.exists() else PROJECT_ROOT / "profiles.example.yml"
    text = source.read_text(encoding="utf-8")
    for name, value in (
        ("TRADEHOUSE_EMBEDDED_HOST", str(server.socket_dir)),
        ("TRADEHOUSE_EMBEDDED_PORT", str(server.port)),
    ):
        text = re.sub(
            rf"(env_var\('{name}', ')[^']*'", lambda match, v=value: f"{match[1]}{v}'", text
        )
    try:
        working.parent.mkdir(parents=True, exist_ok=True)
        working.write_text(text, encoding="utf-8")
    except OSError as error:
        raise TradehouseError(
            f"{working} cannot be written: {error.strerror}.",
            "set DBT_PROFILES_DIR to a folder you may write to",
        ) from None
    return working
