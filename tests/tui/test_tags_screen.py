"""The codebook: found, made, described, and changed wherever a tag was given."""

import pytest
from textual.widgets import Input, Static

from reader.library import Library
from reader.model.tag import Tag
from reader.tui.screens.dialogs.confirm_dialog import ConfirmDialog
from reader.tui.screens.dialogs.record_form import RecordForm
from reader.tui.screens.dialogs.tag_path_prompt import TagPathPrompt
from reader.tui.screens.landing import Asking
from reader.tui.screens.tags_screen import TagsScreen
from reader.tui.widgets.option_field import OptionField
from tests.tui.reading_app import Reading, reading
from tests.tui.registries import registry, rows_of, studied, top


def paths(library: Library) -> list[str]:
    return [tag.path for tag in library.tags.all()]


def outcome(person: Reading) -> str:
    return str(top(person).query_one(".dialog--outcome", Static).content)


async def test_the_palette_opens_it_by_its_name(library: Library, canal: str) -> None:
    studied(library)
    async with reading(library, canal) as person:
        await person.press("colon", *"tags", "enter")
        assert isinstance(top(person), TagsScreen)


async def test_tags_are_a_tree_with_key_colour_count_and_description(
    library: Library, canal: str
) -> None:
    async with registry(library, canal, TagsScreen) as (_, screen):
        money, water, locks = rows_of(screen)
        assert money.split() == ["●", "money", "2"]
        assert water.split() == ["·", "water", "–"]
        assert locks.startswith(" 1   ● locks")
        assert " 4  Gates, keepers, and what they cost" in locks


async def test_typing_narrows_them_by_path_and_description(library: Library, canal: str) -> None:
    async with registry(library, canal, TagsScreen) as (person, screen):
        await person.press("slash", *"wa/lo")
        [row] = rows_of(screen)
        assert "water/locks" in row
        screen.field.value = ""
        await person.press(*"keepers", "enter")
        assert [row.path for row in screen.rows.rows] == ["water/locks"]
        await person.press("escape", "o")
        assert [row.path for row in screen.rows.rows] == ["water/locks", "money"]


async def test_enter_answers_with_what_finds_what_has_a_tag_or_one_below(
    library: Library, canal: str
) -> None:
    async with registry(library, canal, TagsScreen) as (person, screen):
        await person.press("j", "enter")
        assert screen.answers == [Asking('tag:"water"')]


async def test_what_has_a_tag_is_shown_in_the_list_with_the_query_in_its_filter(
    library: Library, canal: str
) -> None:
    studied(library)
    library.add(b"The forge\n\nIt is old.", "forge.txt")
    async with reading(library, canal) as person:
        await person.press("colon", *"tags", "enter", "j", "enter")
        assert top(person) is person.screen
        assert person.screen.filter_bar.text == 'tag:"water"'
        await person.until(lambda: len(person.screen.list.listing.shown) == 2)
        await person.press("enter", "j", "enter")
        assert person.screen.article == canal


async def test_a_new_tag_is_described_and_coloured(library: Library, canal: str) -> None:
    async with registry(library, canal, TagsScreen) as (person, screen):
        await person.press("n")
        assert isinstance(top(person), TagPathPrompt)
        await person.type("money")
        assert "There is a tag #money already" in outcome(person)
        await person.press("enter")
        assert isinstance(top(person), TagPathPrompt)
        await person.type("/tolls")
        assert outcome(person) == "Enter: a new tag #money/tolls"
        await person.press("enter")
        assert screen.rows.cursor == "money/tolls"
        await person.press("e")
        form = top(person)
        assert isinstance(form, RecordForm)
        form.query_one("#field-color", OptionField).index = 4
        form.query_one("#field-hotkey", OptionField).index = 1
        form.query_one("#field-description", Input).value = "What boats pay"
        await person.press("escape")
        # 1 chooses another tag; the form stays until that is put right.
        assert top(person) is form
        form.query_one("#field-hotkey", OptionField).index = 2
        await person.press("escape")
        assert library.tags.get("money/tolls") == Tag("money/tolls", "green", "2", "What boats pay")
        await person.press("u", "u")
        assert paths(library) == ["money", "water/locks"]


async def test_renaming_says_first_how_many_change_and_is_taken_back_as_one(
    library: Library, canal: str
) -> None:
    async with registry(library, canal, TagsScreen) as (person, screen):
        await person.press("j", "r")
        assert outcome(person) == "4 annotations in 2 articles: type its new path."
        await person.press("ctrl+u")
        await person.type("money")
        assert outcome(person) == "Enter: #money · 4 annotations in 2 articles"
        await person.press("ctrl+u")
        await person.type("water/x")
        assert "below itself" in outcome(person)
        await person.press("enter")
        assert isinstance(top(person), TagPathPrompt)
        await person.press("ctrl+u")
        await person.type("river")
        await person.press("enter")
        assert top(person) is screen
        assert paths(library) == ["money", "river/locks"]
        assert {tag for each in person.annotations for tag in each.tags} == {
            "money",
            "river/locks",
        }
        await person.press("u")
        assert paths(library) == ["money", "water/locks"]
        assert all("water/locks" in each.tags for each in person.annotations)


async def test_a_tag_is_put_below_another_and_made_one_with_another(
    library: Library, canal: str
) -> None:
    async with registry(library, canal, TagsScreen) as (person, screen):
        await person.press("G", "b")
        await person.type("money")
        assert outcome(person) == "Enter: #money/locks · 4 annotations in 2 articles"
        await person.press("enter")
        assert paths(library) == ["money", "money/locks"]
        assert screen.rows.cursor == "money/locks"
        await person.press("m")
        await person.type("mon")
        assert outcome(person) == "Enter: #money, joined with #money · 4 annotations in 2 articles"
        await person.press("enter")
        assert paths(library) == ["money"]
        assert library.tags.get("money") == Tag(
            "money", "yellow", "1", "Gates, keepers, and what they cost"
        )
        await person.press("u", "u")
        assert paths(library) == ["money", "water/locks"]


async def test_a_click_says_what_it_would_do_and_a_second_one_does_it(
    library: Library, canal: str
) -> None:
    async with registry(library, canal, TagsScreen) as (person, screen):
        await person.pilot.click(screen.rows, offset=(6, 2))
        assert screen.rows.cursor == "water/locks"
        await person.press("r")
        await person.pilot.click("ChoiceList", offset=(8, 0))
        await person.settle()
        assert outcome(person) == "Enter: #money, joined with #money · 4 annotations in 2 articles"
        assert paths(library) == ["money", "water/locks"]
        await person.pilot.click("ChoiceList", offset=(8, 0))
        await person.settle()
        assert paths(library) == ["money"]


async def test_a_tag_is_deleted_everywhere_after_a_question(library: Library, canal: str) -> None:
    async with registry(library, canal, TagsScreen) as (person, screen):
        await person.press("j", "d")
        assert isinstance(top(person), ConfirmDialog)
        shown = "\n".join(strip.text for strip in top(person)._compositor.render_strips())
        assert "Delete #water and 1 tag below it?" in shown
        assert "gone from 4 annotations in 2 articles" in shown
        await person.press("n", "d", "y")
        assert paths(library) == ["money"]
        assert len(rows_of(screen)) == 1
        await person.press("u")
        assert paths(library) == ["money", "water/locks"]


async def test_a_read_only_library_says_so(library: Library, canal: str) -> None:
    async with registry(library, canal, TagsScreen) as (person, screen):
        library._read_only = True
        for key in ("e", "r", "b", "m", "d", "n"):
            await person.press(key)
            assert top(person) is screen
        library._read_only = False


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (200, 50)])
async def test_it_fits_any_window(library: Library, canal: str, size: tuple[int, int]) -> None:
    async with registry(library, canal, TagsScreen, size) as (_, screen):
        assert "locks" in rows_of(screen)[2]
