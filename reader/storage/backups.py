"""Former records, kept by age on this machine: a link to what a save replaces, no copy of it.

A version is named by when its record was written, so that the names sort by time:

    backups/articles/<id>/2026-03-31T17-05-00.123Z.json
    backups/articles/<id>/2026-03-31T17-05-00.123Z-before-restore.json
    backups/articles/<id>/text-<12 hex>.json, source-<12 hex>.<ext>

Nothing here is flushed to the disk: a power cut may lose a backup, never a record. What it leaves
half written is not taken for a good one.
"""

import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reader.errors import ReaderError
from reader.storage.atomic_json import decode
from reader.storage.base import LIBRARY
from reader.storage.migrations import VERSION, version_of

_MINUTE = 60_000
_DAY = 24 * 60 * _MINUTE
_MONTH = 31 * _DAY
_YEAR = 366 * _DAY
SPACING = 10 * _MINUTE
"""Milliseconds between the writing of one version kept and the next."""

_VERSION = re.compile(
    r"(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)\.(\d{3})Z(-before-restore)?\.json", re.ASCII
)
_BODY = re.compile(r"(text|source)-([0-9a-f]{12}(?:\.[A-Za-z0-9]{1,16})?)")
_BODIES = {"text": "texts", "source": "sources"}
_FAILURES = (OSError, ValueError, OverflowError)
"""Besides what a disk may do, a file that says it was written in no year there is."""
_REST = 0.002
"""Seconds between one record and the next while a person reads."""
_FREE = 10
"""One part in so many of a disk that copies of texts and sources leave free."""


class Version(NamedTuple):
    """A record as it once stood.

    Attributes:
        time: When it was written, ISO 8601 UTC to the millisecond.
        size: In bytes.
        before_restore: Whether it was put by because a backup was about to be restored.
    """

    time: str
    path: Path
    size: int
    before_restore: bool = False

    @property
    def milliseconds(self) -> int:
        """The time as Unix milliseconds."""
        return _milliseconds(self.time)


class Backups:
    """The backups of one library. Nothing here raises over a disk that is full or read-only.

    `keep` and `keep_before_restore` are called under the library's lock; reading needs none.

    Attributes:
        spacing: Milliseconds between the writing of one version kept and the next.
    """

    def __init__(self, folder: Path, spacing: int = SPACING) -> None:
        """Keep them in `folder`, which need not exist, versions `spacing` milliseconds apart."""
        self._folder = folder
        self.spacing = spacing
        self._last: dict[str, int] = {}
        self._saved: set[str] = set()

    def keep(self, file: str, path: Path) -> None:
        """Keep the record at `path`, which is about to be replaced or already bears another name.

        One written within ten minutes of the version kept last is let go.

        Args:
            file: `library`, `articles/<id>` or `claims/<id>`.
            path: Where the former record is; it need not exist.
        """
        self._saved.add(file)
        with suppress(*_FAILURES):
            written = _written(path)
            last = self._last.get(file)
            if last is None:
                last = self._last[file] = self._newest(file)
            if abs(written - last) >= self.spacing:
                _put(path, self._folder / file / _name(written), _never)
                self._last[file] = written

    def keep_before_restore(self, file: str, path: Path) -> None:
        """Keep the record at `path` whatever its age, for a month."""
        self._saved.add(file)
        with suppress(*_FAILURES):
            name = _name(_written(path), "-before-restore")
            _put(path, self._folder / file / name, _never)

    def versions(self, file: str) -> list[Version]:
        """Return what is kept of a record, oldest first."""
        return sorted(_versions(self._folder / file))

    def files(self) -> list[str]:
        """Return the names of the records of which something is kept, sorted."""
        named = [
            f"{kind}/{name}"
            for kind in ("articles", "claims")
            for name in _names(self._folder / kind)
        ]
        return sorted([*named, *([LIBRARY] if _names(self._folder / LIBRARY) else [])])

    def newest_good(self, file: str) -> tuple[str, bytes] | None:
        """Return the time and the bytes of the newest version that can be read, None without one.

        One that a newer version of this program wrote is passed over.
        """
        for version in reversed(self.versions(file)):
            content = read_version(version)
            if content is not None:
                return version.time, content
        return None

    def bodies(self, file: str) -> Iterator[tuple[str, str, Path]]:
        """Yield the texts and sources kept of an article.

        Yields:
            `texts` or `sources`, the name it has there, and where the backup of it is.
        """
        for name in sorted(_names(self._folder / file)):
            match = _BODY.fullmatch(name)
            if match is not None:
                yield _BODIES[match[1]], match[2], self._folder / file / name

    def complete(self, library: Path, path_of: Callable[[str], Path], seconds: float = 0.1) -> None:
        """Keep what was saved in this run as it stands now, and what nothing was kept of yet.

        What stands is copied, since a person may write into it with an editor; texts and sources
        are linked. To be called when this program saves no more.

        Args:
            library: The folder of the library.
            path_of: Tells where a record is.
            seconds: After which records of which nothing is kept are left for the next time.
        """
        now = _now()
        for file in self._saved.copy():
            self._look_after(file, path_of, now)
        until = time.monotonic() + seconds
        for file in self._unseen(library):
            self._look_after(file, path_of, now)
            if time.monotonic() > until:
                return

    def tend(
        self, library: Path, path_of: Callable[[str], Path], is_wanted: Callable[[], bool]
    ) -> None:
        """Do what `complete` leaves and `prune` does, in the background, with many rests.

        Args:
            library: The folder of the library.
            path_of: Tells where a record is.
            is_wanted: Tells whether to go on.
        """
        now = _now()
        for file in self._unseen(library):
            if not is_wanted():
                return
            self._look_after(file, path_of, now)
            time.sleep(_REST)
        for file in self.files():
            if not is_wanted():
                return
            self._prune(self._folder / file, now)
            time.sleep(_REST)

    def prune(self, now: int | None = None) -> None:
        """Thin the versions of all records out by their age.

        Of the last day one in ten minutes stays, of the last month one a day, of the last year
        one a month, and always the newest.

        Args:
            now: Unix milliseconds; the clock's when left out.
        """
        moment = _now() if now is None else now
        for file in self.files():
            self._prune(self._folder / file, moment)

    def _newest(self, file: str) -> int:
        """Return when the newest version of a record was written, 0 without one."""
        moments = [moment for _, moment, early in _moments(self._folder / file) if not early]
        return _milliseconds(max(moments)) if moments else 0

    def _unseen(self, library: Path) -> list[str]:
        """Return the records of which nothing is kept."""
        articles = {*_names(library / "articles")} - {*_names(self._folder / "articles")}
        claims = {
            name.removesuffix(".json")
            for name in _names(library / "claims")
            if name.endswith(".json")
        } - {*_names(self._folder / "claims")}
        shared = [] if _names(self._folder / LIBRARY) else [LIBRARY]
        return [
            *shared,
            *(f"articles/{name}" for name in articles),
            *(f"claims/{name}" for name in claims),
        ]

    def _look_after(self, file: str, path_of: Callable[[str], Path], now: int) -> None:
        with suppress(*_FAILURES):
            self._complete(file, path_of(file))
            self._prune(self._folder / file, now)
        self._saved.discard(file)

    def _complete(self, file: str, record: Path) -> None:
        written = _written(record)
        folder = self._folder / file
        newest = max(_versions(folder), default=None)
        if newest is None or newest.milliseconds != written:
            kept = folder / _name(written)
            _copy(record, kept)
            if _written(record) != written:
                # Another program replaced it meanwhile, and keeps it.
                kept.unlink()
        if not file.startswith("articles/"):
            return
        for kind, subfolder in _BODIES.items():
            for name in _names(record.parent / subfolder):
                body = folder / f"{kind}-{name}"
                if _BODY.fullmatch(body.name) and not body.exists():
                    _put(record.parent / subfolder / name, body, _is_nearly_full)

    def _prune(self, folder: Path, now: int) -> None:
        slots: set[str] = set()
        newest_first = sorted(_moments(folder), reverse=True)
        for place, (name, moment, before_restore) in enumerate(newest_first):
            slot = f"restore {name}" if before_restore else _slot(moment, now)
            too_old = now - _milliseconds(moment) > (_MONTH if before_restore else _YEAR)
            if place and (too_old or slot in slots):
                with suppress(OSError):
                    (folder / name).unlink(missing_ok=True)
            slots.add(slot)


def read_version(version: Version) -> bytes | None:
    """Return the bytes of a version, None if it is no record that can be read here."""
    try:
        content = version.path.read_bytes()
        return content if version_of(decode(content, version.path)) <= VERSION else None
    except (OSError, ReaderError):
        return None


def _slot(moment: str, now: int) -> str:
    """Return what only one version may fill, by the age of one written at this moment."""
    written = _milliseconds(moment)
    if now - written < _DAY:
        return f"minutes {written // SPACING}"
    return f"day {moment[:10]}" if now - written < _MONTH else f"month {moment[:7]}"


def _now() -> int:
    return time.time_ns() // 1_000_000


def _name(written: int, ending: str = "") -> str:
    moment = datetime.fromtimestamp(written / 1000, UTC)
    return f"{moment:%Y-%m-%dT%H-%M-%S}.{written % 1000:03}Z{ending}.json"


def _versions(folder: Path) -> Iterator[Version]:
    for name, moment, before_restore in _moments(folder):
        path = folder / name
        with suppress(OSError):
            yield Version(moment, path, path.stat().st_size, before_restore)


def _moments(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """Yield of each version its name, when it was written, and whether a restore followed."""
    for name in _names(folder):
        match = _VERSION.fullmatch(name)
        if match is not None:
            day, hour, minute, second, milliseconds, ending = match.groups()
            moment = f"{day}T{hour}:{minute}:{second}.{milliseconds}Z"
            with suppress(ValueError):
                _milliseconds(moment)
                yield name, moment, ending is not None


def _milliseconds(moment: str) -> int:
    return round(datetime.fromisoformat(moment).timestamp() * 1000)


def _names(folder: Path) -> list[str]:
    """Return the names in a folder that are not hidden; none if it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if not entry.name.startswith(".")]
    except OSError:
        return []


def _written(path: Path) -> int:
    return path.stat().st_mtime_ns // 1_000_000


def _put(path: Path, kept: Path, is_refused: Callable[[Path], bool]) -> None:
    """Link a file, or copy it where that cannot be and the copying is not refused."""
    if stat.S_ISLNK(path.lstat().st_mode):
        path = path.resolve()
    try:
        os.link(path, kept)
    except FileExistsError:
        return
    except FileNotFoundError:
        kept.parent.mkdir(parents=True)
        _put(path, kept, is_refused)
    except OSError:
        if not is_refused(kept.parent):
            _copy(path, kept)


def _copy(path: Path, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_name(f".{kept.name}.{os.getpid()}.tmp")
    try:
        shutil.copyfile(path, unfinished)
        unfinished.replace(kept)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def _never(folder: Path) -> bool:
    del folder
    return False


def _is_nearly_full(folder: Path) -> bool:
    disk = shutil.disk_usage(folder)
    return disk.free * _FREE < disk.total
