"""Markdown: CommonMark with tables, strikethrough, footnotes and a front matter of ours."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.importers.addresses import inner_address, safe_address
from reader.importers.front_matter import split_front_matter
from reader.importers.html import read_html
from reader.importers.html_parsing import parse
from reader.text.builder import DocumentBuilder, OpenSpan, Piece
from reader.text.canonical import clean
from reader.text.document import BlockKind, Document, SpanKind
from reader.text.page import PageMetadata
from reader.text.references import heading_name

if TYPE_CHECKING:
    from markdown_it.token import Token

_BULLETS = ("•", "◦", "▪")
_SPANS = {"em": SpanKind.EMPHASIS, "strong": SpanKind.STRONG, "s": SpanKind.STRIKE}


def read_markdown(text: str) -> tuple[Document, PageMetadata]:
    """Return the document of a Markdown text and what its front matter says."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    front_matter, body = split_front_matter(clean(text))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    reading = _Reading()
    tokens = parser.parse(body)
    reading.headings = {
        heading_name(token.content)
        for before, token in pairwise(tokens)
        if before.type == "heading_open"
    }
    for token in tokens:
        reading.read(token)
    return reading.builder.build(), front_matter.metadata()


@dataclass(slots=True)
class _Reading:
    """Takes the flat tokens of a text in order and keeps what is open around them."""

    builder: DocumentBuilder = field(default_factory=DocumentBuilder)
    heading: int = 0
    lists: int = 0
    quote: int = 0
    footnote: bool = False
    marker: str = ""
    rows: list[list[list[Piece]]] | None = None
    headings: Container[str] = ()

    def read(self, token: "Token") -> None:
        """Take the next token."""
        name = token.type
        if name == "inline":
            self._inline(token)
        elif name in ("fence", "code_block"):
            self._add(BlockKind.PREFORMATTED, [Piece(token.content)])
        elif name == "html_block":
            self._html(token.content)
        elif name == "hr":
            self.builder.add_block(BlockKind.RULE, quote=self.quote)
        elif name == "heading_open":
            self.heading = int(token.tag[1:])
        elif name == "heading_close":
            self.heading = 0
        elif name in ("bullet_list_open", "ordered_list_open"):
            self.lists += 1
        elif name in ("bullet_list_close", "ordered_list_close"):
            self.lists -= 1
        elif name == "list_item_open":
            bullet = _BULLETS[min(self.lists, len(_BULLETS)) - 1]
            self.marker = f"{token.info}." if token.info else bullet
        elif name == "list_item_close":
            self.marker = ""
        elif name == "blockquote_open":
            self.quote += 1
        elif name == "blockquote_close":
            self.quote -= 1
        elif name == "footnote_open":
            self.footnote, self.marker = True, _label(token)
        elif name == "footnote_close":
            self.footnote, self.marker = False, ""
        else:
            self._table(name)

    def _table(self, name: str) -> None:
        if name == "table_open":
            self.rows = []
        elif name == "table_close":
            self.builder.add_table(self.rows or [], quote=self.quote)
            self.rows = None
        elif name == "tr_open" and self.rows is not None:
            self.rows.append([])

    def _inline(self, token: "Token") -> None:
        children = token.children or []
        pieces = _pieces(children, self.headings)
        if self.rows is not None:
            self.rows[-1].append(pieces)
        elif self.heading:
            self.builder.add_block(BlockKind.HEADING, pieces, level=self.heading, quote=self.quote)
        elif all(child.type in ("image", "softbreak") for child in children):
            for child in children:
                self._add(BlockKind.IMAGE, [Piece(child.content)])
        else:
            self._add(BlockKind.PARAGRAPH, pieces)

    def _add(self, kind: BlockKind, pieces: Sequence[Piece]) -> None:
        """Add a block; a paragraph is an item, a footnote or a quotation by where it stands."""
        if kind is not BlockKind.PARAGRAPH:
            self.builder.add_block(kind, pieces, quote=self.quote)
            return
        level = 0
        if self.footnote:
            kind = BlockKind.FOOTNOTE
        elif self.lists:
            kind, level = BlockKind.LIST_ITEM, self.lists
        elif self.quote:
            kind = BlockKind.QUOTATION
        marker, self.marker = self.marker, ""
        self.builder.add_block(kind, pieces, level=level, marker=marker, quote=self.quote)

    def _html(self, source: str) -> None:
        root = parse(source)
        if root is None:
            return
        document = read_html(root)
        for block in document.blocks:
            preformatted = block.kind is BlockKind.PREFORMATTED
            kind = BlockKind.PREFORMATTED if preformatted else BlockKind.PARAGRAPH
            self._add(kind, [Piece(document.text[block.start : block.end])])


def _label(token: "Token") -> str:
    return str(token.meta.get("label") or int(token.meta["id"]) + 1)


def _pieces(tokens: "Sequence[Token]", headings: Container[str]) -> list[Piece]:
    pieces: list[Piece] = []
    # A link that may not be followed is open too, so that what closes it closes nothing else.
    open_spans: list[OpenSpan | None] = []

    def add(text: str, *more: OpenSpan) -> None:
        pieces.append(Piece(text, (*filter(None, open_spans), *more)))

    for token in tokens:
        name = token.type
        if name in ("text", "text_special", "image"):
            add(token.content)
        elif name == "softbreak":
            add(" ")
        elif name == "hardbreak" or (name == "html_inline" and token.content.startswith("<br")):
            add("\n")
        elif name == "code_inline":
            add(token.content, OpenSpan(SpanKind.CODE))
        elif name == "footnote_ref":
            label = _label(token)
            # Brackets, since a terminal cannot raise it above the words it follows.
            add(f"[{label}]", OpenSpan(SpanKind.SUPERSCRIPT, label))
        elif name == "link_open":
            address = str(token.attrs.get("href", ""))
            target = safe_address(address) or inner_address(address, headings)
            open_spans.append(OpenSpan(SpanKind.LINK, target) if target else None)
        elif name.endswith("_open"):
            kind = _SPANS.get(name.removesuffix("_open"))
            open_spans.append(OpenSpan(kind) if kind else None)
        elif name.endswith("_close") and open_spans:
            open_spans.pop()
    return pieces
