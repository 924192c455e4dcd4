"""What a page says about itself in its head: metadata tags, JSON-LD, the language."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reader.importers.addresses import web_address
from reader.text.canonical import clean_line
from reader.text.dates import parse_date
from reader.text.page import PageMetadata, names_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("citation_title", "og:title", "twitter:title", "dc.title", "dcterms.title")
_AUTHORS = ("citation_author", "author", "article:author", "parsely-author", "byl", "dc.creator")
_DATES_LISTED = (
    "article:published_time citation_publication_date citation_online_date citation_date "
    "datepublished date dc.date dc.date.issued dcterms.created dcterms.date pubdate "
    "parsely-pub-date sailthru.date publish-date og:published_time"
)
_DATES = _DATES_LISTED.split()
_SITES = ("og:site_name", "citation_journal_title", "application-name")
_MOST_TAGS = 2_000
_LONGEST_JSON = 2_000_000
_MOST_JSON_OBJECTS = 500
_ARTICLE_TYPES = re.compile(r"(?:.*Article|.*Posting|Report|WebPage|Book|CreativeWork)$")
_TITLE_TAIL = re.compile(r"\s+[|–—»·-]\s+(?P<site>[^|–—»·]{2,40})$")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def page_metadata(root: "HtmlElement") -> PageMetadata:
    """Return what a parsed page says about itself; the more specific source wins."""
    tags = _tags(root)
    linked = _linked_data(root)
    site = _first(*_values(tags, _SITES), _name(linked.get("publisher")))
    return PageMetadata(
        title=_without_site(_title(root, tags, linked), site),
        authors=_authors(root, tags, linked),
        site=site,
        published_on=_published_on(root, tags, linked),
        url=_address(root, tags, linked),
        language=_language(root, tags),
    )


def _tags(root: "HtmlElement") -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for count, element in enumerate(root.iter("meta")):
        if count >= _MOST_TAGS:
            break
        content = clean_line(element.get("content", ""))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(attribute)):
                tags.setdefault(name.strip().lower(), []).append(content)
    return tags


def _values(tags: dict[str, list[str]], names: tuple[str, ...] | list[str]) -> Iterator[str]:
    return (value for name in names for value in tags.get(name, ()))


def _first(*values: str) -> str:
    return next(filter(None, values), "")


def _title(root: "HtmlElement", tags: dict[str, list[str]], linked: dict[str, Any]) -> str:
    stated = _first(*_values(tags, _TITLES), _text(linked.get("headline")))
    if stated:
        return stated
    headings = [line for element in root.iter("h1") if (line := _words(element))]
    if len(headings) == 1:
        return headings[0]
    element = root.find(".//title")
    title = "" if element is None else _words(element)
    return _TITLE_TAIL.sub("", title) or _first(*headings)


def _without_site(title: str, site: str) -> str:
    """Drop the name of the site from the end of a title."""
    tail = _TITLE_TAIL.search(title)
    return title[: tail.start()] if tail and tail["site"].casefold() == site.casefold() else title


def _authors(
    root: "HtmlElement", tags: dict[str, list[str]], linked: dict[str, Any]
) -> tuple[str, ...]:
    """Return the authors of the first source that names some."""
    written = linked.get("author")
    people = written if isinstance(written, list) else [written]
    for found in (
        [*_values(tags, _AUTHORS[:1])],
        [_name(person) for person in people],
        *([*tags.get(name, ())] for name in _AUTHORS[1:]),
        [_words(element) for element in root.iter("a", "span") if _names_author(element)],
    ):
        names = [name for entry in found if not web_address(entry) for name in _author_names(entry)]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _author_names(entry: str) -> tuple[str, ...]:
    """Split an entry at its commas, unless it is one name with the family name first."""
    if re.fullmatch(r"[^\s,]+(?: [^\s,]+)?, [^\s,]+(?: [^\s,]+)*", entry) and entry.count(" ") <= 2:
        family, _, given = entry.partition(", ")
        if " " not in family:
            return (f"{given} {family}",)
    return names_in(entry)


def _names_author(element: "HtmlElement") -> bool:
    return "author" in (element.get("rel", ""), element.get("itemprop", ""))


def _published_on(root: "HtmlElement", tags: dict[str, list[str]], linked: dict[str, Any]) -> str:
    stated = [*_values(tags, _DATES), _text(linked.get("datePublished"))]
    times = list(root.iter("time"))
    times.sort(
        key=lambda time: time.get("itemprop") != "datePublished" and "pubdate" not in time.attrib
    )
    stated.extend(time.get("datetime", "") for time in times[:3])
    return _first(*map(parse_date, stated))


def _address(root: "HtmlElement", tags: dict[str, list[str]], linked: dict[str, Any]) -> str:
    canonical = [
        link.get("href", "")
        for link in root.iter("link")
        if link.get("rel", "").lower() == "canonical"
    ]
    return _first(
        *map(web_address, (*canonical, *tags.get("og:url", ()), _text(linked.get("url"))))
    )


def _language(root: "HtmlElement", tags: dict[str, list[str]]) -> str:
    stated = (
        root.get("lang", ""),
        root.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
        root.get("xml:lang", ""),
        *_values(tags, ("content-language", "og:locale", "dc.language")),
    )
    return _first(*(match[0].replace("_", "-") for s in stated if (match := _LANGUAGE.match(s))))


def _linked_data(root: "HtmlElement") -> dict[str, Any]:
    """Return the first object of the page's JSON-LD that describes an article, or nothing."""
    for element in root.iter("script"):
        if "ld+json" not in element.get("type", "").lower():
            continue
        source = element.text or ""
        if len(source) > _LONGEST_JSON:
            continue
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [data]
        for _ in range(_MOST_JSON_OBJECTS):
            if not waiting:
                break
            entry = waiting.pop(0)
            if isinstance(entry, list):
                waiting.extend(entry)
            elif isinstance(entry, dict):
                kinds = entry.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and _ARTICLE_TYPES.match(kind) for kind in kinds):
                    return entry
                waiting.append(entry.get("@graph"))
    return {}


def _text(value: object) -> str:
    return clean_line(value) if isinstance(value, str) else ""


def _name(value: object) -> str:
    return _text(value.get("name") if isinstance(value, dict) else value)


def _words(element: "HtmlElement") -> str:
    """Return the text of an element, a line break in it as a space."""
    parts = (
        (
            " " if inner.tag == "br" else inner.text or "",
            inner.tail or "" if inner is not element else "",
        )
        for inner in element.iter()
    )
    return clean_line("".join(map("".join, parts)))
