"""The program is killed while a note is being written: at the next start it is there."""

import signal
from pathlib import Path

from tests.e2e.conftest import Home

TEXT = "Gates of the canal\n\nThe lock keeper said that the gate is sound. Nobody has looked.\n"


def _draft(home: Home) -> str:
    state = Path(home.environment["XDG_STATE_HOME"])
    return "".join(path.read_text() for path in state.rglob("drafts/*.json"))


def test_a_note_half_written_survives_kill_9(home: Home) -> None:
    path = home.folder / "gates.txt"
    path.write_text(TEXT)
    article = home.say("add", str(path)).split()[0]
    with home.start(article) as terminal:
        terminal.wait_for("The lock keeper")
        terminal.press("a")
        terminal.wait_for("your editor")
        terminal.type("has anybody asked the")
        terminal.wait_for(lambda _: "has anybody asked the" in _draft(home))
        terminal.kill(signal.SIGKILL)
    assert home.annotations(article) == []
    with home.start() as terminal:
        terminal.wait_for("as you left it")
        terminal.wait_for("has anybody asked the")
        terminal.type(" mayor")
        terminal.press("escape")
        terminal.wait_gone("as you left it")
        terminal.press("q")
        terminal.wait_exit()
    (annotation,) = home.annotations(article)
    assert annotation["note"] == "has anybody asked the mayor"
    assert _draft(home) == ""
