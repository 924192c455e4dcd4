"""Putting a record in the place of another, so that nothing that slips in between is lost."""

import errno
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from reader.errors import (
    DamagedFileError,
    NewerFileError,
    NotSavedError,
    StorageError,
)
from reader.storage.atomic_json import (
    Pieces,
    confirm_folder,
    holds,
    make_folder,
    not_saved,
    reading,
    target_of,
    temporary_path,
    write_new,
)
from reader.storage.damage import set_aside
from reader.storage.exchange import exchange, rename_new

ROUNDS = 8
"""How often what slipped in is merged before it is left for the next save."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})

Merge = Callable[[Path], Pieces | None]
"""Returns what to write so that all of a file that slipped in is in it; None if it is already.

Raises what reading that file raises.
"""


class Care:
    """What a save calls on beside the file itself; this one makes do with the file's folder."""

    def make_room(self, path: Path) -> bool:
        """Free space on the full disk of `path`; tell whether any was."""
        del path
        return False

    def keep_former(self, path: Path) -> None:
        """Keep the former record, which bears the name `path` now and is about to go."""

    def set_aside(self, path: Path, name: str) -> None:
        """Put by what slipped in under `name` and cannot be understood; now it is at `path`."""
        with suppress(OSError):
            set_aside(path, name)

    def merged(self) -> None:
        """Hear that what slipped in was merged."""


def replace_record(
    path: Path, pieces: Pieces, former: Pieces | None, merge: Merge, care: Care
) -> None:
    """Write a record durably in the place of the one that was read.

    If it is no longer the one that was read, what had come is merged and written again first.

    Args:
        path: The record; if it is a link, what it leads to is replaced.
        pieces: Its new content, in which all of the former is.
        former: The content that was read, None if there was no file.
        merge: Merges what slipped in.
        care: See `Care`.

    Raises:
        NotSavedError: it failed before the file changed; the former file is untouched.
        NewerFileError: a newer version of this program wrote what slipped in; it stands again.
        UnconfirmedError: the file changed, but the disk did not confirm it.
    """
    target = target_of(path)
    came_out = _put(target, pieces, former, care)
    merged: list[Path] = []
    try:
        for _ in range(ROUNDS):
            if came_out is None:
                break
            if former is not None and _is_still(came_out, former):
                care.keep_former(came_out)
                _remove(came_out)
                break
            more = merge(came_out)
            next_out = None if more is None else _put(target, more, pieces, care)
            merged.append(came_out)
            came_out, former, pieces = next_out, pieces, more or pieces
    except NewerFileError:
        if came_out is not None:
            _give_back(target, came_out, pieces)
        raise
    except DamagedFileError:
        if came_out is not None:
            care.set_aside(came_out, target.name)
    except StorageError:
        # It stays beside the record, and is merged before the next save.
        pass
    confirm_folder(target)
    # Only now is all that is in them sure to last.
    for each in merged:
        _remove(each)


def _put(target: Path, pieces: Pieces, former: Pieces | None, care: Care) -> Path | None:
    """Write pieces to a file of their own, and give it the name of the record.

    Returns:
        Where that is now which had the name; None if nothing had.
    """
    temporary = _written(target, pieces, care)
    try:
        if former is None:
            try:
                rename_new(temporary, target)
            except FileExistsError:
                former = pieces
            else:
                return None
        exchange(temporary, target)
    except FileNotFoundError as error:
        _remove(temporary)
        raise NotSavedError(f"{target} has vanished; put it back and try again.") from error
    except OSError as error:
        _remove(temporary)
        raise not_saved(target, error) from error
    return temporary


def _written(target: Path, pieces: Pieces, care: Care) -> Path:
    """Write a new temporary file, and once more if there can be made room for it."""
    for may_make_room in (True, False):
        temporary = temporary_path(target)
        try:
            try:
                write_new(temporary, pieces, like=target)
            except FileNotFoundError:
                make_folder(target.parent)
                write_new(temporary, pieces, like=target)
        except OSError as error:
            _remove(temporary)
            full = error.errno in _FULL
            if not (may_make_room and full and care.make_room(target)):
                raise not_saved(target, error) from error
        except BaseException:
            _remove(temporary)
            raise
        else:
            break
    return temporary


def _is_still(path: Path, former: Pieces) -> bool:
    with reading(path) as file:
        return file is None or holds(file, former)


def _give_back(target: Path, foreign: Path, ours: Pieces) -> None:
    """Undo an exchange; what comes out, if it is not ours, stays beside the record."""
    with suppress(OSError, StorageError):
        exchange(foreign, target)
        if _is_still(foreign, ours):
            _remove(foreign)
        confirm_folder(target)


def _remove(path: Path) -> None:
    """Remove a temporary file; one that stays is looked at before the next save."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
