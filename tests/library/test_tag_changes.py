import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.config import Config
from reader.errors import (
    InputError,
    NotFoundError,
    NotSavedError,
    StorageError,
    UnconfirmedError,
)
from reader.library import Advanced, ArticleSession, Event, Library, tag_changes
from reader.library.events import Told
from reader.model.tag import Tag
from reader.paths import Places
from reader.storage.base import LIBRARY, Change
from reader.text.document import Range
from tests.records import edited_fields


def tagged(session: ArticleSession, start: int, *tags: str) -> str:
    mark = session.mark(Range(start, start + 9))
    session.set_tags(mark, tags)
    return mark


def paths(library: Library) -> list[str]:
    return [tag.path for tag in library.tags.all()]


def read_all(library: Library) -> None:
    library.flush()
    library.listing.reconcile()
    library.listing.read_contents()
    assert library.listing.complete


def shelve(library: Library, article: str, *tags: str) -> None:
    library.history.change(library.tags.entries(tags))
    library.history.change(
        Change(f"articles/{article}", "article", article, f"tags/{tag}", True) for tag in tags
    )


@pytest.mark.parametrize("indexed", [False, True])
def test_a_tag_given_two_hundred_times_is_renamed_and_back_as_one_step(
    library: Library, *, indexed: bool
) -> None:
    for number in range(40):
        text = f"Number {number}\n\nOne two three four five six seven eight nine ten."
        session = library.session(library.add(text.encode(), f"{number}.txt").article)
        with library.history.step("tags"):
            for start in range(5):
                tagged(session, 11 + start, "mill" if start else "mill/wheel", f"other-{start}")
    if indexed:
        read_all(library)
    library.flush()
    before = edited_fields(library)
    plan = tag_changes.plan_rename(library, "mill", "water mill")
    assert plan[:2] == ("mill", "water-mill")
    assert plan.paths == {"mill": "water-mill", "mill/wheel": "water-mill/wheel"}
    assert plan[3:] == ((), 200, 40, 0)
    assert edited_fields(library) == before
    assert tag_changes.apply(library, plan) == plan
    assert library.unsaved <= 1
    library.flush()
    assert session.annotations[0].tags == ("other-0", "water-mill/wheel")
    with pytest.raises(NotFoundError):
        tag_changes.plan_delete(library, "no mill")
    undone = library.history.undo()
    assert undone is not None
    assert (undone.label, undone.skipped) == ("#mill → #water-mill", False)
    assert edited_fields(library) == before
    library.flush()
    for file in library.copy.held():
        stored = library.records.read(file)
        for name, document in library.copy.table(file, "annotations").items():
            assert stored["annotations"][name].get("tags") == document.get("tags")


def test_a_tag_moves_below_another_with_all_below_it(
    library: Library, session: ArticleSession
) -> None:
    mark = tagged(session, 0, "mill", "mill/wheel", "town")
    assert (
        tag_changes.apply(library, tag_changes.plan_move(library, "mill", "town")).annotations == 1
    )
    assert session.annotation(mark).tags == ("town", "town/mill", "town/mill/wheel")
    assert paths(library) == ["town", "town/mill", "town/mill/wheel"]
    tag_changes.apply(library, tag_changes.plan_move(library, "town/mill/wheel", " "))
    assert session.annotation(mark).tags == ("town", "town/mill", "wheel")
    with pytest.raises(InputError, match="below itself"):
        tag_changes.plan_move(library, "town", "town/mill")
    with pytest.raises(InputError, match="called so already"):
        tag_changes.plan_move(library, "wheel", "")


def test_two_tags_become_one_and_nothing_has_it_twice(
    library: Library, session: ArticleSession
) -> None:
    both, first = tagged(session, 0, "mill", "mills"), tagged(session, 20, "mill")
    tagged(session, 40, "mills")
    tag_changes.set_field(library, "mill", "color", "green")
    tag_changes.set_field(library, "mill", "hotkey", "3")
    tag_changes.set_field(library, "mills", "color", "red")
    plan = tag_changes.plan_rename(library, "mill", "mills")
    assert (plan.joined, plan.annotations) == (("mills",), 2)
    tag_changes.apply(library, plan)
    assert session.annotation(both).tags == session.annotation(first).tags == ("mills",)
    assert library.tags.all() == [Tag("mills", "red", "3")]


def test_a_deleted_tag_is_gone_everywhere_and_comes_back_by_undo(
    library: Library, session: ArticleSession
) -> None:
    mark = tagged(session, 0, "mill", "mill/wheel", "milk")
    shelve(library, session.id, "mill")
    before = edited_fields(library)
    plan = tag_changes.plan_delete(library, "#mill")
    assert plan.paths == {"mill": None, "mill/wheel": None}
    assert (plan.annotations, plan.articles, plan.shelved) == (1, 1, 1)
    tag_changes.apply(library, plan)
    assert session.annotation(mark).tags == ("milk",)
    assert session.article.tags == ()
    assert paths(library) == ["milk"]
    library.history.undo()
    assert edited_fields(library) == before


@pytest.mark.parametrize("indexed", [False, True])
def test_articles_that_have_the_tag_themselves_change_too(
    library: Library, session: ArticleSession, *, indexed: bool
) -> None:
    shelve(library, session.id, "mill/wheel", "town")
    if indexed:
        read_all(library)
    plan = tag_changes.plan_rename(library, "mill", "water")
    assert (plan.annotations, plan.shelved) == (0, 1)
    tag_changes.apply(library, plan)
    assert session.article.tags == ("town", "water/wheel")


def test_what_another_device_tagged_meanwhile_lands_on_the_new_path(
    library: Library, session: ArticleSession
) -> None:
    mark, other = tagged(session, 0, "mill"), tagged(session, 20, "town")
    tag_changes.apply(library, tag_changes.plan_rename(library, "mill", "water"))
    file = f"articles/{session.id}"
    library.history.change([Change(file, "annotations", other, "tags/mill", True)])
    assert session.annotation(other).tags == ("town", "water")
    assert {each.id: each.tags for each in session.sightings} == {
        mark: ("water",),
        other: ("town", "water"),
    }
    assert tag_changes.plan_rename(library, "mill", "river").path == "water"
    tag_changes.apply(library, tag_changes.plan_rename(library, "water", "river"))
    assert session.annotation(other).tags == ("river", "town")
    session.set_tags(other, ["mill"])
    assert session.annotation(other).tags == ("river",)
    session.set_tags(other, [])
    assert session.annotation(other).tags == ()
    tag_changes.apply(library, tag_changes.plan_rename(library, "river", "mill"))
    assert session.annotation(mark).tags == ("mill",)
    assert paths(library) == ["mill", "town"]


def test_tags_renamed_in_a_circle_by_two_devices_are_one(
    library: Library, session: ArticleSession
) -> None:
    mark = tagged(session, 0, "a", "b")
    library.history.change(
        [
            Change(LIBRARY, "tags", "a", "renamed_to", "b"),
            Change(LIBRARY, "tags", "b", "renamed_to", "a"),
        ]
    )
    assert session.annotation(mark).tags == ("a",)
    assert paths(library) == ["a"]
    tag_changes.apply(library, tag_changes.plan_rename(library, "b", "c"))
    assert session.annotation(mark).tags == ("c",)
    assert paths(library) == ["c"]


def test_what_is_in_the_trash_is_let_be(library: Library, session: ArticleSession) -> None:
    mark = tagged(session, 0, "mill")
    session.delete(mark)
    tag_changes.apply(library, tag_changes.plan_rename(library, "mill", "water"))
    assert session.annotations == ()
    library.history.undo()
    library.history.undo()
    assert session.annotation(mark).tags == ("mill",)


def test_a_tag_that_goes_up_leaves_its_path_to_the_one_below_it(
    library: Library, session: ArticleSession
) -> None:
    mark = tagged(session, 0, "town/mill", "town/mill/mill")
    shelve(library, session.id, "town/mill", "town/mill/mill")
    tag_changes.apply(library, tag_changes.plan_rename(library, "town/mill", "town"))
    assert session.annotation(mark).tags == ("town", "town/mill")
    assert session.article.tags == ("town", "town/mill")
    library.history.undo()
    assert session.annotation(mark).tags == ("town/mill", "town/mill/mill")


def test_a_path_that_another_tag_takes_over_has_the_looks_and_the_names_of_that_one(
    library: Library, session: ArticleSession
) -> None:
    tagged(session, 0, "watermill", "town/mill/mill")
    tag_changes.apply(library, tag_changes.plan_rename(library, "watermill", "town/mill"))
    tag_changes.set_field(library, "town/mill", "hotkey", "1")
    tag_changes.set_field(library, "town/mill/mill", "hotkey", "2")
    tag_changes.set_field(library, "town/mill", "color", "red")
    tag_changes.apply(library, tag_changes.plan_rename(library, "town/mill", "town"))
    assert library.tags.all() == [Tag("town", "red", "1"), Tag("town/mill", hotkey="2")]
    assert library.tags.current("watermill") == "town"
    library.history.undo()
    assert library.tags.current("watermill") == "town/mill"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("color", "mauve", "one of: red"),
        ("hotkey", "x", "digit from 1 to 9"),
        ("hotkey", "4", "chooses #town"),
        ("size", "9", "no field"),
    ],
)
def test_what_a_tag_cannot_be_is_said(
    library: Library, session: ArticleSession, name: str, value: str, sentence: str
) -> None:
    tagged(session, 0, "mill", "town")
    tag_changes.set_field(library, "town", "hotkey", "4")
    tag_changes.set_field(library, "mill", "description", "of any kind")
    with pytest.raises(InputError, match=sentence):
        tag_changes.set_field(library, "mill", name, value)
    with pytest.raises(NotFoundError, match="no tag #milk"):
        tag_changes.set_field(library, "milk", name, value)
    assert library.tags.get("mill") == Tag("mill", description="of any kind")


_PATHS = st.sampled_from(["a", "a/b", "a/b/b", "b", "b/a", "c"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    given_tags=st.lists(st.sets(_PATHS, min_size=1, max_size=3), min_size=1, max_size=3),
    own=st.sets(_PATHS, max_size=2),
    changes=st.lists(st.tuples(_PATHS, st.none() | _PATHS), min_size=1, max_size=4),
)
def test_any_changes_undone_leave_exactly_what_was(
    library: Library,
    session: ArticleSession,
    given_tags: list[set[str]],
    own: set[str],
    changes: list[tuple[str, str | None]],
) -> None:
    with library.history.step("a start"):
        for number, tags in enumerate(given_tags):
            tagged(session, number * 20, *tags)
        shelve(library, session.id, *own)
    before = edited_fields(library)
    done = 0
    for path, target in changes:
        tags_before = [annotation.tags for annotation in session.annotations]
        try:
            plan = (
                tag_changes.plan_delete(library, path)
                if target is None
                else tag_changes.plan_rename(library, path, target)
            )
        except (InputError, NotFoundError):
            continue
        tag_changes.apply(library, plan)
        done += 1
        for annotation, former in zip(session.annotations, tags_before, strict=True):
            expected = {plan.paths.get(each, each) for each in former} - {None}
            assert set(annotation.tags) == expected
        assert set(paths(library)).isdisjoint(plan.paths.keys() - set(plan.paths.values()))
    for _ in range(done):
        library.history.undo()
    assert edited_fields(library) == before
    library.history.undo()


def many(library: Library, articles: int, *tags: str) -> None:
    """Add articles with five annotations each, and forget them: none is in memory."""
    for number in range(articles):
        text = f"Number {number}\n\nOne two three four five six seven eight nine ten."
        session = library.session(library.add(text.encode(), f"{number}.txt").article)
        with library.history.step("tags"):
            for start in range(5):
                tagged(session, 11 + start, *tags, f"other-{start}")
    library.flush()


def stored(library: Library) -> dict[str, dict[str, object]]:
    """Return the tags of every annotation as they are on disk."""
    return {
        annotation: fields.get("tags", {})
        for file in library.records.files("articles/")
        for annotation, fields in library.records.read(file)["annotations"].items()
        if "deleted" not in fields
    }


@pytest.fixture
def shelf(places: Places) -> Iterator[Library]:
    """A library just opened, with 200 annotations of one tag, of which none is in memory."""
    with Library.open(places, Config(name="Tester")) as made:
        many(made, 40, "mill", "town")
    with Library.open(places, Config(name="Tester")) as opened:
        yield opened


@pytest.mark.parametrize("indexed", [False, True])
def test_records_that_are_not_in_memory_are_written_behind_and_stay_out_of_it(
    shelf: Library, *, indexed: bool
) -> None:
    if indexed:
        read_all(shelf)
    before = stored(shelf)
    plan = tag_changes.plan_rename(shelf, "mill", "water/mill")
    assert (plan.annotations, plan.articles) == (200, 40)
    tag_changes.apply(shelf, plan)
    assert paths(shelf).count("water/mill") == 1
    shelf.flush()
    assert shelf.history.sweeping is None
    assert all({"water/mill", "town"} < tags.keys() for tags in stored(shelf).values())
    undone = shelf.history.undo()
    assert undone is not None
    assert (undone.label, undone.skipped) == ("#mill → #water/mill", False)
    shelf.flush()
    assert stored(shelf) == before
    shelf.history.redo()
    shelf.flush()
    assert all("mill" not in tags for tags in stored(shelf).values())
    shelf.history.undo()
    shelf.flush()
    assert stored(shelf) == before
    assert not [file for file in shelf.copy.held() if file.startswith("articles/")]


def test_a_change_of_many_records_broken_off_by_undo_leaves_all_as_it_was(
    shelf: Library,
) -> None:
    before = stored(shelf)
    advanced: list[int] = []
    portion = threading.Event()

    def hear(event: Event) -> None:
        if isinstance(event, Advanced):
            advanced.append(event.swept.done)
            portion.wait(20)

    shelf.subscribe(hear)
    tag_changes.apply(shelf, tag_changes.plan_delete(shelf, "mill"))
    while not advanced:
        time.sleep(0.005)
    swept = shelf.history.sweeping
    assert swept is not None
    assert 0 < swept.done < swept.total == 40
    with pytest.raises(InputError, match="still being written"):
        tag_changes.plan_rename(shelf, "town", "city")
    shelf.history.undo()
    portion.set()
    shelf.flush()
    assert len(advanced) < 40
    assert stored(shelf) == before
    assert shelf.history.redo() is None
    assert tag_changes.plan_delete(shelf, "mill").annotations == 200


def test_what_others_write_meanwhile_stays_theirs_after_undo(shelf: Library) -> None:
    tag_changes.apply(shelf, tag_changes.plan_rename(shelf, "mill", "water"))
    shelf.flush()
    file = shelf.records.files("articles/")[0]
    annotation = next(iter(shelf.records.read(file)["annotations"]))
    shelf.records.apply([Change(file, "annotations", annotation, "tags/water", None)])
    shelf.history.undo()
    shelf.flush()
    tags = stored(shelf)
    assert "mill" in tags[annotation]
    assert all({"mill", "town"} < each.keys() for each in tags.values())
    assert all("water" not in each for each in tags.values())


def test_a_tag_given_again_while_it_is_deleted_stays(shelf: Library) -> None:
    going_on = threading.Event()

    def hear(event: Event) -> None:
        if isinstance(event, Advanced):
            going_on.wait(20)

    shelf.subscribe(hear)
    tag_changes.apply(shelf, tag_changes.plan_delete(shelf, "mill"))
    last = shelf.article_ids()[-1]
    session = shelf.session(last)
    mark = session.annotations[0].id
    session.set_tags(mark, ["town"])
    session.set_tags(mark, ["town", "mill"])
    going_on.set()
    shelf.flush()
    assert [each for each, tags in stored(shelf).items() if "mill" in tags] == [mark]
    assert "mill" in session.annotation(mark).tags


def test_a_record_that_cannot_be_written_is_left_and_named(shelf: Library) -> None:
    file = shelf.records.files("articles/")[3]
    path = shelf.records.path(file)
    newer = path.read_bytes().replace(b'"version": 1', b'"version": 99')
    path.write_bytes(newer)
    told: list[str] = []
    shelf.subscribe(lambda event: told.append(event.sentence) if isinstance(event, Told) else None)
    tag_changes.apply(shelf, tag_changes.plan_rename(shelf, "mill", "water"))
    shelf.flush()
    assert path.read_bytes() == newer
    assert file.partition("/")[2] in told[-1]
    assert sum("water" in tags for tags in stored(shelf).values()) == 195


def test_a_tag_of_no_codebook_is_renamed_deleted_and_back(
    library: Library, session: ArticleSession
) -> None:
    mark = session.mark(Range(0, 9))
    file = f"articles/{session.id}"
    library.history.change([Change(file, "annotations", mark, "tags/mill", True)])
    before = edited_fields(library)
    for plan in (
        tag_changes.plan_rename(library, "mill", "water"),
        tag_changes.plan_delete(library, "mill"),
    ):
        tag_changes.apply(library, plan)
        assert "mill" not in session.annotation(mark).tags
        undone = library.history.undo()
        assert undone is not None
        assert not undone.skipped
        assert session.annotation(mark).tags == ("mill",)
        assert edited_fields(library) == before


def test_a_new_tag_is_made_once(library: Library, session: ArticleSession) -> None:
    assert tag_changes.create(library, "# water mill") == "water-mill"
    with pytest.raises(InputError, match="there is a tag #water-mill already"):
        tag_changes.create(library, "water mill")
    tag_changes.apply(library, tag_changes.plan_rename(library, "water-mill", "mill"))
    with pytest.raises(InputError, match="#water-mill was renamed; there is a tag #mill"):
        tag_changes.create(library, "water-mill")
    library.history.undo()
    library.history.undo()
    assert paths(library) == []


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    path=st.sampled_from(["mill", "town", "other-1"]),
    target=st.none() | _PATHS,
    open_first=st.booleans(),
)
def test_any_change_written_behind_and_undone_leaves_every_record_as_it_was(
    shelf: Library, path: str, target: str | None, open_first: bool
) -> None:
    before = stored(shelf)
    if open_first:
        shelf.session(shelf.article_ids()[0])
    plan = (
        tag_changes.plan_delete(shelf, path)
        if target is None
        else tag_changes.plan_rename(shelf, path, target)
    )
    tag_changes.apply(shelf, plan)
    shelf.flush()
    for annotation, tags in stored(shelf).items():
        expected = {plan.paths.get(each, each) for each in before[annotation]} - {None}
        assert set(tags) == expected
    shelf.history.undo()
    shelf.flush()
    assert stored(shelf) == before


class Refusing:
    """The store, whose disk refuses in the middle of the first portion, until it does not."""

    def __init__(self, library: Library, method: str, error: type[StorageError]) -> None:
        self._write = getattr(library.records, method)
        self._error = error
        self._begun = False
        self.refuses = True
        setattr(library.records, method, self)

    def __call__(self, items: list[Any]) -> Any:
        files = list(dict.fromkeys(map(_file_of, items)))
        if not self.refuses or len(files) < 3:
            return self._write(items)
        error = self._error("The disk is full.")
        if not self._begun:
            self._begun = True
            done = self._write([item for item in items if _file_of(item) in files[:2]])
            error.applied = tuple(getattr(done, "applied", done))
        raise error


def _file_of(item: Any) -> str:
    return str(getattr(item, "change", item).file)


@pytest.mark.parametrize("error", [NotSavedError, UnconfirmedError])
@pytest.mark.parametrize("method", ["apply", "revert"])
def test_a_disk_that_refuses_in_the_middle_holds_it_up_and_loses_nothing(
    shelf: Library, method: str, error: type[StorageError], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored(shelf)
    confirmed: list[str] = []
    monkeypatch.setattr(shelf.records, "confirm", confirmed.extend)
    disk = Refusing(shelf, method, error)
    tag_changes.apply(shelf, tag_changes.plan_rename(shelf, "mill", "water"))
    if method == "revert":
        shelf.flush()
        undone = shelf.history.undo()
        assert undone is not None
        assert not undone.skipped
    with pytest.raises(error):
        shelf.flush()
    assert shelf.unsaved == 1
    disk.refuses = False
    shelf.retry()
    shelf.flush()
    assert len(confirmed) == (error is UnconfirmedError)
    if method == "apply":
        assert all("water" in tags and "mill" not in tags for tags in stored(shelf).values())
        shelf.history.undo()
        shelf.flush()
    assert stored(shelf) == before
