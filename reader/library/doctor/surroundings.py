"""What lies around the records: the lock, the state folder, folders without a record, the index."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import LibraryError, ReaderError, StorageError
from reader.library.backups import put_back_newest
from reader.library.doctor.finding import Finding, Severity

if TYPE_CHECKING:
    from reader.index.rows import ArticleRow
    from reader.library.library import Library
    from reader.paths import Places

_LOCK_SECONDS = 2.0
_LITTLE_SPACE = 50_000_000
_STATE_FILES = ("interface.json", "exports.json", "remembered.json")


def lock(places: "Places") -> Iterator[Finding]:
    """Find a lock that cannot be taken."""
    from reader.storage.locks import LibraryLock

    path = places.state / "lock"
    try:
        with LibraryLock(path, _LOCK_SECONDS):
            pass
    except LibraryError as error:
        yield Finding(str(path), str(error), "A lock ends with the program that holds it.")


def state(places: "Places") -> Iterator[Finding]:
    """Find files of this machine's own state that cannot be understood."""
    for name in _STATE_FILES:
        path = places.state / name
        try:
            json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as error:
            what = f"It cannot be understood ({error})."
            remedy = "It is set aside; only what this machine remembered is affected, no note."
            yield Finding(str(path), what, remedy, mend=partial(_set_aside, path))


def room(places: "Places") -> Iterator[Finding]:
    """Find disks that are nearly full."""
    for folder in dict.fromkeys((places.library, places.state)):
        with suppress(OSError):
            free = shutil.disk_usage(folder).free
            if free < _LITTLE_SPACE:
                what = f"Its disk has only {free // 1_000_000} MB left."
                yield Finding(str(folder), what, "Make room on it.", Severity.NOTICE)


def folders(library: "Library") -> Iterator[Finding]:
    """Find article folders that no record came to stand in: an adding that was interrupted."""
    records = library.records
    root = records.path("library").parent / "articles"
    known = {file.removeprefix("articles/") for file in records.files("articles/")}
    try:
        names = sorted(entry.name for entry in os.scandir(root) if entry.is_dir())
    except FileNotFoundError:
        return
    except OSError as error:
        yield Finding(str(root), f"It cannot be read ({error.strerror}).", "Make it readable.")
        return
    for name in names:
        if name.startswith(".") or name in known:
            continue
        folder = root / name
        file = f"articles/{name}"
        if records.backups.newest_good(file) is not None:
            mend = partial(_put_back, library, name)
            remedy = "The newest good backup is put there."
            yield Finding(str(folder), "Its record is gone.", remedy, mend=mend)
            continue
        sources = sorted(folder.glob("sources/[!.]*"))
        what = "It holds no record: the adding of an article was interrupted."
        if sources:
            mend = partial(_add_again, library, sources)
            yield Finding(str(folder), what, "Its source is added again.", mend=mend)
        else:
            yield Finding(str(folder), what, "It may be removed.", Severity.NOTICE)


def index(library: "Library", rows: "dict[str, ArticleRow]") -> Iterator[Finding]:
    """Find rows of the index that do not say what the records say.

    Args:
        library: The library.
        rows: What the index should say, by article.
    """
    listed = {row.id: row for row in library.rows(trash=True)}
    wrong = [name for name, row in rows.items() if listed.get(name) != row]
    # A record that cannot be read was found before.
    wrong += [name for name, row in listed.items() if name not in rows and not row.problem]
    if wrong:
        count = f"{len(wrong)} row{'s' if len(wrong) > 1 else ''}"
        what = f"The list does not show {count} as the records are, such as {wrong[0]}."
        path = library.places.cache / "index.sqlite"
        remedy = "The index is made again from the records."
        yield Finding(str(path), what, remedy, mend=library.listing.rebuild)


def _set_aside(path: Path) -> None:
    from reader.storage.damage import set_aside

    try:
        set_aside(path)
    except OSError as error:
        raise StorageError(f"{path} cannot be set aside ({error.strerror}).") from error


def _put_back(library: "Library", article: str) -> None:
    put_back_newest(library.records, f"articles/{article}")
    library.copy.refresh(f"articles/{article}")
    library.listing.added(article)


def _add_again(library: "Library", sources: list[Path]) -> None:
    problem: ReaderError | None = None
    for path in sources:
        try:
            library.add_path(path)
        except ReaderError as error:
            problem = error
    if problem is not None:
        raise problem
