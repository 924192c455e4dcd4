"""Whom the speaker chooser offers: the people of the article, and those of the library."""

from typing import TYPE_CHECKING

from reader.library.speaker_registry import count_words
from reader.model.speaker import Speaker
from reader.text.document import Range
from reader.tui.screens.dialogs.speaker_chooser import Person

if TYPE_CHECKING:
    from reader.library import ArticleSession, Library


def known_speakers(library: "Library") -> list[Person]:
    """Return the speakers of the library, with how often each is quoted as far as is known."""
    numbers = count_words(library, at_once=True)
    speakers = library.speakers
    return [
        Person(
            speakers.label(one.id),
            about_speaker(one),
            one.id,
            (one.name, *one.aliases),
            numbers.get(one.id, 0),
        )
        for each in speakers.all()
        if (one := speakers.get(each.id)) is not None
    ]


def people_of(session: "ArticleSession", library: "Library", near: Range) -> list[Person]:
    """Return whom a claim in an open article may come from, first those near its words."""
    people = []
    for choice in session.people(near=near):
        known = library.speakers.get(choice.id) if choice.id else None
        about = about_speaker(known) if known else choice.role
        people.append(Person(choice.name, about, choice.id or ""))
    return people


def about_speaker(speaker: Speaker) -> str:
    """Return role and organisation."""
    return " · ".join(filter(None, (speaker.role, speaker.organisation)))
