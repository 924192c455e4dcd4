"""How many terminal cells a text takes, grapheme cluster by grapheme cluster.

Widths are those of the terminal libraries (Unicode 17): wide and full-width characters take two
cells, marks none, ambiguous ones one; a joiner swallows the emoji it joins, U+FE0F makes a narrow
emoji wide, two regional indicators are one flag. Unlike there, letters keep their cells after a
joiner, as on a terminal. Tabs and newlines have no width of their own:
who paints them decides.
"""

import re
import unicodedata
from collections.abc import Iterator

from reader.text.document import Range

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"

# One cell each and no part in any rule below; newlines too, since they never share a row.
_NOT_NARROW = re.compile(
    "[^\n -~\xa0-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u1e00-\u1fff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20c1\u2100-\u2319\u2500-\u25fc]"
)

# What takes more than its own width to measure: joiners, emoji style, flags.
_INVOLVED = re.compile("[\u200d\ufe0f\U0001f1e6-\U0001f1ff]")
_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_FLAGS_AT_ONCE = 4_096
_MOST = 64
_ENDLESS = bytes(_MOST)
_TABS_AND_NEWLINES = re.compile("[\t\n]")

# What no category tells: fillers, joiners of single scripts, and marks newer than the Unicode
# of the oldest Python this runs on.
_ZERO = (
    "61c 897 cf3 ece 1160-11ff 180e 1acf-1add 1ae0-1aeb 200b-200f 202a-202e 2060-206f 3164 "
    "d7b0-d7ff feff ffa0 fff0-fffb 10d69-10d6d 10efa-10eff 11241 113b8-113c0 113c2 113c5 "
    "113c7-113ca 113cc-113d0 113d2 113e1-113e2 11b60-11b67 11f00-11f01 11f03 11f34-11f3a "
    "11f3e-11f42 11f5a 13430-13440 13447-13455 1611e-1612f 1bca0-1bca3 1d173-1d17a 1e08f "
    "1e4ec-1e4ef 1e5ee-1e5ef 1e6e3 1e6e6 1e6ee-1e6ef 1e6f5 1f3fb-1f3ff e0000-e0fff"
)
_TWO = (
    "2630-2637 268a-268f 2ffc-2fff 31e4-31e5 31ef 4dc0-4dff fa6e-fa6f fada-faff 16ff2-16ff6 "
    "187f8-187ff 18cff 18d09-18d1e 18d80-18df2 1b132 1b155 1d300-1d356 1d360-1d376 1f6d8 1f6dc "
    "1fa75-1fa77 1fa87-1fa8a 1fa8e-1fa8f 1faad-1faaf 1fabb-1fabf 1fac6 1fac8 1facd-1facf "
    "1fada-1fadc 1fadf 1fae8-1faea 1faef 1faf7-1faf8 20000-2fffd 30000-3fffd"
)
# Narrow by themselves, wide before U+FE0F (emoji-variation-sequences.txt of Unicode).
_WIDENED = (
    "23 2a 30-39 a9 ae 203c 2049 2122 2139 2194-2199 21a9-21aa 2328 23cf 23ed-23ef 23f1-23f2 "
    "23f8-23fa 24c2 25aa-25ab 25b6 25c0 25fb-25fc 2600-2604 260e 2611 2618 261d 2620 2622-2623 "
    "2626 262a 262e-262f 2638-263a 2640 2642 265f-2660 2663 2665-2666 2668 267b 267e 2692 "
    "2694-2697 2699 269b-269c 26a0 26a7 26b0-26b1 26c8 26cf 26d1 26d3 26e9 26f0-26f1 26f4 "
    "26f7-26f9 2702 2708-2709 270c-270d 270f 2712 2714 2716 271d 2721 2733-2734 2744 2747 "
    "2763-2764 27a1 2934-2935 2b05-2b07 1f170-1f171 1f17e-1f17f 1f321 1f324-1f32c 1f336 1f37d "
    "1f396-1f397 1f399-1f39b 1f39e-1f39f 1f3cb-1f3ce 1f3d4-1f3df 1f3f3 1f3f5 1f3f7 1f43f 1f441 "
    "1f4fd 1f549-1f54a 1f56f-1f570 1f573-1f579 1f587 1f58a-1f58d 1f590 1f5a5 1f5a8 1f5b1-1f5b2 "
    "1f5bc 1f5c2-1f5c4 1f5d1-1f5d3 1f5dc-1f5de 1f5e1 1f5e3 1f5e8 1f5ef 1f5f3 1f5fa 1f6cb "
    "1f6cd-1f6cf 1f6e0-1f6e5 1f6e9 1f6f0 1f6f3"
)


def _ranges(listed: str) -> tuple[tuple[int, int], ...]:
    pairs = (entry.partition("-") for entry in listed.split())
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in pairs)


class _Widths(dict[str, int]):
    """Cells of single characters, worked out on first sight."""

    _zero = _ranges(_ZERO)
    _two = _ranges(_TWO)

    def __missing__(self, character: str) -> int:
        code = ord(character)
        category = unicodedata.category(character)
        if category in {"Mn", "Me", "Mc", "Zl", "Zp", "Cc"} or _within(code, self._zero):
            width = 0
        elif _within(code, self._two):
            width = 2
        else:
            # Some versions of the database call unassigned characters full-width.
            wide = category != "Cn" and unicodedata.east_asian_width(character) in "WF"
            width = 2 if wide else 1
        self[character] = width
        return width


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


_WIDTHS = _Widths()
_WIDENABLE = frozenset(
    chr(code) for first, last in _ranges(_WIDENED) for code in range(first, last + 1)
)


def character_width(character: str) -> int:
    """Return the cells one character takes by itself: 0, 1 or 2."""
    return _WIDTHS[character]


def narrow_until(text: str, start: int, end: int) -> int:
    """Return the first offset in a range that is not surely a one-cell grapheme, else `end`.

    Newlines are passed over. The answer errs on the careful side: what follows may be narrow.
    """
    found = _NOT_NARROW.search(text, start, end)
    if found is None:
        return end
    # A mark or joiner belongs to the character before it.
    return max(start, found.start() - 1) if _WIDTHS[found[0]] == 0 else found.start()


def graphemes(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, int]]:
    """Yield `(start, end, cells)` for each grapheme of a range, which they partition.

    A mark that has nothing to stand on is a grapheme of no cells, as is a tab or a newline.
    Endless ones are cut where `_MOST` divides the offset, so that none is much longer than that.
    """
    widths = _WIDTHS
    stop = len(text) if end is None else end
    index = start
    while index < stop:
        first = index
        base = text[index]
        cells = widths[base]
        index += 1
        if base in "\t\n":
            yield first, index, 0
            continue
        joined = base == _JOINER
        if _is_flag(base) and index < stop and _is_flag(text[index]):
            cells += widths[text[index]]
            index += 1
        while index < stop:
            character = text[index]
            if character in "\t\n" or (widths[character] and not (joined and _joins(character))):
                break
            if index % _MOST == 0 and index - first >= _MOST:
                break
            index += 1
            if character == _EMOJI_STYLE and base in _WIDENABLE and not joined:
                cells += 1
                base = ""
            joined = character == _JOINER
        yield first, index, cells


def painted_widths(text: str, start: int, end: int, tab: int) -> bytes:
    """Return the cells of each character of a range that begins with a grapheme.

    A grapheme has all its cells on its first character, and at least one: what has none of its
    own is painted on a base. A tab has `tab`, a newline none.
    """
    piece = text[start:end]
    widths = bytearray(map(_WIDTHS.__getitem__, piece))
    if 0 not in widths and not _INVOLVED.search(piece):
        return bytes(widths)
    if _ENDLESS in widths or _INVOLVED.search(piece):
        widths = bytearray(len(piece))
        for first, _, size in graphemes(text, start, end):
            character = text[first]
            widths[first - start] = tab if character == "\t" else size or character != "\n"
        return bytes(widths)
    if not widths[0]:
        widths[0] = piece[0] != "\n"
    for found in _TABS_AND_NEWLINES.finditer(piece):
        place = found.start()
        widths[place] = tab if piece[place] == "\t" else 0
        if place + 1 < len(piece) and not widths[place + 1]:
            widths[place + 1] = piece[place + 1] != "\n"
    return bytes(widths)


def _joins(character: str) -> bool:
    """Whether a joiner makes one emoji of this character and those before it.

    Letters keep their cells: scripts use joiners to choose the form of a letter.
    """
    return _WIDTHS[character] != 1 or character in _WIDENABLE


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def grapheme_at(text: str, offset: int) -> Range:
    """Return the grapheme that holds the character at `offset`.

    Raises:
        IndexError: `offset` is outside the text.
    """
    if not 0 <= offset < len(text):
        raise IndexError(f"offset {offset} is outside a text of {len(text)} characters")
    for first, stop, _ in graphemes(text, _boundary_before(text, offset)):
        if offset < stop:
            return Range(first, stop)
    raise AssertionError("graphemes partition a text")


def _boundary_before(text: str, offset: int) -> int:
    """Return an offset at or shortly before another where a grapheme surely starts."""
    start = offset
    endless = offset - offset % _MOST - _MOST
    while start > 0 and not _parted(text[start - 1], text[start]):
        if start == endless:
            # The grapheme has been going on for so long that it is cut where the next multiple is.
            return endless + _MOST
        if _is_flag(text[start]) and _is_flag(text[start - 1]):
            flags = _flags_before(text, start)
            if start == flags or text[start - flags - 1] != _JOINER:
                return start - flags % 2
            start -= flags
        else:
            start -= 1
    return start


def _flags_before(text: str, end: int) -> int:
    """Return how many regional indicators stand directly before an offset."""
    start = end
    while start:
        piece = text[max(0, start - _FLAGS_AT_ONCE) : start]
        rest = len(piece.rstrip(_FLAGS))
        start -= len(piece) - rest
        if rest:
            break
    return end - start


def _parted(before: str, after: str) -> bool:
    """Whether a grapheme surely ends between two characters, whatever stands around them."""
    if before in "\t\n" or after in "\t\n":
        return True
    if before == _JOINER:
        return not _joins(after)
    return _WIDTHS[after] > 0 and not (_is_flag(before) and _is_flag(after))


def width(text: str) -> int:
    """Return the cells a text takes; tabs and newlines count as none."""
    if narrow_until(text, 0, len(text)) == len(text):
        return len(text) - text.count("\n")
    if _JOINER not in text and _EMOJI_STYLE not in text:
        return sum(map(_WIDTHS.__getitem__, text))
    return sum(cells for _, _, cells in graphemes(text))


def cut(text: str, cells: int) -> str:
    """Return the longest head of whole graphemes that fits into `cells`."""
    if narrow_until(text, 0, len(text)) == len(text) and "\n" not in text:
        return text[: max(cells, 0)]
    total = 0
    for start, _, size in graphemes(text):
        total += size
        if total > cells:
            return text[:start]
    return text
