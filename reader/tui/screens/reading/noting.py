"""Why a claim matters: notes, kept as drafts while they are written."""

from functools import partial
from typing import TYPE_CHECKING

from reader.library.drafts import Draft, Left
from reader.model.annotation import Kind
from reader.text.document import Range
from reader.tui.screens.reading.judging import Subject
from reader.tui.widgets.coach import Step
from reader.tui.wording import quoted

if TYPE_CHECKING:
    from reader.tui.screens.reading.screen import ReadingScreen


class Noting:
    """What `a` does, and what is done about a note that was being written when all ended."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Work on what `screen` shows."""
        self._screen = screen
        self._left: list[Left] = []

    async def note(self) -> None:
        """Ask for a note on the annotation or the words in focus."""
        await self._edit(self._screen.judging.subject(Kind.HIGHLIGHT))

    async def offer_drafts(self) -> None:
        """Go on with a note that was left unsaved when a program came to a sudden end."""
        self._left = self._left or self._screen.library.drafts.left()
        while self._left:
            if await self._take_up(self._left.pop(0)):
                return

    async def _take_up(self, left: Left) -> bool:
        """Open the note of a draft; False if it is of no use any more or has no place."""
        screen = self._screen
        draft, drafts = left.draft, screen.library.drafts
        if not screen.library.is_there(draft.article):
            # It may come back from the trash; until then its note is kept as it is.
            return False
        if draft.article != screen.article and not screen.articles.open(draft.article):
            return False
        session = screen.open_session
        known = {annotation.id: annotation for annotation in session.annotations}
        annotation = known.get(draft.annotation)
        if annotation is not None and annotation.note == draft.note:
            drafts.drop(left)
            return False
        words = Range(draft.start, draft.end)
        if annotation is None and session.document.text[slice(*words)] != draft.quotation:
            screen.say(
                f"A note on {quoted(draft.quotation)} was not saved: {draft.note}", loud=True
            )
            return False
        if annotation is not None:
            screen.go_to_annotation(annotation.id)
        else:
            screen.pane.focus_on(words)
        subject = Subject(annotation, words, Kind.HIGHLIGHT, draft.quotation)
        await self._edit(subject, left)
        return True

    async def _edit(self, subject: Subject, left: Left | None = None) -> None:
        from reader.tui.screens.dialogs.note_editor import NoteEditor

        screen = self._screen
        session, drafts = screen.open_session, screen.library.drafts
        former = subject.annotation.note if subject.annotation else ""
        place = session.range_of(subject.annotation) if subject.annotation else subject.range
        start, end = place or Range(0, 0)
        draft = Draft(
            article=session.id,
            text=session.text,
            annotation=subject.annotation.id if subject.annotation else "",
            start=start,
            end=end,
            quotation=subject.quotation,
            note=former,
        )

        def drafted(note: str) -> None:
            screen.library.run_errand(lambda: drafts.keep(draft._replace(note=note)))

        def let_go() -> None:
            drafts.forget()
            if left is not None:
                drafts.drop(left)

        def answered(note: str | None) -> None:
            if note is not None and note != former:
                write = partial(session.set_note, text=note)
                if not screen.judging.act("note", subject, write):
                    unsaved = draft._replace(note=note)
                    screen.library.run_errand(lambda: drafts.leave(unsaved))
                    return
            if note:
                screen.coach.done(Step.NOTE)
            # Only once the note itself is durable.
            screen.library.run_errand(let_go, frozenset({f"articles/{session.id}"}))
            if self._left:
                screen.call_later(self.offer_drafts)

        dialog = NoteEditor(
            subject.quotation,
            former,
            editor=screen.library.config.editor,
            title="note" if left is None else "note, as you left it",
            draft=left.draft.note if left is not None else None,
            drafted=drafted,
        )
        await screen.ask(dialog, answered)
