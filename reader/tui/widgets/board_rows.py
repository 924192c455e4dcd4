"""One row of the claims board: a sighting, a claim with its sightings, or a heading."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.index.annotations import AnnotationOrder
from reader.model.claim import Status
from reader.model.words import word_or
from reader.text.canonical import clean_line
from reader.text.cells import width as cell_width
from reader.tui.signs import STATUS_SIGNS, SUGGESTED_SIGN
from reader.tui.widgets.board_columns import EDGE, GAP, SIGN, Columns
from reader.tui.widgets.sighting_words import Who, who_says, words_of
from reader.tui.wording import short_date

if TYPE_CHECKING:
    from rich.style import Style

    from reader.index.annotations import AnnotationRow
    from reader.tui.widgets.row_list import Piece

CHOSEN = "✓"
_CLOSED, _OPEN = "▸", "▾"
_UNJUDGED = "·"


class BoardRows:
    """Puts rows together in columns.

    Attributes:
        order: What the rows are sorted by, to show that date.
    """

    def __init__(self, look: Callable[[str], "Style"]) -> None:
        """Paint in the looks of a list, by name; see `RowList.look`."""
        self.look = look
        self.order = AnnotationOrder.MODIFIED

    def heading(
        self, label: str, number: int, width: int, *, folded: bool, chosen: bool, valued: bool
    ) -> "list[Piece]":
        """Return a heading: its words and how many stand below it."""
        shown = f"{number:,}"
        words = clean_line(label, max(1, width - EDGE - GAP - len(shown) - 1))
        look = self.look("heading" if valued else "quiet")
        return [
            (CHOSEN if chosen else " ", self.look("sign")),
            (f" {_CLOSED if folded else _OPEN} ", look),
            (words, look),
            (f"{' ' * GAP}{shown}", self.look("quiet")),
        ]

    def claim(
        self,
        voices: "Sequence[AnnotationRow]",
        number: int,
        layout: Columns,
        *,
        folded: bool,
        chosen: bool,
    ) -> "list[Piece]":
        """Return a claim, of its first few sightings and how many there are."""
        if not voices:
            return self._gone()
        first, several = voices[0], number > 1
        many = f" {number:,}×" if several else ""
        fold = " " if folded and not several else _CLOSED if folded else _OPEN
        pieces: list[Piece] = [
            (CHOSEN if chosen else " ", self.look("sign")),
            (fold, self.look("quiet")),
            self._status(first),
        ]
        room = layout.text - len(many)
        look = "strong" if several else "base"
        pieces += self._cell(clean_line(first.claim_text, room), room, look, gap=False)
        pieces.append((many, self.look("sign")))
        # Whom a person confirmed goes before whom only a rule suggested.
        known = sorted({who for who in map(who_says, voices) if who.name}, key=_is_suggested)
        names = {who.name for who in known}
        others = f" +{len(names) - 1}" if len(names) > 1 else ""
        return pieces + self._facts(first, layout, known[0] if known else Who("", False), others)

    def sighting(
        self, row: "AnnotationRow | None", layout: Columns, *, chosen: bool, indent: int
    ) -> "list[Piece]":
        """Return a sighting, further to the right below the claim it is one of."""
        if row is None:
            return self._gone()
        pieces: list[Piece] = [
            (CHOSEN if chosen else " ", self.look("sign")),
            (" " * (1 + indent), self.look("base")),
            self._status(row),
        ]
        room = max(1, layout.text - indent)
        look = "base" if row.quotation else "quiet"
        pieces += self._cell(words_of(row), room, look, gap=False)
        return pieces + self._facts(row, layout, who_says(row))

    def _gone(self) -> "list[Piece]":
        return [(" " * EDGE, self.look("base")), ("gone", self.look("quiet"))]

    def _status(self, row: "AnnotationRow") -> "Piece":
        status = word_or(Status, row.status, None)
        sign = _UNJUDGED if status is None else STATUS_SIGNS[status]
        return f"{sign} ", self.look("quiet" if status is None else "judgement")

    def _facts(
        self, row: "AnnotationRow", layout: Columns, speaker: Who, others: str = ""
    ) -> "list[Piece]":
        pieces: list[Piece] = []
        if layout.speaker:
            tail = f" {SUGGESTED_SIGN}" * speaker.suggested + others
            room = layout.speaker - len(tail)
            name = tail.strip() if layout.speaker == SIGN else clean_line(speaker.name, room) + tail
            look = "suggested" if speaker.suggested else "base"
            pieces += self._cell(name, layout.speaker, look)
        judged = row.verdict or row.status or ("unreadable" if row.claim_lost else "not judged")
        look = "problem" if row.claim_lost else "judgement" if row.verdict else "quiet"
        pieces += self._cell(clean_line(judged), layout.judgement, look)
        tags = " ".join(f"#{clean_line(tag)}" for tag in row.tags)
        pieces += self._cell(tags, layout.tags, "tags")
        pieces += self._cell(clean_line(row.title or row.article), layout.article, "quiet")
        created = self.order is AnnotationOrder.CREATED
        date = short_date(row.created if created else row.modified)
        return pieces + self._cell(date, layout.date, "quiet", right=True)

    def _cell(
        self, words: str, cells: int, look: str, *, gap: bool = True, right: bool = False
    ) -> "list[Piece]":
        """Return a column: words that are clean already, cut to it, after the gap before it."""
        if not cells:
            return []
        shown = clean_line(words, cells) if words else ""
        pad = (" " * (cells - cell_width(shown)), self.look("base"))
        before = (" " * (GAP if gap else 0), self.look("base"))
        word = (shown, self.look(look))
        return [before, pad, word] if right else [before, word, pad]


def _is_suggested(who: Who) -> tuple[bool, str]:
    return who.suggested, who.name
