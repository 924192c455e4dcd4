from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reader.storage.base import Applied, Change, Fields, Tables
from reader.storage.changes import TableWriter, UndoRule

FILE = "articles/a"
HERE, ELSEWHERE = "0000000a", "0000000b"
FIELDS = ("note", "kind", "deleted", "tags/a", "tags/b", "evidence/1")


def write(tables: Tables, *changes: tuple[str, str, Any], device: str = HERE) -> list[Applied]:
    writer = TableWriter(tables, device)
    return [
        applied
        for document, field, value in changes
        for applied in writer.write(Change(FILE, "annotations", document, field, value))
    ]


def plain(document: Fields) -> Fields:
    """A document without what undo may add to."""
    return {key: value for key, value in document.items() if key not in ("stamps", "notes_past")}


def state(tables: Tables) -> dict[str, Fields]:
    """The standing documents."""
    return {
        key: plain(document)
        for key, document in tables.get("annotations", {}).items()
        if "deleted" not in document
    }


steps = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["1", "2"]),
            st.sampled_from(FIELDS),
            st.sampled_from([None, "", "x", "y", ["z"]]),
        ),
        min_size=1,
        max_size=4,
    ),
    max_size=6,
)


@given(steps)
def test_undoing_every_step_returns_every_field_and_redoing_does_too(
    batches: list[list[tuple[str, str, Any]]],
) -> None:
    tables: Tables = {}
    rule = UndoRule()
    done: list[list[Applied]] = []
    states = [state(tables)]
    for batch in batches:
        done.append(write(tables, *batch))
        states.append(state(tables))
    for _ in range(2):
        undone: list[list[Applied]] = []
        for applied, expected in zip(reversed(done), reversed(states[:-1]), strict=True):
            outcome = rule.revert(tables, applied, HERE)
            assert outcome.skipped == []
            assert state(tables) == expected
            undone.append(outcome.applied)
        done = []
        for applied, expected in zip(reversed(undone), states[1:], strict=True):
            outcome = rule.revert(tables, applied, HERE)
            assert outcome.skipped == []
            assert state(tables) == expected
            done.append(outcome.applied)


def test_undoing_a_creation_leaves_a_tombstone_with_its_fields() -> None:
    tables: Tables = {}
    made = write(tables, ("1", "created", "2026"), ("1", "kind", "claim"), ("1", "tags/a", True))
    outcome = UndoRule().revert(tables, made, HERE)
    document = tables["annotations"]["1"]
    assert document["deleted"]
    assert document["kind"] == "claim"
    assert document["tags"] == {"a": True}
    assert [item.change.field for item in outcome.applied] == ["deleted"]


def test_what_was_changed_elsewhere_since_is_left_as_it_is() -> None:
    tables: Tables = {}
    write(tables, ("1", "note", "n"), ("1", "kind", "claim"))
    mine = write(tables, ("1", "note", "mine"), ("1", "kind", "question"))
    write(tables, ("1", "note", "theirs"), device=ELSEWHERE)
    outcome = UndoRule().revert(tables, mine, HERE)
    assert tables["annotations"]["1"]["note"] == "theirs"
    assert tables["annotations"]["1"]["kind"] == "claim"
    assert [item.change.field for item in outcome.skipped] == ["note"]


def test_a_creation_somebody_added_to_is_not_undone() -> None:
    tables: Tables = {}
    made = write(tables, ("1", "kind", "claim"), ("1", "note", "mine"))
    write(tables, ("1", "tags/a", True), device=ELSEWHERE)
    before = deepcopy(tables)
    outcome = UndoRule().revert(tables, made, HERE)
    assert outcome.skipped == made
    assert outcome.applied == []
    assert tables == before


def test_undo_does_nothing_for_what_is_gone() -> None:
    made = write({}, ("1", "kind", "claim"))
    later = write({"annotations": {"1": {"id": "1"}}}, ("1", "kind", "claim"))
    empty: Tables = {}
    assert UndoRule().revert(empty, made, HERE).skipped == made
    assert UndoRule().revert(empty, later, HERE).skipped == later
    assert empty == {}


def test_fields_without_a_stamp_are_not_undone() -> None:
    tables: Tables = {}
    write(tables, ("1", "kind", "claim"))
    later = write(tables, ("1", "creator", "ada"))
    assert UndoRule().revert(tables, later, HERE).skipped == later
    assert tables["annotations"]["1"]["creator"] == "ada"


def test_undo_writes_with_a_new_stamp_above_all_others() -> None:
    tables: Tables = {}
    write(tables, ("1", "note", "n"))
    mine = write(tables, ("1", "note", "m"))
    (undone,) = UndoRule().revert(tables, mine, HERE).applied
    assert undone.stamp > mine[0].stamp
    assert tables["annotations"]["1"]["stamps"]["note"] == undone.stamp
