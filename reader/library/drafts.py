"""Notes being written, kept on this machine so that a crash does not take them.

Each lies in a file of its own that is locked while its note is open. A draft whose lock is free
was left by a program that came to a sudden end.
"""

import fcntl
import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import StorageError
from reader.model.stamps import utc_now

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUFFIX = ".json"


class Draft(NamedTuple):
    """A note that was being written.

    Attributes:
        article: The article's id.
        text: The 12 hex digits of the version of its text.
        annotation: The annotation's id, empty if the words were not marked yet.
        start: Where the words are, in code points.
        end: Where they end.
        quotation: The words.
        note: The note as far as it was written.
        written: When, ISO 8601 UTC.
    """

    article: str
    text: str
    annotation: str
    start: int
    end: int
    quotation: str
    note: str
    written: str = ""


class Left(NamedTuple):
    """A draft found on disk, and its file."""

    draft: Draft
    path: Path


class Drafts:
    """The drafts of one library. All methods may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        """Keep drafts in a folder under the state of this machine; it need not exist."""
        self._folder = folder
        self._open: Path | None = None
        self._descriptor = -1
        self._lock = threading.Lock()

    def keep(self, draft: Draft) -> None:
        """Write the draft of the note that is open, durably; it replaces the one before.

        Raises:
            StorageError: the disk refused.
        """
        from reader.storage.atomic_json import cause, make_folder, sync_file, sync_folder

        fields = {**draft._asdict(), "written": draft.written or utc_now()}
        with self._lock:
            path = self._open or self._folder / f"{os.getpid()}-{os.urandom(4).hex()}{_SUFFIX}"
            temporary = path.with_suffix(".new")
            try:
                make_folder(self._folder)
                descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
                try:
                    # Before it has its name: nobody is to take it for one that was left.
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    _write(descriptor, fields)
                    sync_file(descriptor)
                    temporary.replace(path)
                    sync_folder(self._folder)
                except BaseException:
                    os.close(descriptor)
                    raise
            except OSError as error:
                raise StorageError(f"The draft {path} cannot be kept: {cause(error)}.") from error
            self._release()
            self._open, self._descriptor = path, descriptor

    def forget(self) -> None:
        """Remove the draft of the note that was open: it is saved, or was let go."""
        with self._lock:
            if self._open is not None:
                with suppress(OSError):
                    self._open.unlink(missing_ok=True)
            self._release()
            self._open = None

    def leave(self, draft: Draft) -> None:
        """Keep a note that could not be saved, to be offered at the next start. As `keep`."""
        self.keep(draft)
        with self._lock:
            self._release()
            self._open = None

    def left(self) -> list[Left]:
        """Return the drafts that programs left which came to a sudden end, the oldest first."""
        found = [Left(draft, path) for path in self._paths() if (draft := _read_left(path))]
        return sorted(found, key=lambda each: each.draft.written)

    def drop(self, left: Left) -> None:
        """Remove a draft that was left."""
        with suppress(OSError):
            left.path.unlink(missing_ok=True)

    def _paths(self) -> "Iterator[Path]":
        with suppress(OSError):
            for path in sorted(self._folder.iterdir()):
                if path.suffix == _SUFFIX and path != self._open:
                    yield path

    def _release(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _write(descriptor: int, fields: dict[str, Any]) -> None:
    import orjson

    rest = memoryview(orjson.dumps(fields, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _read_left(path: Path) -> Draft | None:
    """Return a draft, or None if its note is still open somewhere or it cannot be understood."""
    import orjson

    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            fields = orjson.loads(file.read())
        draft = Draft(**fields)
    except (OSError, TypeError, ValueError):
        return None
    texts = (draft.article, draft.text, draft.annotation, draft.quotation, draft.note)
    numbers = (draft.start, draft.end)
    sound = all(isinstance(each, str) for each in texts)
    return draft if sound and all(type(each) is int for each in numbers) else None
