"""What speaks for a claim or against it: gathered while reading, kept with its source.

A piece of evidence that is an annotation is written at both ends, so that both can be followed.
"""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import InputError, NotFoundError, ReaderError
from reader.library.annotation_ids import ARTICLES, Place
from reader.library.article_changes import cited
from reader.library.claim_linking import annotation_at, words_of
from reader.library.fields import word_in
from reader.library.sightings import ANNOTATIONS
from reader.library.whereabouts import is_in_trash
from reader.model.annotation import Kind
from reader.model.claim import Claim, Relation
from reader.model.evidence import Evidence
from reader.model.stamps import new_id, utc_now
from reader.storage.base import Change
from reader.text.addresses import destination
from reader.text.canonical import clean, clean_line

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.session import ArticleSession
    from reader.text.document import Range

_DAY = 10
_TRUE = frozenset({"yes", "true", "1"})
_FALSE = frozenset({"", "no", "false", "0"})


class Bearing(NamedTuple):
    """What an annotation is evidence for."""

    claim: Claim
    piece: Evidence


def evidence_of(library: "Library", claim: str) -> list[Evidence]:
    """Return the evidence gathered for a claim and whatever became part of it, oldest first.

    Raises:
        NotFoundError: there is no such claim.
        StorageError: its record cannot be read.
    """
    pieces = library.claims.require(claim).evidence
    return [Evidence.from_fields(piece, pieces[piece]) for piece in sorted(pieces)]


def claims_borne_on(library: "Library", place: Place) -> list[Bearing]:
    """Return the claims an annotation is evidence for; none if it is not there."""
    try:
        file = ARTICLES + place.article
        fields = library.copy.document(file, ANNOTATIONS, place.annotation) or {}
    except ReaderError:
        return []
    found: list[Bearing] = []
    for piece, entry in sorted(fields.get("evidence", {}).items()):
        if not isinstance(entry, dict):
            continue
        claim = library.claims.get(str(entry.get("claim", "")))
        if claim is not None and piece in claim.evidence:
            found.append(Bearing(claim, Evidence.from_fields(piece, claim.evidence[piece])))
    return found


def loss_of(library: "Library", piece: Evidence) -> str:
    """Say what became of the annotation a piece of evidence is, nothing if it still stands."""
    if piece.annotation is None or piece.article is None:
        return ""
    place = Place(piece.article, piece.annotation)
    if is_in_trash(library, place.article):
        try:
            known = place.article in library.copy.table(ARTICLES + place.article, "article")
        except ReaderError:
            known = True
        return "Its article is in the trash." if known else "Its article is not in the library."
    try:
        annotation_at(library, place)
    except NotFoundError:
        return "Its annotation was deleted; the words are kept here."
    except ReaderError:
        return "The record of its article cannot be read; the words are kept here."
    return ""


def add_annotation(
    library: "Library", claim: str, relation: Relation, place: Place, *, note: str = ""
) -> str:
    """Attach an annotation to a claim as evidence, as a step; returns the id of the piece.

    One that is attached to the claim already only gets the relation, and the note if there is one.
    A highlight becomes evidence.

    Raises:
        InputError: it is a sighting of this very claim.
        NotFoundError: the claim or the annotation is not there.
        StorageError: a record cannot be read.
    """
    known, annotation = library.claims.require(claim), annotation_at(library, place)
    own = library.claims.get(annotation.claim) if annotation.claim else None
    if own is not None and own.id == known.id:
        raise InputError("A claim cannot be evidence for itself: these words are a sighting of it.")
    for piece in evidence_of(library, known.id):
        if Place(piece.article or "", piece.annotation or "") == place:
            again = piece._replace(relation=relation, note=clean(note).strip() or piece.note)
            _rewrite(library, known, again, _label(relation, known))
            return piece.id
    article = library.copy.document(ARTICLES + place.article, "article", place.article) or {}
    source = (clean_line(str(article.get(name, ""))) for name in ("title", "site"))
    piece = Evidence(
        new_id(),
        relation,
        *place,
        url=str(article.get("url", "")),
        quote=words_of(annotation),
        source=", ".join(filter(None, source)),
        published_on=str(article.get("published_on", "")),
        accessed_on=str(article.get("accessed_on", ""))[:_DAY],
        archived_url=str(article.get("archived_url", "")),
        note=clean(note).strip(),
    )
    with library.history.step(_label(relation, known), *place):
        _rewrite(library, known, piece, "")
        if annotation.kind is Kind.HIGHLIGHT:
            library.session(place.article).set_kind(place.annotation, Kind.EVIDENCE)
    return piece.id


def add_range(
    session: "ArticleSession",
    library: "Library",
    claim: str,
    relation: Relation,
    extent: "Range",
    *,
    note: str = "",
) -> str:
    """Attach words of an open article to a claim, marking them in the same step if need be.

    Returns:
        The id of the piece.

    Raises:
        InputError: there is no word in the range, or they are a sighting of this very claim.
        NotFoundError: there is no such claim.
    """
    known = library.claims.require(claim)
    with library.history.step(_label(relation, known), session.id):
        standing = session.exactly(extent)
        annotation = session.mark(extent, Kind.EVIDENCE) if standing is None else standing.id
        place = Place(session.id, annotation)
        return add_annotation(library, known.id, relation, place, note=note)


def add_address(
    library: "Library",
    claim: str,
    relation: Relation,
    url: str,
    *,
    quote: str = "",
    source: str = "",
    note: str = "",
) -> str:
    """Attach what can be read at an address to a claim, as a step; returns the id of the piece.

    Today is the day it was accessed on; see `set_field` for all else.

    Raises:
        InputError: it is no address of the web.
        NotFoundError: there is no such claim.
    """
    known = library.claims.require(claim)
    piece = Evidence(
        new_id(),
        relation,
        url=_address(url),
        quote=clean(quote).strip(),
        source=clean_line(source),
        note=clean(note).strip(),
        accessed_on=utc_now()[:_DAY],
    )
    _rewrite(library, known, piece, _label(relation, known))
    return piece.id


def check_field(name: str, value: str) -> None:
    """Look whether a field of a piece of evidence can have a value; see `set_field`.

    Raises:
        InputError: there is no such field, or it cannot have this value.
    """
    reads = _READERS.get(name)
    if reads is None:
        raise InputError(f"A piece of evidence has no field “{clean_line(name, 40)}” to set.")
    reads(clean(value).strip())


def set_field(library: "Library", claim: str, piece: str, name: str, value: str | None) -> None:
    """Set one field of a piece of evidence from what was typed or chosen, as a step.

    Args:
        library: The library.
        claim: The claim's id.
        piece: The id of the piece of evidence.
        name: `relation`, `url`, `quote`, `source`, `primary`, `published_on`, `accessed_on`,
            `archived_url` or `note`.
        value: A word of that field, or text; None removes it.

    Raises:
        InputError: there is no such field, or it cannot have this value.
        NotFoundError: there is no such claim, or no such piece of evidence of it.
    """
    check_field(name, value or "")
    known = library.claims.require(claim)
    present = find_piece(library, known.id, piece)
    changed = present._replace(**{name: _READERS[name](clean(value or "").strip())})
    if not (changed.url or changed.annotation):
        raise InputError("A piece of evidence needs an address; remove the piece instead.")
    _rewrite(library, known, changed, f"{name.replace('_', ' ')} of evidence")


def remove(library: "Library", claim: str, piece: str) -> None:
    """Remove a piece of evidence from a claim, as a step; an annotation it is stays.

    Raises:
        NotFoundError: there is no such claim, or no such piece of evidence of it.
    """
    known = library.claims.require(claim)
    present = find_piece(library, known.id, piece)
    with library.history.step(f"remove evidence from {cited(known.text)}"):
        for part in library.claims.parts(known.id):
            if present.id in part.evidence:
                change = library.claims.change(part.id, f"evidence/{present.id}", None)
                library.history.change([change])
        _point(library, present, None)


def find_piece(library: "Library", claim: str, name: str) -> Evidence:
    """Return a piece of evidence of a claim by its id, or by the last letters of it.

    Raises:
        NotFoundError: there is no such claim, or not exactly one such piece of it.
    """
    wanted = name.casefold()
    pieces = evidence_of(library, claim)
    found = [piece for piece in pieces if piece.id == wanted] or [
        piece for piece in pieces if wanted and piece.id.endswith(wanted)
    ]
    if len(found) != 1:
        many = "Several pieces" if found else "No piece"
        raise NotFoundError(
            f"{many} of its evidence ha{'ve' if found else 's'} the id “{clean_line(name, 40)}”."
        )
    return found[0]


def _rewrite(library: "Library", claim: Claim, piece: Evidence, label: str) -> None:
    """Write a piece where it is, or to the claim if it is new."""
    homes = [part.id for part in library.claims.parts(claim.id) if piece.id in part.evidence]
    with library.history.step(label):
        for home in homes or [claim.id]:
            _write(library, home, piece)
        _point(library, piece, {"claim": claim.id, "relation": piece.relation.value})


def _write(library: "Library", claim: str, piece: Evidence) -> None:
    former = library.claims.require(claim).evidence.get(piece.id, {})
    own = set(Evidence._fields)
    # What a later version wrote beside is kept.
    fields = {name: value for name, value in former.items() if name not in own}
    change = library.claims.change(claim, f"evidence/{piece.id}", fields | piece.to_fields())
    library.history.change([change])


def _point(library: "Library", piece: Evidence, pointer: dict[str, Any] | None) -> None:
    """Write at the annotation what it is evidence for; a deleted one is let be."""
    if piece.article is None or piece.annotation is None:
        return
    file = ARTICLES + piece.article
    try:
        standing = library.copy.document(file, ANNOTATIONS, piece.annotation)
    except ReaderError:
        return
    if standing is not None:
        change = Change(file, ANNOTATIONS, piece.annotation, f"evidence/{piece.id}", pointer)
        library.history.change([change])


def _label(relation: Relation, claim: Claim) -> str:
    verb = "context for" if relation is Relation.CONTEXT else relation.value
    return f"{verb} {cited(claim.text)}"


def _address(typed: str) -> str:
    shown = clean_line(typed)
    found = destination(shown)
    if not found.opens or not found.address.startswith(("http://", "https://")):
        raise InputError(
            f"“{clean_line(shown, 60)}” is no address of the web; "
            "it begins with https:// or http://."
        )
    return found.address


def _day(typed: str) -> str:
    try:
        return datetime.date.fromisoformat(typed).isoformat() if typed else ""
    except ValueError:
        raise InputError("A date is written like 2026-03-31.") from None


def _truth(typed: str) -> bool:
    word = typed.casefold()
    if word not in _TRUE | _FALSE:
        raise InputError("Whether it is a primary source is said by yes or no.")
    return word in _TRUE


_READERS: dict[str, Callable[[str], Any]] = {
    "relation": lambda typed: word_in(Relation, typed),
    "url": lambda typed: _address(typed) if typed else "",
    "quote": str,
    "source": clean_line,
    "primary": _truth,
    "published_on": clean_line,
    "accessed_on": _day,
    "archived_url": lambda typed: _address(typed) if typed else "",
    "note": str,
}
