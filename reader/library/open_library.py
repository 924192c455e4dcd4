"""A library from its opening to its close: memory, the writer behind it, who is told."""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar
from weakref import WeakValueDictionary

from reader.config import Config
from reader.errors import DamagedFileError, ReaderError, StorageError
from reader.library.codebook import Codebook
from reader.library.events import Failed, Listener, Listeners, Noticed, Saved, Told
from reader.library.history import History
from reader.library.listing import Listing
from reader.library.local_state import LocalState
from reader.library.working_copy import WorkingCopy
from reader.library.writer import Call, Errand, Writer
from reader.paths import Places
from reader.storage.base import LIBRARY
from reader.storage.repository import Repository

if TYPE_CHECKING:
    from reader.index.rows import Counts
    from reader.library.changed_sightings import ChangedSightings
    from reader.library.claims import Claims
    from reader.library.drafts import Drafts
    from reader.library.pinned import Pinned
    from reader.library.session import ArticleSession
    from reader.library.speakers import Speakers
    from reader.library.watching import Watcher
    from reader.storage.bodies import BodyFiles
    from reader.storage.notices import Notice
    from reader.text.document import Document

Result = TypeVar("Result")

_DRAFTS = "drafts"
"""The folder of the drafts, under the state of this machine."""


class OpenLibrary:
    """A library that is open, until it is closed: what is in memory, what waits to be written.

    Changes apply at once in memory and are written behind, in order. To be used from one thread,
    but for `call`, `run_errand`, `warn` and `subscribe`.

    Attributes:
        places: Its folders.
        config: The settings.
        problems: Sentences to show when it is opened.
        records: The store.
        copy: The records in memory.
        listeners: Who is told of changes.
        listing: The articles as a list, from the index.
        history: Undo and redo.
        tags: The codebook.
        opened_ns: When it was opened, as `time.time_ns` counts: nothing in memory is older.
    """

    def __init__(self, places: Places, config: Config, records: Repository) -> None:
        """Use `open` instead."""
        self.opened_ns = time.time_ns()
        self.places = places
        self.config = config
        self.records = records
        self.problems: tuple[str, ...] = config.problems
        self.copy = WorkingCopy(records)
        self.listeners = Listeners()
        self._read_only = records.read_only
        self._local = LocalState(places.state / "remembered.json")
        self._writer = Writer(self._on_saved, self._on_failed)
        self._sessions: WeakValueDictionary[str, ArticleSession] = WeakValueDictionary()
        self._prepared: ArticleSession | None = None
        self.listing = Listing(
            records,
            self.copy,
            places,
            self._counts,
            self._open_text,
            unsaved=lambda file: bool(self.history.unsaved(file)),
        )
        self.listeners.subscribe(self.listing.hear)
        self.history = History(
            records,
            self.copy,
            self._writer,
            self.listeners,
            read_only=lambda: self._read_only,
        )
        self.tags = Codebook(self.copy, self._local)
        self._watcher: Watcher | None = None

    @classmethod
    def open(cls, places: Places, config: Config) -> Self:
        """Open the library, making it if its folder is missing or empty.

        A library that cannot be written opens read-only. One whose shared record is damaged
        opens with a sentence in `problems`; tags and speakers are missing then.

        Raises:
            LibraryError: the folder holds something else, or cannot be read or made.
        """
        library = cls(places, config, Repository.open(places))
        if library.read_only:
            library.warn("The library cannot be written to; it is open for reading only.")
        library.records.notices.listen(lambda notice: library.warn(notice.sentence))
        try:
            library._put_right(LIBRARY)
            library.copy.tables(LIBRARY)
        except StorageError as error:
            library.warn(str(error))
            library.copy.assume_empty(LIBRARY)
        library.records.notices.listen(library._on_notice)
        return library

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._read_only

    @property
    def bodies(self) -> "BodyFiles":
        """The texts and sources of the articles."""
        return self.records.bodies

    @cached_property
    def creator(self) -> str:
        """Who makes annotations: the name in the settings, else the login name, else nobody."""
        if self.config.name:
            return self.config.name
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return ""

    @property
    def unsaved(self) -> int:
        """How many steps are not durable yet, those being written included."""
        return self._writer.unsaved

    @property
    def failure(self) -> ReaderError | None:
        """Why the oldest step that failed is not durable, or None."""
        return self._writer.failure

    def warn(self, sentence: str) -> None:
        """Add a sentence to the problems to show; an empty one is none."""
        if sentence:
            self.problems = (*self.problems, sentence)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a function told of every event; returns the function that ends it."""
        return self.listeners.subscribe(listener)

    def watch(self) -> None:
        """Look out for what others change from now on, until the library is closed.

        Listeners are told `Noticed`; `take_in` then brings what is in memory up to date.
        """
        from reader.library.watching import Watcher

        self._watcher = Watcher(self)
        self._watcher.start()

    def take_in(self, files: Iterable[str]) -> None:
        """Have records in memory be as they are on disk, with what is not saved yet on top."""
        from reader.library.watching import take_in

        take_in(self, files)

    def retry(self) -> None:
        """Try to write again what could not be written; returns at once."""
        self._writer.retry()

    def flush(self) -> None:
        """Wait until everything done so far is durable.

        Raises:
            ReaderError: what stopped the oldest step that is not.
        """
        self._writer.flush()

    def close(self, timeout: float | None = None) -> None:
        """Write what is left, wait for it, and end.

        Args:
            timeout: How long to wait, in seconds.

        Raises:
            ReaderError: something done is not durable; it is lost.
        """
        if self._watcher is not None:
            self._watcher.stop()
        try:
            self._writer.close(timeout)
        finally:
            self.listing.close()
            self._save_local()
            if not self._read_only:
                self.records.backups.complete(self.places.library, self.records.path)

    def tend_backups(self, is_wanted: Callable[[], bool]) -> None:
        """Keep what nothing was kept of yet, and thin out what is old; meant for a thread.

        Args:
            is_wanted: Tells whether to go on.
        """
        if not self._read_only:
            self.records.backups.tend(self.places.library, self.records.path, is_wanted)

    def call(self, function: Callable[[], Result]) -> Result:
        """Run a function that writes, in order with everything else, and return its result."""
        call = Call(function)
        self._writer.submit(call)
        return call.result()

    def run_errand(
        self, function: Callable[[], object], files: frozenset[str] = frozenset()
    ) -> None:
        """Run a function in order with what is written, once `files` are durable; do not wait."""
        self._writer.submit(Errand(function, files))

    @cached_property
    def speakers(self) -> "Speakers":
        """Who says things."""
        from reader.library.speakers import Speakers

        return Speakers(self.copy)

    @cached_property
    def claims(self) -> "Claims":
        """What is asserted."""
        from reader.library.claims import Claims

        return Claims(self.copy)

    @cached_property
    def changed_sightings(self) -> "ChangedSightings":
        """The annotations changed in this run, by the claim they are of."""
        from reader.library.changed_sightings import ChangedSightings

        return ChangedSightings(self.copy)

    @cached_property
    def pinned(self) -> "Pinned":
        """The claim that evidence is gathered for."""
        from reader.library.pinned import Pinned

        return Pinned(self._local, lambda: self.claims, lambda: self.run_errand(self._save_local))

    @cached_property
    def drafts(self) -> "Drafts":
        """The notes that are being written, or were when a program came to a sudden end."""
        from reader.library.drafts import Drafts

        return Drafts(self.places.state / _DRAFTS)

    @property
    def may_have_drafts(self) -> bool:
        """Whether anything lies where drafts do, of which some may have been left unsaved."""
        with suppress(OSError):
            return any((self.places.state / _DRAFTS).iterdir())
        return False

    def _put_right(self, file: str) -> None:
        """Merge what lies beside a record into it, and replace a damaged one by a backup.

        Raises:
            StorageError: it is damaged and nothing can replace it, or the disk refused.
        """
        if self.read_only or self.copy.holds(file):
            return
        try:
            needed = self.records.needs_recovery(file)
            if not needed:
                self.copy.tables(file)
        except DamagedFileError:
            needed = True
        if needed:
            self.call(lambda: self.records.recover(file))

    def _save_local(self) -> None:
        # What is remembered here is a convenience; failing over it would hide what matters.
        with suppress(StorageError):
            self._local.save()

    def _counts(self, article: str) -> "Counts | None":
        session = self._sessions.get(article)
        return None if session is None else session.counts

    def _open_text(self, article: str, text: str) -> "Document | None":
        """Return a version of a text if it is that of an article that is open; from any thread."""
        session = self._sessions.get(article)
        return session.document if session is not None and session.text == text else None

    def _on_saved(self, unsaved: int) -> None:
        self.listeners.tell(Saved(unsaved))

    def _on_notice(self, notice: "Notice") -> None:
        if notice.changed:
            self.listeners.tell(Noticed(frozenset({notice.file})))
        if notice.sentence:
            self.listeners.tell(Told(notice.sentence))

    def _on_failed(self, error: ReaderError, unsaved: int) -> None:
        self.listeners.tell(Failed(str(error), error, unsaved))
