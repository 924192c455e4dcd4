"""The few lines of `key: value` that Markdown files open with; deliberately not YAML."""

import re
from dataclasses import dataclass

from reader.importers.addresses import web_address
from reader.text.canonical import clean_line
from reader.text.dates import parse_date
from reader.text.page import PageMetadata, names_in

_FENCE = re.compile(r"(?:-{3}|\+{3})\s*")
_ENTRY = re.compile(r"([A-Za-z][\w .-]{0,40}?)\s*[:=]\s*(.*)")
_ITEM = re.compile(r"\s*-\s+(.*)")
_MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The entries of a front matter: lower-case keys, each with its values in order."""

    entries: dict[str, tuple[str, ...]]

    def metadata(self) -> PageMetadata:
        """Return what the entries say about the page."""
        address = web_address(self._first("source"))
        source = "" if address else self._first("source")
        printed = self._first("date", "published", "published_on", "date_published", "created")
        return PageMetadata(
            title=self._first("title"),
            authors=tuple(
                name
                for key in ("author", "authors", "creator", "by")
                for entry in self.entries.get(key, ())
                for name in names_in(entry)
            ),
            site=self._first("site", "publisher", "publication", "website") or source,
            published_on=parse_date(printed) or printed,
            first_published_in=self._first("first_published_in"),
            url=web_address(self._first("url", "link", "source_url", "permalink")) or address,
            language=self._first("language", "lang"),
        )

    def _first(self, *keys: str) -> str:
        values = (value for key in keys for value in self.entries.get(key, ()))
        return next(filter(None, values), "")


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """Part a text into its front matter, empty when it has none, and what follows.

    Lists may be written `[a, b]` or as lines of `- a`. Lines that are neither entry, item nor
    comment make the whole no front matter, so that a text between two rules stays text.
    """
    nothing = FrontMatter({})
    lines = text.split("\n", _MOST_LINES)
    if not _FENCE.fullmatch(lines[0]):
        return nothing, text
    entries: dict[str, tuple[str, ...]] = {}
    key = ""
    for number, line in enumerate(lines[1:], start=1):
        if _FENCE.fullmatch(line):
            return FrontMatter(entries), "\n".join(lines[number + 1 :])
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if key and (item := _ITEM.fullmatch(line)):
            entries[key] = (*entries[key], _unquoted(item[1]))
        elif entry := _ENTRY.fullmatch(line):
            key = entry[1].lower()
            entries[key] = _values(entry[2].strip())
        elif not (key and line[0].isspace()):
            return nothing, text
    return nothing, text


def _values(written: str) -> tuple[str, ...]:
    if written.startswith("[") and written.endswith("]"):
        return tuple(filter(None, map(_unquoted, written[1:-1].split(","))))
    value = _unquoted(written)
    return (value,) if value else ()


def _unquoted(written: str) -> str:
    written = written.strip()
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        written = written[1:-1]
    return clean_line(written)
