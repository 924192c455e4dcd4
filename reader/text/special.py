"""Taking out of a text what acts on a terminal, is not seen, or only looks like a space.

Most texts hold none of it, and what finds it takes longer to load than the rest of the cleaner.
It is part of that: its output never changes within one version of `CANONICALISER` either.
"""

import re
import unicodedata
from functools import lru_cache

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

JOINERS = "\u200c\u200d\u180b-\u180f"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TAGS = "\U000e0000-\U000e007f"
_CONTEXTUAL = re.compile(f"[{JOINERS}{_SELECTORS}{_TAGS}]")
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
_MOST_JOINED = 9
"""Emoji joined to one; the longest that is in use has three."""
END_OF_COMBINING = 0x1E950
"""No character from here on has a combining class."""


def without_special(text: str) -> str:
    """Return `text` without escape sequences, controls and loose joiners, its spaces plain."""
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", _ESCAPE_SEQUENCES.sub("", text))
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", _SURROGATES.sub("\ufffd", text))
    if _CONTEXTUAL.search(text):
        text = " ".join(map(_without_loose_joiners, text.split(" ")))
    return _UNWANTED_NO_BREAK.sub(" ", _ODD_SPACES.sub(" ", text))


@lru_cache(maxsize=1)
def _marks() -> str:
    """Return every character that normalisation may put in another order."""
    return "".join(filter(unicodedata.combining, map(chr, range(END_OF_COMBINING))))


@lru_cache(maxsize=1)
def _sequences() -> re.Pattern[str]:
    """Build the pattern of what may hold a joiner, selector or tag; loose ones match alone.

    A stretch of a joining script runs on through every combining mark, so that the order that
    normalisation gives to marks changes nothing about what is kept.
    """
    unit = f"[{_EMOJI}][\ufe0e\ufe0f]?"
    return re.compile(
        f"(?P<script>[{_JOINING_SCRIPTS}][{_JOINING_SCRIPTS}{_marks()}{JOINERS}]*)"
        "|(?P<flag>\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)"
        f"|(?P<emoji>{unit}(?:\u200d{unit}){{0,{_MOST_JOINED}}})"
        "|(?P<keycap>[0-9#*]\ufe0f\u20e3)"
        f"|(?P<han>[{_HAN}][\U000e0100-\U000e01ef])"
        f"|[{JOINERS}{_SELECTORS}{_TAGS}]"
    )


_JOINER_RUNS = re.compile(f"([{JOINERS}])[{JOINERS}]+")


def _without_loose_joiners(word: str) -> str:
    """Drop joiners, selectors and tags that spell nothing; no sequence holds a space."""
    return _sequences().sub(_kept, word) if _CONTEXTUAL.search(word) else word


def _kept(match: re.Match[str]) -> str:
    if match.lastgroup is None:
        return ""
    return _JOINER_RUNS.sub(r"\1", match[0]) if match.lastgroup == "script" else match[0]
