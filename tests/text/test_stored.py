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
        "blocks": [["heading", 5, 1], ["list item", 5, 1, "•", 2]],
        "spans": [["link", 5, 9, "https://example.org/"], ["code", 5, 7]],
    }
    assert from_json(stored) == DOCUMENT


@pytest.mark.parametrize(
    "damage",
    [
        {"text": None},
        {"blocks": [["heading", 5, 1]]},
        {"blocks": [["heading", 4, 1], ["paragraph", 6]]},
        {"blocks": [["heading", 0], ["paragraph", 10]]},
        {"blocks": [["novel", 10]]},
        {"blocks": [[]]},
        {"blocks": 3},
        {"spans": [["link", 5, 90]]},
        {"spans": [["link", "a", "b"]]},
    ],
)
def test_what_is_no_document_is_refused(damage: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        from_json({**to_json(DOCUMENT), **damage})


def test_a_missing_key_is_named() -> None:
    with pytest.raises(ValueError, match="blocks"):
        from_json({"text": "x\n"})
