"""Documents of many scripts and all kinds of blocks, for what must hold of any text."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from hypothesis import strategies as st

from reader.text import cells, folding
from reader.text.document import Block, BlockKind, Document

Part = tuple[BlockKind, str, int, str, int]

WORDS = st.sampled_from(
    [
        "a",
        "well-known",
        "reading",
        "the",
        "counterrevolutionaries—again",
        "naïve",
        "“quoted,”",
        "-5",
        "1990-1995",
        "漢字かな、交じり。",
        "（括弧）",
        "한국어",
        "각",
        "नमस्ते",
        "क्षत्रिय",
        "தமிழ்",
        "กำลังอ่าน",
        "مُحَمَّد",
        "می\u200cخواهم",
        "שָׁלוֹם",
        "e\u0301te\u0301",
        "👨\u200d👩\u200d👧",
        "👍🏽",
        "🇫🇷🇩🇪",
        "🇫🇷🇩",
        "❤\ufe0f",
        "☀\ufe0e",
        "1\ufe0f\u20e3",
        "x" * 45,
        "字" * 30,
        "\u0301",
    ]
)
LINES = st.lists(WORDS, max_size=12).map(" ".join)
CELLS = st.lists(st.lists(WORDS, max_size=3).map(" ".join), min_size=1, max_size=4).map("\t".join)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    kind = draw(st.sampled_from(list(BlockKind)))
    quote = draw(st.integers(0, 2))
    if kind is BlockKind.RULE:
        return kind, "", 0, "", quote
    if kind is BlockKind.TABLE:
        return kind, "\n".join(draw(st.lists(CELLS, min_size=1, max_size=4))), 0, "", quote
    if kind is BlockKind.PREFORMATTED:
        lines = draw(st.lists(st.one_of(LINES, CELLS), min_size=1, max_size=4))
        return kind, "\n".join(lines), 0, "", quote
    if kind is BlockKind.LIST_ITEM:
        marker = draw(st.sampled_from(["•", "1.", "12.", "一"]))
        return kind, draw(LINES), draw(st.integers(1, 3)), marker, quote
    marker = "[1]" if kind is BlockKind.FOOTNOTE else ""
    content = draw(LINES | st.lists(LINES, max_size=3).map("\n".join))
    return kind, content, 0, marker, quote


def document(*found: Part) -> Document:
    blocks: list[Block] = []
    position = 0
    for kind, content, level, marker, quote in found:
        end = position + len(content) + 1
        blocks.append(Block(kind, position, end, level, marker, quote))
        position = end
    return Document("".join(f"{part[1]}\n" for part in found), tuple(blocks))


def paragraph(text: str) -> Document:
    return document((BlockKind.PARAGRAPH, text, 0, "", 0))


DOCUMENTS = st.lists(parts(), min_size=1, max_size=5).map(lambda found: document(*found))
WIDTHS = st.integers(20, 120) | st.integers(1, 19)
STRETCHES = st.sampled_from([folding.STRETCH, 8, 20, 50])


@contextmanager
def stretches_of(size: int) -> Iterator[None]:
    """Let stretches be so long that a short text has several, in scale to the real ones."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(folding, "LONGEST_LINE", size)
        patched.setattr(folding, "STRETCH", size)
        patched.setattr(folding, "_LONGEST_WHOLE", 8 * size if size > 100 else 2 * size)
        yield


def grapheme_starts(text: str) -> Sequence[int]:
    """For every offset the start of its grapheme; graphemes end at tabs and newlines."""
    return [start for start, end, _ in cells.graphemes(text) for _ in range(start, end)]
