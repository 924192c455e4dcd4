"""What is done once a person rests is done after each rest, and not at every key."""

from textual.app import App

from reader.library import Library
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


async def test_the_place_is_kept_after_every_rest(library: Library, canal: str) -> None:
    async with reading(library, canal, size=(60, 10)) as person:
        for key in ("G", "g"):
            await person.press(key)
            here = person.screen.pane.position
            await person.until(lambda: person.session.state.position == here)  # noqa: B023
