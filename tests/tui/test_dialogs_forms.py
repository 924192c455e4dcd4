"""The other dialogs: judging, details, export, a path, a question."""

from pathlib import Path
from typing import Any

import pytest

from reader.config import DEFAULT_VERDICTS
from reader.errors import InputError
from reader.model.annotation import Attribution, Kind, SpeakerState, Voice
from reader.model.claim import Status
from reader.tui.screens.dialogs.confirm_dialog import ConfirmDialog
from reader.tui.screens.dialogs.details_screen import AnnotationDetails, DetailsScreen
from reader.tui.screens.dialogs.export_dialog import ExportChoice, ExportDialog
from reader.tui.screens.dialogs.path_prompt import PathPrompt
from reader.tui.screens.dialogs.verdict_chooser import Judgement, VerdictChooser, verdict_keys
from reader.tui.widgets.choice_list import ChoiceList
from reader.tui.widgets.option_field import OptionField
from tests.tui.dialog_app import UNANSWERED, DialogApp, answer_to, rows_of

DETAILS = AnnotationDetails(
    "words",
    Kind.CLAIM,
    "the attaché",
    SpeakerState.SUGGESTED,
    Voice.QUOTED,
    via="the daily",
    tags=("military", "syria"),
    note="which?",
    created="2026-08-02T10:00:00.000Z",
)


def judging() -> VerdictChooser:
    return VerdictChooser("words", DEFAULT_VERDICTS, Judgement(Status.TO_CHECK, "mixed"))


def details() -> DetailsScreen:
    return DetailsScreen(DETAILS, verdicts=DEFAULT_VERDICTS, colors=("blue",), speakers=("Bo Ek",))


def confirming() -> ConfirmDialog:
    return ConfirmDialog("Remove the samples?", yes="Remove", no="Keep")


def exporting(folder: str = "/notes", preview: Any = None) -> ExportDialog:
    return ExportDialog(
        title="A title",
        preview=preview or (lambda chosen, scope: f"first row of {chosen} {scope}\nsecond"),
        files=lambda chosen, scope, place: [f"{place}/a.{chosen}", f"{place}/b.{scope}"],
        folder=folder,
    )


@pytest.mark.parametrize(
    ("key", "judgement"),
    [
        ("c", Judgement(Status.CHECKING, "mixed")),
        ("d", Judgement(Status.DONE, "mixed")),
        ("4", Judgement(Status.TO_CHECK, "refuted")),
        ("D", Judgement(Status.TO_CHECK, "mixed", Attribution.DISTORTED)),
        ("N", Judgement(Status.TO_CHECK, "mixed", Attribution.NOT_FOUND)),
        ("0", Judgement()),
        ("backspace", Judgement()),
        ("t", None),
        ("2", None),
        ("enter", None),
        ("escape", None),
        ("z", UNANSWERED),
    ],
)
async def test_one_key_judges(key: str, judgement: Any) -> None:
    assert await answer_to(judging, key) == judgement


@pytest.mark.parametrize(
    ("column", "judgement"),
    [
        (0, Judgement(Status.TO_CHECK, "refuted", Attribution.FAIR)),
        (1, Judgement(Status.DONE, "supported", Attribution.FAIR)),
        (2, Judgement(Status.DONE, "refuted", Attribution.VERBATIM)),
    ],
)
async def test_every_answer_can_be_clicked(column: int, judgement: Judgement) -> None:
    former = Judgement(Status.DONE, "refuted", Attribution.FAIR)
    app = DialogApp(lambda: VerdictChooser("words", DEFAULT_VERDICTS, former))
    async with app.run_test() as pilot:
        await pilot.click(app.screen.query(ChoiceList)[column], offset=(8, 0))
        await pilot.pause()
        assert app.answer == judgement


async def test_taking_the_verdict_back_leaves_whether_it_was_said() -> None:
    former = Judgement(Status.DONE, "refuted", Attribution.FAIR)
    answer = await answer_to(lambda: VerdictChooser("words", DEFAULT_VERDICTS, former), "0")
    assert answer == Judgement(attribution=Attribution.FAIR)


async def test_whether_it_was_said_is_not_asked_of_a_claim_as_such() -> None:
    app = DialogApp(lambda: VerdictChooser("words", DEFAULT_VERDICTS, said=False))
    async with app.run_test() as pilot:
        await pilot.press("F")
        assert app.answer is UNANSWERED
        assert not any("did they say it" in row for row in rows_of(app))


def test_every_verdict_has_a_key_that_no_status_uses() -> None:
    words = [f"word {number}" for number in range(20)]
    keys = verdict_keys(words)
    assert list(keys) == words
    assert len(set(keys.values()) - set("tcwdp")) == 20


async def test_details_left_alone_answer_nothing() -> None:
    assert await answer_to(details, "escape") is None
    assert await answer_to(details, "enter") is None


async def test_details_answer_only_what_changed() -> None:
    assert await answer_to(details, "right", "escape") == {"kind": Kind.QUESTION}
    assert await answer_to(details, "left", "escape") == {"kind": Kind.HIGHLIGHT}


async def test_details_choose_by_the_first_letter() -> None:
    keys = ["tab"] * 3 + ["f", "escape"]
    assert await answer_to(details, *keys) == {"attribution": Attribution.FAIR}


async def test_details_can_be_discarded() -> None:
    assert await answer_to(details, "right", "ctrl+g") is None


async def test_a_suggested_speaker_is_confirmed_in_the_details() -> None:
    answer = await answer_to(details, "down", "down", "right", "escape")
    assert answer == {"speaker_state": SpeakerState.CONFIRMED}


async def test_an_emptied_field_is_answered_as_nothing() -> None:
    assert await answer_to(details, "down", "ctrl+u", "enter") == {"speaker": None}


async def test_a_date_is_checked_before_it_is_kept() -> None:
    app = DialogApp(details)
    async with app.run_test() as pilot:
        app.screen.query_one("#details-said_on").focus()
        await pilot.press(*"soon", "enter")
        assert app.answer is UNANSWERED
        await pilot.pause()
        assert any("must be a date" in row for row in rows_of(app))
        await pilot.press("ctrl+u", *"2026-08-02", "enter")
        await pilot.pause()
        assert app.answer == {"said_on": "2026-08-02"}


async def test_tags_are_edited_as_a_list() -> None:
    app = DialogApp(details)
    async with app.run_test() as pilot:
        app.screen.query_one("#details-tags").focus()
        await pilot.press("end", "comma", *"oil", "enter")
        await pilot.pause()
        assert app.answer == {"tags": frozenset({"military", "syria", "oil"})}


async def test_the_note_opens_in_its_editor_and_comes_back() -> None:
    app = DialogApp(details)
    async with app.run_test() as pilot:
        await pilot.click("NotePreview")
        await pilot.pause()
        await pilot.press("exclamation_mark", "escape")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app.answer == {"note": "which?!"}


async def test_enter_exports_at_once_with_the_remembered_settings() -> None:
    assert await answer_to(exporting, "enter") == ExportChoice(
        "markdown", "article", Path("/notes")
    )


async def test_letters_choose_format_and_scope() -> None:
    assert await answer_to(exporting, "j", "l", "enter") == ExportChoice(
        "json", "all", Path("/notes")
    )
    assert await answer_to(exporting, "j", "m", "l", "t", "enter") == ExportChoice(
        "markdown", "article", Path("/notes")
    )


async def test_letters_are_text_in_the_folders_field() -> None:
    answer = await answer_to(exporting, "f", "slash", *"mjt", "enter")
    assert answer == ExportChoice("markdown", "article", Path("/notes/mjt"))


async def test_without_a_folder_it_asks_for_one() -> None:
    assert await answer_to(lambda: exporting(""), "enter") is UNANSWERED
    answer = await answer_to(lambda: exporting(""), "enter", "slash", "x", "enter")
    assert answer == ExportChoice("markdown", "article", Path("/x"))


async def test_escape_exports_nothing() -> None:
    assert await answer_to(exporting, "escape") is None


async def test_the_preview_and_the_files_follow_the_settings() -> None:
    app = DialogApp(exporting)
    async with app.run_test() as pilot:
        await pilot.press("j", "l")
        await pilot.pause()
        shown = "\n".join(rows_of(app))
        assert "first row of json all" in shown
        assert "/notes/a.json" in shown


async def test_a_preview_that_fails_is_said() -> None:
    def failing(chosen: str, scope: str) -> str:
        raise InputError("The record cannot be read.")

    app = DialogApp(lambda: exporting(preview=failing))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert any("The record cannot be read." in row for row in rows_of(app))


async def test_a_path_is_completed_by_tab(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("x", encoding="utf-8")
    start = f"{tmp_path}/"
    answer = await answer_to(lambda: PathPrompt("add", value=start), "tab", "tab", "enter")
    assert answer == tmp_path / "articles" / "one.txt"


async def test_enter_on_a_folder_pointed_at_goes_into_it(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("x", encoding="utf-8")
    start = f"{tmp_path}/"
    keys = ["down", "enter", "down", "enter"]
    answer = await answer_to(lambda: PathPrompt("add", value=start), *keys)
    assert answer == tmp_path / "articles" / "one.txt"


async def test_a_typed_path_is_taken_whether_or_not_it_exists() -> None:
    keys = ["slash", *"nowhere", "enter"]
    assert await answer_to(lambda: PathPrompt("add"), *keys) == Path("/nowhere")


async def test_no_path_keeps_asking() -> None:
    assert await answer_to(lambda: PathPrompt("add"), "enter") is UNANSWERED


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["y"], True),
        (["n"], False),
        (["escape"], False),
        (["enter"], False),
        (["down", "enter"], True),
        (["q"], UNANSWERED),
    ],
)
async def test_a_question_is_no_unless_yes_is_chosen(keys: list[str], answer: Any) -> None:
    assert await answer_to(confirming, *keys) is answer


async def test_an_answer_can_be_clicked() -> None:
    app = DialogApp(confirming)
    async with app.run_test() as pilot:
        await pilot.click("ChoiceList", offset=(6, 1))
        await pilot.pause()
        assert app.answer is True


@pytest.mark.parametrize("size", [(200, 50), (80, 24), (40, 10), (20, 5)])
@pytest.mark.parametrize("make", [judging, details, exporting, confirming])
async def test_they_open_at_any_size(make: Any, size: tuple[int, int]) -> None:
    app = DialogApp(make)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert any(row.strip() for row in rows_of(app))


async def test_values_go_round() -> None:
    app = DialogApp(details)
    async with app.run_test() as pilot:
        field = app.screen.query_one("#details-kind", OptionField)
        await pilot.press("right", "right", "right", "right")
        assert field.index == list(Kind).index(Kind.CLAIM)
