"""What cannot be read, in a real terminal: named in a sentence, and everything else goes on."""

import json
import os
import shutil
from pathlib import Path

from tests.e2e.conftest import Home
from tests.terminal import Terminal

MILL = "The mill\n\nThe mill is old, said the mayor. It was built in 1750. The river is deep.\n"
QUIT = 0
FAILED = 2
INTERRUPTED = 130


def add(home: Home, name: str, text: str = MILL) -> str:
    """Add an article and return its id."""
    path = home.folder / name
    path.write_text(text, encoding="utf-8")
    return home.say("add", str(path)).split()[0]


def record(home: Home, article: str) -> Path:
    """Return the path of an article's record."""
    return home.folder / "library" / "articles" / article / "record.json"


def forget_backups(home: Home) -> None:
    """Remove what a damaged record would be put right from."""
    for folder in [*home.folder.rglob("backups")]:
        shutil.rmtree(folder)


def quit_with(terminal: Terminal) -> int:
    """Leave by `q` and return the exit status."""
    terminal.press("q")
    return terminal.wait_exit()


def test_of_several_paths_those_that_can_be_read_open_and_the_others_are_named(home: Home) -> None:
    good = home.folder / "good.txt"
    good.write_text(MILL)
    os.mkfifo(home.folder / "pipe")
    (home.folder / "folder").mkdir()
    (home.folder / "paper.pdf").write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    names = ("pipe", "folder", "paper.pdf", "gone.txt", "good.txt")
    with home.start(*(str(home.folder / name) for name in names)) as terminal:
        terminal.wait_for("It was built in 1750").wait_for("does not exist")
        for words in ("is a pipe or device", "is a folder", "is a PDF"):
            assert words in flowing(terminal)
        assert quit_with(terminal) == FAILED


def test_when_nothing_can_be_opened_the_reason_is_all_that_is_shown(home: Home) -> None:
    with home.start(str(home.folder / "gone.txt")) as terminal:
        assert terminal.wait_exit() == FAILED
        terminal.settle()
        written = "".join(terminal.received)
        assert "does not exist" in written
        assert "\x1b[?1049h" not in written


def test_damaged_records_are_listed_and_named_and_the_next_article_opens(home: Home) -> None:
    good, cut, wrong = add(home, "a.txt"), add(home, "b.txt", "B " + MILL), add(home, "c.txt", "C.")
    forget_backups(home)
    content = record(home, cut).read_text("utf-8")
    record(home, cut).write_text(content[: len(content) // 2], "utf-8")
    fields = json.loads(record(home, wrong).read_text("utf-8"))
    fields["annotations"] = {"x": {"id": "x", "anchors": "no list"}}
    record(home, wrong).write_text(json.dumps(fields), "utf-8")
    before = record(home, cut).read_bytes(), record(home, wrong).read_bytes()

    with home.start(cut) as terminal:
        terminal.wait_for("is damaged").wait_for(wrong[:12])
        terminal.press("q")
    with home.start(good) as terminal:
        terminal.wait_for("It was built in 1750").settle()
        for _ in range(3):
            terminal.press("J")
        for _ in range(3):
            terminal.press("K")
        terminal.press("c").wait_for("◆1")
        assert quit_with(terminal) == QUIT
    assert len(home.annotations(good)) == 1
    kept = [[*record(home, each).parent.glob("record.json*")] for each in (cut, wrong)]
    assert tuple(path.read_bytes() for [path] in kept) == before


def test_a_record_of_a_newer_version_is_read_and_never_written(home: Home) -> None:
    article = add(home, "a.txt")
    fields = json.loads(record(home, article).read_text("utf-8"))
    fields["meta"]["schema"]["version"] = 99
    record(home, article).write_text(json.dumps(fields), "utf-8")
    before = record(home, article).read_bytes()
    with home.start(article) as terminal:
        terminal.wait_for("It was built in 1750").settle()
        terminal.wait_for("read-only")
        terminal.press("c").wait_for("newer version")
        assert "◆" not in terminal.text
        assert quit_with(terminal) == QUIT
    assert record(home, article).read_bytes() == before


def test_wrong_settings_are_named_and_the_keys_work(home: Home) -> None:
    article = add(home, "a.txt")
    settings = home.folder / "config.toml"
    settings.write_text('colunm = 60\n[keys]\nnothing = "x"\nclaim = "m"\n', "utf-8")
    home.environment["READER_CONFIG"] = str(settings)
    with home.start(article, columns=120) as terminal:
        terminal.wait_for("“colunm”").wait_for("“nothing”").wait_for("already belongs to")
        terminal.press("c").wait_for("◆1")
        assert quit_with(terminal) == QUIT


def test_the_smallest_terminal_says_so_and_a_larger_one_shows_the_text(home: Home) -> None:
    article = add(home, "a.txt")
    with home.start(article, columns=20, rows=5) as terminal:
        terminal.wait_for("needed.")
        assert "Too small: 30 columns by 8 rows needed." in " ".join(terminal.text.split())
        terminal.press("c", "s", "escape", "t", "escape", ".", "?", "escape", "W", "escape")
        resize(terminal, 100, 30)
        terminal.wait_for("It was built in 1750")
        resize(terminal, 1, 1)
        terminal.settle()
        resize(terminal, 80, 24)
        terminal.wait_for("It was built in 1750")
        assert quit_with(terminal) == QUIT


def test_a_pager_that_is_left_early_and_an_interrupt_are_no_failures(home: Home) -> None:
    text = "\n\n".join(f"Paragraph {number} is here." for number in range(9000))
    article = add(home, "a.txt", text)
    home.environment["PAGER"] = "head -2"
    with home.start("show", article) as terminal:
        assert terminal.wait_exit() == QUIT
        terminal.settle()
        assert "Paragraph 0" in terminal.text
        assert "Traceback" not in terminal.text
    with home.start("add", "-") as terminal:
        terminal.settle(quiet=1.5)
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == INTERRUPTED
        assert "Traceback" not in terminal.text


def resize(terminal: Terminal, columns: int, rows: int) -> None:
    """Give the window another size, as a person does with the mouse."""
    terminal.screen.resize(rows, columns)
    terminal.process.setwinsize(rows, columns)


def flowing(terminal: Terminal) -> str:
    """Return the screen's words on one line, the edges of toasts left out."""
    return " ".join(terminal.text.replace("▌", " ").split())
