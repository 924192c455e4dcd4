"""HTML: the structure of a page, without what is hidden or runs, however deep or broken it is."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.importers.addresses import safe_address
from reader.importers.html_elements import Surroundings, is_block, is_data_table
from reader.importers.html_references import is_bracketed, page_references
from reader.text.builder import DocumentBuilder, OpenSpan, Piece
from reader.text.document import BlockKind, Document, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_PREFORMATTED = frozenset(["pre", "xmp", "listing", "plaintext"])
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPANS = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), SpanKind.EMPHASIS),
    **dict.fromkeys(("strong", "b"), SpanKind.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), SpanKind.CODE),
    **dict.fromkeys(("del", "s", "strike"), SpanKind.STRIKE),
    "sup": SpanKind.SUPERSCRIPT,
}
_BULLETS = ("•", "◦", "▪")
_MOST_COLUMNS = 50

_WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")


def read_html(root: "HtmlElement") -> Document:
    """Return the document of a parsed page; what surrounds the article becomes furniture."""
    document = _Walk(root, furniture=True).document()
    if all(block.kind is BlockKind.FURNITURE for block in document.blocks):
        # Everything stood in a form or a header: then none of it surrounds anything.
        return _Walk(root, furniture=False).document()
    return document


@dataclass(slots=True)
class _List:
    """A list that is open: how deep it is and, when it is numbered, its next number."""

    level: int
    next_number: int | None


@dataclass(slots=True)
class _Place:
    """What is open around the present point of the walk."""

    spans: list[OpenSpan] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    quote: int = 0
    furniture: int = 0
    footnote: int = 0
    preformatted: int = 0
    heading: int = 0


class _Walk:
    """One walk over a page in document order, without recursion, that fills a builder."""

    def __init__(self, root: "HtmlElement", *, furniture: bool) -> None:
        self._root = root
        self._marks_furniture = furniture
        self._builder = DocumentBuilder()
        self._pieces: list[Piece] = []
        self._place = _Place()
        self._marker = ""
        self._rows: list[list[list[Piece]]] | None = None
        self._table: HtmlElement | None = None
        self._references = page_references(root)
        self._surroundings = Surroundings(root, self._references.notes)
        base = root.find(".//base")
        self._base = "" if base is None else str(base.get("href", ""))

    def document(self) -> Document:
        """Walk the page and return what was built."""
        undo: list[tuple[HtmlElement, Iterator[HtmlElement], list[str]]] = []
        self._enter_into(self._root, undo)
        while undo:
            element, children, opened = undo[-1]
            child = next(children, None)
            if child is None:
                self._leave(element, opened)
                undo.pop()
                if undo:
                    self._text(element.tail)
            elif not isinstance(child.tag, str) or self._is_left_out(child):
                self._text(child.tail)
            else:
                self._enter_into(child, undo)
        self._flush()
        return self._builder.build()

    def _enter_into(
        self,
        element: "HtmlElement",
        undo: "list[tuple[HtmlElement, Iterator[HtmlElement], list[str]]]",
    ) -> None:
        undo.append((element, element.iterchildren(), self._enter(element)))
        text = element.text
        if element.tag in _PREFORMATTED and text:
            text = text.removeprefix("\n")
        self._text(text)

    # Entering and leaving elements

    def _enter(self, element: "HtmlElement") -> list[str]:
        """Open what an element opens; return the names of what to close again."""
        tag, place = element.tag, self._place
        opened: list[str] = []
        if is_block(tag):
            self._flush()
        if self._marks_furniture and self._surroundings.is_furniture(element):
            place.furniture += 1
            opened.append("furniture")
        if (label := self._references.notes.get(element)) is not None:
            place.footnote += 1
            self._marker = label
            opened.append("footnote")
        elif tag in _HEADINGS:
            place.heading = _HEADINGS[tag]
            opened.append("heading")
        elif tag in _PREFORMATTED:
            place.preformatted += 1
            opened.append("preformatted")
        elif tag == "blockquote":
            place.quote += 1
            opened.append("quote")
        elif tag in ("ul", "ol", "menu", "dir", "dl"):
            number = _number(element.get("start"), 1) if tag == "ol" else None
            place.lists.append(_List(len(place.lists) + 1, number))
            opened.append("list")
        elif tag in ("li", "dd") and not place.footnote:
            self._begin_item(element)
        elif tag == "table" and self._table is None and is_data_table(element):
            self._table, self._rows = element, []
            opened.append("table")
        elif self._rows is not None and tag == "tr":
            self._rows.append([])
        elif self._rows is not None and tag in ("td", "th"):
            self._begin_cell(element)
        elif tag == "hr":
            if not place.furniture and self._rows is None:
                self._builder.add_block(BlockKind.RULE, quote=place.quote)
        elif tag == "br":
            self._line_break()
        elif tag == "img":
            self._image(element)
        elif tag == "q":
            self._text("“")
        elif span := self._span(element):
            place.spans.append(span)
            opened.append("span")
            if self._needs_brackets(element):
                self._text("[")
        return opened

    def _leave(self, element: "HtmlElement", opened: list[str]) -> None:
        tag, place = element.tag, self._place
        if tag == "q":
            self._text("”")
        elif self._needs_brackets(element):
            self._text("]")
        if tag == "caption" and self._rows is not None:
            kind = BlockKind.FURNITURE if place.furniture else BlockKind.PARAGRAPH
            self._builder.add_block(kind, self._pieces, quote=place.quote)
            self._pieces = []
        elif is_block(tag):
            self._flush()
        if tag in ("li", "dd") or "footnote" in opened:
            self._marker = ""
        for name in opened:
            if name == "span":
                place.spans.pop()
            elif name == "list":
                place.lists.pop()
            elif name == "table":
                self._end_table()
            elif name == "heading":
                place.heading = 0
            else:
                setattr(place, name, getattr(place, name) - 1)

    def _begin_item(self, element: "HtmlElement") -> None:
        lists = self._place.lists
        if not lists or element.tag == "dd":
            self._marker = "" if element.tag == "dd" else _BULLETS[0]
        elif (number := lists[-1].next_number) is not None:
            number = _number(element.get("value"), number)
            lists[-1].next_number = number + 1
            self._marker = f"{number}."
        else:
            self._marker = _BULLETS[min(lists[-1].level, len(_BULLETS)) - 1]

    def _begin_cell(self, element: "HtmlElement") -> None:
        if self._rows is None:
            return
        if not self._rows:
            self._rows.append([])
        row = self._rows[-1]
        row.append([])
        empty = min(_number(element.get("colspan"), 1), _MOST_COLUMNS) - 1
        row.extend([] for _ in range(empty))
        self._pieces = row[len(row) - 1 - max(empty, 0)]

    def _end_table(self) -> None:
        rows = self._rows or []
        self._rows = self._table = None
        self._pieces = []
        if self._place.furniture:
            for row in rows:
                spaced = [piece for cell in row for piece in (*cell, Piece(" "))]
                self._builder.add_block(BlockKind.FURNITURE, spaced)
        else:
            self._builder.add_table(rows, quote=self._place.quote)

    # What an element is

    def _is_left_out(self, element: "HtmlElement") -> bool:
        return element in self._references.left_out or self._surroundings.is_dropped(element)

    def _needs_brackets(self, element: "HtmlElement") -> bool:
        """Whether a footnote's number would run into the word it is raised above."""
        return element in self._references.referring and not is_bracketed(element)

    def _span(self, element: "HtmlElement") -> OpenSpan | None:
        references = self._references
        if (label := references.referring.get(element)) is not None:
            return OpenSpan(SpanKind.SUPERSCRIPT, label)
        if element in references.raised:
            return None
        if element.tag == "a":
            target = references.places.get(element)
            target = target or safe_address(element.get("href", ""), self._base)
            return OpenSpan(SpanKind.LINK, target) if target else None
        kind = _SPANS.get(element.tag)
        return None if kind is None else OpenSpan(kind)

    # Text

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if not self._place.preformatted or self._rows is not None:
            text = _WHITE_SPACE.sub(" ", text)
        self._pieces.append(Piece(text, tuple(self._place.spans)))

    def _line_break(self) -> None:
        """End a line; a second one after nothing but white space ends the paragraph."""
        for piece in reversed(self._pieces):
            if piece.text == "\n" and not self._place.preformatted:
                self._flush()
                return
            if not piece.text.isspace():
                break
        self._pieces.append(Piece("\n", tuple(self._place.spans)))

    def _image(self, element: "HtmlElement") -> None:
        """Add an image's alternative text: a block if it stands alone, else words of the line."""
        words = _WHITE_SPACE.sub(" ", element.get("alt", "")).strip()
        inside = self._rows is not None or self._place.heading or self._place.furniture
        if not words:
            return
        if inside or len(words) <= 2 or any(not piece.text.isspace() for piece in self._pieces):
            self._text(words)
        else:
            self._builder.add_block(BlockKind.IMAGE, words, quote=self._place.quote)

    def _flush(self) -> None:
        """End the present block; inside a table cell only a space parts what were blocks."""
        if self._rows is not None:
            if self._pieces:
                self._pieces.append(Piece(" "))
            return
        pieces, self._pieces = self._pieces, []
        if not any(piece.text and not piece.text.isspace() for piece in pieces):
            return
        place = self._place
        if place.footnote:
            marker, self._marker = self._marker, ""
            self._builder.add_block(BlockKind.FOOTNOTE, pieces, marker=marker, quote=place.quote)
        elif place.furniture:
            self._builder.add_block(BlockKind.FURNITURE, pieces)
        elif place.preformatted:
            self._builder.add_block(BlockKind.PREFORMATTED, pieces, quote=place.quote)
        elif place.heading:
            self._builder.add_block(
                BlockKind.HEADING, pieces, level=place.heading, quote=place.quote
            )
        elif place.lists or self._marker:
            marker, self._marker = self._marker, ""
            level = max(len(place.lists), 1)
            self._builder.add_block(
                BlockKind.LIST_ITEM, pieces, level=level, marker=marker, quote=place.quote
            )
        else:
            kind = BlockKind.QUOTATION if place.quote else BlockKind.PARAGRAPH
            self._builder.add_block(kind, pieces, quote=place.quote)


def _number(written: str | None, otherwise: int) -> int:
    written = (written or "").strip()
    return int(written) if re.fullmatch(r"-?[0-9]{1,6}", written) else otherwise
