import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader import __version__
from tests.cli.conftest import ARTICLE, Command, forget_backups


def test_version_and_help_are_there(reader: Command) -> None:
    assert reader("--version").out == f"reader {__version__}\n"
    for arguments in (["-h"], ["--help"], ["annotate", "-h"], ["show", "--help"]):
        shown = reader(*arguments)
        assert shown.status == 0
        assert "Examples:" in shown.out
    assert "_READER_COMPLETE" in reader("-h").out


def test_path_makes_nothing(reader: Command, home: Path) -> None:
    assert reader("path").out == f"{home / 'library'}\n"
    assert reader("--library", str(home / "other"), "path").out == f"{home / 'other'}\n"
    assert not (home / "library").exists()


def test_adding_prints_ids_and_says_what_was_there(reader: Command, mill: str, home: Path) -> None:
    again = reader("add", str(home / "mill.txt"))
    assert again.status == 0
    assert again.out == f"{mill}  The mill on the river\n"
    assert "already" in again.err


def test_the_rest_of_a_batch_goes_on(reader: Command, home: Path) -> None:
    (home / "good.txt").write_text("A good article about something.")
    (home / "empty.txt").write_text("")
    (home / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (home / "book.pdf").write_bytes(b"%PDF-1.7 ...")
    outcome = reader("add", "missing.txt", "empty.txt", ".", "picture.png", "book.pdf", "good.txt")
    assert outcome.status == 2
    assert outcome.out.startswith("a-good-article-")
    sentences = outcome.err.strip().split("\n")
    assert len(sentences) == 5
    assert all(sentence.startswith("reader: ") for sentence in sentences)


def test_standard_input_can_be_added(
    reader: Command, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    assert "The mill on the river" in reader("add", "-").out
    (home / "config.toml").write_text("max_file_bytes = 10\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 20)))
    outcome = reader("add", "-")
    assert outcome.status == 2
    assert "limit" in outcome.err


def test_listing_names_articles_and_their_claims(reader: Command, mill: str) -> None:
    reader("annotate", mill, "--quote", "the oldest", "--claim")
    listed = reader("list").out
    assert listed.startswith(f"{mill}  unread")
    assert "The mill on the river" in listed
    [row] = json.loads(reader("list", "--json").out)
    assert (row["id"], row["claims"]) == (mill, 1)


def test_a_damaged_record_is_said_and_the_rest_listed(
    reader: Command, mill: str, home: Path
) -> None:
    (home / "second.txt").write_text("Another article altogether.")
    second = reader("add", "second.txt").out.split()[0]
    forget_backups(home)
    (home / "library" / "articles" / second / "record.json").write_text("{")
    for command in ("list", "notes"):
        outcome = reader(command)
        assert outcome.status == 2
        assert second in outcome.err
        assert "Traceback" not in outcome.err
    assert mill in reader("list").out


def test_an_annotation_has_all_that_was_said(reader: Command, mill: str) -> None:
    outcome = reader(
        *("annotate", "mill", "--quote", "the  oldest\nin the county", "--tag", "#town hall"),
        *("--tag", "mill", "--note", "Since when?", "--claim", "--speaker", "The Mayor"),
        *("--status", "checking", "--verdict", "mixed"),
    )
    assert outcome.status == 0
    [note] = json.loads(reader("notes", "--json").out)
    assert note["id"] == outcome.out.strip()
    assert note["article"] == mill
    assert note["exact"] == "the oldest in the county"
    assert note["tags"] == ["mill", "town-hall"]
    assert (note["note"], note["kind"]) == ("Since when?", "claim")
    assert note["speaker"].casefold() == "the mayor"
    assert note["speaker_state"] == "confirmed"
    assert (note["status"], note["verdict"]) == ("checking", "mixed")
    assert reader("tags").out == "mill\ntown-hall\n"
    shown = reader("notes", mill).out
    for piece in ("“the oldest in the county”", "checking", "mixed", "#mill", "Since when?"):
        assert piece in shown


def test_a_quotation_found_twice_is_refused_with_both_contexts(reader: Command, mill: str) -> None:
    outcome = reader("annotate", mill, "--quote", "The mill")
    assert outcome.status == 2
    assert outcome.out == ""
    assert "2 times" in outcome.err
    assert "[The mill] on the river" in outcome.err
    assert "older than 1750. [The mill] is closed" in outcome.err
    assert "--nth 2" in outcome.err
    second = reader("annotate", mill, "--quote", "The mill", "--nth", "2")
    assert second.status == 0
    [note] = json.loads(reader("notes", "--json").out)
    assert note["start"] > 100
    assert reader("annotate", mill, "--quote", "The mill", "--nth", "3").status == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--quote", "not there"],
        ["--quote", " "],
        ["--quote", "oldest", "--verdict", "perhaps"],
        ["--quote", "oldest", "--tag", "#"],
        ["--quote", "oldest", "--speaker", "\x07"],
        ["--quote", "oldest", "--status", "soon"],
        [],
    ],
)
def test_what_cannot_be_annotated_leaves_nothing_behind(
    reader: Command, mill: str, arguments: list[str]
) -> None:
    outcome = reader("annotate", mill, *arguments)
    assert outcome.status == 2
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    assert json.loads(reader("notes", "--json").out) == []


def test_showing_puts_marks_in_brackets_and_explains_them(reader: Command, mill: str) -> None:
    reader("annotate", mill, "--quote", "the oldest in the county", "--note", "Since when?")
    reader("annotate", mill, "--quote", "oldest", "--tag", "age")
    shown = reader("show", "mill on").out
    assert "[the [oldest]2 in the county]1" in shown.replace("\n", " ")
    assert "1  “the oldest in the county”" in shown
    assert "Since when?" in shown
    assert "#age" in shown


def test_export_prints_or_writes_and_never_over_what_changed(
    reader: Command, mill: str, home: Path
) -> None:
    assert reader("export").status == 2
    reader("annotate", mill, "--quote", "the oldest")
    assert "“the oldest”" in reader("export", mill, "-o", "-").out
    assert json.loads(reader("export", "--format", "json", "-o", "-").out)["version"] == 1
    written = reader("export", "-o", str(home / "vault"))
    path = home / "vault" / "The mill on the river.md"
    assert written.out == f"{path}\n"
    path.write_text("mine")
    beside = reader("export")
    assert beside.out == f"{home / 'vault' / 'The mill on the river (2).md'}\n"
    assert "beside" in beside.err
    assert path.read_text() == "mine"
    assert reader("export", "--format", "json", "-o", "all.json").out == f"{home / 'all.json'}\n"


@pytest.mark.parametrize("target", ["nothing of that name", "gone.txt", "lsit", "-", "."])
def test_a_target_that_is_nothing_is_said_in_a_sentence(reader: Command, target: str) -> None:
    outcome = reader(target)
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1


def test_a_slip_of_the_finger_is_recognised(reader: Command) -> None:
    assert "did you mean the command list" in reader("lisst").err


def test_reading_without_a_terminal_is_refused(reader: Command, mill: str) -> None:
    for arguments in ([], ["open"], [mill], ["open", "mill"]):
        outcome = reader(*arguments)
        assert outcome.status == 2
        assert "terminal" in outcome.err


def test_files_and_articles_open_in_the_interface_and_seed_nothing(
    reader: Command, mill: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, ...]] = []
    problems: list[tuple[str, ...]] = []

    def interface(library: object, articles: list[str]) -> int:
        opened.append(tuple(articles))
        problems.append(getattr(library, "problems", ()))
        return 0

    monkeypatch.setattr("reader.cli.reading._run_interface", interface)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    (home / "list").write_text("An article in a file called list.")
    assert reader("mill", "gone.txt", "list").status == 2
    [articles] = opened
    assert articles[0] == mill
    assert articles[1].startswith("an-article-in-a-file-")
    assert "gone.txt" in problems[0][0]
    assert reader("open", "list").status == 0
    assert opened[1] == (articles[1],)
    assert len(json.loads(reader("list", "--json").out)) == 2
    assert reader().status == 0
    assert len(json.loads(reader("list", "--json").out)) >= 10


def test_a_library_that_cannot_be_used_is_one_sentence(reader: Command, home: Path) -> None:
    (home / "library").write_text("a file")
    for arguments in (["list"], ["add", "x.txt"], ["path"]):
        outcome = reader(*arguments)
        assert outcome.status == 2
        assert outcome.err.startswith("reader: ")
        assert outcome.err.count("\n") == 1


def test_a_wrong_setting_is_named_and_locks_nobody_out(
    reader: Command, mill: str, home: Path
) -> None:
    (home / "config.toml").write_text("colunm = 3\n")
    outcome = reader("list")
    assert outcome.status == 0
    assert "colunm" in outcome.err
    assert mill in outcome.out


def test_a_full_disk_is_a_sentence_and_no_id_is_printed(
    reader: Command, mill: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.errors import NotSavedError
    from reader.storage import database

    def refuse(path: Path, *_: object) -> None:
        raise NotSavedError(f"{path} is not saved: the disk is full.")

    monkeypatch.setattr(database, "replace_record", refuse)
    outcome = reader("annotate", mill, "--quote", "the oldest")
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.startswith("reader: ")
    assert "disk is full" in outcome.err
    assert outcome.err.count("\n") == 1


def test_nothing_shown_acts_on_the_terminal(reader: Command, home: Path) -> None:
    hostile = "\x1b]52;c;eA==\x07Title \x1b[2J[bold]x[/foo] [sic] \u202eabc\x9b31m"
    (home / "hostile.txt").write_text(f"{hostile}\n\nWords {hostile} and more words.\n")
    article = reader("add", "hostile.txt").out.split()[0]
    reader("annotate", article, "--quote", "and more", "--note", hostile, "--tag", hostile)
    reader("annotate", article, "--quote", "Words", "--claim", "--speaker", hostile)
    for arguments in (
        ["list"],
        ["list", "--json"],
        ["show", article],
        ["notes"],
        ["notes", "--json"],
        ["tags"],
        ["export", "-o", "-"],
        ["export", "--format", "json", "-o", "-"],
        ["add", f"gone{hostile}"],
        [hostile],
    ):
        shown = reader(*arguments)
        for character in "\x1b\x07\x9b\u202e":
            assert character not in shown.out + shown.err
        if arguments[0] in ("show", "notes"):
            assert "[sic]" in shown.out


@pytest.mark.parametrize(
    "arguments", [(), ("mill.txt",), ("--library", "elsewhere", "mill", "gone.txt")]
)
def test_reading_loads_no_parser_of_commands(home: Path, arguments: tuple[str, ...]) -> None:
    asked = (
        "import sys; from reader.cli.application import run; status = run(sys.argv[1:]); "
        "print(status, 'click' in sys.modules)"
    )
    (home / "mill.txt").write_text(ARTICLE)
    outcome = subprocess.run(
        [sys.executable, "-c", asked, *arguments], capture_output=True, text=True, check=False
    )
    assert outcome.stdout == "2 False\n"
    assert outcome.stderr
