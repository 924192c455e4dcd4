"""Looking out for what others write into the library while it is open.

A synchroniser, another window, the command line: all of them replace files. They are looked at
every second or so; asking the system to tell would need a watch on every folder of the library.
"""

import os
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.library.events import Changed, Noticed
from reader.storage.beside import with_something_beside

if TYPE_CHECKING:
    from pathlib import Path

    from reader.index.reconcile import Progress
    from reader.library.open_library import OpenLibrary

_PAUSE = 1.0
"""Seconds between two looks at what is open."""
_SHARE = 0.05
"""Of the time, at most, for looking at all the others."""
_TICK_NS = 2_000_000_000
"""A file system may count time no finer than this."""
_ARTICLES = "articles/"


class _State(NamedTuple):
    """What tells that a file was replaced; its `ctime` cannot be set back, as its `mtime` can."""

    ctime_ns: int
    mtime_ns: int
    size: int
    inode: int


class Watcher:
    """Looks at the files in a thread of its own, and tells the library's listeners.

    Records that are in memory are told as `Noticed`, articles of the list as `Changed`. What a
    synchroniser laid beside a record is merged into it.
    """

    def __init__(self, library: "OpenLibrary") -> None:
        """Watch the library, once started."""
        self._library = library
        self._seen: dict[str, _State | None] = {}
        self._folders: dict[Path, _State | None] = {}
        # Others may have written since a record was read, long before the first look.
        self._looked_ns = library.opened_ns
        self._all_due = 0.0
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch."""
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watch no longer; returns once the last look is over."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()

    def look(self) -> None:
        """Look once at what is in memory, and at what lies beside it."""
        library = self._library
        looked, self._looked_ns = self._looked_ns, time.time_ns()
        changed: set[str] = set()
        paths = {library.records.path(file): file for file in library.copy.held()}
        for path, file in paths.items():
            state = _state(path)
            if file not in self._seen:
                # It was read after the last look; it is as it was if it is older than that.
                fresh = state is not None and state.ctime_ns > looked - _TICK_NS
            else:
                fresh = state != self._seen[file]
            self._seen[file] = state
            if fresh and state is not None:
                changed.add(file)
        self._merge_beside(paths)
        if changed:
            for file in changed:
                # Read here, so that whoever takes it in finds it decoded.
                with suppress(ReaderError):
                    library.records.read(file)
            library.listeners.tell(Noticed(frozenset(changed)))

    def look_at_all(self) -> None:
        """Look once at every article of the list."""
        changed: list[str] = []

        def told(progress: "Progress") -> bool:
            changed.extend(progress.articles)
            return not self._ending.is_set()

        with suppress(ReaderError):
            self._library.listing.reconcile(told, check=False)
        elsewhere = [article for article in changed if not self._is_held(article)]
        if elsewhere:
            self._library.listeners.tell(Changed(frozenset(elsewhere)))

    def _run(self) -> None:
        while not self._ending.wait(_PAUSE):
            self.look()
            begun = time.monotonic()
            if begun >= self._all_due and not self._library.listing.behind:
                self.look_at_all()
                taken = time.monotonic() - begun
                self._all_due = begun + max(_PAUSE, taken / _SHARE)

    def _is_new(self, folder: "Path") -> bool:
        """Tell whether names in a folder changed since the last look."""
        state = _state(folder)
        known = self._folders.get(folder, ())
        self._folders[folder] = state
        return state is not None and state != known

    def _merge_beside(self, paths: Mapping["Path", str]) -> None:
        """Merge what lies beside records into them; each folder is listed only when it changed."""
        library = self._library
        if library.read_only:
            return
        new = {folder for folder in {path.parent for path in paths} if self._is_new(folder)}
        with suppress(ReaderError):
            for path in with_something_beside(path for path in paths if path.parent in new):
                with suppress(ReaderError):
                    library.call(partial(library.records.recover, paths[path]))

    def _is_held(self, article: str) -> bool:
        return self._library.copy.holds(_ARTICLES + article)


def take_in(library: "OpenLibrary", files: Iterable[str]) -> None:
    """Have the records in memory be as they are on disk, with what is not saved yet on top.

    One that cannot be read stays as it is in memory. To be called from the library's own thread.
    """
    articles: set[str] = set()
    shared = False
    for file in files:
        if not library.copy.holds(file):
            continue
        with suppress(ReaderError):
            if library.copy.refresh(file, library.history.unsaved(file)):
                if file.startswith(_ARTICLES):
                    articles.add(file.removeprefix(_ARTICLES))
                else:
                    shared = True
    if articles or shared:
        library.listeners.tell(Changed(frozenset(articles), shared=shared))


def _state(path: "Path") -> _State | None:
    try:
        found = os.stat(path)  # noqa: PTH116  many of them, every second
    except OSError:
        return None
    return _State(found.st_ctime_ns, found.st_mtime_ns, found.st_size, found.st_ino)
