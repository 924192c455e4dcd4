import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import InputError, NotFoundError
from reader.library import ArticleSession, Library, tag_changes
from reader.model.tag import Tag
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
