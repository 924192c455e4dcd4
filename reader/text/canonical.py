"""The string cleaner: what is stored and what is shown holds nothing that acts on a terminal.

Annotations depend on its output, character by character, so it never changes within one version
of `CANONICALISER`.
"""

import re
import unicodedata
from functools import lru_cache

from reader.text.cells import cut, width

CANONICALISER = 1
"""The version of the cleaner; it stands in every stored text."""

_ELLIPSIS = "…"

# Whatever `special` may change: most texts hold none of it.
_SPECIAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\u00ad\u034f\u061c\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

_SPACE_RUNS = re.compile(r"[^\S\n]{2,}|\t")
_LINE_BREAKS = re.compile(r" ?\n\s*")
_MOST_MARKS = 30
"""Marks kept after one character, as in the Stream-Safe Text Format of UAX #15."""
_CROWDED = re.compile(
    "[\u0300-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\uabff\ufb1e-\ufe2f\U000101fd-\U0001e94a]"
    f"{{{_MOST_MARKS + 1}}}"
)


def clean(text: str) -> str:
    r"""Return `text` in canonical form; idempotent, and defined for every string.

    Line ends become `\n`. Escape sequences, control characters other than tab and newline, bidi
    controls, zero-width and tag characters go; joiners and variation selectors stay inside an
    emoji and where a script spells with them. Every kind of space becomes an ordinary one, apart
    from a no-break space that French punctuation or a group of digits wants. Lone surrogates
    become U+FFFD. The result is in NFC (Unicode Standard Annex 15).

    Runs of spaces are kept, since code needs them; `fold_spaces` is for prose.
    """
    if text.isascii() and text.isprintable():
        return text
    if _SPECIAL.search(text):
        from reader.text.special import without_special

        text = without_special(text)
    if text.isascii():
        return text
    # Before, since sorting marks takes quadratic time; after, since some decompose into two.
    return _thinned(unicodedata.normalize("NFC", _thinned(text)))


def fold_spaces(text: str) -> str:
    """Return cleaned `text` as prose: a run of white space becomes one newline or one space."""
    return _LINE_BREAKS.sub("\n", _SPACE_RUNS.sub(" ", text))


def clean_line(text: str, limit: int | None = None) -> str:
    """Return `text` fit to be shown on one line: cleaned, white space folded, ends trimmed.

    Args:
        text: Anything: a title, a tag, a file name, the message of an error.
        limit: The most terminal cells it may take; what is longer ends with `…`.
    """
    line = fold_spaces(clean(text)).replace("\n", " ").strip()
    if limit is None or width(line) <= limit:
        return line
    return cut(line, limit - 1).rstrip() + _ELLIPSIS if limit > 0 else ""


def _thinned(text: str) -> str:
    """Drop the marks that pile up on one character beyond what any script uses."""
    return _mark_runs().sub(r"\1", text) if _CROWDED.search(text) else text


@lru_cache(maxsize=1)
def _mark_runs() -> re.Pattern[str]:
    """Build the pattern of too many marks; joiners go with them, since they stand by a mark."""
    from reader.text.special import END_OF_COMBINING, JOINERS

    every = map(chr, range(END_OF_COMBINING))
    marks = "".join(mark for mark in every if unicodedata.category(mark)[0] == "M") + JOINERS
    return re.compile(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+")
