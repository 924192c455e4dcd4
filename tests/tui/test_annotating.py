"""Marking, claiming and judging by keys: what is on the screen is in the library."""

import pytest

from reader.library import Library
from reader.model.annotation import Kind, SpeakerState
from reader.model.claim import Status
from reader.tui.screens.dialogs.details_screen import DetailsScreen
from reader.tui.widgets.text_field import TextField
from tests.tui.reading_app import Reading, reading

FIRST = "Boats paid 4,000 crowns in tolls last year."


async def focus_tolls(person: Reading) -> None:
    """Put the focus on a sentence without parts and without a speaker."""
    await person.press(*(["full_stop"] * 3))
    assert person.focus == FIRST


async def test_c_makes_the_focus_a_claim_with_a_suggested_speaker(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await person.press("c")
        (claim,) = person.annotations
        assert claim.kind is Kind.CLAIM
        assert claim.speaker_state is SpeakerState.SUGGESTED
        assert person.session.speaker_name(claim) == "Ada Brook"
        assert "Enter confirm" in person.offers


async def test_enter_confirms_the_suggested_speaker(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("c", "enter")
        (claim,) = person.annotations
        assert claim.speaker_state is SpeakerState.CONFIRMED
        assert any("Ada Brook" in toast for toast in person.toasts)
        assert "Enter confirm" not in person.offers


async def test_c_on_a_mark_makes_it_a_claim_and_a_second_c_changes_nothing(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await person.press("m")
        assert [each.kind for each in person.annotations] == [Kind.HIGHLIGHT]
        await person.press("c", "c")
        assert [each.kind for each in person.annotations] == [Kind.CLAIM]


async def test_a_focus_narrower_than_the_annotation_under_it_makes_a_new_one(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await person.press("m", "semicolon")
        part = person.focus
        await person.press("c")
        assert len(person.annotations) == 2
        assert part in person.quotations


async def test_a_selection_is_marked_exactly(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await person.press("v", "i", "w", "c")
        assert person.quotations == ["Boats"]
        assert person.screen.pane.selection is None


async def test_a_count_and_its_motion_typed_in_one_go_belong_together(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await focus_tolls(person)
        for key in ("v", "3", "e", "m"):
            person.app.post_message(person.key(key))
        await person.settle()
        assert person.quotations == ["Boats paid 4,000"]


async def test_speaker_of_what_is_not_marked_makes_a_claim_as_one_step(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await person.press("s")
        await person.type("Toll Office")
        await person.press("enter")
        (claim,) = person.annotations
        assert (claim.kind, person.quotations) == (Kind.CLAIM, [FIRST])
        assert person.session.speaker_name(claim) == "Toll Office"
        assert claim.speaker_state is SpeakerState.CONFIRMED
        await person.press("u")
        assert not person.annotations
        assert library.history.undo() is None
        await person.press("ctrl+r")
        assert person.session.speaker_name(person.annotations[0]) == "Toll Office"


async def test_tags_of_what_is_not_marked_make_a_mark(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await person.press("t")
        await person.type("money,boats")
        await person.press("enter", "enter")
        (mark,) = person.annotations
        assert (mark.kind, mark.tags) == (Kind.HIGHLIGHT, ("boats", "money"))


async def test_t_t_gives_the_last_tags_again(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("t")
        await person.type("money")
        await person.press("enter", "enter", "full_stop", "t", "t")
        await person.pilot.pause(0.7)
        await person.settle()
        assert [each.tags for each in person.annotations] == [("money",), ("money",)]


async def test_a_note_of_two_lines_is_saved_by_escape(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("a")
        await person.type("who pays")
        await person.press("enter")
        await person.type("cite it")
        await person.press("escape")
        assert person.annotations[0].note == "who pays\ncite it"


async def test_status_and_verdict_belong_to_the_claim(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await person.press("x", "t", "escape")
        claim = person.session.claim_of(person.annotations[0])
        assert claim is not None
        assert claim.status is Status.TO_CHECK
        await person.press("x", "4", "escape")
        claim = person.session.claim_of(person.annotations[0])
        assert claim is not None
        assert (claim.status, claim.verdict) == (Status.TO_CHECK, "refuted")


async def test_a_judgement_that_was_cleared_comes_back_as_one_step(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await person.press("c", "x", "2")
        before = person.session.claim_of(person.annotations[0])
        assert before is not None
        assert (before.status, before.verdict) == (Status.DONE, "mixed")
        await person.press("x", "0")
        cleared = library.claims.require(before.id)
        assert (cleared.status, cleared.verdict) == (None, None)
        await person.press("u")
        back = library.claims.require(before.id)
        assert (back.status, back.verdict) == (Status.DONE, "mixed")


async def test_what_is_undone_names_words_in_brief(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("v", "}", "}", "x", "2", "u")
        said = person.screen.bottom_row.sentence or person.toasts[-1]
        assert said.startswith("Undone: verdict on “")
        assert len(said) < 70
        assert not person.annotations


async def test_a_verdict_without_a_status_says_that_the_checking_is_done(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await person.press("x", "4")
        claim = person.session.claim_of(person.annotations[0])
        assert claim is not None
        assert (claim.status, claim.verdict) == (Status.DONE, "refuted")
        await person.press("u")
        assert not person.annotations


async def test_a_headline_without_a_speaker_is_confirmed_in_words(
    library: Library, ferry: str
) -> None:
    async with reading(library, ferry) as person:
        await person.press("g", "c", "enter")
        assert "Confirmed: no speaker." in person.toasts
        await person.press("u")
        assert "Undone: confirm no speaker" in person.toasts


@pytest.mark.parametrize("key", ["s", "t", "a", "x"])
async def test_a_dialog_that_is_let_go_of_marks_nothing(
    library: Library, canal: str, key: str
) -> None:
    async with reading(library, canal) as person:
        await person.press(key, "escape")
        assert not person.annotations
        assert library.history.undo() is None


async def test_the_last_speaker_and_tags_are_given_again(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("c", "enter", "t")
        await person.type("water")
        await person.press("enter", "enter")
        await focus_tolls(person)
        await person.press("equals_sign")
        first, second = person.annotations
        assert person.session.speaker_name(second) == person.session.speaker_name(first)
        assert second.tags == ("water",)


async def test_delete_and_undo_go_to_the_annotation(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await person.press("m", "d")
        assert not person.annotations
        await person.press("g", "u")
        assert person.quotations == [FIRST]
        assert person.focus == FIRST
        assert any(toast.startswith("Undone: delete") for toast in person.toasts)


async def test_what_is_said_of_several_undos_does_not_pile_up(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("m", ".", "m", ".", "m", "u", "u", "u")
        assert not person.annotations
        assert len(person.toasts) == 1


async def test_undo_opens_the_article_it_changes(library: Library, canal: str, ferry: str) -> None:
    async with reading(library, canal) as person:
        await person.press("m", "K")
        assert person.screen.article == ferry
        await person.press("u")
        assert person.screen.article == canal
        assert not person.annotations


async def test_reselecting_keeps_note_and_tags(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await person.press("a")
        await person.type("sum")
        await person.press("escape", "r", "3", "b", "e")
        assert "Enter keep" in person.offers
        await person.press("enter")
        (mark,) = person.annotations
        assert (mark.note, person.quotations) == ("sum", ["Boats paid 4,000 crowns in tolls"])


async def test_escape_leaves_the_extent_as_it_was(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await person.press("m", "r", "b", "escape", "enter", "escape")
        assert person.quotations == [FIRST]


async def test_brackets_go_from_annotation_to_annotation(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        first = person.focus
        await person.press("m", "full_stop", "full_stop", "full_stop", "m", "left_square_bracket")
        assert person.focus == first
        await person.press("right_square_bracket")
        assert person.focus == FIRST


async def test_copying_says_what_it_took(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await person.press("y")
        assert person.app.clipboard == FIRST
        assert any("Boats paid" in toast for toast in person.toasts)


async def test_an_action_on_a_focus_out_of_sight_only_goes_there(
    library: Library, canal: str
) -> None:
    async with reading(library, canal, size=(60, 8)) as person:
        await person.press(*(["ctrl+e"] * 12))
        await person.press("c")
        assert not person.annotations
        await person.press("c")
        assert len(person.annotations) == 1


async def test_keys_typed_after_s_go_into_the_dialog_however_fast(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        for key in "sJun":
            person.app.post_message(person.key(key))
        await person.settle()
        await person.press("enter")
        assert person.screen.article == canal
        assert person.session.speaker_name(person.annotations[0]) == "Jun"


async def test_in_the_notes_the_keys_act_on_the_note_that_is_marked(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await person.press("m")
        await focus_tolls(person)
        await person.press("m", "tab", "tab", "g", "k", "t")
        await person.type("first")
        await person.press("enter", "enter", "j", "d")
        assert [each.tags for each in person.annotations] == [("first",)]


async def test_the_card_hints_at_who_says_what_is_not_marked_yet(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        card = person.screen.card
        await person.press("g", "full_stop")
        assert "c claims it" in card.render().plain
        await person.until(lambda: "Ada Brook ?" in card.render().plain)
        assert "c claims it" in card.render().plain
        await person.press("c")
        assert "claims it" not in person.screen.card.render().plain


async def test_a_tag_given_a_colour_later_shows_on_the_marks_that_have_it(
    library: Library, canal: str
) -> None:
    from reader.storage.base import LIBRARY, Change

    async with reading(library, canal) as person:
        await person.press("t")
        await person.type("tolls")
        await person.press("enter", "escape")
        pane = person.screen.pane
        before = [pane.painter.layers.tint(mark) for mark in pane.marks.ordered]
        library.history.change([Change(LIBRARY, "tags", "tolls", "color", "green")])
        await person.settle()
        after = [pane.painter.layers.tint(mark) for mark in pane.marks.ordered]
        assert (before, after) == (["highlight"], ["green"])


async def test_a_key_that_finds_nothing_to_do_says_so_once_however_often_it_is_pressed(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await person.press("u", "u", "u")
        assert person.toasts.count("Nothing to undo.") == 1


async def test_undo_names_the_fields_that_the_form_changed(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("c", "enter", "enter")
        form = person.app.screen
        assert isinstance(form, DetailsScreen)
        form.query_one("#details-via", TextField).value = "the Gazette"
        form.query_one("#details-said_on", TextField).value = "2026-03-31"
        await person.press("escape", "u")
        assert any(toast.startswith("Undone: via and said on of “") for toast in person.toasts), (
            person.toasts
        )
