"""Contents: going to a heading."""

import time

import pytest

from reader.library import Library
from reader.tui.screens.dialogs.contents import Contents
from reader.tui.widgets.choice_list import ChoiceList
from tests.tui.reading_app import Reading, reading

BOOK = "# Rivers\n\nOn rivers.\n\n" + "\n\n".join(
    f"## Chapter {chapter}\n\n"
    + "\n\n".join(
        f"### Part {chapter}.{part}\n\nThe ferry stopped. The river was low. " * 1
        + "It ran on. " * 40
        for part in range(1, 4)
    )
    for chapter in range(1, 8)
)
SMALL = (80, 24)


@pytest.fixture
def book(library: Library) -> str:
    return library.add(BOOK.encode(), "book.md").article


def choices(person: Reading) -> ChoiceList:
    return person.app.screen.query_one(ChoiceList)


def shown(person: Reading) -> list[str]:
    return [choice.label for choice in choices(person).choices]


def highlighted(person: Reading) -> str:
    place = choices(person).highlighted
    assert place is not None
    return choices(person).choices[place].label


async def test_headings_are_a_tree_and_the_one_read_is_chosen(library: Library, book: str) -> None:
    async with reading(library, book, size=SMALL) as person:
        await person.press("G", "T")
        assert isinstance(person.app.screen, Contents)
        assert highlighted(person) == "Part 7.3"
        rows = choices(person).choices
        assert [rows[place].indent for place in (0, 1, 2, 5)] == [0, 2, 4, 2]
        assert [row.label for row in rows if row.mark] == ["Part 7.3"]
        listed = choices(person)
        assert listed.scroll_y <= (listed.highlighted or 0) < listed.scroll_y + listed.size.height


async def test_enter_goes_to_the_heading_at_the_top_and_back_again(
    library: Library, book: str
) -> None:
    async with reading(library, book, size=SMALL) as person:
        await person.press("w", "w")
        before = person.screen.pane.caret
        await person.press("T", "down", "down", "down", "enter")
        assert person.focus == "Part 1.2"
        assert person.screen.pane.top_offset == person.session.document.text.index("Part 1.2")
        await person.press("ctrl+o")
        assert person.screen.pane.caret == before


async def test_escape_stays(library: Library, book: str) -> None:
    async with reading(library, book, size=SMALL) as person:
        await person.press("space")
        before = person.screen.pane.scroll_y, person.focus
        await person.press("T", "down", "escape")
        assert (person.screen.pane.scroll_y, person.focus) == before
        await person.press("ctrl+o")
        assert (person.screen.pane.scroll_y, person.focus) == before


async def test_letters_narrow_and_emptying_the_field_shows_all_again(
    library: Library, book: str
) -> None:
    async with reading(library, book, size=SMALL) as person:
        await person.press("T")
        everything = shown(person)
        await person.type("cha5")
        assert shown(person) == ["Chapter 5"]
        assert choices(person).choices[0].detail == "Rivers"
        await person.press(*["backspace"] * 4)
        assert shown(person) == everything
        assert highlighted(person) == "Rivers"
        await person.type("pt 63")
        await person.press("enter")
        assert person.focus == "Part 6.3"


async def test_what_is_typed_in_one_go_is_gone_to(library: Library, book: str) -> None:
    async with reading(library, book, size=SMALL) as person:
        for character in "T4.2":
            person.app.post_message(person.key(character))
        person.app.post_message(person.key("enter"))
        await person.settle()
        assert person.focus == "Part 4.2"


async def test_marks_are_counted_by_section(library: Library, book: str) -> None:
    async with reading(library, book, size=SMALL) as person:
        await person.press("slash")
        await person.type("part 2.1")
        await person.press("enter", "full_stop", "c", "full_stop", "m", "full_stop", "m", "T")
        details = {row.label: row.detail for row in choices(person).choices if row.detail}
        assert details == {
            "Rivers": "◆1  ●2",
            "Chapter 2": "◆1  ●2",
            "Part 2.1": "◆1  ●2",
        }


async def test_a_click_goes_there(library: Library, book: str) -> None:
    async with reading(library, book, size=SMALL) as person:
        await person.press("T")
        await person.pilot.click(choices(person), offset=(8, 2))
        await person.settle()
        assert person.focus == "Part 1.1"


async def test_an_article_without_headings_shows_its_paragraphs(library: Library) -> None:
    words = "\n\n".join(
        f"It was in year {year} that boats paid tolls. It was." for year in range(9)
    )
    plain = library.add(words.encode(), "plain.txt").article
    async with reading(library, plain) as person:
        await person.press("T")
        message = person.app.screen.query_one(".dialog--message")
        assert "no headings" in str(message.render())
        rows = choices(person).choices
        assert [row.label[:16] for row in rows[:2]] == ["It was in year 0", "It was in year 1"]
        assert (rows[0].key, rows[-1].key) == (" 0 %", "88 %")
        await person.type("year 7")
        await person.press("enter")
        assert person.focus.startswith("It was in year 7")


async def test_letters_that_fit_nothing_are_answered(library: Library, book: str) -> None:
    async with reading(library, book) as person:
        await person.press("T")
        message = person.app.screen.query_one(".dialog--message")
        await person.type("zzz")
        assert not shown(person)
        assert "Nothing fits" in str(message.render())
        await person.press("backspace", "backspace", "backspace")
        assert shown(person)
        assert not str(message.render())


async def test_a_heading_on_every_line_is_no_burden(library: Library) -> None:
    text = "\n\n".join(f"# Heading {number}" for number in range(100_000))
    headings = library.add(text.encode(), "headings.md").article
    async with reading(library, headings) as person:
        await person.press("G")
        began = time.process_time()
        await person.press("T")
        opened = time.process_time() - began
        assert len(choices(person).choices) == 100_000
        assert highlighted(person) == "Heading 99999"
        await person.type("77777")
        await person.press("enter")
        assert person.focus == "Heading 77777"
        assert opened < 5
