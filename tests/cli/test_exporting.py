import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command, forget_backups


def test_what_cannot_be_read_is_named_and_the_rest_exported(
    reader: Command, mill: str, home: Path
) -> None:
    reader("annotate", mill, "--quote", "the oldest")
    (home / "second.txt").write_text("Another article altogether.")
    damaged = reader("add", "second.txt").out.split()[0]
    reader("annotate", damaged, "--quote", "altogether")
    forget_backups(home)
    (home / "library" / "articles" / damaged / "record.json").write_text("{")
    (home / "third.txt").write_text("A third article.")
    textless = reader("add", "third.txt").out.split()[0]
    reader("annotate", textless, "--quote", "third")
    for text in (home / "library" / "articles" / textless / "texts").iterdir():
        text.unlink()

    outcome = reader("export", "-o", str(home / "vault"))
    assert outcome.status == 2
    assert outcome.out == f"{home / 'vault' / 'The mill on the river.md'}\n"
    assert damaged in outcome.err
    assert textless in outcome.err
    named = reader("export", mill, textless, mill, "-o", "-")
    assert named.status == 2
    assert named.out.count("“the oldest”") == 1


@pytest.mark.parametrize(("name", "form"), [("notes.md", "json"), ("notes.json", "markdown")])
def test_a_file_of_the_other_format_is_refused(
    reader: Command, mill: str, home: Path, name: str, form: str
) -> None:
    reader("annotate", mill, "--quote", "the oldest")
    outcome = reader("export", "--format", form, "-o", name)
    assert outcome.status == 2
    assert form in outcome.err
    assert not (home / name).exists()


def test_json_holds_all_that_is_stored_printed_or_written(
    reader: Command, mill: str, home: Path
) -> None:
    arguments = ("--quote", "the oldest", "--note", "Since\nwhen?", "--tag", "a/b")
    reader("annotate", mill, *arguments, "--speaker", "Ann", "--verdict", "refuted")
    path = home / "library" / "articles" / mill / "record.json"
    record = json.loads(path.read_text("utf-8"))
    [annotation] = record["annotations"].values()
    annotation["extra"] = {"from\x9belsewhere": "\x1b[31m\u202e  two  spaces\u200b"}
    path.write_text(json.dumps(record), "utf-8")

    printed = reader("export", "--format", "json", "-o", "-").out
    reader("export", "--format", "json", "-o", "all.json")
    for text in (printed, (home / "all.json").read_text("utf-8")):
        content = json.loads(text)
        assert content["articles"] == {
            mill: {table: rows for table, rows in record.items() if table != "meta"}
        }
        [speaker] = content["speakers"].values()
        assert speaker["name"] == "Ann"
        assert set(content["tags"]) == {"a/b"}
        [claim] = content["claims"].values()
        stored = home / "library" / "claims" / f"{claim['id']}.json"
        assert json.loads(stored.read_text("utf-8"))["claim"] == {claim["id"]: claim}
    assert printed.isascii()
    assert "\x1b" not in printed
