"""Damaged record files: set aside under another name, and missed until a good one is in place."""

import time
from pathlib import Path

from reader.errors import DamagedFileError
from reader.storage.atomic_json import cause, siblings, sync_folder


def set_aside(path: Path, name: str = "") -> Path:
    """Rename a damaged file to `<name>.damaged-<UTC time>`, replacing nothing.

    Args:
        path: The file.
        name: What it should have been called; its own name when left out.

    Raises:
        OSError: the system refused.
    """
    start = f"{name or path.name}.damaged-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}"
    aside = path.with_name(start)
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{start}-{number}")
    path.rename(aside)
    sync_folder(path.parent)
    return aside


def copies_set_aside(path: Path) -> list[Path]:
    """Return the damaged files once set aside from `path`, oldest first. Raises as `siblings`."""
    return siblings(path, f"{path.name}.damaged-")


def refuse_set_aside(path: Path) -> None:
    """Refuse to go on without a file that was set aside and not replaced.

    Raises:
        DamagedFileError: there is a copy set aside from `path`. Only for a `path` that is missing.
    """
    copies = copies_set_aside(path)
    if copies:
        raise DamagedFileError(
            f"{path} was damaged and is set aside as {copies[-1].name}; "
            "put a good copy of it in its place."
        )


def set_aside_error(path: Path) -> DamagedFileError:
    """Set a damaged file aside, if it is there, and return the error that says so."""
    remedy = "put a good copy of it in its place."
    try:
        aside = set_aside(path).name
    except FileNotFoundError:
        aside = next((each.name for each in reversed(copies_set_aside(path))), "another name")
    except OSError as error:
        return DamagedFileError(
            f"{path} is damaged and could not be set aside: {cause(error)}; {remedy}"
        )
    return DamagedFileError(
        f"{path} was damaged; it is set aside as {aside}. {remedy.capitalize()}"
    )
