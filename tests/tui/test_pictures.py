"""How the reading screen looks; `pytest --snapshot-update` after a change that was meant."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from reader.library import Library
from reader.model.annotation import Kind
from reader.model.claim import Status
from reader.text.document import Range
from reader.tui.app import ReaderApp
from tests.records import set_about

SnapCompare = Callable[..., bool]


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


@pytest.mark.parametrize(
    ("theme", "size"),
    [
        ("reader-dark", (80, 24)),
        ("reader-dark", (120, 36)),
        ("reader-dark", (200, 50)),
        ("reader-light", (120, 36)),
        ("reader-contrast", (80, 24)),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value[0]}x{value[1]}",
)
def test_an_article_with_a_claim_in_focus(
    library: Library, judged: str, snap_compare: SnapCompare, theme: str, size: tuple[int, int]
) -> None:
    app = ReaderApp(library, [judged])

    async def prepare(pilot: Pilot[None]) -> None:
        app.theme = theme
        await app.workers.wait_for_complete()
        await pilot.press("right_square_bracket")
        app.reading.bookmark.keep()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=prepare)
