"""Making marks and claims, giving them other words, taking them away."""

from typing import TYPE_CHECKING

from reader.model.annotation import Annotation, Kind
from reader.text.document import Range
from reader.tui.widgets.coach import Step
from reader.tui.wording import quoted

if TYPE_CHECKING:
    from reader.tui.screens.reading.screen import ReadingScreen


class Marking:
    """What `c`, `m`, `r`, `d` and `y` do.

    Attributes:
        reselecting: The id of the annotation whose words are being chosen anew, or None.
    """

    def __init__(self, screen: "ReadingScreen") -> None:
        """Work on what `screen` shows."""
        self._screen = screen
        self.reselecting: str | None = None

    def claim(self) -> None:
        """Make the words in focus or selected a claim, or the mark on them."""
        screen = self._screen
        session, target = screen.open_session, screen.pane.target
        meant = self._meant(target)
        if meant is None:
            self._settle_on(session.mark(target, Kind.CLAIM))
        elif meant.kind is Kind.CLAIM:
            screen.say("That is a claim already.")
        else:
            session.set_kind(meant.id, Kind.CLAIM)
            self._settle_on(meant.id)
        screen.coach.done(Step.CLAIM)

    def mark(self) -> None:
        """Mark the words in focus or selected."""
        screen = self._screen
        session, target = screen.open_session, screen.pane.target
        known = session.exactly(target)
        if known is not None:
            screen.say("Those words are marked already.")
        else:
            self._settle_on(session.mark(target))

    def delete(self) -> None:
        """Delete the annotation under the focus."""
        screen = self._screen
        annotation = screen.commanding.annotation
        if annotation is None:
            screen.say("No annotation is in focus.")
            return
        screen.open_session.delete(annotation.id)
        screen.say(f"Deleted · {screen.key_of('undo')} undoes.")

    def copy(self) -> None:
        """Copy the selection, else the words of the annotation, else the focus."""
        screen = self._screen
        session, target = screen.open_session, screen.pane.target
        annotation = None if screen.pane.selection else screen.commanding.annotation
        text = (
            session.quotation(annotation) if annotation else session.document.text[slice(*target)]
        )
        screen.app.copy_to_clipboard(text)
        screen.say(f"Copied {quoted(text)}.")
        screen.pane.clear_selection()

    def reselect(self) -> None:
        """Make the words of the annotation the selection, to be changed and kept."""
        screen = self._screen
        annotation = screen.commanding.annotation
        extent = screen.open_session.range_of(annotation) if annotation else None
        if annotation is None or extent is None:
            screen.say("No annotation is in focus.")
            return
        self.place_anew(annotation.id, extent)

    def place_anew(self, annotation: str, words: Range) -> None:
        """Have the words of an annotation selected, beginning with these."""
        self.reselecting = annotation
        self._screen.pane.select(words)

    def keep(self) -> None:
        """Keep the selection as the new extent of the annotation being reselected."""
        screen = self._screen
        extent = screen.pane.selection
        if self.reselecting is None or extent is None:
            return
        annotation, self.reselecting = self.reselecting, None
        self.move(annotation, extent)

    def move(self, annotation: str, extent: Range) -> None:
        """Give an annotation another extent, note and tags stay."""
        screen = self._screen
        if screen.open_session.range_of(screen.open_session.annotation(annotation)) != extent:
            screen.open_session.reselect(annotation, extent)
        self._settle_on(annotation)

    def stop_reselecting(self) -> None:
        """Forget which annotation was being reselected; the selection was let go."""
        self.reselecting = None
        self._screen.reviewing.placed()

    def _meant(self, target: Range) -> Annotation | None:
        """Return the annotation that `c` is about, or None if it makes a new one.

        The one with exactly these words; else a mark that is no claim yet and does not reach
        beyond the focus. A focus narrower than the annotation around it makes a new one, and so
        does a focus around a claim.
        """
        screen = self._screen
        session = screen.open_session
        exact = session.exactly(target)
        if exact is not None or screen.pane.selection is not None:
            return exact
        annotation = screen.commanding.annotation
        extent = session.range_of(annotation) if annotation else None
        if annotation is None or extent is None or annotation.kind is Kind.CLAIM:
            return None
        within = target.start <= extent.start and extent.end <= target.end
        return annotation if within else None

    def _settle_on(self, annotation: str) -> None:
        """Put the focus on an annotation that was made or changed, and drop the selection."""
        self._screen.showing.annotations()
        self._screen.go_to_annotation(annotation)
