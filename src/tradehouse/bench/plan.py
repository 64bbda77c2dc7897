"""What one run of the benchmark measures, and what it needs."""

import shutil
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tradehouse.errors import TradehouseError

SECTIONS = ("growth", "nightly", "rebuild", "floors", "a", "b", "c", "d", "reads")
BASELINES = ("a", "b", "c", "d")
# A Monday: every night adds a working day, and every late row belongs to one.
ANCHOR = date(2026, 3, 2)
LATE_BY_DAYS = (7, 28, 98)
# Trades of an account over its whole life, see sql/setup.sql; it may begin before the history.
_TRADES_PER_ACCOUNT = 1740
# Raw rows with their indexes take 270 bytes; facts, baselines, sorting and parquet double that. The
# WAL may take 8 GB before it is used again, of a large history.
_BYTES_PER_TRADE = 600
_LEAST_BYTES = 4 * 1024**3


@dataclass(frozen=True)
class Plan:
    """The options of a run.

    Attributes:
        trades: Closed trades of the whole history, about.
        home: Folder of the benchmark's own server.
        output: Folder of the report.
        months: Length of the whole history.
        lengths: Shares of the history that growth is measured at, the whole as the last.
        nights: Nights measured at each length; the median counts.
        late_rows: Late rows in each of three older days of a night.
        seed: Same seed and trades: same rows.
        only: Sections to measure.
        read_seconds: How long each kind of read is repeated.
        tests: Whether a night runs the data tests, as `dbt build` does.
        settings: Settings of the server that differ from the benchmark's.
        install: The folder above the `bin` of another PostgreSQL than the embedded one.
    """

    trades: int
    home: Path
    output: Path
    months: int = 36
    lengths: tuple[float, ...] = (0.25, 0.5, 1.0)
    nights: int = 3
    late_rows: int = 300
    seed: int = 42
    only: tuple[str, ...] = SECTIONS
    read_seconds: float = 8.0
    tests: bool = True
    settings: dict[str, str] = field(default_factory=dict)
    install: Path | None = None

    @property
    def accounts(self) -> int:
        """How many accounts the history is drawn from."""
        days = (ANCHOR - self.first_day).days
        return max(40, round(self.trades / _TRADES_PER_ACCOUNT * (days + 395) / days))

    @property
    def first_day(self) -> date:
        """The first day of the whole history."""
        return self.first_day_of(1.0)

    def first_day_of(self, length: float) -> date:
        """The first day of the newest share of the history, in whole months."""
        months = max(4, round(self.months * length))
        year, month = divmod(ANCHOR.year * 12 + ANCHOR.month - 1 - months, 12)
        return date(year, month + 1, 1)

    @property
    def last_day(self) -> date:
        """The day that the last night adds."""
        return ANCHOR + timedelta(days=self.nights - 1)

    @property
    def as_of(self) -> str:
        """What the clock reads in every run: the morning after the last night's day.

        One reading for all runs: dbt reads the whole project again when a var has changed.
        """
        return f"{self.last_day + timedelta(days=1)} 04:00:00+00"

    @property
    def needed_bytes(self) -> int:
        """Disk space of the whole run."""
        return _LEAST_BYTES + self.trades * _BYTES_PER_TRADE

    def check(self, present_bytes: int = 0) -> None:
        """Stop where the disk is too small.

        Args:
            present_bytes: What earlier runs have left in the server's folder, to be used again.

        Raises:
            TradehouseError: The message says how much is missing.
        """
        folder = self.home
        while not folder.exists():
            folder = folder.parent
        free = shutil.disk_usage(folder).free
        missing = self.needed_bytes - present_bytes - free
        if missing > 0:
            raise TradehouseError(
                f"{self.trades:,} trades need about {self.needed_bytes / 1e9:.0f} GB below"
                f" {folder}, {missing / 1e9:.0f} GB more than are free.",
                "free some space, take fewer --trades, or choose another disk with --home",
            )
