"""The articles as a list: at once as the index has them, or exactly, after a look at the files."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from reader.errors import ReaderError, StorageError
from reader.index.contents import Contents
from reader.index.database import Database, IndexLost
from reader.index.lists import ArticleLists, SortOrder
from reader.index.reconcile import Reconciler, Told
from reader.index.rows import ArticleRow, Counts, row_of, row_of_problem
from reader.library.ahead import Ahead
from reader.library.events import Advanced, Changed, Event, Saved, Skipped
from reader.library.index_readers import IndexReaders
from reader.library.naming import article_meant
from reader.library.stored_text import stored_text

if TYPE_CHECKING:
    from reader.index.conditions import Condition
    from reader.library.working_copy import WorkingCopy
    from reader.paths import Places
    from reader.storage.base import Tables
    from reader.storage.repository import Repository
    from reader.text.document import Document

Found = TypeVar("Found")

_PREFIX = "articles/"
_TRIES = 3
_REST = 2.0
"""Seconds from a save to the reading of its record for the index: many saves, one reading."""


class Listing(IndexReaders):
    """Rows by article, out of the index; those changed in this run as they stand in memory.

    `arrange`, `words` and `glance` answer at once, from the index as it is; all else looks at the
    files first. An index that is lost on the way is filled again, and nobody notices.

    What the index holds besides rows is read in a second run, `read_contents`, and asked for
    through `at_once` or `exactly`.
    """

    def __init__(
        self,
        records: "Repository",
        copy: "WorkingCopy",
        places: "Places",
        counts: Callable[[str], Counts | None],
        open_text: "Callable[[str, str], Document | None]",
        unsaved: Callable[[str], bool],
    ) -> None:
        """List the articles of the store, and from memory what was changed there.

        Args:
            records: The store.
            copy: The records in memory.
            places: Where the index is, and the articles.
            counts: Tells the counts of an article where they are known, so as not to count again.
            open_text: Returns a version of an article's text where it is in memory, so as not to
                read it again.
            unsaved: Tells whether changes to a record wait to be written.
        """
        super().__init__(Database(places.cache / "index.sqlite"))
        self._records = records
        self._copy = copy
        self._counts = counts
        self._open_text = open_text
        self._lists = ArticleLists(self._database)
        self._ahead = Ahead(records, copy, self._database, unsaved)
        self._reconciler = Reconciler(self._database, places.library / "articles", self._read)
        self._contents = Contents(self._database, places.library, self._ahead.read, self._read_text)
        self._live: set[str] = set()
        self._unheld: set[str] = set()
        self._generation = 0
        self._filled = -1
        self._complete = -1
        self._shared = False
        self._resting: threading.Timer | None = None
        self._lock = threading.Lock()

    # At once

    @property
    def behind(self) -> bool:
        """Whether the index was not compared with the files since it was opened or lost."""
        return self._filled != self._database.generation

    @property
    def complete(self) -> bool:
        """Whether annotations and texts were all read since the index was opened or lost."""
        return self._complete == self._database.generation

    def arrange(self, order: SortOrder) -> Sequence[str]:
        """Return the ids of the articles in an order; see `ArticleLists.arrange`."""
        return self.at_once(lambda: self._lists.arrange(order), [])

    def words(self) -> dict[str, str]:
        """Return by id what a filter looks through; see `ArticleLists.words`."""
        return self.at_once(self._lists.words, {})

    def glance(self, ids: Sequence[str]) -> dict[str, ArticleRow]:
        """Return what is known of these articles, by id."""
        return self.at_once(lambda: self._lists.rows(ids), {})

    def matching(self, condition: "Condition") -> list[str]:
        """Return the ids of the articles that meet a condition; see `ArticleLists.matching`.

        To be asked through `at_once` or `exactly`.
        """
        return self._lists.matching(condition)

    # Exactly

    def reconcile(self, told: Told | None = None, *, check: bool = True) -> None:
        """Compare the index with all files, after a look through it for damage; see `Reconciler`.

        Args:
            told: Told of each batch of changes; returns whether to go on.
            check: Whether to look for damage.

        Raises:
            StorageError: the folder of the articles cannot be read.
        """
        self._run(told, check=check)

    def read_contents(self, told: Told | None = None) -> None:
        """Read what the records hold besides rows, where they changed; may take a minute.

        To be called after `reconcile`, from another thread than the one that paints.

        Raises:
            StorageError: the folder of the articles cannot be read.
        """
        with suppress(IndexLost):
            self._database.check_weekly()
        for _ in range(_TRIES):
            if self.behind:
                self._run(told)
            generation = self._database.generation
            done = self._contents.run(told)
            if generation == self._database.generation:
                self._complete = generation if done else self._complete
                return

    def catch_up(self) -> None:
        """Take what was saved into the index now; not to be called from where one paints."""
        if self._database.is_open:
            self._keep_up()

    def keep_up_at_once(self) -> None:
        """Have the index hold what was changed a moment ago, saved or not.

        Not to be called from where one paints.

        Raises:
            IndexLost: the index cannot be trusted.
        """
        self._ahead.take(self._contents.take_now)
        with self._lock:
            elsewhere = [one for one in self._live if not self._copy.holds(_PREFIX + one)]
        self._contents.run_for(elsewhere, shared=False)

    def exactly(self, query: Callable[[], Found]) -> Found:
        """Return what a query of the index finds once all files were looked at.

        Raises:
            StorageError: the folder of the articles cannot be read, or the index not be made.
        """

        def read_and_ask() -> Found:
            generation = self._database.generation
            if not self._contents.run():
                raise IndexLost
            self._complete = generation
            return query()

        return self._exactly(read_and_ask)

    def row(self, article: str) -> ArticleRow:
        """Return one row; a record that cannot be read gives one with a `problem`."""
        try:
            if self._copy.holds(_PREFIX + article):
                tables = self._copy.tables(_PREFIX + article)
                return row_of(article, tables, self._counts(article))
            known = self._unchanged(article)
            return known or row_of(article, self._read(article))
        except ReaderError as error:
            return row_of_problem(article, error)

    def rows(self, ids: Iterable[str] | None, *, trash: bool) -> Iterator[ArticleRow]:
        """Return rows in the order of `ids`; of all articles, the latest added first."""
        if ids is None:
            found: Iterable[ArticleRow] = self._exactly(self._lists.all)
        else:
            found = map(self.row, ids)
        return (row for row in found if trash or not row.deleted)

    def samples(self) -> list[str]:
        """Return the ids of the samples that are not in the trash; at once if the index is open."""
        if self._database.is_open:
            return self.at_once(self._lists.samples, [])
        return self._exactly(self._lists.samples)

    def annotated(self, *, exactly: bool) -> list[str]:
        """Return the ids of the articles that have annotations, the latest added first.

        Samples and what is in the trash are left out. At once if the list was compared with the
        files since the start, or need not be.
        """
        if self._database.is_open and not (self.behind and exactly):
            return self.at_once(self._lists.annotated, [])
        return self._exactly(self._lists.annotated)

    def is_there(self, article: str) -> bool:
        """Tell whether this is the id of an article not in the trash, looking at no other."""
        file = _PREFIX + article
        try:
            if not self._records.path(file).is_file():
                return False
            # Into memory, where it will be wanted next.
            return "deleted" not in self._copy.table(file, "article").get(article, {})
        except (OSError, ValueError):
            return False
        except ReaderError:
            return True

    def find(self, name: str) -> str:
        """Return the article meant by its id, the first letters of it, or a piece of its title.

        Raises:
            NotFoundError: none is meant.
            AmbiguousError: several are; the sentence names them.
        """
        return article_meant(
            name,
            is_there=self.is_there,
            meant_by=lambda wanted: self._exactly(lambda: self._lists.meant_by(wanted)),
        )

    # Keeping up

    def hear(self, event: Event) -> None:
        """Keep up with what the library tells; called from any thread."""
        if isinstance(event, Changed | Skipped):
            with self._lock:
                self._live |= event.articles
                self._unheld |= event.articles
                self._shared = self._shared or not isinstance(event, Changed) or event.shared
        elif isinstance(event, Advanced):
            if self._database.is_open:
                self._take(sorted(event.articles), shared=False)
        elif isinstance(event, Saved) and self._database.is_open:
            with self._lock:
                if self._resting is None:
                    self._resting = threading.Timer(_REST, self._keep_up)
                    self._resting.daemon = True
                    self._resting.start()

    def opened(self, article: str) -> None:
        """Show an article as it stands in memory from now on."""
        with self._lock:
            self._live.add(article)
            self._unheld.add(article)

    def added(self, article: str) -> None:
        """Take in an article that was just added, if the index is in use."""
        if self._database.is_open:
            self._take([article], shared=False)

    def rebuild(self) -> None:
        """Make the index again from the records, whatever it says now.

        Raises:
            StorageError: the folder of the articles cannot be read.
        """
        self._database.discard()
        self._run()

    def close(self) -> None:
        """Take in what was saved, and let go of the index."""
        self._reconciler.stop()
        self._contents.stop()
        if self._database.is_open:
            # Of people and claims there may be many; the next start looks after them.
            self._keep_up(shared=False)
        self._database.close()

    def _keep_up(self, *, shared: bool = True) -> None:
        with self._lock:
            if self._resting is not None:
                self._resting.cancel()
            self._resting = None
            saved = sorted(self._live)
            # What is not in memory is as its file says; once that was read, it need not be again.
            self._live = {one for one in saved if self._copy.holds(_PREFIX + one)}
            shared, self._shared = shared and self._shared, False
        self._take(saved, shared=shared)

    def _take(self, articles: Sequence[str], *, shared: bool) -> None:
        self._reconciler.run_for(articles)
        if self._database.is_open:
            self._contents.run_for(articles, shared=shared)

    # How

    def _run(self, told: Told | None = None, *, check: bool = False) -> None:
        try:
            self._reconciler.run(told, check=check)
        finally:
            self._filled = self._database.generation

    def _exactly(self, query: Callable[[], Found]) -> Found:
        for _ in range(_TRIES):
            self._run()
            try:
                self._hold_live()
                return query()
            except IndexLost:
                continue
        raise StorageError("The index of the library cannot be made: there is no memory for it.")

    def at_once(self, query: Callable[[], Found], nothing: Found) -> Found:
        """Return what a query of the index finds as it is, `nothing` if it was just lost."""
        try:
            self._hold_live()
            return query()
        except IndexLost:
            return nothing

    def _hold_live(self) -> None:
        """Have the rows of what changed in this run stand as they are in memory."""
        with self._lock:
            if self._generation != self._database.generation:
                self._generation = self._database.generation
                self._unheld |= self._live
            unheld, self._unheld = self._unheld, set()
        if not unheld:
            return
        held = [article for article in unheld if self._copy.holds(_PREFIX + article)]
        try:
            self._lists.hold([self.row(article) for article in held])
        except IndexLost:
            with self._lock:
                self._unheld |= unheld
            raise

    def _read(self, article: str) -> "Tables":
        return self._ahead.read(_PREFIX + article)

    def _read_text(self, article: str, text: str) -> "Document":
        return self._open_text(article, text) or stored_text(self._records, article, text)

    def _unchanged(self, article: str) -> ArticleRow | None:
        """Return the row in the index if the file is still the one it was read from."""
        if not self._database.is_open:
            return None
        try:
            state = self._reconciler.state_of(article)
            if state is None or state != self._reconciler.file_state(article):
                return None
            return self._lists.rows([article]).get(article)
        except IndexLost:
            return None
