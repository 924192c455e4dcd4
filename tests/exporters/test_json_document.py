import json
from typing import Any

from reader.exporters.json_document import render
from reader.exporters.registry import ArticleNotes, Notes
from reader.model.article import Article

_NOTE = {
    "id": "n1",
    "note": "why?",
    "anchors": [{"exact": "é", "prefix": "a", "suffix": "b", "start": 1, "end": 2, "text": "0"}],
    "stamps": {"note": "0001", "anchors": "0002"},
    "unknown": {"kept": [1, None]},
}
_GONE = {"id": "n2", "note": "secret", "deleted": "t", "stamps": {"note": "1", "deleted": "2"}}


def _notes() -> Notes:
    tables: dict[str, dict[str, dict[str, Any]]] = {
        "meta": {"schema": {"version": 1}},
        "article": {"a-1": {"id": "a-1", "title": "T", "text": "0" * 12}},
        "annotations": {"n1": _NOTE, "n2": _GONE},
    }
    return Notes(
        (ArticleNotes(Article("a-1"), 3, (), tables),),
        {"c": {"id": "c", "text": "It is so"}},
        {"s": {"id": "s", "name": "Ann"}},
        {"x/y": {"id": "x/y"}},
    )


def test_what_is_stored_is_exported_as_it_is_stamps_included() -> None:
    content = json.loads(render(_notes()))
    assert (content["format"], content["version"]) == ("claim-reader", 1)
    assert content["articles"]["a-1"]["annotations"]["n1"] == _NOTE
    assert content["articles"]["a-1"]["article"]["a-1"]["text"] == "0" * 12
    assert content["claims"] == {"c": {"id": "c", "text": "It is so"}}
    assert content["speakers"] == {"s": {"id": "s", "name": "Ann"}}
    assert content["tags"] == {"x/y": {"id": "x/y"}}


def test_what_was_deleted_is_there_without_what_it_said() -> None:
    tombstone = json.loads(render(_notes()))["articles"]["a-1"]["annotations"]["n2"]
    assert tombstone == {"id": "n2", "deleted": "t", "stamps": {"deleted": "2"}}


def test_the_same_notes_give_the_same_text() -> None:
    text = render(_notes())
    assert text == render(_notes())
    assert text == json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
