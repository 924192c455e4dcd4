"""Searching the library: found as one types, opened where it is, and found again as it was left."""

import pytest

from reader.index.full_text import Source
from reader.library import Library
from reader.model.annotation import Kind
from reader.text.document import Range
from reader.tui.screens.search_screen import SearchScreen
from tests.tui.reading_app import Reading, reading

RIVERS = (
    "The river Łódka rose. " + "Nobody saw it. " * 30 + "The rivér fell, said the lödka keeper."
)


def marked(library: Library, article: str, words: str, note: str = "") -> str:
    session = library.session(article)
    start = session.document.text.index(words)
    annotation = session.mark(Range(start, start + len(words)), Kind.CLAIM)
    if note:
        session.set_note(annotation, note)
    library.flush()
    return annotation


async def searching(person: Reading, words: str = "") -> SearchScreen:
    """Open the search and type words, until they are searched for at rest."""
    await person.press("S")
    screen = person.app.screen
    assert isinstance(screen, SearchScreen)
    if words:
        await person.type(words)
        await at_rest(person, screen)
    return screen


async def at_rest(person: Reading, screen: SearchScreen) -> None:
    await person.settle()
    await person.until(lambda: screen.settled)
    await person.settle()


def found(screen: SearchScreen) -> dict[Source, int]:
    return {source: count for source, count in screen.rows.results.counts.items() if count}


def source(screen: SearchScreen) -> Source | None:
    record = screen.rows.cursor
    return record.source if record else None


def painted(screen: SearchScreen) -> list[str]:
    lines = (screen.rows.render_line(y).text.rstrip() for y in range(screen.rows.size.height))
    return [line for line in lines if line]


async def test_words_are_found_as_one_types_in_titles_and_texts(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, canal) as person:
        screen = await searching(person, "cana")
        assert found(screen) == {Source.HEAD: 1, Source.TEXT: 3}
        assert painted(screen)[:3] == [
            " Titles 1",
            "    Canal to reopen in spring, says the keeper",
            " Texts 3",
        ]
        assert "Titles 1" in str(screen.counts.render())


async def test_accents_case_phrases_and_characters_without_spaces_are_found(
    library: Library, canal: str
) -> None:
    library.add("港町の時計塔、百年ぶりに止まる。".encode(), "tower.txt")
    library.add(RIVERS.encode(), "rivers.txt")
    async with reading(library, canal) as person:
        screen = await searching(person, "LODKA")
        assert found(screen)[Source.TEXT] >= 1
        for words, there in (('"lock keeper"', True), ('"keeper lock"', False), ("時計", True)):
            screen.field.put(words)
            await at_rest(person, screen)
            assert bool(found(screen)) is there


async def test_enter_opens_the_article_there_with_the_hits_marked_as_they_were_found(
    library: Library, canal: str
) -> None:
    rivers = library.add(RIVERS.encode(), "rivers.txt").article
    async with reading(library, canal) as person:
        await searching(person, "river łodk")
        await person.press("enter", "end", "enter")
        assert person.app.screen is person.screen
        assert person.screen.article == rivers
        text = person.session.document.text
        hits = [text[slice(*hit)] for hit in person.screen.finding.hits]
        assert hits[-4:] == ["river", "Łódk", "rivér", "lödk"]
        assert person.screen.finding.count.startswith(f"{len(hits) - 3}/")
        await person.press("n")
        assert text[person.screen.pane.caret :].startswith("Łódka rose")
        await person.press("N", "N", "N")
        assert text[person.screen.pane.caret :].startswith("rivér")


async def test_who_seems_to_say_the_words_is_told_there_and_after_the_way_back(
    library: Library, canal: str
) -> None:
    said = "Ada Brook, the engineer, said that the sluice would be closed for nine months."
    sluice = library.add(f"{said}\n\nNobody else was there.\n".encode(), "sluice.txt").article
    async with reading(library, canal) as person:
        card = person.screen.card
        screen = await searching(person, "sluice would be")
        await person.press("enter", "end", "enter")
        await person.until(lambda: not screen.is_attached)
        assert person.screen.article == sluice
        await person.until(lambda: "Ada Brook ?" in card.render().plain)
        await person.press("ctrl+o")
        assert person.screen.article == canal
        await person.press("alt+o")
        assert person.screen.article == sluice
        await person.until(lambda: "Ada Brook ?" in card.render().plain)


async def test_a_result_that_is_an_annotation_is_gone_to(library: Library, canal: str) -> None:
    annotation = marked(library, canal, "the gates are sound", note="Who inspected them?")
    async with reading(library, canal) as person:
        screen = await searching(person, "inspected")
        assert painted(screen)[1] == "  ¶ Who inspected them?"
        await person.press("enter", "enter")
        assert person.screen.pane.current == annotation
        # The words are in the note, and not in the text.
        assert not person.screen.finding.hits
        assert not person.toasts


async def test_a_claim_goes_to_its_first_sighting(library: Library, canal: str, ferry: str) -> None:
    from reader.library import claim_judging, claim_linking
    from reader.library.annotation_ids import Place

    first = marked(library, ferry, "the river had become too shallow")
    second = marked(library, canal, "costs more than it earns")
    claim = claim_linking.link_sightings(library, Place(canal, second), Place(ferry, first))
    claim_judging.set_field(library, claim, "text", "Water is scarce.")
    library.flush()
    async with reading(library, canal) as person:
        screen = await searching(person, "scarce")
        assert painted(screen)[:3] == [
            " Claims 1",
            "  ◆ Water is scarce.",
            "    2 sightings · Ferry makes its last crossing",
        ]
        await person.press("enter", "enter")
        assert (person.screen.article, person.screen.pane.current) == (ferry, first)


async def test_the_search_comes_back_as_it_was_left(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        screen = await searching(person, "canal")
        await person.press("enter", "j", "j")
        left = screen.rows.cursor
        await person.press("enter")
        assert person.app.screen is person.screen
        again = await searching(person)
        await person.settle()
        assert again.field.value == "canal"
        assert again.rows.cursor == left
        assert again.rows.has_focus
        await person.press("escape")
        assert person.app.screen is person.screen
        assert (await searching(person)).rows.cursor == left


async def test_selected_words_are_searched_for_as_a_phrase(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        start = person.session.document.text.index("lock keeper")
        person.screen.pane.select(Range(start, start + len("lock keeper")))
        await person.press("S")
        screen = person.app.screen
        assert isinstance(screen, SearchScreen)
        await at_rest(person, screen)
        assert screen.field.value == '"lock keeper"'
        assert found(screen) == {Source.TEXT: 1}


async def test_fields_narrow_a_search_down(library: Library, canal: str, ferry: str) -> None:
    marked(library, ferry, "The ferry stopped")
    async with reading(library, canal) as person:
        screen = await searching(person, "the is:cla")
        await person.press("tab")
        assert screen.field.value == "the is:claim"
        await at_rest(person, screen)
        articles = {
            result.article.id
            for record in screen.rows.results.records
            if (result := screen.rows.results.result(record))
        }
        assert articles == {ferry}


async def test_nothing_found_says_what_to_try(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        screen = await searching(person)
        assert any("oldest mill" in line for line in painted(screen))
        await person.type('"zebra gate" is:read')
        await at_rest(person, screen)
        advice = "\n".join(painted(screen))
        assert 'Nothing was found: "zebra gate" is:read' in advice
        assert "Without quotation marks" in advice
        assert "Without is:read" in advice
        screen.field.put("is:read")
        await at_rest(person, screen)
        assert "A search needs words" in "\n".join(painted(screen))


async def test_arrows_move_among_the_results_while_one_types_and_groups_are_passed_over(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        screen = await searching(person, "canal")
        assert source(screen) is Source.HEAD
        await person.press("down")
        assert screen.field.has_focus
        assert source(screen) is Source.TEXT
        await person.press("enter", "left_curly_bracket")
        assert source(screen) is Source.HEAD
        await person.press("right_curly_bracket")
        assert source(screen) is Source.TEXT


async def test_the_mouse_chooses_a_kind_and_opens_a_result(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        screen = await searching(person, "canal")
        line = str(screen.counts.render())
        await person.pilot.click(screen.counts, offset=(2 + line.index("Texts"), 0))
        assert source(screen) is Source.TEXT
        place = screen.rows.place * 2 - screen.rows.scroll_offset.y
        await person.pilot.click(screen.rows, offset=(10, place), times=2)
        await person.settle()
        assert person.app.screen is person.screen
        assert person.screen.finding.hits


async def test_what_was_annotated_a_moment_ago_is_found(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        marked(library, canal, "the gates are sound", note="An unheard-of remark.")
        screen = await searching(person, "unheard")
        await person.until(lambda: bool(found(screen)))
        assert found(screen) == {Source.ANNOTATION: 1}


async def test_an_index_that_is_lost_is_filled_again_and_then_found_in(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library, canal) as person:
        screen = await searching(person)
        library.listing._database.discard()
        await person.type("canal")
        await person.until(lambda: bool(found(screen)))
        await person.until(lambda: library.listing.complete)
        await at_rest(person, screen)
        assert found(screen) == {Source.HEAD: 1, Source.TEXT: 3}


async def test_how_far_the_index_is_filled_is_told(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        screen = await searching(person, "canal")
        states = ["The index is being filled: 1 of 9 texts read; those are searched.", ""]
        screen._filling = lambda: states[0]
        screen._look_at_index()
        assert any("1 of 9 texts" in line for line in painted(screen))
        screen._filling = lambda: ""
        screen._look_at_index()
        assert not any("1 of 9 texts" in line for line in painted(screen))


async def test_what_is_found_cannot_act_on_the_terminal(library: Library, canal: str) -> None:
    from tests.records import note_on_article, set_about

    set_about(library, canal, "title", "Canal \x1b]52;c;aGk=\x07 [bold]")
    note_on_article(library, canal, "canal \x1b[2J\u202e note")
    library.flush()
    async with reading(library, canal) as person:
        screen = await searching(person, "canal")
        text = "".join(painted(screen))
        assert "note" in text
        assert not {"\x1b", "\x07", "\u202e"} & set(text)


async def test_a_claim_nobody_sights_says_so_and_opens_nothing(
    library: Library, canal: str
) -> None:
    from reader.library import claim_judging, claim_linking
    from reader.library.annotation_ids import Place

    only = marked(library, canal, "the gates are sound")
    claim = claim_linking.make_claim(library, Place(canal, only))
    claim_judging.set_field(library, claim, "text", "Hinges last.")
    library.session(canal).delete(only)
    library.flush()
    async with reading(library, canal) as person:
        screen = await searching(person, "hinges")
        assert painted(screen)[2] == "    no sighting known"
        await person.press("enter", "enter")
        assert screen.is_current
        assert screen.bottom_row.sentence == "No sighting of this claim is known."


async def test_thousands_of_results_scroll(library: Library, canal: str) -> None:
    library.add("\n\n".join(f"Gravel {n} for the path." for n in range(3_000)).encode(), "many.txt")
    async with reading(library, canal) as person:
        screen = await searching(person, "gravel")
        assert found(screen)[Source.TEXT] == 3_001
        await person.press("enter", "G")
        assert screen.rows.place == len(screen.rows.keys) - 1
        assert any("Gravel" in line for line in painted(screen))
