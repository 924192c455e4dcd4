"""Where a row may end: at spaces, after hyphens and dashes, between ideographs (JIS X 4051)."""

from reader.text.cells import character_width

_HYPHENS = "-‐"
_DASHES = "–—―"
_OPENING = frozenset("([{<«‹“‘„‚¿¡（［｛〈《「『【〔〖〘〚｟")
_CLOSING = frozenset(
    ")]}>»›”’\"'.,;:!?%…‥、。，．・：；？！）］｝〉》」』】〕〗〙〛｠〜～ー々〻ゝゞヽヾ"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％‰℃゛゜"
)
_QUOTES = frozenset("\"'")


def signs_in(text: str, start: int, end: int) -> str:
    """Return the hyphens and dashes of a stretch of text, each of them once."""
    return "".join(sign for sign in _DASHES + _HYPHENS if text.find(sign, start, end) >= 0)


def narrow_break(text: str, start: int, beyond: int, signs: str) -> int:
    """Return where the next row begins when one-cell text must break before `beyond`.

    The last space wins unless a word is broken by its own hyphen or dash, one of `signs`, after
    it; a word longer than the row is cut at `beyond`.
    """
    best = text.rfind(" ", start, beyond) + 1
    least = max(best, start)
    for sign in signs:
        after = text.rfind(sign, least, beyond) + 1
        if after > best and _after_dash(text, after):
            best = after
    return best if best > start else beyond


def hanging_end(text: str, at: int, end: int) -> int:
    """Return where the white space at an offset ends; a space that carries a mark is none."""
    while at < end and (
        text[at] == "\t"
        or (text[at] == " " and (text[at + 1] in "\t\n" or character_width(text[at + 1])))
    ):
        at += 1
    return at


def may_break(text: str, at: int) -> bool:
    """Whether a row may end between the characters before and at an offset."""
    before, after = text[at - 1], text[at]
    if before == "\t":
        return True
    if after in " \t" or not character_width(after):
        return False
    if before == " ":
        return True
    if before in _HYPHENS or before in _DASHES:
        return _after_dash(text, at)
    if not (_ideographic(before) or _ideographic(after)):
        return False
    return character_width(before) > 0 and before not in _OPENING and after not in _CLOSING


def _after_dash(text: str, at: int) -> bool:
    """Whether a row may end after the hyphen or dash before an offset: inside a word only."""
    sign, after = at - 1, text[at]
    while sign and (text[sign - 1] in _HYPHENS or text[sign - 1] in _DASHES):
        sign -= 1
    if not sign or text[sign - 1] in " \t\n":
        return False
    if text[at - 1] in _HYPHENS:
        # Not between the digits of a range, nor before the number of a minus sign.
        return after.isalpha()
    return after.isalnum() or after in _OPENING or after in _QUOTES


def _ideographic(character: str) -> bool:
    """Whether a character is set solid: wide, and not of the Hangul words that spaces part."""
    return character_width(character) == 2 and not (
        "\uac00" <= character <= "\ud7a3" or "\u1100" <= character <= "\u115f"
    )
