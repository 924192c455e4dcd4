"""Sentences at the foot of the screen."""

import pytest

from reader.library import Library
from reader.tui import telling
from tests.tui.reading_app import reading


@pytest.fixture(autouse=True)
def _everything_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is said stay until something replaces it, however slow the machine is."""
    monkeypatch.setattr(telling, "_BRIEFLY", 600.0)
    monkeypatch.setattr(telling, "_QUIET", 600.0)


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


async def test_words_for_a_moment_replace_each_other(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("minus", "minus", "plus")
        assert person.screen.bottom_row.sentence == "column of 68"
        assert not person.app._notifications
        await person.press("u")
        assert person.screen.bottom_row.sentence == "Nothing to undo."
        await person.press("minus", "plus")
        assert person.screen.bottom_row.sentence == "Nothing to undo."
        assert [each.message for each in person.app._notifications] == ["column of 68"]


async def test_words_for_a_moment_leave_what_went_wrong_in_sight(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        person.screen.say("It went wrong.", loud=True)
        await person.press("z", "minus", "minus")
        said = [each.message for each in person.app._notifications]
        assert said == ["It went wrong.", "column of 64"]


async def test_the_same_is_said_again_once_it_was_taken_away(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        for _ in range(2):
            person.screen.telling.hush()
            person.screen.say("Undone: a tag.")
            await person.settle()
            assert person.screen.bottom_row.sentence == "Undone: a tag."


async def test_a_dialog_is_not_covered_by_what_was_said_before_but_what_went_wrong_stays(
    library: Library, canal: str
) -> None:
    async with reading(library, canal, size=(40, 12)) as person:
        await person.press("m")
        person.screen.say("A sentence " * 5)
        await person.settle()
        assert len(person.app._notifications) == 1
        await person.press("s")
        assert not person.app._notifications
        await person.press("escape")
        person.screen.say("It went wrong.", loud=True)
        await person.press("s")
        assert [each.message for each in person.app._notifications] == ["It went wrong."]
