"""Choosing, adding and putting away articles."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.library import SortOrder
from reader.model.article import ReadStatus
from reader.text.document import Range
from reader.tui.wording import counted, quoted

if TYPE_CHECKING:
    from reader.library import ArticleSession, Progress
    from reader.tui.screens.reading.screen import ReadingScreen

_WORTH_TELLING = 400
_PAINTING = 0.3
_SENTENCES_TRIED = 80


class Articles:
    """What the commands on whole articles do."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Work on the list and the library of `screen`."""
        self._screen = screen
        self._refused: set[str] = set()
        self._reconciling = True
        self._progress: Progress | None = None

    # The list

    def load_rows(self) -> None:
        """Show the list as the index has it; once that is painted, see what changed since."""
        screen = self._screen
        order = screen.remembered.order
        if order in list(SortOrder):
            screen.list.listing.order = SortOrder(order)
        screen.list.load(screen.library.listing)
        if len(screen.list.listing):
            screen.set_timer(_PAINTING, self.reconcile)
        else:
            screen.call_after_refresh(self.reconcile)

    def show_row(self, article: str) -> None:
        """Show one article in the list as it stands now, or no longer if it is in the trash."""
        self._show([article])

    def reconcile(self) -> None:
        """Compare the list with the files in a thread of its own, a batch at a time.

        The thread never waits for the screen, which waits for it when the program ends.
        """
        screen = self._screen
        self._reconciling = True

        def compare() -> None:
            worker = get_current_worker()

            def told(progress: "Progress") -> bool:
                if not worker.is_cancelled:
                    screen.call_later(self._take, progress)
                return not worker.is_cancelled

            try:
                screen.library.listing.reconcile(told)
            except ReaderError as error:
                screen.call_later(screen.say, str(error), loud=True)
            if not worker.is_cancelled:
                screen.call_later(self._reconciled)
                with suppress(ReaderError):
                    screen.library.listing.read_contents(told)
            if not worker.is_cancelled:
                screen.call_later(screen.list.show_foot, "")

        screen.run_worker(compare, thread=True, group="rows", exit_on_error=True)

    def filling(self) -> str:
        """Say how far the index is, nothing once it is complete; one that was lost is filled."""
        listing = self._screen.library.listing
        if listing.complete:
            return ""
        self._make_good()
        if self._progress is None:
            return "The index is being compared with the files …"
        done, total = f"{self._progress.done:,}", f"{self._progress.total:,}"
        what = "texts" if self._progress.contents else "articles"
        return f"The index is being filled: {done} of {total} {what} read; those are searched."

    def sort(self) -> None:
        """Sort the list the next way."""
        screen = self._screen
        order = screen.list.listing.order.following()
        screen.list.sort(order)
        screen.remembered.order = order.value
        screen.telling.briefly(f"sorted by {order.value}")

    # Opening

    def open(self, article: str, *, annotation: str | None = None) -> bool:
        """Open an article where it was left, or at an annotation; False if it cannot be read."""
        screen = self._screen
        screen.bookmark.keep()
        try:
            session = screen.library.session(article)
        except ReaderError as error:
            screen.say(str(error), loud=True)
            self._refused.add(article)
            self.show_row(article)
            return False
        self._refused.discard(article)
        screen.jumping.note()
        screen.showing.article(session)
        screen.remembered.article = article
        if annotation is not None:
            screen.go_to_annotation(annotation)
        return True

    def open_first_claim(self, article: str) -> None:
        """Open an article with the focus on words somebody says, for the coach."""
        if self.open(article):
            session = self._screen.open_session
            found = first_attributed(session)
            if found is not None:
                self._screen.pane.focus_on(found)
                self._screen.captions.chosen()

    def next(self) -> None:
        """Open the next article of the list."""
        self._step(1)

    def previous(self) -> None:
        """Open the previous article of the list."""
        self._step(-1)

    def archive_and_go_on(self) -> None:
        """Archive the open article and open the next one."""
        screen = self._screen
        article = screen.article
        if article is None:
            return
        following = screen.list.listing.neighbour(article, 1)
        screen.bookmark.keep()
        screen.library.set_read_status(article, ReadStatus.ARCHIVED)
        self.show_row(article)
        if following is not None and following != article:
            self.open(following)
        screen.say(f"Archived · {screen.key_of('undo')} undoes.")

    # Putting away

    def archive(self) -> None:
        """Archive the chosen articles; those that are archived are taken back."""
        self._toggle(ReadStatus.ARCHIVED, ReadStatus.READ, "Archived", "Taken back")

    def unread(self) -> None:
        """Make the chosen articles unread; unread ones become read."""
        self._toggle(ReadStatus.UNREAD, ReadStatus.READ, "Unread", "Read")

    def trash(self) -> None:
        """Put the chosen articles into the trash, as one step."""
        screen = self._screen
        chosen = screen.list.chosen
        if not chosen:
            return
        with screen.library.history.step(f"trash {counted(len(chosen), 'article')}"):
            for article in chosen:
                screen.library.trash_article(article)
        self._show_rows(chosen)
        screen.say(
            f"{counted(len(chosen), 'article')} in the trash · {screen.key_of('undo')} undoes."
        )
        if screen.article in chosen:
            self._open_something_else()

    def remove_samples(self) -> None:
        """Put the sample articles into the trash."""
        screen = self._screen
        samples = screen.library.listing.samples()
        removed = screen.library.remove_samples()
        self._show_rows(samples)
        screen.say(f"{counted(removed, 'sample')} removed · {screen.key_of('undo')} undoes.")
        if screen.article in samples:
            self._open_something_else()

    # Adding

    async def add(self) -> None:
        """Ask for a file or a folder and add what is in it."""
        from reader.tui.screens.dialogs.path_prompt import PathPrompt

        def answered(path: Path | None) -> None:
            if path is not None:
                self._add(path)

        await self._screen.ask(PathPrompt("add a file or a folder"), answered)

    def _add(self, path: Path) -> None:
        screen = self._screen

        def add() -> None:
            added: list[str] = []
            new = 0
            problems: list[str] = []
            for file in _files(path):
                try:
                    one = screen.library.add_path(file)
                except ReaderError as error:
                    problems.append(str(error))
                else:
                    added.append(one.article)
                    new += one.new
                    problems.extend(one.warnings)
            screen.call_later(self._added, added, new, problems)

        screen.run_worker(add, thread=True, group="adding")

    def _added(self, added: Sequence[str], new: int, problems: Sequence[str]) -> None:
        screen = self._screen
        self._show_rows(added)
        if len(problems) == 1:
            screen.say(problems[0], loud=True)
        elif problems:
            screen.say(f"{counted(len(problems), 'problem')}. {problems[0]}", loud=True)
        elif not added:
            screen.say("There was no file to add.", loud=True)
        if len(added) == 1:
            if not new:
                screen.say("That article is in the library already.")
            self.open(added[0])
            screen.panes.bring("text")
        elif added:
            known = len(added) - new
            there = f" · {known} there already" if known else ""
            screen.say(f"{counted(new, 'article')} added{there}.")

    # How

    def _take(self, progress: "Progress") -> None:
        self._progress = progress
        if progress.total > _WORTH_TELLING:
            done, total = f"{progress.done:,}", f"{progress.total:,}"
            what = "texts" if progress.contents else "articles"
            self._screen.list.show_foot(f"reading {done} of {total} {what} …")
        if progress.articles:
            self._screen.list.take(progress.articles)
        if self._screen.has_used("filtering"):
            self._screen.filtering.saved()

    def _reconciled(self) -> None:
        screen = self._screen
        self._reconciling = False
        screen.list.loading_rows = False
        screen.list.show_foot("")
        self.open_something()

    def open_something(self) -> None:
        """Open the first article that can be read, unless one is open."""
        if self._screen.session is None:
            listing = self._screen.list.listing
            sound = (article for article in listing.shown if not listing[article].problem)
            first = next(sound, None)
            if first is not None and first not in self._refused:
                self.open(first)

    def _show(self, articles: Sequence[str]) -> None:
        self._screen.list.take(articles)
        self._make_good()

    def _make_good(self) -> None:
        """Fill the index again if it was lost meanwhile."""
        if self._screen.library.listing.behind and not self._reconciling:
            self.reconcile()

    def _step(self, step: int) -> None:
        following = self._screen.list.listing.neighbour(self._screen.article, step)
        if following is None:
            self._screen.say("No article follows." if step > 0 else "No article comes before.")
        else:
            self.open(following)

    def _toggle(self, status: ReadStatus, other: ReadStatus, done: str, back: str) -> None:
        screen = self._screen
        chosen = screen.list.chosen
        if not chosen:
            return
        already = all(screen.list.listing[article].status is status for article in chosen)
        wanted, word = (other, back) if already else (status, done)
        with screen.library.history.step(f"{wanted.value}: {counted(len(chosen), 'article')}"):
            for article in chosen:
                screen.library.set_read_status(article, wanted)
        screen.bookmark.forget()
        self._show_rows(chosen)
        name = quoted(screen.list.listing[chosen[0]].title) if len(chosen) == 1 else len(chosen)
        screen.say(f"{word}: {name} · {screen.key_of('undo')} undoes.")

    def _show_rows(self, articles: Sequence[str]) -> None:
        self._show(articles)
        self._screen.list.forget_choice()

    def _open_something_else(self) -> None:
        following = self._screen.list.cursor
        if following is None:
            self._screen.showing.nothing()
        else:
            self.open(following)


def first_attributed(session: "ArticleSession") -> Range | None:
    """Return the first words of an article that the rules know a speaker of, or None.

    The part of a sentence that is said goes before the sentence as a whole.
    """
    units = session.units
    sentence = units.next_sentence(-1)
    for _ in range(_SENTENCES_TRIED):
        if sentence is None:
            return None
        for part in [*units.parts_of(sentence), sentence]:
            if session.suggestion(part).name:
                return part
        sentence = units.next_sentence(sentence.start)
    return None


def _files(path: Path) -> list[Path]:
    """Return the files a path stands for: itself, or those in the folder, hidden ones left out."""
    if not path.is_dir():
        return [path]
    found: list[Path] = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
    return found
