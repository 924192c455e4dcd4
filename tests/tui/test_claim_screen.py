"""The screen of one claim: everything on it can be changed, and both ends can be followed."""

import shutil
from typing import Any

import pytest
from textual.widgets import Input

from reader.config import Config
from reader.library import Library, claim_judging, claim_linking, evidence
from reader.library.annotation_ids import Place
from reader.library.evidence import evidence_of
from reader.model.annotation import Attribution, Kind
from reader.model.claim import Claim, ClaimType, Relation, Status
from reader.paths import Places
from reader.storage.base import Change
from reader.text.document import Range
from reader.tui import browser
from reader.tui.commands import COMMANDS, Where, method_of
from reader.tui.screens.claim import ClaimScreen
from reader.tui.screens.dialogs.form import Form
from reader.tui.screens.dialogs.same_claim_dialog import SameClaimDialog
from tests.records import set_about
from tests.tui.dialog_app import rows_of
from tests.tui.reading_app import Reading, reading

ADDRESS = "https://council.example/tolls"


def mark(library: Library, article: str, words: str, kind: Kind = Kind.CLAIM) -> Place:
    session = library.session(article)
    start = session.document.text.index(words)
    return Place(article, session.mark(Range(start, start + len(words)), kind))


@pytest.fixture
def tolls(library: Library, canal: str) -> Place:
    return mark(library, canal, "Boats paid 4,000 crowns in tolls last year.")


@pytest.fixture
def claim(library: Library, canal: str, ferry: str, tolls: Place) -> str:
    """A claim of two articles, with evidence of every kind."""
    made = claim_linking.make_claim(library, tolls)
    claim_linking.link(library, mark(library, ferry, "The ferry stopped on Sunday."), made)
    deed = mark(library, ferry, "the river had become too shallow", Kind.HIGHLIGHT)
    evidence.add_annotation(library, made, Relation.REFUTES, deed, note="Which river?")
    evidence.add_address(library, made, Relation.SUPPORTS, ADDRESS, quote="4,000 crowns")
    return made


def now(library: Library, claim: str) -> Claim:
    return library.claims.require(claim)


def on_top(person: Reading) -> object:
    """Return the screen that has the keys."""
    return person.app.screen


async def opened(person: Reading) -> ClaimScreen:
    """Go to the claim in the text and open its screen."""
    await person.press(*(["full_stop"] * 3), "C")
    screen = person.app.screen
    assert isinstance(screen, ClaimScreen)
    return screen


def shown(person: Reading) -> str:
    return "\n".join(rows_of(person.app))


async def stand_on(person: Reading, screen: ClaimScreen, kind: str, words: str = "") -> None:
    """Put the cursor on the first record of a kind, or on the field or piece that is meant."""
    for key in filter(None, screen.rows.keys):
        screen.rows.stand_on(key)
        if key[0] == kind and (not words or words in str(key[1])):
            break
    await person.settle()


async def test_it_shows_all_there_is(library: Library, canal: str, ferry: str, claim: str) -> None:
    claim_judging.set_field(library, claim, "verdict", "mixed")
    claim_judging.set_field(library, claim, "verdict", "refuted")
    claim_judging.set_field(library, claim, "explanation", "The clerk counted 3,000.")
    set_about(library, ferry, "published_on", "2019-08-02")
    async with reading(library, canal) as person:
        await opened(person)
        page = shown(person)
    for words in (
        "text         Boats paid 4,000 crowns in tolls last year.",
        "status       ● done",
        "verdict      refuted",
        "explanation  The clerk counted 3,000.",
        "checked by   tester",
        "verdict      mixed ·",
        "Seen  2 sightings in 2 articles",
        "Ferry makes its last crossing · 2 Aug 2019",
        "“The ferry stopped on Sunday.”",
        "For it  1",
        "“4,000 crowns”",
        ADDRESS,
        "Against it  1",
        "“the river had become too shallow”",
        "¶ Which river?",
    ):
        assert words in page


@pytest.mark.parametrize(
    "command", [each for each in COMMANDS if each.where & Where.CLAIM], ids=str
)
async def test_every_key_of_it_names_something_that_can_be_done(
    library: Library, canal: str, claim: str, command: object
) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        assert callable(method_of(screen, command))  # type: ignore[arg-type]


async def test_fields_are_edited_in_one_form_as_one_step(
    library: Library, canal: str, claim: str
) -> None:
    async with reading(library, canal) as person:
        await opened(person)
        await person.press("enter")
        assert isinstance(person.app.screen, Form)
        assert any("32 left" in row for row in rows_of(person.app))
        await person.press("ctrl+u")
        await person.type("Tolls were 4,000 crowns")
        assert any("52 left" in row for row in rows_of(person.app))
        await person.press("down", "c", "down", "down", "down", "q", "escape")
        changed = now(library, claim)
        assert changed.text == "Tolls were 4,000 crowns"
        assert (changed.type, changed.status) == (ClaimType.QUANTITY, Status.CHECKING)
        assert "Tolls were 4,000 crowns" in shown(person)
        await person.press("u")
        former = now(library, claim)
        assert former.text.startswith("Boats paid")
        assert (former.type, former.status) == (None, None)


async def test_a_text_too_long_to_stand_alone_is_said_to_be_and_may_be_kept(
    library: Library, canal: str, claim: str
) -> None:
    async with reading(library, canal) as person:
        await opened(person)
        await person.press("e", "end")
        await person.type(" and more than that in the year before")
        assert any("over" in row for row in rows_of(person.app))
        await person.press("enter")
        assert now(library, claim).text.endswith("the year before")
        assert "81 characters; 75 or fewer read well on their own" in shown(person)


async def test_what_cannot_be_kept_is_said_and_the_form_stays(
    library: Library, canal: str, claim: str
) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        await stand_on(person, screen, "field", "as of")
        await person.press("enter")
        assert isinstance(person.app.focused, Input)
        await person.type("soon")
        await person.press("enter")
        assert any("A date is written like" in row for row in rows_of(person.app))
        await person.press("ctrl+u")
        await person.type("2026-03-31")
        await person.press("enter")
        assert now(library, claim).as_of == "2026-03-31"


async def test_discarded_changes_are_none(library: Library, canal: str, claim: str) -> None:
    async with reading(library, canal) as person:
        await opened(person)
        await person.press("e")
        await person.type("x")
        await person.press("ctrl+g")
        assert now(library, claim).text == "Boats paid 4,000 crowns in tolls last year."


async def test_x_judges_and_on_a_sighting_asks_too_whether_it_was_said(
    library: Library, canal: str, claim: str, tolls: Place
) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        await person.press("x", "F", "4")
        assert now(library, claim).verdict == "refuted"
        screen.rows.stand_on(("sighting", tolls))
        await person.press("x", "D")
        seen = library.session(canal).annotation(tolls.annotation)
        assert seen.attribution is Attribution.DISTORTED
        assert "said: distorted" in shown(person)
        await person.press("u")
        seen = library.session(canal).annotation(tolls.annotation)
        assert seen.attribution is None


async def test_a_explains_the_verdict(library: Library, canal: str, claim: str) -> None:
    async with reading(library, canal) as person:
        await opened(person)
        await person.press("a")
        await person.type("Counted twice.")
        await person.press("escape")
        assert now(library, claim).explanation == "Counted twice."


async def test_an_address_is_attached_and_stands_under_the_cursor(
    library: Library, canal: str, claim: str
) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        await person.press("E")
        await person.type("https://clerk.example/books")
        await person.press("enter", "r")
        pieces = evidence_of(library, claim)
        assert [piece.url for piece in pieces][-1] == "https://clerk.example/books"
        assert screen.rows.cursor == ("piece", pieces[-1].id)
        await person.press("u")
        assert len(evidence_of(library, claim)) == 2


async def test_a_piece_of_evidence_is_edited_and_removed(
    library: Library, canal: str, claim: str
) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        refuting, supporting = evidence_of(library, claim)
        screen.rows.stand_on(("piece", supporting.id))
        await person.press("e", "right", "tab")
        await person.type("!")
        await person.press("escape")
        changed = evidence.find_piece(library, claim, supporting.id)
        assert (changed.relation, changed.quote) == (Relation.REFUTES, "4,000 crowns!")
        assert screen.rows.cursor == ("piece", supporting.id)
        await person.press("u")
        assert evidence.find_piece(library, claim, supporting.id) == supporting
        screen.rows.stand_on(("piece", refuting.id))
        await person.press("d")
        assert evidence_of(library, claim) == [supporting]
        await person.press("u")
        assert len(evidence_of(library, claim)) == 2


async def test_only_evidence_is_removed(library: Library, canal: str, claim: str) -> None:
    async with reading(library, canal) as person:
        await opened(person)
        await person.press("d")
        assert "Only evidence is removed here" in shown(person)
        assert len(evidence_of(library, claim)) == 2


async def test_enter_on_a_sighting_goes_to_its_place_and_ctrl_o_comes_back(
    library: Library, canal: str, ferry: str, claim: str
) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        there = next(
            key
            for key in screen.rows.keys
            if key and key[0] == "sighting" and key[1].article == ferry
        )
        screen.rows.stand_on(there)
        await person.press("enter")
        assert person.app.screen is person.screen
        assert person.screen.article == ferry
        assert person.focus == "The ferry stopped on Sunday."
        await person.press("ctrl+o")
        assert person.screen.article == canal


async def test_both_ends_of_evidence_are_followed(
    library: Library, canal: str, ferry: str, claim: str
) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        refuting, _ = evidence_of(library, claim)
        screen.rows.stand_on(("piece", refuting.id))
        await person.press("enter")
        assert (person.screen.article, person.focus) == (ferry, "the river had become too shallow")
        card = person.screen.card.content
        assert card is not None
        assert card.bears_on.startswith("refutes “Boats paid 4,000")
        await person.press("C")
        screen = person.app.screen  # type: ignore[assignment]
        assert isinstance(screen, ClaimScreen)
        assert screen.record is not None
        assert screen.record.claim.id == claim


async def test_an_address_is_shown_whole_before_it_is_opened(
    library: Library, canal: str, claim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def open_in_browser(url: str) -> bool:
        asked.append(url)
        return True

    monkeypatch.setattr(browser, "open_in_browser", open_in_browser)
    async with reading(library, canal) as person:
        screen = await opened(person)
        _, supporting = evidence_of(library, claim)
        screen.rows.stand_on(("piece", supporting.id))
        await person.press("enter")
        assert asked == []
        assert screen.link_bar.is_open
        assert "Enter open in the browser" in shown(person)
        await person.press("escape")
        assert "o address" in shown(person)
        await person.press("o", "j")
        assert "o address" in shown(person)
        screen.rows.stand_on(("piece", supporting.id))
        await person.press("o", "y")
        assert person.app.clipboard == ADDRESS
        await person.press("o", "enter")
        assert asked == [ADDRESS]


async def test_p_pins_and_lets_go(library: Library, canal: str, claim: str) -> None:
    async with reading(library, canal) as person:
        await opened(person)
        await person.press("p")
        pinned = library.pinned.claim
        assert pinned is not None
        assert pinned.id == claim
        assert "pinned" in rows_of(person.app)[0]
        await person.press("escape")
        assert "Boats paid" in "\n".join(rows_of(person.app)[-3:])
        await person.press("C", "p")
        assert library.pinned.claim is None
        await person.press("escape")
        assert not any(row.display for row in person.screen.query("PinnedRow"))


async def test_another_claim_is_merged_into_this_one(
    library: Library, canal: str, claim: str
) -> None:
    other = claim_linking.make_claim(library, mark(library, canal, "He gave no figures."))
    claim_judging.set_field(library, other, "verdict", "supported")
    async with reading(library, canal) as person:
        await opened(person)
        await person.press("L")
        assert isinstance(person.app.screen, SameClaimDialog)
        await person.type("figures")
        told = " ".join(shown(person).split())
        assert "merges the two claims into this one" in told
        assert "This one is not judged: it will be supported, as the one above is." in told
        await person.press("enter")
        assert now(library, other).id == claim
        assert now(library, claim).verdict == "supported"
        assert "3 sightings in 2 articles" in shown(person)
        await person.press("u")
        assert now(library, other).id == other


async def test_chosen_sightings_are_split_off(
    library: Library, canal: str, ferry: str, claim: str
) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        await person.press("s")
        assert "Put the cursor on a sighting" in shown(person)
        there = next(key for key in screen.rows.keys if key and key[0] == "sighting")
        screen.rows.stand_on(there)
        await person.press("space", "s")
        assert "1 sighting in 1 article" in shown(person)
        moved = claim_linking.claim_at(library, there[1])
        assert moved is not None
        assert moved.id != claim
        await person.press("s")
        screen.rows.stand_on(next(key for key in screen.rows.keys if key and key[0] == "sighting"))
        await person.press("s")
        assert any("all its sightings" in toast for toast in person.toasts)
        await person.press("u")
        assert "2 sightings in 2 articles" in shown(person)


async def test_evidence_whose_article_is_gone_says_so_and_keeps_its_words(
    library: Library, canal: str, ferry: str, claim: str
) -> None:
    library.trash_article(ferry)
    async with reading(library, canal) as person:
        screen = await opened(person)
        assert "Its article is in the trash." in shown(person)
        refuting, _ = evidence_of(library, claim)
        screen.rows.stand_on(("piece", refuting.id))
        await person.press("enter")
        assert person.app.screen is screen
        assert any("in the trash" in toast for toast in person.toasts)


async def test_words_of_a_deleted_annotation_are_still_gone_to(
    library: Library, canal: str, ferry: str, claim: str
) -> None:
    refuting, _ = evidence_of(library, claim)
    library.session(ferry).delete(refuting.annotation or "")
    async with reading(library, canal) as person:
        screen = await opened(person)
        assert "annotation was deleted" in shown(person)
        screen.rows.stand_on(("piece", refuting.id))
        await person.press("enter")
        assert person.screen.article == ferry
        assert person.focus == "the river had become too shallow"


async def test_a_claim_whose_making_is_undone_is_said_to_be_gone(
    library: Library, canal: str, tolls: Place
) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        await person.press("u")
        assert screen.record is None
        assert "is not in the library" in shown(person)
        await person.press("x", "e", "d", "p", "L", "s", "a", "enter", "f", "o", "E")
        assert person.app.screen is screen
        await person.press("ctrl+r")
        assert screen.record is not None


async def test_claims_merged_in_a_circle_are_one(
    library: Library, canal: str, tolls: Place
) -> None:
    one = claim_linking.make_claim(library, tolls)
    other = claim_linking.make_claim(library, mark(library, canal, "He gave no figures."))
    library.history.change(
        [
            library.claims.change(one, "merged_into", other),
            library.claims.change(other, "merged_into", one),
        ]
    )
    async with reading(library, canal) as person:
        screen = await opened(person)
        assert screen.record is not None
        assert screen.record.claim.id == min(one, other)


async def test_of_several_claims_behind_one_annotation_the_person_chooses(
    library: Library, canal: str, claim: str, tolls: Place
) -> None:
    other = claim_linking.make_claim(library, mark(library, canal, "He gave no figures."))
    evidence.add_annotation(library, other, Relation.CONTEXT, tolls)
    async with reading(library, canal) as person:
        await person.press(*(["full_stop"] * 3), "C")
        assert not isinstance(person.app.screen, ClaimScreen)
        await person.press("2")
        screen = person.app.screen
        assert isinstance(screen, ClaimScreen)
        assert screen.record is not None
        assert screen.record.claim.id == other


async def test_c_without_anything_under_the_focus_says_what_to_do(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await person.press("C")
        assert any("No annotation is in focus" in toast for toast in person.toasts)
        await person.press("m", "C")
        assert any("No claim is behind it yet" in toast for toast in person.toasts)


async def test_a_read_only_library_says_so(
    library: Library, canal: str, claim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        monkeypatch.setattr(library, "_read_only", True)
        await person.press("x", "4")
        assert any("read-only" in toast for toast in person.toasts)
        refuting, _ = evidence_of(library, claim)
        screen.rows.stand_on(("piece", refuting.id))
        await person.press("d", "e", "right", "escape")
        assert len(evidence_of(library, claim)) == 2
        assert now(library, claim).verdict is None


async def test_a_field_can_be_edited_by_mouse(library: Library, canal: str, claim: str) -> None:
    async with reading(library, canal) as person:
        screen = await opened(person)
        place = screen.rows.keys.index(("field", "verdict"))
        await person.pilot.click(screen.rows, offset=(20, place), times=2)
        await person.settle()
        assert isinstance(person.app.screen, Form)


async def test_what_looks_like_markup_or_controls_the_terminal_is_harmless_text(
    library: Library, canal: str, claim: str
) -> None:
    nasty = "\x1b[31m[bold]x[/foo]\u202e[@click=app.quit]"
    library.history.change(
        [
            library.claims.change(claim, "text", nasty),
            library.claims.change(claim, "explanation", nasty),
            library.claims.change(claim, "verdict", nasty),
            library.claims.change(
                claim, "evidence/x", {"relation": "context", "quote": nasty, "source": nasty}
            ),
        ]
    )
    async with reading(library, canal) as person:
        await opened(person)
        page = shown(person)
        assert "[bold]x[/foo][@click=app.quit]" in page
        assert not {"\x1b", "\u202e"} & set(page)


async def test_what_no_person_could_have_written_into_a_claim_raises_nothing(
    library: Library, canal: str, claim: str, tolls: Place
) -> None:
    library.history.change(
        [
            library.claims.change(claim, "evidence/x", 5),
            library.claims.change(claim, "evidence/y", {"relation": 7, "url": 3, "quote": None}),
            library.claims.change(claim, "as_of", 5),
            library.claims.change(claim, "type", "sonnet"),
            Change(f"articles/{canal}", "annotations", tolls.annotation, "evidence/x", 5),
        ]
    )
    async with reading(library, canal) as person:
        await opened(person)
        page = shown(person)
        assert "type         other" in page
        assert "as of        5" in page
        await person.press("G", "enter", "e", "escape", "escape", "p")
        assert on_top(person) is person.screen


async def test_a_claim_that_cannot_be_read_says_so(
    places: Places, library: Library, canal: str, claim: str
) -> None:
    library.close()
    (places.library / "claims" / f"{claim}.json").write_text("{broken")
    shutil.rmtree(places.state / "backups", ignore_errors=True)
    with Library.open(places, Config(name="tester")) as again:
        async with reading(again, canal) as person:
            await person.press(*(["full_stop"] * 3), "C")
            assert any(claim in toast for toast in person.toasts)
            assert on_top(person) is person.screen
            await person.press("p", "L", "E")
            assert on_top(person) is person.screen
            assert len(person.annotations) == 1
            assert "its claim cannot be read" in shown(person)
            assert "not judged" not in shown(person)


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_cursor_covers_a_whole_record_and_no_row_reaches_the_edge(
    library: Library, canal: str, tolls: Place, width: int
) -> None:
    made = claim_linking.make_claim(library, tolls)
    claim_judging.set_field(library, made, "explanation", "The clerk counted fewer. " * 12)
    async with reading(library, canal, size=(width, 30)) as person:
        screen = await opened(person)
        page = screen.rows
        assert all(page.render_line(y).text.endswith("  ") for y in range(page.size.height))
        await stand_on(person, screen, "field", "explanation")
        ground = page.look("cursor").bgcolor
        tinted = [
            y
            for y in range(page.size.height)
            if any(part.style and part.style.bgcolor == ground for part in page.render_line(y))
        ]
        begins = page.keys.index(page.cursor)
        assert tinted == list(page.extent(begins))
        assert len(tinted) > 2


async def test_the_way_back_is_offered_in_a_narrow_window(
    library: Library, canal: str, claim: str
) -> None:
    async with reading(library, canal, size=(60, 24)) as person:
        await opened(person)
        assert rows_of(person.app)[-1].rstrip().endswith("Esc back  ? all")


async def test_a_window_of_another_width_shows_the_rows_laid_out_for_it(
    library: Library, canal: str, tolls: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrange = ClaimScreen._refresh_layout

    def arrange_and_paint(self: ClaimScreen, *arguments: Any, **named: Any) -> None:
        """Paint at once, as a terminal does, before any widget hears of its new size."""
        arrange(self, *arguments, **named)
        self._compositor.render_strips()

    monkeypatch.setattr(ClaimScreen, "_refresh_layout", arrange_and_paint)
    claim_linking.make_claim(library, tolls)
    async with reading(library, canal, size=(100, 24)) as person:
        await opened(person)
        assert "none yet: f finds some in the library, E attaches an address" in shown(person)
        await person.pilot.resize_terminal(62, 24)
        await person.settle()
        assert "none yet: f finds some in the library, E attaches an ad…" in shown(person)


async def test_two_people_of_one_name_are_told_apart_on_the_card_and_on_the_claim(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        await person.press("c", "s")
        await person.type("Bo Ek")
        await person.press("enter", "full_stop", "c", "s")
        await person.type("Bo Ek")
        await person.press("down", "down", "enter")
        first, second = (person.session.speaker_label(each) for each in person.annotations)
        assert first != second
        assert f"   {second}" in shown(person)
        await person.press("C")
        assert f"◆ {second} ·" in shown(person)
        await person.press("escape", "E")
        await person.press("escape", "p")
        assert second in shown(person).split("\n")[-2]


async def test_the_help_names_no_key_of_a_field_where_nothing_can_be_typed(
    library: Library, canal: str, claim: str
) -> None:
    async with reading(library, canal, size=(100, 60)) as person:
        await opened(person)
        await person.press("question_mark")
        assert "claim_split" in shown(person)
        assert "leave_screen" in shown(person)
        assert "enter_field" not in shown(person)
        assert "leave_field" not in shown(person)
