"""Short ASCII names for folders and files, made of what they are called."""

import re
import unicodedata

LIMIT = 48
_LETTERS = str.maketrans(
    {"ß": "ss", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)
_OTHER = re.compile(r"[^a-z0-9]+")


def slug(text: str, *, fallback: str) -> str:
    """Return lower-case ASCII words joined by hyphens, at most 48 characters, cut at a word.

    Args:
        text: A title or a sentence in any script.
        fallback: What to return when no letter or digit of it can be written in ASCII.
    """
    folded = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    words = _OTHER.sub("-", plain).strip("-")
    if len(words) > LIMIT:
        cut = words[: LIMIT + 1].rpartition("-")[0]
        words = cut if len(cut) > LIMIT // 2 else words[:LIMIT]
    return words or fallback
