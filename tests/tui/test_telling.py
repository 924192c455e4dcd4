"""Sentences at the foot of the screen."""

from reader.library import Library
from tests.tui.reading_app import reading


async def test_what_was_undone_is_said_in_the_bottom_row_one_step_at_a_time(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await person.press("m", "full_stop", "m", "u")
        row = person.screen.bottom_row
        first = row.sentence
        assert first.startswith("Undone: ")
        assert first in row.render().plain
        await person.press("u")
        assert row.sentence.startswith("Undone: ")
        assert row.sentence != first
        assert not person.app._notifications


async def test_a_sentence_gives_way_to_a_count_that_is_typed(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("u")
        assert person.screen.bottom_row.sentence == "Nothing to undo."
        await person.press("3")
        assert person.screen.bottom_row.sentence == ""
        assert " 3 " in person.screen.bottom_row.render().plain


async def test_what_the_bottom_row_cannot_say_pops_up(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        person.screen.say("It went wrong.", loud=True)
        person.screen.say("A sentence " * 20)
        person.screen.say("One thing.")
        person.screen.say("Another thing.")
        await person.settle()
        said = [each.message for each in person.app._notifications]
        assert said == ["It went wrong.", ("A sentence " * 20).strip(), "Another thing."]
        assert person.screen.bottom_row.sentence == "One thing."
    async with reading(library, canal) as person:
        await person.press("z", "u")
        assert [each.message for each in person.app._notifications] == ["Nothing to undo."]
