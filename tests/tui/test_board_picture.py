"""How the claims board looks; `pytest --snapshot-update` after a change that was meant."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from reader.library import Library, bulk_changes
from reader.library.annotation_ids import Place
from reader.library.bulk_changes import Judged
from reader.library.evidence import add_address
from reader.model.annotation import Kind
from reader.model.claim import Relation, Status
from reader.text.document import Range
from reader.tui.app import ReaderApp
from reader.tui.screens.board.screen import ClaimsBoard
from reader.tui.widgets import board_rows, claim_preview

SnapCompare = Callable[..., bool]


@pytest.fixture
def claims(library: Library, canal: str, ferry: str) -> str:
    """Claims of two articles: some judged, one said in both, one with a suggested speaker."""
    places: list[Place] = []
    for article, quotations in (
        (
            canal,
            ("the gates are sound", "the canal costs more than it earns", "He gave no figures"),
        ),
        (ferry, ("The ferry stopped on Sunday", "the river had become too shallow")),
    ):
        session = library.session(article)
        for words in quotations:
            start = session.document.text.index(words)
            made = session.mark(Range(start, start + len(words)), Kind.CLAIM)
            places.append(Place(article, made))
    bulk_changes.set_speaker(library, places[:1], "Ada Brook")
    bulk_changes.change_tags(library, places[:2], ["water/locks"], [])
    bulk_changes.judge(library, places[:1], Judged({"status": Status.CHECKING}))
    bulk_changes.judge(library, places[4:], Judged({"verdict": "refuted"}))
    claim = bulk_changes.link(library, [places[0], places[3]])
    add_address(library, claim, Relation.REFUTES, "https://example.org/gates")
    library.session(canal).set_note(places[0].annotation, "Which gates? Ask for the report.")
    library.flush()
    return canal


def test_the_board_grouped_by_claim(
    library: Library, claims: str, snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (board_rows, claim_preview):
        monkeypatch.setattr(module, "short_date", lambda _: "2 Aug")
    app = ReaderApp(library, [claims])

    async def prepare(pilot: Pilot[None]) -> None:
        while app.reading.session is None:
            await pilot.pause(0.01)
        await app.workers.wait_for_complete()
        app.theme = "reader-dark"
        await pilot.press("B", "b", "o", "o")
        screen = app.screen
        assert isinstance(screen, ClaimsBoard)
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("g", "l")
        while "also said" not in screen.preview.text:
            await pilot.pause(0.02)
        screen.telling.hush()
        await pilot.pause()

    assert snap_compare(app, terminal_size=(120, 36), run_before=prepare)
