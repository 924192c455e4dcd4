"""New versions of a text, and the annotations that were not surely found in one."""

from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.text.document import Range
from reader.tui.wording import counted

if TYPE_CHECKING:
    from reader.library import ArticleSession
    from reader.library.refreshing import Refreshed
    from reader.library.reviewing import Doubt
    from reader.tui.screens.dialogs.review_dialog import Reviewed
    from reader.tui.screens.reading.screen import ReadingScreen


class Reviewing:
    """Takes a changed text in, and steps through what a person has to say about it."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Work on the article `screen` shows."""
        self._screen = screen
        self._placing: str | None = None
        self._reminded: ArticleSession | None = None

    # A new version

    async def refresh(self) -> None:
        """Ask for the changed text of the open article and take it in."""
        from reader.tui.screens.dialogs.path_prompt import PathPrompt

        _ = self._screen.open_session
        prompt = PathPrompt("take in a changed text of this article")

        def answered(path: Path | None) -> None:
            if path is not None:
                self._take_in(path)

        await self._screen.ask(prompt, answered)

    def _take_in(self, path: Path) -> None:
        screen = self._screen
        session, library = screen.open_session, screen.library
        screen.bookmark.keep()

        def work() -> None:
            from reader.importers.registry import read_source
            from reader.library.refreshing import prepare

            try:
                content = read_source(path, library.config.max_file_bytes)
                prepared = prepare(library, session, content, path.name)
            except ReaderError as error:
                screen.call_later(screen.say, str(error), loud=True)
            else:
                screen.call_later(self._taken_in, prepared)

        screen.run_worker(work, thread=True, group="refreshing")

    def _taken_in(self, prepared: "Refreshed") -> None:
        from reader.library.refreshing import commit

        screen = self._screen
        if not prepared.new:
            screen.say("The text is the same: nothing changed.")
            return
        try:
            refreshed = commit(screen.library, prepared)
        except ReaderError as error:
            screen.say(str(error), loud=True)
            return
        self._reminded = screen.session
        screen.showing.changes()
        unsettled = sum(anchor.unsettled for anchor in refreshed.anchors.values())
        found = counted(len(refreshed.anchors) - unsettled, "annotation")
        rest = f", {unsettled} to review: :review" if unsettled else ""
        screen.say(f"A new version of the text: {found} found{rest}.")

    def follow_version(self) -> bool:
        """Show the version of the text that is read now, where the reader was; tell if it did."""
        screen = self._screen
        session = screen.session
        if session is None or session.article.text == session.text:
            return False
        from reader.library.refreshing import follow

        former, place = screen.pane.document, screen.pane.position
        try:
            fresh = screen.library.session(session.id)
        except ReaderError as error:
            screen.say(str(error), loud=True)
            return False
        screen.bookmark.forget()
        screen.showing.article(fresh, position=follow(former, fresh.document, place))
        return True

    def look_after(self) -> None:
        """See to annotations whose place is not sure, once all of an article are known."""
        session = self._screen.session
        if session is not None:
            self._anchor_rest(session)
            if self._reminded is not session:
                self._reminded = session
                self._remind(session)

    def _remind(self, session: "ArticleSession") -> None:
        if session.unsettled:
            count = counted(len(session.unsettled), "annotation")
            self._screen.say(f"{count} to review: the words changed. :review shows them.")

    def _anchor_rest(self, session: "ArticleSession") -> None:
        """Have the record say where annotations are that came from another version of the text."""
        screen, library = self._screen, self._screen.library
        if session.read_only or not session.unanchored:
            return
        unanchored, session.unanchored = session.unanchored, set()

        def work() -> None:
            from reader.library.refreshing import anchor_rest

            try:
                write = anchor_rest(library, session, unanchored)
            except ReaderError:
                # One was deleted meanwhile; the others are found when the article is opened again.
                return
            screen.call_later(screen.commanding.attempt, write)

        screen.run_worker(work, thread=True, group="refreshing")

    # The review

    async def review(self) -> None:
        """Step through the annotations of the open article that were not surely found."""
        from reader.library.reviewing import doubts
        from reader.tui.screens.dialogs.review_dialog import ReviewDialog

        screen = self._screen
        found = doubts(screen.open_session)
        if not found:
            screen.say("Every annotation of this article is in its place.")
            return
        await screen.ask(ReviewDialog(found, self._show), self._reviewed)

    def placed(self) -> None:
        """Go on with the review after words were selected for an annotation, or let go."""
        article, self._placing = self._placing, None
        if article is not None and article == self._screen.article:
            self._screen.call_later(self._go_on)

    def _show(self, doubt: "Doubt") -> None:
        if doubt.range is not None:
            self._screen.go_to_annotation(doubt.annotation)

    def _reviewed(self, reviewed: "Reviewed | None") -> None:
        from reader.library.reviewing import confirm, keep_without_place
        from reader.tui.screens.dialogs.review_dialog import Answer

        screen = self._screen
        if reviewed is None:
            return
        annotation, session = reviewed.annotation, screen.open_session
        match reviewed.answer:
            case Answer.PLACE:
                self._placing = session.id
                place = session.range_of(session.annotation(annotation))
                screen.marking.place_anew(annotation, place or self._in_view())
                return
            case Answer.CONFIRM:
                screen.commanding.attempt(lambda: confirm(session, annotation))
            case Answer.KEEP:
                screen.commanding.attempt(lambda: keep_without_place(session, annotation))
        screen.call_later(self._go_on)

    async def _go_on(self) -> None:
        from reader.library.reviewing import doubts

        if self._screen.session is not None and doubts(self._screen.session):
            await self.review()
        else:
            self._screen.say("Every annotation is reviewed.")

    def _in_view(self) -> Range:
        """Return words in view to begin selecting with."""
        pane = self._screen.pane
        return pane.attention.sentence_at(pane.in_view.start)
