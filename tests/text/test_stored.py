from typing import Any

import pytest

from reader.text.canonical import CANONICALISER
from reader.text.document import Block, BlockKind, Document, Span, SpanKind
from reader.text.stored import from_json, to_json

DOCUMENT = Document(
    "Head\nItem\n",
    (Block(BlockKind.HEADING, 0, 5, level=1), Block(BlockKind.LIST_ITEM, 5, 10, 1, "•", 2)),
    (Span(SpanKind.LINK, 5, 9, "https://example.org/"), Span(SpanKind.CODE, 5, 7)),
)


def test_a_document_is_stored_with_the_version_of_the_cleaner_and_comes_back() -> None:
    stored = to_json(DOCUMENT)
    assert stored == {
        "canonicaliser": CANONICALISER,
        "text": "Head\nItem\n",
        "blocks": {
            "looks": [["heading", 1], ["list item", 1, "•", 2]],
            "look": [0, 1],
            "length": [5, 5],
        },
        "spans": {
            "looks": [["link", "https://example.org/"], ["code"]],
            "look": [0, 1],
            "start": [5, 5],
            "length": [4, 2],
        },
    }
    assert from_json(stored) == DOCUMENT


def test_a_document_stored_with_a_row_for_each_block_is_read() -> None:
    rows = {
        "canonicaliser": CANONICALISER,
        "text": "Head\nItem\n",
        "blocks": [["heading", 5, 1], ["list item", 5, 1, "•", 2]],
        "spans": [["link", 5, 9, "https://example.org/"], ["code", 5, 7]],
    }
    assert from_json(rows) == DOCUMENT
    with pytest.raises(ValueError, match="not a stored document"):
        from_json({**rows, "blocks": [["novel", 10]]})


def damaged(damage: dict[str, Any]) -> dict[str, Any]:
    """Return a stored document with some of its values replaced."""
    stored = to_json(DOCUMENT)
    for key, value in damage.items():
        stored[key] = {**stored[key], **value} if isinstance(value, dict) else value
    return stored


@pytest.mark.parametrize(
    "damage",
    [
        {"text": None},
        {"blocks": {"look": [0]}},
        {"blocks": {"length": [5]}},
        {"blocks": {"length": [4, 6]}},
        {"blocks": {"length": [0, 10]}},
        {"blocks": {"length": [-5, 15]}},
        {"blocks": {"length": [5, 5, 1]}},
        {"blocks": {"length": [5, 5.0]}},
        {"blocks": {"look": [0, 2]}},
        {"blocks": {"looks": [["novel"], ["paragraph"]]}},
        {"blocks": {"looks": [[], []]}},
        {"blocks": {"looks": [["heading"], ["list item", 1, "•", 2, 3]]}},
        {"blocks": {"looks": 3}},
        {"blocks": None},
        {"spans": {"length": [4, 90]}},
        {"spans": {"length": [4, 0]}},
        {"spans": {"length": [4]}},
        {"spans": {"start": [6, 5]}},
        {"spans": {"start": ["a", "b"]}},
        {"spans": {"looks": [["link"], ["novel"]]}},
        {"spans": []},
    ],
)
def test_what_is_no_document_is_refused(damage: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        from_json(damaged(damage))


def test_a_missing_key_is_named() -> None:
    with pytest.raises(ValueError, match="blocks"):
        from_json({"text": "x\n"})
