"""Who says things: people, organisations, the unnamed, the author."""

from enum import StrEnum
from typing import Any, NamedTuple

from reader.model.words import word_or


class SpeakerKind(StrEnum):
    """What sort of speaker it is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"
    AUTHOR = "author"


class Speaker(NamedTuple):
    """One speaker of the library.

    Attributes:
        id: A UUIDv7 string.
        aliases: Other names the speaker goes by.
        renamed_to: The id of the speaker this one was merged into.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""
    organisation: str = ""
    url: str = ""
    kind: SpeakerKind = SpeakerKind.PERSON
    renamed_to: str | None = None
    deleted: str | None = None

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> "Speaker":
        """Read a speaker from a stored document."""
        return cls(
            id=str(fields["id"]),
            name=str(fields.get("name", "")),
            aliases=tuple(fields.get("aliases", ())),
            role=str(fields.get("role", "")),
            organisation=str(fields.get("organisation", "")),
            url=str(fields.get("url", "")),
            kind=word_or(SpeakerKind, fields.get("kind"), SpeakerKind.PERSON),
            renamed_to=fields.get("renamed_to"),
            deleted=fields.get("deleted"),
        )
