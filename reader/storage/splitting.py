"""Taking a record file apart into its tables, without ever holding all of it."""

import re
from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.storage.base import Table, Tables
from reader.storage.compressed import CompressedBytes
from reader.storage.documents import Documents
from reader.storage.outline import Outline
from reader.storage.shape import problem_in_document

_FEW = 64
"""Tables with no more documents than this are decoded at once."""

_CUT = re.compile(rb'\n(?=  (?:  "|"|})|})')
"""Where a table or a document begins, or one of them ends that holds others."""

_LONGEST_CUT = 6
_HEAD, _DOCUMENT, _TABLE_END, _END = b": {", b'\n    "', b"\n  }", b"\n}\n"

_Part = tuple[int, bytes]
"""Where a part of a file starts, and what it holds."""


class Split(NamedTuple):
    """The content of a record file, and its tables; the large ones read their documents in it."""

    content: CompressedBytes
    tables: Tables


def split(blocks: Iterable[bytes], *, plain: bool = False) -> Split | None:
    """Return the tables in the bytes of a record file, the large ones not decoded.

    Every document is decoded and checked on the way, each by itself: so it can be told by its
    place. None unless documents and tables stand in the order and on lines of their own as in what
    is written here.

    Args:
        blocks: The bytes of the file.
        plain: Whether they are kept as they are.
    """
    content = CompressedBytes(plain=plain)
    try:
        tables = _tables(_parts(blocks, content), content)
    except (ValueError, TypeError):
        return None
    return None if tables is None else Split(content, tables)


def _parts(blocks: Iterable[bytes], content: CompressedBytes) -> Iterator[_Part]:
    """Cut what comes, which is added to `content`, where something begins or ends."""
    # Bytes would be copied with each block that comes: a document may go on through hundreds.
    start, rest, seen = 0, bytearray(), 0
    for block in blocks:
        content.append(block)
        rest += block
        cut = 0
        for found in _CUT.finditer(rest, max(seen - _LONGEST_CUT, 1)):
            yield start + cut, bytes(rest[cut : found.start()])
            cut = found.start()
        del rest[:cut]
        start, seen = start + cut, len(rest)
    yield start, bytes(rest)


def _tables(parts: Iterator[_Part], content: CompressedBytes) -> Tables | None:
    import orjson

    tables: Tables = {}
    last = ""
    if next(parts)[1] != b"{":
        return None
    for _, head in parts:
        if not head.endswith(_HEAD):
            return None
        name = orjson.loads(head.removesuffix(_HEAD))
        if tables and name <= last:
            return None
        table, end = _table(name, parts, content)
        if not table:
            return None
        tables[name], last = table, name
        if end == _TABLE_END:
            return tables if [part for _, part in parts] == [_END] else None
        if end != _TABLE_END + b",":
            return None
    return None


def _table(name: str, parts: Iterator[_Part], content: CompressedBytes) -> tuple[Table, bytes]:
    """Return the table whose head was read, and the part behind it; an empty one in any doubt."""
    import orjson

    ends = array("Q")
    outline, last = Outline(), ""
    decoded: Table = {}
    follows = True
    for start, part in parts:
        if not (follows and part.startswith(_DOCUMENT)):
            doubt = follows or not part.startswith(_TABLE_END)
            few = len(decoded) == len(ends) - 1
            table = decoded if few else Documents(content, outline, ends)
            return ({} if doubt else table), part
        follows = part.endswith(b",")
        stretch = part[:-1] if follows else part
        [(document, fields)] = orjson.loads(b"{%b}" % stretch).items()
        if (ends and document <= last) or problem_in_document(name, document, fields):
            break
        if not ends:
            ends.append(start)
        ends.append(start + len(stretch))
        outline.add(document, fields)
        if len(ends) <= _FEW + 1:
            decoded[document] = fields
        last = document
    return {}, b""
