"""Trash: what was deleted, and having it back."""

import pytest
from textual.widgets import Static

from reader.library import Library
from reader.model.annotation import Kind
from reader.text.canonical import clean_line
from reader.text.document import Range
from reader.tui.commands import BY_ID
from reader.tui.screens.dialogs.trash import Deleted, Trash
from reader.tui.screens.reading import screen
from reader.tui.widgets.choice_list import ChoiceList
from tests.tui.dialog_app import DialogApp, answer_of
from tests.tui.reading_app import Reading, reading

MANY = [
    Deleted("a long quotation " * 20, "2 Aug 17:05", "◆", note="with a note"),
    Deleted("The forge", "1 Aug 09:30", "▤", "article"),
    Deleted("", "31 Jul 23:59", "●"),
    *(Deleted(f"number {number}", "30 Jul 08:00", "●") for number in range(200)),
]


async def open_trash(person: Reading) -> ChoiceList:
    await person.screen.commanding.run(BY_ID["deleted"])
    await person.settle()
    return person.app.screen.query_one(ChoiceList)


def words(person: Reading | DialogApp) -> str:
    app = person.app if isinstance(person, Reading) else person
    return str(app.screen.query_one(".trash--words", Static).content)


async def test_a_deleted_annotation_is_shown_with_its_words_and_enter_brings_it_back(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        session = person.session
        annotation = session.mark(Range(0, 40), Kind.CLAIM)
        session.set_note(annotation, "which?")
        quotation = session.quotation(session.annotation(annotation))
        session.delete(annotation)
        await person.settle()
        listed = await open_trash(person)
        [choice] = listed.choices
        assert choice.label == quotation
        assert choice.mark == "◆"
        assert words(person) == f"{quotation}  ¶ which?"
        await person.press("enter")
        assert [each.note for each in person.annotations] == ["which?"]
        assert annotation in person.screen.pane.marks
        assert any("is back" in toast for toast in person.toasts)
        await person.press("u")
        assert person.annotations == ()


async def test_a_deleted_article_comes_back_into_the_list(library: Library, canal: str) -> None:
    other = library.add(b"The forge by the road\n\nIt is old.", "forge.txt").article
    async with reading(library, canal) as person:
        library.trash_article(other)
        await person.settle()
        assert other not in person.screen.list.listing.shown
        listed = await open_trash(person)
        assert [choice.detail for choice in listed.choices] == ["article"]
        await person.press("enter")
        assert library.is_there(other)
        assert other in person.screen.list.listing.shown
        assert person.screen.article == canal


async def test_the_last_deleted_comes_first_and_escape_leaves_all_as_it_is(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        session = person.session
        for place in (Range(0, 20), Range(30, 60)):
            session.delete(session.mark(place))
            await person.pilot.pause(0.005)
        last = clean_line(person.session.document.text[30:60])
        listed = await open_trash(person)
        assert listed.choices[0].label == last
        await person.press("escape")
        assert person.annotations == ()


async def test_nothing_deleted_is_said_and_enter_does_nothing(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await open_trash(person)
        shown = person.app.screen.query_one(".dialog--message", Static)
        assert str(shown.content) == "Nothing was deleted."
        await person.press("enter")
        assert isinstance(person.app.screen, Trash)


async def test_typing_narrows_the_list_and_the_answer_is_what_is_left() -> None:
    app = DialogApp(lambda: Trash(MANY))
    async with app.run_test(size=(80, 24)) as pilot:
        listed = app.screen.query_one(ChoiceList)
        assert listed.choices[2].label == "(note on the whole article)"
        await pilot.press("down")
        assert words(app) == "The forge"
        await pilot.press(*"with a")
        assert len(listed.choices) == 1
        assert words(app).endswith("¶ with a note")
        for _ in "with a":
            await pilot.press("backspace")
        await pilot.press(*"number 199", "enter")
        assert await answer_of(app, pilot) == len(MANY) - 1


async def test_what_fits_nothing_is_said_and_shows_no_words() -> None:
    app = DialogApp(lambda: Trash(MANY))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"zzzz", "enter")
        assert words(app) == ""
        assert isinstance(app.screen, Trash)


async def test_a_click_shows_the_words_and_a_second_one_restores() -> None:
    app = DialogApp(lambda: Trash(MANY))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(ChoiceList, offset=(20, 1))
        assert words(app) == "The forge"
        await pilot.click(ChoiceList, offset=(20, 1))
        assert await answer_of(app, pilot) == 1


async def test_a_long_list_is_gone_through_by_pages() -> None:
    app = DialogApp(lambda: Trash(MANY))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("pagedown")
        listed = app.screen.query_one(ChoiceList)
        assert listed.highlighted == listed.size.height - 1


async def test_the_backups_are_looked_after_while_one_reads(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "_BACKUPS_LATER", 0.01)
    async with reading(library, canal) as person:
        await person.pilot.pause(0.05)
        await person.settle()
        assert f"articles/{canal}" in library.records.backups.files()
