"""Commands by name, and the page of keys."""

import pytest

from reader.library import Library
from reader.tui.commands import BY_ID, COMMANDS
from reader.tui.providers import offered
from reader.tui.screens.help import KeyPage
from tests.tui.reading_app import reading


@pytest.mark.parametrize(
    ("typed", "identity"),
    [
        ("w", "save"),
        ("q", "quit"),
        (":wq", "quit"),
        ("undo", "undo"),
        ("high contr", "theme_contrast"),
    ],
)
def test_the_best_match_comes_first(typed: str, identity: str) -> None:
    assert offered(COMMANDS, typed)[0] is BY_ID[identity]


def test_nothing_typed_offers_everything_that_can_be_called() -> None:
    assert {command.id for command in offered(COMMANDS, "")} >= {"claim", "export", "theme"}


async def test_colon_q_quits_however_fast_it_is_typed(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("colon")
        for key in ("q", "enter"):
            person.app.post_message(person.key(key))
        await person.settle()
        await person.pilot.pause(0.2)
        assert person.app.return_code == 0


async def test_a_command_is_run_by_its_name(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("ctrl+p")
        await person.type("as a claim")
        await person.press("enter")
        assert len(person.annotations) == 1


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_help_shows_every_key(library: Library, canal: str, size: tuple[int, int]) -> None:
    async with reading(library, canal, size=size) as person:
        await person.press("question_mark")
        page = person.app.screen.query_one(KeyPage).render().plain
        for command in COMMANDS:
            if command.keys:
                assert command.help in page, command.id
                assert command.id in page
        await person.press("j", "space", "escape")
        assert not person.app.screen.query(KeyPage)


async def test_what_the_foot_of_the_help_has_no_room_for_has_a_sign(library: Library) -> None:
    async with reading(library, size=(40, 12)) as person:
        await person.press("question_mark")
        foot = person.app.screen.query_one("#help-foot")
        row = foot.render_lines(foot.outer_size.region)[0].text.strip()
        assert row.startswith("Esc closes")
        assert row.endswith("…")
