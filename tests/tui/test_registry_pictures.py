"""How the speakers and the tags look; `pytest --snapshot-update` after a change that was meant."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from reader.library import Library
from reader.tui.app import ReaderApp
from tests.tui.registries import studied

SnapCompare = Callable[..., bool]


@pytest.mark.parametrize("called", ["speakers", "tags"])
def test_a_registry_with_a_few_records(
    library: Library, canal: str, snap_compare: SnapCompare, called: str
) -> None:
    studied(library)
    app = ReaderApp(library, [canal])

    async def prepare(pilot: Pilot[None]) -> None:
        while app.reading.session is None:
            await pilot.pause(0.01)
        await pilot.press("colon", *called, "enter")
        await app.workers.wait_for_complete()
        await pilot.press("j")
        await pilot.pause()

    assert snap_compare(app, terminal_size=(120, 36), run_before=prepare)
