"""The rows of a claim's screen: what stands in each, for a width."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from reader.library.claim_judging import TEXT_LENGTH, characters_left
from reader.model.annotation import Kind
from reader.model.claim import Relation
from reader.text.canonical import clean, clean_line
from reader.text.cells import width as cell_width
from reader.tui.screens.claim.record import ClaimRecord, PieceRecord, SightingRecord
from reader.tui.signs import KIND_SIGNS, NOTE_SIGN, STATUS_SIGNS
from reader.tui.widgets.lined_rows import Line
from reader.tui.wording import counted, said_by, written_date

FIELD, SIGHTING, PIECE, FORMER = "field", "sighting", "piece", "former"
"""What a row is about: the first part of its key; the second names which one."""

RELATION_SIGNS = {Relation.SUPPORTS: "+", Relation.REFUTES: "−", Relation.CONTEXT: "·"}
_HEADINGS = {
    Relation.SUPPORTS: "For it",
    Relation.REFUTES: "Against it",
    Relation.CONTEXT: "Context",
}
_LABEL = 13
_INDENT = 2
_WIDEST = 110
_NOTHING = "–"
_QUOTED = 3
_NOTED = 4


_BLANK = Line(None)


def lines_of(record: ClaimRecord, width: int, hint: str = "") -> list[Line]:
    """Return the rows of a claim in so many cells; where there is no evidence stands the hint."""
    room = max(20, min(width, _WIDEST))
    return [
        *_judgement(record, room),
        _BLANK,
        *_seen(record, room),
        *_evidence(record, room, hint),
        *_earlier(record, room),
    ]


def _judgement(record: ClaimRecord, room: int) -> Iterator[Line]:
    claim = record.claim
    left = characters_left(claim.text)
    status = "" if claim.status is None else f"{STATUS_SIGNS[claim.status]} {claim.status.value}"
    yield _heading("The claim")
    yield from _field("text", claim.text, room, "strong")
    if left < 0:
        long = f"{TEXT_LENGTH - left} characters; {TEXT_LENGTH} or fewer read well on their own"
        indent = _LABEL + 2
        for row in _wrapped(long, room - indent):
            yield Line(None, ((" " * indent, "quiet"), (row, "quiet")))
    yield from _field("status", status, room)
    yield from _field("verdict", claim.verdict or "", room, "strong")
    yield from _field("explanation", claim.explanation, room)
    yield from _field("type", claim.type or "", room)
    yield from _field("as of", claim.as_of or "", room)
    yield from _field("checked by", claim.checked_by or "", room)


def _earlier(record: ClaimRecord, room: int) -> Iterator[Line]:
    if record.earlier:
        yield _BLANK
        yield _heading("Earlier")
    for number, former in enumerate(record.earlier):
        when = f"{former.time[:10]} {former.time[11:16]} UTC" if former.time else "time not known"
        yield from _labelled(
            (FORMER, number), former.what, f"{former.text} · {when}", room, "quiet"
        )


def _seen(record: ClaimRecord, room: int) -> Iterator[Line]:
    times = counted(len(record.sightings), "sighting")
    articles = counted(record.articles, "article")
    yield _heading(f"Seen  {times} in {articles}" if record.sightings else "Seen")
    if not record.sightings:
        yield Line(None, (("  nowhere: no annotation is a sighting of it any more", "quiet"),))
    for sighting in record.sightings:
        yield from _sighting(sighting, room)


def _sighting(sighting: SightingRecord, room: int) -> Iterator[Line]:
    name = said_by(clean_line(sighting.speaker), suggested=sighting.suggested) or "no speaker"
    look = "suggested" if sighting.suggested else "strong"
    look = look if sighting.speaker else "quiet"
    said = f"said: {sighting.attribution.value}" if sighting.attribution else ""
    date = written_date(clean_line(sighting.published_on))
    facts = [said, clean_line(sighting.title), date]
    rest = "".join(f" · {fact}" for fact in facts if fact)
    sign = f"{KIND_SIGNS[Kind.CLAIM]} "
    cut = clean_line(rest, max(1, room - _INDENT - cell_width(name) - 1)) if rest else ""
    key = (SIGHTING, sighting.place)
    yield Line(key, ((f"{sign}", "sign"), (name, look), (f" {cut}" if cut else "", "quiet")))
    for row in _wrapped(f"“{clean_line(sighting.words)}”", room - _INDENT, _QUOTED):
        yield Line(None, ((" " * _INDENT, "quiet"), (row, "base")))


def _evidence(record: ClaimRecord, room: int, hint: str) -> Iterator[Line]:
    if not record.pieces:
        yield _BLANK
        yield _heading("Evidence")
        yield Line(None, (("  " + clean_line(f"none yet: {hint}", room - 2), "quiet"),))
    for relation in Relation:
        pieces = [each for each in record.pieces if each.piece.relation is relation]
        if pieces:
            yield _BLANK
            yield _heading(f"{_HEADINGS[relation]}  {len(pieces)}")
        for each in pieces:
            yield from _piece(each, room)


def _piece(record: PieceRecord, room: int) -> Iterator[Line]:
    piece, within = record.piece, room - _INDENT
    words = f"“{clean_line(piece.quote)}”" if piece.quote else clean_line(piece.url)
    first, *more = _wrapped(words, within, _QUOTED)
    sign = RELATION_SIGNS[piece.relation]
    yield Line((PIECE, piece.id), ((f"{sign} ", "sign"), (first, "base")))
    rows: list[tuple[str, str]] = [(row, "base") for row in more]
    facts = [
        "primary" if piece.primary else "",
        clean_line(piece.source),
        written_date(clean_line(piece.published_on)),
        f"seen {written_date(clean_line(piece.accessed_on))}" if piece.accessed_on else "",
    ]
    shown = " · ".join(filter(None, facts))
    rows += [(clean_line(shown, within), "quiet")] if shown else []
    rows += [(clean_line(piece.url, within), "tags")] if piece.url and piece.quote else []
    if piece.archived_url:
        rows.append((clean_line(f"archived: {piece.archived_url}", within), "tags"))
    if piece.note:
        rows += [(row, "base") for row in _wrapped(f"{NOTE_SIGN} {piece.note}", within, _NOTED)]
    rows += [(row, "problem") for row in _wrapped(record.loss, within, 2)] if record.loss else []
    for text, look in rows:
        yield Line(None, ((" " * _INDENT, "quiet"), (text, look)))


def _field(name: str, value: str, room: int, look: str = "base") -> Iterator[Line]:
    return _labelled((FIELD, name), name, str(value or _NOTHING), room, look if value else "quiet")


def _labelled(
    key: tuple[str, object], label: str, text: str, room: int, look: str
) -> Iterator[Line]:
    rows = _wrapped(text, room - _LABEL - 2)
    for number, row in enumerate(rows):
        word = "" if number else label
        yield Line(None if number else key, ((f"  {word:<{_LABEL}}", "quiet"), (row, look)))


def _heading(words: str) -> Line:
    return Line(None, ((words, "heading"),))


def _wrapped(text: str, width: int, most: int = 1000) -> Sequence[str]:
    """Return a text in rows of at most `width` cells; the last of the most rows is cut."""
    rows = [
        row.plain.rstrip()
        for line in clean(text).split("\n")
        for row in (Content(clean_line(line)).wrap(max(1, width)) or [Content("")])
    ]
    if len(rows) <= most:
        return rows or [""]
    return [*rows[: most - 1], clean_line(" ".join(rows[most - 1 :]), width)]
