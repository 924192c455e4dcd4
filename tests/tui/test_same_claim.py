"""`L`: one claim, wherever it is said."""

import pytest

from reader.library import Library, claim_judging, claim_linking
from reader.library.annotation_ids import Place
from reader.model.annotation import Kind
from reader.model.claim import Claim
from reader.text.document import Range
from reader.tui.screens.dialogs.same_claim_dialog import Offered, SameClaimDialog
from reader.tui.widgets.choice_list import ChoiceList
from tests.tui.dialog_app import UNANSWERED, DialogApp, rows_of
from tests.tui.reading_app import Reading, reading

GAZETTE = """\
Council keeps the canal shut

Boats paid 4,000 crowns in tolls last year, the clerk Eve Stone said. The gates leak.
"""


@pytest.fixture
def gazette(library: Library) -> str:
    return library.add(GAZETTE.encode(), "gazette.txt").article


def mark(library: Library, article: str, words: str, kind: Kind = Kind.CLAIM) -> Place:
    session = library.session(article)
    start = session.document.text.index(words)
    return Place(article, session.mark(Range(start, start + len(words)), kind))


@pytest.fixture
def tolls(library: Library, gazette: str) -> Place:
    return mark(library, gazette, "Boats paid 4,000 crowns in tolls last year")


async def focus_tolls(person: Reading) -> None:
    await person.press(*(["full_stop"] * 3))


async def ask(person: Reading) -> SameClaimDialog:
    """Press L and wait until what is near is shown."""
    await person.press("L")
    screen = person.app.screen
    assert isinstance(screen, SameClaimDialog)
    return screen


def claim_of(library: Library, place: Place) -> Claim:
    known = claim_linking.claim_at(library, place)
    assert known is not None
    return known


async def test_the_nearest_comes_first_with_all_there_is_to_say_of_it(
    library: Library, canal: str, tolls: Place
) -> None:
    library.session(tolls.article).set_verdict(tolls.annotation, "mixed")
    async with reading(library, canal) as person:
        await focus_tolls(person)
        dialog = await ask(person)
        assert dialog.query_one(ChoiceList).highlighted == 0
        shown = "\n".join(rows_of(person.app))
        for words in (
            "100 of 100 alike",
            "Eve Stone ?",
            "● done · mixed",
            "Council keeps the canal shut",
            "Enter: one more sighting of the claim above, judged as it is.",
        ):
            assert words in shown


async def test_words_that_are_not_marked_are_marked_and_linked_as_one_step(
    library: Library, canal: str, tolls: Place
) -> None:
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await ask(person)
        await person.press("enter")
        (made,) = person.annotations
        assert made.kind is Kind.CLAIM
        assert claim_of(library, tolls).id == made.claim
        assert any(toast.startswith("Linked to “Boats paid") for toast in person.toasts)
        card = person.screen.card.content
        assert card is not None
        assert card.articles == 2
        assert "in 2 articles" in person.screen.card.render().plain
        await person.press("u")
        assert not person.annotations
        assert claim_linking.claim_at(library, tolls) is None
        await person.press("ctrl+r")
        assert claim_of(library, tolls).id == person.annotations[0].claim


async def test_escape_marks_nothing(library: Library, canal: str, tolls: Place) -> None:
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await ask(person)
        await person.press("escape")
        assert not person.annotations
        assert library.history.undo() is not None  # the mark of the fixture
        assert library.history.undo() is None


async def test_two_claims_become_one_once_it_was_said_what_becomes_of_their_judgements(
    library: Library, canal: str, tolls: Place
) -> None:
    library.session(tolls.article).set_verdict(tolls.annotation, "refuted")
    mine = mark(library, canal, "Boats paid 4,000 crowns in tolls last year.")
    library.session(canal).set_verdict(mine.annotation, "supported")
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await ask(person)
        shown = " ".join(" ".join(rows_of(person.app)).split())
        assert "Enter merges the two claims into the one above" in shown
        assert "It stays refuted; “supported” of this one is kept among its earlier" in shown
        await person.press("enter")
        one = claim_of(library, mine)
        assert one.id == claim_of(library, tolls).id
        assert one.verdict == "refuted"
        assert [each.text for each in claim_judging.earlier(library, one.id)] == ["supported"]
        assert any(toast.startswith("Merged into “Boats") for toast in person.toasts)
        await person.press("u")
        assert claim_of(library, mine).verdict == "supported"
        assert claim_of(library, tolls).verdict == "refuted"


async def test_one_that_is_not_judged_takes_the_judgement_and_it_is_said(
    library: Library, canal: str, tolls: Place
) -> None:
    claim_linking.make_claim(library, tolls)
    mine = mark(library, canal, "Boats paid 4,000 crowns in tolls last year.")
    library.session(canal).set_verdict(mine.annotation, "supported")
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await ask(person)
        shown = " ".join(" ".join(rows_of(person.app)).split())
        assert "The one above is not judged: it will be supported, as this one is." in shown
        await person.press("enter")
        assert claim_of(library, tolls).verdict == "supported"


async def test_typing_finds_a_claim_that_is_not_near(
    library: Library, canal: str, gazette: str, tolls: Place
) -> None:
    leak = mark(library, gazette, "The gates leak")
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await ask(person)
        await person.type("gat")
        await person.press("enter")
        assert claim_of(library, leak).id == person.annotations[0].claim
        assert claim_linking.claim_at(library, tolls) is None


async def test_a_burst_of_keys_never_links_what_was_offered_before(
    library: Library, canal: str, gazette: str, tolls: Place
) -> None:
    mark(library, gazette, "The gates leak")
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await ask(person)
        for key in ("g", "a", "t", "enter"):
            person.app.post_message(person.key(key))
        await person.settle()
        assert claim_linking.claim_at(library, tolls) is None


async def test_nothing_that_is_near_is_said(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await ask(person)
        assert any("Nothing like it is claimed yet." in row for row in rows_of(person.app))
        await person.type("zeppelin")
        assert any("No claim holds these words." in row for row in rows_of(person.app))
        await person.press("enter")
        assert isinstance(person.app.screen, SameClaimDialog)
        await person.press("escape")
        assert not person.annotations


async def test_an_annotation_is_never_offered_to_itself_nor_its_own_claim(
    library: Library, canal: str, tolls: Place
) -> None:
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await ask(person)
        await person.press("enter")
        await ask(person)
        assert any("Nothing like it" in row for row in rows_of(person.app))


async def test_a_damaged_claim_is_offered_by_nobody_and_nothing_is_raised(
    library: Library, canal: str, tolls: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = claim_linking.make_claim(library, tolls)
    library.flush()
    (library.places.library / "claims" / f"{claim}.json").write_text("{broken")
    monkeypatch.setattr(library.claims, "get", lambda claim: None)
    async with reading(library, canal) as person:
        await focus_tolls(person)
        await ask(person)
        await person.press("escape")
        assert person.app.screen is person.screen


def offered(text: str) -> Offered:
    return Offered(text, text, 80.0, "Ada", "", "A title", 1, 1, "Enter links.")


async def test_a_first_click_shows_and_a_second_chooses() -> None:
    app = DialogApp(lambda: SameClaimDialog("words", lambda _: [offered("one"), offered("two")]))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.click(ChoiceList, offset=(10, 1))
        assert app.answer is UNANSWERED
        await pilot.click(ChoiceList, offset=(10, 1))
        await pilot.pause()
        assert app.answer == offered("two")


async def test_what_looks_like_markup_or_controls_the_terminal_is_harmless_text() -> None:
    nasty = "\x1b[31m[bold]x[/foo]\u202e[@click=app.quit]"
    evil = Offered("x", nasty, 80.0, nasty, nasty, nasty, 3, 2, nasty)
    app = DialogApp(lambda: SameClaimDialog(nasty, lambda _: [evil]))
    async with app.run_test(size=(160, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        shown = "\n".join(rows_of(app))
        assert "[bold]x[/foo][@click=app.quit]" in shown
        assert not {"\x1b", "\u202e"} & set(shown)
