"""Starting and leaving: everything is saved first, and the place comes back."""

import os
import signal
import threading

import pytest

from reader.config import Config
from reader.errors import NotSavedError, ReaderError
from reader.library import Advanced, Event, Library, tag_changes
from reader.paths import Places
from reader.text.document import Range
from reader.tui import app
from reader.tui.screens.dialogs.confirm_dialog import ConfirmDialog
from tests.tui.reading_app import reading


async def test_q_goes_back_to_the_text_and_then_quits(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("tab", "q")
        assert person.app.is_running
        assert person.screen.panes.front == "text"
        await person.press("q")
        assert person.app.return_code == 0
        assert not library.unsaved


async def test_ctrl_q_in_the_middle_of_a_note_keeps_the_note(
    library: Library, canal: str, places: Places
) -> None:
    async with reading(library, canal) as person:
        await person.press("a")
        await person.type("half a thought")
        await person.press("ctrl+q")
    library.close()
    with Library.open(places, Config()) as again:
        assert again.session(canal).annotations[0].note == "half a thought"


async def test_ctrl_c_ends_nothing_and_says_how_to(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("ctrl+c")
        assert person.app.is_running
        assert any("ctrl+q" in toast for toast in person.toasts)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_saves_and_ends(
    library: Library, canal: str, places: Places, number: signal.Signals
) -> None:
    async with reading(library, canal) as person:
        await person.press("full_stop", "c")
        os.kill(os.getpid(), number)
        await person.pilot.pause(0.2)
        assert person.app.return_code == 128 + number
    with Library.open(places, Config()) as again:
        assert len(again.session(canal).annotations) == 1
        assert again.session(canal).state.position > 0


async def test_the_article_read_last_is_open_at_its_place(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, ferry) as person:
        await person.press("J", "full_stop", "full_stop", "full_stop")
        focus = person.focus
        await person.press("q")
    async with reading(library) as person:
        assert person.screen.article == canal
        assert person.focus == focus


async def test_what_cannot_be_saved_is_loud_and_can_be_tried_again(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotSavedError("The disk is full.")

    async with reading(library, canal) as person:
        await person.settle()
        library.flush()
        with monkeypatch.context() as patched:
            patched.setattr(library.records, "apply", refuse)
            await person.press("c")
            with pytest.raises(ReaderError):
                library.flush()
            await person.settle()
            assert "The disk is full." in person.screen.top_row.unsaved
            assert len(person.annotations) == 1
            await person.press("q")
            await person.pilot.pause(0.2)
            assert person.app.is_running
            await person.press("n")
        await person.press("colon", "w", "enter")
        library.flush()
        await person.settle()
        assert person.screen.top_row.unsaved == ""


async def test_leaving_with_something_unsaved_is_asked_about(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotSavedError("The disk is full.")

    monkeypatch.setattr(library.records, "apply", refuse)
    async with reading(library, canal) as person:
        await person.press("c", "ctrl+q")
        await person.pilot.pause(0.2)
        assert person.app.screen is not person.screen
        await person.press("y")
        assert person.app.return_code == 0
    monkeypatch.undo()
    library.retry()


async def test_leaving_while_many_records_are_written_asks_and_leaves_what_is_whole(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(places, Config()) as made:
        for number in range(40):
            text = f"Number {number}\n\nOne two three four five."
            session = made.session(made.add(text.encode(), f"{number}.txt").article)
            session.set_tags(session.mark(Range(11, 20)), ["mill"])
    going_on = threading.Event()
    monkeypatch.setattr(app, "_SECONDS_TO_SAVE", 0.1)

    def hear(event: Event) -> None:
        if isinstance(event, Advanced):
            going_on.wait(30)

    with Library.open(places, Config()) as library:
        async with reading(library) as person:
            library.subscribe(hear)
            plan = tag_changes.plan_rename(library, "mill", "water")
            tag_changes.apply(library, plan)
            await person.pilot.press("ctrl+q")
            await person.until(lambda: isinstance(person.app.screen, ConfirmDialog))
            heading = person.app.screen.query_one("Heading").render()
            assert "of 39 articles are written" in str(heading)
            await person.pilot.press("y")
            going_on.set()
    with Library.open(places, Config()) as again:
        assert not again.history.sweeping
        tags = {again.session(each).annotations[0].tags for each in again.article_ids()}
        assert tags == {("water",)}
        stored = [
            fields["tags"]
            for file in again.records.files("articles/")
            for fields in again.records.read(file)["annotations"].values()
        ]
        assert 0 < stored.count({"mill": True}) < 40
