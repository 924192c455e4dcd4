"""Texts and sources of articles: immutable files named by the SHA-256 of what they hold."""

import hashlib
import re
from pathlib import Path

from reader.errors import DamagedFileError, NotFoundError, StorageError
from reader.storage.atomic_json import atomic_write, cause, not_saved, remove_unfinished, siblings
from reader.storage.locks import LibraryLock
from reader.storage.record_files import RecordFiles

_DIGITS = 12
_EXTENSION = re.compile(r"[A-Za-z0-9]{1,16}")
_UNFINISHED = re.compile(rf"\.[0-9a-f]{{{_DIGITS}}}\.[A-Za-z0-9]{{1,16}}\.\d+-[0-9a-f]{{8}}\.tmp")
# A record is a file a person may edit or receive: what it names must not lead elsewhere.
_NAME = re.compile(rf"[0-9a-f]{{{_DIGITS}}}(\.[A-Za-z0-9]{{1,16}})?")


class BodyFiles:
    """The bodies under `articles/` of one library; implements `Bodies`."""

    def __init__(self, files: RecordFiles, lock: LibraryLock) -> None:
        """Work in the library that has these record files, writing under its lock."""
        self._files = files
        self._lock = lock

    def put_text(self, article: str, content: bytes) -> str:
        """See `Bodies.put_text`."""
        name = body_name(content)
        self._put(self._folder(article) / "texts" / f"{name}.json", content)
        return name

    def read_text(self, article: str, text: str) -> bytes:
        """See `Bodies.read_text`."""
        return self._read(self._folder(article) / "texts", f"{text}.json")

    def put_source(self, article: str, content: bytes, extension: str) -> str:
        """See `Bodies.put_source`. An extension that is no plain word is stored as `bin`."""
        word = extension.removeprefix(".")
        name = f"{body_name(content)}.{word if _EXTENSION.fullmatch(word) else 'bin'}"
        self._put(self._folder(article) / "sources" / name, content)
        return name

    def read_source(self, article: str, name: str) -> bytes:
        """See `Bodies.read_source`."""
        return self._read(self._folder(article) / "sources", name)

    def unfinished(self, article: str) -> list[Path]:
        """Return what interrupted writes of texts and sources left; it can be read by nobody.

        Raises:
            StorageError: a folder cannot be read.
        """
        folders = (self._folder(article) / name for name in ("texts", "sources"))
        found = (path for folder in folders for path in siblings(folder / "any", "."))
        return [path for path in found if _UNFINISHED.fullmatch(path.name)]

    def remove_unfinished(self, article: str) -> None:
        """Remove them; what is being written now is not among them.

        Raises:
            NotSavedError: the system does not let them be removed.
        """
        with self._lock:
            for path in self.unfinished(article):
                try:
                    path.unlink(missing_ok=True)
                except OSError as error:
                    raise not_saved(path, error) from error

    def _folder(self, article: str) -> Path:
        return self._files.path(f"articles/{article}").parent

    def _put(self, path: Path, content: bytes) -> None:
        """Write the file even where one stands: only then is it known to be whole and durable."""
        with self._lock:
            self._files.refuse_gone()
            remove_unfinished(path)
            atomic_write(path, content)

    def _read(self, folder: Path, name: str) -> bytes:
        if not _NAME.fullmatch(name):
            raise DamagedFileError(
                f"{folder.parent / 'record.json'} names a text or source that cannot be; "
                "put a good copy of it in its place."
            )
        path = folder / name
        try:
            content = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise NotFoundError(f"{path} is not there; add the article again.") from None
        except OSError as error:
            raise StorageError(f"{path} cannot be read: {cause(error)}.") from error
        if path.name[:_DIGITS] != body_name(content):
            raise DamagedFileError(
                f"{path} is damaged: its content is not what its name says; "
                "put a good copy of it in its place."
            )
        return content


def body_name(content: bytes) -> str:
    """Return the 12 hex digits by which a text or source is named: the start of its SHA-256."""
    return hashlib.sha256(content).hexdigest()[:_DIGITS]
