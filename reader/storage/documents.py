"""Large tables as they stand in their file: a document is decoded when it is asked for.

A record with thousands of annotations would be ten times its bytes in objects, and encoding all of
them to change one would hold up every other thread. So its content stays as it was read, and only
what changed is kept as objects beside it.
"""

from bisect import bisect_left
from collections.abc import ItemsView, Iterator, Mapping, MutableMapping, ValuesView
from typing import TYPE_CHECKING, Self

from reader.storage.base import Fields, Table
from reader.storage.compressed import CompressedBytes, Piece, Stretch, plain_blocks
from reader.storage.outline import Outline, Trait

if TYPE_CHECKING:
    from array import array

_FEW = 16
"""Documents that are decoded or encoded at a time."""

_UNCHANGED: Fields = {}

_SMALL = 65_536
"""Pieces with fewer bytes than this are written together."""

_TABLE_END, _END = b"\n  }", b"\n}\n"
_HEAD, _TAIL = len(b'{\n  "": {'), len(b"\n  }\n}")


class Documents(MutableMapping[str, Fields]):
    """A table of a record: the content of its file, and over it what was changed since.

    What it hands out is to be read; a document is changed by putting another in its place.

    Attributes:
        is_changed: Whether a document was changed in this copy of the table.
        largest_stamp: A stamp that none in the table is above, empty if it has none.
    """

    __slots__ = ("_changed", "_content", "_ends", "_ids", "_outline", "is_changed", "largest_stamp")

    def __init__(self, content: CompressedBytes, outline: Outline, ends: "array[int]") -> None:
        """Take documents out of `content`.

        Args:
            content: The whole file.
            outline: What is known of the documents.
            ends: Where the documents end in `content`; first, where the table begins. A comma
                parts each from the next.
        """
        self._content = content
        self._outline = outline
        self._ids = outline.ids
        self._ends = ends
        self._changed: dict[str, Fields | None] = {}
        self.is_changed = False
        self.largest_stamp = outline.largest_stamp

    def copy(self) -> Self:
        """Return another table that holds the same and shares what neither will change."""
        copy = type(self)(self._content, self._outline, self._ends)
        copy._changed = dict(self._changed)
        copy.largest_stamp = self.largest_stamp
        return copy

    def keep_plain(self, *, plain: bool) -> None:
        """Have the content there as it is in the file, or only compressed; for all copies."""
        if plain:
            self._content.keep_plain()
        else:
            self._content.let_go()

    def near(self, start: int, end: int) -> Iterator[Fields]:
        """Go over the documents whose last anchor shares a character with a stretch of text.

        For what has to be there at once: those that came there since the file was read are missing.
        """
        outline = self._outline
        extents = zip(outline.ids, outline.starts, outline.ends, strict=True)
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
        place = self._place(document)
        if place is None:
            raise KeyError(document)
        return self._decoded(place, place + 1)[document]

    def __setitem__(self, document: str, fields: Fields) -> None:
        self._changed[document] = fields
        self.is_changed = True
        self.largest_stamp = max(self.largest_stamp, *fields.get("stamps", {}).values(), "")

    def __delitem__(self, document: str) -> None:
        if document not in self:
            raise KeyError(document)
        self.is_changed = True
        if self._place(document) is not None:
            self._changed[document] = None
        else:
            del self._changed[document]

    def __contains__(self, document: object) -> bool:
        if document in self._changed:
            return self._changed[str(document)] is not None
        return isinstance(document, str) and self._place(document) is not None

    def __iter__(self) -> Iterator[str]:
        changed = self._changed
        yield from (one for one in self._ids if changed.get(one, _UNCHANGED) is not None)
        yield from self._new()

    def items(self) -> ItemsView[str, Fields]:
        """Return the documents by id; they are decoded a few at a time while one goes over them."""
        return _Items(self)

    def values(self) -> ValuesView[Fields]:
        """Return the documents, as `items` does."""
        return _Values(self)

    def __len__(self) -> int:
        deleted = sum(fields is None for fields in self._changed.values())
        return len(self._ids) + len(self._new()) - deleted

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Documents):
            return not differing(self, other)
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]

    def pieces(self) -> Iterator[Piece]:
        """Return the documents in the order of their ids, as a file holds them, commas between.

        What did not change comes in stretches of the content. Raises TypeError where a
        value is nothing that JSON can hold.
        """
        ids, kept, comma = self._ids, 0, b""
        for document in sorted(self._changed):
            place = bisect_left(ids, document)
            if kept < place:
                yield comma
                yield Stretch(self._content, self._start(kept), self._ends[place])
                comma = b","
            fields = self._changed[document]
            if fields is not None:
                yield comma
                yield encode_documents({document: fields})
                comma = b","
            kept = place + (ids[place : place + 1] == [document])
        if kept < len(ids):
            yield comma
            yield Stretch(self._content, self._start(kept), self._ends[-1])

    def decoded(self) -> Iterator[tuple[str, Fields]]:
        """Go over the ids and documents in the order of iteration."""
        for first in range(0, len(self._ids), _FEW):
            last = min(first + _FEW, len(self._ids))
            for document, fields in self._decoded(first, last).items():
                present = self._changed.get(document, fields)
                if present is not None:
                    yield document, present
        for document in self._new():
            changed = self._changed[document]
            if changed is not None:
                yield document, changed

    def _place(self, document: str) -> int | None:
        """Return the number of a document in the content, None if it is not there."""
        place = bisect_left(self._ids, document)
        return place if self._ids[place : place + 1] == [document] else None

    def _new(self) -> list[str]:
        """Return the ids of the documents that are not in the content, in the order they came."""
        return [document for document in list(self._changed) if self._place(document) is None]

    def _decoded(self, first: int, last: int) -> dict[str, Fields]:
        """Return documents of the content by id, in their order."""
        import orjson

        stretch = self._content.stretch(self._start(first), self._ends[last])
        # Who keeps the id of each keeps no second one.
        return dict(
            zip(self._ids[first:last], orjson.loads(b"{%b}" % stretch).values(), strict=True)
        )

    def _start(self, place: int) -> int:
        """Return where a document begins: behind the comma after the one before it."""
        return self._ends[place] + (place > 0)

    def _stretch(self, place: int) -> bytes:
        return self._content.stretch(self._start(place), self._ends[place + 1])

    def _may_differ(self, other: "Documents") -> set[str]:
        """Return the ids of documents that are not the same bytes in both."""
        ids = self._changed.keys() | other._changed.keys()
        if other._content is self._content:
            return ids
        ids |= set(self._ids) ^ set(other._ids)
        for place, document in enumerate(self._ids):
            there = other._place(document)
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


def pieces_of(tables: Mapping[str, Table]) -> Iterator[Piece]:
    """Return a record file that holds these tables, in pieces of fair size.

    Raises:
        TypeError: a value is nothing that JSON can hold, or text that is not Unicode.
    """
    small: list[bytes] = []
    size = 0
    for piece in _all_pieces(tables):
        if len(piece) < _SMALL:
            small += plain_blocks([piece])
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


def _all_pieces(tables: Mapping[str, Table]) -> Iterator[Piece]:
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
