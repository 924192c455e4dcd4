"""Links and footnotes in a real terminal, with a browser that writes down what it is given."""

import time
from pathlib import Path

from tests.e2e.conftest import Home

ARTICLE = """\
# On canals

The [council](https://council.example/minutes?id=4&x='$(touch%20pwned)') met.[^1] It was brief.

[^1]: Says [the clerk](https://clerk.example/).
"""
BROWSER = """\
#!/bin/sh
printf '%s\\n' "$@" >> "$HOME/opened"
echo noise from the browser
"""


def _prepare(home: Home) -> Path:
    """Add the article, and a browser; return the file in which it notes what it opens."""
    article = home.folder / "canals.md"
    article.write_text(ARTICLE)
    home.say("add", str(article))
    browser = home.folder / "browser"
    browser.write_text(BROWSER)
    browser.chmod(0o755)
    home.environment["BROWSER"] = str(browser)
    return home.folder / "opened"


def _opened(file: Path) -> list[str]:
    end = time.monotonic() + 20
    while not file.exists() and time.monotonic() < end:
        time.sleep(0.1)
    return file.read_text().splitlines()


def test_a_link_is_chosen_by_its_letter_seen_and_opened(home: Home) -> None:
    opened = _prepare(home)
    with home.start("canals") as terminal:
        terminal.wait_for("The council").press("f").wait_for("founcil")
        terminal.press("f").wait_for("https://council.example/minutes?id=4")
        assert not opened.exists()
        terminal.press("enter").wait_for("Opened in the browser.")
        [address] = _opened(opened)
        assert address == "https://council.example/minutes?id=4&x='$(touch%20pwned)'"
        assert not (home.folder / "pwned").exists()
        assert "noise" not in terminal.text


def test_a_footnote_is_read_in_place_and_its_link_copied(home: Home) -> None:
    _prepare(home)
    with home.start("canals") as terminal:
        terminal.wait_for("The council").press("f").wait_for("met.j1]")
        terminal.press("j").wait_for("Says the clerk").press("f").wait_for("fhe clerk")
        terminal.press("f").wait_for("https://clerk.example/").press("y").wait_for("Copied")
        terminal.press("escape").wait_gone("╭")


def test_without_a_browser_that_is_said_in_one_sentence(home: Home) -> None:
    _prepare(home)
    home.environment |= {"BROWSER": "", "PATH": str(home.folder), "DISPLAY": ""}
    home.environment["WAYLAND_DISPLAY"] = ""
    with home.start("canals") as terminal:
        terminal.wait_for("The council").press("f", "f").wait_for("https://council.example/")
        terminal.press("enter").wait_for("No browser could be opened here; y copies the address.")
