"""Text as it is searched: letters without case, marks and other finery."""

import unicodedata

_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"}
)


def fold(text: str) -> str:
    """Return a text so that `lodz` is found in `Łódź` and `strasse` in `Straße`."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain.translate(_LETTERS)
