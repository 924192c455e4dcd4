"""Claims and sightings as a person names them: by the first letters of an id."""

from typing import TYPE_CHECKING

from reader.errors import AmbiguousError, NotFoundError
from reader.library.annotation_ids import Place, find_annotation, is_like_an_id
from reader.library.claim_linking import annotation_at, claim_at
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.library import Library

_CLAIMS = "claims/"
_CANDIDATES = 5


def find_sighting(library: "Library", name: str) -> Place:
    """Return the standing annotation meant by its id or the first letters of it.

    Raises:
        NotFoundError: none is, or it was deleted.
        AmbiguousError: several are.
    """
    place = find_annotation(library, name)
    annotation_at(library, place)
    return place


def find_claim(library: "Library", name: str) -> str | Place:
    """Return the id of the claim meant by its own id or that of one of its sightings.

    The first letters will do. An annotation that is a sighting of no claim yet is returned itself.

    Raises:
        NotFoundError: none is meant.
        AmbiguousError: several are; the sentence names them.
        StorageError: the record of the claim cannot be read.
    """
    wanted = clean_line(name).casefold()
    found: dict[str, None] = {}
    for file in library.records.files(_CLAIMS + wanted) if wanted else ():
        claim = library.claims.get(file.removeprefix(_CLAIMS))
        if claim is not None:
            found[claim.id] = None
    if len(found) > 1:
        names = ", ".join(list(found)[:_CANDIDATES])
        more = f" and {len(found) - _CANDIDATES} more" if len(found) > _CANDIDATES else ""
        raise AmbiguousError(f"“{wanted[:60]}” could be {names}{more}; give more of the id.")
    if found:
        return next(iter(found))
    if not is_like_an_id(wanted):
        raise NotFoundError(
            f"No claim's id begins with “{wanted[:60]}”; reader notes --json prints the ids."
        )
    place = find_sighting(library, wanted)
    known = claim_at(library, place)
    return place if known is None else known.id
