"""The coach: one row that takes a newcomer through the first claim, a step at a time."""

from enum import StrEnum
from typing import ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from reader.tui.widgets.styled_when_asked import StyledWhenAsked


class Step(StrEnum):
    """The steps, in order; the value is the id of the command each one teaches."""

    CLAIM = "claim"
    SPEAKER = "speaker"
    NOTE = "note"
    EXPORT = "export"


WORDS = {
    Step.CLAIM: "claim it",
    Step.SPEAKER: "who says so",
    Step.NOTE: "why it matters",
    Step.EXPORT: "take it with you",
}


class Coach(StyledWhenAsked, Widget):
    """Shows the steps, those done ticked and the next one lit; gone once all are done."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "coach--done",
        "coach--now",
        "coach--later",
        "coach--quiet",
    }
    DEFAULT_CSS = "Coach { height: 1; } Coach.-ended { display: none; }"
    ALLOW_SELECT = False

    step: reactive[Step | None] = reactive[Step | None](None)
    """The step to do now, or None once the coach is gone."""

    class Advanced(Message):
        """A step was done.

        Attributes:
            step: The one that comes now.
        """

        def __init__(self, step: Step) -> None:
            super().__init__()
            self.step = step

    class Ended(Message):
        """The coach is gone for good.

        Attributes:
            completed: Whether every step was done, rather than the coach sent away.
        """

        def __init__(self, completed: bool) -> None:
            super().__init__()
            self.completed = completed

    def __init__(self, keys: dict[Step, str], *, id: str | None = None) -> None:  # noqa: A002
        """Start hidden; `keys` says which key does each step, as a person reads it."""
        super().__init__(id=id, classes="-ended")
        self._keys = keys

    def begin(self, step: Step = Step.CLAIM) -> None:
        """Start with the first step, or go on with a later one."""
        self.step = step

    def done(self, step: Step) -> None:
        """Go on when the step that was asked for was done; others change nothing."""
        if step is not self.step:
            return
        steps = list(Step)
        place = steps.index(step) + 1
        if place < len(steps):
            self.step = steps[place]
            self.post_message(self.Advanced(self.step))
        else:
            self._end(completed=True)

    def dismiss(self) -> bool:
        """Go for good; returns False if it was gone already."""
        if self.step is None:
            return False
        self._end(completed=False)
        return True

    def watch_step(self, step: Step | None) -> None:
        """Show or hide the row."""
        self.set_class(step is None, "-ended")

    def render(self) -> Content:
        """Paint the steps."""
        steps = list(Step)
        now = steps.index(self.step) if self.step else len(steps)
        parts: list[Content | str] = [" "]
        for place, step in enumerate(steps):
            look = "done" if place < now else "now" if place == now else "later"
            style = self.get_visual_style(f"coach--{look}")
            sign = "✓" if place < now else self._keys[step]
            if place:
                parts.append(Content.styled(" → ", self._quiet))
            parts.append(Content.styled(f" {sign} {WORDS[step]} ", style))
        shown = Content.assemble(*parts)
        away = "Esc ends this "
        gap = self.size.width - shown.cell_length - len(away)
        if gap < 1:
            return shown
        return Content.assemble(shown, " " * gap, Content.styled(away, self._quiet))

    @property
    def _quiet(self) -> Style:
        return self.get_visual_style("coach--quiet")

    def _end(self, *, completed: bool) -> None:
        self.step = None
        self.post_message(self.Ended(completed))
