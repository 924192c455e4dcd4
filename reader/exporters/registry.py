"""What is exported, and the formats it can be written in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from reader.model.annotation import Annotation
from reader.model.article import Article
from reader.model.claim import Claim
from reader.text.document import Range

Documents = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Sighting:
    """An annotation with what it refers to.

    Attributes:
        quotation: Its words, empty for a note on the whole article.
        range: Where they are in the text, or None if they have no place in it.
        speaker_name: Who says it, empty if nobody is named.
    """

    annotation: Annotation
    quotation: str = ""
    range: Range | None = None
    speaker_name: str = ""
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class ArticleNotes:
    """One article with its standing annotations.

    Attributes:
        length: Of the text, in code points.
        sightings: In the order of the text, those without a place last.
        tables: The documents of its record as stored, by table and id.
    """

    article: Article
    length: int
    sightings: tuple[Sighting, ...]
    tables: Mapping[str, Documents]


@dataclass(frozen=True, slots=True)
class Notes:
    """What goes into one export.

    Attributes:
        claims: Documents as stored, by id: those the articles refer to.
        speakers: The same of speakers.
        tags: The same of the tags used.
    """

    articles: tuple[ArticleNotes, ...]
    claims: Documents
    speakers: Documents
    tags: Documents


@dataclass(frozen=True, slots=True)
class Format:
    """A format of export.

    Attributes:
        name: As it is chosen.
        extension: Of its files, with the dot.
        render: Returns the text of one file.
    """

    name: str
    extension: str
    render: Callable[[Notes], str]


def _markdown(notes: Notes) -> str:
    from reader.exporters.markdown import render

    return render(notes)


def _json(notes: Notes) -> str:
    from reader.exporters.json_document import render

    return render(notes)


FORMATS: Mapping[str, Format] = {
    "markdown": Format("markdown", ".md", _markdown),
    "json": Format("json", ".json", _json),
}
"""The formats by name, the usual one first."""
