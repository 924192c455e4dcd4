"""What evidence is looked for: a claim, or words that become one when something is taken for it."""

from typing import TYPE_CHECKING

from reader.library import claim_linking, evidence
from reader.library.annotation_ids import Place
from reader.library.claim_surroundings import seen_in_brief
from reader.library.finding_evidence import Found, find_evidence
from reader.library.taking_evidence import attach_found, link_found
from reader.model.annotation import Kind
from reader.model.claim import Relation
from reader.text.document import Range
from reader.tui.wording import quoted

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model.claim import Claim

Taken = dict[tuple[str, str], str]
"""What was made of passages, by article and words: `refutes`, or `same claim`."""

SAME = "same claim"


class Matter:
    """Words, where they stand, and the claim they are of, as far as there is one.

    Attributes:
        words: What is asserted.
    """

    def __init__(
        self,
        library: "Library",
        words: str,
        *,
        article: str = "",
        extent: Range | None = None,
        annotation: str = "",
        claim: str = "",
    ) -> None:
        """Name the matter.

        Args:
            library: Where to look.
            words: What is asserted.
            article: The id of the article the words are in, empty for a claim as such.
            extent: Where they are in it.
            annotation: The id of the annotation on them, empty if they are not marked.
            claim: The id of the claim, empty if there is none yet.
        """
        self.words = words
        self._library = library
        self._article = article
        self._extent = extent
        self._annotation = annotation
        self._claim = claim

    @property
    def claim(self) -> "Claim | None":
        """The claim as it stands, None while there is none."""
        place = self._standing
        if place is not None:
            return claim_linking.claim_at(self._library, place)
        return self._library.claims.get(self._claim) if self._claim else None

    def find(self) -> list[Found]:
        """Return the passages on the matter; may be called in any thread."""
        return find_evidence(
            self._library,
            self.words,
            article=self._article,
            place=self._extent,
            claim=self._claim,
        )

    def attach(self, found: Found, relation: Relation) -> None:
        """Attach a passage as evidence, making the claim in the same step if need be.

        Raises:
            ReaderError: it cannot be; nothing was changed.
        """
        library = self._library
        verb = "context for" if relation is Relation.CONTEXT else relation.value
        with library.history.step(f"{verb} {quoted(self.words)}"):
            attach_found(library, self._made(), relation, found)

    @property
    def keeps_own(self) -> bool:
        """Whether its own claim is kept where it is merged with another."""
        return self._extent is None

    def merged_by(self, found: Found) -> "Claim | None":
        """Return the other claim that linking a passage would merge with its own, or None."""
        own = self.claim
        found = _as_it_stands(self._library, found)
        other = self._library.claims.get(found.claim) if found.claim else None
        if other is None and found.place is not None:
            other = claim_linking.claim_at(self._library, found.place)
        return other if own is not None and other is not None and own.id != other.id else None

    def link(self, found: Found) -> None:
        """Say that a passage, or a claim that was found, asserts the same, as a step.

        Raises:
            ReaderError: it cannot be said; nothing was changed.
        """
        library = self._library
        found = _as_it_stands(library, found)
        with library.history.step(f"same claim as {quoted(found.words)}"):
            if self._extent is not None:
                link_found(library, self._marked(), found)
            elif found.extent is None:
                claim_linking.merge(library, self._claim, found.claim)
            else:
                claim_linking.link(library, _place_of(library, found), self._claim)

    def taken(self) -> Taken:
        """Return what was made of passages so far.

        Raises:
            StorageError: the record of the claim cannot be read.
        """
        claim = self.claim
        if claim is None:
            return {}
        seen = seen_in_brief(self._library, claim.id)
        taken = {(each.place.article, each.words): SAME for each in seen}
        for piece in evidence.evidence_of(self._library, claim.id):
            taken[piece.article or "", piece.quote] = piece.relation.value
        return taken

    @property
    def _standing(self) -> Place | None:
        """The annotation on the words, whether it was there or made since."""
        if self._extent is None:
            return None
        session = self._library.session(self._article)
        if any(each.id == self._annotation for each in session.sightings):
            return Place(self._article, self._annotation)
        standing = session.exactly(self._extent)
        return None if standing is None else Place(self._article, standing.id)

    def _marked(self) -> Place:
        """Return the annotation on the words, marking them if need be."""
        standing = self._standing
        if standing is not None:
            return standing
        session = self._library.session(self._article)
        return Place(self._article, session.mark(self._extent or Range(0, 0), Kind.CLAIM))

    def _made(self) -> str:
        """Return the claim, making it of the words if there is none."""
        if self._extent is None:
            return self._claim
        return claim_linking.make_claim(self._library, self._marked())


def _as_it_stands(library: "Library", found: Found) -> Found:
    """Return what was found with the annotation that was made on it since, if one was."""
    if found.extent is None or found.annotation:
        return found
    standing = library.session(found.passage.article).exactly(found.extent)
    return found if standing is None else found._replace(annotation=standing.id)


def _place_of(library: "Library", found: Found) -> Place:
    """Return the annotation on a passage, marking its words as a claim if there is none."""
    if found.place is not None:
        return found.place
    session = library.session(found.passage.article)
    return Place(session.id, session.mark(found.extent or Range(0, 0), Kind.CLAIM))
