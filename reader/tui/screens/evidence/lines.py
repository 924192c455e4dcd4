"""The rows of what was found: each passage in what is around it, with the words it was found by."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from textual.content import Content

from reader.index.full_text import Passage, Source
from reader.library.finding_evidence import Found
from reader.model.annotation import Kind
from reader.text.canonical import clean, clean_line
from reader.text.cells import width as cell_width
from reader.text.document import Range
from reader.tui.screens.evidence.matter import SAME, Taken
from reader.tui.signs import KIND_SIGNS
from reader.tui.widgets.lined_rows import Line
from reader.tui.wording import written_date

_INDENT = 2
_WIDEST = 110
_ROWS = 4
_NAMED = 2
_SIGNS = {"supports": "+ supports", "refutes": "− refutes", "context": "· context", SAME: "◆ same"}


def lines_of(
    found: Sequence[Found], taken: Taken, dates: Mapping[str, str], width: int, *, claim: str = ""
) -> list[Line]:
    """Return the rows of what was found; the key of each is its place in the order given.

    Args:
        found: The passages, those that say the same first.
        taken: What was made of them.
        dates: When articles were published, by id.
        width: Cells.
        claim: The id of the claim it was looked for, empty if there is none.
    """
    room = max(20, min(width, _WIDEST))
    lines: list[Line] = []
    for same, heading in ((True, "Also claimed in"), (False, "On the same matter")):
        numbers = [number for number, each in enumerate(found) if each.same is same]
        if numbers:
            lines.append(Line(None, ((heading, "heading"),)))
        for number in numbers:
            each = found[number]
            made = taken.get((each.passage.article, each.words), "")
            if not made and claim and each.claim == claim:
                made = SAME
            lines += _passage(number, each, made, dates.get(each.passage.article, ""), room)
    return lines


def _passage(number: int, found: Found, made: str, date: str, room: int) -> Iterator[Line]:
    passage = found.passage
    is_claim = passage.source is Source.CLAIM
    title = "a claim" if is_claim else clean_line(passage.title) or passage.article
    facts = [written_date(clean_line(date)), _near(found), _elsewhere(found.elsewhere)]
    rest = "".join(f" · {fact}" for fact in facts if fact)
    mark = _SIGNS.get(made, "")
    sign = KIND_SIGNS[Kind.CLAIM] if found.annotation or found.claim or is_claim else " "
    head = max(1, room - len(mark) - 4)
    title = clean_line(title, max(8, head // 2, head - cell_width(rest)))
    rest = clean_line(rest, max(1, head - cell_width(title))) if rest else ""
    yield Line(
        number,
        (
            (f"{sign} ", "sign"),
            (title, "strong"),
            (f" {rest}" if rest else "", "quiet"),
            (f"  {mark}" if mark else "", "sign"),
        ),
    )
    for row in _in_context(found, room - _INDENT):
        yield Line(None, ((" " * _INDENT, "quiet"), *row))
    yield Line(None)


def _near(found: Found) -> str:
    return f"{found.nearness:.0f} of 100 alike" if found.same else ""


def _elsewhere(passages: Sequence[Passage]) -> str:
    """Return where else the same is printed: `and in 4 more`, or the titles of a few."""
    if not passages:
        return ""
    titles = [clean_line(each.title, 30) for each in passages if each.title]
    if len(passages) <= _NAMED and len(titles) == len(passages):
        return f"and in {' and '.join(titles)}"
    return f"and in {len(passages)} more"


def _in_context(found: Found, width: int) -> Iterator[tuple[tuple[str, str], ...]]:
    """Return the rows around the sentence, what is around it quiet, the words it shares marked."""
    text = found.passage.text.replace("\n", " ").replace("\t", " ")
    hits: Sequence[Range] = found.passage.hits
    sentence = _sentence(found)
    if clean(text) != text:
        # Not as this program stores a text: then only its words are shown.
        text = clean_line(text)
        hits, sentence = (), Range(0, len(text))
    rows = _rows(text, max(1, width))
    first = next((place for place, row in enumerate(rows) if row.end > sentence.start), 0)
    last = next((place for place, row in enumerate(rows) if row.end >= sentence.end), first)
    spare = _ROWS - (last - first + 1)
    first = max(0, first - 1) if spare > 1 else first
    shown = rows[first : first + _ROWS]
    for place, row in enumerate(shown):
        before = "…" if place == 0 and row.start else ""
        cut = place == len(shown) - 1 and row.end < len(text.rstrip())
        pieces = tuple(_pieces(text, row, sentence, hits))
        head = ((before, "quiet"),) if before else ()
        yield (*head, *pieces, *((("…", "quiet"),) if cut else ()))


def _sentence(found: Found) -> Range:
    start = found.passage.start
    if found.extent is None or start is None:
        return Range(0, len(found.passage.text))
    return Range(found.extent.start - start, found.extent.end - start)


def _rows(text: str, width: int) -> list[Range]:
    """Return where each row begins and ends, wrapped to so many cells, less one for a sign."""
    rows: list[Range] = []
    end = 0
    for row in Content(text).wrap(max(1, width - 2)):
        plain = row.plain.strip()
        start = text.find(plain, end) if plain else end
        end = max(start, end) + len(plain)
        if plain:
            rows.append(Range(end - len(plain), end))
    return rows or [Range(0, 0)]


def _pieces(
    text: str, row: Range, sentence: Range, hits: Sequence[Range]
) -> Iterator[tuple[str, str]]:
    """Cut a row where its look changes."""
    edges = {row.start, row.end}
    for each in (sentence, *hits):
        edges |= {edge for edge in each if row.start < edge < row.end}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        hit = any(each.start <= start < each.end for each in hits)
        inside = sentence.start <= start < sentence.end
        yield text[start:end], "hit" if hit and inside else "base" if inside else "quiet"
