"""The main job in a real terminal, by keys alone: read, claim, say who, tag, note, take away."""

from tests.e2e.conftest import Home

NOTE = "Which plan does he mean?\nAsk the ministry."


def test_a_newcomer_is_led_from_the_first_claim_to_the_first_export(home: Home) -> None:
    with home.start() as terminal:
        terminal.wait_for("c claim it").wait_for("Beijing has stood by")
        terminal.press("c").wait_for("◆")
        terminal.press("s").wait_for("speaker").type("Qi Qianjin").press("enter")
        terminal.wait_for("Qi Qianjin")
        terminal.press("a").wait_for("Esc save").type("First of all.").press("escape")
        terminal.press("W").wait_for("Enter write").press("enter")
        terminal.wait_gone("c claim it")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    written = list((home.folder / "Documents" / "claim-reader").glob("*.md"))
    assert len(written) == 1
    text = written[0].read_text(encoding="utf-8")
    assert "[[Qi Qianjin]]" in text
    assert "First of all." in text

    with home.start() as terminal:
        terminal.wait_for("Beijing has stood by").settle()
        assert "c claim it" not in terminal.text


def test_escape_ends_the_guide_for_good(home: Home) -> None:
    with home.start() as terminal:
        terminal.wait_for("c claim it").press("escape").wait_gone("c claim it")
        terminal.press("q")
        terminal.wait_exit()
    with home.start() as terminal:
        terminal.wait_for("Envoy").settle()
        assert "c claim it" not in terminal.text


def test_what_was_marked_by_keys_is_there_at_the_next_start_and_leaves_whole(home: Home) -> None:
    with home.start() as terminal:
        terminal.wait_for("c claim it").press("escape")
        terminal.press("g", ".", ".", ".", ".", ";").press("c").wait_for("◆")
        first = home.annotations("envoy")[0]["exact"]
        terminal.press(".", ";", ";", "c")
        terminal.press("s").wait_for("Tab complete").type("Wong Roy Chang").press("enter")
        terminal.wait_for("Wong Roy Chang")
        terminal.press("t").wait_for("type a tag").type("syria").press("enter")
        terminal.type("military").press("enter", "escape").wait_for("#military")
        terminal.press("a").wait_for("Esc save")
        terminal.type("Which plan does he mean?").press("enter").type("Ask the ministry.")
        terminal.press("escape").wait_for("note: Which plan")

        marked = home.annotations("envoy")
        assert marked[0]["exact"] == first
        second = marked[1]
        assert second["exact"] == "ongoing"
        assert second["kind"] == "claim"
        assert second["speaker"] == "Wong Roy Chang"
        assert second["speaker_state"] == "confirmed"
        assert second["tags"] == ["military", "syria"]
        assert second["note"] == NOTE
        terminal.press("[")
        assert "Wong Roy Chang" not in card(terminal.lines)
        terminal.press("]")
        assert "Wong Roy Chang" in card(terminal.lines)

        terminal.press("d").wait_for("Deleted")
        assert [annotation["exact"] for annotation in home.annotations("envoy")] == [first]
        terminal.press("u")
        assert home.annotations("envoy") == [marked[0], {**second, **timing(home)}]
        terminal.press("q")
        assert terminal.wait_exit() == 0

    with home.start() as terminal:
        terminal.wait_for("◆").settle()
        assert "Wong Roy Chang" in card(terminal.lines)
        assert "#military" in card(terminal.lines)
        terminal.press("W").wait_for("Enter write").press("enter").settle()
        terminal.press("q")
        assert terminal.wait_exit() == 0
    [written] = (home.folder / "Documents" / "claim-reader").glob("*.md")
    text = written.read_text(encoding="utf-8")
    assert first in text
    assert second["exact"] in text
    assert "[[Wong Roy Chang]]" in text
    assert "#military" in text
    assert "#syria" in text
    for line in NOTE.splitlines():
        assert line in text


def card(lines: list[str]) -> str:
    """Return the rows at the foot of the screen, where the card is."""
    return "\n".join(lines[-6:])


def timing(home: Home) -> dict[str, str]:
    """Return when the second annotation was last written: an undo is a write too."""
    return {"modified": str(home.annotations("envoy")[1]["modified"])}
