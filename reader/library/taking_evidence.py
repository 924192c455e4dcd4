"""What is done with a passage that was found: linked as the same claim, or attached as evidence."""

from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.library import claim_linking, evidence
from reader.library.annotation_ids import Place
from reader.library.article_changes import cited
from reader.model.annotation import Kind

if TYPE_CHECKING:
    from reader.library.finding_evidence import Found
    from reader.library.library import Library
    from reader.library.session import ArticleSession
    from reader.model.claim import Relation
    from reader.text.document import Range


def link_found(library: "Library", place: Place, found: "Found") -> str:
    """Say that an annotation asserts the same as what was found, as one step.

    The words that were found are marked as a claim if they are not yet.

    Returns:
        The id of the claim that both are sightings of.

    Raises:
        InputError: they are sightings of one claim already, or the text has changed since.
        NotFoundError: one of them is not there any more.
        StorageError: a record cannot be read.
    """
    if found.extent is None:
        return claim_linking.link(library, place, found.claim)
    if found.place is not None:
        return claim_linking.link_sightings(library, place, found.place)
    session, extent = _opened(library, found)
    with library.history.step(f"same claim as {cited(found.words)}", *place):
        # They may have been marked since they were found.
        standing = session.exactly(extent)
        marked = session.mark(extent, Kind.CLAIM) if standing is None else standing.id
        other = Place(session.id, marked)
        return claim_linking.link_sightings(library, place, other)


def attach_found(library: "Library", claim: str, relation: "Relation", found: "Found") -> str:
    """Attach what was found to a claim as evidence, as one step; returns the id of the piece.

    Raises:
        InputError: it is a claim and no passage, a sighting of this very claim, or its text has
            changed since.
        NotFoundError: the claim or the article is not there any more.
        StorageError: a record cannot be read.
    """
    if found.extent is None:
        raise InputError("A claim is no evidence by itself; attach a passage, or link the two.")
    session, extent = _opened(library, found)
    return evidence.add_range(session, library, claim, relation, extent)


def _opened(library: "Library", found: "Found") -> "tuple[ArticleSession, Range]":
    session = library.session(found.passage.article)
    extent = found.extent
    if extent is None or session.document.text[slice(*extent)] != found.words:
        raise InputError("The text has changed since it was searched; search again.")
    return session, extent
