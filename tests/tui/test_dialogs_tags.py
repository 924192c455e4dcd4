"""The tag chooser: by number, by name, several at a time, the last ones again."""

import pytest
from textual.events import Key

from reader.model.tag import Tag
from reader.tui.screens.dialogs.tag_chooser import TagChooser, numbered
from reader.tui.widgets.choice_list import ChoiceList
from reader.tui.widgets.text_field import TextField
from tests.tui.dialog_app import UNANSWERED, DialogApp, answer_of, answer_to, rows_of

DESCRIBED = (
    Tag("health/vaccines", color="green", description="What is said of vaccines"),
    Tag("health/hospitals", description="Beds, queues, " + "who pays for them, " * 4 + "and why"),
    Tag("havana"),
)
CODEBOOK = (Tag("syria"), Tag("military"), Tag("trade/energy", hotkey="1"), Tag("health"))


def chooser() -> TagChooser:
    return TagChooser("words", CODEBOOK, {"syria"})


def chooser_with_last_tags() -> TagChooser:
    return TagChooser("words", CODEBOOK, {"syria"}, last_tags=("military", "health"))


def test_a_tag_with_a_digit_of_its_own_keeps_it_and_the_others_fill_the_gaps() -> None:
    assert numbered(CODEBOOK) == {
        "trade/energy": "1",
        "syria": "2",
        "military": "3",
        "health": "4",
    }


async def test_closing_without_a_change_answers_nothing() -> None:
    assert await answer_to(chooser, "escape") is None
    assert await answer_to(chooser, "enter") is None


async def test_a_digit_toggles_and_keeps_the_dialog_open() -> None:
    assert await answer_to(chooser, "3") is UNANSWERED
    assert await answer_to(chooser, "3", "enter") == {"syria", "military"}
    assert await answer_to(chooser, "2", "escape") == frozenset()
    assert await answer_to(chooser, "2", "2", "escape") is None


async def test_a_new_tag_is_typed_and_taken_by_enter() -> None:
    assert await answer_to(chooser, *"oil", "enter", "enter") == {"syria", "oil"}


async def test_a_comma_ends_a_tag_as_enter_does() -> None:
    keys = [*"oil", "comma", "space", *"gas", "enter", "escape"]
    assert await answer_to(chooser, *keys) == {"syria", "oil", "gas"}


async def test_the_sign_before_a_tag_is_not_part_of_it() -> None:
    assert await answer_to(chooser, "number_sign", *"oil", "enter", "enter") == {"syria", "oil"}


async def test_a_new_tag_is_offered_in_the_form_it_will_have() -> None:
    app = DialogApp(chooser)
    async with app.run_test() as pilot:
        await pilot.press(*"oil", "space", *"war")
        await pilot.pause()
        assert app.screen.query_one(ChoiceList).choices[0].label == "new tag #oil-war"
        await pilot.press("enter", "enter")
        assert await answer_of(app, pilot) == {"syria", "oil-war"}


async def test_tab_completes_by_the_beginning_or_by_some_letters() -> None:
    assert await answer_to(chooser, *"mil", "tab", "enter", "enter") == {"syria", "military"}
    assert await answer_to(chooser, *"nrg", "tab", "enter", "enter") == {"syria", "trade/energy"}


async def test_a_path_is_found_by_a_letter_or_two_of_each_part() -> None:
    def described() -> TagChooser:
        return TagChooser("words", DESCRIBED, frozenset())

    assert await answer_to(described, *"he/va", "tab", "enter", "enter") == {"health/vaccines"}
    assert await answer_to(described, *"h/ho", "tab", "enter", "enter") == {"health/hospitals"}


async def test_the_colour_of_a_tag_and_what_it_is_for_are_shown_in_full() -> None:
    app = DialogApp(lambda: TagChooser("words", DESCRIBED, frozenset()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = rows_of(app)
        assert any("● #health/vaccines  What is said of vaccines" in row for row in rows)
        assert any("1     #health/hospitals" in row or "2     #health/h" in row for row in rows)
        await pilot.press("down", "down")
        await pilot.pause()
        assert "and why" in "\n".join(rows_of(app))


async def test_enter_takes_what_was_typed_even_when_a_longer_tag_is_known() -> None:
    assert await answer_to(chooser, *"trade", "enter", "enter") == {"syria", "trade"}


async def test_a_known_tag_keeps_its_spelling() -> None:
    assert await answer_to(chooser, *"MILITARY", "enter", "enter") == {"syria", "military"}


async def test_an_arrow_points_at_a_row_that_enter_toggles() -> None:
    assert await answer_to(chooser, "down", "down", "enter", "escape") == {"syria", "military"}


async def test_escape_first_empties_the_field() -> None:
    assert await answer_to(chooser, *"oil", "escape") is UNANSWERED
    assert await answer_to(chooser, *"oil", "escape", "escape") is None


async def test_t_gives_the_last_tags_again_and_closes_after_a_moment() -> None:
    app = DialogApp(chooser_with_last_tags)
    async with app.run_test() as pilot:
        await pilot.press("t")
        assert app.answer is UNANSWERED
        assert "#health" in "".join(row for row in rows_of(app) if "on:" in row)
        assert await answer_of(app, pilot) == {"syria", "military", "health"}


async def test_another_character_after_t_takes_the_last_tags_back() -> None:
    app = DialogApp(chooser_with_last_tags)
    async with app.run_test() as pilot:
        await pilot.press("t", "r")
        await pilot.pause(0.7)
        assert app.answer is UNANSWERED
        await pilot.press("i", "p", "enter", "enter")
        assert app.answer == {"syria", "trip"}


async def test_t_and_enter_gives_the_last_tags_at_once() -> None:
    assert await answer_to(chooser_with_last_tags, "t", "enter") == {"syria", "military", "health"}


async def test_without_last_tags_t_begins_a_name() -> None:
    assert await answer_to(chooser, "t", "enter", "enter") == {"syria", "t"}


async def test_a_burst_of_two_tags_is_read_in_order() -> None:
    app = DialogApp(chooser)
    async with app.run_test() as pilot:
        for character in "oil\rgas\r\r":
            app.post_message(Key("enter" if character == "\r" else character, character))
        assert await answer_of(app, pilot) == {"syria", "oil", "gas"}


async def test_a_row_can_be_clicked() -> None:
    app = DialogApp(chooser)
    async with app.run_test() as pilot:
        await pilot.click("ChoiceList", offset=(8, 1))
        await pilot.press("escape")
        assert app.answer == {"syria", "military"}


async def test_what_enter_will_do_stands_in_the_first_row() -> None:
    app = DialogApp(chooser)
    async with app.run_test() as pilot:
        await pilot.press(*"oil")
        await pilot.pause()
        choices = app.screen.query_one(ChoiceList)
        assert choices.choices[0].label == "new tag #oil"
        assert choices.highlighted == 0


async def test_a_codebook_of_thousands_opens_and_narrows() -> None:
    tags = [Tag(f"topic/{number}") for number in range(3000)]
    app = DialogApp(lambda: TagChooser("words", tags, frozenset()))
    async with app.run_test() as pilot:
        await pilot.press(*"c/2999")
        await pilot.pause()
        labels = [choice.label for choice in app.screen.query_one(ChoiceList).choices]
        assert "#topic/2999" in labels
        assert app.screen.query_one(TextField).value == "c/2999"


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 5)])
async def test_it_opens_at_any_size(size: tuple[int, int]) -> None:
    app = DialogApp(chooser)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert any("tags" in row for row in rows_of(app))
