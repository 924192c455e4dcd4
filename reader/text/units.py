"""The units of a document that a reader moves by and selects: paragraph, sentence, part, word."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import islice
from operator import itemgetter

from reader.text import words
from reader.text.document import Block, BlockKind, Document, Range
from reader.text.parts import parts
from reader.text.quotations import Quotation, quotations
from reader.text.segment import sentences

_PASSED_OVER = frozenset({BlockKind.FURNITURE, BlockKind.RULE})


class Units:
    """Sentences, parts, paragraphs and words of a document, each block segmented when needed.

    Motions by sentence and paragraph pass over furniture, rules and empty blocks.

    Attributes:
        document: What the units are found in.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._sentences: dict[int, list[Range]] = {}
        self._parts: dict[Range, list[Range]] = {}
        self._objects: dict[str, Callable[[int], Range | None]] = {
            "iw": self.word_at,
            "aw": self._around_word,
            "is": self.sentence_at,
            "as": self._around_sentence,
            "iq": self.quotation_at,
            "aq": self._around_quotation,
            "ip": self.paragraph_at,
            "ap": self._around_paragraph,
        }

    def sentences_in(self, block_index: int) -> list[Range]:
        """Return the sentences of a block, in order."""
        known = self._sentences.get(block_index)
        if known is None:
            start, end = self.document.content(self.document.blocks[block_index])
            known = sentences(self.document.text, start, end) if start < end else []
            self._sentences[block_index] = known
        return known

    def sentence_at(self, offset: int) -> Range | None:
        """Return the sentence at an offset.

        Between two sentences it is the one that follows, after the last one of a block the last;
        None in a block without any.
        """
        block = self.document.block_index(offset)
        place = self._place(block, offset)
        return None if place is None else self.sentences_in(block)[place]

    def next_sentence(self, offset: int, count: int = 1) -> Range | None:
        """Return the sentence `count` after the one at `offset`, the last one if there are fewer.

        None where no sentence follows at all.
        """
        return _step(self._sentences_after(offset), count)

    def previous_sentence(self, offset: int, count: int = 1) -> Range | None:
        """Return the sentence `count` before the one at `offset`, the first if there are fewer.

        None where no sentence comes before at all.
        """
        return _step(self._sentences_before(offset), count)

    def paragraph_at(self, offset: int) -> Range:
        """Return the content of the block at an offset."""
        return self.document.content(self.document.block_at(offset))

    def next_paragraph(self, offset: int, count: int = 1) -> Range | None:
        """Return the block `count` after the one at `offset`, the last one if there are fewer."""
        index = self.document.block_index(offset)
        return _step(self._paragraphs(range(index + 1, len(self.document.blocks))), count)

    def previous_paragraph(self, offset: int, count: int = 1) -> Range | None:
        """Return the block `count` before the one at `offset`, the first one if there are fewer."""
        index = self.document.block_index(offset)
        return _step(self._paragraphs(range(index - 1, -1, -1)), count)

    def parts_of(self, sentence: Range) -> list[Range]:
        """Return the quotations and clauses of a sentence, empty if it is all of one piece."""
        known = self._parts.get(sentence)
        if known is None:
            known = self._parts[sentence] = parts(self.document.text, sentence)
        return known

    def word_at(self, offset: int) -> Range:
        """Return the word at an offset, or the run of punctuation or white space."""
        return words.word_at(self.document.text, offset, self.paragraph_at(offset))

    def quotation_at(self, offset: int) -> Range | None:
        """Return the innermost quotation at an offset, without its marks, else the clause.

        None outside quotations in a sentence that is all of one piece.
        """
        quoted = self._quoted(offset)
        if quoted is not None:
            return quoted.inner
        sentence = self.sentence_at(offset)
        if sentence is None:
            return None
        holding = [part for part in self.parts_of(sentence) if part.start <= offset < part.end]
        return min(holding, key=lambda part: part.end - part.start, default=None)

    def text_object(self, name: str, offset: int) -> Range | None:
        """Return the text object of vim's name at an offset, or None if there is none there.

        `iw` `is` `iq` `ip` are the word, sentence, quotation or part, and paragraph themselves;
        with `a` they come with the white space after them (else before them), the quotation with
        its marks, the paragraph with its newline.

        Raises:
            KeyError: no such text object.
        """
        return self._objects[name](offset)

    def _place(self, block: int, offset: int) -> int | None:
        """Return the index of the sentence at an offset among those of its block."""
        found = self.sentences_in(block)
        if not found:
            return None
        place = max(0, bisect_right(found, offset, key=itemgetter(0)) - 1)
        between = offset >= found[place].end and place + 1 < len(found)
        return place + 1 if between else place

    def _sentences_after(self, offset: int) -> Iterator[Range]:
        block = self.document.block_index(offset)
        if self._counts(self.document.blocks[block]):
            place = self._place(block, offset)
            if place is not None:
                yield from self.sentences_in(block)[place + 1 :]
        for index in range(block + 1, len(self.document.blocks)):
            if self._counts(self.document.blocks[index]):
                yield from self.sentences_in(index)

    def _sentences_before(self, offset: int) -> Iterator[Range]:
        block = self.document.block_index(offset)
        if self._counts(self.document.blocks[block]):
            place = self._place(block, offset)
            if place is not None:
                yield from reversed(self.sentences_in(block)[:place])
        for index in range(block - 1, -1, -1):
            if self._counts(self.document.blocks[index]):
                yield from reversed(self.sentences_in(index))

    def _paragraphs(self, indexes: range) -> Iterator[Range]:
        for index in indexes:
            block = self.document.blocks[index]
            if self._counts(block):
                yield self.document.content(block)

    def _counts(self, block: Block) -> bool:
        return block.kind not in _PASSED_OVER and block.start < block.end - 1

    def _around_word(self, offset: int) -> Range:
        bounds = self.paragraph_at(offset)
        word = self.word_at(offset)
        if self.document.text[word.start : word.end].isspace() and word.end < bounds.end:
            return Range(word.start, self.word_at(word.end).end)
        return self._with_space(word, bounds)

    def _around_sentence(self, offset: int) -> Range | None:
        sentence = self.sentence_at(offset)
        if sentence is None:
            return None
        return self._with_space(sentence, self.paragraph_at(offset))

    def _with_space(self, inner: Range, bounds: Range) -> Range:
        """Take in the white space after a range, or before it if there is none after it."""
        text = self.document.text
        start, end = inner
        while end < bounds.end and text[end].isspace():
            end += 1
        if end == inner.end:
            while start > bounds.start and text[start - 1].isspace():
                start -= 1
        return Range(start, end)

    def _quoted(self, offset: int) -> Quotation | None:
        found = quotations(self.document.text, *self.paragraph_at(offset))
        holding = [each for each in found if each.outer.start <= offset < each.outer.end]
        # They open in order, so the last of those that hold the offset is the innermost.
        return holding[-1] if holding else None

    def _around_quotation(self, offset: int) -> Range | None:
        quoted = self._quoted(offset)
        return self.quotation_at(offset) if quoted is None else quoted.outer

    def _around_paragraph(self, offset: int) -> Range:
        block = self.document.block_at(offset)
        return Range(block.start, block.end)


def _step(following: Iterator[Range], count: int) -> Range | None:
    """Return the `count`-th of some ranges, or the last one; None if there is none."""
    last: Range | None = None
    for each in islice(following, max(1, count)):
        last = each
    return last
