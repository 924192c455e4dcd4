import json
from pathlib import Path

from tests.cli.conftest import ARTICLE, Command


def test_a_changed_file_becomes_a_new_version_with_its_annotations(
    home: Path, reader: Command, mill: str
) -> None:
    reader("annotate", mill, "--quote", "It stood before the town", "--claim")
    reader("annotate", mill, "--quote", "Nobody has shown a record older than 1750.", "--claim")
    changed = home / "corrected.txt"
    changed.write_text(ARTICLE.replace("1750", "1790").replace("The mill is", "It is"))

    outcome = reader("refresh", mill, "--from", str(changed))

    assert outcome.status == 0
    assert "2 annotations: 1 exact, 0 moved, 0 fuzzy, 1 suspect, 0 orphan." in outcome.out
    assert "suspect  “Nobody has shown a record older than 1750.”" in outcome.out
    assert "1790" in reader("show", mill).out


def test_the_states_come_as_json_too(home: Path, reader: Command, mill: str) -> None:
    reader("annotate", mill, "--quote", "It stood before the town", "--claim")
    changed = home / "corrected.txt"
    changed.write_text("Set apart.\n\n" + ARTICLE)
    told = json.loads(reader("refresh", mill, "--from", str(changed), "--json").out)
    assert list(told["annotations"].values()) == ["moved"]
    assert told["new"] is True


def test_the_stored_source_read_anew_changes_nothing(reader: Command, mill: str) -> None:
    outcome = reader("refresh", mill)
    assert outcome.out == "The text is the same: nothing changed.\n"


def test_a_missing_file_or_article_is_named(reader: Command, mill: str) -> None:
    missing = reader("refresh", mill, "--from", "nowhere.txt")
    assert missing.status == 2
    assert "nowhere.txt" in missing.err
    assert reader("refresh", "nothing-like-it").status == 2
