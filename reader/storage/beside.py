"""What lies beside a record: what interrupted saves left, and the copies of synchronisers."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from reader.errors import StorageError
from reader.storage.atomic_json import cause

_CONFLICT_COPY = re.compile(
    r"(?P<stem>.+?)"
    r"(?:\.sync-conflict-[^/]+"  # Syncthing
    r"| \(.*(?:conflict|konflikt|conflit).*\)"  # Dropbox, Nextcloud, Seafile, in many languages
    r"|_conflict-\d{8}-\d{6})"  # ownCloud
    r"(?P<suffix>\.json)",
    re.IGNORECASE,
)


def original_name(name: str) -> str:
    """Return the name of the file that a file of this name is a conflict copy of, else empty."""
    match = _CONFLICT_COPY.fullmatch(name)
    return match["stem"] + match["suffix"] if match else ""


def conflict_copies(path: Path) -> list[Path]:
    """Return the copies of a file that synchronisers made where it changed in two places.

    Raises:
        StorageError: the folder cannot be read; a missing folder is empty.
    """
    return [each for each in files_beside(path) if original_name(each.name) == path.name]


def is_needed(path: Path) -> bool:
    """Tell whether something to be merged lies beside a record. Raises as `files_beside`."""
    return bool(files_beside(path))


def with_something_beside(paths: Iterable[Path]) -> list[Path]:
    """Return those of some files that `is_needed` holds for, each folder being listed once.

    Raises:
        StorageError: a folder cannot be read; a missing folder is empty.
    """
    found: list[Path] = []
    by_folder: dict[Path, list[Path]] = {}
    for path in paths:
        by_folder.setdefault(path.parent, []).append(path)
    for folder, here in by_folder.items():
        names = _names_in(folder)
        copied = {original_name(name) for name in names}
        hidden = [name for name in names if name.startswith(".") and name.endswith(".tmp")]
        found += [
            path
            for path in here
            if path.name in copied or any(name.startswith(f".{path.name}.") for name in hidden)
        ]
    return found


def files_beside(path: Path) -> list[Path]:
    """Return the temporary files and the conflict copies of a file, sorted by name.

    Raises:
        StorageError: the folder cannot be read; a missing folder is empty.
    """
    hidden, stem = f".{path.name}.", path.stem
    # Few begin so, of the thousands there may be.
    found = _names_in(path.parent, (hidden, stem))
    return [
        path.with_name(name)
        for name in sorted(found)
        if (name.startswith(hidden) and name.endswith(".tmp"))
        or (name != path.name and original_name(name) == path.name)
    ]


def _names_in(folder: Path, starts: tuple[str, ...] = ("",)) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [each.name for each in entries if each.name.startswith(starts)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise StorageError(f"{folder} cannot be read: {cause(error)}.") from error
