"""Saving: quick is silent, slow is quiet, and what cannot be saved is refused or loud."""

import json
import shutil
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from reader.config import Config
from reader.library import Changed, Library, Saved, Skipped
from reader.paths import Places
from reader.storage.base import Applied, Change
from reader.storage.repository import Repository
from reader.tui.commands import COMMANDS, Keymap
from reader.tui.remembered import Remembered
from reader.tui.screens.reading import ReadingScreen, saving
from tests.tui.reading_app import reading


@pytest.fixture
def go_on(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Have the disk take its time until the event is set."""
    event = threading.Event()
    apply = library.records.apply

    def slow(changes: Sequence[Change]) -> list[Applied]:
        event.wait(60)
        return apply(changes)

    monkeypatch.setattr(library.records, "apply", slow)
    yield event
    event.set()


async def test_a_disk_that_takes_its_time_is_mentioned_until_all_is_saved(
    library: Library, canal: str, go_on: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_PATIENCE", 0.1)
    async with reading(library, canal) as person:
        row = person.screen.top_row
        await person.press("m", "full_stop", "m")
        await person.until(lambda: "saving · 2" in row.render().plain)
        assert "UNSAVED" not in row.render().plain
        go_on.set()
        library.flush()
        await person.until(lambda: "saving" not in row.render().plain)


async def test_a_disk_that_is_not_slow_yet_is_not_mentioned(
    library: Library, canal: str, go_on: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_PATIENCE", 600.0)
    async with reading(library, canal) as person:
        await person.press("m", "full_stop", "m")
        assert library.unsaved
        assert "saving" not in person.screen.top_row.render().plain
        go_on.set()
        library.flush()
        await person.settle()
        assert not library.unsaved
        assert "saving" not in person.screen.top_row.render().plain


async def test_what_a_newer_version_wrote_is_read_and_refuses_changes_at_once(
    library: Library, canal: str, places: Places
) -> None:
    library.close()
    record = places.library / "articles" / canal / "record.json"
    fields = json.loads(record.read_text("utf-8"))
    fields["meta"]["schema"]["version"] = 99
    record.write_text(json.dumps(fields), "utf-8")
    before = record.read_bytes()
    with Library.open(places, Config()) as again:
        async with reading(again, canal) as person:
            assert "read-only" in person.screen.top_row.render().plain
            await person.press("c", "full_stop", "m")
            assert not person.annotations
            assert any("newer version" in toast for toast in person.toasts)
            assert not again.unsaved
        again.flush()
    assert record.read_bytes() == before


async def test_what_an_undo_leaves_as_it_was_changed_elsewhere_is_shown(
    library: Library, canal: str, places: Places
) -> None:
    file = f"articles/{canal}"
    async with reading(library, canal) as person:
        card = person.screen.card
        await person.press("m")
        (annotation,) = person.annotations
        library.flush()
        await person.settle()
        Repository(places).apply([Change(file, "annotations", annotation.id, "note", "theirs")])
        library.copy.refresh(file)
        library.listeners.tell(Skipped("Left as it is.", frozenset({canal})))
        assert person.screen.saving.stale
        await person.until(lambda: "note: theirs" in card.render().plain)


async def test_an_article_that_cannot_be_read_is_said_once(
    library: Library, canal: str, ferry: str, places: Places
) -> None:
    library.close()
    shutil.rmtree(places.state / "backups")
    (places.library / "articles" / canal / "record.json").write_text("{", "utf-8")
    with Library.open(places, Config()) as again:
        async with reading(again, canal, size=(80, 24)) as person:
            assert sum("damaged" in toast for toast in person.toasts) == 1
            assert person.screen.article == ferry


def test_what_is_saved_before_the_screen_is_up_stops_nothing(library: Library) -> None:
    screen = ReadingScreen(library, Keymap(COMMANDS, {}), Remembered(library.places, column=72))
    with ThreadPoolExecutor() as writer:
        for told in (Changed(frozenset()), Saved(0)):
            writer.submit(library.listeners.tell, told).result()
    screen.saving.stop()
