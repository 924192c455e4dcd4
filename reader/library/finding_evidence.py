"""What the whole library has on the matter of some words: evidence, and the same claim elsewhere.

It reads the index only, as it was when the last changes were taken in, so that it may run in any
thread; `library.listing.full_text.stop()` breaks it off.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.index.database import IndexLost, Interrupted
from reader.index.folding import words_in
from reader.index.full_text import Passage, Source
from reader.library.annotation_ids import ARTICLES, Place
from reader.library.claim_linking import annotation_at, claim_at, words_of
from reader.model.annotation import Kind
from reader.text.document import Range
from reader.text.meaning import contradicts

if TYPE_CHECKING:
    from reader.index.annotations import AnnotationRow
    from reader.index.related import InCommon
    from reader.library.library import Library

_SAME = 75.0
_COPIED = 90.0
_TELLS, _TELLS_ALONE = 0.15, 0.5
"""How much of the whole several words must tell to be enough, or a single one."""

_PASSAGES, _CLAIMS = 300, 20
"""How many of each are looked at; a report that many papers printed counts as often."""


class Found(NamedTuple):
    """A passage on the matter, or a claim that asserts the same; texts are as stored.

    Attributes:
        passage: Where it is and what is said, with the telling words it has in common; of the
            source `TEXT`, or `CLAIM` for a claim that is found by its standing text.
        extent: The sentence of it that comes nearest, in code points of the article's text; None
            for a claim. It can be marked, attached as evidence, or linked.
        words: That sentence, or the text of the claim.
        nearness: How near it comes: 100 for the same words in any order, down to 0.
        same: Whether it says nearly the same, with the same figures and no less denied: it is also
            claimed there.
        annotation: The id of the annotation on it that is a claim, empty if there is none.
        claim: The id of the claim that one, or this itself, is; empty if there is none.
        elsewhere: The same passage in other articles, word for word or in copies of the report:
            one for each article, so that it is shown once “and in 4 more”.
    """

    passage: Passage
    extent: Range | None
    words: str
    nearness: float
    same: bool
    annotation: str = ""
    claim: str = ""
    elsewhere: tuple[Passage, ...] = ()

    @property
    def place(self) -> Place | None:
        """The annotation on it that is a claim, as it is named where claims are linked."""
        return Place(self.passage.article, self.annotation) if self.annotation else None


def find_evidence(
    library: "Library",
    words: str,
    *,
    article: str = "",
    place: Range | None = None,
    claim: str = "",
    limit: int = 20,
) -> list[Found]:
    """Return the passages on the same matter as some words, anywhere in the library.

    Those that say nearly the same come first, then what shares the most telling words, by BM25.
    What is in the trash is left out.

    Args:
        library: What is looked through; its index as it is.
        words: A sentence, or whatever is in focus.
        article: The id of the article the words are from.
        place: Where in its text; the paragraphs there are left out.
        claim: The id of the claim that the words are of: its text is no finding.
        limit: How many passages are wanted.

    Returns:
        Nothing if no word tells anything, if it was broken off, or if the index was just lost.
    """
    try:
        return _Finder(library, words, claim).find(article, place, limit)
    except (IndexLost, Interrupted):
        return []


def evidence_for(library: "Library", place: Place, limit: int = 20) -> list[Found]:
    """Return the passages on the matter of an annotation; see `find_evidence`.

    To be called from where annotations are read, not from any thread.

    Raises:
        NotFoundError: the annotation is not there.
        StorageError: the record of the article or of the claim cannot be read.
    """
    annotation = annotation_at(library, place)
    about = library.copy.document(ARTICLES + place.article, "article", place.article) or {}
    anchor = annotation.anchor_in(str(about.get("text", "")))
    own = claim_at(library, place)
    return find_evidence(
        library,
        words_of(annotation),
        article=place.article,
        place=Range(anchor.start, anchor.end) if anchor else None,
        claim=own.id if own else "",
        limit=limit,
    )


class _Finder:
    def __init__(self, library: "Library", words: str, claim: str) -> None:
        self._listing = library.listing
        self._words = words
        self._claim = claim
        self._folded = _folded(words)

    def find(self, article: str, place: Range | None, limit: int) -> list[Found]:
        groups = self._groups(article, place, limit)
        found = list(map(self._judged, groups))
        found += self._claimed({each.claim for each in found if each.claim})
        # Sorting keeps the rank within each.
        return sorted(found, key=lambda each: (not each.same, -each.nearness if each.same else 0))

    def _groups(self, article: str, place: Range | None, limit: int) -> list[list[Passage]]:
        """Return as many passages as are wanted, each with those of copies of the same report."""
        from rapidfuzz import fuzz

        groups = self._telling(article, place)
        articles = {passage.article for group in groups for passage in group}
        suspected = self._listing.copies.suspected(articles)
        shown: list[list[Passage]] = []
        for group in groups:
            first = group[0]
            of_copies = (
                known
                for known in shown
                if suspected.are_copies(known[0].article, first.article)
                and fuzz.ratio(known[0].text, first.text) >= _COPIED
            )
            known = next(of_copies, None)
            if known is not None:
                known += group
            elif len(shown) < limit:
                shown.append(group)
        return shown

    def _telling(self, article: str, place: Range | None) -> list[list[Passage]]:
        """Return the passages that have enough in common, those that are the same together."""
        related = self._listing.full_text.related(self._words, limit=_PASSAGES)
        found: list[list[Passage]] = []
        for same in related.passages:
            elsewhere = [each for each in same if not _is_at(each, article, place)]
            common = related.in_common(same[0].text) if elsewhere else None
            if common is not None and _tells(common):
                found.append([each._replace(hits=common.hits) for each in elsewhere])
        return found

    def _judged(self, group: list[Passage]) -> Found:
        """Say of a passage how near it comes, and what claim is marked in it."""
        from reader.text.segment import sentences

        passage = group[0]
        elsewhere = {each.article: each for each in group if each.article != passage.article}
        start = passage.start or 0
        nearness, extent = max(
            (self._nearness(passage.text[slice(*extent)]), extent)
            for extent in sentences(passage.text) or [Range(0, len(passage.text))]
        )
        said = passage.text[slice(*extent)]
        place = Range(start + extent.start, start + extent.end)
        marked = self._nearest_of(self._listing.annotations.touching(passage.article, place))
        same = nearness >= _SAME and not contradicts(self._words, said)
        if marked is not None:
            nearness, same = max(nearness, self._nearness(marked.quotation)), True
        return Found(
            passage,
            place,
            said,
            nearness,
            same,
            marked.id if marked else "",
            marked.claim if marked else "",
            tuple(elsewhere.values()),
        )

    def _nearest_of(self, rows: "Iterable[AnnotationRow]") -> "AnnotationRow | None":
        """Return the marked claim that comes nearest, None if none says nearly the same."""
        claims = (each for each in rows if each.claim or each.kind == Kind.CLAIM)
        same = [each for each in claims if self._is_same(each.quotation)]
        return max(same, key=lambda each: self._nearness(each.quotation), default=None)

    def _claimed(self, known: set[str]) -> Iterator[Found]:
        """Find claims by what they assert, those that no passage led to."""
        left_out = known | {self._claim}
        related = self._listing.full_text.related(self._words, Source.CLAIM, _CLAIMS)
        for passage in (passage for same in related.passages for passage in same):
            text = passage.text
            if passage.id not in left_out and self._is_same(text):
                left_out.add(passage.id)
                marked = passage._replace(hits=related.in_common(text).hits)
                yield Found(marked, None, text, self._nearness(text), True, claim=passage.id)

    def _is_same(self, said: str) -> bool:
        return self._nearness(said) >= _SAME and not contradicts(self._words, said)

    def _nearness(self, said: str) -> float:
        from rapidfuzz import fuzz

        other = _folded(said)
        return (
            fuzz.token_set_ratio(self._folded, other, processor=None)
            + fuzz.token_sort_ratio(self._folded, other, processor=None)
        ) / 2


def _tells(each: "InCommon") -> bool:
    return each.share >= (_TELLS if each.words > 1 else _TELLS_ALONE)


def _is_at(passage: Passage, article: str, place: Range | None) -> bool:
    if passage.article != article or place is None or passage.start is None:
        return False
    return passage.start < place.end and place.start < passage.start + len(passage.text)


def _folded(text: str) -> str:
    return " ".join(words_in(text).split())
