"""A whole library to another place: copied, moved, or merged into the one that is there."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import InputError, LibraryError, NotSavedError, ReaderError
from reader.library.sightings import ANNOTATIONS
from reader.paths import Places, resolve_places

if TYPE_CHECKING:
    from reader.storage.base import Tables
    from reader.storage.repository import Repository

_ARTICLES = "articles/"
_BLOCK = 1 << 20
_UNFINISHED_ELSEWHERE = shutil.ignore_patterns(".syncthing.*.tmp", "~syncthing~*.tmp")
"""What a synchroniser has not fetched to its end; what a save of ours left is merged one day."""


@dataclass(slots=True)
class Merged:
    """What a merge brought, or would bring.

    Attributes:
        articles: The ids of articles that were not here.
        joined: The ids of articles that were in both.
        annotations: How many annotations were not here.
        claims: How many claims were not here.
        problems: A sentence for each file of the other library that could not be taken in.
    """

    articles: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    annotations: int = 0
    claims: int = 0
    problems: list[str] = field(default_factory=list)


def copy(places: Places, target: Path) -> Path:
    """Copy a library to a folder that is missing or empty; return the folder.

    The copy appears under its name once all of it is on the disk and reads back the same.

    Raises:
        LibraryError: the target holds something, or lies inside the library.
        NotSavedError: the disk refused; the target is as it was.
    """
    from reader.storage.locks import LibraryLock

    real = _vacant(places, target)
    with LibraryLock(places.state / "lock"):
        _copy_tree(places.library, real)
    return real


def move(places: Places, target: Path) -> Path:
    """Move a library to a folder that is missing or empty, its backups with it.

    To another disk it is copied, and removed here once the copy reads back the same.

    Raises:
        LibraryError: the target holds something, or lies inside the library.
        NotSavedError: the disk refused; the library is where it was, or only its backups are.
    """
    from reader.storage.atomic_json import cause, make_folder, sync_folder
    from reader.storage.locks import LibraryLock

    real = _vacant(places, target)
    with LibraryLock(places.state / "lock"):
        try:
            make_folder(real.parent)
            with suppress(FileNotFoundError):
                real.rmdir()
            places.library.rename(real)
            sync_folder(real.parent)
            sync_folder(places.library.parent)
        except OSError as error:
            if not _is_other_disk(error):
                raise NotSavedError(f"{real} cannot be made: {cause(error)}.") from error
            _move_to_other_disk(places.library, real)
        _take_along(places, resolve_places(real))
    return real


def merge(records: "Repository", other: Path, *, rehearse: bool = False) -> Merged:
    """Take everything of another library in; both sides' annotations are kept, field by field.

    An article made of the same source is the same one, also where its id differs.

    Args:
        records: The library that takes in.
        other: The folder of the other; it is only read.
        rehearse: Whether to tell what would come and write nothing.

    Raises:
        InputError: the folder is no library.
        StorageError: this library refused a file; those before it are in.
    """
    from reader.storage.migrations import VERSION, newer, version_of
    from reader.storage.repository import Repository

    places = resolve_places(other)
    if not (places.library / "library.json").is_file():
        raise InputError(f"{places.library} is no library of claim-reader: give another folder.")
    if places.library == records.path("library").parent:
        raise InputError(f"{places.library} is this library itself: give another folder.")
    theirs = Repository(places)
    outcome = Merged()
    known = set(records.files())
    by_source = _articles_by_source(records)
    for file in theirs.files():
        try:
            tables = theirs.read(file)
            if version_of(tables) > VERSION:
                raise newer(theirs.path(file), "so it stays there; install the newer version")
            here = _name_here(theirs, file, by_source)
            incoming = _renamed(tables, file, here)
            _count(records, here, incoming, here in known, outcome)
            if rehearse:
                continue
            if file.startswith(_ARTICLES):
                _copy_bodies(theirs, records, file, here)
        except ReaderError as error:
            outcome.problems.append(str(error))
            continue
        records.merge(here, incoming)
    return outcome


def _vacant(places: Places, target: Path) -> Path:
    real = target.expanduser().resolve()
    if real == places.library or places.library in real.parents:
        raise LibraryError(f"{real} lies inside the library; give a folder outside it.")
    if real.exists() and (not real.is_dir() or any(real.iterdir())):
        raise LibraryError(
            f"{real} is not empty; give another folder, or merge with reader library merge."
        )
    return real


def _copy_tree(source: Path, target: Path) -> None:
    """Copy a folder so that the copy is either whole and durable, or not there."""
    from reader.storage.atomic_json import cause, make_folder, sync_folder

    building = target.with_name(f".{target.name}.copying")
    try:
        make_folder(target.parent)
        shutil.rmtree(building, ignore_errors=True)
        shutil.copytree(source, building, symlinks=True, ignore=_UNFINISHED_ELSEWHERE)
        for path in _everything(building):
            if path.is_file() and not path.is_symlink():
                _compare(source / path.relative_to(building), path)
            elif path.is_dir():
                sync_folder(path)
        sync_folder(building)
        with suppress(FileNotFoundError):
            target.rmdir()
        building.rename(target)
        sync_folder(target.parent)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(building, ignore_errors=True)
        why = cause(error) if not isinstance(error, shutil.Error) else "a file cannot be copied"
        raise NotSavedError(f"The library is not copied to {target}: {why}.") from error


def _everything(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder, topdown=False):
        for name in (*files, *folders):
            yield Path(parent, name)


def _compare(source: Path, copied: Path) -> None:
    """Make a copy durable and see that it reads back the same. Raises OSError if not."""
    from reader.storage.atomic_json import sync_file

    with source.open("rb") as first, copied.open("rb+") as second:
        sync_file(second.fileno())
        while True:
            ours, theirs = first.read(_BLOCK), second.read(_BLOCK)
            if ours != theirs:
                raise OSError(f"{copied} does not read back as it was written")
            if not ours:
                return


def _is_other_disk(error: OSError) -> bool:
    import errno

    return error.errno == errno.EXDEV


def _move_to_other_disk(library: Path, target: Path) -> None:
    """Copy a library, and remove it once nobody can take what is left of it for a library."""
    from reader.storage.atomic_json import cause, sync_folder

    _copy_tree(library, target)
    leaving = library.with_name(f".{library.name}.moved-{secrets.token_hex(4)}")
    try:
        library.rename(leaving)
        sync_folder(library.parent)
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise NotSavedError(
            f"{library} cannot be taken away ({cause(error)}), so it stays; "
            "reader library copy makes a copy of it."
        ) from error
    shutil.rmtree(leaving, ignore_errors=True)


def _take_along(old: Places, new: Places) -> None:
    """Rename what is kept for a library by its path: the state with its backups, the index.

    What a library had there that is gone makes way, and is kept beside it.

    Raises:
        NotSavedError: the state stayed where it was.
    """
    from reader.storage.atomic_json import cause

    aside = f"{new.state.name}.before-{secrets.token_hex(4)}"
    try:
        with suppress(FileNotFoundError):
            new.state.rename(new.state.with_name(aside))
        old.state.rename(new.state)
    except OSError as error:
        raise NotSavedError(
            f"The library is in {new.library} now, but its backups stayed in {old.state}: "
            f"{cause(error)}."
        ) from error
    # It is made again where it cannot be had.
    shutil.rmtree(new.cache, ignore_errors=True)
    with suppress(OSError):
        old.cache.rename(new.cache)


def _articles_by_source(records: "Repository") -> dict[str, str]:
    """Return the article made of each source, by the source's name."""
    found: dict[str, str] = {}
    for file in records.files(_ARTICLES):
        for name in _names(records.path(file).parent / "sources"):
            found.setdefault(name, file)
    return found


def _name_here(theirs: "Repository", file: str, by_source: dict[str, str]) -> str:
    """Return the record here that is the same as one of theirs."""
    if not file.startswith(_ARTICLES):
        return file
    sources = _names(theirs.path(file).parent / "sources")
    here = {by_source[name] for name in sources if name in by_source}
    return file if file in here or not here else min(here)


def _renamed(tables: "Tables", file: str, here: str) -> "Tables":
    """Return the tables with the documents that bear an article's id under its id here."""
    old, new = file.partition("/")[2], here.partition("/")[2]
    tables = {name: dict(table) for name, table in tables.items() if name != "meta"}
    if old != new:
        for name in ("article", "state"):
            fields = tables.get(name, {}).pop(old, None)
            if fields is not None:
                tables[name][new] = {**fields, "id": new}
    return tables


def _count(
    records: "Repository", file: str, incoming: "Tables", known: bool, outcome: Merged
) -> None:
    present: Tables = records.read(file) if known else {}
    if file.startswith("claims/"):
        outcome.claims += not known
    if not file.startswith(_ARTICLES):
        return
    (outcome.joined if known else outcome.articles).append(file.removeprefix(_ARTICLES))
    ours = present.get(ANNOTATIONS, {})
    outcome.annotations += sum(
        key not in ours and "deleted" not in fields
        for key, fields in incoming.get(ANNOTATIONS, {}).items()
    )


def _copy_bodies(theirs: "Repository", ours: "Repository", file: str, here: str) -> None:
    old, new = file.removeprefix(_ARTICLES), here.removeprefix(_ARTICLES)
    folder, target = theirs.path(file).parent, ours.path(here).parent
    present = {*_names(target / "texts"), *_names(target / "sources")}
    for name in _names(folder / "texts"):
        if name not in present:
            ours.bodies.put_text(new, theirs.bodies.read_text(old, Path(name).stem))
    for name in _names(folder / "sources"):
        if name not in present:
            content = theirs.bodies.read_source(old, name)
            ours.bodies.put_source(new, content, Path(name).suffix)


def _names(folder: Path) -> list[str]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [name for name in names if not name.startswith(".")]
