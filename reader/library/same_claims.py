"""Which claims say nearly the same as something, the nearest first."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.index.conditions import AnyOf, Field, Has, Is
from reader.index.folding import words_in
from reader.library.annotation_ids import ARTICLES, Place
from reader.library.malformed import read_or_none
from reader.library.sightings import ANNOTATIONS
from reader.library.whereabouts import changed_annotations, is_in_trash
from reader.model.annotation import Annotation, Kind

if TYPE_CHECKING:
    from reader.library.library import Library

_CLAIMS = "claims/"
_RANKED = 200
_FARTHEST = 50.0


class Wording(NamedTuple):
    """One way in which something is asserted.

    Attributes:
        text: As stored, to be cleaned when shown.
        claim: The id of the claim, empty if a person has made none of it yet.
        article: The id of the article it is said in, empty for the standing text of a claim.
        annotation: The id of the annotation, empty for the standing text of a claim.
    """

    text: str
    claim: str = ""
    article: str = ""
    annotation: str = ""


class Candidate(NamedTuple):
    """What may be the same claim.

    Attributes:
        text: How it is worded where it comes nearest.
        claim: The id of the claim, or None for an annotation that is a sighting of none.
        place: Where it is worded so, None if that is a claim's standing text.
        nearness: 100 for the same words in any order, case and accents aside, down to 0.
    """

    text: str
    claim: str | None
    place: Place | None
    nearness: float


class SameClaims:
    """The wordings of a library's claims as they were when this was made; kept for a dialog."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        """Take the wordings among which is looked."""
        self._wordings = [each for each in wordings if each.text.strip()]
        self._words = [" ".join(words_in(each.text).split()) for each in self._wordings]

    def nearest(
        self,
        text: str,
        limit: int = 20,
        *,
        but_claim: str = "",
        but: Place | None = None,
        holding: str = "",
    ) -> list[Candidate]:
        """Return what says nearly the same as a text, the nearest first, each claim once.

        Args:
            text: What is asserted.
            limit: How many are wanted.
            but_claim: A claim that is not looked for, that of the text itself.
            but: An annotation that is not looked for, that of the text itself.
            holding: Beginnings of words that have to be there; then it may say something else.
        """
        # Only who links claims waits for it to be loaded.
        from rapidfuzz import fuzz, process

        wanted = " ".join(words_in(text).split())
        begun = [f" {word}" for word in words_in(holding).split()]
        farthest = 0.0 if begun else _FARTHEST
        near = process.extract(
            wanted,
            {
                number: words
                for number, words in enumerate(self._words)
                if all(word in f" {words}" for word in begun)
            },
            scorer=fuzz.token_set_ratio,
            processor=None,
            limit=_RANKED + limit,
            score_cutoff=farthest,
        )
        # A few words that are all among many others are near, but the same number is nearer.
        ranked = sorted(
            (-(shared + fuzz.token_sort_ratio(wanted, words)) / 2, number)
            for words, shared, number in near
        )
        found: dict[tuple[str, Place | None], Candidate] = {}
        for distance, number in ranked:
            if -distance < farthest:
                break
            each = self._wordings[number]
            place = Place(each.article, each.annotation) if each.annotation else None
            if (each.claim and each.claim == but_claim) or (place and place == but):
                continue
            key = (each.claim, None if each.claim else place)
            if key not in found:
                found[key] = Candidate(each.text, each.claim or None, place, -distance)
        return list(found.values())[:limit]


def same_claims(library: "Library", *, exactly: bool = False) -> SameClaims:
    """Return what claims are compared with: the index as it is, and what changed in this run.

    Args:
        library: The library.
        exactly: Whether all files are looked at first, which takes longer.

    Raises:
        StorageError: the folder of the articles cannot be read.
    """
    listing = library.listing

    def ask() -> list[Wording]:
        return list(_indexed(library))

    nothing: list[Wording] = []
    known = listing.exactly(ask) if exactly else listing.at_once(ask, nothing)
    copy = library.copy
    changed = {
        file.removeprefix(_CLAIMS)
        for file in copy.held()
        if file.startswith(_CLAIMS) and copy.version(file)
    }
    places = set(changed_annotations(library))
    kept = [
        each if each.claim not in changed else each._replace(claim=_end(library, each.claim))
        for each in known
        if Place(each.article, each.annotation) not in places
        and (each.annotation or each.claim not in changed)
    ]
    fresh = [*_of_claims(library, changed), *_of_annotations(library, places)]
    # Newer first, so that of equals the one just made is named.
    return SameClaims([*fresh, *kept])


def _indexed(library: "Library") -> Iterator[Wording]:
    for text, claim in library.listing.claim_texts.all():
        yield Wording(text, claim)
    annotations = library.listing.annotations
    asserting = AnyOf([Is(Field.KIND, Kind.CLAIM.value), Has(Field.CLAIM)])
    for row in annotations.rows(annotations.arrange(asserting)):
        yield Wording(row.quotation, row.claim, row.article, row.id)


def _end(library: "Library", claim: str) -> str:
    known = library.claims.get(claim)
    return known.id if known else ""


def _of_claims(library: "Library", claims: Iterable[str]) -> Iterator[Wording]:
    for claim in claims:
        try:
            parts = library.claims.parts(claim)
        except ReaderError:
            continue
        yield from (Wording(part.text, parts[0].id) for part in parts)


def _of_annotations(library: "Library", places: Iterable[Place]) -> Iterator[Wording]:
    for place in places:
        try:
            fields = library.copy.document(ARTICLES + place.article, ANNOTATIONS, place.annotation)
        except ReaderError:
            continue
        known = None if fields is None else read_or_none(Annotation.from_fields, fields)
        if known is None or not known.anchors or is_in_trash(library, place.article):
            continue
        claim = library.claims.get(known.claim) if known.claim else None
        if claim is not None or known.kind is Kind.CLAIM:
            yield Wording(known.anchors[-1].exact, claim.id if claim else "", *place)
