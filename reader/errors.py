"""The exceptions that reach a person, each with one clear sentence as its message."""

from typing import Any


class ReaderError(Exception):
    """Base of every expected failure; its message names the thing and the remedy."""


class InputError(ReaderError):
    """A file or standard input that cannot be taken in."""


class LibraryError(ReaderError):
    """A library folder that cannot be used."""


class ReadOnlyError(LibraryError):
    """The library, or a file in it, cannot be written by this program."""


class NotFoundError(ReaderError):
    """A name, id or quotation that stands for nothing."""


class AmbiguousError(ReaderError):
    """A name, id or quotation that stands for more than one thing."""


class StorageError(ReaderError):
    """Base of the failures of reading and writing records.

    Attributes:
        applied: The writes of the same batch that are on disk, as `reader.storage.base.Applied`.
    """

    applied: tuple[Any, ...] = ()


class DamagedFileError(StorageError):
    """A record that is empty or cannot be read; it is an error, never a new database."""


class NewerFileError(StorageError):
    """A record written by a newer version of this program; it opens read-only."""


class NotSavedError(StorageError):
    """A change that did not reach the disk: the former file is untouched."""


class UnconfirmedError(StorageError):
    """A change that is visible on disk but whose durability could not be confirmed."""
