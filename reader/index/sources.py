"""What is kept of the documents in the records: the columns they become."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from reader.index.folding import fold
from reader.model.annotation import Annotation
from reader.model.article import Article
from reader.model.claim import Claim
from reader.model.speaker import Speaker
from reader.model.stamps import latest_time
from reader.model.successors import end_of
from reader.model.tag import renamed_tags
from reader.text.canonical import clean_line

Fields = Mapping[str, Any]
Columns = tuple[Any, ...]

_MALFORMED = (AttributeError, KeyError, TypeError, ValueError)
_DIGEST = 8


def digest_of(fields: Fields, text: str) -> bytes:
    """Return a few bytes that are others once a stored annotation, or its article's text, is."""
    import orjson

    stored = orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)
    return blake2b(stored + text.encode(), digest_size=_DIGEST).digest()


def annotation_columns(fields: Fields, text: str) -> tuple[Columns, Columns] | None:
    """Return what is kept of an annotation.

    That is in the order of `schema.ANNOTATION_COLUMNS` and of `schema.WORDING_COLUMNS`.

    Args:
        fields: The stored annotation.
        text: The version of the text that the article has now.

    Returns:
        None if the document is malformed.
    """
    try:
        known = Annotation.from_fields(dict(fields))
    except _MALFORMED:
        return None
    anchor = known.anchor_in(text)
    last = anchor or next(iter(known.anchors[-1:]), None)
    wording = (last.exact if last else "", known.note, "\n".join(known.tags))
    columns = (
        known.id,
        anchor.start if anchor else None,
        anchor.end if anchor else None,
        str(anchor.state) if anchor else None,
        str(known.kind),
        known.speaker or "",
        str(known.speaker_state or ""),
        str(known.voice or ""),
        known.via or "",
        str(known.attribution or ""),
        known.said_on or "",
        known.claim or "",
        known.color or "",
        known.created,
        known.modified,
    )
    return columns, wording


def claim_columns(fields: Fields) -> Columns | None:
    """Return what is kept of a claim, in the order of `schema.CLAIM_COLUMNS`.

    Returns:
        None if it is in the trash, or malformed.
    """
    try:
        known = Claim.from_fields(dict(fields))
    except _MALFORMED:
        return None
    if known.deleted is not None:
        return None
    return (
        known.id,
        known.text,
        str(known.type or ""),
        str(known.status or ""),
        known.verdict or "",
        known.explanation,
        known.as_of or "",
        known.checked_by or "",
        known.merged_into or "",
        len(known.evidence),
        known.created,
        latest_time(fields.get("stamps", {})) or known.created,
    )


def head_of(fields: Fields) -> tuple[str, tuple[str, ...], str]:
    """Return what is looked for in an article besides its text, its tags, and its text version."""
    try:
        about = Article.from_fields(dict(fields))
    except _MALFORMED:
        return "", (), ""
    lines = (about.title, about.site, ", ".join(about.authors), *about.tags, about.note)
    return "\n".join(filter(None, lines)), about.tags, about.text


def speaker_columns(documents: Mapping[str, Fields]) -> list[Columns]:
    """Return of each speaker its id, whom it became, its name and kind, and all its names folded.

    One in the trash is among them: what it said stays said.
    """
    known: dict[str, Speaker] = {}
    for speaker, fields in documents.items():
        try:
            known[speaker] = Speaker.from_fields(dict(fields))
        except _MALFORMED:
            continue
    renamed = {one.id: one.renamed_to for one in known.values() if one.renamed_to in known}
    return [
        (
            one.id,
            end_of(renamed, one.id),
            one.name,
            str(one.kind),
            "\n".join(fold(clean_line(name)) for name in (one.name, *one.aliases)),
        )
        for one in known.values()
    ]


def tag_columns(documents: Mapping[str, Fields]) -> list[Columns]:
    """Return of each tag of the codebook its path, what it became, and that it is listed there."""
    renamed = renamed_tags(documents)
    return [
        (path, end_of(renamed, path), "deleted" not in fields) for path, fields in documents.items()
    ]
