"""A page saved as text: what it says about itself, and which of its lines are not the article.

Only short lines near the head or the foot are looked at, and only what is certain is taken: a
body paragraph never becomes furniture.
"""

import re
from dataclasses import dataclass, field, replace

from reader.text import boilerplate
from reader.text.canonical import clean_line
from reader.text.dates import find_date
from reader.text.document import Block, BlockKind, Document

_HEAD_BLOCKS = 10
_FOOT_BLOCKS = 30
_BYLINE_WITHIN = 6
"""A byline at the head stands within so many blocks."""
_BODY_LENGTH = 200
"""A longer block is body text, unless its words are those of a disclaimer."""
_LONGEST_LINE = 800

_PARTICLES_LISTED = (
    "af al ap av bin bint d' da das de del della den der di dos du el ibn la le los of ten "
    "ter the van vom von y zu zum zur"
)
_PARTICLES = frozenset(_PARTICLES_LISTED.split())
_BYLINE = re.compile(
    r"(?:written by|words by|story by|posted by|reporting by|report by|(?:an )?article by|by"
    r"|(?:ein )?(?:artikel|beitrag|text|bericht) von|von|par|por|door|(?:di|av|af)(?= [A-ZÅÄÖØÆÉ])"
    r"|(?:authors?|autor(?:in|es)?|auteurs?|autore|автор|text|byline) ?:) ?(?P<names>\S.*)",
    re.IGNORECASE,
)
_AFTER_NAMES = re.compile(
    r"\s*(?:[|•·]|\s[–—-]\s|\(|,?\s*\b(?:published|updated|posted|last updated|on|veröffentlicht"
    r"|aktualisiert|am|publié|mis à jour|le|publicado|actualizado|el|in|for)\b(?=[ :]))"
    r".*|[,;]?\s*\d.*",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|&|\||\b(?:and|und|et|y|e|en|och|og|и)\b)\s+", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
_REPUBLISHED = re.compile(
    r"(?:this (?:article|story|post|piece|essay|interview|report) )?(?:was |has been |is )?"
    r"(?:(?:originally|first|previously) (?:published|appeared|posted|run|ran)"
    r"|(?:published|appeared|posted) (?:originally|first)|republished) "
    r"(?:by|in|on|at|from|with permission from)\s+(?P<place>\S.*)"
    r"|dieser (?:artikel|beitrag|text) (?:ist |erschien )(?:zuerst|ursprünglich) "
    r"(?:bei|in|im|auf) (?P<ort>.+?)(?: erschienen)?\.?"
    r"|cet article a été (?:initialement |d'abord )?publié (?:à l['’]origine )?"
    r"(?:par|dans|sur|sur le site) (?P<lieu>\S.*)"
    r"|(?:este artículo (?:fue|se) )?(?:publicado|publicó) originalmente (?:en|por) "
    r"(?P<lugar>\S.*)",
    re.IGNORECASE,
)
_AFTER_PLACE = re.compile(
    r"[\s–—-]*[”\"»’]?\s*(?:[–—|]\s*|,?\s+(?:on|am|le|el|under|and is|and has|as|with)\s).*"
    r"|(?<=[^\W\d_]{3})\.(?:\s.*)?$"
)
_SITE_OF_DISCLAIMER = re.compile(
    r"reflect (?:the )?(?:[\w’']+[ ,]+){0,8}?(?:of|by) "
    r"(?P<site>(?:the |The )?[A-Z0-9][^.;]{1,58})\.?$"
)
_ADDRESS = re.compile(
    r"(?:source|quelle|fuente|fonte|url|link|original|retrieved from|via) ?: ?"
    r"(?P<url>https?://\S+)",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"(?P<key>Title|Author|Authors|Titel|Autor|Titre|Auteur): (?P<value>\S.*)")
_QUOTES = "“”\"„«»‘’' –—-"


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about itself; whatever it does not say is empty.

    Attributes:
        published_on: ISO 8601 date, or as printed when it could not be understood.
        first_published_in: Where a republished page says it first appeared.
        language: A BCP 47 tag, as found.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    site: str = ""
    published_on: str = ""
    first_published_in: str = ""
    url: str = ""
    language: str = ""

    def or_else(self, other: "PageMetadata") -> "PageMetadata":
        """Return this metadata with what it leaves empty taken from `other`."""
        return PageMetadata(
            title=self.title or other.title,
            authors=self.authors or other.authors,
            site=self.site or other.site,
            published_on=self.published_on or other.published_on,
            first_published_in=self.first_published_in or other.first_published_in,
            url=self.url or other.url,
            language=self.language or other.language,
        )


def recognise(document: Document) -> tuple[Document, PageMetadata]:
    """Find a page's metadata and furniture in its text.

    Lines that say who, when and where become furniture too: they stay in the text, dimmed, and
    every offset stays what it was.
    """
    reading = _Reading(document)
    reading.read()
    blocks = tuple(
        block._replace(kind=BlockKind.FURNITURE, level=0, marker="")
        if index in reading.furniture
        else block
        for index, block in enumerate(document.blocks)
    )
    return Document(document.text, blocks, document.spans), reading.metadata


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of people or desks in a byline or an author field, in order."""
    line = clean_line(text)
    if byline := _BYLINE.fullmatch(line):
        line = byline["names"]
    line = _AFTER_NAMES.sub("", line, count=1)
    names = (name.strip(_QUOTES + ".,:;") for name in _BETWEEN_NAMES.split(line))
    return tuple(dict.fromkeys(name for name in names if _is_name(name)))


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 6 or len(name) > 60:
        return False
    named = [word for word in words if word.lower() not in _PARTICLES]
    return bool(named) and all(
        _NAME_WORD.match(word) is not None and not word[0].islower() for word in named
    )


@dataclass(slots=True)
class _Reading:
    """One reading of a page from both ends."""

    document: Document
    metadata: PageMetadata = field(default_factory=PageMetadata)
    furniture: set[int] = field(default_factory=set)

    def read(self) -> None:
        """Find what there is to find."""
        article = [
            index
            for index, block in enumerate(self.document.blocks)
            if block.kind not in (BlockKind.FURNITURE, BlockKind.RULE, BlockKind.PREFORMATTED)
        ]
        head, foot = article[:_HEAD_BLOCKS], article[-_FOOT_BLOCKS:]
        for place, index in enumerate(head):
            self._read_head(index, place)
        # Below the last long block, a line is more likely to belong to the page.
        below_body = True
        for index in reversed(foot):
            if index in self.furniture:
                continue
            known = self._read_foot(index, below_body=below_body)
            below_body &= known or len(self._line(index)) <= _BODY_LENGTH
        self._mark_site(foot)

    def _line(self, index: int) -> str:
        block = self.document.blocks[index]
        return self.document.text[block.start : min(block.end - 1, block.start + _LONGEST_LINE + 1)]

    def _note(self, found: PageMetadata) -> None:
        """Keep what was found first."""
        self.metadata = self.metadata.or_else(found)

    def _read_head(self, index: int, place: int) -> None:
        line = self._line(index)
        block = self.document.blocks[index]
        if place == 0 and _is_title(block):
            self._note(PageMetadata(title=clean_line(line)))
        elif 0 < place < _BYLINE_WITHIN and line.casefold() == self.metadata.title.casefold():
            self.furniture.add(index)
        elif entry := _ENTRY.fullmatch(line):
            if entry["key"].startswith("Tit"):
                self.metadata = replace(self.metadata, title=entry["value"])
            else:
                self._note(PageMetadata(authors=names_in(entry["value"])))
        elif boilerplate.is_page_line(line) or (
            place and self._is_about_page(line, byline=place < _BYLINE_WITHIN)
        ):
            self.furniture.add(index)

    def _read_foot(self, index: int, *, below_body: bool) -> bool:
        line = self._line(index)
        if boilerplate.is_disclaimer(line):
            if match := _SITE_OF_DISCLAIMER.search(line):
                self._note(PageMetadata(site=match["site"].strip(_QUOTES)))
        elif not (boilerplate.is_page_line(line) or self._is_about_page(line, byline=below_body)):
            return False
        self.furniture.add(index)
        return True

    def _is_about_page(self, line: str, *, byline: bool) -> bool:
        """Tell whether a line only says who, when or where, and note it."""
        if len(line) > _BODY_LENGTH or "\n" in line:
            return False
        if match := _REPUBLISHED.fullmatch(line):
            place = next(filter(None, match.groups()))
            self._note(
                PageMetadata(
                    first_published_in=_AFTER_PLACE.sub("", place, count=1).strip(_QUOTES + ".")
                )
            )
            return True
        if match := _ADDRESS.fullmatch(line):
            self._note(PageMetadata(url=match["url"]))
            return True
        if byline and (match := _BYLINE.fullmatch(line)) and (names := names_in(line)):
            self._note(PageMetadata(authors=names))
            self._note_date(match["names"])
            return True
        return byline and self._note_date(line)

    def _note_date(self, line: str) -> bool:
        found = find_date(line)
        if found is None or not boilerplate.is_about_date(line[: found[1]] + line[found[2] :]):
            return False
        self._note(PageMetadata(published_on=found[0]))
        return True

    def _mark_site(self, foot: list[int]) -> None:
        """A line of the foot that is only the site's name belongs to the page."""
        site = self.metadata.site.casefold()
        self.furniture.update(
            index for index in foot if site and self._line(index).casefold() == site
        )


def _is_title(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level == 1
