"""Texts made to hold a reader up: whatever is asked of them is answered in a moment."""

from collections.abc import Callable
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given

from reader.text.document import Block, BlockKind, Document
from reader.text.folding import STRETCH, Folding
from reader.text.wrap import Layout
from tests.text.mixed import DOCUMENTS, STRETCHES, WIDTHS, document, paragraph, stretches_of

KINDS = BlockKind
ADDITIONS = 4_000_000
"""What takes as long as the person may wait, a sixth of a second where nothing else runs."""


def timed(ask: Callable[[], object]) -> float:
    """Return the processor time of the best of three, in seconds."""
    spent = []
    for _ in range(3):
        started = process_time()
        ask()
        spent.append(process_time() - started)
    return min(spent)


def a_moment() -> float:
    """Return how long the person may wait, by what this machine does just now."""

    def add() -> None:
        total = 0
        for number in range(ADDITIONS // 10):
            total += number

    return 10 * timed(add)


def preformatted(text: str) -> Document:
    return document((KINDS.PREFORMATTED, text, 0, "", 0))


def table(columns: int, rows: int) -> Document:
    line = "\t".join(f"cell {column}" for column in range(columns))
    return document((KINDS.TABLE, "\n".join([line] * rows), 0, "", 0))


def blocks(kind: BlockKind, content: str, count: int) -> Document:
    size = len(content) + 1
    found = tuple(Block(kind, start * size, start * size + size) for start in range(count))
    return Document(f"{content}\n" * count, found)


HOSTILE: dict[str, Callable[[], Document]] = {
    "one line": lambda: paragraph("x" * 4_000_000),
    "one line of words": lambda: paragraph("some words " * 300_000),
    "one line of code": lambda: preformatted("x" * 4_000_000),
    "blank lines": lambda: preformatted("\n" * 1_000_000),
    "short lines": lambda: preformatted("a line of text\n" * 100_000),
    "headings": lambda: blocks(KINDS.HEADING, "Head", 100_000),
    "rules": lambda: blocks(KINDS.RULE, "", 100_000),
    "a long word": lambda: paragraph("x" * 10_000),
    "only marks": lambda: paragraph("\u0301" * 100_000),
    "only vowels of Hangul": lambda: paragraph("\u1161" * 100_000),
    "only flags": lambda: paragraph("🇫" * 100_000),
    "one family": lambda: paragraph("👨\u200d" * 50_000),
    "ideographs": lambda: paragraph("漢字かな、" * 100_000),
    "a wide table": lambda: table(200, 1_000),
    "a long table": lambda: table(3, 20_000),
    "a table of one row": lambda: table(200_000, 1),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("width", [10, 72])
def test_no_text_holds_the_reader_up(name: str, width: int) -> None:
    found = HOSTILE[name]()
    found.block_index(0)
    assert timed(lambda: Layout(found, width).around(0, 50)) < a_moment()
    end = len(found.text) - 1
    assert timed(lambda: Layout(found, width).around(end, 50)) < a_moment()
    layout = Layout(found, width)
    layout.around(end // 2, 50)
    slices = sorted(timed(lambda: layout.extend(seconds=0.008)) for _ in range(10))
    assert slices[5] < a_moment() / 3

    def page() -> None:
        top = layout.around(end // 2, 50)
        for row in range(top, min(top + 40, layout.row_count)):
            layout.shown(row)
            layout.decoration(row)

    assert timed(page) < a_moment()


@given(DOCUMENTS, WIDTHS, STRETCHES)
def test_stretches_follow_each_other_and_each_offset_is_in_one(
    found: Document, width: int, stretch: int
) -> None:
    with stretches_of(stretch):
        folding = Folding(found, width, width)
        starts = [folding.start(index) for index in range(folding.stretches + 1)]
        assert starts == sorted(starts)
        assert (starts[0], starts[-1]) == (0, len(found.text))
        for offset in range(len(found.text)):
            index = folding.stretch_of(offset)
            assert starts[index] <= offset < starts[index + 1]


def test_a_long_paragraph_is_parted_after_words() -> None:
    found = paragraph("a few words and " * 5_000)
    folding = Folding(found, 40, 40)
    starts = [folding.start(index) for index in range(1, folding.stretches)]
    assert all(found.text[start - 1] in " \n" for start in starts)
    assert all(below - start < 2 * STRETCH for start, below in pairwise(starts))


def test_a_paragraph_of_a_usual_length_is_folded_as_a_whole() -> None:
    found = paragraph("a few words and " * 1_000)
    layout = Layout(found, 40)
    layout.extend()
    lengths = [layout.row(index).end - layout.row(index).start for index in range(300)]
    assert min(lengths) > 30
