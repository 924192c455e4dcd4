"""A note half written when all ended is there at the next start."""

import pytest

from reader.library import Library
from reader.library.drafts import Drafts
from reader.text.document import Range
from reader.tui.screens.dialogs import note_editor
from reader.tui.screens.dialogs.note_editor import NoteEditor
from reader.tui.widgets.note_area import NoteArea
from tests.tui.reading_app import Reading, reading

WORDS = Range(0, 5)


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_editor, "DRAFT_PAUSE", 0.02)


async def written(person: Reading, text: str) -> None:
    """Write a note until its draft is on disk."""
    await person.press("a")
    await person.type(text)
    for _ in range(100):
        await person.app.animator.wait_for_idle()
        await person.settle()
        person.screen.library.flush()
        drafts = person.screen.library.drafts
        if drafts._open is not None and text in drafts._open.read_text():
            return
    raise AssertionError("no draft was written")


def crashed(library: Library) -> None:
    """Let go of the open draft as the end of a process does."""
    library.drafts._release()
    del library.__dict__["drafts"]


async def test_a_note_half_written_is_offered_again(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await written(person, "half a note")
        crashed(library)
    async with reading(library, canal) as person:
        await person.settle()
        dialog = person.app.screen
        assert isinstance(dialog, NoteEditor)
        assert dialog.query_one(NoteArea).text == "half a note"
        await person.press("escape")
        await person.settle()
        assert [each.note for each in person.annotations] == ["half a note"]
        library.flush()
        assert Drafts(library.places.state / "drafts").left() == []


async def test_a_saved_note_leaves_nothing_behind(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await written(person, "a whole note")
        await person.press("escape")
        await person.settle()
        library.flush()
        folder = library.places.state / "drafts"
        assert [path for path in folder.iterdir() if path.suffix == ".json"] == []


async def test_a_note_that_cannot_be_saved_is_kept(library: Library, canal: str) -> None:
    session = library.session(canal)
    mark = session.mark(WORDS)
    async with reading(library, canal) as person:
        person.screen.go_to_annotation(mark)
        await written(person, "too late")
        session.delete(mark)
        await person.press("escape")
        await person.settle()
        library.flush()
        (left,) = Drafts(library.places.state / "drafts").left()
        assert left.draft.note == "too late"
