"""Finding words in the open text."""

import asyncio
import time

import pytest
from textual.events import Key

from reader.library import Library
from reader.text.document import Range
from tests.tui.reading_app import Reading, reading

RIVERS = "\n\n".join(
    f"Paragraph {number} of a long article about rivers. The Straße by the café was wet, and"
    f" the ferry of day {number} stopped. Nobody knew why it did, or when it would go on again."
    for number in range(60)
)


@pytest.fixture
def rivers(library: Library) -> str:
    return library.add(RIVERS.encode(), "rivers.txt").article


def found(person: Reading) -> list[str]:
    text = person.session.document.text
    return [text[slice(*hit)] for hit in person.screen.finding.hits]


def place(person: Reading) -> tuple[object, ...]:
    pane = person.screen.pane
    attention = pane.attention
    return (
        *(pane.scroll_y, pane.focus_range, pane.caret, attention.caret_shown),
        *(attention.narrowed, pane.selection, pane.current),
    )


async def look_for(person: Reading, words: str) -> None:
    await person.press("slash")
    await person.type(words)


async def test_hits_are_counted_and_gone_through(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await look_for(person, "the")
        hits = person.screen.finding.hits
        assert len(hits) > 3
        assert person.screen.find_bar.found.endswith(f"/{len(hits)}")
        await person.press("enter", "g", "n")
        first = person.screen.pane.caret
        await person.press("n", "N")
        assert person.screen.pane.caret == first
        assert "n next hit" in person.offers
        await person.press("3", "n")
        assert person.screen.finding.hits[3].start == person.screen.pane.caret


async def test_words_are_found_across_rows_and_paragraphs(library: Library, canal: str) -> None:
    async with reading(library, canal, size=(40, 20)) as person:
        await look_for(person, "again in april")
        assert len(person.screen.finding.hits) == 1
        await person.press("escape")
        await look_for(person, "would pay. boats paid")
        assert len(person.screen.finding.hits) == 1


async def test_what_was_found_can_be_selected_from_its_first_character(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await look_for(person, "towpath")
        await person.press("enter", "v", "e", "m")
        assert person.quotations == ["towpath"]


async def test_a_selection_is_extended_to_what_is_found(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await look_for(person, "gates")
        await person.press("enter", "v")
        await look_for(person, "sound")
        await person.press("enter", "m")
        assert person.quotations == ["gates are s"]


@pytest.mark.parametrize(
    "before",
    [
        (),
        ("w", "w"),
        ("full_stop", "semicolon"),
        ("v", "e"),
        ("ctrl+e", "ctrl+e", "ctrl+e"),
        ("space", "space", "w"),
        ("c", "right_square_bracket"),
    ],
    ids=" ".join,
)
async def test_escape_goes_back_to_exactly_where_the_search_began(
    library: Library, rivers: str, before: tuple[str, ...]
) -> None:
    async with reading(library, rivers, size=(80, 24)) as person:
        await person.press(*before)
        was = place(person)
        await look_for(person, "day 50")
        assert place(person) != was
        await person.press("escape")
        assert place(person) == was
        assert not person.screen.finding.hits
        assert person.screen.focused is person.screen.pane


async def test_escape_brings_back_what_was_being_found_before(
    library: Library, rivers: str
) -> None:
    async with reading(library, rivers) as person:
        await look_for(person, "ferry")
        await person.press("enter", "n")
        was = person.screen.finding.count
        await look_for(person, "nobody")
        assert set(found(person)) == {"Nobody"}
        await person.press("escape")
        assert set(found(person)) == {"ferry"}
        assert person.screen.finding.count == was == "2/60"
        assert person.screen.pane.painter.layers.hits is person.screen.finding.hits
        await person.press("slash", "enter")
        assert person.screen.finding.count == "3/60"


async def test_what_is_not_there_is_said_in_the_bar_and_moves_nothing(
    library: Library, rivers: str
) -> None:
    async with reading(library, rivers) as person:
        await person.press("space")
        was = place(person)
        await look_for(person, "day 50 zebra")
        assert person.screen.find_bar.found == "not found"
        assert place(person) == was
        assert not person.toasts
        await person.press("enter")
        assert person.toasts == ["Nothing found: day 50 zebra"]
        assert place(person) == was


async def test_going_around_the_end_is_said(library: Library, rivers: str) -> None:
    async with reading(library, rivers) as person:
        await look_for(person, "day 57")
        await person.press("enter", "G", "n")
        assert person.screen.finding.count == "1/1 · from the top"
        await look_for(person, "nobody")
        await person.press("enter", "g", "N")
        assert person.screen.finding.count == "60/60 · from the end"
        assert person.screen.pane.is_visible(person.screen.finding.hits[-1])
        await person.press("n")
        assert person.screen.finding.count == "1/60 · from the top"
        await person.press("n")
        assert person.screen.finding.count == "2/60"
        assert not person.toasts


@pytest.mark.parametrize("key", ["n", "N"])
async def test_the_only_hit_is_gone_back_to_when_it_was_scrolled_away(
    library: Library, rivers: str, key: str
) -> None:
    async with reading(library, rivers, size=(80, 24)) as person:
        await look_for(person, "day 30")
        await person.press("enter", "9", "9", "ctrl+e")
        hit = person.screen.finding.hits[0]
        assert not person.screen.pane.is_visible(hit)
        await person.press(key)
        assert person.screen.pane.is_visible(hit)


async def test_n_goes_on_from_where_the_person_is(library: Library, rivers: str) -> None:
    async with reading(library, rivers, size=(80, 24)) as person:
        await look_for(person, "nobody")
        await person.press("enter", "space", "space")
        caret, hits = person.screen.pane.caret, person.screen.finding.hits
        assert hits[2].start < caret
        await person.press("n")
        assert person.screen.pane.caret == min(hit.start for hit in hits if hit.start >= caret)


async def test_the_same_words_once_more_go_on_to_their_next_occurrence(
    library: Library, rivers: str
) -> None:
    async with reading(library, rivers) as person:
        await look_for(person, "nobody")
        await person.press("enter", "slash", "enter")
        assert person.screen.finding.count == "2/60"
        await person.press("escape", "escape", "slash", "enter")
        assert person.screen.finding.count.endswith("/60")


async def test_star_finds_the_word_under_the_caret_as_a_whole(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("w", "asterisk")
        text = person.session.document.text
        found = {text[hit.start : hit.end].lower() for hit in person.screen.finding.hits}
        assert found == {"canal"}
        assert "The canal will carry" not in person.focus


async def test_star_on_a_selection_finds_what_is_selected(library: Library, rivers: str) -> None:
    async with reading(library, rivers) as person:
        await look_for(person, "ferry of")
        await person.press("enter", "v", "e", "e", "asterisk")
        assert set(found(person)) == {"ferry of"}
        assert person.screen.pane.selection is None
        assert person.screen.finding.count == "2/60"


async def test_n_goes_to_the_next_annotation_when_nothing_is_being_found(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await person.press("m", "full_stop", "full_stop", "m")
        second = person.focus
        await person.press("g", "n")
        first = person.focus
        await person.press("n")
        assert (first != second, person.focus) == (True, second)


async def test_no_single_key_acts_while_words_are_typed(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await look_for(person, "cmdJKAWqu?:+-")
        assert person.screen.find_bar.is_open
        assert person.screen.article == canal
        assert not person.annotations
        assert person.app.screen is person.screen


async def test_words_typed_in_one_go_with_the_key_are_words(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        person.app.post_message(Key("slash", "/"))
        for character in "mayor":
            person.app.post_message(person.key(character))
        await person.settle()
        assert found(person) == ["mayor"]
        assert not person.annotations


@pytest.mark.parametrize(
    ("words", "hits", "said"),
    [("mayor", ["mayor"], []), ("qqq", [], ["Nothing found: qqq"])],
)
async def test_words_typed_in_one_go_with_enter_are_looked_for(
    library: Library, canal: str, words: str, hits: list[str], said: list[str]
) -> None:
    async with reading(library, canal) as person:
        person.app.post_message(Key("slash", "/"))
        for character in words:
            person.app.post_message(person.key(character))
        person.app.post_message(Key("enter", None))
        await person.settle()
        assert not person.screen.find_bar.is_open
        assert (found(person), person.toasts) == (hits, said)
        assert not person.annotations


# Ways of looking


async def test_ways_of_looking_are_turned_by_keys_shown_and_remembered(
    library: Library, rivers: str
) -> None:
    async with reading(library, rivers) as person:
        bar = person.screen.find_bar
        await look_for(person, "cafe")
        assert (found(person), bar.lit) == ([], [])
        await person.press("alt+a")
        assert (len(found(person)), bar.lit) == (60, ["find_accents"])
        await person.press("alt+c")
        assert bar.lit == ["find_case", "find_accents"]
        await person.press("escape")
        await look_for(person, "CAFE")
        assert (found(person), bar.lit) == ([], ["find_case", "find_accents"])
        await person.press("alt+c")
        assert (len(found(person)), bar.lit) == (60, ["find_accents"])
        await person.press("alt+a", "alt+w", *["backspace"] * 4)
        await person.type("on")
        assert (len(found(person)), bar.lit) == (60, ["find_whole"])
        assert "alt+r regex" in person.offers


async def test_a_capital_lights_the_case_that_it_makes_count(library: Library, rivers: str) -> None:
    async with reading(library, rivers) as person:
        await look_for(person, "N")
        assert person.screen.find_bar.lit == ["find_case"]
        await person.press("backspace", "n")
        assert person.screen.find_bar.lit == []


async def test_a_switch_is_turned_by_a_click(library: Library, rivers: str) -> None:
    async with reading(library, rivers) as person:
        await look_for(person, "strasse")
        outcome = person.screen.find_bar.query_one("_Outcome")
        column = str(outcome.render()).index("regex")
        await person.pilot.click(outcome, offset=(column, 0))
        await person.settle()
        assert person.screen.find_bar.lit == ["find_pattern"]
        assert len(found(person)) == 60
        assert person.screen.find_bar.is_open


async def test_a_wrong_regular_expression_is_answered_while_it_is_typed(
    library: Library, rivers: str
) -> None:
    async with reading(library, rivers) as person:
        await person.press("slash", "alt+r")
        await person.type("day (5")
        assert person.screen.find_bar.found == "at 7: expected )"
        await person.type("0|51)")
        assert found(person) == ["day 50", "day 51"]
        assert not person.toasts


async def test_a_regular_expression_that_explodes_leaves_the_reader_free(
    library: Library, canal: str
) -> None:
    bad = library.add(b"x" * 3000 + b" and then " + b"x" * 3000, "bad.txt").article
    async with reading(library, bad) as person:
        await person.press("slash", "alt+r")
        longest, running = 0.0, True

        async def watch() -> None:
            nonlocal longest
            before = time.process_time()
            while running:
                await asyncio.sleep(0.005)
                now = time.process_time()
                longest, before = max(longest, now - before), now

        watching = asyncio.create_task(watch())
        await person.pilot.press(*"(x+x+)+y")
        await person.settle()
        running = False
        await watching
        assert person.screen.find_bar.found == "takes too long; a simpler pattern may not"
        assert longest < 0.6
        await person.press("backspace", "backspace")
        assert len(found(person)) == 2


async def test_former_words_come_back_and_so_does_what_was_being_typed(
    library: Library, rivers: str
) -> None:
    async with reading(library, rivers) as person:
        for words in ("ferry", "nobody", "ferry", "rivers"):
            await look_for(person, words)
            await person.press("enter")
        await look_for(person, "caf")
        await person.press("up", "up")
        assert set(found(person)) == {"ferry"}
        await person.press("up", "up", "up")
        assert set(found(person)) == {"Nobody"}
        await person.press("down", "down", "down", "down")
        assert set(found(person)) == {"caf"}


# What hits outlive


async def test_hits_outlive_what_is_done_to_the_text(library: Library, rivers: str) -> None:
    async with reading(library, rivers) as person:
        await look_for(person, "nobody")
        await person.press("enter", "n")
        hits, count = list(person.screen.finding.hits), "2/60"
        layers = person.screen.pane.painter.layers

        def stand() -> bool:
            return (list(layers.hits), layers.hit, person.screen.finding.count) == (
                *(hits, hits[1]),
                count,
            )

        for keys in (("c",), ("u",), ("ctrl+r",), ("plus",), ("minus",)):
            await person.press(*keys)
            assert stand(), keys
        person.screen.looks.light()
        await person.settle()
        assert stand()
        await person.pilot.resize_terminal(60, 20)
        await person.settle()
        assert stand()
        await person.press("n")
        assert person.screen.finding.count == "3/60"


async def test_another_article_is_begun_without_hits(
    library: Library, rivers: str, canal: str
) -> None:
    async with reading(library, rivers) as person:
        await look_for(person, "nobody")
        await person.press("enter")
        person.screen.articles.open(canal)
        await person.settle()
        assert not person.screen.finding.hits
        assert not person.screen.pane.painter.layers.hits


async def test_a_long_text_is_searched_in_slices(library: Library) -> None:
    words = "\n\n".join("eel “and” otter " * 100 for _ in range(1500))
    eels = library.add(words.encode(), "eels.txt").article
    async with reading(library, eels) as person:
        await person.press("G", "slash")
        before = person.screen.pane.caret
        await person.type("otter")
        assert person.screen.finding.count.endswith("/150,000")
        assert person.screen.pane.caret >= before
        await person.press("enter", "n", "n")
        hit = person.screen.finding.hits[
            int(person.screen.finding.count.split("/")[0].replace(",", "")) - 1
        ]
        assert hit == Range(person.screen.pane.caret, person.screen.pane.caret + 5)
