"""Plain text: blank lines part the blocks; lines fold only where they were wrapped by a machine."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reader.text.builder import DocumentBuilder
from reader.text.canonical import clean
from reader.text.document import BlockKind, Document

_RULE = re.compile(r"\s*([*\-_=~#•])(?:\s*\1){2,}\s*")
_UNDERLINE = re.compile(r"(={3,}|-{3,})\s*")
_BULLET = re.compile(r"(\s*)([-*•‣◦])\s+(?!\2)(?=\S)")
_NUMBER = re.compile(r"(\s*)(\d{1,3}[.)])\s+(?=\S)")
_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S")
_CHAPTER = re.compile(
    r"(?:CHAPTER|Chapter|BOOK|PART|Part|CHAPITRE|Chapitre|KAPITEL|Kapitel|CAP[IÍ]TULO|Cap[ií]tulo"
    r"|CAPITOLO|Capitolo|ГЛАВА|Глава)\s+(?:[IVXLCDM]+|\d+)\b"
)
_OPEN_END = (".", ",", ";", ":", "。", "،", "।", "…")
_INDENT = re.compile(r"\s*")

_NARROWEST_WRAP = 45
_WIDEST_WRAP = 100
_LONGEST_HEADING = 200
_WRAPPED_SHARE = 0.75
"""How many of a block's line ends a machine must have made before the block is folded."""


def read_plain_text(text: str) -> Document:
    """Return the document of a plain text.

    A block whose lines were hard-wrapped becomes one paragraph; verse and other short lines stay
    lines of one paragraph; lines too long to have been wrapped are paragraphs of their own. Simple
    lists, rules, aligned columns, chapter headings and a title in the first line are recognised.
    """
    groups = list(_groups(clean(text)))
    width = _wrap_width(groups)
    builder = DocumentBuilder()
    for index, lines in enumerate(groups):
        following = groups[index + 1] if index + 1 < len(groups) else []
        if not (
            _add_rule(builder, lines)
            or _add_heading(builder, lines, following, width)
            or _add_list(builder, lines)
        ):
            _add_lines(builder, lines, width)
    return builder.build()


def _groups(text: str) -> Iterator[list[str]]:
    """Part the lines of a text at its blank lines and around its rules."""
    group: list[str] = []
    for line in text.split("\n"):
        blank = not line or line.isspace()
        underline = len(group) == 1 and bool(_UNDERLINE.fullmatch(line))
        if blank or (_RULE.fullmatch(line) and not underline):
            if group:
                yield group
            group = []
            if not blank:
                yield [line]
        else:
            group.append(line.rstrip())
    if group:
        yield group


def _wrap_width(groups: list[list[str]]) -> int:
    """Return the column at which most long blocks were wrapped, or 0 when none was."""
    lengths = sorted(len(line) for lines in groups if len(lines) > 2 for line in lines[:-1])
    if not lengths:
        return 0
    # Not the longest: a few lines overrun, such as those that hold an address of a page.
    return lengths[int(len(lengths) * 0.98)]


def _is_wrapped(lines: list[str], width: int) -> bool:
    """Tell whether each line ends where the first word of the next would not have fitted."""
    longest = max(map(len, lines))
    column = max(width, longest)
    if len(lines) > 2 and longest < column * 0.8:
        column = longest
    if not _NARROWEST_WRAP <= column <= _WIDEST_WRAP:
        return False
    full = sum(
        len(line) + 1 + len(following.split(None, 1)[0]) > column
        for line, following in pairwise(lines)
    )
    return full >= _WRAPPED_SHARE * (len(lines) - 1)


def _folded(lines: list[str]) -> str:
    folded = lines[0].strip()
    for line in lines[1:]:
        line = line.strip()
        broken_at_hyphen = re.search(r"\w-$", folded[-2:]) and line[:1].islower()
        folded += line if broken_at_hyphen else f" {line}"
    return folded


def _add_rule(builder: DocumentBuilder, lines: list[str]) -> bool:
    return len(lines) == 1 and bool(_RULE.fullmatch(lines[0])) and builder.add_block(BlockKind.RULE)


def _add_heading(
    builder: DocumentBuilder, lines: list[str], following: list[str], width: int
) -> bool:
    if len(lines) == 2 and (underline := _UNDERLINE.fullmatch(lines[1])):
        level = 1 if underline[1].startswith("=") else 2
        return builder.add_block(BlockKind.HEADING, lines[0], level=level)
    if len(lines) > 3 or not following:
        return False
    text = _folded(lines)
    if len(text) > _LONGEST_HEADING:
        return False
    if _CHAPTER.match(text):
        # A run of such lines is a table of contents.
        in_contents = bool(_CHAPTER.match(following[0].strip()))
        return not in_contents and builder.add_block(BlockKind.HEADING, text, level=2)
    is_title = (
        builder.empty
        and not text.endswith(_OPEN_END)
        and (len(lines) == 1 or _is_wrapped(lines, width))
        and not _BULLET.match(lines[0])
    )
    return is_title and builder.add_block(BlockKind.HEADING, text, level=1)


def _add_list(builder: DocumentBuilder, lines: list[str]) -> bool:
    """Add a block of list items; a single numbered line is left to be a paragraph."""
    items: list[tuple[int, str, list[str]]] = []
    numbered = 0
    for line in lines:
        number = _NUMBER.match(line)
        if match := number or _BULLET.match(line):
            numbered += number is not None
            items.append((len(match[1].expandtabs(4)), match[2], [line[match.end() :]]))
        elif items and line[0].isspace():
            items[-1][2].append(line)
        else:
            return False
    if not items or (numbered and len(items) < 2):
        return False
    indents = sorted({indent for indent, _, _ in items})
    for indent, marker, content in items:
        level = min(indents.index(indent) + 1, 6)
        builder.add_block(BlockKind.LIST_ITEM, _folded(content), level=level, marker=marker)
    return True


def _add_lines(builder: DocumentBuilder, lines: list[str], width: int) -> None:
    if len(lines) == 1:
        builder.add_block(BlockKind.PARAGRAPH, lines[0])
    elif 2 * sum(bool(_COLUMNS.search(line)) for line in lines) > len(lines):
        builder.add_block(BlockKind.PREFORMATTED, "\n".join(lines))
    elif _is_wrapped(lines, width):
        for paragraph in _indented_paragraphs(lines):
            builder.add_block(BlockKind.PARAGRAPH, _folded(paragraph))
    elif max(map(len, lines)) > _WIDEST_WRAP:
        for line in lines:
            builder.add_block(BlockKind.PARAGRAPH, line)
    else:
        builder.add_block(BlockKind.PARAGRAPH, "\n".join(lines))


def _indented_paragraphs(lines: list[str]) -> Iterator[list[str]]:
    """Part wrapped lines where one is indented and the line before is not."""
    paragraph = [lines[0]]
    for above, line in pairwise(lines):
        if _indent(line) > _indent(above) + 1 and not _indent(above):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _indent(line: str) -> int:
    match = _INDENT.match(line)
    return match.end() if match else 0
