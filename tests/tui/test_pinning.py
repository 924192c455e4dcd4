"""The pinned claim: it stays in sight, and evidence is attached to it while one reads on."""

import pytest

from reader.config import Config
from reader.errors import ReaderError
from reader.library import Library, claim_judging, claim_linking
from reader.library.annotation_ids import Place
from reader.library.evidence import evidence_of
from reader.model.annotation import Kind
from reader.model.claim import Claim, Relation
from reader.model.evidence import Evidence
from reader.paths import Places
from reader.text.document import Range
from reader.tui.screens.claim import ClaimScreen
from reader.tui.screens.dialogs.evidence_dialog import EvidenceDialog
from reader.tui.widgets.pinned_row import PinnedRow
from reader.tui.widgets.text_field import TextField
from tests.tui.dialog_app import rows_of
from tests.tui.reading_app import Reading, reading

LINKED = """\
# On tolls

The [council](https://council.example/tolls) put the tolls of last year at 3,000 crowns.

Nobody else has counted them.
"""


@pytest.fixture
def linked(library: Library) -> str:
    return library.add(LINKED.encode(), "tolls.md").article


def rows(person: Reading) -> list[PinnedRow]:
    return [row for row in person.screen.query(PinnedRow) if row.display]


def pinned(person: Reading) -> str:
    """Return what the row of the pinned claim shows."""
    (row,) = rows(person)
    return row.render().plain


def the_claim(library: Library) -> Claim:
    claim = library.pinned.claim
    assert claim is not None
    return claim


def pieces(library: Library) -> list[Evidence]:
    return evidence_of(library, the_claim(library).id)


def dialog(person: Reading) -> EvidenceDialog:
    screen = person.app.screen
    assert isinstance(screen, EvidenceDialog)
    return screen


async def pin_first(person: Reading) -> None:
    """Pin the first sentence."""
    await person.press("p")
    assert rows(person)


async def test_p_makes_the_claim_of_the_focus_and_keeps_it_in_sight_in_every_article(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        (made,) = person.annotations
        assert made.kind is Kind.CLAIM
        assert the_claim(library).id == made.claim
        for word in ("The canal will carry boats", "Ada Brook ?", "not judged", "E evidence"):
            assert word in pinned(person)
        person.screen.articles.open(ferry)
        await person.settle()
        assert "The canal will carry boats" in pinned(person)


async def test_nothing_is_mounted_while_nothing_is_pinned(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("c", "full_stop")
        assert not person.screen.query(PinnedRow)
        assert "pinning" not in vars(person.screen)


async def test_pinning_words_that_are_not_marked_is_one_step(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        await person.press("u")
        assert not person.annotations
        assert not rows(person)
        await person.press("ctrl+r")
        assert "The canal will carry boats" in pinned(person)


async def test_a_claim_whose_making_was_undone_is_in_nobodys_way(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        await person.press("u", "full_stop", "full_stop", "full_stop", "p")
        assert the_claim(library).text.startswith("Boats paid")
        assert "Boats paid" in pinned(person)


async def test_p_on_the_pinned_one_lets_go_and_pins_it_again(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        claim = the_claim(library).id
        await person.press("p")
        assert library.pinned.claim is None
        assert not rows(person)
        assert any(toast.startswith("Let go of “The canal") for toast in person.toasts)
        await person.press("p")
        assert the_claim(library).id == claim


async def test_p_on_words_without_an_annotation_lets_go_and_at_once_has_it_back(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        claim = the_claim(library).id
        await person.press("full_stop", "full_stop", "p")
        assert library.pinned.claim is None
        await person.press("p")
        assert the_claim(library).id == claim
        assert len(person.annotations) == 1
        await person.press("p", "full_stop", "p")
        assert the_claim(library).id != claim
        assert len(person.annotations) == 2


async def test_another_claim_is_pinned_in_place_of_the_one_before(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        await person.press("full_stop", "full_stop", "full_stop", "c", "p")
        assert the_claim(library).text.startswith("Boats paid 4,000")
        assert any("in place of" in toast for toast in person.toasts)


async def test_a_selection_is_pinned_whatever_is_pinned(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        await person.press("full_stop", "full_stop", "full_stop", "v", "i", "w", "p")
        assert the_claim(library).text == "Boats"
        assert person.screen.pane.selection is None


async def test_it_is_pinned_after_a_restart(places: Places, library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
    library.close()
    with Library.open(places, Config(name="tester")) as again:
        async with reading(again, canal) as person:
            await person.until(lambda: bool(rows(person)))
            assert "The canal will carry boats" in pinned(person)


async def test_the_row_is_one_row_and_the_text_stays_where_it_is(
    library: Library, canal: str
) -> None:
    async with reading(library, canal, size=(80, 24)) as person:
        await person.press("c")
        before = rows_of(person.app)
        await person.press("p")
        after = rows_of(person.app)
        assert rows(person)[0].size.height == 1
        assert after[:12] == before[:12]
        assert after[22].startswith(" ◆ The canal will carry")


async def test_the_row_shows_the_verdict_wherever_it_was_judged(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        claim_judging.set_field(library, the_claim(library).id, "verdict", "refuted")
        await person.settle()
        assert "● done · refuted" in pinned(person)


async def test_the_row_goes_with_the_text_alone(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        await person.press("z")
        assert not rows(person)
        await person.press("z")
        assert rows(person)


async def test_the_row_can_be_clicked(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        await person.pilot.click(PinnedRow, offset=(5, 0))
        await person.settle()
        assert isinstance(person.app.screen, ClaimScreen)
        await person.press("escape")
        width = rows(person)[0].size.width
        await person.pilot.click(PinnedRow, offset=(width - 4, 0))
        await person.settle()
        dialog(person)


# Evidence


@pytest.mark.parametrize(
    ("key", "relation", "sentence"),
    [
        ("s", Relation.SUPPORTS, "Supports “The canal will"),
        ("r", Relation.REFUTES, "Refutes “The canal will"),
        ("c", Relation.CONTEXT, "Context for “The canal will"),
    ],
)
async def test_the_focus_is_marked_and_attached_by_one_letter_as_one_step(
    library: Library, canal: str, ferry: str, key: str, relation: Relation, sentence: str
) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        person.screen.articles.open(ferry)
        await person.press("full_stop", "E", key)
        (piece,) = pieces(library)
        (mark,) = person.annotations
        assert (piece.relation, piece.quote) == (relation, person.quotations[0])
        assert piece.source == "Ferry makes its last crossing"
        assert mark.kind is Kind.EVIDENCE
        assert any(toast.startswith(sentence) for toast in person.toasts)
        await person.press("u")
        assert not person.annotations
        assert pieces(library) == []
        await person.press("ctrl+r")
        assert len(pieces(library)) == 1


async def test_the_row_counts_what_is_for_it_and_against_it(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        person.screen.articles.open(ferry)
        await person.press("E", "s", "full_stop", "E", "r")
        assert "+1 −1" in pinned(person)


async def test_a_selection_is_attached_exactly(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        await person.press(*["full_stop"] * 3, "v", "i", "w", "E", "s")
        assert [piece.quote for piece in pieces(library)] == ["Boats"]
        assert person.screen.pane.selection is None


async def test_escape_halfway_attaches_nothing_and_marks_nothing(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        for keys in (["E", "escape"], ["E", "n", "x", "escape"], ["E", "a", "x", "escape"]):
            await person.press("full_stop", "full_stop", *keys)
            assert len(person.annotations) == 1
            assert pieces(library) == []
            assert person.app.screen is person.screen


async def test_words_of_the_claim_itself_are_no_evidence_for_it_but_an_address_is(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        await person.press("E")
        assert any("a sighting of the claim itself" in row for row in rows_of(person.app))
        assert isinstance(person.app.focused, TextField)
        await person.press("enter", "s")
        assert isinstance(person.app.screen, EvidenceDialog)
        await person.type("https://council.example/minutes")
        await person.press("enter", "s")
        (piece,) = pieces(library)
        assert (piece.url, piece.annotation) == ("https://council.example/minutes", None)


async def test_an_address_is_checked_before_anything_is_attached(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        await person.press("full_stop", "full_stop", "E", "a")
        await person.type("council minutes")
        await person.press("enter")
        assert any("no address of the web" in row for row in rows_of(person.app))
        assert pieces(library) == []
        await person.press("ctrl+u")
        await person.type("https://council.example")
        await person.press("enter", "r")
        (piece,) = pieces(library)
        assert (piece.url, piece.relation) == ("https://council.example", Relation.REFUTES)
        assert len(person.annotations) == 1


async def test_the_link_in_focus_is_offered(library: Library, canal: str, linked: str) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        person.screen.articles.open(linked)
        await person.press("E")
        assert any("a the link" in row for row in rows_of(person.app))
        await person.press("a", "enter", "s")
        assert [piece.url for piece in pieces(library)] == ["https://council.example/tolls"]
        assert not person.annotations


async def test_a_pasted_address_is_taken_though_no_field_has_the_focus(
    library: Library, canal: str
) -> None:
    from textual.events import Paste

    async with reading(library, canal) as person:
        await pin_first(person)
        await person.press("full_stop", "full_stop", "E")
        dialog(person).post_message(Paste("https://council.example/\x1b[31mtolls\n"))
        await person.settle()
        await person.press("s")
        assert [piece.url for piece in pieces(library)] == ["https://council.example/tolls"]


async def test_a_note_goes_with_the_evidence_in_the_same_step(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        await person.press("full_stop", "full_stop", "E", "n")
        await person.type("scares nobody")
        await person.press("enter", "c")
        assert [piece.note for piece in pieces(library)] == ["scares nobody"]
        await person.press("u")
        assert pieces(library) == []


async def test_attached_again_only_what_it_does_changes(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        await person.press("full_stop", "full_stop", "E", "s", "E")
        assert any("attached already: supports" in row for row in rows_of(person.app))
        await person.press("r")
        assert [piece.relation for piece in pieces(library)] == [Relation.REFUTES]


async def test_a_read_only_library_says_so_and_nothing_is_marked(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library, canal) as person:
        await pin_first(person)
        monkeypatch.setattr(library, "_read_only", True)
        await person.press("full_stop", "full_stop", "E", "s")
        assert any("read-only" in toast for toast in person.toasts)
        assert len(person.annotations) == 1
        await person.press("v", "i", "w", "p")
        assert len(person.annotations) == 1


async def test_a_pinned_claim_whose_record_is_damaged_says_so(
    places: Places, library: Library, canal: str
) -> None:
    session = library.session(canal)
    place = Place(canal, session.mark(Range(0, 5), Kind.CLAIM))
    claim = claim_linking.make_claim(library, place)
    library.pinned.pin(claim)
    library.close()
    (places.library / "claims" / f"{claim}.json").write_text("{broken")
    for backup in places.state.rglob("*claims*"):
        backup.unlink() if backup.is_file() else None
    with Library.open(places, Config(name="tester")) as again:
        with pytest.raises(ReaderError):
            again.claims.require(claim)
        async with reading(again, canal) as person:
            await person.until(lambda: bool(rows(person)))
            assert claim in pinned(person)
            await person.press("full_stop", "E")
            assert any(claim in toast for toast in person.toasts)
            await person.press("p")
            assert not rows(person)
