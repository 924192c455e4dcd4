"""What is done once a person rests is done after each rest, and not at every key."""

import pytest
from textual.app import App

from reader.claims.attribution import Suggestion
from reader.library import Library
from reader.text.document import Range
from reader.tui.rest import Rest
from tests.tui.reading_app import reading


async def test_it_is_done_once_after_many_beginnings_and_again_after_the_next_rest() -> None:
    done: list[int] = []
    app: App[None] = App()
    async with app.run_test() as pilot:
        rest = Rest(app, 0.05, lambda: done.append(len(done)))
        for _ in range(5):
            rest.begin()
        await pilot.pause(0.3)
        assert done == [0]
        rest.begin()
        await pilot.pause(0.3)
        assert done == [0, 1]


async def test_what_was_let_go_of_is_not_done() -> None:
    done: list[int] = []
    app: App[None] = App()
    async with app.run_test() as pilot:
        rest = Rest(app, 0.05, lambda: done.append(1))
        rest.begin()
        rest.end()
        await pilot.pause(0.2)
        assert not done


async def test_who_seems_to_say_it_is_told_at_every_sentence(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        card = person.screen.card
        for _ in range(2):
            await person.press("g", "full_stop")
            await person.until(lambda: "Ada Brook ?" in card.render().plain)
            await person.press("g")
            assert "Ada Brook" not in card.render().plain


async def test_the_rules_are_not_asked_about_words_that_a_page_brought_into_focus(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        card, pane = person.screen.card, person.screen.pane
        await person.press("g", "full_stop")
        said = pane.focus_range.start
        await person.until(lambda: "Ada Brook ?" in card.render().plain)
        asked: list[int] = []
        suggestion = person.session.suggestion

        def counted(words: Range) -> Suggestion:
            asked.append(words.start)
            return suggestion(words)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(person.session, "suggestion", counted)
            for key in ("G", "g", "space"):
                await person.press(key)
                await person.pilot.pause(0.3)
            assert "c claims it" in card.render().plain
            assert not asked
            await person.press("g", "full_stop")
            await person.until(lambda: asked == [said])


async def test_the_rules_are_asked_about_words_that_are_clicked(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        card, pane = person.screen.card, person.screen.pane
        await person.press("full_stop")
        row = pane.layout_rows.row_of(pane.focus_range.start)
        await person.press("g")
        assert "Ada Brook" not in card.render().plain
        await person.pilot.click(pane, offset=(pane.column.left + 2, row))
        await person.until(lambda: "Ada Brook ?" in card.render().plain)


@pytest.mark.parametrize("key", ["w", "0"])
async def test_the_rules_are_asked_once_the_caret_goes_into_the_words_of_a_page(
    library: Library, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Ada Brook, the engineer, said that the canal would be closed for nine months."
    article = library.add(f"{said}\n\nNobody else was there.\n".encode(), "said.md").article
    async with reading(library, article) as person:
        card = person.screen.card
        # Whatever is saved has the card shown anew: not here.
        monkeypatch.setattr(person.screen.showing, "changes", lambda: None)
        await person.pilot.pause(0.3)
        assert "Ada Brook" not in card.render().plain
        await person.press(key)
        await person.until(lambda: "Ada Brook ?" in card.render().plain)


async def test_the_place_is_kept_after_every_rest(library: Library, canal: str) -> None:
    async with reading(library, canal, size=(60, 10)) as person:
        for key in ("G", "g"):
            await person.press(key)
            here = person.screen.pane.position
            await person.until(lambda: person.session.state.position == here)  # noqa: B023
