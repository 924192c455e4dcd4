"""The dialogs about claims: a form, evidence, which of several."""

from typing import Any

import pytest
from textual.pilot import Pilot

from reader.errors import InputError
from reader.model.claim import Relation
from reader.tui.screens.dialogs.claim_chooser import ClaimChooser
from reader.tui.screens.dialogs.evidence_dialog import Attachment, EvidenceDialog
from reader.tui.screens.dialogs.form import Form, FormField
from reader.tui.widgets.choice_list import ChoiceList
from tests.tui.dialog_app import UNANSWERED, DialogApp, answer_to, rows_of

FIELDS = [
    FormField("text", "text", "The mill is old", left=lambda typed: 20 - len(typed)),
    FormField("kind", "kind", "rule", ("", "rule", "cause")),
    FormField("note", "note", "why", long=True),
]


def refuse(name: str, value: str) -> None:
    if "bad" in value:
        raise InputError(f"{name} cannot be that.")


def form(first: str = "") -> Form:
    return Form("claim", "The mill", FIELDS, check=refuse, first=first)


def attaching(**given: Any) -> EvidenceDialog:
    return EvidenceDialog(
        "the mill is old", "a deed", check=lambda url: refuse("url", url), **given
    )


async def test_a_form_left_alone_answers_nothing() -> None:
    assert await answer_to(form, "escape") is None
    assert await answer_to(form, "enter") is None


async def test_a_form_answers_what_changed() -> None:
    assert await answer_to(form, "end", "!", "enter") == {"text": "The mill is old!"}
    assert await answer_to(form, "down", "right", "ctrl+s") == {"kind": "cause"}
    assert await answer_to(form, "down", "left", "escape") == {"kind": ""}
    assert await answer_to(form, "end", "!", "ctrl+g") is None


async def test_a_form_begins_with_the_field_that_is_meant() -> None:
    assert await answer_to(lambda: form("kind"), "right", "escape") == {"kind": "cause"}


async def test_what_is_left_is_counted_while_one_types() -> None:
    app = DialogApp(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("5 left" in row for row in rows_of(app))
        await pilot.press("end", *"by the river")
        await pilot.pause()
        assert any("7 over" in row for row in rows_of(app))


async def test_what_cannot_be_is_said_and_nothing_typed_is_lost() -> None:
    app = DialogApp(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+u", *"bad", "escape")
        await pilot.pause()
        assert app.answer is UNANSWERED
        assert any("text cannot be that." in row for row in rows_of(app))
        await pilot.press("ctrl+u", *"good", "escape")
        await pilot.pause()
        assert app.answer == {"text": "good"}


async def test_a_long_text_opens_in_its_editor_and_comes_back() -> None:
    app = DialogApp(lambda: form("note"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("question_mark", "escape")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app.answer == {"note": "why?"}


async def test_a_value_nobody_offers_is_kept() -> None:
    odd = [FormField("kind", "kind", "odd", ("", "rule"))]
    assert await answer_to(lambda: Form("x", "y", odd, check=refuse), "escape") is None


@pytest.mark.parametrize(
    ("key", "relation"),
    [("s", Relation.SUPPORTS), ("r", Relation.REFUTES), ("c", Relation.CONTEXT)],
)
async def test_words_are_attached_by_one_letter(key: str, relation: Relation) -> None:
    assert await answer_to(attaching, key) == Attachment(relation)


async def test_letters_typed_into_a_field_attach_nothing() -> None:
    keys = ("n", *"src", "enter", "c")
    assert await answer_to(attaching, *keys) == Attachment(Relation.CONTEXT, note="src")


async def test_the_relation_can_be_clicked() -> None:
    app = DialogApp(attaching)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(ChoiceList, offset=(5, 1))
        await pilot.pause()
        assert app.answer == Attachment(Relation.REFUTES)


async def test_an_address_that_is_none_is_refused_before_the_dialog_closes() -> None:
    app = DialogApp(attaching)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", *"bad", "enter", "s")
        await pilot.pause()
        assert app.answer is UNANSWERED
        assert any("url cannot be that." in row for row in rows_of(app))


async def test_the_link_at_hand_is_offered_and_can_be_changed() -> None:
    keys = ("a", "backspace", "enter", "s")
    answer = await answer_to(lambda: attaching(link="https://x.example/1"), *keys)
    assert answer == Attachment(Relation.SUPPORTS, "https://x.example/")


async def test_without_words_an_address_has_to_be_given() -> None:
    def empty() -> EvidenceDialog:
        return EvidenceDialog("the mill is old", check=lambda url: refuse("url", url))

    app = DialogApp(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "s")
        await pilot.pause()
        assert app.answer is UNANSWERED
        assert any("Type or paste an address first." in row for row in rows_of(app))


@pytest.mark.parametrize(
    ("keys", "place"), [(("2",), 1), (("down", "enter"), 1), (("enter",), 0), (("escape",), None)]
)
async def test_one_of_several_claims_is_chosen(keys: tuple[str, ...], place: int | None) -> None:
    assert await answer_to(lambda: ClaimChooser(["one", "two"]), *keys) == place


async def test_they_fit_the_smallest_window() -> None:
    for make in (form, attaching, lambda: ClaimChooser(["one", "two"])):
        app = DialogApp(make)
        async with app.run_test(size=(30, 10)) as pilot:
            await check_fits(app, pilot)


async def check_fits(app: DialogApp, pilot: Pilot[None]) -> None:
    await pilot.pause()
    rows = rows_of(app)
    assert len(rows) == 10
    assert any("Esc" in row or "Enter" in row or " supports" in row for row in rows)
