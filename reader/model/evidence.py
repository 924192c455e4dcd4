"""A piece of evidence: what bears on a claim, with all that is needed to find it again."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from reader.model.claim import Relation
from reader.model.words import word_or


class Evidence(NamedTuple):
    """One piece of evidence as read from a claim; changes go through the library.

    Attributes:
        id: A UUIDv7 string.
        relation: What it does to the claim.
        article: The id of the article it is in, or None.
        annotation: The id of the annotation it is, or None; its article goes with it.
        url: Where it can be read, the article's own address if it is in one.
        quote: Its words, kept even if the annotation is deleted.
        source: Where it was said, such as an article's title and site.
        primary: Whether it is first hand.
        published_on: ISO 8601 date, or as printed.
        accessed_on: ISO 8601 date.
        archived_url: Where a copy of it is kept.
        note: What the person has to say about it.
    """

    id: str
    relation: Relation = Relation.CONTEXT
    article: str | None = None
    annotation: str | None = None
    url: str = ""
    quote: str = ""
    source: str = ""
    primary: bool = False
    published_on: str = ""
    accessed_on: str = ""
    archived_url: str = ""
    note: str = ""

    @classmethod
    def from_fields(cls, piece: str, fields: Mapping[str, Any]) -> "Evidence":
        """Read a piece of evidence from the entry of a claim with this UUID."""
        return cls(
            id=piece,
            relation=word_or(Relation, fields.get("relation"), Relation.CONTEXT),
            article=_named(fields.get("article")),
            annotation=_named(fields.get("annotation")),
            url=str(fields.get("url", "")),
            quote=str(fields.get("quote", "")),
            source=str(fields.get("source", "")),
            primary=fields.get("primary") is True,
            published_on=str(fields.get("published_on", "")),
            accessed_on=str(fields.get("accessed_on", "")),
            archived_url=str(fields.get("archived_url", "")),
            note=str(fields.get("note", "")),
        )

    def to_fields(self) -> dict[str, Any]:
        """Return the fields to store, empty ones left out."""
        stored = {**self._asdict(), "relation": self.relation.value}
        del stored["id"]
        return {name: value for name, value in stored.items() if value}


def _named(value: Any) -> str | None:
    return value if isinstance(value, str) else None
