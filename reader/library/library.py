"""The library: what the command line and the terminal interface call."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.library.events import Changed, Event, Told
from reader.library.open_library import OpenLibrary
from reader.model.article import ReadStatus
from reader.paths import default_export_folder
from reader.storage.base import Change
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.index.rows import ArticleRow
    from reader.library.adding import Added
    from reader.library.session import ArticleSession

_LABEL_CELLS = 32


class Library(OpenLibrary):
    """One library of articles.

    To be used from one thread. `add`, `add_path`, `flush`, `close` and `seed_samples` wait for
    the disk; `add` and `add_path` may be called from another thread.
    """

    def article_ids(self, start: str = "") -> list[str]:
        """Return the ids that begin with `start`, of those in the trash too, sorted."""
        files = self.records.files(f"articles/{start}")
        return [file.removeprefix("articles/") for file in files]

    def is_there(self, article: str) -> bool:
        """Tell whether this is the id of an article that is not in the trash."""
        return self.listing.is_there(article)

    def rows(
        self, ids: Iterable[str] | None = None, *, trash: bool = False
    ) -> "Iterator[ArticleRow]":
        """Return what a list shows of articles; a damaged record gives a row with a `problem`.

        Args:
            ids: The articles, in this order; all of them, the latest added first, if left out.
            trash: Whether those in the trash are shown too.
        """
        return self.listing.rows(ids, trash=trash)

    def row(self, article: str) -> "ArticleRow":
        """Return what a list shows of one article."""
        return self.listing.row(article)

    def find_article(self, name: str) -> str:
        """Return the id of the article meant by its id, its first letters, or a piece of its title.

        Raises:
            NotFoundError: none is meant.
            AmbiguousError: several are; the sentence names them.
        """
        return self.listing.find(name)

    def session(self, article: str) -> "ArticleSession":
        """Open an article; while it is open, the same session is returned each time.

        A session is about one version of the text: another comes with another version.

        Raises:
            NotFoundError: there is no such article.
            StorageError: its record or text cannot be read.
        """
        from reader.library.session import ArticleSession

        session = self._sessions.get(article)
        if session is None or session.text != session.article.text:
            self._put_right(f"articles/{article}")
            session = self._sessions[article] = ArticleSession(self, article)
            self.listing.opened(article)
        self._prepared = None
        return session

    def prepare(self, article: str) -> None:
        """Open an article that will be asked for next, and keep it until then.

        One that cannot be read is let be: who asks for it will hear of it. What is told on the way
        stands among the problems, as nobody may listen yet.
        """

        def keep(event: Event) -> None:
            if isinstance(event, Told):
                self.warn(event.sentence)

        unsubscribe = self.subscribe(keep)
        with suppress(ReaderError):
            self._prepared = self.session(article)
        unsubscribe()

    def add(self, content: bytes, name: str, *, sample: bool = False) -> "Added":
        """Take an article in and return once it is durable; the same bytes are the same article.

        Args:
            content: The whole source.
            name: The name it came under, usually a file's.
            sample: Whether it came with the program.

        Raises:
            InputError: it is nothing that can be read.
            ReadOnlyError: the library cannot be written.
            StorageError: the disk refused.
        """
        from reader.importers.registry import import_bytes
        from reader.library import adding

        self.history.require_writable()
        known = adding.find_source(self.records, content)
        if known is not None:
            found = known
            added = self.call(lambda: adding.read_again(self.records, found))
        else:
            imported = import_bytes(content, name)
            added = self.call(
                lambda: adding.store(self.records, content, name, imported, sample=sample)
            )
        self.listing.added(added.article)
        file = f"articles/{added.article}"
        if self.copy.holds(file):
            self.copy.refresh(file, self.history.unsaved(file))
        self.listeners.tell(Changed(frozenset({added.article})))
        return added

    def add_path(self, path: Path) -> "Added":
        """Take a file in; see `add`.

        Raises:
            InputError: it is missing, empty, over-sized, no file, or nothing that can be read.
        """
        from reader.importers.registry import read_source

        return self.add(read_source(path, self.config.max_file_bytes), path.name)

    def trash_article(self, article: str) -> None:
        """Put an article into the trash, as a step."""
        from reader.model.stamps import utc_now

        with self.history.step(f"trash {self.cited(article)}", article):
            self._change(article, "article", "deleted", utc_now())

    def set_read_status(self, article: str, status: ReadStatus) -> None:
        """Say where an article stands in one's reading, as a step."""
        with self.history.step(f"{status}: {self.cited(article)}", article):
            self._change(article, "state", "status", str(status))

    def seed_samples(self) -> bool:
        """Put the samples into a library that never had them; tell whether that was done.

        Raises:
            ReaderError: the samples are missing, or the disk refuses.
        """
        from reader.library import samples

        if self.read_only or samples.is_seeded(self):
            return False
        samples.seed(self)
        return True

    def remove_samples(self) -> int:
        """Put the samples into the trash, as one step; returns how many."""
        found = self.listing.samples()
        with self.history.step("remove the samples"):
            for article in found:
                self.trash_article(article)
        return len(found)

    @property
    def export_folder(self) -> Path:
        """The folder chosen last, else the one in the settings, else one in the documents."""
        folder = self._local.text("export_folder") or self.config.export_folder
        return Path(folder).expanduser() if folder else default_export_folder()

    def remember_export_folder(self, folder: Path) -> None:
        """Offer this folder the next time."""
        self._local.remember("export_folder", str(folder))

    def cited(self, article: str) -> str:
        """Return an article's title as the name of a step has it, the id if it has none."""
        return f"“{clean_line(self.row(article).title or article, _LABEL_CELLS)}”"

    def _change(self, article: str, table: str, field: str, value: Any) -> None:
        self.history.change([Change(f"articles/{article}", table, article, field, value)])
