"""The units of a document that a reader moves by and selects: paragraph, sentence, part, word."""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any

from reader.text.document import Block, BlockKind, Document, Range

if TYPE_CHECKING:
    from reader.text.quotations import Quotation
    from reader.text.stretches import Stretches

_PASSED_OVER = frozenset({BlockKind.FURNITURE, BlockKind.RULE})
_FARTHEST = 100_000
_MOST_SENTENCES = 2_000
"""No count leads farther: to find a sentence takes as long as to pass over all before it."""
_MOST_PARAGRAPHS = 20_000

_MOST_KEPT = 512
_BLOCKS_AT_ONCE = 1_024


class Units:
    """Sentences, parts, paragraphs and words of a document, found near where they are asked for.

    Nothing takes longer because the text or a block of it is long. Motions by sentence and
    paragraph pass over furniture, rules and empty blocks.

    Attributes:
        document: What the units are found in.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._stretches: dict[int, Stretches] = {}
        self._parts: dict[Range, list[Range]] = {}
        self._counting: dict[int, bytes] = {}
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
        """Return the sentences of a block, in order; takes time in proportion to it."""
        return list(self._in(block_index).after(-1))

    def sentences_between(self, start: int, end: int) -> list[Range]:
        """Return the sentences of the block at `start` that share a character with a stretch."""
        following = self._in(self.document.block_index(start)).after(start)
        return list(takewhile(lambda sentence: sentence.start < end, following))

    def sentence_at(self, offset: int) -> Range | None:
        """Return the sentence at an offset.

        Between two sentences it is the one that follows, after the last one of a block the last;
        None in a block without any.
        """
        inside = self._in(self.document.block_index(offset))
        following = next(inside.after(offset), None)
        return following or next(inside.before(offset), None)

    def next_sentence(self, offset: int, count: int = 1) -> Range | None:
        """Return the sentence `count` after the one at `offset`, the last one if there are fewer.

        None where no sentence follows at all. No count leads over more than 2,000
        sentences or 100,000 characters.
        """
        return _step(self._sentences_after(offset), count, offset)

    def previous_sentence(self, offset: int, count: int = 1) -> Range | None:
        """Return the sentence `count` before the one at `offset`, the first if there are fewer.

        None where no sentence comes before at all. No count leads over more than 2,000
        sentences or 100,000 characters.
        """
        return _step(self._sentences_before(offset), count, offset)

    def paragraph_at(self, offset: int) -> Range:
        """Return the content of the block at an offset."""
        return self.document.content(self.document.block_at(offset))

    def next_paragraph(self, offset: int, count: int = 1) -> Range | None:
        """Return the block `count` after the one at `offset`, the last one if there are fewer."""
        return self._paragraph(self._following(self.document.block_index(offset)), count)

    def previous_paragraph(self, offset: int, count: int = 1) -> Range | None:
        """Return the block `count` before the one at `offset`, the first one if there are fewer."""
        return self._paragraph(self._preceding(self.document.block_index(offset)), count)

    def parts_of(self, sentence: Range) -> list[Range]:
        """Return the quotations and clauses of a sentence, empty if it is all of one piece."""
        known = self._parts.get(sentence)
        if known is None:
            from reader.text.parts import parts

            _make_room(self._parts)
            known = self._parts[sentence] = parts(self.document.text, sentence)
        return known

    def word_at(self, offset: int) -> Range:
        """Return the word at an offset, or the run of punctuation or white space."""
        from reader.text.words import word_at

        return word_at(self.document.text, offset, self.paragraph_at(offset))

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

    def _in(self, block_index: int) -> "Stretches":
        known = self._stretches.get(block_index)
        if known is None:
            from reader.text.stretches import Stretches

            _make_room(self._stretches)
            start, end = self.document.content(self.document.blocks[block_index])
            known = self._stretches[block_index] = Stretches(self.document.text, start, end)
        return known

    def _sentences_after(self, offset: int) -> Iterator[Range]:
        block = self.document.block_index(offset)
        if self._counts(self.document.blocks[block]):
            here = self.sentence_at(offset)
            if here is not None:
                yield from self._in(block).after(here.end)
        for index in self._following(block):
            yield from self._in(index).after(-1)

    def _sentences_before(self, offset: int) -> Iterator[Range]:
        block = self.document.block_index(offset)
        if self._counts(self.document.blocks[block]):
            here = self.sentence_at(offset)
            if here is not None:
                yield from self._in(block).before(here.start)
        for index in self._preceding(block):
            yield from self._in(index).before(len(self.document.text))

    def _paragraph(self, indexes: Iterator[int], count: int) -> Range | None:
        last = next(
            iter(deque(islice(indexes, min(max(1, count), _MOST_PARAGRAPHS)), maxlen=1)), None
        )
        return None if last is None else self.document.content(self.document.blocks[last])

    def _following(self, index: int) -> Iterator[int]:
        """Yield the blocks with something to read after one, in order."""
        index += 1
        while index < len(self.document.blocks):
            number, place = divmod(index, _BLOCKS_AT_ONCE)
            found = self._marked(number).find(1, place)
            index = (number + 1 if found < 0 else number) * _BLOCKS_AT_ONCE + max(0, found)
            if found >= 0:
                yield index
                index += 1

    def _preceding(self, index: int) -> Iterator[int]:
        """Yield the blocks with something to read before one, the nearest first."""
        while index > 0:
            number, place = divmod(index - 1, _BLOCKS_AT_ONCE)
            found = self._marked(number).rfind(1, 0, place + 1)
            index = number * _BLOCKS_AT_ONCE + max(0, found)
            if found >= 0:
                yield index

    def _marked(self, number: int) -> bytes:
        """Return 1 for each of a run of blocks that has something to read, 0 for the others."""
        known = self._counting.get(number)
        if known is None:
            first = number * _BLOCKS_AT_ONCE
            some = self.document.blocks[first : first + _BLOCKS_AT_ONCE]
            known = self._counting[number] = bytes(map(self._counts, some))
        return known

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
        from reader.text.words import ink_after, ink_before

        end = ink_after(self.document.text, inner.end, bounds.end)
        if end > inner.end:
            return Range(inner.start, end)
        return Range(ink_before(self.document.text, inner.start, bounds.start), end)

    def _quoted(self, offset: int) -> "Quotation | None":
        from reader.text.quotations import quotations
        from reader.text.stretches import LONGEST_WHOLE

        start, end = self.paragraph_at(offset)
        if end - start > LONGEST_WHOLE:
            # From one end of a sentence to another, so that no mark looks like the other one.
            inside = self._in(self.document.block_index(offset))
            least, most = offset - LONGEST_WHOLE // 2, offset + LONGEST_WHOLE // 2
            start = max(start, least, next((each.start for each in inside.after(least)), start))
            end = min(end, most, next((each.end for each in inside.before(most)), end))
        found = quotations(self.document.text, start, end)
        holding = [each for each in found if each.outer.start <= offset < each.outer.end]
        # They open in order, so the last of those that hold the offset is the innermost.
        return holding[-1] if holding else None

    def _around_quotation(self, offset: int) -> Range | None:
        quoted = self._quoted(offset)
        return self.quotation_at(offset) if quoted is None else quoted.outer

    def _around_paragraph(self, offset: int) -> Range:
        block = self.document.block_at(offset)
        return Range(block.start, block.end)


def _step(following: Iterator[Range], count: int, offset: int) -> Range | None:
    """Return the `count`-th of some ranges, or the last one; None if there is none."""
    last: Range | None = None
    for each in islice(following, min(max(1, count), _MOST_SENTENCES)):
        last = each
        if abs(each.start - offset) > _FARTHEST:
            break
    return last


def _make_room(known: dict[Any, Any]) -> None:
    """Forget what is known if there is too much of it; it can be found again."""
    if len(known) >= _MOST_KEPT:
        known.clear()
