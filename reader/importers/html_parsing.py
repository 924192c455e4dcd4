"""From the source of a page to its elements."""

import re
from typing import TYPE_CHECKING

from reader.importers.decoding import Decoded, decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
# In a page too deep to be parsed every tag that can nest becomes one that cannot.
_NESTING = re.compile(
    r"</?(?!(?:p|br|hr|title|meta|link|script|style)\b)[a-zA-Z][^<>]*>", re.IGNORECASE
)
_LABEL_SEARCHED = 4096
_LABEL = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:.+-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w:.+-]+)",
    re.IGNORECASE,
)


def decode_page(content: bytes) -> Decoded:
    """Decode a page, by the label it bears where its bytes leave that open.

    Raises:
        InputError: the bytes are no text.
    """
    match = _LABEL.search(content[:_LABEL_SEARCHED])
    return decode(content, (match[1] or match[2]).decode("ascii") if match else None)


def parse(text: str) -> "HtmlElement | None":
    """Return the root of a page, or None when there is no element in it.

    NULs and references to control characters, which can end a parse early, are dealt with first.
    """
    source = _REFERENCE.sub(_referred, text.replace("\0", ""))
    root, whole = _parsed(source)
    if not whole:
        root, _ = _parsed(_NESTING.sub("<p>", source))
    return root


def _parsed(source: str) -> "tuple[HtmlElement | None, bool]":
    """Return the root and whether the parser came to the end: it stops at a depth of 2,048."""
    from lxml.etree import ErrorTypes, ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        return None, True
    limits = (error.type == ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)
    return root, not any(limits)


def _referred(match: re.Match[str]) -> str:
    """Resolve what HTML 13.2.5.80 gives a meaning of its own: controls and windows-1252."""
    digits = match[1] or match[2]
    code = int(digits, 16 if match[1] else 10) if len(digits) < 12 else 0
    if 0x80 <= code <= 0x9F:
        return bytes([code]).decode("cp1252", "ignore")
    if code < 0x20 and code not in (0x09, 0x0A, 0x0D):
        return "\x1b" if code == 0x1B else ""
    return "" if code == 0x7F or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else match[0]
