"""Whatever a person does, lists, counts and a plain scan of the records say the same."""

import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reader.config import Config
from reader.errors import ReaderError
from reader.index.annotations import AnnotationOrder, Group
from reader.library import Library, claim_linking, speaker_registry, tag_changes
from reader.library.annotation_ids import Place
from reader.library.querying import of_annotations, of_articles
from reader.library.scanning import Scan, Subject
from reader.library.statistics import statistics
from reader.library.trash import restore_article
from reader.model.annotation import Annotation, Kind
from reader.model.article import Article, ReadingState, ReadStatus
from reader.model.claim import Relation
from reader.paths import Places
from reader.query.parsing import parse
from reader.query.printing import printed
from reader.query.tree import Query
from reader.text.document import Range

TEXT = "{0}\n\nThe mill of {0} turned in 1750. Nobody has counted the old ferries of the town.\n"
WORDS = st.sampled_from(("The mill", "turned in 1750", "Nobody", "old ferries", "town"))
WHICH = st.integers(0, 2)
TAGS = st.sampled_from(("p", "p/q", "r"))
PEOPLE = st.sampled_from(("Ann Field", "Bo Hill", "The mayor"))
QUERIES = [
    parse(text)
    for text in (
        "",
        "mill",
        "is:claim",
        "is:unchecked",
        "is:checked",
        "is:suggested",
        "tag:p",
        "tag:p/*",
        "tag:r OR tag:s",
        "-has:tag",
        "has:evidence",
        "verdict:refuted",
        "speaker:field",
        "speaker:mayor -has:note",
        "has:claim",
        "status:done is:confirmed",
        "is:archived",
        "article:harbour mill",
    )
]


class Libraries(RuleBasedStateMachine):
    """A library in use, and what is listed of it."""

    @initialize()
    def begin(self) -> None:
        self.temporary = tempfile.TemporaryDirectory()
        folder = Path(self.temporary.name)
        self.places = Places(
            folder / "library", folder / "state", folder / "cache", folder / "config.toml"
        )
        self.library = Library.open(self.places, Config(name="Tester"))
        for title in ("Harbour", "Valley"):
            article = self.library.add(TEXT.format(title).encode(), f"{title}.txt").article
            session = self.library.session(article)
            start = session.document.text.index("The mill")
            session.mark(Range(start, start + 8), Kind.CLAIM)

    def teardown(self) -> None:
        if hasattr(self, "library"):
            self.library.close()
            self.temporary.cleanup()

    @property
    def standing(self) -> list[Place]:
        return [
            Place(article, sighting.id)
            for article in self.library.article_ids()
            if self.library.is_there(article)
            for sighting in self.library.session(article).sightings
        ]

    def place(self, which: int) -> Place | None:
        standing = self.standing
        return standing[which % len(standing)] if standing else None

    @rule(which=WHICH, words=WORDS, kind=st.sampled_from(list(Kind)))
    def mark(self, which: int, words: str, kind: Kind) -> None:
        place = self.place(which)
        if place is not None:
            session = self.library.session(place.article)
            start = session.document.text.index(words)
            if session.exactly(Range(start, start + len(words))) is None:
                session.mark(Range(start, start + len(words)), kind)

    @rule(which=WHICH, name=PEOPLE | st.none())
    def say_who(self, which: int, name: str | None) -> None:
        if (place := self.place(which)) is not None:
            self.library.session(place.article).set_speaker(place.annotation, name)

    @rule(which=WHICH, tags=st.sets(TAGS))
    def tag(self, which: int, tags: set[str]) -> None:
        if (place := self.place(which)) is not None:
            self.library.session(place.article).set_tags(place.annotation, tags)

    @rule(which=WHICH, verdict=st.sampled_from(("refuted", "mixed", None)))
    def judge(self, which: int, verdict: str | None) -> None:
        if (place := self.place(which)) is not None:
            self.library.session(place.article).set_verdict(place.annotation, verdict)

    @rule(which=WHICH, other=WHICH)
    def link(self, which: int, other: int) -> None:
        one, two = self.place(which), self.place(other)
        if one is not None and two is not None:
            self.refusing(lambda: claim_linking.link_sightings(self.library, one, two))

    @rule(which=WHICH, other=WHICH)
    def split(self, which: int, other: int) -> None:
        places = [place for place in (self.place(which), self.place(other)) if place is not None]
        self.refusing(lambda: claim_linking.split(self.library, places))

    @rule(which=WHICH)
    def prove(self, which: int) -> None:
        from reader.library.evidence import add_address

        if (place := self.place(which)) is not None:
            claim = claim_linking.make_claim(self.library, place)
            add_address(self.library, claim, Relation.REFUTES, "https://example.org")

    @rule(which=WHICH)
    def delete(self, which: int) -> None:
        if (place := self.place(which)) is not None:
            self.library.session(place.article).delete(place.annotation)

    @rule(which=WHICH)
    def trash(self, which: int) -> None:
        if (place := self.place(which)) is not None:
            self.library.trash_article(place.article)

    @rule(which=WHICH)
    def restore(self, which: int) -> None:
        articles = self.library.article_ids()
        article = articles[which % len(articles)]
        self.refusing(lambda: restore_article(self.library, article))

    @rule(which=WHICH)
    def archive(self, which: int) -> None:
        if (place := self.place(which)) is not None:
            self.library.set_read_status(place.article, ReadStatus.ARCHIVED)

    @rule(old=TAGS, new=st.sampled_from(("r", "s", "p/t")))
    def rename_tag(self, old: str, new: str) -> None:
        def rename() -> None:
            plan = tag_changes.plan_rename(self.library, old, new)
            tag_changes.apply(self.library, plan)

        self.refusing(rename)

    @rule(kept=PEOPLE, other=PEOPLE)
    def merge_people(self, kept: str, other: str) -> None:
        one, two = self.library.speakers.find(kept), self.library.speakers.find(other)
        if one is not None and two is not None:
            self.refusing(lambda: speaker_registry.merge(self.library, one.id, two.id))

    @rule()
    def undo(self) -> None:
        self.library.history.undo()

    @rule()
    def redo(self) -> None:
        self.library.history.redo()

    @rule()
    def start_again(self) -> None:
        self.library.close()
        self.library = Library.open(self.places, Config(name="Tester"))

    @rule()
    def delete_the_index(self) -> None:
        self.library.close()
        (self.places.cache / "index.sqlite").unlink()
        self.library = Library.open(self.places, Config(name="Tester"))

    def refusing(self, work: Callable[[], object]) -> None:
        """Do something that may be refused."""
        with suppress(ReaderError):
            work()

    @invariant()
    def all_say_the_same(self) -> None:
        library = self.library
        library.flush()
        listing = library.listing
        listing.exactly(lambda: None)
        scan, subjects = Scan.of(library), self.subjects()
        for query in QUERIES:
            found = self.scanned(scan, subjects, query)
            condition = of_annotations(query)
            numbers = listing.annotations.arrange(condition, AnnotationOrder.PLACE)
            rows = listing.annotations.rows(numbers)
            assert {Place(row.article, row.id) for row in rows} == found, printed(query)
            assert len(rows) == len(found) == listing.annotations.count(condition)
            articles = {
                article
                for article, several in subjects.items()
                if scan.finds_article(query, several)
            }
            assert set(listing.matching(of_articles(query))) == articles, printed(query)
            self.counts_agree(scan, subjects, query)

    def counts_agree(self, scan: Scan, subjects: dict[str, list[Subject]], query: Query) -> None:
        """What is counted is what is listed: by verdict, and by whose words they are."""
        found = statistics(self.library, query, (Group.VERDICT, Group.SPEAKER))
        claimed = [
            subject.annotation
            for several in subjects.values()
            for subject in several
            if subject.annotation is not None
            and scan.finds(query, subject)
            and (subject.annotation.kind is Kind.CLAIM or self.claim_of(subject.annotation))
        ]
        assert found.sightings == len(claimed)
        by_claim = [self.claim_of(each) or each.id for each in claimed]
        assert found.claims == len(set(by_claim))
        verdicts = Counter(self.verdict_of(each) for each in claimed)
        assert {each.value: each.number for each in found.groups[Group.VERDICT]} == verdicts
        speakers = Counter(self.speaker_of(each) for each in claimed)
        assert {each.value: each.number for each in found.groups[Group.SPEAKER]} == speakers

    def claim_of(self, annotation: Annotation) -> str:
        known = self.library.claims.get(annotation.claim) if annotation.claim else None
        return known.id if known and not known.deleted else ""

    def verdict_of(self, annotation: Annotation) -> str:
        known = self.library.claims.get(annotation.claim) if annotation.claim else None
        return (known.verdict or "") if known else ""

    def speaker_of(self, annotation: Annotation) -> str:
        known = self.library.speakers.get(annotation.speaker) if annotation.speaker else None
        return known.id if known else ""

    def subjects(self) -> dict[str, list[Subject]]:
        """Return by article, not in the trash, itself and what is annotated, from the files."""
        found: dict[str, list[Subject]] = {}
        for article in self.library.article_ids():
            tables = self.library.records.read(f"articles/{article}")
            fields = dict(tables["article"][article])
            if "deleted" in fields:
                continue
            state = ReadingState.from_fields(dict(tables.get("state", {}).get(article, {})))
            alone = Subject(Article.from_fields(fields), state.status)
            standing = (
                Annotation.from_fields(dict(each))
                for each in tables.get("annotations", {}).values()
                if "deleted" not in each
            )
            found[article] = [alone, *(alone._replace(annotation=each) for each in standing)]
        return found

    def scanned(self, scan: Scan, subjects: dict[str, list[Subject]], query: Query) -> set[Place]:
        return {
            Place(article, subject.annotation.id)
            for article, several in subjects.items()
            for subject in several
            if subject.annotation is not None and scan.finds(query, subject)
        }


TestLibraries = Libraries.TestCase
TestLibraries.settings = settings(
    max_examples=12,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
