"""What a page saved as text says about itself."""

from dataclasses import dataclass

from reader.text.document import Document


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


def recognise(document: Document) -> tuple[Document, PageMetadata]:
    """Find a page's metadata and furniture in its text."""
    return document, PageMetadata()
