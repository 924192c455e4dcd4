from collections.abc import Callable
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.storage import documents
from reader.storage.atomic_json import encode
from reader.storage.base import Fields, Tables
from reader.storage.compressed import plain_blocks
from reader.storage.documents import Documents, differing, encode_documents
from reader.storage.splitting import split
from tests.growth import LINEAR, growth

STAMP = "0123456789ab-{:04x}-0000000a"
_TEXTS = st.text(st.sampled_from('aé世\U0001f600"\\{}[]:, \n\t'), max_size=8)
_IDS = st.text(st.sampled_from('abcé"\\ {:,\n'), min_size=1, max_size=4)


def annotation(identity: str, number: int = 0, **fields: Any) -> Fields:
    stamps = dict.fromkeys(("kind", *fields), STAMP.format(number))
    return {"id": identity, "kind": "claim", "stamps": stamps, **fields}


def record(count: int) -> Tables:
    ids = [f"{number:04}" for number in range(count)]
    return {
        "annotations": {one: annotation(one, number) for number, one in enumerate(ids)},
        "article": {"a": {"id": "a", "title": "T"}},
        "meta": {"schema": {"version": 1}},
    }


def tables_in(content: bytes, block: int = 4096) -> Tables | None:
    """Take a record file apart that comes so many bytes at a time."""
    blocks = (content[start : start + block] for start in range(0, len(content), block))
    found = split(blocks)
    assert found is None or found.content.stretch(0, len(content)) == content
    return None if found is None else found.tables


def large(count: int = 100) -> Documents:
    tables = tables_in(encode(record(count)))
    assert tables is not None
    table = tables["annotations"]
    assert isinstance(table, Documents)
    return table


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Count the documents that are decoded."""
    number = 0
    loads = orjson.loads

    def counting(content: bytes) -> Any:
        nonlocal number
        decoded = loads(content)
        number += len(decoded)
        return decoded

    monkeypatch.setattr(orjson, "loads", counting)
    return lambda: number


_TABLE = st.dictionaries(_IDS, st.dictionaries(_IDS, _TEXTS, max_size=3), max_size=80)


@given(_TABLE, st.integers(1, 200))
def test_a_record_is_split_into_the_tables_that_were_written(
    table: dict[str, Fields], block: int
) -> None:
    tables: Tables = {"meta": {"schema": {"version": 1}}, "others": table, "Ω": {"x": {}}}
    content = encode(tables)
    found = tables_in(content, block)
    if found is None:
        assert not table
    else:
        assert found == orjson.loads(content)
        assert encode(found) == content


_CHANGES = st.lists(
    st.tuples(st.integers(0, 130), st.one_of(st.none(), st.text(max_size=3))), max_size=12
)


@given(_CHANGES)
def test_a_changed_table_is_written_as_if_it_had_been_decoded(
    changes: list[tuple[int, str | None]],
) -> None:
    tables, plain = tables_in(encode(record(100))), record(100)
    assert tables is not None
    for number, note in changes:
        identity = f"{number:04}"
        for each in (tables["annotations"], plain["annotations"]):
            if note is None:
                each.pop(identity, None)
            else:
                each[identity] = annotation(identity, note=note)
    assert encode(tables) == encode(plain)
    assert tables == plain
    table = tables["annotations"]
    assert sorted(table) == sorted(plain["annotations"])
    assert len(table) == len(plain["annotations"])
    assert dict(table.items()) == plain["annotations"]
    assert all(table[identity] == fields for identity, fields in plain["annotations"].items())


@pytest.mark.parametrize(
    ("former", "latter"),
    [
        (b"}\n}\n", b"}\n}"),
        (b'    "0007": {', b'     "0007": {'),
        (b'      "kind": "claim"', b'    "kind": "claim"'),
        (b'"0007": {\n      "id": "0007"', b'"0006": {\n      "id": "0006"'),
        (b'"0064": {\n      "id": "0064"', b'"0001": {\n      "id": "0001"'),
        (b"    },\n", b"    },,\n"),
        (b'    },\n    "0064"', b'    }\n\n    "0064"'),
        (b'    },\n    "0064"', b'    }x\n    "0064"'),
        (b'"id": "0099"', b'"id": "0098"'),
        (b"0123456789ab", b"0123456789xx"),
        (b"{\n", b"{  \n"),
        (b'"kind": "claim"', b'"kind": 5'),
    ],
)
def test_where_documents_do_not_stand_as_they_would_be_written_the_record_is_not_split(
    former: bytes, latter: bytes
) -> None:
    content = encode(record(100))
    assert former in content
    assert tables_in(content.replace(former, latter, 1)) is None


def test_what_a_person_wrote_into_a_document_stays_as_it_is_until_it_changes() -> None:
    content = encode(record(100)).replace(b'"kind": "claim"', b'"kind":  "claim", "mine": 1')
    tables = tables_in(content)
    assert tables is not None
    assert tables == orjson.loads(content)
    assert encode(tables) == content
    tables["annotations"]["0042"] = annotation("0042", note="new")
    assert encode(tables).count(b'"kind":  "claim", "mine": 1') == 99


def test_a_file_cut_off_anywhere_is_not_split() -> None:
    content = encode(record(70))
    for length in range(0, len(content), 37):
        assert tables_in(content[:length]) is None


@pytest.mark.parametrize("start", ["", '{\n  "others": {\n    "a": {"note": "'])
def test_a_document_that_goes_on_through_many_blocks_is_not_copied_with_each(start: str) -> None:
    def take_apart(text: str) -> None:
        content = f"{start}{text}".encode()
        assert (
            split((content[at : at + 64] for at in range(0, len(content), 64)), plain=True) is None
        )

    assert growth(take_apart, "x", 1_600_000) < LINEAR


def test_one_document_is_decoded_to_read_one(counted: Callable[[], int]) -> None:
    table = large()
    before = counted()
    assert table["0042"]["id"] == "0042"
    assert "0043" in table
    assert "none" not in table
    assert counted() == before + 1


def test_nothing_is_decoded_to_write_one(counted: Callable[[], int]) -> None:
    table = large()
    before = counted()
    table["0042"] = annotation("0042", note="new")
    assert b"".join(plain_blocks(table.pieces())).count(b'"id"') == 100
    assert counted() == before


def test_copies_share_what_stands_and_nothing_that_changes() -> None:
    first = large()
    second = first.copy()
    second["0001"] = annotation("0001", note="changed")
    second["new"] = annotation("new")
    del second["0002"]
    assert "note" not in first["0001"]
    assert "0002" in first
    assert len(first) == len(second) == 100
    assert first != second
    assert first == large()
    with pytest.raises(KeyError):
        second["0002"]
    with pytest.raises(KeyError):
        del second["0002"]


def anchored(count: int) -> Documents:
    """Return annotations that each quote ten characters, one after the other."""
    tables = record(count)
    for number, (identity, fields) in enumerate(tables["annotations"].items()):
        former = {"text": "a", "start": 0, "end": 3, "exact": "old"}
        anchor = {"text": "b", "start": 10 * number, "end": 10 * number + 10, "exact": "x" * 10}
        tables["annotations"][identity] = {**fields, "anchors": [former, anchor]}
    found = tables_in(encode(tables))
    assert found is not None
    table = found["annotations"]
    assert isinstance(table, Documents)
    return table


def test_what_is_anchored_near_a_place_is_found_without_decoding_the_rest(
    counted: Callable[[], int],
) -> None:
    table = anchored(100)
    del table["0043"]
    before = counted()
    assert [fields["id"] for fields in table.near(419, 441)] == ["0041", "0042", "0044"]
    assert counted() == before + 3
    assert [fields["id"] for fields in table.near(420, 430)] == ["0042"]


def test_documents_are_counted_while_they_are_checked_until_one_changes() -> None:
    tables = record(100)
    tables["annotations"]["0001"] |= {"speaker_state": "suggested", "note": "why?"}
    tables["annotations"]["0002"] |= {"deleted": "2026-01-01T00:00:00.000Z"}
    found = tables_in(encode(tables))
    assert found is not None
    table = found["annotations"]
    assert isinstance(table, Documents)
    assert table.traits == {
        ("claim", None, False, False): 98,
        ("claim", "suggested", True, False): 1,
        ("claim", None, False, True): 1,
    }
    table["0003"] = annotation("0003", note="new")
    assert table.traits is None


def test_the_largest_stamp_is_known_without_looking() -> None:
    table = large()
    assert table.largest_stamp == STAMP.format(99)
    table["new"] = annotation("new", 0x1000)
    assert table.largest_stamp == STAMP.format(0x1000)


def test_many_small_pieces_are_written_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_SMALL", 2000)
    tables: Tables = {"annotations": large(), "meta": {"schema": {"version": 1}}}
    for number in range(0, 100, 2):
        tables["annotations"][f"{number:04}"] = annotation(f"{number:04}", note="x")
    pieces = list(documents.pieces_of(tables))
    assert max(map(len, pieces)) < 4500
    assert len(pieces) < 12
    plain: Tables = {name: dict(table) for name, table in tables.items()}
    assert b"".join(plain_blocks(pieces)) == encode(plain)


def test_a_document_is_encoded_as_it_stands_in_a_file() -> None:
    tables = record(3)
    assert encode_documents(dict(tables["annotations"])) in encode(tables)


def test_two_readings_are_compared_without_decoding_what_is_alike(
    counted: Callable[[], int],
) -> None:
    former, fresh = large(100), large(101)
    before = counted()
    former["0007"] = annotation("0007", note="n")
    del fresh["0008"]
    fresh["0009"] = dict(former["0009"])
    assert differing(former, fresh) == {"0007", "0008", "0100"}
    assert counted() - before <= 6
    assert former != fresh
    assert large() == large()
