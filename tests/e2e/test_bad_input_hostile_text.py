"""Text that tries to act on the terminal or on the app is shown, complete and harmless."""

import re

from tests.e2e.conftest import Home

SHOWN = "[bold]bee[/bold] [sic] [/foo] [@click=app.quit]cli[/]"
HOSTILE = (
    "\x1b]52;c;UFdORUQ=\x07\x1b]0;PWNED\x07"
    f"{SHOWN} \u202eabc\u2066 \x1b[7777zzed \x9b31mone\x90two\x9c\u200b"
)
CLEANED = f"{SHOWN} abc zed one"
PAGE = """<html><head><title>Page &#27;]52;c;UFdORUQ=&#7; [sic] &#x202e;rev&#155;31m</title></head>
<body><p>Body &#27;[7777z [bold]bee[/bold] [sic] [/foo] &#x202e;rev and &#155;31m end.</p></body>
"""
# What Textual itself says: the shape of the pointer, and what it copies when asked to.
_OWN_COMMAND = re.compile(r"22;")


def assert_harmless(written: str) -> None:
    """Fail if anything of the hostile text but its words reached the terminal."""
    assert not re.search("[\x80-\x9f\u202a-\u202e\u2066-\u2069\x00]", written)
    for start in re.findall("\x1b\\](.{0,3})", written):
        assert _OWN_COMMAND.match(start), f"an operating system command: {start!r}"
    assert "\x1b[7777z" not in written
    assert "PWNED" not in written
    assert "Traceback" not in written


def test_every_place_that_shows_text_shows_it_whole_and_harmless(home: Home) -> None:
    text = home.folder / "hostile.txt"
    text.write_text(f"{HOSTILE}\x00\n\nWords {HOSTILE}\x00 and more words.\n", "utf-8")
    page = home.folder / "page.html"
    page.write_text(PAGE, "utf-8")
    added = home.say("add", str(text), str(page))
    article = added.split()[0]
    said = ("--note", HOSTILE, "--tag", HOSTILE, "--claim", "--speaker", HOSTILE)
    home.say("annotate", article, "--quote", "and more", *said)
    listed = (
        home.say(*arguments)
        for arguments in (("list",), ("show", article), ("notes",), ("export", "-o", "-"))
    )
    for printed in (added, *listed):
        assert_harmless(printed)
        assert "[sic]" in printed

    nowhere = f"gone{HOSTILE}".replace("/", "|")
    with home.start(article, nowhere, columns=160, rows=40) as terminal:
        terminal.wait_for("and more words").wait_for("does not exist").settle()
        assert terminal.text.count("[bold]bee[/bold]") >= 6
        assert CLEANED in " ".join(terminal.lines[0].split())
        for key, sign in (
            ("s", "Tab complete"),
            ("t", "type a tag"),
            ("a", "Esc save"),
            ("x", "Esc"),
            ("W", "Enter write"),
            ("enter", "Esc"),
        ):
            terminal.press(key).wait_for(sign)
            assert "[sic]" in terminal.text
            terminal.press("escape")
        terminal.press("d").wait_for("Deleted")
        terminal.press("u").wait_for("Undone")
        terminal.press("tab", "/").type("[/foo]").press("enter", "escape")
        assert terminal.process.isalive()
        assert_harmless("".join(terminal.received))
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 2
    [note] = home.annotations(article)
    assert note["note"].startswith(CLEANED)


def test_what_is_copied_is_the_words_alone(home: Home) -> None:
    text = home.folder / "hostile.txt"
    text.write_text(f"Title\n\nWords {HOSTILE} end.\n", "utf-8")
    with home.start(str(text)) as terminal:
        terminal.wait_for("Words").press(".", "y").wait_for("Copied")
        assert "\x1b]52;c;UFdORUQ=" not in "".join(terminal.received)
        terminal.press("q")
        assert terminal.wait_exit() == 0
