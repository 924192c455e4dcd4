"""Which articles the list shows: by a filter in the query language, and by saved queries."""

import pytest
from textual.events import Key

from reader.library import Library
from reader.library.saved_queries import saved_queries
from reader.model.annotation import Kind
from reader.model.article import ReadStatus
from reader.text.document import Range
from reader.tui.screens.dialogs.list_chooser import ListChooser
from reader.tui.screens.dialogs.name_prompt import NamePrompt
from reader.tui.widgets.list_heading import ListHeading
from tests.records import set_about
from tests.tui.reading_app import Reading, reading


def claimed(library: Library, article: str) -> None:
    session = library.session(article)
    session.mark(Range(0, 5), Kind.CLAIM)
    library.flush()


def shown(person: Reading) -> list[str]:
    return list(person.screen.list.listing.shown)


def heading(person: Reading) -> str:
    found = list(person.screen.query(ListHeading))
    return " ".join(found[0].told.split()) if found else ""


async def filtering(person: Reading, text: str) -> None:
    await person.press("tab", "slash")
    await person.type(text)
    await person.settle()


async def saved(person: Reading, text: str, name: str) -> None:
    """Filter, and save the filter under a name."""
    await filtering(person, text)
    await person.press("enter", "Q", "s")
    assert isinstance(person.app.screen, NamePrompt)
    await person.type(name)
    await person.press("enter")
    await person.settle()


async def test_plain_words_filter_titles_while_they_are_typed(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, canal) as person:
        await filtering(person, "anal")
        assert shown(person) == [canal]
        await person.press("enter")
        assert heading(person) == "/ anal 1"
        await person.press("escape")
        assert shown(person) == [ferry, canal]
        assert heading(person) == ""


async def test_a_list_in_which_nothing_matches_says_how_to_see_all(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await filtering(person, "zeppelin")
        assert person.screen.list.why_empty() == "Nothing matches; Esc shows all."
        await person.press("enter", "escape")
        assert canal in shown(person)


async def test_fields_filter_by_what_the_index_knows(
    library: Library, canal: str, ferry: str
) -> None:
    claimed(library, canal)
    async with reading(library, canal) as person:
        await filtering(person, "is:cla")
        assert shown(person) == [ferry, canal]
        await person.press("tab")
        await person.settle()
        assert person.screen.filter_bar.text == "is:claim"
        assert shown(person) == [canal]
        await person.type(" ferry")
        assert shown(person) == []
        await person.press("escape")
        assert shown(person) == [ferry, canal]


async def test_a_mistake_is_told_in_the_bar_and_the_last_good_list_stays(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, canal) as person:
        await filtering(person, "canal colour:red ")
        assert shown(person) == [canal]
        assert person.screen.filter_bar._field.hint.sentence.startswith("at 7: there is no field")
        await person.press("enter")
        assert person.screen.filter_bar.is_open


async def test_arrows_move_in_the_list_while_one_types(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, canal) as person:
        await filtering(person, "")
        await person.press("up", "down", "down")
        assert person.screen.list.cursor == canal
        await person.press("up")
        assert person.screen.list.cursor == ferry


async def test_no_letter_is_a_command_while_the_filter_is_typed(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await filtering(person, "QSAD?:/")
        assert person.screen.filter_bar.text == "QSAD?:/"
        assert person.app.screen is person.screen


@pytest.mark.parametrize("before", [[], ["tab"]])
async def test_a_filter_typed_in_one_go_with_the_key_is_words(
    library: Library, canal: str, before: list[str]
) -> None:
    async with reading(library, canal) as person:
        if not before:
            await person.press("tab")
        for key in (*before, "slash", *"book"):
            character = "/" if key == "slash" else key
            person.app.post_message(Key(key, character if len(character) == 1 else None))
        await person.settle()
        assert person.screen.filter_bar.text == "book"


async def test_a_filter_is_saved_as_a_list_that_is_shown_by_its_name(
    library: Library, canal: str, ferry: str
) -> None:
    claimed(library, canal)
    async with reading(library, canal) as person:
        await saved(person, "the has:claim OR is:claim", "Claimed")
        assert heading(person) == "Claimed 1"
        assert shown(person) == [canal]
        assert [each.name for each in saved_queries(library)] == ["Claimed"]
        await person.press("escape")
        assert shown(person) == [ferry, canal]
        await person.press("Q", "1")
        await person.settle()
        assert heading(person) == "Claimed 1"
        await person.press("Q", "0")
        await person.settle()
        assert shown(person) == [ferry, canal]


async def test_a_list_is_always_up_to_date(library: Library, canal: str, ferry: str) -> None:
    async with reading(library, canal) as person:
        await saved(person, "is:archived", "Put away")
        assert shown(person) == []
        library.set_read_status(ferry, ReadStatus.ARCHIVED)
        await person.until(lambda: shown(person) == [ferry])
        assert heading(person) == "Put away 1"
        library.set_read_status(ferry, ReadStatus.READ)
        await person.until(lambda: not shown(person))


async def test_a_filter_narrows_a_list_down_and_escape_lets_go_of_one_after_the_other(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, canal) as person:
        await saved(person, "-is:archived", "Here")
        await person.press("slash")
        await person.type("ferry")
        await person.press("enter")
        assert heading(person) == "Here / ferry 1"
        await person.press("escape")
        assert heading(person) == "Here 2"
        await person.press("escape")
        assert heading(person) == ""


async def test_a_list_is_renamed_and_removed_and_both_are_undone(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, canal) as person:
        await saved(person, "ferry", "Boats")
        await person.press("Q", "r")
        await person.press("backspace")
        await person.press("enter")
        assert heading(person) == "Boat 1"
        await person.press("Q", "d")
        assert heading(person) == ""
        assert shown(person) == [ferry, canal]
        assert "The list “Boat” is removed · u undoes." in person.toasts
        await person.press("u", "u")
        assert [each.name for each in saved_queries(library)] == ["Boats"]
        assert saved_queries(library)[0].query == "article:ferry"


async def test_a_saved_query_that_is_wrong_is_told_and_changes_nothing(
    library: Library, canal: str, ferry: str
) -> None:
    from reader.storage.base import LIBRARY, Change

    library.history.change([Change(LIBRARY, "queries", "Odd", "query", "colour:red")])
    library.flush()
    async with reading(library, canal) as person:
        await person.press("tab", "Q", "j", "enter")
        await person.settle()
        assert any("there is no field “colour:”" in toast for toast in person.toasts)
        assert shown(person) == [ferry, canal]


async def test_the_mouse_opens_the_lists_and_chooses_one(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, canal) as person:
        await saved(person, "ferry", "Boats")
        await person.pilot.click(ListHeading)
        await person.settle()
        assert isinstance(person.app.screen, ListChooser)
        await person.pilot.click("ChoiceList", offset=(8, 0))
        await person.settle()
        assert shown(person) == [ferry, canal]


async def test_a_list_without_saved_queries_says_how_to_come_by_one(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await person.press("tab", "Q")
        dialog = person.app.screen
        assert isinstance(dialog, ListChooser)
        await person.press("s", "r", "d")
        assert dialog.is_current
        await person.press("escape")
        assert person.screen.is_current


async def test_names_that_could_act_on_the_terminal_are_shown_clean(
    library: Library, canal: str
) -> None:
    from reader.storage.base import LIBRARY, Change

    name = "x\x1b]52;c;aGk=\x07y"
    library.history.change([Change(LIBRARY, "queries", name, "query", "is:unread")])
    set_about(library, canal, "title", "Canal \x1b[2J")
    library.flush()
    async with reading(library, canal) as person:
        await person.press("tab", "Q")
        lines = person.app.screen.query_one("ChoiceList").render_line(1).text
        assert "\x1b" not in lines
        await person.press("1")
        await person.settle()
        assert "\x1b" not in heading(person)
