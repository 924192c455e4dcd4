"""The speakers of the library: found, told apart, edited, merged and deleted."""

import pytest
from textual.widgets import Input

from reader.library import Library
from reader.model.annotation import Kind
from reader.text.document import Range
from reader.tui.commands import BY_ID
from reader.tui.screens.dialogs.record_form import RecordForm
from reader.tui.screens.landing import Asking
from reader.tui.screens.speakers_screen import SpeakersScreen
from tests.tui.reading_app import reading
from tests.tui.registries import registry, rows_of, studied, top


def names(library: Library) -> list[str]:
    return [library.speakers.label(each.id) for each in library.speakers.all()]


async def test_the_palette_opens_it_by_its_name(library: Library, canal: str) -> None:
    studied(library)
    async with reading(library, canal) as person:
        await person.press("colon", *"speakers", "enter")
        assert isinstance(top(person), SpeakersScreen)
        await person.press("escape")
        assert top(person) is person.screen


async def test_everybody_is_shown_with_what_tells_them_apart_and_how_often_they_are_quoted(
    library: Library, canal: str
) -> None:
    async with registry(library, canal, SpeakersScreen) as (_, screen):
        first, second, *_rest = rows_of(screen)
        assert "Ada Brook (lock keeper, Canal Trust)" in first
        assert " 2  lock keeper · Canal Trust" in first
        assert "also Mrs Brook, A. Brook" in first
        assert "Ada Brook (poet)" in second
        assert " –  poet" in second


async def test_typing_narrows_them_by_any_name_role_or_organisation(
    library: Library, canal: str
) -> None:
    async with registry(library, canal, SpeakersScreen) as (person, screen):
        await person.press("slash", *"trust")
        [row] = rows_of(screen)
        assert "lock keeper" in row
        screen.field.value = ""
        await person.press(*"mrs b", "enter")
        assert len(rows_of(screen)) == 1
        await person.press("escape")
        assert len(rows_of(screen)) == 4
        await person.press("o")
        assert [row.quoted for row in screen.rows.rows] == [2, 1, 1, 0]


async def test_enter_answers_with_what_finds_what_one_of_them_said(
    library: Library, canal: str
) -> None:
    async with registry(library, canal, SpeakersScreen) as (person, screen):
        await person.press("j", "enter")
        assert "Nothing quotes" in screen.bottom_row.sentence
        await person.press("j", "enter")
        assert screen.answers == [Asking('speaker:"Captain Low"', claims=True)]


async def test_what_somebody_said_is_shown_on_the_board_and_a_mark_that_is_no_claim_in_the_list(
    library: Library, canal: str, ferry: str
) -> None:
    studied(library)
    session = library.session(canal)
    for mark in session.annotations:
        session.set_kind(mark.id, Kind.CLAIM)
    library.flush()
    library.listing.catch_up()
    async with reading(library, canal) as person:
        await person.press("colon", *"speakers", "enter", "G", "enter")
        await person.settle()
        assert top(person).query_field.value == 'speaker:"the mayor"'
        await person.until(lambda: len(top(person).board.keys) == 1)
        await person.press("escape", "colon", *"speakers", "enter", "j", "j", "enter")
        assert top(person) is person.screen
        await person.until(lambda: list(person.screen.list.listing.shown) == [ferry])


async def test_of_two_with_one_name_the_question_means_one(library: Library, canal: str) -> None:
    async with registry(library, canal, SpeakersScreen) as (person, screen):
        ada = screen.rows.cursor
        await person.press("enter")
        assert screen.answers == [Asking(f'speaker:"{ada}"', claims=True)]


async def test_what_is_known_of_somebody_is_edited_as_one_step(
    library: Library, canal: str
) -> None:
    async with registry(library, canal, SpeakersScreen) as (person, screen):
        await person.press("G", "e")
        form = top(person)
        assert isinstance(form, RecordForm)
        form.query_one("#field-aliases", Input).value = "Madam Mayor; her honour"
        form.query_one("#field-url", Input).value = "nowhere"
        await person.press("enter")
        assert top(person) is form
        form.query_one("#field-url", Input).value = "https://mill.example"
        await person.press("enter")
        assert top(person) is screen
        mayor = library.speakers.find("madam mayor")
        assert mayor is not None
        assert (mayor.name, mayor.url) == ("the mayor", "https://mill.example")
        await person.press("u")
        assert library.speakers.find("madam mayor") is None
        assert library.speakers.find("the mayor") is not None


async def test_those_chosen_become_the_one_under_the_cursor_and_undo_parts_them(
    library: Library, canal: str
) -> None:
    async with registry(library, canal, SpeakersScreen) as (person, screen):
        before = names(library)
        await person.press("m")
        assert "space chooses who else it is" in screen.bottom_row.sentence
        await person.press("G", "space", "k", "space", "g", "m")
        shown = "\n".join(strip.text for strip in top(person)._compositor.render_strips())
        assert "2 annotations will count as said by Ada Brook" in shown
        await person.press("y")
        assert len(names(library)) == 2
        merged = library.speakers.find("captain low")
        assert merged is not None
        assert merged.name == "Ada Brook"
        await person.press("u")
        assert names(library) == before


async def test_only_somebody_whom_nothing_quotes_is_deleted(library: Library, canal: str) -> None:
    async with registry(library, canal, SpeakersScreen) as (person, _):
        await person.press("d")
        assert len(names(library)) == 4
        await person.press("j", "d")
        assert "Ada Brook (poet)" not in names(library)
        await person.press("u")
        assert "Ada Brook (poet)" in names(library)


async def test_whoever_was_only_suggested_has_a_question_mark(library: Library, canal: str) -> None:
    article = library.add(b"The forge\n\nMr Otto Lind said that the forge is old.", "forge.txt")
    session = library.session(article.article)
    suggested = session.mark(Range(35, 51), Kind.CLAIM)
    name = session.speaker_name(session.annotation(suggested))
    assert name.endswith("Otto Lind")
    async with registry(library, canal, SpeakersScreen) as (person, screen):
        [row] = [row for row in rows_of(screen) if name in row]
        assert row.startswith(" ? ")
        assert not any(row.startswith(" ? ") for row in rows_of(screen) if name not in row)
        library.session(session.id).confirm_speaker(suggested)
        library.flush()
        library.listing.catch_up()
        await person.settle()
        screen.show_changes()
        assert not any(row.startswith(" ? ") for row in rows_of(screen))


async def test_those_chosen_are_deleted_as_one_step_or_none_of_them(
    library: Library, canal: str
) -> None:
    async with registry(library, canal, SpeakersScreen) as (person, screen):
        before = names(library)
        await person.press("space", "space", "d")
        assert names(library) == before
        await person.press("g", "space", "d")
        assert "Ada Brook (poet)" not in names(library)
        assert not screen.rows.chosen_only
        await person.press("u")
        assert names(library) == before


async def test_a_click_puts_the_cursor_and_a_second_one_asks(library: Library, canal: str) -> None:
    async with registry(library, canal, SpeakersScreen) as (person, screen):
        await person.pilot.click(screen.rows, offset=(6, 2))
        assert screen.rows.place == 2
        await person.pilot.click(screen.rows, offset=(6, 2), times=2)
        await person.settle()
        assert screen.answers == [Asking('speaker:"Captain Low"', claims=True)]


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (200, 50)])
async def test_it_fits_any_window(library: Library, canal: str, size: tuple[int, int]) -> None:
    async with registry(library, canal, SpeakersScreen, size) as (_, screen):
        assert "Ada Bro" in rows_of(screen)[0]
        assert screen.key_of("edit_speaker") == "e"
        assert BY_ID["speakers"].palette
