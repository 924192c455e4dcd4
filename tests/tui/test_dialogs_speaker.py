"""The speaker chooser: nothing typed is ever misread."""

import pytest
from textual.events import Key, Paste

from reader.tui.screens.dialogs.speaker_chooser import Person, SpeakerChoice, SpeakerChooser
from reader.tui.widgets.text_field import TextField
from tests.tui.dialog_app import UNANSWERED, DialogApp, answer_of, answer_to, rows_of

PEOPLE = (Person("Jon Vale", "foreign minister"), Person("the attaché"), Person("Anna Berg"))
LIBRARY = (
    Person("Anna Lind", id="lind", names=("Anna Lind", "the envoy"), quoted=3),
    Person("Ulla Ek", id="ek", names=("Ulla Ek",), quoted=9),
)
NAMESAKES = (
    Person("Bo Ek (baker)", "baker", "baker", ("Bo Ek",)),
    Person("Bo Ek (mayor)", "mayor", "mayor", ("Bo Ek", "the mayor"), 4),
)


def suggested() -> SpeakerChooser:
    return SpeakerChooser("words", PEOPLE, suggestion="the attaché", speakers=LIBRARY)


def open_question() -> SpeakerChooser:
    return SpeakerChooser("words", PEOPLE, speakers=LIBRARY)


async def test_enter_confirms_the_suggestion() -> None:
    assert await answer_to(suggested, "enter") == SpeakerChoice("confirmed", "the attaché")


async def test_enter_without_a_suggestion_changes_nothing() -> None:
    assert await answer_to(open_question, "enter") is None


async def test_escape_changes_nothing() -> None:
    assert await answer_to(suggested, "A", "escape") is None


@pytest.mark.parametrize(
    ("key", "choice"),
    [
        ("1", SpeakerChoice("confirmed", "the attaché")),
        ("2", SpeakerChoice("person", "Jon Vale")),
        ("3", SpeakerChoice("person", "Anna Berg")),
        ("0", SpeakerChoice("cleared")),
    ],
)
async def test_a_digit_in_the_empty_field_chooses_at_once(key: str, choice: SpeakerChoice) -> None:
    assert await answer_to(suggested, key) == choice


async def test_a_number_nobody_has_keeps_the_dialog_open() -> None:
    assert await answer_to(suggested, "9") is UNANSWERED


async def test_a_lone_a_is_the_author_and_a_lone_u_is_unnamed() -> None:
    assert await answer_to(suggested, "a", "enter") == SpeakerChoice("author")
    assert await answer_to(suggested, "u", "enter") == SpeakerChoice("unnamed")


@pytest.mark.parametrize("name", ["anna", "ulrika", "u2", "Anna 3rd", "A"])
async def test_a_name_is_taken_as_it_was_typed(name: str) -> None:
    keys = ["space" if character == " " else character for character in name]
    assert await answer_to(suggested, *keys, "enter") == SpeakerChoice("person", name)


async def test_a_known_name_keeps_its_spelling() -> None:
    keys = ["space" if character == " " else character for character in "anna berg"]
    assert await answer_to(suggested, *keys, "enter") == SpeakerChoice("person", "Anna Berg")


@pytest.mark.parametrize("key", ["tab", "right"])
async def test_a_name_of_the_library_is_completed(key: str) -> None:
    chosen = SpeakerChoice("person", "Ulla Ek", "ek")
    assert await answer_to(suggested, "U", "l", key, "enter") == chosen


async def test_an_arrow_points_at_a_row_and_enter_takes_it() -> None:
    assert await answer_to(suggested, "down", "enter") == SpeakerChoice("person", "Jon Vale")


async def test_another_name_of_somebody_means_that_one_and_says_so() -> None:
    app = DialogApp(suggested)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"the", "space", *"envoy")
        await pilot.pause()
        assert "Enter: Anna Lind, who is also called the envoy" in "\n".join(rows_of(app))
        await pilot.press("enter")
        assert await answer_of(app, pilot) == SpeakerChoice("person", "Anna Lind", "lind")


def namesakes() -> SpeakerChooser:
    return SpeakerChooser("words", PEOPLE, speakers=NAMESAKES)


async def test_of_two_with_one_name_one_has_to_be_pointed_at_and_is_told_by_its_id() -> None:
    keys = [*"Bo", "space", *"Ek", "enter"]
    assert await answer_to(namesakes, *keys) is UNANSWERED
    baker, mayor = (SpeakerChoice("person", one.name, one.id) for one in NAMESAKES)
    # The one that is quoted more often comes first.
    assert await answer_to(namesakes, *keys, "down", "enter") == mayor
    assert await answer_to(namesakes, *keys, "down", "down", "enter") == baker


async def test_somebody_new_of_a_name_that_others_have_can_be_made_on_purpose() -> None:
    keys = [*"Bo", "space", *"Ek", "down", "down", "down", "enter"]
    assert await answer_to(namesakes, *keys) == SpeakerChoice("namesake", "Bo Ek")


async def test_what_tells_somebody_apart_and_how_often_one_is_quoted_is_shown() -> None:
    app = DialogApp(namesakes)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"mayor")
        await pilot.pause()
        assert any("Bo Ek (mayor)  quoted in 4 annotations" in row for row in rows_of(app))


async def test_typing_after_an_arrow_means_the_typed_name() -> None:
    assert await answer_to(suggested, "down", "B", "o", "enter") == SpeakerChoice("person", "Bo")


async def test_a_burst_of_keys_is_read_in_order() -> None:
    app = DialogApp(suggested)
    async with app.run_test() as pilot:
        for character in "Bo Ek":
            app.post_message(Key("space" if character == " " else character, character))
        app.post_message(Key("enter", "\r"))
        assert await answer_of(app, pilot) == SpeakerChoice("person", "Bo Ek")


async def test_a_row_can_be_clicked() -> None:
    app = DialogApp(suggested)
    async with app.run_test() as pilot:
        await pilot.click("ChoiceList", offset=(8, 2))
        await pilot.pause()
        assert app.answer == SpeakerChoice("person", "Anna Berg")


async def test_the_author_can_be_clicked() -> None:
    app = DialogApp(suggested)
    async with app.run_test() as pilot:
        await pilot.click("Keys", offset=(4, 0))
        await pilot.pause()
        assert app.answer == SpeakerChoice("author")


async def test_a_click_beside_the_panel_closes() -> None:
    app = DialogApp(suggested)
    async with app.run_test() as pilot:
        await pilot.click(offset=(5, 1))
        await pilot.pause()
        assert app.answer is None


async def test_what_looks_like_markup_or_controls_the_terminal_is_shown_as_harmless_text() -> None:
    nasty = "\x1b]52;c;eA==\x07[bold]No[/foo] \u202eone"
    app = DialogApp(lambda: SpeakerChooser(nasty, [Person(nasty, nasty)], suggestion=nasty))
    async with app.run_test() as pilot:
        await pilot.pause()
        shown = "\n".join(rows_of(app))
        assert "[bold]No[/foo] one" in shown
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)


async def test_pasted_controls_do_not_reach_the_field() -> None:
    app = DialogApp(suggested)
    async with app.run_test() as pilot:
        field = app.screen.query_one(TextField)
        field.post_message(Paste("Bo\x1b[31m\nEk"))
        await pilot.pause()
        assert field.value == "Bo Ek"


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 5), (200, 50)])
async def test_it_opens_at_any_size_with_its_heading_in_sight(size: tuple[int, int]) -> None:
    app = DialogApp(suggested)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert any("speaker" in row for row in rows_of(app))
