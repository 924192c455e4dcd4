"""The row that keeps the pinned claim in sight while one reads on."""

from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from reader.model.annotation import Kind
from reader.text.canonical import clean_line
from reader.tui.signs import KIND_SIGNS
from reader.tui.widgets.styled_when_asked import StyledWhenAsked

_ATTACH = "attach"
_PART = "pinned_part"
_LEAST_WORDS = 12


class PinnedClaim(NamedTuple):
    """The claim as it is shown; texts are raw.

    Attributes:
        speaker: Who says so, with a sign if only a rule suggested it.
        judgement: Status and verdict, empty for none.
        evidence: How much there is for it and against it, such as `+2 −1`.
        key: The key that attaches evidence to it.
        problem: Why it cannot be shown; empty if it can.
    """

    text: str
    speaker: str = ""
    judgement: str = ""
    evidence: str = ""
    key: str = ""
    problem: str = ""


class PinnedRow(StyledWhenAsked, Widget):
    """One row: its words, who says so, how it is judged, what there is for it and against it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pinned-row--sign",
        "pinned-row--words",
        "pinned-row--evidence",
        "pinned-row--key",
        "pinned-row--problem",
    }
    DEFAULT_CSS = "PinnedRow { height: 1; } PinnedRow.-hidden { display: none; }"
    ALLOW_SELECT = False

    class Chosen(Message):
        """The row was clicked.

        Attributes:
            attach: Whether it was the key that attaches evidence.
        """

        def __init__(self, *, attach: bool) -> None:
            super().__init__()
            self.attach = attach

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Show nothing yet."""
        super().__init__(id=id)
        self._claim = PinnedClaim("")

    @property
    def claim(self) -> PinnedClaim:
        """What is shown."""
        return self._claim

    def show(self, claim: PinnedClaim) -> None:
        """Show a claim."""
        if claim != self._claim:
            self._claim = claim
            self.refresh()

    def render(self) -> Content:
        """Paint the row: the words give way first."""
        claim, width = self._claim, max(1, self.size.width - 2)
        sign = (f"{KIND_SIGNS[Kind.CLAIM]} ", self._style("sign"))
        if claim.problem:
            problem = (clean_line(claim.problem), self._style("problem"))
            return Content.assemble(" ", sign, problem).truncate(width, ellipsis=True)
        key = Content.assemble(
            (f"{claim.key} ", self._style("key", _ATTACH)),
            ("evidence", Style.from_meta({_PART: _ATTACH})),
        )
        facts = [clean_line(fact) for fact in (claim.speaker, claim.judgement) if fact]
        right = Content.assemble(*(f"  {fact}" for fact in facts))
        if claim.evidence:
            right = Content.assemble(right, "  ", (claim.evidence, self._style("evidence")))
        right = right.truncate(max(0, width - key.cell_length - _LEAST_WORDS - 6), ellipsis=True)
        room = max(1, width - right.cell_length - key.cell_length - 5)
        words = Content(clean_line(claim.text)).truncate(room, ellipsis=True)
        left = Content.assemble(sign, (words.plain, self._style("words")), right)
        gap = max(1, width - left.cell_length - key.cell_length)
        return Content.assemble(" ", left, " " * gap, key).truncate(width + 1)

    def on_click(self, event: Click) -> None:
        """Say that it was clicked."""
        event.stop()
        self.post_message(self.Chosen(attach=event.style.meta.get(_PART) == _ATTACH))

    def _style(self, name: str, part: str = "") -> Style:
        look = self.get_visual_style(f"pinned-row--{name}", partial=True)
        return look + Style.from_meta({_PART: part}) if part else look
