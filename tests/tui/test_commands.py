"""Commands are declared once, and their keys can be changed."""

import string

import pytest
from textual.keys import _character_to_key

from reader.config import Config
from reader.library import Library
from reader.paths import Places
from reader.tui.commands import BY_ID, COMMANDS, Command, Keymap, Situation, Where, method_of
from tests.tui.reading_app import reading


def test_no_two_commands_share_a_name_or_in_one_place_a_key() -> None:
    assert len(BY_ID) == len(COMMANDS)
    taken: set[tuple[Where, str]] = set()
    for command in COMMANDS:
        for key in Keymap([command], {}).keys(command):
            for where in command.where:
                assert (where, key) not in taken, (command.id, key)
                taken.add((where, key))


async def test_every_command_names_something_that_can_be_done(library: Library) -> None:
    async with reading(library) as person:
        for command in COMMANDS:
            if command.action and command.where & ~(Where.SCREENS | Where.FIELD):
                assert callable(method_of(person.screen, command)), command.id


@pytest.mark.parametrize("command", [each for each in COMMANDS if each.serves], ids=str)
def test_what_the_bottom_row_offers_has_a_word_and_a_key(command: Command) -> None:
    assert command.footer
    assert Keymap(COMMANDS, {}).first_written(command)


@pytest.mark.parametrize("sign", string.punctuation)
def test_a_sign_is_the_key_that_textual_knows_and_is_written_as_it_is(sign: str) -> None:
    command = BY_ID["claim"]._replace(keys=(sign,))
    keymap = Keymap([command], {})
    assert keymap.keys(command) == (_character_to_key(sign),)
    assert keymap.first_written(command) == sign


def test_help_is_offered_wherever_one_is() -> None:
    assert BY_ID["help"].serves == Situation.ALWAYS


@pytest.mark.parametrize(
    ("down", "up"), [("pagedown", "pageup"), ("ctrl+f", "ctrl+b"), ("ctrl+d", "ctrl+u")]
)
@pytest.mark.parametrize("where", [Where.TEXT, Where.LIST])
def test_who_pages_down_with_a_key_pages_up_with_its_counterpart(
    where: Where, down: str, up: str
) -> None:
    keymap = Keymap(COMMANDS, {})
    forth, back = keymap.command_for(where, down), keymap.command_for(where, up)
    assert forth is not None
    assert back is not None
    assert back.action == forth.action.replace("down", "up")


def test_keys_can_be_swapped() -> None:
    keymap = Keymap(COMMANDS, {"claim": "m", "mark": "c"})
    assert keymap.problems == []
    assert keymap.command_for(Where.TEXT, "m") is BY_ID["claim"]
    assert keymap.command_for(Where.TEXT, "c") is BY_ID["mark"]


def test_a_command_can_have_several_keys_and_names_of_keys() -> None:
    keymap = Keymap(COMMANDS, {"narrow": "ctrl+n, ;"})
    assert keymap.problems == []
    for key in ("ctrl+n", "semicolon"):
        assert keymap.command_for(Where.TEXT, key) is BY_ID["narrow"]


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"clam": "x"}, "clam"),
        ({"claim": "hyperspace"}, "hyperspace"),
        ({"claim": ""}, "claim"),
        ({"claim": "d"}, "delete"),
    ],
)
def test_a_wrong_setting_is_named_and_the_default_used(
    settings: dict[str, str], named: str
) -> None:
    keymap = Keymap(COMMANDS, settings)
    assert len(keymap.problems) == 1
    assert named in keymap.problems[0]
    assert keymap.command_for(Where.TEXT, "c") is BY_ID["claim"]
    assert keymap.command_for(Where.TEXT, "d") is BY_ID["delete"]


def test_of_two_settings_that_clash_with_each_other_one_is_used() -> None:
    keymap = Keymap(COMMANDS, {"claim": "ctrl+n", "mark": "ctrl+n"})
    assert len(keymap.problems) == 1
    assert keymap.command_for(Where.TEXT, "ctrl+n") in (BY_ID["claim"], BY_ID["mark"])


async def test_a_key_from_the_settings_works_and_is_shown(places: Places, library: Library) -> None:
    library.config = Config(name="tester", keys={"claim": "ctrl+n", "zap": "z"})
    async with reading(library) as person:
        assert any("zap" in toast for toast in person.toasts)
        assert "ctrl+n claim" in person.offers
        await person.press("c")
        assert not person.annotations
        await person.press("ctrl+n")
        assert len(person.annotations) == 1
