"""The row below everything: the keys that serve here, now, or for a while a sentence."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from reader.text.cells import width as cell_width
from reader.tui.widgets.painted_once import PaintedOnce
from reader.tui.widgets.styled_when_asked import StyledWhenAsked

_GAP = 2
_PART = 4
"""Cells between a sentence and the offers."""


class Offer(NamedTuple):
    """One key and what it does.

    Attributes:
        command: The id of the command.
        key: The key as a person reads it.
        word: What it does, in a word or two.
    """

    command: str
    key: str
    word: str

    @property
    def cells(self) -> int:
        """How many cells it takes."""
        return cell_width(self.key) + 1 + cell_width(self.word)


class BottomRow(PaintedOnce, StyledWhenAsked, Widget):
    """One row of offers; what does not fit is left out, but for the last ones."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bottom-row--key",
        "bottom-row--pending",
        "bottom-row--sentence",
    }
    DEFAULT_CSS = "BottomRow { height: 1; }"
    ALLOW_SELECT = False

    class Chosen(Message):
        """An offer was clicked.

        Attributes:
            command: The id of its command.
        """

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Start with nothing to offer."""
        super().__init__(id=id)
        self._offers: tuple[Offer, ...] = ()
        self._kept = 1
        self._pending = ""
        self._sentence = ""

    @property
    def sentence(self) -> str:
        """What is said before the offers, or an empty one."""
        return self._sentence

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is offered, whether it fits or not."""
        return self._offers

    def show(self, offers: Sequence[Offer], pending: str = "", *, kept: int = 1) -> None:
        """Offer these.

        Args:
            offers: What serves now.
            pending: Keys typed so far that wait for more.
            kept: How many of the last offers stay where there is no room for all.
        """
        if (tuple(offers), pending, kept) != (self._offers, self._pending, self._kept):
            self._offers, self._pending, self._kept = tuple(offers), pending, kept
            if pending:
                self._sentence = ""
            self.refresh()

    def has_room_for(self, sentence: str) -> bool:
        """Whether a sentence can be read here whole, and takes no place of keys or of another."""
        taken = self._pending or self._sentence
        return not taken and cell_width(sentence) <= self._column_of(self._offers[-1:]) - _GAP - 1

    def tell(self, sentence: str) -> None:
        """Say a sentence before the offers that fit beside it; an empty one takes it away."""
        if sentence != self._sentence:
            self._sentence = sentence
            self.refresh()

    def render(self) -> Content:
        """Paint the offers from the left, those that stay at the right edge."""
        key = self.get_visual_style("bottom-row--key")
        parts: list[Content | str] = [" "]
        used = 1
        if self._sentence:
            told = self.get_visual_style("bottom-row--sentence")
            parts.append(Content.styled(self._sentence, told))
            used += cell_width(self._sentence)
        for place, (offer, column) in enumerate(self._placed()):
            parts.append(" " * (column - used))
            parts.append(Content.assemble((f"{offer.key} ", key), offer.word))
            used = column + offer.cells
            if self._pending and place == len(self._placed()) - 1 - len(self._staying):
                pending = self.get_visual_style("bottom-row--pending")
                parts.append(Content.assemble("  ", (self._pending, pending)))
                used += 2 + cell_width(self._pending)
        return Content.assemble(*parts)

    def on_click(self, event: Click) -> None:
        """Say which offer was clicked."""
        for offer, column in self._placed():
            if column <= event.x < column + offer.cells:
                self.post_message(self.Chosen(offer.command))

    def _placed(self) -> list[tuple[Offer, int]]:
        """Return the offers that fit, each with its column."""
        stay = self._staying
        end = self._column_of(stay)
        room = end - (cell_width(self._pending) + _GAP if self._pending else 0)
        placed: list[tuple[Offer, int]] = []
        column = 1 + (cell_width(self._sentence) + _PART if self._sentence else 0)
        for offer in self._offers[: -len(stay)]:
            if column + offer.cells + _GAP > room:
                break
            placed.append((offer, column))
            column += offer.cells + _GAP
        column = max(1, end)
        for offer in stay:
            placed.append((offer, column))
            column += offer.cells + _GAP
        return placed

    @property
    def _staying(self) -> tuple[Offer, ...]:
        """The offers that are never left out; beside a sentence only the last."""
        return self._offers[-1 if self._sentence else -self._kept :]

    def _column_of(self, last: Sequence[Offer]) -> int:
        """Return where the last offers begin."""
        return self.size.width - 1 - sum(each.cells for each in last) - _GAP * max(0, len(last) - 1)
