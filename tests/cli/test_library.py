"""Whole libraries copied, moved and merged; the annotations of both sides are kept."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLE, Command

OTHER = "The weir below the mill\n\nThe weir was built by the town, the mayor said.\n"


@pytest.fixture
def other(home: Path, reader: Command, mill: str) -> Path:
    """Another library: the same article with another annotation, and one more article."""
    folder = home / "other"
    for name, text in (("mill.txt", ARTICLE), ("weir.txt", OTHER)):
        (home / name).write_text(text)
        reader("--library", str(folder), "add", str(home / name))
    words = ("--quote", "closed on Mondays", "--claim", "--speaker", "Nobody", "--tag", "hours")
    reader("--library", str(folder), "annotate", mill, *words)
    reader("annotate", mill, "--quote", "It stood before the town", "--claim")
    return folder


def test_a_merge_keeps_the_annotations_of_both(reader: Command, mill: str, other: Path) -> None:
    outcome = reader("library", "merge", str(other))
    assert outcome.status == 0, outcome
    assert outcome.out == (
        "1 article came in, 1 article in both; 1 annotation and 0 claims came.\n"
    )
    notes = reader("notes", mill).out
    assert "It stood before the town" in notes
    assert "closed on Mondays" in notes
    assert "Nobody" in notes
    assert "hours" in reader("tags").out
    assert "The weir was built" in reader("show", "weir").out


def test_a_second_merge_brings_nothing(reader: Command, mill: str, other: Path) -> None:
    reader("library", "merge", str(other))
    notes = reader("notes", mill, "--json").out
    again = reader("library", "merge", str(other))
    assert "0 articles came in, 2 articles in both; 0 annotations" in again.out
    assert reader("notes", mill, "--json").out == notes


def test_a_dry_run_changes_nothing(reader: Command, mill: str, other: Path) -> None:
    outcome = reader("library", "merge", str(other), "--dry-run")
    assert "1 article would come in" in outcome.out
    assert "closed on Mondays" not in reader("notes", mill).out
    assert "weir" not in reader("list").out


def test_the_same_source_under_another_id_is_the_same_article(
    home: Path, reader: Command, mill: str, other: Path
) -> None:
    record = other / "articles" / mill / "record.json"
    renamed = mill.replace("mill", "water-mill")
    record.write_text(record.read_text().replace(mill, renamed))
    (other / "articles" / mill).rename(other / "articles" / renamed)
    outcome = reader("library", "merge", str(other))
    assert "1 article in both" in outcome.out
    assert renamed not in reader("list").out
    assert "closed on Mondays" in reader("notes", mill).out


def test_a_damaged_file_of_the_other_is_named_and_the_rest_comes(
    reader: Command, mill: str, other: Path
) -> None:
    (other / "articles" / mill / "record.json").write_text("{")
    outcome = reader("library", "merge", str(other))
    assert outcome.status == 2
    assert "damaged" in outcome.err
    assert "weir" in reader("list").out
    assert "It stood before the town" in reader("notes", mill).out


def test_a_record_of_a_newer_version_is_named_and_nothing_of_it_comes(
    reader: Command, mill: str, other: Path
) -> None:
    record = other / "articles" / mill / "record.json"
    record.write_text(record.read_text().replace('"version": 1', '"version": 2'))
    outcome = reader("library", "merge", str(other))
    assert outcome.status == 2
    assert "newer version" in outcome.err
    assert "closed on Mondays" not in reader("notes", mill).out
    assert "weir" in reader("list").out


def test_a_folder_that_is_no_library_is_refused(home: Path, reader: Command, mill: str) -> None:
    outcome = reader("library", "merge", str(home / "nowhere"))
    assert outcome.status == 2
    assert "no library" in outcome.err
    assert reader("library", "merge", str(home / "library")).status == 2


def test_a_copy_is_whole_and_apart(home: Path, reader: Command, mill: str) -> None:
    reader("annotate", mill, "--quote", "It stood before the town", "--claim")
    target = home / "stick" / "copy"
    assert reader("library", "copy", str(target)).status == 0
    original = {
        path.relative_to(home / "library"): path.read_bytes()
        for path in (home / "library").rglob("*")
        if path.is_file()
    }
    copied = {p.relative_to(target): p.read_bytes() for p in target.rglob("*") if p.is_file()}
    assert copied == original
    assert "It stood" in reader("--library", str(target), "notes", mill).out


def test_a_moved_library_takes_its_backups_along(home: Path, reader: Command, mill: str) -> None:
    reader("annotate", mill, "--quote", "It stood before the town", "--claim")
    reader("annotate", mill, "--quote", "closed on Mondays", "--claim")
    before = reader("backup", "list").out
    target = home / "elsewhere"
    outcome = reader("library", "move", str(target))
    assert outcome.status == 0, outcome
    assert not (home / "library").exists()
    assert "It stood" in reader("--library", str(target), "notes", mill).out
    assert reader("--library", str(target), "backup", "list").out == before != ""


def test_a_library_moved_there_and_back_has_its_backups_still(
    home: Path, reader: Command, mill: str
) -> None:
    reader("annotate", mill, "--quote", "It stood before the town", "--claim")
    before = reader("backup", "list").out
    target = home / "elsewhere"
    reader("library", "move", str(target))
    # Somebody looked where it was before, and made a library there.
    reader("list")
    shutil.rmtree(home / "library")
    assert reader("--library", str(target), "library", "move", str(home / "library")).status == 0
    assert reader("backup", "list").out == before != ""


@pytest.fixture
def other_disk(monkeypatch: pytest.MonkeyPatch, home: Path) -> Path:
    """A folder to which nothing can be renamed."""
    folder = home / "disk"
    folder.mkdir()
    rename = Path.rename

    def renamed(path: Path, target: Path) -> Path:
        if folder in target.parents and folder not in path.parents:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", renamed)
    return folder


def test_a_library_moved_to_another_disk_is_whole_there_and_gone_here(
    home: Path, reader: Command, mill: str, other_disk: Path
) -> None:
    reader("annotate", mill, "--quote", "It stood before the town", "--claim")
    record = home / "library" / "articles" / mill / "record.json"
    # What slipped in between, of which a kill let nothing be merged.
    slipped_in = record.read_bytes()
    record.write_bytes(slipped_in.replace(b"It stood", b"It stand"))
    (record.with_name(".record.json.1-aaaaaaaa.tmp")).write_bytes(slipped_in)
    target = other_disk / "library"
    outcome = reader("library", "move", str(target))
    assert outcome.status == 0, outcome
    assert not (home / "library").exists()
    assert not list(home.glob(".library*"))
    leftover = target / "articles" / mill / ".record.json.1-aaaaaaaa.tmp"
    assert leftover.read_bytes() == slipped_in


def test_a_library_that_cannot_be_taken_away_stays_as_it_is(
    home: Path, reader: Command, mill: str, other_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader("annotate", mill, "--quote", "It stood before the town", "--claim")
    before = reader("backup", "list").out
    rename = Path.rename

    def renamed(path: Path, target: Path) -> Path:
        if path == home / "library":
            raise OSError(
                errno.EXDEV if other_disk in target.parents else errno.EROFS, "it cannot be"
            )
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", renamed)
    outcome = reader("library", "move", str(other_disk / "library"))
    assert outcome.status == 2
    assert "cannot be taken away" in outcome.err
    assert not any(other_disk.iterdir())
    assert reader("backup", "list").out == before != ""


@pytest.mark.parametrize("action", ["copy", "move"])
def test_a_folder_that_holds_something_is_refused(
    home: Path, reader: Command, mill: str, action: str
) -> None:
    (home / "full").mkdir()
    (home / "full" / "letter.txt").write_text("dear")
    outcome = reader("library", action, str(home / "full"))
    assert outcome.status == 2
    assert "not empty" in outcome.err
    inside = reader("library", action, str(home / "library" / "inner"))
    assert inside.status == 2
    assert "inside the library" in inside.err
    assert mill in reader("list").out


def test_there_has_to_be_a_library_to_copy(home: Path, reader: Command) -> None:
    outcome = reader("library", "copy", str(home / "copy"))
    assert outcome.status == 2
    assert "nothing to take" in outcome.err
