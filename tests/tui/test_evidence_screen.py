"""`E` with nothing pinned: what the library has on the matter, taken without leaving."""

import pytest

from reader.errors import DamagedFileError
from reader.library import Library, claim_linking, evidence
from reader.library.annotation_ids import Place
from reader.model.annotation import Kind
from reader.model.claim import Relation
from reader.text.document import Range
from reader.tui.commands import COMMANDS, Where, method_of
from reader.tui.screens.claim import ClaimScreen
from reader.tui.screens.evidence import EvidenceScreen
from tests.tui.dialog_app import rows_of
from tests.tui.reading_app import Reading, reading

MILL = "The water mill at the bend of the river was the oldest in the county, said Ada Brook."
ARTICLES = {
    "Courier": MILL + "\n\nThe council paid for new beams.",
    "Herald": "A deed of 1620 names an older water mill in the county, by the river at Kell.",
    "Gazette": "The mayor said that the water mill was the oldest mill in the county by the river.",
    "Weather": "It rained all day in the hills, and nobody went out.",
}
COPY = "The water mill by the river is older than the county itself, an old song says.\n\n" + (
    "A long story of the song follows, with all its verses and who sang them where. " * 8
)


@pytest.fixture
def papers(library: Library) -> dict[str, str]:
    """Articles on one matter, and one that was printed three times."""
    texts = ARTICLES | {f"Wire {number}": COPY for number in range(3)}
    return {
        name: library.add(f"{name} reports\n\n{text}\n".encode(), f"{name}.txt").article
        for name, text in texts.items()
    }


def on_top(person: Reading) -> object:
    """Return the screen that has the keys."""
    return person.app.screen


async def find(person: Reading) -> EvidenceScreen:
    """Look for evidence for the first sentence, once the library is read."""
    await person.until(lambda: person.screen.library.listing.complete)
    await person.press("E")
    screen = person.app.screen
    assert isinstance(screen, EvidenceScreen)
    await person.until(lambda: not screen.rows.loading_rows)
    await person.settle()
    return screen


def shown(person: Reading) -> str:
    return "\n".join(rows_of(person.app))


async def stand_on(person: Reading, screen: EvidenceScreen, words: str) -> None:
    """Put the cursor on the passage with these words."""
    for place, found in enumerate(screen._found):
        if words in found.words:
            screen.rows.stand_on(place)
    await person.settle()


async def test_what_says_the_same_stands_first_and_other_matters_are_left_out(
    library: Library, papers: dict[str, str]
) -> None:
    async with reading(library, papers["Courier"]) as person:
        await find(person)
        page = shown(person)
        assert page.index("Also claimed in") < page.index("Gazette reports")
        assert page.index("Gazette reports") < page.index("On the same matter")
        assert page.index("On the same matter") < page.index("Herald reports")
        assert "of 100 alike" in page
        assert "Weather" not in page


async def test_copies_of_one_report_are_shown_once(
    library: Library, papers: dict[str, str]
) -> None:
    async with reading(library, papers["Courier"]) as person:
        await find(person)
        assert shown(person).count("an old song says") == 1
        assert "and in Wire" in shown(person)


async def test_the_words_in_common_are_marked(library: Library, papers: dict[str, str]) -> None:
    async with reading(library, papers["Courier"]) as person:
        screen = await find(person)
        pieces = [
            piece
            for place in range(len(screen.rows.keys))
            for piece in screen.rows.pieces(place, 0, 100)
        ]
        hits = {text for text, style in pieces if style == screen.rows.look("hit")}
        assert any("mill" in text for text in hits)
        assert "the" not in hits


@pytest.mark.parametrize(
    "command", [each for each in COMMANDS if each.where & Where.EVIDENCE], ids=str
)
async def test_every_key_of_it_names_something_that_can_be_done(
    library: Library, canal: str, command: object
) -> None:
    async with reading(library, canal) as person:
        screen = await find(person)
        assert callable(method_of(screen, command))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "relation"),
    [("s", Relation.SUPPORTS), ("r", Relation.REFUTES), ("c", Relation.CONTEXT)],
)
async def test_a_passage_is_attached_without_leaving_and_the_claim_made_in_the_same_step(
    library: Library, papers: dict[str, str], key: str, relation: Relation
) -> None:
    async with reading(library, papers["Courier"]) as person:
        screen = await find(person)
        await stand_on(person, screen, "deed of 1620")
        await person.press(key)
        assert on_top(person) is screen
        (mine,) = person.annotations
        assert mine.kind is Kind.CLAIM
        (piece,) = evidence.evidence_of(library, mine.claim or "")
        assert (piece.relation, piece.article) == (relation, papers["Herald"])
        assert relation.value in shown(person).split("Herald reports")[1].split("\n")[0]
        await person.press("u")
        assert not person.annotations
        assert not library.session(papers["Herald"]).annotations
        await person.press("ctrl+r")
        assert len(person.annotations) == 1


async def test_another_key_changes_what_it_does(library: Library, papers: dict[str, str]) -> None:
    async with reading(library, papers["Courier"]) as person:
        screen = await find(person)
        await stand_on(person, screen, "deed of 1620")
        await person.press("s", "r")
        (mine,) = person.annotations
        (piece,) = evidence.evidence_of(library, mine.claim or "")
        assert piece.relation is Relation.REFUTES


async def test_a_passage_that_says_the_same_is_linked(
    library: Library, papers: dict[str, str]
) -> None:
    async with reading(library, papers["Courier"]) as person:
        screen = await find(person)
        await stand_on(person, screen, "oldest mill")
        await person.press("L")
        (mine,) = person.annotations
        seen = claim_linking.sightings(library, mine.claim or "")
        assert {each.article for each in seen} == {papers["Courier"], papers["Gazette"]}
        assert "◆ same" in shown(person)
        await person.press("L")
        assert any("already" in toast for toast in person.toasts)
        await person.press("u")
        assert not person.annotations


async def test_before_two_claims_become_one_it_is_said_what_becomes_of_their_judgements(
    library: Library, papers: dict[str, str]
) -> None:
    session = library.session(papers["Gazette"])
    text = session.document.text
    start = text.index("the water mill was the oldest mill in the county")
    theirs = session.mark(Range(start, text.index(".", start)), Kind.CLAIM)
    session.set_verdict(theirs, "refuted")
    library.flush()
    async with reading(library, papers["Courier"]) as person:
        await person.press("c", "x", "1")
        screen = await find(person)
        await stand_on(person, screen, "oldest mill")
        await person.press("L")
        told = " ".join(shown(person).split())
        assert "Enter merges the two claims" in told
        assert "It stays refuted; “supported” of this one is kept" in told
        await person.press("escape")
        (mine,) = person.annotations
        assert mine.claim != session.annotation(theirs).claim
        await person.press("L", "enter")
        assert on_top(person) is screen
        claim = library.claims.require(mine.claim or "")
        assert (claim.id, claim.verdict) == (session.annotation(theirs).claim, "refuted")
        await person.press("u")
        assert library.claims.require(mine.claim or "").verdict == "supported"


async def test_enter_goes_there_and_ctrl_o_comes_back(
    library: Library, papers: dict[str, str]
) -> None:
    async with reading(library, papers["Courier"]) as person:
        screen = await find(person)
        await stand_on(person, screen, "deed of 1620")
        await person.press("enter")
        assert on_top(person) is person.screen
        assert person.screen.article == papers["Herald"]
        assert person.focus.startswith("A deed of 1620")
        await person.press("ctrl+o")
        assert person.screen.article == papers["Courier"]
        assert not person.annotations


async def test_a_claim_that_is_found_by_its_text_can_be_shown_and_linked_but_is_no_evidence(
    library: Library, papers: dict[str, str]
) -> None:
    session = library.session(papers["Weather"])
    place = Place(session.id, session.mark(Range(0, 7), Kind.CLAIM))
    claim = claim_linking.make_claim(library, place)
    library.history.change([library.claims.change(claim, "text", MILL)])
    library.flush()
    async with reading(library, papers["Courier"]) as person:
        screen = await find(person)
        assert "a claim" in shown(person)
        screen.rows.move_to(1)
        await person.press("s")
        assert any("no evidence by itself" in toast for toast in person.toasts)
        assert not person.annotations
        await person.press("enter")
        assert isinstance(on_top(person), ClaimScreen)
        await person.press("escape")
        assert on_top(person) is screen
        await person.press("L")
        assert [each.claim for each in person.annotations] == [claim]


async def test_a_claims_screen_looks_for_evidence_too(
    library: Library, papers: dict[str, str]
) -> None:
    async with reading(library, papers["Courier"]) as person:
        await person.press("c", "C", "f")
        screen = person.app.screen
        assert isinstance(screen, EvidenceScreen)
        await person.until(lambda: not screen.rows.loading_rows)
        await stand_on(person, screen, "oldest mill")
        await person.press("L")
        (mine,) = person.annotations
        assert len(claim_linking.sightings(library, mine.claim or "")) == 2
        await stand_on(person, screen, "deed of 1620")
        await person.press("r", "enter")
        assert on_top(person) is person.screen
        assert person.screen.article == papers["Herald"]


async def test_nothing_on_the_matter_is_said(library: Library, ferry: str) -> None:
    async with reading(library, ferry) as person:
        screen = await find(person)
        assert "Nothing in the library is on this matter." in shown(person)
        await person.press("s", "L", "enter")
        assert on_top(person) is screen
        await person.press("escape")
        assert on_top(person) is person.screen
        assert not person.annotations


async def test_a_read_only_library_says_so(
    library: Library, papers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library, papers["Courier"]) as person:
        screen = await find(person)
        monkeypatch.setattr(library, "_read_only", True)
        await stand_on(person, screen, "deed of 1620")
        await person.press("r", "L")
        assert any("read-only" in toast for toast in person.toasts)
        assert not person.annotations


async def test_a_passage_of_which_the_text_changed_meanwhile_is_left_alone(
    library: Library, papers: dict[str, str]
) -> None:
    from reader.library.refreshing import refresh

    async with reading(library, papers["Courier"]) as person:
        screen = await find(person)
        await stand_on(person, screen, "deed of 1620")
        refresh(library, papers["Herald"], b"Herald reports\n\nNothing of it was true.\n", "h.txt")
        await person.press("r")
        assert any("has changed" in toast for toast in person.toasts)
        assert not person.annotations


async def test_while_the_library_is_still_being_read_more_is_found_later(
    library: Library, papers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.screens.reading.articles._PAINTING", 1.5)
    async with reading(library, papers["Courier"]) as person:
        await person.press("E")
        screen = person.app.screen
        assert isinstance(screen, EvidenceScreen)
        await person.until(lambda: not screen.rows.loading_rows)
        if not library.listing.complete:
            assert "still being read" in shown(person)
        await person.until(lambda: "Herald reports" in shown(person))
        assert "still being read" not in shown(person)


async def test_a_click_on_any_row_of_a_passage_is_one_on_the_passage(
    library: Library, papers: dict[str, str]
) -> None:
    async with reading(library, papers["Courier"]) as person:
        screen = await find(person)
        await stand_on(person, screen, "deed of 1620")
        row = screen.rows.place - screen.rows.scroll_offset.y
        screen.rows.move_to(0)
        first = screen.rows.cursor
        await person.pilot.click(screen.rows, offset=(10, 0))
        assert screen.rows.cursor == first
        await person.pilot.click(screen.rows, offset=(10, row + 1))
        assert screen.rows.cursor != first
        await person.pilot.click(screen.rows, offset=(10, row + 1), times=2)
        await person.settle()
        assert on_top(person) is person.screen
        assert person.screen.article == papers["Herald"]


async def test_a_claim_that_cannot_be_read_any_more_is_said_and_what_was_found_stays(
    library: Library, papers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> None:
        raise DamagedFileError("The record of the claim is damaged.")

    async with reading(library, papers["Courier"]) as person:
        await person.press("full_stop", "c")
        screen = await find(person)
        found = screen.rows.keys
        monkeypatch.setattr(claim_linking, "claim_at", unreadable)
        person.session.set_note(person.annotations[0].id, "who counted?")
        await person.settle()
        assert on_top(person) is screen
        assert screen.rows.keys == found
        assert "The record of the claim is damaged." in person.toasts
