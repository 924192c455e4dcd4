"""Bytes to text: the mark, UTF-8, what the page says, then a guess that is said to be one."""

import codecs
import re
from dataclasses import dataclass

from reader.errors import InputError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BROKEN_SHARE = 0.001
"""How much of a text may be no UTF-8 for it still to be UTF-8 with a few broken characters."""
_GUESSING_SAMPLE = 200_000
_BINARY = "holds binary data, not text"
_WRITTEN = "\t\n\r\f\b\x1b"
"""Control characters that stand in texts too: in those that a terminal recorded, the last two."""
_WESTERN_LETTERS = frozenset("äöüÄÖÜßàâáãåæçéèêëíîïñóôõøœúûÀÁÅÆÇÈÉÊÍÑÓØÚ")
_WESTERN_SIGNS = frozenset("\xa0‘’‚“”„«»‹›–—…•·€£¥§©®™°¿¡½¼¾ªº")

# Where the Encoding Standard of the WHATWG gives a label another meaning than Python does.
_LABELS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "iso88591": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "l1": "cp1252",
    "x-cp1252": "cp1252",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "logical": "iso-8859-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "chinese": "gb18030",
    "iso-ir-58": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cn-big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms_kanji": "cp932",
    "x-euc-jp": "euc-jp",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "korean": "cp949",
    "windows-949": "cp949",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "unicode-1-1-utf-8": "utf-8",
    "x-unicode20utf8": "utf-8",
    # A label found by reading ASCII cannot be the truth when it says UTF-16.
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "unicode": "utf-8",
}
# Codecs of Python that turn bytes into something else than the text of a page.
_NOT_FOR_PAGES = re.compile(r"utf[-_]?7|idna|punycode|undefined|.*escape|.*codec|mbcs|oem|palmos")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text.

    Attributes:
        encoding: A name Python knows.
        guessed: Whether neither the bytes nor the page said so.
        broken: Whether some bytes were no characters and became U+FFFD.
    """

    text: str
    encoding: str
    guessed: bool = False
    broken: bool = False


def codec_of(label: str) -> str | None:
    """Return the codec a page's label stands for (Encoding Standard, 4.2), or None."""
    name = label.strip().lower()
    name = _LABELS.get(name, name)
    if not name.isascii() or _NOT_FOR_PAGES.fullmatch(name):
        return None
    try:
        codec = codecs.lookup(name)
        # Codecs that do not give text, such as zlib's, are known by failing here.
        b"a".decode(name, "ignore")
    except (LookupError, UnicodeError, ValueError):
        return None
    return codec.name


def decode(content: bytes, label: str | None = None) -> Decoded:
    """Decode a text, trying what is certain before what is likely.

    Args:
        content: The bytes of a text or a page.
        label: What the page or its sender says the encoding is.

    Raises:
        InputError: the bytes are no text; the sentence says what and leaves the name to the caller.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _replacing(content[len(mark) :], encoding)
    if wide := _utf_16_by_nuls(content):
        return _replacing(content, wide, guessed=True)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        nearly = _nearly_utf_8(content)
    if nearly:
        return nearly
    if label and (codec := codec_of(label)) and codec != "utf-8":
        return _replacing(content, codec)
    return _guessed(content)


def _replacing(content: bytes, encoding: str, *, guessed: bool = False) -> Decoded:
    text = content.decode(encoding, "replace")
    return Decoded(text, encoding, guessed=guessed, broken="\ufffd" in text)


def _utf_16_by_nuls(content: bytes) -> str | None:
    """Tell UTF-16 without a mark by where its NULs are.

    Raises:
        InputError: there are many NULs, not those of UTF-16, nor stray ones in a UTF-8 text.
    """
    sample = content[:_GUESSING_SAMPLE]
    nuls = sample.count(0)
    if nuls * 50 <= len(sample):
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if low * 20 <= high:
            try:
                text = sample[: len(sample) // 2 * 2].decode(encoding, "ignore")
            except UnicodeError:
                continue
            if _looks_written(text):
                return encoding
    rest = sample.replace(b"\0", b"").decode("utf-8", "replace")
    # The sample may end inside a character.
    if nuls * 4 <= len(sample) and "\ufffd" not in rest[:-1] and _looks_written(rest):
        return None
    raise InputError(_BINARY)


def _looks_written(text: str) -> bool:
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in _WRITTEN)
    return bool(text) and controls * 100 <= len(text)


def _nearly_utf_8(content: bytes) -> Decoded | None:
    """Return the text if only a few bytes of much UTF-8 are broken."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(text) - sum(map(text.count, map(chr, range(128)))) - broken
    if broken <= max(1, len(text) * _BROKEN_SHARE) and beyond_ascii > 4 * broken:
        return Decoded(text, "utf-8", broken=True)
    return None


def _guessed(content: bytes) -> Decoded:
    """Guess the encoding.

    Raises:
        InputError: what no encoding would explain, control characters in plenty.
    """
    western = content[:_GUESSING_SAMPLE].decode("cp1252", "replace")
    if not _looks_written(western):
        raise InputError(_BINARY)
    if _looks_western(western):
        return _replacing(content, "cp1252", guessed=True)
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_GUESSING_SAMPLE]).best()
    if best is not None and (codec := codec_of(best.encoding)) is not None:
        decoded = _replacing(content, codec, guessed=True)
        if not decoded.broken:
            return decoded
    return _replacing(content, "cp1252", guessed=True)


def _looks_western(text: str) -> bool:
    """Tell whether text read as windows-1252 spells like the languages of western Europe.

    A short text gives statistics too little to go by, and these are the most common unlabelled
    ones: most letters are ASCII and nearly all others are those these languages use.
    """
    letters = sum(map(str.isalpha, text))
    beyond = [character for character in text if character > "\x7f"]
    written = [character for character in beyond if character not in _WESTERN_SIGNS]
    usual = sum(character in _WESTERN_LETTERS for character in written)
    return len(written) * 2 <= letters and usual >= 0.85 * len(written)
