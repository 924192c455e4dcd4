"""The main job in a real terminal, by mouse, with the keyboard only for words."""

from tests.e2e.conftest import Home


def test_a_passage_is_marked_named_tagged_and_noted_by_mouse(home: Home) -> None:
    with home.start(columns=120, rows=36) as terminal:
        terminal.wait_for("c claim it").press("escape").wait_gone("c claim it")
        column, row = terminal.find("Al-Watan, the")
        end = column + len("Al-Watan") - 1
        terminal.drag((column, row), (end, row))
        terminal.click_on("c claim ", shift=3).wait_for("◆")
        [made] = home.annotations("envoy")
        assert made["exact"] == "Al-Watan"
        assert made["kind"] == "claim"

        terminal.click_on("s speaker").wait_for("Tab complete")
        terminal.type("Al-Watan").press("enter").wait_gone("Tab complete")
        terminal.click_on("t tag").wait_for("type a tag").type("paper").press("enter", "escape")
        terminal.click_on("a note").wait_for("Esc save").type("A newspaper.").press("ctrl+s")
        terminal.wait_for("note: A newspaper.")
        [made] = home.annotations("envoy")
        assert made["speaker"] == "Al-Watan"
        assert made["tags"] == ["paper"]
        assert made["note"] == "A newspaper."

        terminal.click_on("d delete").wait_for("Deleted")
        assert home.annotations("envoy") == []
        terminal.press("u").wait_for("A newspaper.")
        terminal.click_on("a note").wait_for("Esc save").press("escape")
        assert len(home.annotations("envoy")) == 1


def test_a_double_click_takes_a_word_and_a_triple_click_a_sentence(home: Home) -> None:
    with home.start(columns=120, rows=36) as terminal:
        terminal.wait_for("c claim it").press("escape").wait_gone("c claim it")
        terminal.click_on("newspaper Al-Watan", shift=2, times=2).press("m")
        assert [made["exact"] for made in home.annotations("envoy")] == ["newspaper"]
        terminal.click_on("A source at the Syrian", shift=3, times=3).press("m")
        [_, sentence] = home.annotations("envoy")
        assert sentence["exact"].startswith("A source at the Syrian foreign ministry")
        assert sentence["exact"].endswith("armed groups.")


def test_dragging_the_end_of_a_mark_moves_it(home: Home) -> None:
    with home.start(columns=120, rows=36) as terminal:
        terminal.wait_for("c claim it").press("escape").wait_gone("c claim it")
        column, row = terminal.find("In an interview printed")
        terminal.drag((column, row), (column + len("In an interview") - 1, row)).press("m")
        terminal.drag(
            (column + len("In an interview") - 1, row),
            (column + len("In an interview printed") - 1, row),
        )
        assert [made["exact"] for made in home.annotations("envoy")] == ["In an interview printed"]
