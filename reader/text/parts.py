"""Parts: the quotations and clauses of a sentence, the extents a claim usually has."""

from reader.text.clauses import clauses
from reader.text.connectives import Connectives
from reader.text.document import Range
from reader.text.quotations import Quotation, quotations
from reader.text.tokens import Tokens

_LIMIT = 12
_LONGEST_SENTENCE = 20_000
_LONG_QUOTATION = 8
_QUOTED = 1
_QUOTED_CLAUSE = 3


def parts(text: str, sentence: Range) -> list[Range]:
    """Return the quotations and clauses of one sentence, in reading order, larger ones first.

    A quotation is offered as the words between its marks. A clause is offered without the words
    that join it to the sentence and without its attribution ("the envoy said that"), and ends at
    its last word or closing mark. Parts may nest; no two differ only in their punctuation, none
    is the whole sentence, and there are at most twelve. What runs on for more than 20,000
    characters without an end is no sentence of prose and has none.

    Args:
        text: The text the offsets belong to.
        sentence: A range as `reader.text.segment.sentences` returns it.
    """
    if sentence.end - sentence.start > _LONGEST_SENTENCE:
        return []
    quoted = quotations(text, sentence.start, sentence.end)
    tokens = Tokens(text, sentence.start, sentence.end, quoted)
    candidates = [(_QUOTED, _bare(text, quotation.inner)) for quotation in quoted]
    candidates += [(2 * clause.rank, clause.range) for clause in clauses(tokens)]
    at = sentence.start
    for quotation in quoted:
        if quotation.outer.start >= at:
            candidates += _inside(text, quotation, tokens.language)
            at = quotation.outer.end
    return _chosen(text, sentence, candidates)


def _inside(text: str, quotation: Quotation, language: Connectives) -> list[tuple[int, Range]]:
    """Return the clauses of a quotation long enough to have some."""
    start, end = quotation.inner
    nested = [other for other in quotations(text, start, end) if other.outer.start > start]
    tokens = Tokens(text, start, end, nested, language)
    if len(tokens) < _LONG_QUOTATION:
        return []
    return [(_QUOTED_CLAUSE, clause.range) for clause in clauses(tokens)]


def _chosen(text: str, sentence: Range, candidates: list[tuple[int, Range]]) -> list[Range]:
    """Return the best candidates, each wording once, in reading order."""
    core = _core(text, sentence)
    best: dict[Range, tuple[int, Range]] = {}
    # A quotation goes before a clause that adds only its marks.
    for rank, extent in sorted(candidates, key=lambda candidate: candidate[0] != _QUOTED):
        words = _core(text, extent)
        if words.start < words.end and words != core:
            best.setdefault(words, (rank, extent))
    chosen = sorted(best.values())[:_LIMIT]
    return sorted((extent for _, extent in chosen), key=lambda extent: (extent.start, -extent.end))


def _bare(text: str, inner: Range) -> Range:
    """Return a quotation's words without the comma or full stop before its closing mark."""
    start, end = inner
    while end > start and text[end - 1] in ",.;:，。；：、،؛۔।":
        end -= 1
    return Range(start, end)


def _core(text: str, extent: Range) -> Range:
    """Return an extent without anything but letters and digits at its ends."""
    start, end = extent
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Range(start, end)
