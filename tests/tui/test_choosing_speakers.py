"""Who is meant by what is typed into the speaker chooser, in the whole application."""

from reader.library import Library, speaker_registry
from reader.model.annotation import Kind, SpeakerState
from reader.text.document import Range
from tests.tui.reading_app import Reading, reading


def person(library: Library, name: str, **about: str) -> str:
    """Make somebody of that name, whoever else bears it."""
    made, changes = library.speakers.new(name)
    library.history.change(changes)
    for field, value in about.items():
        speaker_registry.set_field(library, made, field, value)
    return made


async def claimed(reader: Reading) -> None:
    """Mark a claim and go to it."""
    mark = reader.session.mark(Range(43, 70), Kind.CLAIM)
    reader.screen.showing.changes()
    reader.screen.go_to_annotation(mark)
    await reader.settle()


async def test_another_name_of_somebody_means_that_one(library: Library, canal: str) -> None:
    envoy = person(library, "Qi Qianjin", aliases="the envoy", role="ambassador")
    async with reading(library, canal) as reader:
        await claimed(reader)
        await reader.press("s")
        await reader.type("The Envoy")
        await reader.press("enter")
        [mark] = reader.annotations
        assert (mark.speaker, mark.speaker_state) == (envoy, SpeakerState.CONFIRMED)
        assert [each.name for each in library.speakers.all()].count("the envoy") == 0


async def test_of_two_with_one_name_the_one_that_was_pointed_at_is_taken(
    library: Library, canal: str
) -> None:
    people = [person(library, "Bo Ek", role=role) for role in ("baker", "mayor")]
    async with reading(library, canal) as reader:
        await claimed(reader)
        await reader.press("s")
        await reader.type("bo ek")
        await reader.press("down", "down", "enter")
        assert reader.annotations[0].speaker == people[1]
        await reader.press("s")
        await reader.type("bo ek")
        await reader.press("down", "down", "down", "enter")
        third = reader.annotations[0].speaker
        assert third not in people
        assert [each.name for each in library.speakers.all()].count("Bo Ek") == 3


async def test_correcting_a_suggestion_is_one_step(library: Library, canal: str) -> None:
    async with reading(library, canal) as reader:
        await claimed(reader)
        [suggested] = reader.annotations
        assert suggested.speaker_state is SpeakerState.SUGGESTED
        await reader.press("s")
        await reader.type("Somebody Else")
        await reader.press("enter")
        [corrected] = reader.annotations
        assert reader.session.speaker_name(corrected) == "Somebody Else"
        assert corrected.speaker_state is SpeakerState.CONFIRMED
        await reader.press("u")
        [again] = reader.annotations
        assert (again.speaker, again.speaker_state) == (
            suggested.speaker,
            suggested.speaker_state,
        )
