"""The note editor: what was typed is never lost."""

import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.events import Key, Paste

from reader.errors import InputError
from reader.tui.external_editor import edit, editor_command
from reader.tui.screens.dialogs import note_editor
from reader.tui.screens.dialogs.note_editor import NoteEditor
from reader.tui.widgets.note_area import NoteArea
from tests.tui.dialog_app import UNANSWERED, DialogApp, answer_of, answer_to, rows_of


def empty() -> NoteEditor:
    return NoteEditor("words")


def written() -> NoteEditor:
    return NoteEditor("words", "first\nsecond")


@pytest.mark.parametrize("key", ["escape", "ctrl+s"])
async def test_leaving_saves_a_note_of_several_lines(key: str) -> None:
    assert await answer_to(empty, *"one", "enter", *"two", key) == "one\ntwo"


async def test_typing_goes_on_at_the_end() -> None:
    assert await answer_to(written, "exclamation_mark", "escape") == "first\nsecond!"


async def test_an_unchanged_note_is_left_as_it_is() -> None:
    assert await answer_to(written, "escape") is None


async def test_an_emptied_note_is_answered_as_empty() -> None:
    assert await answer_to(written, "f7", "delete", "escape") == ""


async def test_discarding_leaves_the_note_as_it_was() -> None:
    assert await answer_to(written, "x", "ctrl+g") is None


async def test_a_burst_that_ends_in_saving_keeps_every_character() -> None:
    app = DialogApp(empty)
    async with app.run_test() as pilot:
        for character in "all of it":
            app.post_message(Key("space" if character == " " else character, character))
        app.post_message(Key("ctrl+s", "\x13"))
        assert await answer_of(app, pilot) == "all of it"


async def test_a_draft_is_offered_after_a_second_of_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_editor, "DRAFT_PAUSE", 0.05)
    drafted: list[str] = []
    app = DialogApp(lambda: NoteEditor("words", drafted=drafted.append))
    async with app.run_test() as pilot:
        await pilot.press(*"half a")
        await pilot.pause(0.2)
        assert drafted[-1] == "half a"
        assert app.answer is UNANSWERED


async def test_pasted_controls_do_not_reach_the_note() -> None:
    app = DialogApp(empty)
    async with app.run_test() as pilot:
        area = app.screen.query_one(NoteArea)
        area.post_message(Paste("a\x1b]52;c;eA==\x07b\nc"))
        await pilot.pause()
        await pilot.press("escape")
        assert app.answer == "ab\nc"


@contextmanager
def _suspended() -> Iterator[None]:
    yield


def _program(tmp_path: Path, body: str) -> str:
    script = tmp_path / "editor.py"
    script.write_text(f"import sys\npath = sys.argv[1]\n{body}\n", encoding="utf-8")
    return f"{sys.executable} {script}"


async def _edited(
    monkeypatch: pytest.MonkeyPatch, command: str
) -> tuple[DialogApp, str, list[str]]:
    app = DialogApp(lambda: NoteEditor("words", "first\nsecond", editor=command))
    monkeypatch.setattr(app, "suspend", _suspended)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+e")
        await pilot.pause()
        return app, app.screen.query_one(NoteArea).text, rows_of(app)


async def test_the_persons_editor_gets_the_note_and_gives_it_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    body = "text = open(path).read()\nopen(path, 'w').write(text + ' edited\\n')"
    _, text, _ = await _edited(monkeypatch, _program(tmp_path, body))
    assert text == "first\nsecond edited"


async def test_a_failing_editor_leaves_the_note_and_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    body = "open(path, 'w').write('')\nsys.exit(3)"
    _, text, rows = await _edited(monkeypatch, _program(tmp_path, body))
    assert text == "first\nsecond"
    assert any("status 3" in row for row in rows)


async def test_a_missing_editor_leaves_the_note_and_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, text, rows = await _edited(monkeypatch, "no-such-editor-here")
    assert text == "first\nsecond"
    assert any("no-such-editor-here" in row for row in rows)


async def test_a_terminal_that_cannot_be_handed_over_is_said() -> None:
    app = DialogApp(lambda: NoteEditor("words", "text", editor="true"))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+e")
        await pilot.pause()
        assert any("cannot be handed" in row for row in rows_of(app))
        assert app.screen.query_one(NoteArea).text == "text"


def test_the_file_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    body = (
        "import os\nopen(path + '.mode', 'w').close()\n"
        "mode = os.stat(os.path.dirname(path)).st_mode\n"
        "open(path, 'w').write(f'{mode:o} {path}')"
    )
    mode, path = edit("text", editor_command(_program(tmp_path, body))).split(" ", 1)
    assert stat.S_IMODE(int(mode, 8)) == 0o700
    assert path.endswith(".md")
    assert not Path(path).parent.exists()


def test_text_that_is_no_utf8_stays_on_disk(tmp_path: Path) -> None:
    body = "open(path, 'wb').write(b'caf\\xe9')"
    with pytest.raises(InputError) as caught:
        edit("text", editor_command(_program(tmp_path, body)))
    kept = Path(str(caught.value).split(" ", 1)[0])
    assert kept.read_bytes() == b"caf\xe9"
    kept.unlink()
    kept.parent.rmdir()


def test_the_setting_goes_before_the_environment() -> None:
    both = {"VISUAL": "visual --wait", "EDITOR": "editor"}
    assert editor_command("mine -n", both) == ["mine", "-n"]
    assert editor_command("", both) == ["visual", "--wait"]
    assert editor_command("", {"EDITOR": "editor"}) == ["editor"]


@pytest.mark.parametrize("setting", ["", "   ", "'unclosed"])
def test_no_usable_editor_is_one_sentence(setting: str) -> None:
    with pytest.raises(InputError):
        editor_command(setting, {})
