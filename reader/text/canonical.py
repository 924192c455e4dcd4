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

# Printable text between the introducer of a control string and its end. Every control character
# stops it, so an unterminated string never takes more than its introducer and the search is linear.
_PAYLOAD = r"[^\x00-\x1f\x7f-\x9f]*"
_ESCAPE_SEQUENCES = re.compile(
    # CSI: parameters, intermediates, final character (ECMA-48, 5.4).
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]?"
    # OSC to BEL or ST; unterminated, its introducer and its number.
    rf"|(?:\x1b\]|\x9d)(?:{_PAYLOAD}(?:\x07|\x1b\\|\x9c)|[0-9]{{1,4}};|)"
    # DCS, SOS, PM and APC to ST; unterminated, the introducer.
    rf"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])(?:{_PAYLOAD}(?:\x1b\\|\x9c)|)"
    # Escapes of two and three characters, unless their last letter begins a word: then the ESC is
    # a stray one and the word is text.
    r"|\x1b(?:[6-9=>|}~\\]|(?:[DEHMNOVWZclmno]| [FGLMN]|%[@G])(?![a-z])|[()*+][0AB]|#[3-8])"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")

# Format characters that no text needs to be read: soft hyphen, grapheme joiner, bidi marks,
# overrides and isolates, zero-width space and joiner of words, invisible operators, annotation
# anchors, musical and shorthand controls, plane 14 apart from tags and variation selectors.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u17b4\u17b5\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e00ff\U000e01f0-\U000e0fff]"
)

_JOINERS = "\u200c\u200d\u180b-\u180f"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TAGS = "\U000e0000-\U000e007f"
_CONTEXTUAL = re.compile(f"[{_JOINERS}{_SELECTORS}{_TAGS}]")
# Scripts whose spelling uses joiners: the right-to-left ones and those descended from Brahmi.
_JOINING_SCRIPTS = (
    "\u0590-\u109f\u1780-\u180a\u1810-\u1aaf\u1b00-\u1cff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
# U+2329 and U+232A are left out: normalisation turns them into brackets that are no emoji.
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2328\u232b-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

_ODD_SPACES = re.compile("[\u1680\u2000-\u200a\u205f\u3000]")
_NO_BREAK = "[\u00a0\u202f]"
# Not between two digits, not before French punctuation, not after an opening guillemet.
_UNWANTED_NO_BREAK = re.compile(
    f"{_NO_BREAK}(?:(?<![0-9]{_NO_BREAK})|(?![0-9]))"
    f"(?:(?<!\\S{_NO_BREAK})|(?![;:!?»%‰€]))"
    f"(?:(?<!«{_NO_BREAK})|(?!\\S))"
)
# Whatever one of the patterns above may change: most texts hold none of it.
_SPECIAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\u00ad\u034f\u061c\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

_SPACE_RUNS = re.compile(r"[^\S\n]{2,}|\t")
_LINE_BREAKS = re.compile(r" ?\n\s*")
_MOST_MARKS = 30
"""Marks kept after one character, as in the Stream-Safe Text Format of UAX #15."""
_MOST_JOINED = 9
"""Emoji joined to one; the longest that is in use has three."""
_CROWDED = re.compile(
    "[\u0300-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\uabff\ufb1e-\ufe2f\U000101fd-\U0001e94a]"
    f"{{{_MOST_MARKS + 1}}}"
)
_END_OF_COMBINING = 0x1E950
"""No character from here on has a combining class."""


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
        text = _without_special(text)
    if text.isascii():
        return text
    # Before, since sorting marks takes quadratic time; after, since some decompose into two.
    return _thinned(unicodedata.normalize("NFC", _thinned(text)))


def _without_special(text: str) -> str:
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", _ESCAPE_SEQUENCES.sub("", text))
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", _SURROGATES.sub("\ufffd", text))
    if _CONTEXTUAL.search(text):
        text = " ".join(map(_without_loose_joiners, text.split(" ")))
    return _UNWANTED_NO_BREAK.sub(" ", _ODD_SPACES.sub(" ", text))


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
def _marks() -> str:
    """Return every character that normalisation may put in another order."""
    return "".join(filter(unicodedata.combining, map(chr, range(_END_OF_COMBINING))))


@lru_cache(maxsize=1)
def _mark_runs() -> re.Pattern[str]:
    """Build the pattern of too many marks; joiners go with them, since they stand by a mark."""
    every = map(chr, range(_END_OF_COMBINING))
    marks = "".join(mark for mark in every if unicodedata.category(mark)[0] == "M") + _JOINERS
    return re.compile(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+")


@lru_cache(maxsize=1)
def _sequences() -> re.Pattern[str]:
    """Build the pattern of what may hold a joiner, selector or tag; loose ones match alone.

    A stretch of a joining script runs on through every combining mark, so that the order that
    normalisation gives to marks changes nothing about what is kept.
    """
    unit = f"[{_EMOJI}][\ufe0e\ufe0f]?"
    return re.compile(
        f"(?P<script>[{_JOINING_SCRIPTS}][{_JOINING_SCRIPTS}{_marks()}{_JOINERS}]*)"
        "|(?P<flag>\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)"
        f"|(?P<emoji>{unit}(?:\u200d{unit}){{0,{_MOST_JOINED}}})"
        "|(?P<keycap>[0-9#*]\ufe0f\u20e3)"
        f"|(?P<han>[{_HAN}][\U000e0100-\U000e01ef])"
        f"|[{_JOINERS}{_SELECTORS}{_TAGS}]"
    )


_JOINER_RUNS = re.compile(f"([{_JOINERS}])[{_JOINERS}]+")


def _without_loose_joiners(word: str) -> str:
    """Drop joiners, selectors and tags that spell nothing; no sequence holds a space."""
    return _sequences().sub(_kept, word) if _CONTEXTUAL.search(word) else word


def _kept(match: re.Match[str]) -> str:
    if match.lastgroup is None:
        return ""
    return _JOINER_RUNS.sub(r"\1", match[0]) if match.lastgroup == "script" else match[0]
