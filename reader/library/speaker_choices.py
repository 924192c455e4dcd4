"""Speaker choices: whom the words of an article may come from, in the order to number them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from reader.text.document import Range

if TYPE_CHECKING:
    from reader.claims.attribution import Person
    from reader.library.speakers import Speakers

_NEAR = 500


class PersonChoice(NamedTuple):
    """Somebody an article names or that was chosen in it.

    Attributes:
        name: A name that is different for different people; see `Speakers.label`.
        id: The speaker's id in the library, or None if it is not in it yet.
        role: What they are, by the library or else by the article; may be empty.
    """

    name: str
    id: str | None
    role: str = ""


def speaker_choices(
    speakers: "Speakers", confirmed: Iterable[str], named: Iterable["Person"], near: Range
) -> list[PersonChoice]:
    """Return whom some words may come from, each person once.

    Those come first who are named around the words, and of them who is named most.

    Args:
        speakers: The speakers of the library.
        confirmed: The ids of those a person found to speak in the article; they come before all.
        named: Whom the article names.
        near: The words in question.
    """
    choices: dict[str, PersonChoice] = {}
    for identity in dict.fromkeys(confirmed):
        speaker = speakers.get(identity)
        if speaker is not None:
            label = speakers.label(speaker.id)
            choices.setdefault(label.casefold(), PersonChoice(label, speaker.id, speaker.role))
    start, end = near.start - _NEAR, near.end + _NEAR
    for person in sorted(
        named, key=lambda each: (not each.mentioned_between(start, end), -each.mentions)
    ):
        known = speakers.find(person.name)
        choice = PersonChoice(person.name, None, person.role)
        if known is not None:
            label = speakers.label(known.id)
            choice = PersonChoice(label, known.id, known.role or person.role)
        choices.setdefault(choice.name.casefold(), choice)
    return list(choices.values())
