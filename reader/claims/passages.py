"""Passages: what is read of an article to tell who says some words; not more than what is near."""

from reader.claims.frames import Frame, frames
from reader.text.document import BlockKind, Document, Range
from reader.text.quotations import Quotation, quotations
from reader.text.tokens import Tokens
from reader.text.units import Units

_LONGEST_SENTENCE = 8_000
_NEAR = 4_000
_ASIDES = frozenset({BlockKind.FURNITURE, BlockKind.RULE, BlockKind.HEADING})


class Passages:
    """The blocks, sentences and attributions near a place in an article.

    Attributes:
        text: The text of the whole article.
    """

    def __init__(self, document: Document, units: Units, near: int) -> None:
        """Prepare to read around an offset; nothing is read yet."""
        self.text = document.text
        self._document = document
        self._units = units
        self._near = near
        self._quoted: dict[int, list[Quotation]] = {}
        self._framed: dict[tuple[int, int], tuple[Tokens, list[Frame]]] = {}

    def content(self, block: int) -> Range:
        """Return what is read of a block: all of it, but of a very long one what is near."""
        content = self._document.content(self._document.blocks[block])
        if content.end - content.start <= 2 * _NEAR:
            return content
        sentences = self.sentences(block)
        return Range(sentences[0].start, sentences[-1].end) if sentences else content

    def sentences(self, block: int) -> list[Range]:
        """Return the sentences of what is read of a block."""
        start, end = self._document.content(self._document.blocks[block])
        if end - start <= 2 * _NEAR:
            return self._units.sentences_in(block)
        near = min(max(self._near, start), end)
        return self._units.sentences_between(max(start, near - _NEAR), near + _NEAR)

    def quoted(self, block: int) -> list[Quotation]:
        """Return the quotations in what is read of a block."""
        known = self._quoted.get(block)
        if known is None:
            known = self._quoted[block] = quotations(self.text, *self.content(block))
        return known

    def quotation_at(self, block: int, offset: int) -> Range | None:
        """Return the outermost quotation around an offset, with its marks."""
        found = (each.outer for each in self.quoted(block))
        return next((each for each in found if each.start <= offset < each.end), None)

    def framed(self, block: int, at: int) -> tuple[Tokens, list[Frame]]:
        """Return a sentence's tokens and attributions; those inside a quotation do not count."""
        known = self._framed.get((block, at))
        if known is None:
            known = self._framed[block, at] = self._read(block, at)
        return known

    def before(self, block: int, count: int) -> int | None:
        """Return the index of the paragraph before one, at most `count` blocks away."""
        for index in range(block - 1, max(-1, block - 1 - count), -1):
            if self._document.blocks[index].kind not in _ASIDES:
                return index
        return None

    def after(self, block: int) -> int | None:
        """Return the index of the block that follows if it is a paragraph."""
        blocks = self._document.blocks
        if block + 1 >= len(blocks) or blocks[block + 1].kind in _ASIDES:
            return None
        return block + 1

    def _read(self, block: int, at: int) -> tuple[Tokens, list[Frame]]:
        sentence = self.sentences(block)[at]
        if sentence.end - sentence.start > _LONGEST_SENTENCE:
            sentence = Range(sentence.start, sentence.start)
        tokens = Tokens(self.text, *sentence, quotations(self.text, *sentence))
        inside = any(
            quotation.outer.start < sentence.start and sentence.end <= quotation.outer.end
            for quotation in self.quoted(block)
        )
        return tokens, [] if inside else frames(tokens)
