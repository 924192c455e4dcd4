from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.stamps import format_stamp
from reader.storage.base import Fields, Tables
from reader.storage.merge import (
    REMEMBERED,
    apply_change,
    canonical_json,
    field_stamp,
    field_value,
    is_empty,
    largest_stamp,
    merge_documents,
    merge_files,
)

FIELDS = (
    *("note", "verdict", "kind", "deleted", "tags/a", "tags/a/b", "evidence/1", "merged_from/c"),
    "from_later",
)
values = st.sampled_from([None, "", "x", "y", ["x"], {"quote": "q"}, 1, True])
stamps = st.builds(
    format_stamp, st.integers(0, 3), st.integers(0, 1), st.sampled_from(["0000000a", "0000000b"])
)
writes = st.lists(st.tuples(st.sampled_from(FIELDS), values, stamps), max_size=8)


def written(changes: list[tuple[str, Any, str]]) -> Fields:
    document: Fields = {"id": "1", "created": "2026-01-01T00:00:00.000Z"}
    for field, value, stamp in changes:
        document = apply_change(document, field, value, stamp)
    return document


documents = st.builds(written, writes)
files: st.SearchStrategy[Tables] = st.dictionaries(
    st.sampled_from(["annotations", "state"]),
    st.dictionaries(st.sampled_from(["1", "2"]), documents, max_size=2),
    max_size=2,
)


@given(documents, documents)
def test_the_order_of_two_copies_does_not_matter(first: Fields, second: Fields) -> None:
    assert merge_documents(first, second) == merge_documents(second, first)


@given(documents, documents, documents)
def test_the_order_of_merging_three_copies_does_not_matter(
    first: Fields, second: Fields, third: Fields
) -> None:
    one_way = merge_documents(merge_documents(first, second), third)
    assert one_way == merge_documents(first, merge_documents(second, third))


@given(documents, documents)
def test_merging_a_copy_again_changes_nothing(first: Fields, second: Fields) -> None:
    merged = merge_documents(first, second)
    assert merge_documents(merged, first) == merged
    assert merge_documents(merged, merged) == merged
    assert merge_documents(first, first) == first


@given(files, files, files)
def test_whole_files_merge_in_any_order_and_any_number_of_times(
    first: Tables, second: Tables, third: Tables
) -> None:
    merged = merge_files(merge_files(first, second), third)
    assert merged == merge_files(first, merge_files(third, second))
    assert merge_files(merged, second) == merged


def test_what_python_takes_for_equal_is_merged_the_same_either_way() -> None:
    stamps = {"evidence/1": "000000000000-0000-0000000a"}
    one: Fields = {"id": "1", "evidence": {"1": 1}, "stamps": stamps}
    true: Fields = {"id": "1", "evidence": {"1": True}, "stamps": stamps}
    assert repr(merge_documents(one, true)) == repr(merge_documents(true, one))


@given(documents, documents)
def test_the_latest_write_of_every_field_survives(first: Fields, second: Fields) -> None:
    merged = merge_documents(first, second)
    for field in FIELDS:
        latest = max(
            (field_stamp(document, field) or "", stored_json(document, field))
            for document in (first, second)
        )
        assert (field_stamp(merged, field) or "") == latest[0]
        if field != "deleted":
            assert stored_json(merged, field) == latest[1]


@given(
    st.lists(
        st.tuples(st.sampled_from(FIELDS), values, stamps, st.sampled_from(["ours", "theirs", ""])),
        max_size=8,
        unique_by=lambda write: write[2],
    )
)
def test_no_note_or_verdict_is_ever_lost(writes: list[tuple[str, Any, str, str]]) -> None:
    # As devices make them: in order, no two with one stamp, some known to both sides.
    writes = sorted(writes, key=lambda write: write[2])
    first = written([write[:3] for write in writes if write[3] != "theirs"])
    second = written([write[:3] for write in writes if write[3] != "ours"])
    merged = merge_documents(first, second)
    kept = [*merged.get("notes_past", {}).values(), *(merged.get(name) for name in REMEMBERED)]
    for field, value, _, _ in writes:
        assert field not in REMEMBERED or is_empty(value) or value in kept


@given(documents, documents)
def test_merging_leaves_its_arguments_alone(first: Fields, second: Fields) -> None:
    before = deepcopy((first, second))
    merge_documents(first, second)
    assert (first, second) == before


@given(documents, st.sampled_from(FIELDS), values, stamps)
def test_writing_a_field_changes_no_other_and_leaves_the_argument_alone(
    document: Fields, field: str, value: Any, stamp: str
) -> None:
    before = deepcopy(document)
    changed = apply_change(document, field, value, stamp)
    assert document == before
    for other in FIELDS:
        if other not in (field, "deleted"):
            assert field_value(changed, other) == field_value(document, other)


def stored_json(document: Fields, field: str) -> str:
    value = field_value(document, field)
    return "" if is_empty(value) else canonical_json(value)


EARLY, MIDDLE, LATE = (format_stamp(moment, 0, "0000000a") for moment in (1, 2, 3))


def test_an_edit_after_a_deletion_elsewhere_revives() -> None:
    deleted = written([("note", "first", EARLY), ("deleted", "2026", MIDDLE)])
    edited = written([("note", "second", LATE)])
    assert "deleted" not in merge_documents(deleted, edited)


def test_a_deletion_after_an_edit_elsewhere_stands_and_the_edit_is_kept() -> None:
    deleted = written([("note", "first", EARLY), ("deleted", "2026", LATE)])
    edited = written([("note", "first", EARLY), ("kind", "claim", MIDDLE)])
    merged = merge_documents(deleted, edited)
    assert merged["deleted"] == "2026"
    assert merged["kind"] == "claim"


def test_two_people_adding_different_tags_and_evidence_both_keep_theirs() -> None:
    first = written([("tags/a", True, EARLY), ("evidence/1", {"url": "u"}, EARLY)])
    second = written([("tags/b/c", True, EARLY), ("evidence/2", {"url": "v"}, EARLY)])
    merged = merge_documents(first, second)
    assert merged["tags"] == {"a": True, "b/c": True}
    assert set(merged["evidence"]) == {"1", "2"}


def test_a_note_written_over_elsewhere_stays_among_the_former_ones() -> None:
    first = written([("note", "mine", EARLY)])
    second = written([("note", "theirs", LATE)])
    merged = merge_documents(first, second)
    assert merged["note"] == "theirs"
    assert merged["notes_past"] == {EARLY: "mine"}


def test_keys_of_a_later_version_are_kept_with_or_without_a_stamp() -> None:
    first: Fields = {"id": "1", "mood": {"deep": ["x"]}}
    second: Fields = {"id": "1", "note": "n", "stamps": {"note": EARLY}, "colour_space": "lab"}
    merged = merge_documents(first, second)
    assert merged["mood"] == {"deep": ["x"]}
    assert merged["colour_space"] == "lab"


def test_a_former_note_is_kept_once_however_often_it_comes_back() -> None:
    document = written([("note", "first", EARLY), ("note", "second", MIDDLE)])
    document = apply_change(document, "note", "first", LATE)
    document = apply_change(document, "note", "second", format_stamp(4, 0, "0000000a"))
    assert document["notes_past"] == {EARLY: "first", MIDDLE: "second"}


@pytest.mark.parametrize("field", ["id", "stamps", "notes_past", "tags", "evidence"])
def test_what_the_store_keeps_itself_cannot_be_written(field: str) -> None:
    with pytest.raises(ValueError, match=field):
        apply_change({"id": "1"}, field, {}, EARLY)


def test_the_largest_stamp_of_a_file_is_found_across_tables() -> None:
    tables: Tables = {
        "meta": {"schema": {"version": 1}},
        "article": {"article": written([("title", "t", LATE)])},
        "annotations": {"1": written([("note", "n", EARLY)])},
    }
    assert largest_stamp(tables) == LATE
    assert largest_stamp({"meta": {"schema": {"version": 1}}}) == ""
