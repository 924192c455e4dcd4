"""What a search of the library found, in groups: each passage in two rows, its hits marked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from reader.index.full_text import Record, Source
from reader.index.marking import Marker
from reader.model.annotation import Kind, SpeakerState
from reader.text.canonical import clean_line
from reader.text.cells import cut
from reader.text.cells import width as cell_width
from reader.tui.signs import KIND_SIGNS, NOTE_SIGN, SUGGESTED_SIGN
from reader.tui.widgets.row_list import Piece, RowList
from reader.tui.wording import counted, written_date

if TYPE_CHECKING:
    from textual.strip import Strip

    from reader.library.search_results import Result, SearchResults
    from reader.text.document import Range

GROUPS = {
    Source.HEAD: "Titles",
    Source.CLAIM: "Claims",
    Source.ANNOTATION: "Annotations",
    Source.TEXT: "Texts",
}
"""What the sources are called."""

_MARGIN = 2
_SIGN = 2
_BEFORE = 3
"""What part of the room what is before the first hit takes."""

_LOOKED_AT = 40
_LONGEST_WORD = 16
_BETWEEN = " · "
_ELLIPSIS = "…"


class ResultList(RowList):
    """Titles, claims, annotations and passages of texts, under a heading each.

    Attributes:
        results: What is shown.
        advice: Sentences shown while nothing is.
    """

    class Opened(Message):
        """A result was chosen.

        Attributes:
            result: Which one.
        """

        def __init__(self, result: "Result") -> None:
            super().__init__()
            self.result = result

    def __init__(self, results: "SearchResults", *, id: str | None = None) -> None:  # noqa: A002
        """Start with what was found before, if anything was."""
        super().__init__(id=id)
        self.loading_rows = False
        self.results = results
        self.advice: Sequence[str] = ()
        self._keys: list[Record | None] = []
        self._headings: dict[int, str] = {}
        self._marker = Marker(results.phrases)
        self._arrange()

    @property
    def keys(self) -> Sequence[Record | None]:
        """The records, with None where there is a heading."""
        return self._keys

    @property
    def rows_each(self) -> int:
        """Two: the passage, and where it is."""
        return 2

    @property
    def groups(self) -> Sequence[int]:
        """The places of the headings."""
        return list(self._headings)

    def show(self, results: "SearchResults", most: int) -> None:
        """Show what was found; the cursor stays on its record, unless it was never moved.

        Args:
            results: What was found.
            most: How many were looked for of each source: of so many there may be more.
        """
        former, moved = self.cursor, self.place > 1
        top = self.scroll_offset.y
        in_view = top <= self.place * self.rows_each < top + self.size.height
        self.results = results
        self._marker = Marker(results.phrases)
        self._arrange(most)
        self._place = self._keys.index(former) if moved and former in self._keys else 0
        self.show_rows()
        if in_view or self.cursor != former:
            self.reveal()

    def advise(self, *sentences: str) -> None:
        """Say what can be done while nothing is found."""
        self.advice = sentences
        self.refresh()

    def go_to(self, source: Source) -> None:
        """Go to the first result of a source."""
        for place, key in enumerate(self._keys):
            if key is not None and key.source is source:
                self.move_to(place)
                return

    def action_next_group(self) -> None:
        """Go to the first result of the next group."""
        self.move_to(next((each for each in self._headings if each > self.place), self.place))

    def action_previous_group(self) -> None:
        """Go to the first result of this group, or of the one before."""
        above = [each for each in self._headings if each < self.place - 1]
        if above:
            self._place = above[-1]
            self.move_to(above[-1])

    def opened(self) -> None:
        """Say which result was chosen."""
        result = self.results.result(self.cursor, self.place)
        if result is not None:
            self.post_message(self.Opened(result))

    def _arrange(self, most: int = 0) -> None:
        self._keys, self._headings = [], {}
        former: Source | None = None
        for record in self.results.records:
            if record.source is not former:
                former = record.source
                count = self.results.counts[former]
                more = "+" if most and count >= most else ""
                self._headings[len(self._keys)] = f"{GROUPS[former]} {count:,}{more}"
                self._keys.append(None)
            self._keys.append(record)

    # Painting

    def render_line(self, y: int) -> "Strip":
        """Paint row `y` of the view, of the advice if nothing was found."""
        if not self._keys and 0 < y <= len(self.advice) and not self._foot:
            return self._sentence(self.advice[y - 1], self.size.width)
        return super().render_line(y)

    def why_empty(self) -> str:
        """Leave the first row free."""
        return ""

    def pieces(self, place: int, row: int, width: int) -> list[Piece]:
        """Return a heading, or one of the two rows of a result."""
        record = self._keys[place]
        if record is None:
            heading = self._headings[place] if row else ""
            return [(f" {heading}", self.look("heading"))]
        result = self.results.result(record, place)
        if result is None:
            return [
                (" " * _MARGIN + ("It is gone by now." if row == 0 else ""), self.look("quiet"))
            ]
        return self._passage(result, width) if row == 0 else self._where(result, width)

    def _passage(self, result: "Result", width: int) -> list[Piece]:
        """Return the text around the hits, the hits in it marked."""
        strong = result.passage.source in (Source.HEAD, Source.CLAIM)
        base, hit = self.look("strong" if strong else "base"), self.look("hit")
        text = clean_line(_shown_text(result, self._marker))
        room = max(1, width - _MARGIN - _SIGN - 1)
        start, shown, after = _in_context(text, self._marker.places(text), room)
        pieces = [(" " * _MARGIN + f"{_sign(result):<{_SIGN}}", self.look("sign"))]
        pieces.append((_ELLIPSIS if start else "", base))
        at = 0
        for place in self._marker.places(shown):
            pieces += [(shown[at : place.start], base), (shown[slice(*place)], hit)]
            at = place.end
        return [*pieces, (shown[at:] + after, base)]

    def _where(self, result: "Result", width: int) -> list[Piece]:
        """Return what it belongs to: the article, its source and date; first what is said of it."""
        annotation, article = result.annotation, result.article
        words: list[str] = []
        if result.passage.source is Source.CLAIM:
            sightings = counted(result.sightings, "sighting")
            words += [annotation.verdict, sightings] if annotation else ["no sighting known"]
        elif annotation is not None:
            suggested = SUGGESTED_SIGN if annotation.speaker_state == SpeakerState.SUGGESTED else ""
            words.append(f"{annotation.speaker_name} {suggested}".strip())
            words += [f"#{tag}" for tag in annotation.tags]
        if result.passage.source is not Source.HEAD:
            words.append(article.title or article.id)
        room = max(1, width - _MARGIN - _SIGN - 1)
        last = _joined([article.site, written_date(clean_line(article.published_on))])
        last = clean_line(last, room // 2)
        first = clean_line(_joined(words), room - cell_width(last) - cell_width(_BETWEEN))
        line = _joined([first, last])
        return [(" " * (_MARGIN + _SIGN) + line, self.look("quiet"))]


def _joined(words: "Sequence[str]") -> str:
    return _BETWEEN.join(filter(None, map(clean_line, words)))


def _sign(result: "Result") -> str:
    if result.passage.source is Source.CLAIM:
        return KIND_SIGNS[Kind.CLAIM]
    annotation = result.annotation
    if annotation is None:
        return ""
    if result.passage.text == annotation.note:
        return NOTE_SIGN
    return next((sign for kind, sign in KIND_SIGNS.items() if kind == annotation.kind), "")


def _shown_text(result: "Result", marker: Marker) -> str:
    """Return what is shown of a passage: of what is said of an article the title, if it will do."""
    text, annotation = result.passage.text, result.annotation
    if result.passage.source is Source.HEAD:
        lines = text.split("\n")
        return lines[0] if marker.places(lines[0]) else _BETWEEN.join(lines)
    if annotation is not None and annotation.tags and text == "\n".join(annotation.tags):
        return " ".join(f"#{tag}" for tag in annotation.tags)
    return text


def _in_context(text: str, hits: "Sequence[Range]", room: int) -> tuple[int, str, str]:
    """Return the piece of a line that fits and has the most hits in it.

    Returns:
        Where it begins; the piece; what ends it if the line goes on.
    """
    start = 0
    if hits and cell_width(text) > room:
        some = hits[:_LOOKED_AT]

        def held(first: "Range") -> int:
            return sum(first.start <= hit.start < first.start + room // 2 for hit in some)

        begin = max(0, max(some, key=held).start - room // _BEFORE)
        # Where there is less to come than fits, more of what is before is shown.
        begin = max(0, min(begin, len(text) - room))
        space = text.find(" ", begin, begin + _LONGEST_WORD) + 1
        start = space if begin and space else begin
    left = room - bool(start)
    shown = cut(text[start:], left)
    if len(shown) < len(text) - start:
        return start, cut(text[start:], left - 1).rstrip(), _ELLIPSIS
    return start, shown, ""
