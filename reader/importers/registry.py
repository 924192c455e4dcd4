"""From a file to a document: what it is, what it says about itself, what could go wrong."""

import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePath

from reader.errors import InputError
from reader.importers.decoding import Decoded, decode
from reader.text.canonical import clean_line
from reader.text.document import BlockKind, Document
from reader.text.page import PageMetadata, recognise

_NAME_CELLS = 80
_TITLE_LENGTH = 160
_HEAD = 4096
_CHUNK = 1 << 20

STANDARD_INPUT = "standard input"
"""The name to give to what came through a pipe."""


class Format(StrEnum):
    """The formats that can be read, each with its media type."""

    PLAIN_TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"


_EXTENSIONS = {
    ".txt": Format.PLAIN_TEXT,
    ".text": Format.PLAIN_TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
}
_STORED_EXTENSIONS = {Format.PLAIN_TEXT: "txt", Format.MARKDOWN: "md", Format.HTML: "html"}

_SAVE_INSTEAD = "save it as text, Markdown or HTML and add that"
_SIGNATURES = (
    (re.compile(rb"%PDF-"), "a PDF"),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.DOTALL), "an e-book"),
    (re.compile(rb".{60}BOOKMOBI", re.DOTALL), "an e-book"),
    (re.compile(rb"PK[\x03\x05\x07][\x04\x06\x08]"), "an office document or archive"),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\{\\rtf"), "an office document"),
    (
        re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|BM.{4}\0{4}|RIFF.{4}WEBP", re.DOTALL),
        "a picture",
    ),
    (re.compile(rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!|.{257}ustar", re.DOTALL), "an archive"),
    (re.compile(rb"ID3|OggS|fLaC|.{4}ftyp|RIFF.{4}(?:WAVE|AVI )", re.DOTALL), "sound or video"),
    (re.compile(rb"SQLite format 3\0"), "a database"),
    (re.compile(rb"\x7fELF|MZ|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe"), "a program"),
)
_XML_PROLOGUE = r"(?:\s|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>)*"
_FEED = re.compile(_XML_PROLOGUE + r"<(?:rss|rdf:RDF|feed)[\s>]", re.DOTALL | re.IGNORECASE)
_JSON_FEED = re.compile(r"\s*\{.*?\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org", re.DOTALL)
_OUTLINE = re.compile(_XML_PROLOGUE + r"<opml[\s>]", re.DOTALL | re.IGNORECASE)
_HTML = re.compile(
    r"(?:\s|<\?xml[^>]*\?>|<!--.*?-->)*<(?:!DOCTYPE\s+html|html|head|body)\b",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an importer made of some bytes.

    Attributes:
        media_type: Of the source as it was understood.
        encoding: The codec the source was read with.
        extension: What to name the stored source with, without a dot.
        warnings: One sentence for each thing a person should know.
    """

    document: Document
    metadata: PageMetadata
    media_type: str
    encoding: str
    extension: str
    warnings: tuple[str, ...] = ()


def sniff(name: str, content: bytes) -> Format:
    """Tell the format of `content`, by what it begins with, then by the extension of `name`.

    Raises:
        InputError: the format is known and cannot be read yet.
    """
    head = content[:_HEAD]
    shown = _shown(name)
    for signature, what in _SIGNATURES:
        if signature.match(head):
            raise InputError(f"{shown} is {what}, which cannot be read yet; {_SAVE_INSTEAD}.")
    text = head.replace(b"\0", b"").decode("utf-8", "replace").lstrip("\ufeff")
    if _FEED.match(text) or _JSON_FEED.match(text):
        raise InputError(f"{shown} is a feed, which cannot be read yet; {_SAVE_INSTEAD}.")
    if _OUTLINE.match(text):
        raise InputError(
            f"{shown} is a list of feeds (OPML), which cannot be read yet; add articles you saved."
        )
    by_name = _EXTENSIONS.get(PurePath(name).suffix.lower())
    if _HTML.match(text) and by_name is not Format.MARKDOWN:
        return Format.HTML
    return by_name or Format.PLAIN_TEXT


def import_bytes(content: bytes, name: str) -> Imported:
    """Make a document of the bytes of a file.

    Args:
        content: The whole file.
        name: Its name or path; the extension helps to tell the format, the stem may be the title.

    Raises:
        InputError: it is empty, binary or of a format that cannot be read.
    """
    shown = _shown(name)
    if not content.strip():
        raise InputError(f"{shown} is empty; there is nothing to read in it.")
    kind = sniff(name, content)
    try:
        decoded, document, metadata = _READERS[kind](content)
    except InputError as error:
        raise InputError(f"{shown} {error}; {_SAVE_INSTEAD}.") from error
    if not document.text.strip():
        raise InputError(f"{shown} has no words in it; open it elsewhere and {_SAVE_INSTEAD}.")
    if not metadata.title:
        metadata = replace(metadata, title=_fallback_title(document, name))
    return Imported(
        document=document,
        metadata=metadata,
        media_type=kind.value,
        encoding=decoded.encoding,
        extension=_STORED_EXTENSIONS[kind],
        warnings=_warnings(decoded, shown),
    )


def read_source(path: Path, limit: int) -> bytes:
    """Read a file whole, never waiting for a pipe or device.

    Args:
        path: A regular file, or a link to one.
        limit: The most bytes it may have.

    Raises:
        InputError: it is missing, empty, over the limit, unreadable or no regular file.
    """
    shown = _shown(str(path))
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        try:
            found = os.fstat(descriptor)
            _refuse_unless_file(found, shown)
            if found.st_size > limit:
                raise InputError(_over_sized(shown, found.st_size, limit))
            content = _read(descriptor, limit)
        finally:
            os.close(descriptor)
    except FileNotFoundError as error:
        raise InputError(f"{shown} does not exist; check the name.") from error
    except PermissionError as error:
        raise InputError(f"{shown} may not be read; change its permissions.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(
            f"{shown} cannot be read ({clean_line(reason)}); check the name."
        ) from error
    if len(content) > limit:
        raise InputError(_over_sized(shown, len(content), limit))
    if not content.strip():
        raise InputError(f"{shown} is empty; there is nothing to read in it.")
    return content


def _refuse_unless_file(found: os.stat_result, shown: str) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise InputError(f"{shown} is a folder; name the files in it.")
    if not stat.S_ISREG(found.st_mode):
        raise InputError(
            f"{shown} is a pipe or device, not a file; name a file, or - to read a pipe."
        )


def _read(descriptor: int, limit: int) -> bytes:
    """Read to the end, at most one byte over the limit: the file may be growing."""
    chunks: list[bytes] = []
    wanted = limit + 1
    while wanted > 0 and (chunk := os.read(descriptor, min(wanted, _CHUNK))):
        chunks.append(chunk)
        wanted -= len(chunk)
    return b"".join(chunks)


def _over_sized(shown: str, size: int, limit: int) -> str:
    return (
        f"{shown} is larger ({size:,} bytes) than the limit of {limit:,} bytes; "
        "split it, or raise max_file_bytes in the settings."
    )


def _shown(name: str) -> str:
    return clean_line(name, _NAME_CELLS) or "The file"


def _fallback_title(document: Document, name: str) -> str:
    """Return the first heading, else the first line, else the stem of the file's name."""
    blocks = [block for block in document.blocks if block.kind is not BlockKind.FURNITURE]
    blocks.sort(key=lambda block: block.kind is not BlockKind.HEADING)
    for block in blocks:
        line = clean_line(
            document.text[block.start : min(block.end, block.start + 4 * _TITLE_LENGTH)]
        )
        if line:
            return clean_line(line, _TITLE_LENGTH)
    return clean_line(PurePath(name).stem, _TITLE_LENGTH) or "Untitled"


def _warnings(decoded: Decoded, shown: str) -> tuple[str, ...]:
    warnings = []
    if decoded.guessed:
        warnings.append(
            f"{shown} does not say how it is encoded; read as {decoded.encoding}, a guess."
        )
    if decoded.broken:
        warnings.append(f"{shown} has characters that are broken; they are shown as \ufffd.")
    return tuple(warnings)


def _read_plain_text(content: bytes) -> tuple[Decoded, Document, PageMetadata]:
    from reader.importers.plain_text import read_plain_text

    decoded = decode(content)
    return decoded, *recognise(read_plain_text(decoded.text))


def _read_markdown(content: bytes) -> tuple[Decoded, Document, PageMetadata]:
    from reader.importers.markdown import read_markdown

    decoded = decode(content)
    document, stated = read_markdown(decoded.text)
    document, found = recognise(document)
    return decoded, document, stated.or_else(found)


def _read_html(content: bytes) -> tuple[Decoded, Document, PageMetadata]:
    from reader.importers.html import read_html
    from reader.importers.html_metadata import page_metadata
    from reader.importers.html_parsing import decode_page, parse

    decoded = decode_page(content)
    root = parse(decoded.text)
    if root is None:
        return decoded, Document("", ()), PageMetadata()
    document, found = recognise(read_html(root))
    return decoded, document, page_metadata(root).or_else(found)


_READERS: dict[Format, Callable[[bytes], tuple[Decoded, Document, PageMetadata]]] = {
    Format.PLAIN_TEXT: _read_plain_text,
    Format.MARKDOWN: _read_markdown,
    Format.HTML: _read_html,
}
