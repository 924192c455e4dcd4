"""Where the record files of a library are, and which of them there are."""

import os
from collections.abc import Iterator
from pathlib import Path

from reader.errors import NotSavedError, StorageError
from reader.storage.atomic_json import cause
from reader.storage.base import LIBRARY
from reader.storage.beside import conflict_copies, original_name
from reader.storage.damage import copies_set_aside


class RecordFiles:
    """The record files in one library folder, named as in `Change.file`."""

    def __init__(self, library: Path) -> None:
        """Look in the folder `library`."""
        self._library = library
        # Looked at twice in every save.
        self._shared = library / "library.json"

    def path(self, file: str) -> Path:
        """Return where a file is or would be.

        Raises:
            ValueError: it is no name of a file.
        """
        folder, _, name = file.partition("/")
        if file == LIBRARY:
            return self._shared
        if not name or name.startswith(".") or "/" in name or "\0" in name:
            raise ValueError(f"{file!r} names no record file")
        if folder == "articles":
            return self._library / folder / name / "record.json"
        if folder == "claims":
            return self._library / folder / f"{name}.json"
        raise ValueError(f"{file!r} names no record file")

    def names(self, prefix: str) -> list[str]:
        """Return the names of the files whose name starts with `prefix`, sorted.

        Raises:
            StorageError: a folder of the library cannot be read.
        """
        return sorted(file for file in self._all(prefix) if file.startswith(prefix))

    def is_made(self) -> bool:
        """Tell whether the folder is a library, or was before its own record was damaged."""
        return _is_or_was(self.path(LIBRARY))

    def refuse_gone(self) -> None:
        """Refuse to write where the library was: what is put there would stand alone.

        Raises:
            NotSavedError: the folder is missing, or holds nothing of a library.
        """
        if not (self.is_made() or (self._library / "articles").is_dir()):
            raise NotSavedError(
                f"There is no library in {self._library} any more; put it back, or open it where "
                "it is now."
            )

    def _all(self, prefix: str) -> Iterator[str]:
        if LIBRARY.startswith(prefix) and self.is_made():
            yield LIBRARY
        for folder, names in (("articles", self._articles), ("claims", self._claims)):
            if prefix.startswith(folder) or folder.startswith(prefix):
                yield from (f"{folder}/{name}" for name in names(prefix.partition("/")[2]))

    def _articles(self, start: str) -> Iterator[str]:
        for entry in entries(self._library / "articles"):
            hidden = entry.name.startswith(".") or not entry.name.startswith(start)
            if not hidden and _is_or_was(Path(entry.path) / "record.json"):
                yield entry.name

    def _claims(self, start: str) -> Iterator[str]:
        names = set()
        for entry in entries(self._library / "claims"):
            name, mark, rest = (original_name(entry.name) or entry.name).partition(".json")
            hidden = not name or name.startswith(".") or not name.startswith(start)
            if not hidden and mark and (not rest or rest.startswith(".damaged-")):
                names.add(name)
        yield from names


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what is in a folder; a missing one is empty.

    Raises:
        StorageError: the folder cannot be read.
    """
    try:
        with os.scandir(folder) as found:
            return list(found)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StorageError(f"{folder} cannot be read: {cause(error)}.") from error


def _is_or_was(record: Path) -> bool:
    """Whether a record stands there, was set aside, or has copies; reading it tells what is so."""
    try:
        return record.exists() or bool(copies_set_aside(record) or conflict_copies(record))
    except (OSError, StorageError):
        return True
