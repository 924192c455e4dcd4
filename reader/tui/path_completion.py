"""Completing a path as it is typed."""

import os
from pathlib import Path

LIMIT = 200
"""How many names of a folder are offered at most."""


def expanded(typed: str) -> Path:
    """Return the path that was typed, `~` replaced by the home folder where that is known."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)


def candidates(typed: str, *, folders_only: bool = False) -> list[str]:
    """Return what `typed` may go on to, sorted, folders ending in a slash.

    The beginning is kept as it was typed. Hidden names are offered once a dot is typed; a folder
    that is missing or cannot be read offers nothing.
    """
    head, slash, start = typed.rpartition("/")
    if typed in ("~", ".", ".."):
        return [f"{typed}/"]
    folder = expanded(f"{head}{slash}" or ".")
    try:
        with os.scandir(folder) as entries:
            names = [
                entry.name + ("/" if entry.is_dir() else "")
                for entry in entries
                if entry.name.startswith(start)
                and (start.startswith(".") or not entry.name.startswith("."))
                and (entry.is_dir() or not folders_only)
            ]
    except (OSError, ValueError):
        return []
    return [f"{head}{slash}{name}" for name in sorted(names)[:LIMIT]]


def completed(typed: str, *, folders_only: bool = False) -> str | None:
    """Return `typed` with all that its candidates share, or None if that adds nothing."""
    names = candidates(typed, folders_only=folders_only)
    shared = os.path.commonprefix(names)  # noqa: RUF071 what is shared may end within a name
    return shared if len(shared) > len(typed) else None
