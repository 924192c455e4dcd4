"""Large tables as they stand in their file: a document is decoded when it is asked for.

A record with thousands of annotations would be ten times its bytes in objects, and encoding all of
them to change one would hold up every other thread. So its content stays as it was read, and only
what changed is kept as objects beside it.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import ItemsView, Iterator, Mapping, MutableMapping, ValuesView
from typing import Self

from reader.storage.base import Fields, Table, Tables
from reader.storage.outline import Outline, Trait
from reader.storage.shape import problem_in_document

_FEW = 64
"""Tables with no more documents than this are decoded at once."""

_SMALL = 65_536
"""Pieces with fewer bytes than this are written together."""

_EDGE = re.compile(b'\n  (?:  "|(}))')
_COMMA = ord(",")
_TABLE_END, _END = b"\n  }", b"\n}\n"
_HEAD, _TAIL = len(b'{\n  "": {'), len(b"\n  }\n}")


class Documents(MutableMapping[str, Fields]):
    """A table of a record: the content of its file, and over it what was changed since.

    What it hands out is to be read; a document is changed by putting another in its place.

    Attributes:
        largest_stamp: A stamp that none in the table is above, empty if it has none.
    """

    __slots__ = ("_changed", "_content", "_ends", "_outline", "_places", "largest_stamp")

    def __init__(self, content: bytes, outline: Outline, ends: "array[int]") -> None:
        """Take documents out of `content`.

        Args:
            content: The whole file.
            outline: What is known of the documents.
            ends: Where the documents end in `content`; first, where the table begins. A comma
                parts each from the next.
        """
        self._content = content
        self._outline = outline
        self._places = outline.places
        self._ends = ends
        self._changed: dict[str, Fields | None] = {}
        self.largest_stamp = outline.largest_stamp

    def copy(self) -> Self:
        """Return another table that holds the same and shares what neither will change."""
        copy = type(self)(self._content, self._outline, self._ends)
        copy._changed = dict(self._changed)
        copy.largest_stamp = self.largest_stamp
        return copy

    def near(self, start: int, end: int) -> Iterator[Fields]:
        """Go over the documents whose last anchor shares a character with a stretch of text.

        For what has to be there at once: those that came there since the file was read are missing.
        """
        outline = self._outline
        extents = zip(outline.places, outline.starts, outline.ends, strict=True)
        for document in [one for one, first, after in extents if first < end and start < after]:
            if document in self:
                yield self[document]

    @property
    def traits(self) -> Mapping[Trait, int] | None:
        """How many documents are alike; None if any changed since the file was read."""
        return None if self._changed else self._outline.traits

    def __getitem__(self, document: str) -> Fields:
        if document in self._changed:
            changed = self._changed[document]
            if changed is None:
                raise KeyError(document)
            return changed
        return _decoded(self._stretch(self._places[document]))[document]

    def __setitem__(self, document: str, fields: Fields) -> None:
        self._changed[document] = fields
        self.largest_stamp = max(self.largest_stamp, *fields.get("stamps", {}).values(), "")

    def __delitem__(self, document: str) -> None:
        if document not in self:
            raise KeyError(document)
        if document in self._places:
            self._changed[document] = None
        else:
            del self._changed[document]

    def __contains__(self, document: object) -> bool:
        if document in self._changed:
            return self._changed[str(document)] is not None
        return document in self._places

    def __iter__(self) -> Iterator[str]:
        yield from (document for document in self._places if document in self)
        yield from [document for document in self._changed if document not in self._places]

    def items(self) -> ItemsView[str, Fields]:
        """Return the documents by id; they are decoded a few at a time while one goes over them."""
        return _Items(self)

    def values(self) -> ValuesView[Fields]:
        """Return the documents, as `items` does."""
        return _Values(self)

    def __len__(self) -> int:
        new = len(self._changed.keys() - self._places.keys())
        return len(self._places) + new - sum(fields is None for fields in self._changed.values())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Documents):
            return not differing(self, other)
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]

    def pieces(self) -> Iterator[bytes | memoryview]:
        """Return the documents in the order of their ids, as a file holds them, commas between.

        What did not change comes in stretches of the content, not copied. Raises TypeError where a
        value is nothing that JSON can hold.
        """
        ids, view, kept = list(self._places), memoryview(self._content), 0
        comma = b""
        for document in sorted(self._changed):
            place = bisect_left(ids, document)
            if kept < place:
                yield comma
                yield view[self._start(kept) : self._ends[place]]
                comma = b","
            fields = self._changed[document]
            if fields is not None:
                yield comma
                yield encode_documents({document: fields})
                comma = b","
            kept = place + (document in self._places)
        if kept < len(ids):
            yield comma
            yield view[self._start(kept) : self._ends[-1]]

    def decoded(self) -> Iterator[tuple[str, Fields]]:
        """Go over the ids and documents in the order of iteration."""
        for first in range(0, len(self._places), _FEW):
            last = min(first + _FEW, len(self._places))
            stretch = self._content[self._start(first) : self._ends[last]]
            for document, fields in _decoded(stretch).items():
                present = self._changed.get(document, fields)
                if present is not None:
                    yield document, present
        for document, changed in list(self._changed.items()):
            if changed is not None and document not in self._places:
                yield document, changed

    def _start(self, place: int) -> int:
        """Return where a document begins: behind the comma after the one before it."""
        return self._ends[place] + (place > 0)

    def _stretch(self, place: int) -> bytes:
        return self._content[self._start(place) : self._ends[place + 1]]

    def _may_differ(self, other: "Documents") -> set[str]:
        """Return the ids of documents that are not the same bytes in both."""
        ids = self._changed.keys() | other._changed.keys()
        if other._content is self._content:
            return ids
        ids |= self._places.keys() ^ other._places.keys()
        for document, place in self._places.items():
            there = other._places.get(document)
            if there is not None and self._stretch(place) != other._stretch(there):
                ids.add(document)
        return ids


class _Items(ItemsView[str, Fields]):
    def __init__(self, documents: Documents) -> None:
        super().__init__(documents)
        self._documents = documents

    def __iter__(self) -> Iterator[tuple[str, Fields]]:
        return self._documents.decoded()


class _Values(ValuesView[Fields]):
    def __init__(self, documents: Documents) -> None:
        super().__init__(documents)
        self._documents = documents

    def __iter__(self) -> Iterator[Fields]:
        return (fields for _, fields in self._documents.decoded())


def differing(table: Table, other: Table) -> set[str]:
    """Return the ids of documents that two tables do not both hold, or not the same.

    Those of large tables are decoded only where their bytes differ.
    """
    ids = table.keys() | other.keys()
    if isinstance(table, Documents) and isinstance(other, Documents):
        ids = table._may_differ(other)
    return {document for document in ids if table.get(document) != other.get(document)}


def encode_documents(documents: dict[str, Fields]) -> bytes:
    """Return documents as they stand in a record file, from the new line before the first id on.

    Raises:
        TypeError: a value is nothing that JSON can hold, or text that is not Unicode.
    """
    import orjson

    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS
    return orjson.dumps({"": documents}, option=options)[_HEAD:-_TAIL]


def pieces_of(tables: Mapping[str, Table]) -> Iterator[bytes | memoryview]:
    """Return a record file that holds these tables, in pieces of fair size.

    Raises:
        TypeError: a value is nothing that JSON can hold, or text that is not Unicode.
    """
    small: list[bytes | memoryview] = []
    size = 0
    for piece in _all_pieces(tables):
        if len(piece) < _SMALL:
            small.append(piece)
            size += len(piece)
            if size < _SMALL:
                continue
            piece = b""
        if small:
            yield b"".join(small)
            small, size = [], 0
        if piece:
            yield piece
    yield b"".join(small)


def split(content: bytes) -> Tables | None:
    """Return the tables in the bytes of a record file, the large ones not decoded.

    Every document is decoded and checked on the way, each by itself: so it can be told by its
    place. None unless documents and tables stand in the order and on lines of their own as in what
    is written here.
    """
    import orjson

    tables: Tables = {}
    begin, last = 1, ""
    if not content.startswith(b"{"):
        return None
    while True:
        head = content.find(b": {", begin)
        if head < 0 or content[begin : begin + 3] != b"\n  ":
            return None
        try:
            name = orjson.loads(content[begin:head])
            edges = _edges(content, head + 3)
            table = _split_table(content, name, edges) if edges else None
        except (ValueError, TypeError):
            return None
        if table is None or (tables and name <= last):
            return None
        tables[name] = table
        begin, last = edges[-1] + len(_TABLE_END) + 1, name
        if content[begin - 1 : begin] != b",":
            return tables if content[begin - 1 :] == _END else None


def _all_pieces(tables: Mapping[str, Table]) -> Iterator[bytes | memoryview]:
    import orjson

    parting = b"{"
    for name in sorted(tables):
        table = tables[name]
        yield parting
        yield b"\n  %b: {" % orjson.dumps(name)
        yield from table.pieces() if isinstance(table, Documents) else _pieces(table)
        yield _TABLE_END if table else b"}"
        parting = b","
    yield _END


def _pieces(table: Table) -> Iterator[bytes]:
    ids = sorted(table)
    for first in range(0, len(ids), _FEW):
        if first:
            yield b","
        yield encode_documents({each: table[each] for each in ids[first : first + _FEW]})


def _edges(content: bytes, begin: int) -> list[int]:
    """Return where the documents of the table at `begin` start and, last, where it ends.

    Empty if it has none, or does not end.
    """
    edges: list[int] = []
    for edge in _EDGE.finditer(content, begin):
        edges.append(edge.start())
        if edge.lastindex:
            return edges if len(edges) > 1 and edges[0] == begin else []
    return []


def _split_table(content: bytes, name: str, edges: list[int]) -> Table | None:
    """Return a table whose documents start at these edges, None in any doubt."""
    import orjson

    ends = array("Q", [edges[0], *(edge - 1 for edge in edges[1:-1]), edges[-1]])
    few = len(edges) - 1 <= _FEW
    decoded: Table = {}
    outline, last = Outline(), ""
    for place, start in enumerate(edges[:-1]):
        stop = ends[place + 1]
        if stop < edges[-1] and content[stop] != _COMMA:
            return None
        [(document, fields)] = orjson.loads(b"{%b}" % content[start:stop]).items()
        if (place and document <= last) or problem_in_document(name, document, fields):
            return None
        if few:
            decoded[document] = fields
        else:
            outline.add(document, fields)
        last = document
    return decoded if few else Documents(content, outline, ends)


def _decoded(stretch: bytes) -> dict[str, Fields]:
    """Return the documents in a stretch of a file, by id."""
    import orjson

    decoded: dict[str, Fields] = orjson.loads(b"{%b}" % stretch)
    return decoded
