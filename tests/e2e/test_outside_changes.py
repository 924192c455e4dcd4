"""Other programs write to the library while it is open: it shows, and the reader stays put."""

import os
from pathlib import Path

from tests.e2e.conftest import Home

PARAGRAPH = "The lock keeper said that gate number {} is sound; nobody has looked since.\n\n"
TEXT = "Gates of the canal\n\n" + "".join(PARAGRAPH.format(number) for number in range(1, 60))


def _open_article(home: Home) -> tuple[str, Path]:
    path = home.folder / "gates.txt"
    path.write_text(TEXT)
    article = home.say("add", str(path)).split()[0]
    return article, Path(home.say("path").strip()) / "articles" / article / "record.json"


def test_an_annotation_from_the_command_line_appears_without_moving_the_reader(
    home: Home,
) -> None:
    article, _ = _open_article(home)
    with home.start(article, columns=160) as terminal:
        terminal.wait_for("gate number 1 ")
        terminal.press("space", "space", "space")
        terminal.settle()
        before = _text_rows(terminal.lines)
        home.say("annotate", article, "--quote", "gate number 2 is sound", "--note", "who says so")
        terminal.wait_for("who says so")
        assert _text_rows(terminal.lines) == before


def test_a_synchroniser_may_replace_the_record_of_the_open_article(home: Home) -> None:
    article, record = _open_article(home)
    with home.start(article, columns=160) as terminal:
        terminal.wait_for("gate number 1 ")
        mine = record.with_name("elsewhere")
        home.say("annotate", article, "--quote", "gate number 3 is sound", "--note", "from afar")
        mine.write_bytes(record.read_bytes())
        os.utime(mine, (1_000_000_000, 1_000_000_000))
        mine.replace(record)
        terminal.wait_for("from afar")


def test_a_new_version_taken_in_elsewhere_is_shown_where_the_reader_was(home: Home) -> None:
    article, _ = _open_article(home)
    changed = home.folder / "changed.txt"
    changed.write_text(TEXT.replace("number 2 ", "number two ").replace("The lock", "A lock"))
    with home.start(article, columns=100) as terminal:
        terminal.wait_for("gate number 1 ")
        home.say("refresh", article, "--from", str(changed))
        terminal.wait_for("gate number two ")


def _text_rows(rows: list[str]) -> list[str]:
    """Return the column of the text, without margins that marks are shown in."""
    return [row[50:100] for row in rows[1:-1]]
