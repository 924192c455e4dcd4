"""How the screens look; `pytest --snapshot-update` after a change that was meant."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.library import Library, claim_judging, claim_linking, evidence
from reader.library.annotation_ids import Place
from reader.model.annotation import Attribution, Kind
from reader.model.claim import Relation, Status
from reader.text.document import Range
from reader.tui.app import ReaderApp
from reader.tui.screens.search_screen import SearchScreen
from tests.records import set_about

SnapCompare = Callable[..., bool]
RICH = Path(__file__).parent / "texts" / "rich.md"


def _named(value: object) -> str:
    """Return a theme as it is called, a size as columns by rows."""
    return "x".join(map(str, value)) if isinstance(value, tuple) else str(value)


@pytest.fixture
def judged(library: Library, canal: str) -> str:
    """The canal with a judged claim, a suggested one and a mark."""
    session = library.session(canal)
    set_about(library, canal, "site", "The Courier")
    set_about(library, canal, "published_on", "2019-08-02")
    text = session.document.text

    def words(quotation: str) -> Range:
        start = text.index(quotation)
        return Range(start, start + len(quotation))

    claim = session.mark(words("the gates are sound"), Kind.CLAIM)
    session.set_speaker(claim, "Ada Brook")
    session.set_status(claim, Status.TO_CHECK)
    session.set_tags(claim, ["water/locks"])
    session.set_note(claim, "Which gates? Ask for the report.")
    session.mark(words("the canal costs more than it earns"), Kind.CLAIM)
    session.mark(words("Boats paid 4,000 crowns in tolls last year."))
    return canal


@pytest.fixture
def rich(library: Library) -> str:
    """An article with everything that can stand in one, and a mark of each kind."""
    article = library.add(RICH.read_bytes(), RICH.name).article
    session = library.session(article)
    text = session.document.text
    marks = {
        "every reason": Kind.CLAIM,
        "adds up to more than the first": Kind.QUESTION,
        "Nobody told me to look out of the window.": Kind.EVIDENCE,
        "97,020": Kind.HIGHLIGHT,
        "It was the lighthouse.": Kind.CLAIM,
        "if sailing not in seen": Kind.HIGHLIGHT,
        "紙の船": Kind.CLAIM,
    }
    for quotation, kind in marks.items():
        start = text.index(quotation)
        session.mark(Range(start, start + len(quotation)), kind)
    return article


async def _rest(app: ReaderApp, pilot: Pilot[None]) -> None:
    """Wait until an article is open and nothing is on its way."""
    while app.reading.session is None:
        await pilot.pause(0.01)
    await app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize(
    ("theme", "size"),
    [
        ("reader-dark", (80, 24)),
        ("reader-dark", (120, 36)),
        ("reader-dark", (200, 50)),
        ("reader-light", (120, 36)),
        ("reader-contrast", (80, 24)),
    ],
    ids=_named,
)
def test_an_article_with_a_claim_in_focus(
    library: Library, judged: str, snap_compare: SnapCompare, theme: str, size: tuple[int, int]
) -> None:
    app = ReaderApp(library, [judged])

    async def prepare(pilot: Pilot[None]) -> None:
        await _rest(app, pilot)
        app.theme = theme
        await pilot.press("right_square_bracket")
        app.reading.bookmark.keep()
        await _rest(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=prepare)


@pytest.mark.parametrize(
    ("theme", "size"),
    [
        ("reader-dark", (40, 140)),
        ("reader-dark", (80, 100)),
        ("reader-dark", (120, 90)),
        ("reader-dark", (200, 80)),
        ("reader-light", (80, 100)),
        ("reader-contrast", (80, 100)),
        ("reader-terminal", (80, 100)),
    ],
    ids=_named,
)
def test_everything_that_can_stand_in_an_article(
    library: Library, rich: str, snap_compare: SnapCompare, theme: str, size: tuple[int, int]
) -> None:
    app = ReaderApp(library, [rich])

    async def prepare(pilot: Pilot[None]) -> None:
        await _rest(app, pilot)
        app.theme = theme
        await pilot.press("g", "full_stop", "full_stop", "v", "e", "e")
        app.reading.bookmark.keep()
        await _rest(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=prepare)


@pytest.fixture
def gathered(library: Library, judged: str, ferry: str) -> str:
    """The canal with a claim that is seen twice, and evidence for it and against it."""
    session, other = library.session(judged), library.session(ferry)
    set_about(library, ferry, "published_on", "2019-09-14")
    sound = next(each for each in session.annotations if each.claim)
    claim = claim_linking.make_claim(library, Place(judged, sound.id))
    session.set_attribution(sound.id, Attribution.FAIR)
    for name, value in {
        "text": "The gates of the canal are sound",
        "type": "experience",
        "verdict": "refuted",
        "explanation": "Two gates leaked when the council looked, and the keeper was there.",
        "as_of": "2019-09-20",
    }.items():
        claim_judging.set_field(library, claim, name, value)

    def words(quotation: str) -> Range:
        start = other.document.text.index(quotation)
        return Range(start, start + len(quotation))

    second = other.mark(words("The ferry stopped on Sunday."), Kind.CLAIM)
    claim_linking.link(library, Place(ferry, second), claim)
    shallow = words("the river had become too shallow")
    note = "Shallow water spares no gate."
    refuting = evidence.add_range(other, library, claim, Relation.REFUTES, shallow, note=note)
    url = "https://council.example/minutes/2019-09"
    supporting = evidence.add_address(
        library, claim, Relation.SUPPORTS, url, quote="no gate needs work", source="Minutes"
    )
    for piece in (refuting, supporting):
        evidence.set_field(library, claim, piece, "accessed_on", "2019-09-18")
    library.pinned.pin(claim)
    return judged


def test_a_claim_with_all_that_belongs_to_it(
    library: Library, gathered: str, snap_compare: SnapCompare
) -> None:
    app = ReaderApp(library, [gathered])

    async def prepare(pilot: Pilot[None]) -> None:
        await _rest(app, pilot)
        app.theme = "reader-dark"
        await pilot.press("right_square_bracket", "C")
        await _rest(app, pilot)

    assert snap_compare(app, terminal_size=(120, 36), run_before=prepare)


def test_a_search_of_the_library(library: Library, judged: str, snap_compare: SnapCompare) -> None:
    app = ReaderApp(library, [judged])

    async def prepare(pilot: Pilot[None]) -> None:
        await _rest(app, pilot)
        await pilot.press("S", *"canal")
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        while not (screen.rows.results.counts and screen.settled):
            await pilot.pause(0.01)
        await pilot.press("enter", "j")
        await _rest(app, pilot)

    assert snap_compare(app, terminal_size=(120, 36), run_before=prepare)
