"""The claims board, driven by keys: what it shows, what it changes, and the way there and back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from reader.index.annotations import Group
from reader.library import Library
from reader.library.annotation_ids import Place
from reader.library.claim_linking import claim_at, link_sightings, sightings
from reader.library.saved_queries import saved_queries
from reader.model.annotation import Kind, SpeakerState
from reader.model.claim import Status
from reader.text.document import Range
from reader.tui.screens.board import asking, changing
from reader.tui.screens.board import screen as board_screen
from reader.tui.screens.board.screen import ClaimsBoard
from reader.tui.screens.claim import ClaimScreen
from reader.tui.screens.dialogs.verdict_chooser import VerdictChooser
from reader.tui.screens.evidence import EvidenceScreen
from reader.tui.screens.search_screen import SearchScreen
from reader.tui.widgets.board_listing import Heading
from reader.tui.widgets.choice_list import ChoiceList
from tests.tui.dialog_app import rows_of
from tests.tui.reading_app import MEDIUM, Reading, reading

CANAL_WORDS = ("the gates are sound", "the canal costs more", "Boats paid 4,000 crowns")
FERRY_WORDS = ("The ferry stopped on Sunday", "the river had become too shallow")


@dataclass(frozen=True)
class OnBoard:
    """The board, and the person before it."""

    person: Reading

    @property
    def screen(self) -> ClaimsBoard:
        screen = next(
            each for each in self.person.app.screen_stack if isinstance(each, ClaimsBoard)
        )
        assert isinstance(screen, ClaimsBoard)
        return screen

    @property
    def shown(self) -> list[str]:
        """What the rows are: the words of sightings, headings in brackets."""
        board = self.screen.board
        return [self._named(place) for place in range(len(board.keys))]

    @property
    def cursor(self) -> str:
        return self._named(self.screen.board.place)

    @property
    def chosen(self) -> set[str]:
        board = self.screen.board
        rows = self.screen.library.listing.annotations.rows(list(board.listing.numbers))
        return {row.quotation for row in rows if row.number in board.choice}

    def top(self) -> Screen[Any]:
        """Return the screen that lies on all others."""
        return self.person.app.screen

    def _named(self, place: int) -> str:
        board = self.screen.board
        item = board.keys[place]
        if isinstance(item, Heading) and item.group is not Group.CLAIM:
            return f"[{board.label(item)}]"
        row = board.listing.row(place)
        assert row is not None
        if isinstance(item, Heading):
            return f"[{row.claim_text}] {len(board.listing.below(place))}"
        return row.quotation

    async def press(self, *keys: str) -> None:
        await self.person.press(*keys)

    async def until_shown(self, *words: str) -> None:
        """Wait until these rows are shown, in this order."""
        await self.person.until(lambda: not self.screen.board.loading_rows)
        try:
            await self.person.until(lambda: self.shown == list(words))
        except AssertionError:
            assert self.shown == list(words)

    async def type(self, text: str) -> None:
        await self.person.type(text)


@pytest.fixture
def marks(library: Library, canal: str, ferry: str) -> dict[str, Place]:
    """Three claims in the canal and two in the ferry; two of them are one claim."""
    found: dict[str, Place] = {}
    for article, quotations in ((canal, CANAL_WORDS), (ferry, FERRY_WORDS)):
        session = library.session(article)
        for words in quotations:
            start = session.document.text.index(words)
            one = session.mark(Range(start, start + len(words)), Kind.CLAIM)
            found[words] = Place(article, one)
    library.session(canal).set_speaker(found[CANAL_WORDS[0]].annotation, "Ada Brook")
    library.session(canal).set_tags(found[CANAL_WORDS[0]].annotation, ["water/locks"])
    library.session(ferry).set_verdict(found[FERRY_WORDS[1]].annotation, "refuted")
    link_sightings(library, found[CANAL_WORDS[1]], found[FERRY_WORDS[0]])
    library.flush()
    return found


@pytest.fixture(autouse=True)
def _by_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin in the order of the articles, so that what changes does not change its place."""
    from reader.index.annotations import AnnotationOrder
    from reader.tui.screens.board import state

    monkeypatch.setattr(state, "FIRST_ORDER", AnnotationOrder.PLACE)


@asynccontextmanager
async def on_board(
    library: Library, *articles: str, size: tuple[int, int] = MEDIUM
) -> AsyncIterator[OnBoard]:
    """Run the application with the board open on it."""
    async with reading(library, *articles, size=size) as person:
        await person.press("B")
        board = OnBoard(person)
        await person.until(lambda: not board.screen.board.loading_rows)
        yield board


ALL = (*FERRY_WORDS, CANAL_WORDS[0], CANAL_WORDS[2], CANAL_WORDS[1])


@pytest.mark.usefixtures("marks")
async def test_every_sighting_is_on_the_board_and_how_many_stands_above(
    library: Library, canal: str
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        rows = rows_of(board.person.app)
        assert "Claims  5 sightings" in rows[0]
        first = next(row for row in rows if "gates are sound" in row)
        assert "Ada Brook" in first
        assert "not judged" in first
        assert any("● the river had" in row and "refuted" in row for row in rows)


@pytest.mark.usefixtures("marks")
async def test_a_suggested_speaker_shows_a_question_mark(library: Library, canal: str) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        row = board.screen.board.listing.row(1)
        assert row is not None
        assert row.speaker_state == SpeakerState.SUGGESTED
        line = next(each for each in rows_of(board.person.app) if "the river had" in each)
        assert f"{row.speaker_name} ?" in line


@pytest.mark.usefixtures("marks")
async def test_the_filter_narrows_the_board_while_it_is_typed_and_tells_mistakes_in_place(
    library: Library, canal: str
) -> None:
    async with on_board(library, canal) as board:
        await board.press("slash")
        await board.type("river")
        await board.until_shown(FERRY_WORDS[1])
        await board.type(" is:nothing now")
        assert "expected" in board.screen.query_field.hint.sentence
        await board.until_shown(FERRY_WORDS[1])
        await board.press("escape")
        assert board.screen.focused is board.screen.board
        assert board.screen.heading.shown.found == 1
        assert board.screen.heading.shown.total == 5


@pytest.mark.usefixtures("marks")
async def test_tab_completes_what_is_typed(library: Library, canal: str) -> None:
    async with on_board(library, canal) as board:
        await board.press("slash")
        await board.type("verd")
        await board.until_shown(*ALL)
        await board.press("tab")
        await board.type("ref")
        await board.press("tab")
        assert board.screen.query_field.value == "verdict:refuted"
        await board.until_shown(FERRY_WORDS[1])


@pytest.mark.usefixtures("marks")
async def test_groups_have_headings_with_counts_and_can_be_folded(
    library: Library, canal: str
) -> None:
    async with on_board(library, canal) as board:
        await board.press("b", "b", "b")
        await board.until_shown("[refuted]", FERRY_WORDS[1], "[no verdict]", *ALL[:1], *ALL[2:])
        await board.press("G", "h")
        await board.until_shown("[refuted]", FERRY_WORDS[1], "[no verdict]")
        assert board.cursor == "[no verdict]"
        assert any("▸ no verdict  4" in row for row in rows_of(board.person.app))
        await board.press("l", "Z")
        await board.until_shown("[refuted]", "[no verdict]")
        await board.press("backspace")
        await board.until_shown(*ALL)


@pytest.mark.usefixtures("marks")
async def test_grouped_by_claim_each_claim_is_a_row_that_unfolds(
    library: Library, canal: str
) -> None:
    async with on_board(library, canal) as board:
        await board.press("b")
        one = f"[{FERRY_WORDS[0]}] 2"
        other = f"[{FERRY_WORDS[1]}] 1"
        await board.until_shown(one, other, CANAL_WORDS[0], CANAL_WORDS[2])
        assert board.screen.heading.shown.claims == 4
        await board.press("g", "z")
        await board.until_shown(
            one, FERRY_WORDS[0], CANAL_WORDS[1], other, CANAL_WORDS[0], CANAL_WORDS[2]
        )


@pytest.mark.usefixtures("marks")
async def test_a_claim_names_whom_a_person_confirmed_and_marks_what_is_only_suggested(
    library: Library, canal: str
) -> None:
    async with on_board(library, canal) as board:
        await board.press("b")
        await board.person.until(lambda: board.shown[0].endswith("2"))
        (row,) = [each for each in rows_of(board.person.app) if "2×" in each]
        assert "The mayor ? +1" in row
        session = library.session(canal)
        mayor = next(one for one in session.annotations if session.speaker_name(one) == "The mayor")
        session.confirm_speaker(mayor.id)
        await board.person.until(
            lambda: any("The mayor +1" in each for each in rows_of(board.person.app))
        )


@pytest.mark.usefixtures("marks")
async def test_the_board_is_sorted_another_way(library: Library, canal: str) -> None:
    async with on_board(library, canal) as board:
        await board.press("o")
        assert board.screen.state.order == "speaker"
        await board.person.until(lambda: board.shown[0] == CANAL_WORDS[0])


async def test_two_are_judged_at_once_and_taken_back_at_once(
    library: Library, canal: str, marks: dict[str, Place]
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.press("j", "j", "space", "space", "x")
        assert isinstance(board.person.app.screen, VerdictChooser)
        await board.press("1")
        await board.press("slash")
        await board.type("verdict:supported ")
        await board.until_shown(CANAL_WORDS[0], CANAL_WORDS[2])
        assert board.screen.bottom_row.sentence.startswith("verdict supported: 2 claims")
        await board.press("escape", "u")
        await board.until_shown()
        assert board.screen.bottom_row.sentence == "Undone: verdict supported for 2 claims"
        session = library.session(canal)
        assert session.claim_of(session.annotation(marks[CANAL_WORDS[0]].annotation)) is None


async def test_what_differs_stays_when_only_the_status_is_given(
    library: Library, canal: str, marks: dict[str, Place]
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.press("asterisk", "x", "c")
        session = library.session(marks[FERRY_WORDS[1]].article)
        claim = session.claim_of(session.annotation(marks[FERRY_WORDS[1]].annotation))
        assert claim is not None
        assert (claim.status, claim.verdict) == (Status.CHECKING, "refuted")
        assert "4 claims" in board.screen.bottom_row.sentence


async def test_whether_it_was_said_is_another_question(
    library: Library, canal: str, marks: dict[str, Place]
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.press("space", "space", "x", "D")
        assert board.screen.bottom_row.sentence.startswith("Said, distorted: 2 sightings")
        session = library.session(marks[FERRY_WORDS[1]].article)
        known = session.annotation(marks[FERRY_WORDS[1]].annotation)
        claim = session.claim_of(known)
        assert known.attribution == "distorted"
        assert claim is not None
        assert claim.verdict == "refuted"


async def test_a_claim_is_judged_once_for_all_its_sightings(
    library: Library, canal: str, marks: dict[str, Place]
) -> None:
    async with on_board(library, canal) as board:
        await board.press("b")
        await board.person.until(lambda: board.cursor.endswith("2"))
        await board.press("x", "3")
        assert "1 claim" in board.screen.bottom_row.sentence
        for words in (CANAL_WORDS[1], FERRY_WORDS[0]):
            session = library.session(marks[words].article)
            claim = session.claim_of(session.annotation(marks[words].annotation))
            assert claim is not None
            assert claim.verdict == "misleading"


async def test_tags_are_given_and_taken_from_those_that_have_them(
    library: Library, canal: str, marks: dict[str, Place]
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.press("asterisk", "t", "1", "1")
        await board.type("new")
        await board.press("enter", "escape")
        await board.person.settle()
        tags = {
            words: library.session(place.article).annotation(place.annotation).tags
            for words, place in marks.items()
        }
        assert set(tags.values()) == {("new",)}
        await board.press("u")
        session = library.session(canal)
        assert session.annotation(marks[CANAL_WORDS[0]].annotation).tags == ("water/locks",)


async def test_a_speaker_is_named_for_many_and_suggestions_are_confirmed(
    library: Library, canal: str, marks: dict[str, Place]
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.press("space", "space", "s")
        await board.type("The captain")
        await board.press("enter")
        await board.press("slash")
        await board.type("speaker:captain ")
        await board.until_shown(*FERRY_WORDS)
        await board.press("escape", "slash", "ctrl+u")
        await board.until_shown(*ALL)
        await board.press("escape", "asterisk", "c")
        states = {
            library.session(place.article).annotation(place.annotation).speaker_state
            for place in marks.values()
        }
        assert states == {SpeakerState.CONFIRMED}


async def test_many_are_linked_and_deleted_and_come_back(
    library: Library, canal: str, marks: dict[str, Place]
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.press("V", "j", "j", "V", "L")
        claims = {
            library.session(marks[words].article).annotation(marks[words].annotation).claim
            for words in ALL[:3]
        }
        assert len({library.claims.require(one or "").id for one in claims}) == 1
        await board.press("asterisk", "d")
        await board.until_shown()
        await board.person.until(lambda: "No claims yet" in rows_of(board.person.app)[3])
        await board.press("u")
        await board.until_shown(*ALL)


def seen_with(library: Library, place: Place) -> int:
    """Return how many sightings the claim of an annotation has."""
    claim = claim_at(library, place)
    return 0 if claim is None else len(sightings(library, claim.id))


async def test_one_is_linked_to_a_claim_that_is_offered(
    library: Library, canal: str, marks: dict[str, Place]
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        before = seen_with(library, marks[ALL[0]])
        await board.press("L")
        offered = board.top().query_one(ChoiceList)
        await board.person.until(lambda: len(offered.choices) > 0)
        await board.press("enter")
        await board.person.until(lambda: board.top() is board.screen)
        assert seen_with(library, marks[ALL[0]]) > before
        await board.press("u")
        assert seen_with(library, marks[ALL[0]]) == before


async def test_the_claim_of_a_row_is_shown_and_the_board_comes_back(
    library: Library, canal: str, marks: dict[str, Place]
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.press("j", "j", "C")
        assert isinstance(board.top(), ClaimScreen)
        session = library.session(canal)
        assert session.annotation(marks[CANAL_WORDS[0]].annotation).claim is not None
        await board.press("escape")
        assert board.person.app.screen is board.screen
        assert board.cursor == CANAL_WORDS[0]


async def test_a_claim_is_pinned_from_the_board_and_let_go_of(
    library: Library, canal: str, marks: dict[str, Place]
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.press("p")
        pinned = library.pinned.claim
        assert pinned is not None
        assert pinned.text == FERRY_WORDS[0]
        await board.press("p")
        assert library.pinned.claim is None


@pytest.mark.usefixtures("marks")
async def test_evidence_is_looked_for_from_the_board(library: Library, canal: str) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.press("E")
        assert isinstance(board.top(), EvidenceScreen)
        await board.press("escape")
        assert board.person.app.screen is board.screen


@pytest.mark.usefixtures("marks")
async def test_a_heading_alone_changes_nothing_before_it_is_chosen(
    library: Library, canal: str
) -> None:
    async with on_board(library, canal) as board:
        await board.press("b", "b", "b")
        await board.person.until(lambda: board.shown[0] == "[refuted]")
        await board.press("g", "d")
        assert len(board.screen.board.listing.numbers) == 5
        await board.press("space", "d")
        await board.until_shown("[no verdict]", *ALL[:1], *ALL[2:])


@pytest.mark.usefixtures("marks")
async def test_enter_goes_to_the_place_in_the_text_and_the_board_comes_back_as_it_was_left(
    library: Library, canal: str
) -> None:
    async with on_board(library, canal) as board:
        await board.press("b", "b", "b", "o")
        await board.person.until(lambda: "[refuted]" in board.shown)
        await board.press("slash")
        await board.type("the")
        await board.press("enter")
        await board.press("g", "h", "j", "j", "j", "space", "k")
        left = (board.shown, board.cursor, board.chosen, board.screen.heading.shown)
        await board.press("enter")
        assert board.person.app.screen is board.person.screen
        assert board.person.screen.pane.annotation_under_focus() is not None
        assert board.person.focus == left[1]
        await board.press("B")
        await board.person.until(lambda: not board.screen.board.loading_rows)
        await board.person.settle()
        assert (board.shown, board.cursor, board.chosen, board.screen.heading.shown) == left
        assert board.screen.query_field.value == "the"


@pytest.mark.usefixtures("marks")
async def test_n_goes_to_what_nobody_has_checked(library: Library, canal: str) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.press("n")
        await board.person.until(lambda: board.cursor == CANAL_WORDS[0])
        await board.press("N")
        await board.person.until(lambda: board.cursor == FERRY_WORDS[0])


async def test_a_claim_whose_record_is_damaged_does_not_pass_for_one_that_nobody_judged(
    library: Library, canal: str, marks: dict[str, Place]
) -> None:
    claim = claim_at(library, marks[FERRY_WORDS[1]])
    assert claim is not None
    path = library.records.path(f"claims/{claim.id}")
    path.write_text("gnawed by mice", encoding="utf-8")
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.press("j")
        await board.person.until(lambda: "its claim cannot be read" in board.screen.preview.text)
        assert "not judged" not in board.screen.preview.text
        line = "".join(segment.text for segment in board.screen.board.render_line(1))
        assert "unreadable" in line
        assert "not judged" not in line


@pytest.mark.usefixtures("marks")
async def test_the_preview_shows_the_sentence_and_every_sighting(
    library: Library, canal: str
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        preview = board.screen.preview
        await board.person.until(lambda: "also said" in preview.text)
        assert FERRY_WORDS[0] in preview.text
        assert f"“{CANAL_WORDS[1]}”" in preview.text
        await board.press("j", "j")
        await board.person.until(lambda: "Ada Brook" in preview.text)
        assert "She told the council that “the gates are sound”" in preview.text
        assert "#water/locks" in preview.text


async def test_a_click_on_another_sighting_in_the_preview_goes_there(
    library: Library, canal: str, marks: dict[str, Place]
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.person.until(lambda: "also said" in board.screen.preview.text)
        rows = rows_of(board.person.app)
        height = next(place for place, row in enumerate(rows) if f"“{CANAL_WORDS[1]}”" in row)
        await board.person.pilot.click(offset=(rows[height].index("“"), height))
        await board.person.settle()
        assert board.person.screen.pane.annotation_under_focus() == marks[CANAL_WORDS[1]].annotation


@pytest.mark.usefixtures("marks")
async def test_very_many_are_changed_only_after_a_word(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "_MANY", 1)
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.press("asterisk", "d")
        assert any("Delete 5 sightings?" in row for row in rows_of(board.person.app))
        await board.press("n")
        await board.until_shown(*ALL)
        await board.press("d", "y")
        await board.until_shown()


@pytest.mark.usefixtures("marks")
async def test_a_bar_narrows_the_board(library: Library, canal: str) -> None:
    async with on_board(library, canal) as board:
        await board.press("i")
        await board.person.until(lambda: not board.screen.counts.loading_rows)
        assert any("refuted" in row and "█" in row for row in rows_of(board.person.app))
        await board.press("enter")
        await board.until_shown(FERRY_WORDS[1])
        assert board.screen.query_field.value == "verdict:refuted"
        await board.press("escape")
        assert board.screen.focused is board.screen.board


@pytest.mark.usefixtures("marks")
async def test_from_the_counts_no_key_acts_on_a_row_that_they_hide(
    library: Library, canal: str
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.press("i", "d", "c", "x", "space")
        assert board.top() is board.screen
        assert not board.screen.board.number_chosen
        offered = [offer.word for offer in board.screen.bottom_row.offers]
        assert offered == ["only these", "filter", "back", "all"]
        await board.press("i")
        await board.until_shown(*ALL)
        assert board.screen.focused is board.screen.board
        assert "verdict" in [offer.word for offer in board.screen.bottom_row.offers]


async def test_a_board_that_shows_nothing_offers_what_serves_there(
    library: Library, canal: str
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown()
        offered = [offer.word for offer in board.screen.bottom_row.offers]
        assert offered == ["filter", "back", "all"]
        await board.press("x", "W", "n", "C")
        assert not board.person.toasts


@pytest.mark.usefixtures("marks")
async def test_the_heading_of_the_row_under_the_cursor_comes_into_view_with_it(
    library: Library, canal: str
) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.press("b", "b")
        await board.person.until(lambda: len(board.screen.board.keys) > len(ALL))
        await board.person.pilot.resize_terminal(80, 10)
        await board.press("g", "j")
        rows = board.screen.board
        rows.scroll_to(y=1, animate=False, force=True, immediate=True)
        rows.reveal()
        assert (rows.top, rows.place) == (0, 1)


@pytest.mark.usefixtures("marks")
async def test_a_field_that_is_begun_after_a_rest_hides_nothing(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_screen, "_REST", 0.001)
    async with on_board(library, canal) as board:
        await board.press("slash")
        await board.type("verdict")
        await board.until_shown()
        await board.type(":")
        await board.until_shown(*ALL)


@pytest.mark.usefixtures("marks")
async def test_a_query_is_saved_and_loaded(library: Library, canal: str) -> None:
    async with on_board(library, canal) as board:
        await board.press("slash")
        await board.type("river")
        await board.press("enter", "Q")
        await board.type("shallow")
        await board.press("enter")
        assert [(one.name, one.query) for one in saved_queries(library)] == [("shallow", "river*")]
        board.screen.query_field.put("")
        await board.until_shown(*ALL)
        await board.press("Q", "enter")
        await board.until_shown(FERRY_WORDS[1])


@pytest.mark.usefixtures("marks")
async def test_a_report_of_what_is_shown_is_copied_and_written(
    library: Library, canal: str, tmp_path: Path
) -> None:
    library.remember_export_folder(tmp_path / "notes")
    async with on_board(library, canal) as board:
        board.screen.query_field.put("has:verdict")
        await board.until_shown(FERRY_WORDS[1])
        await board.press("W")
        await board.person.until(lambda: (tmp_path / "notes").is_dir())
        await board.person.settle()
        (path,) = (tmp_path / "notes").iterdir()
        text = path.read_text()
        assert FERRY_WORDS[1] in text
        assert CANAL_WORDS[0] not in text
        assert board.person.app.clipboard == text
        said = [*board.person.toasts, board.screen.bottom_row.sentence]
        assert any("Report on 1 claim, copied, written to" in each for each in said)


@pytest.mark.usefixtures("marks")
async def test_all_of_it_by_mouse(library: Library, canal: str) -> None:
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        pilot, place = board.person.pilot, "BoardList"
        await pilot.click(place, offset=(20, 3))
        assert board.cursor == CANAL_WORDS[2]
        await pilot.click(place, offset=(0, 1))
        assert board.chosen == {FERRY_WORDS[1]}
        await pilot.click(place, offset=(20, 3), shift=True)
        assert board.chosen == {FERRY_WORDS[1], CANAL_WORDS[0], CANAL_WORDS[2]}
        await board.press("b", "b", "b")
        await board.person.until(lambda: board.shown[0] == "[refuted]")
        await pilot.click(place, offset=(8, 0))
        await board.until_shown("[refuted]", "[no verdict]", *ALL[:1], *ALL[2:])
        await pilot.click(place, offset=(20, 2), times=2)
        await board.person.settle()
        assert board.person.app.screen is board.person.screen


async def test_a_change_shows_at_once_though_the_disk_takes_nothing(
    library: Library, canal: str, marks: dict[str, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.errors import StorageError

    def refuse(*_: object, **__: object) -> None:
        raise StorageError("The disk is full.")

    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        monkeypatch.setattr(library.records, "apply", refuse)
        board.screen.query_field.put("-has:verdict")
        await board.until_shown(ALL[0], *ALL[2:])
        await board.press("x", "1")
        await board.until_shown(CANAL_WORDS[0], CANAL_WORDS[2])
        monkeypatch.undo()


@pytest.mark.usefixtures("marks")
async def test_an_index_that_is_lost_is_filled_again_and_the_board_with_it(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_REST", 0.05)
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        await board.person.until(lambda: library.listing.complete)
        library.listing._database.discard()
        await board.press("o")
        await board.person.until(lambda: library.listing.complete)
        await board.person.until(lambda: set(board.shown) == set(ALL))


@pytest.mark.usefixtures("marks")
async def test_a_library_that_cannot_be_written_says_so_before_it_asks(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "_read_only", True)
    async with on_board(library, canal) as board:
        await board.until_shown(*ALL)
        for key in ("x", "t", "s", "c", "d", "L"):
            await board.press(key)
            assert board.person.app.screen is board.screen
        assert any("read-only" in toast for toast in board.person.toasts)


async def test_an_empty_board_says_how_to_make_the_first_claim(
    library: Library, canal: str
) -> None:
    async with on_board(library, canal) as board:
        await board.person.until(
            lambda: "c claims the sentence in focus" in rows_of(board.person.app)[3]
        )
        await board.press("x")
        assert board.screen.bottom_row.sentence == "There is nothing to change."


@pytest.mark.usefixtures("marks")
@pytest.mark.parametrize("size", [(80, 24), (30, 8), (200, 50)])
async def test_there_is_a_board_in_every_window(
    library: Library, canal: str, size: tuple[int, int]
) -> None:
    async with on_board(library, canal, size=size) as board:
        await board.until_shown(*ALL)
        assert any("the river" in row or "gates" in row for row in rows_of(board.person.app))
        await board.press("i", "escape", "b", "j", "l", "?", "escape", "q")
        assert board.person.app.screen is board.person.screen


async def test_s_searches_from_any_screen_and_what_is_typed_ahead_is_searched_for(
    library: Library, canal: str
) -> None:
    async with on_board(library, canal) as board:
        before = len(board.person.annotations)
        for key in ("C", "S", "d", "x", "u"):
            board.person.app.post_message(board.person.key(key))
        await board.person.until(lambda: isinstance(board.person.app.screen, SearchScreen))
        await board.person.settle()
        screen = board.person.app.screen
        assert isinstance(screen, SearchScreen)
        assert screen.field is not None
        assert screen.field.value == "dxu"
        assert len(board.person.annotations) == before
