"""Steps from the record format of one version to the next."""

from collections.abc import Callable, Mapping
from pathlib import Path

from reader.errors import NewerFileError
from reader.storage.base import Tables

VERSION = 1

Step = Callable[[Tables], Tables]
STEPS: Mapping[int, Step] = {}
"""By the version a step starts from; each returns the tables of the version after it."""


def new_tables() -> Tables:
    """Return the tables of a new record file."""
    return {"meta": {"schema": {"version": VERSION}}}


def version_of(tables: Tables) -> int:
    """Return the schema version a record file states."""
    return int(tables["meta"]["schema"]["version"])


def upgrade(tables: Tables, steps: Mapping[int, Step] = STEPS, target: int = VERSION) -> Tables:
    """Return the tables in the format of version `target`; newer ones come back as they are.

    Each step's result states its version, whatever the step itself does.
    """
    version = version_of(tables)
    while version < target:
        tables = steps[version](tables)
        version += 1
        meta = tables["meta"]
        schema = {**meta["schema"], "version": version}
        tables = {**tables, "meta": {**meta, "schema": schema}}
    return tables


def refuse_newer(tables: Tables, path: Path) -> None:
    """Refuse to write a record that a newer program wrote.

    Raises:
        NewerFileError: its schema version is above ours.
    """
    if version_of(tables) > VERSION:
        raise newer(path, "so it can only be read; install the newer version to change it")


def newer(path: Path, outcome: str) -> NewerFileError:
    """Return the error about a record that a newer program wrote, and what comes of it."""
    return NewerFileError(f"{path} was written by a newer version of claim-reader, {outcome}.")
