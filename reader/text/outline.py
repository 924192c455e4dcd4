"""The sections of a text: its headings, and how far what is under each of them goes."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reader.text.document import BlockKind, Document

_PASSED_OVER = (BlockKind.FURNITURE, BlockKind.RULE, BlockKind.IMAGE)


class Section(NamedTuple):
    """A heading and what is under it.

    Attributes:
        start: Offset of the heading.
        name_end: Offset after the words of the heading.
        end: Offset after the section, the sections under it included.
        depth: How many sections it is in.
        parent: The index of the innermost of them, or None.
    """

    start: int
    name_end: int
    end: int
    depth: int
    parent: int | None = None


def outline(document: Document) -> list[Section]:
    """Return the sections of a text, in order; none where it has no headings.

    How deep a section is comes from the headings before it, so that a text may begin at any level
    and leave levels out.
    """
    sections: list[Section] = []
    within: list[tuple[int, int]] = []
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING or block.end - block.start < 2:
            continue
        while within and within[-1][1] >= block.level:
            _close(sections, within.pop()[0], block.start)
        parent = within[-1][0] if within else None
        sections.append(
            Section(block.start, block.end - 1, len(document.text), len(within), parent)
        )
        within.append((len(sections) - 1, block.level))
    return sections


def beginnings(document: Document) -> list[Section]:
    """Return the paragraphs of a text as sections: the way through one without headings."""
    return [
        Section(block.start, block.end - 1, block.end, 0)
        for block in document.blocks
        if block.end - block.start > 1 and block.kind not in _PASSED_OVER
    ]


def section_at(sections: Sequence[Section], offset: int) -> int | None:
    """Return the index of the innermost section at an offset, or None before the first."""
    place = bisect_right(sections, offset, key=lambda section: section.start) - 1
    return None if place < 0 else place


def _close(sections: list[Section], place: int, end: int) -> None:
    sections[place] = sections[place]._replace(end=end)
