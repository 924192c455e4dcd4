"""Our own JSON: the stored documents with their stamps, so that nothing is lost.

```
{"format": "claim-reader", "version": 1,
 "articles": {id: {table: {id: document}}}, "claims": {id: document},
 "speakers": {id: document}, "tags": {path: document}}
```
A document that was deleted is there as a tombstone, without what it said.
"""

from collections.abc import Mapping
from typing import Any

from reader.exporters.registry import Documents, Notes

FORMAT = "claim-reader"
VERSION = 1

_DELETED = "deleted"
_TOMBSTONE = ("id", "created", "creator", _DELETED)


def render(notes: Notes) -> str:
    """Return the JSON text, sorted and indented; the same for the same notes."""
    import orjson

    content = {
        "format": FORMAT,
        "version": VERSION,
        "articles": {
            each.article.id: {
                table: _documents(documents)
                for table, documents in each.tables.items()
                if table != "meta" and documents
            }
            for each in notes.articles
        },
        "claims": _documents(notes.claims),
        "speakers": _documents(notes.speakers),
        "tags": _documents(notes.tags),
    }
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(content, option=options).decode()


def _documents(documents: Documents) -> dict[str, Mapping[str, Any]]:
    return {
        name: _tombstone(document) if _DELETED in document else document
        for name, document in documents.items()
    }


def _tombstone(document: Mapping[str, Any]) -> Mapping[str, Any]:
    kept = {name: document[name] for name in _TOMBSTONE if name in document}
    stamp = document.get("stamps", {}).get(_DELETED)
    return kept if stamp is None else {**kept, "stamps": {_DELETED: stamp}}
