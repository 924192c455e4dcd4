"""What a query finds, told from the records themselves, without the index.

The two always agree. This one is for an article that is open, with all that is not saved yet.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.index.conditions import Phrase, phrase_of
from reader.index.folding import fold, words_in
from reader.library.malformed import read_or_none
from reader.library.querying import begin, excludes
from reader.model.anchor import AnchorState
from reader.model.annotation import Annotation, Kind
from reader.model.article import Article, ReadStatus
from reader.model.claim import Claim, Status
from reader.model.speaker import Speaker
from reader.model.successors import end_of
from reader.model.tag import renamed_tags
from reader.query.days import bounds
from reader.query.fields import Field, Possession, Trait
from reader.query.tree import And, Dated, Match, Not, Or, Query, Words
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.library import Library

Documents = Mapping[str, dict[str, Any]]


class Subject(NamedTuple):
    """What a query is asked of: an annotation, or an article by itself.

    Attributes:
        article: The article.
        status: How far it is read.
        annotation: The annotation, None for the article.
    """

    article: Article
    status: ReadStatus
    annotation: Annotation | None = None


class Scan:
    """Tells what a query finds, with the people, tags and claims of a library."""

    def __init__(
        self,
        speakers: Documents,
        tags: Documents,
        claim: Callable[[str], Claim | None],
        today: date | None = None,
    ) -> None:
        """Read the records that articles share.

        Args:
            speakers: The table of speakers.
            tags: The table of tags.
            claim: Returns a claim by its id, or what it was merged into.
            today: The day from which `7d` is counted back; this one if left out.
        """
        read = (read_or_none(Speaker.from_fields, fields) for fields in speakers.values())
        known = {one.id: one for one in read if one is not None}
        renamed = {one.id: one.renamed_to for one in known.values() if one.renamed_to in known}
        self._speakers = {name: end_of(renamed, name) for name in known}
        self._names: dict[str, list[str]] = defaultdict(list)
        for one in known.values():
            for name in (one.name, *one.aliases):
                self._names[self._speakers[one.id]].append(fold(clean_line(name)))
        self._renamed_tags = renamed_tags(tags)
        self._claim = claim
        self._today = today or date.today()

    @classmethod
    def of(cls, library: "Library") -> "Scan":
        """Return the scan of a library as it is in memory."""
        tables = library.copy.tables("library")
        return cls(tables.get("speakers", {}), tables.get("tags", {}), library.claims.get)

    def finds(self, query: Query, subject: Subject) -> bool:
        """Tell whether an annotation is found; of an article by itself, whether it alone is."""
        match query:
            case Not(term):
                return not self.finds(term, subject)
            case And(terms):
                return all(self.finds(term, subject) for term in terms)
            case Or(terms):
                return any(self.finds(term, subject) for term in terms)
            case Words(text, goes_on):
                phrase = phrase_of(text, open=goes_on)
                return any(_holds(each, phrase) for each in self._texts(subject))
            case Match():
                return self._matches(query, subject)
            case Dated():
                return self._is_dated(query, subject)

    def finds_article(self, query: Query, subjects: Iterable[Subject]) -> bool:
        """Tell whether an article is found.

        Args:
            query: What is asked.
            subjects: The article by itself, and its standing annotations.
        """
        subjects = list(subjects)
        match query:
            case Not(term):
                return not self.finds_article(term, subjects)
            case Or(terms):
                return any(self.finds_article(term, subjects) for term in terms)
            case And(terms):
                together = And(tuple(term for term in terms if not excludes(term)))
                return any(self._has(together, subject) for subject in subjects) and all(
                    self.finds_article(term, subjects) for term in terms if excludes(term)
                )
            case _:
                return any(self._has(query, subject) for subject in subjects)

    def _has(self, query: Query, subject: Subject) -> bool:
        """Tell whether a subject, or the article it is in, has each of these."""
        match query:
            case And(terms):
                return all(self._has(term, subject) for term in terms)
            case Or(terms):
                return any(self._has(term, subject) for term in terms)
            case _:
                article = subject._replace(annotation=None)
                return self.finds(query, subject) or self.finds(query, article)

    def _texts(self, subject: Subject) -> Iterator[str]:
        about, annotation = subject.article, subject.annotation
        if annotation is None:
            lines = (about.title, about.site, ", ".join(about.authors), *about.tags, about.note)
            yield "\n".join(filter(None, lines))
            return
        yield from (_quotation(subject), annotation.note, "\n".join(annotation.tags))
        claim = self._claim_of(annotation)
        if claim is not None:
            yield from (claim.text, claim.explanation)

    def _matches(self, query: Match, subject: Subject) -> bool:
        about, field, value = subject.article, query.field, clean_line(query.value)
        match field:
            case Field.TAG:
                return any(_is_under(tag, value, query.open) for tag in self._tags(subject))
            case Field.HAS if value == Possession.TAG:
                return self._tags(subject) != []
            case Field.IS:
                return self._is(value, subject)
            case Field.ARTICLE:
                words = " ".join((clean_line(about.title), about.site, *about.authors, *about.tags))
                return value == about.id or fold(value) in fold(clean_line(words))
            case Field.SITE:
                return words_in(value).strip() in words_in(about.site)
            case _:
                annotation = subject.annotation
                return annotation is not None and self._annotated(field, value, annotation)

    def _annotated(self, field: Field, value: str, annotation: Annotation) -> bool:
        claim = self._claim_of(annotation)
        match field:
            case Field.HAS:
                return self._possesses(Possession(value), annotation, claim)
            case Field.VERDICT:
                return claim is not None and claim.verdict == value
            case Field.STATUS:
                return claim is not None and claim.status == value
            case Field.CLAIM:
                meant = self._claim(value)
                return claim is not None and meant is not None and meant.id == claim.id
            case Field.SPEAKER:
                speaker = self._speakers.get(annotation.speaker or "")
                return speaker is not None and (
                    self._speakers.get(value) == speaker
                    or any(fold(value) in name for name in self._names[speaker])
                )
            case Field.VIA:
                return words_in(value).strip() in words_in(annotation.via or "")
            case Field.VOICE:
                return annotation.voice == value
            case _:
                return annotation.attribution == value

    def _possesses(
        self, possession: Possession, annotation: Annotation, claim: Claim | None
    ) -> bool:
        match possession:
            case Possession.NOTE:
                return annotation.note != ""
            case Possession.SPEAKER:
                return annotation.speaker in self._speakers
            case Possession.CLAIM:
                return claim is not None
            case Possession.STATUS:
                return claim is not None and claim.status is not None
            case Possession.VERDICT:
                return claim is not None and bool(claim.verdict)
            case _:
                return claim is not None and bool(claim.evidence)

    def _is(self, value: str, subject: Subject) -> bool:
        if value in tuple(ReadStatus):
            return subject.status == value
        if value == Trait.SAMPLE:
            return subject.article.sample
        annotation = subject.annotation
        if annotation is None:
            return False
        anchor = annotation.anchor_in(subject.article.text)
        match value:
            case Trait.NOTE:
                return not _quotation(subject)
            case Trait.UNPLACED:
                lost = anchor is None or anchor.state is AnchorState.ORPHAN
                return lost and bool(_quotation(subject))
            case Trait.CHECKED:
                return annotation.kind is Kind.CLAIM and self._is_checked(annotation)
            case Trait.UNCHECKED:
                return annotation.kind is Kind.CLAIM and not self._is_checked(annotation)
        state = None if anchor is None else anchor.state
        return value in (annotation.kind, annotation.speaker_state, state)

    def _is_checked(self, annotation: Annotation) -> bool:
        claim = self._claim_of(annotation)
        return claim is not None and (
            bool(claim.verdict) or claim.status in (Status.DONE, Status.DROPPED)
        )

    def _is_dated(self, query: Dated, subject: Subject) -> bool:
        annotation = subject.annotation
        match query.field:
            case Field.ADDED:
                known = subject.article.accessed_on
            case Field.PUBLISHED:
                known = subject.article.published_on
                # As printed, where it could not be understood as a date.
                known = known if known[:4].isascii() and known[:4].isdecimal() else ""
            case Field.SAID:
                known = "" if annotation is None else annotation.said_on or ""
            case Field.CREATED:
                known = "" if annotation is None else annotation.created
            case _:
                known = "" if annotation is None else annotation.modified
        first, after = bounds(query, self._today)
        return (known >= begin(query.field, first)) and (
            after is None or "" < known < begin(query.field, after)
        )

    def _tags(self, subject: Subject) -> list[str]:
        tags = (subject.annotation or subject.article).tags
        return [end_of(self._renamed_tags, tag) for tag in tags]

    def _claim_of(self, annotation: Annotation) -> Claim | None:
        return None if annotation.claim is None else self._claim(annotation.claim)


def _quotation(subject: Subject) -> str:
    """Return the words an annotation is about, as they were where they are no more."""
    annotation = subject.annotation
    if annotation is None or not annotation.anchors:
        return ""
    return (annotation.anchor_in(subject.article.text) or annotation.anchors[-1]).exact


def _holds(text: str, phrase: Phrase) -> bool:
    words = f" {' '.join(words_in(text).split())} "
    wanted = " ".join(phrase.words)
    return f" {wanted}" in words if phrase.open or not wanted else f" {wanted} " in words


def _is_under(tag: str, value: str, goes_on: bool) -> bool:
    path, wanted = fold(tag), fold(value if goes_on else value.strip("/"))
    return path.startswith(wanted if goes_on else f"{wanted}/") or (not goes_on and path == wanted)
