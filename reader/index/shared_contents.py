"""What the index holds of the library as a whole: people, the codebook, and claims."""

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import NotFoundError, ReaderError
from reader.index.files import NO_STATE, STATE, FileState, settled, state_now
from reader.index.holding import claim_held
from reader.index.schema import CLAIM_COLUMNS
from reader.model.successors import end_of

if TYPE_CHECKING:
    import sqlite3

    from reader.index.article_contents import ReadTables

_CLAIMS, _LIBRARY = "claims/", "library"
_CLAIM = ("number", "current", *CLAIM_COLUMNS)
# A claim is pending until it is known which annotations and other claims it concerns.
_MARK_FILE = f"""
    INSERT INTO files (path, {STATE}, pending) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (path) DO UPDATE
    SET ({STATE}, pending)
        = (excluded.mtime_ns, excluded.size, excluded.inode, excluded.pending) RETURNING id
"""
_PUT_TAG = """
    INSERT INTO tags (path, current, listed) VALUES (?, ?, ?) ON CONFLICT (path)
    DO UPDATE SET (current, listed) = (excluded.current, excluded.listed)
"""
# That it is not empty is said so that the index of those that are not is used.
_TELL_SPEAKER = "UPDATE annotations SET said_by = ? WHERE speaker = ? AND speaker <> ''"
_TELL_CLAIM = """
    UPDATE annotations SET (about, status, verdict) = (?, ?, ?) WHERE claim = ? AND claim <> ''
"""


class SharedContents:
    """Takes in what changed in the library's own record and in those of claims."""

    def __init__(self, library: Path, read: "ReadTables") -> None:
        """Prepare to read; see `Contents`."""
        self._library = library
        self._read = read

    def take(self, connection: "sqlite3.Connection") -> Iterator[None]:
        """Take in what changed, pausing where a transaction may end and another begin."""
        state = state_now(f"{self._library}/library.json") or NO_STATE
        found = connection.execute(
            f"SELECT {STATE} FROM files WHERE path = ?", (_LIBRARY,)
        ).fetchone()
        if found != state or state == NO_STATE:
            self._take_library(connection, state)
        yield from self._take_claims(connection)

    def take_some(self, connection: "sqlite3.Connection", files: Iterable[str]) -> None:
        """Take in some of these records as they are read now; they are read again later."""
        for file in files:
            if file == _LIBRARY:
                self._take_library(connection, NO_STATE)
            elif file.startswith(_CLAIMS):
                self._take_claim(connection, file, NO_STATE)
        _tell_annotations(connection)

    def _take_library(self, connection: "sqlite3.Connection", state: FileState) -> None:
        """Take in speakers and the codebook."""
        from reader.index.sources import speaker_columns, tag_columns

        now = time.time_ns()
        try:
            tables = self._read(_LIBRARY)
        except NotFoundError:
            tables = {}
        except ReaderError:
            # What was known of it is better than nothing.
            return
        former = dict(connection.execute("SELECT id, current FROM speakers"))
        connection.execute("DELETE FROM speakers")
        connection.executemany(
            "INSERT INTO speakers (id, current, name, kind, names) VALUES (?, ?, ?, ?, ?)",
            speaker_columns(tables.get("speakers", {})),
        )
        present = dict(connection.execute("SELECT id, current FROM speakers"))
        connection.executemany(
            _TELL_SPEAKER,
            [
                (present.get(speaker, ""), speaker)
                for speaker in former.keys() | present.keys()
                if former.get(speaker) != present.get(speaker)
            ],
        )
        connection.execute("UPDATE tags SET current = path, listed = 0")
        connection.executemany(_PUT_TAG, tag_columns(tables.get("tags", {})))
        connection.execute(_MARK_FILE, (_LIBRARY, *settled(state, now), False)).fetchall()

    def _take_claims(self, connection: "sqlite3.Connection") -> Iterator[None]:
        """Take in the claims whose records changed, and what that means for others."""
        known = {
            path: FileState(*state)
            for path, *state in connection.execute(
                f"SELECT path, {STATE} FROM files WHERE path GLOB 'claims/*'"
            )
        }
        found = self._claim_files()
        if found is None:
            return
        for path, state in found.items():
            if state == NO_STATE or known.get(path) != state:
                self._take_claim(connection, path, state)
                yield
        gone = [(path,) for path in known if path not in found and self._is_gone(path)]
        connection.executemany("DELETE FROM files WHERE path = ?", gone)
        _tell_annotations(connection, gone)

    def _take_claim(self, connection: "sqlite3.Connection", path: str, state: FileState) -> None:
        from reader.index import wording
        from reader.index.sources import claim_columns

        now = time.time_ns()
        claim = path.removeprefix(_CLAIMS)
        try:
            fields = self._read(path).get("claim", {}).get(claim, {})
        except ReaderError:
            # It is read again the next time, if it is still there.
            fields, state = {}, NO_STATE
        key = (path, *settled(state, now), True)
        ((file,),) = connection.execute(_MARK_FILE, key).fetchall()
        columns = claim_columns(fields)
        if columns is None:
            connection.execute("DELETE FROM claims WHERE number = ?", (file,))
        else:
            wording.put(connection, "claims", _CLAIM, (file, claim, *columns))

    def _is_gone(self, path: str) -> bool:
        """Tell whether a record without a file is no record: a new one may wait to be written."""
        try:
            self._read(path)
        except NotFoundError:
            return True
        except ReaderError:
            pass
        return False

    def _claim_files(self) -> dict[str, FileState] | None:
        """Return the states of the records of claims, None if their folder cannot be read."""
        folder = f"{self._library}/claims"
        found: dict[str, FileState] = {}
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name, ending, rest = entry.name.partition(".json")
                    if name and ending and not rest and not name.startswith("."):
                        key = name.encode("utf-8", "backslashreplace").decode()
                        found[_CLAIMS + key] = state_now(entry.path) or NO_STATE
        except FileNotFoundError:
            return {}
        except OSError:
            return None
        return found


def _tell_annotations(connection: "sqlite3.Connection", gone: Iterable[tuple[str]] = ()) -> None:
    """Have the annotations hold what their claims are now: those that are pending, or gone."""
    statement = "SELECT path FROM files WHERE pending AND path GLOB 'claims/*'"
    changed = [*gone, *connection.execute(statement)]
    if changed:
        _follow(connection, {path.removeprefix(_CLAIMS) for (path,) in changed})
        connection.execute("UPDATE files SET pending = 0 WHERE path GLOB 'claims/*'")


def _follow(connection: "sqlite3.Connection", changed: Iterable[str]) -> None:
    """See where each claim leads by merging, and tell the annotations that name one concerned."""
    former: dict[str, str] = dict(connection.execute("SELECT id, current FROM claims"))
    # What was merged into a claim that is not there, or not yet, stands for itself.
    merged = dict(
        connection.execute(
            "SELECT id, merged_into FROM claims WHERE merged_into IN (SELECT id FROM claims)"
        )
    )
    present = {claim: end_of(merged, claim) for claim in former}
    connection.executemany(
        "UPDATE claims SET current = ? WHERE id = ?",
        [(present[claim], claim) for claim in present if present[claim] != former[claim]],
    )
    touched = set(changed)
    touched.update(
        claim
        for claim, current in present.items()
        if current != former[claim] or current in touched
    )
    connection.executemany(
        _TELL_CLAIM,
        [(*claim_held(connection, claim), claim) for claim in touched],
    )
