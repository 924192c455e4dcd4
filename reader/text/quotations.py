"""Quotations: where quote marks open and close, in the marks of the main languages."""

import re
from typing import NamedTuple

from reader.text.document import Range

_CLOSERS = {
    "“": "”“",
    "„": "“”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "「": "」",
    "『": "』",
    "‘": "’",
    "‚": "‘’",
    '"': '"”“',
    "'": "'",
}
_RUNS_ON = frozenset('“„«「『"')
_EITHER = frozenset("\"'»«“‘")
_MARK = re.compile(r"""["“”„«»‹›「」『』]|(?<!\w)['‘‚](?=\w)|(?<=\S)['’](?!\w)|(?<=[.,!?…])‘""")


class Quotation(NamedTuple):
    """One quotation.

    Attributes:
        outer: From the opening mark to after the closing one.
        inner: What stands between them, trimmed of white space. A quotation that began in an
            earlier sentence, or goes on into a later one, has a mark on one side only.
    """

    outer: Range
    inner: Range


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Return the quotations between two offsets, by where they open, outer ones first.

    Time is linear in the length of the stretch.
    """
    found: list[Quotation] = []
    open_at: list[tuple[str, int]] = []
    for match in _MARK.finditer(text, start, end):
        mark, at = match[0], match.start()
        if open_at and mark in _CLOSERS[open_at[-1][0]] and not _opens(text, at, mark, start, end):
            found.append(_quotation(text, open_at.pop()[1], at + 1, 1, 1))
        elif mark in _CLOSERS and (mark not in _EITHER or _opens(text, at, mark, start, end)):
            open_at.append((mark, at))
        elif mark in '”“»」』"' and not found and not open_at and not text[at - 1].isdigit():
            found.append(_quotation(text, start, at + 1, 0, 1))
        elif len(open_at) > 1 and mark in _CLOSERS[open_at[-2][0]]:
            open_at.pop()
            found.append(_quotation(text, open_at.pop()[1], at + 1, 1, 1))
    unclosed = next((at for mark, at in open_at if mark in _RUNS_ON), None)
    if unclosed is not None:
        found.append(_quotation(text, unclosed, end, 1, 0))
    return sorted(
        (quotation for quotation in found if quotation.inner.start < quotation.inner.end),
        key=lambda quotation: (quotation.outer.start, -quotation.outer.end),
    )


def _opens(text: str, at: int, mark: str, start: int, end: int) -> bool:
    """Tell whether a mark that can open or close a quotation opens one here."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if mark == "“":
        return after.isalnum() or before.isspace() or not (after.isspace() or after in ",.;:!?)")
    if mark == "«":
        return not after.isspace() or before.isspace() or before in "(["
    if mark == "»":
        return after.isalnum() and before.isspace()
    return not after.isspace() and (before.isspace() or before in "([{—–-:¿¡/「『“„«‘")


def _quotation(text: str, start: int, end: int, opening: int, closing: int) -> Quotation:
    inner_start, inner_end = start + opening, end - closing
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    return Quotation(Range(start, end), Range(inner_start, inner_end))
