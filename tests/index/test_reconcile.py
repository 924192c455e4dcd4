"""The index against the files it is derived from."""

import os
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reader.errors import StorageError
from reader.index.lists import SortOrder
from reader.index.reconcile import Progress
from reader.model.article import ReadStatus
from tests.index.conftest import Shelves

CLAIM = {"kind": "claim", "speaker_state": "suggested", "note": "why?"}


def test_a_new_index_has_every_article(shelves: Shelves) -> None:
    shelves.write("a", title="Mill", state={"status": "archived"}, annotations={"x": CLAIM})
    shelves.write("b", title="Ferry", deleted="2026-01-01T00:00:00Z")
    shelves.reconciler.run()
    assert shelves.lists.all() == shelves.truth()
    (mill,) = [row for row in shelves.lists.all() if row.id == "a"]
    assert (mill.status, mill.claims, mill.suggested, mill.notes) == (ReadStatus.ARCHIVED, 1, 1, 1)


def test_only_what_changed_is_read_again(shelves: Shelves) -> None:
    for name in "abcd":
        shelves.write(name, title=name)
    shelves.reconciler.run()
    shelves.reopen()
    shelves.read_again.clear()
    shelves.write("b", title="another")
    shelves.remove("c")
    shelves.write("e", title="new")
    shelves.reconciler.run()
    assert sorted(shelves.read_again) == ["b", "c", "e"]
    assert shelves.lists.all() == shelves.truth()


def test_a_file_replaced_by_one_of_the_same_size_and_time_is_read_again(shelves: Shelves) -> None:
    shelves.write("a", title="old")
    shelves.reconciler.run()
    path = shelves.folder / "a" / "record.json"
    times = path.stat().st_mtime_ns
    other = path.with_name("other")
    other.write_text(path.read_text().replace("old", "new"))
    os.utime(other, ns=(times, times))
    other.replace(path)
    shelves.reconciler.run()
    assert shelves.lists.all()[0].title == "new"


def test_a_file_written_just_now_is_not_trusted_to_stay(shelves: Shelves) -> None:
    shelves.write("a", title="old")
    path = shelves.folder / "a" / "record.json"
    now = time.time_ns()
    os.utime(path, ns=(now, now))
    shelves.reconciler.run()
    path.write_text(path.read_text().replace("old", "new"))
    os.utime(path, ns=(now, now))
    shelves.reconciler.run()
    assert shelves.lists.all()[0].title == "new"


def test_a_damaged_record_is_a_row_with_a_problem_until_it_is_mended(shelves: Shelves) -> None:
    shelves.write("a", content="{")
    shelves.write("b", title="Ferry")
    shelves.reconciler.run()
    assert [bool(row.problem) for row in shelves.lists.all()] == [False, True]
    shelves.write("a", title="Mill")
    shelves.reconciler.run()
    assert [row.title for row in shelves.lists.all()] == ["Ferry", "Mill"]


def test_what_is_no_article_is_left_out(shelves: Shelves) -> None:
    (shelves.folder / "being-added").mkdir()
    (shelves.folder / ".hidden").mkdir()
    (shelves.folder / "a letter.txt").write_text("Dear all")
    os.mkdir(os.fsencode(shelves.folder) + b"/caf\xe9")  # noqa: PTH102  pathlib takes no bytes
    shelves.reconciler.run()
    assert shelves.lists.all() == []


def test_no_folder_is_no_article_and_one_that_cannot_be_read_is_said(
    shelves: Shelves, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelves.folder.rmdir()
    shelves.reconciler.run()
    assert shelves.lists.all() == []

    def refuse(folder: Path) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(StorageError, match="Permission denied"):
        shelves.reconciler.run()


def test_progress_is_told_of_small_batches_the_latest_changed_first(shelves: Shelves) -> None:
    names = [f"{number:03}" for number in range(150)]
    for name in names:
        shelves.write(name, title=name)
    told: list[Progress] = []

    def note(progress: Progress) -> bool:
        assert len(shelves.lists.all()) == progress.done
        told.append(progress)
        return True

    shelves.reconciler.run(note)
    assert [name for progress in told for name in progress.articles] == names[::-1]
    assert len(told) > 1
    assert {progress.total for progress in told} == {150}


def test_a_run_that_is_broken_off_is_taken_up_where_it_was(shelves: Shelves) -> None:
    for number in range(150):
        shelves.write(f"{number:03}")
    shelves.reconciler.run(lambda _: False)
    some = len(shelves.read_again)
    assert 0 < some < 150
    shelves.reconciler.run()
    assert len(shelves.read_again) == 150
    assert shelves.lists.all() == shelves.truth()


def test_some_articles_are_compared_without_a_look_at_the_others(shelves: Shelves) -> None:
    shelves.write("a", title="Mill")
    shelves.write("b", title="Ferry")
    shelves.reconciler.run_for(["a", "gone"])
    assert [row.id for row in shelves.lists.all()] == ["a"]
    shelves.remove("a")
    shelves.reconciler.run_for(["a"])
    assert shelves.lists.all() == []


NAMES = st.sampled_from("abcdefg")
WORDS = st.sampled_from(["", "Mill", "Ferry", "ferry", "Łódź", "[sic]", "a\u0000b", "港町の"])
TIMES = st.sampled_from(["", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"])


class Libraries(RuleBasedStateMachine):
    """Whatever is done to the files, the index says what a plain scan says."""

    @initialize()
    def begin(self) -> None:
        self.temporary = tempfile.TemporaryDirectory()
        self.shelves = Shelves(Path(self.temporary.name))

    @rule(
        name=NAMES,
        fields=st.fixed_dictionaries(
            {"title": WORDS, "site": WORDS, "accessed_on": TIMES, "published_on": TIMES},
            optional={
                "authors": st.lists(WORDS, max_size=2),
                "tags": st.dictionaries(WORDS, st.just(value=True), max_size=2),
                "deleted": TIMES,
                "sample": st.booleans(),
            },
        ),
        state=st.fixed_dictionaries({}, optional={"status": WORDS, "marked": st.booleans()}),
        annotations=st.dictionaries(NAMES, st.sampled_from([CLAIM, {}, {"deleted": "x"}])),
    )
    def write(self, name: str, fields: Any, state: Any, annotations: Any) -> None:
        self.shelves.write(name, state=state, annotations=annotations, **fields)

    @rule(name=NAMES, content=st.sampled_from(["", "{", "[]", '{"article": {}}', "{}"]))
    def damage(self, name: str, content: str) -> None:
        self.shelves.write(name, content=content)

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        if (self.shelves.folder / name).exists():
            self.shelves.remove(name)

    @rule()
    def start_again(self) -> None:
        self.shelves.reopen()

    @rule(page=st.integers(0, 9), value=st.integers(0, 255))
    def spoil_the_index(self, page: int, value: int) -> None:
        self.shelves.database.close()
        content = bytearray(self.shelves.file.read_bytes())
        places = range(len(content))[page * 4096 : (page + 1) * 4096]
        for place in places:
            content[place] = value
        self.shelves.file.write_bytes(content)
        self.shelves.open()

    @rule()
    def delete_the_index(self) -> None:
        self.shelves.database.close()
        self.shelves.file.unlink()
        self.shelves.open()

    @invariant()
    def the_rows_are_the_truth(self) -> None:
        assert self.shelves.rows() == self.shelves.truth()
        standing = [row.id for row in self.shelves.truth() if not row.deleted]
        assert len(self.shelves.lists.arrange(SortOrder.ADDED)) == len(standing)

    def teardown(self) -> None:
        self.shelves.database.close()
        self.temporary.cleanup()


TestLibraries = Libraries.TestCase
TestLibraries.settings = settings(
    max_examples=25,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
