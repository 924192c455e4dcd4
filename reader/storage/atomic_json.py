"""Record files: read whole and checked, written whole or not at all.

A file appears under its name only once its bytes are on the disk, so a reader without a lock sees
either the former file or the new one.
"""

import errno
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from io import BytesIO, FileIO
from pathlib import Path

from reader.errors import DamagedFileError, NotSavedError, StorageError, UnconfirmedError
from reader.storage.base import Table, Tables
from reader.storage.compressed import Piece, Stretch, plain_blocks
from reader.storage.documents import Documents, pieces_of
from reader.storage.migrations import VERSION, newer
from reader.storage.shape import problem_in, problem_in_version, stated_version
from reader.storage.splitting import split

_CAUSES = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "its folder may not be written to",
    errno.EPERM: "its folder may not be written to",
    errno.EMFILE: "this program has too many files open",
    errno.ENFILE: "the system has too many files open",
    errno.EFBIG: "the file would be larger than the system allows",
    errno.EIO: "the disk reports an error",
}

Pieces = Sequence[Piece]
"""The bytes of a file, one stretch after the other."""

_CHUNK = 65_536
"""Bytes compared at a time: they stay in the processor's cache, and hold up no other thread."""

_MANY = 64
"""Documents of a table from which they are encoded a few at a time, for the same reason."""

_VERY_LARGE = 16_000_000
"""Bytes above which a record file is not compressed in memory: one would wait for that."""

LARGE = 64_000
"""Bytes from which a record file is decoded document by document, when one is asked for."""


def cause(error: OSError) -> str:
    """Return in words what went wrong, such as `the disk is full`."""
    return _CAUSES.get(error.errno or 0) or error.strerror or str(error)


def not_saved(path: Path, error: OSError) -> NotSavedError:
    """Return the error about a file that could not be written.

    The cause comes first: the path may be longer than the row it is shown in.
    """
    reason = cause(error)
    return NotSavedError(f"{reason[:1].upper()}{reason[1:]}: {path} is not saved.")


def encode(tables: Mapping[str, Table]) -> bytes:
    """Return the tables as UTF-8 JSON, indented, with sorted keys and a closing newline.

    Raises:
        NotSavedError: a value is nothing that JSON can hold, or text that is not Unicode.
    """
    return b"".join(plain_blocks(encode_in_pieces(tables)))


def encode_in_pieces(tables: Mapping[str, Table]) -> list[Piece]:
    """Return what `encode` returns, in pieces; those of a large table stay compressed.

    Raises:
        NotSavedError: as `encode`.
    """
    import orjson

    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    try:
        if any(isinstance(table, Documents) or len(table) > _MANY for table in tables.values()):
            return list(pieces_of(tables))
        return [orjson.dumps(tables, option=options)]
    except TypeError as error:
        raise NotSavedError(f"The change is not saved: it cannot be written down ({error}).") from (
            error
        )


def decode(content: bytes, path: Path) -> Tables:
    """Return the tables in the bytes of a record file.

    Raises:
        DamagedFileError: the bytes are no record: empty, cut off, not JSON, or of another shape.
        NewerFileError: they are of another shape because a newer version wrote them.
    """
    return decode_file(BytesIO(content), path)[1]


def decode_file(file: FileIO | BytesIO, path: Path) -> tuple[Pieces, Tables]:
    """Return the bytes of an open record file, read from its beginning, and the tables in them.

    Of a large one there is never more than a block in memory that is not compressed, unless it is
    very large.

    Raises:
        DamagedFileError: as `decode`.
        NewerFileError: as `decode`.
        OSError: it cannot be read.
    """
    if (size := file.seek(0, os.SEEK_END)) >= LARGE:
        file.seek(0)
        found = split(iter(partial(file.read, _CHUNK), b""), plain=size > _VERY_LARGE)
        if found is not None and not problem_in_version(found.tables):
            return [Stretch(found.content, 0, len(found.content))], found.tables
    file.seek(0)
    content = file.read()
    return [content], _decode_whole(content, path)


def _decode_whole(content: bytes, path: Path) -> Tables:
    import orjson

    if not content.strip():
        raise _damaged(path, "it is empty")
    try:
        tables = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise _damaged(path, str(error)) from error
    problem = problem_in(tables)
    if problem:
        if (stated_version(tables) or 0) > VERSION:
            raise newer(path, "so it cannot be read; install the newer version")
        raise _damaged(path, problem)
    checked: Tables = tables
    return checked


def read_tables(path: Path) -> Tables | None:
    """Read a record file, None if there is none.

    Raises:
        DamagedFileError: it is empty or cannot be understood. It is left where it is.
        StorageError: the system does not let it be read.
    """
    with reading(path) as file:
        return None if file is None else decode_file(file, path)[1]


@contextmanager
def reading(path: Path) -> Iterator[FileIO | None]:
    """Open a file to be read in the block, None if there is none.

    Raises:
        StorageError: the system does not let it be opened, or read in the block.
    """
    file: FileIO | None = None
    try:
        with suppress(FileNotFoundError, NotADirectoryError):
            file = path.open("rb", buffering=0)
        with file or nullcontext():
            yield file
    except OSError as error:
        raise StorageError(f"{path} cannot be read: {cause(error)}.") from error


def holds(file: FileIO, pieces: Pieces) -> bool:
    """Tell whether an open file holds these bytes from here to its end. Raises OSError."""
    if os.fstat(file.fileno()).st_size - file.tell() != sum(map(len, pieces)):
        return False
    chunk = bytearray(_CHUNK)
    for block in plain_blocks(pieces):
        view = memoryview(block)
        while view:
            length = file.readinto(memoryview(chunk)[: len(view)])
            # A bytearray compares as a block; a view of memory does so item by item.
            read = chunk if length == _CHUNK else chunk[:length]
            if not length or read != view[:length]:
                return False
            view = view[length:]
    return True


def atomic_write(path: Path, content: bytes | Pieces) -> None:
    """Replace a file by these bytes, or these pieces, durably; missing folders are made.

    Raises:
        NotSavedError: it failed before the file changed; the former file is untouched.
        UnconfirmedError: the file changed, but the disk did not confirm it.
    """
    target = target_of(path)
    temporary = temporary_path(target)
    try:
        make_folder(target.parent)
        try:
            write_new(temporary, [content] if isinstance(content, bytes) else content, like=target)
            temporary.replace(target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise not_saved(path, error) from error
    confirm_folder(target)


def target_of(path: Path) -> Path:
    """Return what a link leads to, and a path that is none as it is.

    Raises:
        NotSavedError: the system does not say.
    """
    try:
        return path.resolve() if path.is_symlink() else path
    except OSError as error:
        raise not_saved(path, error) from error


def temporary_path(target: Path) -> Path:
    """Return a new name beside a file, by which `unfinished` knows what an interruption left."""
    return target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")


def write_new(path: Path, pieces: Pieces, like: Path) -> None:
    """Write a new file durably, with the permissions of the file `like`, if there is one.

    Raises:
        OSError: it could not be written; a part of it may stand there.
    """
    mode = _mode(like)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    descriptor = os.open(path, flags, 0o666)
    try:
        if mode is not None:
            os.fchmod(descriptor, mode)
        for block in plain_blocks(pieces):
            rest = memoryview(block)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        sync_file(descriptor)
    finally:
        os.close(descriptor)


def confirm_folder(path: Path) -> None:
    """Make the name of a file that was just written, no link, durable.

    Raises:
        UnconfirmedError: the disk did not confirm it.
    """
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise UnconfirmedError(
            f"{path} was written, but the disk has not confirmed it: {cause(error)}."
        ) from error


def make_folder(folder: Path) -> None:
    """Make a folder and its parents, each one durable. Raises OSError."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        sync_file(descriptor)
    finally:
        os.close(descriptor)


def siblings(path: Path, start: str) -> list[Path]:
    """Return what stands beside `path` under a name that begins with `start`, sorted by name.

    Raises:
        StorageError: the folder cannot be read; a missing folder is empty.
    """
    try:
        # By name, as there may be thousands of which none is wanted.
        with os.scandir(path.parent) as entries:
            names = sorted(entry.name for entry in entries if entry.name.startswith(start))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise StorageError(f"{path.parent} cannot be read: {cause(error)}.") from error
    return [path.with_name(name) for name in names]


def unfinished(path: Path) -> list[Path]:
    """Return the temporary files an interrupted write of `path` left. Raises as `siblings`."""
    return [entry for entry in siblings(path, f".{path.name}.") if entry.suffix == ".tmp"]


def remove_unfinished(path: Path) -> None:
    """Remove the temporary files an interrupted write of `path` left; the lock must be held.

    Raises:
        NotSavedError: the system does not let them be removed.
    """
    for leftover in unfinished(path):
        try:
            leftover.unlink(missing_ok=True)
        except OSError as error:
            raise not_saved(path, error) from error


def sync_file(descriptor: int) -> None:
    """Make what was written to an open file, or the names in an open folder, durable.

    Raises:
        OSError: the disk did not confirm it.
    """
    if sys.platform == "darwin":
        # There fsync stops at the drive's cache.
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return None


def _damaged(path: Path, problem: str) -> DamagedFileError:
    return DamagedFileError(f"{path} is damaged ({problem}); put a good copy of it in its place.")
