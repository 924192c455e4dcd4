"""Dialogs about several annotations at once, and about saved queries."""

from reader.library.saved_queries import SavedQuery
from reader.model.claim import Status
from reader.model.tag import Tag
from reader.tui.screens.dialogs.saved_query_chooser import QueryChoice, SavedQueryChooser
from reader.tui.screens.dialogs.tag_chooser import TagChooser
from reader.tui.screens.dialogs.verdict_chooser import Judgement, VerdictChooser
from tests.tui.dialog_app import UNANSWERED, DialogApp, answer_to, rows_of

TAGS = [Tag("war"), Tag("health"), Tag("trade")]


async def tagged(dialog: TagChooser, *keys: str) -> frozenset[str] | None:
    answer = await answer_to(lambda: dialog, *keys)
    assert answer is not UNANSWERED
    assert answer is None or isinstance(answer, frozenset)
    return answer


async def test_a_tag_that_some_have_stays_so_until_it_is_toggled() -> None:
    dialog = TagChooser("", TAGS, {"war"}, partly={"health"})
    assert await tagged(dialog, "3", "escape") == frozenset({"war", "trade"})
    assert dialog.partly == {"health"}


async def test_a_tag_that_some_have_goes_to_all_and_then_to_none() -> None:
    dialog = TagChooser("", TAGS, {"war"}, partly={"health"})
    assert await tagged(dialog, "2", "escape") == frozenset({"war", "health"})
    dialog = TagChooser("", TAGS, {"war"}, partly={"health"})
    assert await tagged(dialog, "2", "2", "escape") == frozenset({"war"})
    assert not dialog.partly
    assert await tagged(TagChooser("", TAGS, {"war"}, partly={"health"}), "escape") is None


async def test_what_some_have_is_told_apart_from_what_all_have() -> None:
    app = DialogApp(lambda: TagChooser("", TAGS, {"war"}, partly={"health"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = rows_of(app)
        assert any("on: #war · on some: #health" in row for row in rows)
        assert any("~ #health" in row for row in rows)


async def test_claims_that_differ_can_be_cleared_or_get_what_one_has_already() -> None:
    def differing() -> VerdictChooser:
        return VerdictChooser("", ["supported", "refuted"], Judgement(), differing=True)

    assert await answer_to(differing, "0") == Judgement()
    assert await answer_to(differing, "2") == Judgement(None, "refuted")
    assert await answer_to(differing, "c") == Judgement(Status.CHECKING)
    assert await answer_to(differing, "escape") is None


async def test_a_dialog_says_how_many_it_is_about() -> None:
    dialog = VerdictChooser("some words", ["refuted"])
    dialog.concern("3 claims")
    app = DialogApp(lambda: dialog)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("verdict · 3 claims" in row for row in rows_of(app))


SAVED = [SavedQuery("mine", "is:unchecked"), SavedQuery("open", "-tag:done")]


async def test_a_saved_query_is_chosen_by_a_few_letters() -> None:
    assert await answer_to(lambda: SavedQueryChooser(SAVED, ""), "o", "p", "enter") == QueryChoice(
        "open"
    )
    assert await answer_to(lambda: SavedQueryChooser(SAVED, ""), "enter") == QueryChoice("mine")


async def test_what_is_typed_on_the_board_is_saved_under_a_new_name() -> None:
    keys = ("z", "enter")
    assert await answer_to(lambda: SavedQueryChooser(SAVED, "mill"), *keys) == QueryChoice(
        "z", saving=True
    )
    assert await answer_to(lambda: SavedQueryChooser(SAVED, ""), *keys) is UNANSWERED


async def test_a_name_that_is_taken_is_replaced_only_where_that_is_chosen() -> None:
    keys = ("o", "p", "e", "n")
    make = lambda: SavedQueryChooser(SAVED, "mill")  # noqa: E731
    assert await answer_to(make, *keys, "enter") == QueryChoice("open")
    assert await answer_to(make, *keys, "down", "enter") == QueryChoice("open", saving=True)
