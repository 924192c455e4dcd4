"""An article and how far it has been read."""

from enum import StrEnum
from typing import Any, NamedTuple

from reader.model.words import word_or


class ReadStatus(StrEnum):
    """Where an article stands in a person's reading."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"
    ARCHIVED = "archived"


class Article(NamedTuple):
    """What is known about one article.

    Attributes:
        id: ASCII slug of at most 48 characters, a hyphen, and 6 hex digits of its source's SHA-256.
        published_on: ISO 8601 date, or as printed when it could not be understood.
        first_published_in: Where a republished page says it first appeared.
        accessed_on: ISO 8601 UTC time it was added.
        text: The 12 hex digits of the text version in use.
        source: File name, media type and encoding the text came from, as found.
        sample: Whether it came with the program.
    """

    id: str
    title: str = ""
    authors: tuple[str, ...] = ()
    site: str = ""
    published_on: str = ""
    first_published_in: str = ""
    url: str = ""
    archived_url: str = ""
    accessed_on: str = ""
    language: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    text: str = ""
    source: str = ""
    sample: bool = False
    deleted: str | None = None

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> "Article":
        """Read an article from a stored document."""
        return cls(
            id=str(fields["id"]),
            title=str(fields.get("title", "")),
            authors=tuple(fields.get("authors", ())),
            site=str(fields.get("site", "")),
            published_on=str(fields.get("published_on", "")),
            first_published_in=str(fields.get("first_published_in", "")),
            url=str(fields.get("url", "")),
            archived_url=str(fields.get("archived_url", "")),
            accessed_on=str(fields.get("accessed_on", "")),
            language=str(fields.get("language", "")),
            note=str(fields.get("note", "")),
            tags=tuple(sorted(fields.get("tags", {}))),
            text=str(fields.get("text", "")),
            source=str(fields.get("source", "")),
            sample=bool(fields.get("sample", False)),
            deleted=fields.get("deleted"),
        )


class ReadingState(NamedTuple):
    """How far a person has come in an article.

    Attributes:
        position: Offset of the caret in the text, in code points.
        read_until: The furthest offset that was on screen.
        marked: Whether the article is chosen for a batch action.
    """

    position: int = 0
    read_until: int = 0
    status: ReadStatus = ReadStatus.UNREAD
    marked: bool = False

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> "ReadingState":
        """Read the state from a stored document."""
        return cls(
            position=int(fields.get("position", 0)),
            read_until=int(fields.get("read_until", 0)),
            status=word_or(ReadStatus, fields.get("status"), ReadStatus.UNREAD),
            marked=bool(fields.get("marked", False)),
        )
