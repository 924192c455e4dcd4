"""What a query finds: by the index, and by a plain scan of the records; the two agree."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library.querying import of_annotations, of_articles
from reader.library.scanning import Scan, Subject
from reader.model.annotation import Annotation
from reader.model.article import Article, ReadingState
from reader.model.claim import Claim
from reader.model.successors import end_of
from reader.query.parsing import parse
from reader.query.printing import printed
from reader.query.tree import Query
from tests.index.conftest import Shelves
from tests.query.trees import joined

TODAY = date(2026, 3, 31)
_ASKED = (
    *("mill", "MIL*", '"the mill"', "lodz", "ferry", "…", "字", "old", "turned"),
    *("tag:p", "tag:P/*", "tag:p*", "tag:r", "tag:é", "tag:p%", "has:tag", "has:note"),
    *("has:speaker", "has:claim", "has:status", "has:verdict", "has:evidence"),
    *("is:claim", "is:question", "is:note", "is:suggested", "is:confirmed", "is:unchecked"),
    *("is:checked", "is:unplaced", "is:orphan", "is:suspect", "is:exact", "is:sample"),
    *("is:unread", "is:archived", "verdict:refuted", 'status:"to check"', "status:dropped"),
    *("speaker:ann", 'speaker:"the minister"', "speaker:s1", "speaker:nobody", "via:daily"),
    *("voice:quoted", "attribution:fair", "claim:c1", "claim:c2", "claim:none"),
    *("article:ferry", "article:a", "article:LODZ", "site:daily", 'site:"…"'),
    *("added:2026-02", "added:>2026-02-01", "added:<=2026-03-30", "added:2d", "published:2026-01"),
    *("published:<2027", "said:2026", "said:>=2026-01-02", "created:2026-02-01..2026-02-02"),
    *("changed:>2026-03-01", "changed:<7d", "is:claim -has:note", "mill -tag:p"),
    *("has:note (verdict:refuted OR -tag:p)", "-(is:claim has:speaker)", "mill OR -has:note"),
)
_TERMS = [parse(text) for text in _ASKED]
_TIMES = st.sampled_from(
    ("2026-02-01T23:30:00.000Z", "2026-02-02T00:00:00.000Z", "2026-03-30T04:59:59.999Z", "2026-02")
)
_TAGS = st.sets(st.sampled_from(("p", "p/q", "pz", "r", "É")), max_size=2)
_TEXTS = st.sampled_from(("", "The mill turned.", "Old Łódź ferry", "mill the", "漢字", "p q"))


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return documents that have most of these fields."""
    rarely_left_out = {
        name: values | values | values | st.none() for name, values in fields.items()
    }
    return st.fixed_dictionaries(rarely_left_out).map(
        lambda document: {name: value for name, value in document.items() if value is not None}
    )


_ANCHORS = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.sampled_from(("t0", "t1")),
            "start": st.just(0),
            "end": st.just(4),
            "exact": st.sampled_from(("mill", "old", "")),
            "state": st.sampled_from(("exact", "suspect", "orphan")),
        }
    ),
    max_size=2,
)
_ANNOTATIONS = _some(
    anchors=_ANCHORS,
    kind=st.sampled_from(("claim", "claim", "highlight", "question", "evidence")),
    note=_TEXTS,
    tags=_TAGS.map(lambda tags: dict.fromkeys(tags, True)),
    speaker=st.sampled_from(("s1", "s2", "s3", "s4", "gone")),
    speaker_state=st.sampled_from(("suggested", "confirmed")),
    voice=st.sampled_from(("quoted", "author")),
    via=st.sampled_from(("The Daily", "x")),
    attribution=st.sampled_from(("fair", "not found")),
    said_on=st.sampled_from(("2026-01-02", "2026-01", "2025-12-31")),
    claim=st.sampled_from(("c1", "c2", "c3", "gone")),
    created=_TIMES,
    deleted=st.sampled_from((None, None, None, None, "2026")),
)
_ARTICLES = _some(
    title=_TEXTS,
    site=st.sampled_from(("The Daily", "")),
    authors=st.just(["Ann Old"]),
    tags=_TAGS.map(lambda tags: dict.fromkeys(tags, True)),
    note=_TEXTS,
    accessed_on=_TIMES,
    published_on=st.sampled_from(("2026-01-05", "2026-01", "12 May 2026", "May 2026")),
    text=st.sampled_from(("t0", "t1")),
    sample=st.booleans(),
    deleted=st.sampled_from((None, None, None, None, "2026")),
    state=_some(status=st.sampled_from(("reading", "archived"))),
    annotations=st.lists(_ANNOTATIONS, min_size=3, max_size=6),
)
_CLAIMS = _some(
    text=_TEXTS,
    explanation=_TEXTS,
    status=st.sampled_from(("to check", "done", "dropped")),
    verdict=st.sampled_from((None, "refuted", "supported")),
    evidence=st.sampled_from(({}, {"e": {"url": "https://example.org"}})),
    merged_into=st.sampled_from(("", "", "", "c1", "c2", "c3")),
)
_SPEAKERS: dict[str, dict[str, Any]] = {
    "s1": {"id": "s1", "name": "Ann Field", "aliases": ["The Minister"]},
    "s2": {"id": "s2", "name": "A. Field", "renamed_to": "s1"},
    "s3": {"id": "s3", "name": "Anna Łódź", "deleted": "2026"},
    "s4": {"id": "s4", "name": "Annie", "renamed_to": "nowhere"},
}
_CODEBOOK = {"r": {"id": "r", "renamed_to": "p/r"}, "p": {"id": "p"}}
LIBRARIES = st.tuples(
    st.fixed_dictionaries(dict.fromkeys("ab", _ARTICLES)),
    st.fixed_dictionaries(dict.fromkeys(("c1", "c2", "c3"), _CLAIMS)),
)
Library = tuple[dict[str, Any], dict[str, Any]]


@contextmanager
def filled(library: Library) -> Iterator[Shelves]:
    """Write a library, and fill its index."""
    articles, claims = library
    with tempfile.TemporaryDirectory() as folder:
        shelves = Shelves(Path(folder))
        shelves.write_shared("library", {"speakers": _SPEAKERS, "tags": _CODEBOOK})
        for name, fields in claims.items():
            shelves.write_shared(f"claims/{name}", {"claim": {name: {"id": name, **fields}}})
        for name, fields in articles.items():
            documents = {
                f"{name}{number}": {"id": f"{name}{number}", **annotation}
                for number, annotation in enumerate(fields.get("annotations", ()))
            }
            for text in ("t0", "t1"):
                shelves.write_text(name, text, "The mill is old.")
            shelves.write(name, **{**fields, "annotations": documents})
        shelves.fill()
        yield shelves
        shelves.database.close()


def scan_of(library: Library, today: date = TODAY) -> Scan:
    merged = {
        name: fields["merged_into"]
        for name, fields in library[1].items()
        if fields.get("merged_into")
    }

    def claim(name: str) -> Claim | None:
        if name not in library[1]:
            return None
        end = end_of(merged, name)
        known = Claim.from_fields({"id": end, **library[1][end]})
        parts = [part for part in library[1] if end_of(merged, part) == end]
        evidence: dict[str, Any] = {part: {} for part in parts if library[1][part].get("evidence")}
        return known._replace(evidence=evidence)

    return Scan(_SPEAKERS, _CODEBOOK, claim, today)


def subjects_of(library: Library) -> dict[str, list[Subject]]:
    """Return by article, not in the trash, the article itself and what is annotated in it."""
    found: dict[str, list[Subject]] = {}
    for name, fields in library[0].items():
        if "deleted" not in fields:
            about = Article.from_fields({"id": name, **fields})
            alone = Subject(about, ReadingState.from_fields(fields.get("state", {})).status)
            found[name] = [alone]
            for number, annotation in enumerate(fields.get("annotations", ())):
                if "deleted" not in annotation:
                    known = Annotation.from_fields({"id": f"{name}{number}", **annotation})
                    found[name].append(alone._replace(annotation=known))
    return found


@pytest.fixture
def stay(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Have days begin as in a time zone, until the test is over."""

    def begin_there(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield begin_there
    monkeypatch.undo()
    time.tzset()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    library=LIBRARIES,
    queries=st.lists(joined(st.sampled_from(_TERMS)), max_size=9),
    zone=st.sampled_from(("UTC", "America/New_York")),
)
def test_the_index_and_a_scan_of_the_records_find_the_same(
    library: Library, queries: list[Query], zone: str, stay: Callable[[str], None]
) -> None:
    stay(zone)
    with filled(library) as shelves:
        for query in (*_TERMS, *queries):
            assert indexed(shelves, query) == scanned(library, query), printed(query)


Found = tuple[set[str], set[str]]
"""The ids of annotations, and of articles."""


def indexed(shelves: Shelves, query: Query) -> Found:
    numbers = shelves.annotations.arrange(of_annotations(query, TODAY))
    articles = shelves.lists.matching(of_articles(query, TODAY))
    return {row.id for row in shelves.annotations.rows(numbers)}, set(articles)


def scanned(library: Library, query: Query) -> Found:
    scan, subjects = scan_of(library), subjects_of(library)
    annotations = {
        each.annotation.id
        for several in subjects.values()
        for each in several
        if each.annotation is not None and scan.finds(query, each)
    }
    return annotations, {
        name for name, several in subjects.items() if scan.finds_article(query, several)
    }


LIBRARY: Library = (
    {
        "a": {
            "title": "The mill",
            "site": "The Daily",
            "tags": {"county/rivers": True},
            "accessed_on": "2026-03-30T12:00:00.000Z",
            "text": "t1",
            "annotations": [
                {"kind": "claim", "claim": "c1", "speaker": "s1", "tags": {"health/a": True}},
                {"kind": "claim", "speaker": "s3", "note": "since when?", "tags": {"done": True}},
                {"kind": "highlight", "tags": {"health": True}},
            ],
        },
        "b": {
            "title": "The ferry",
            "accessed_on": "2026-01-02T12:00:00.000Z",
            "state": {"status": "read"},
            "annotations": [
                {"kind": "claim", "claim": "c2", "note": "mill"},
                {"kind": "claim", "claim": "c3", "note": "?"},
            ],
        },
        "c": {"title": "Nothing in it", "accessed_on": "2026-01-01T12:00:00.000Z"},
    },
    {
        "c1": {"text": "It is the oldest.", "verdict": "refuted", "status": "done"},
        "c2": {"text": "It is old.", "status": "to check", "evidence": {"e": {"url": "x"}}},
        "c3": {"text": "It is nobody's.", "status": "dropped"},
    },
)


@pytest.fixture(scope="module")
def shelves() -> Iterator[Shelves]:
    with filled(LIBRARY) as made:
        yield made


@pytest.mark.parametrize(
    ("text", "annotations", "articles"),
    [
        ("", "a0 a1 a2 b0 b1", "a b c"),
        ("tag:health", "a0 a2", "a"),
        ("tag:health/*", "a0", "a"),
        ("tag:Health -tag:health/*", "a2", ""),
        ("tag:county", "", "a"),
        ("is:claim -tag:done", "a0 b0 b1", "b"),
        ("is:unchecked", "a1 b0", "a b"),
        ("is:checked", "a0 b1", "a b"),
        ("verdict:refuted has:note", "", ""),
        ("verdict:refuted mill", "", "a"),
        ("mill", "b0", "a b"),
        ("oldest OR is:highlight", "a0 a2", "a"),
        ("has:evidence", "b0", "b"),
        ('status:"to check" is:read', "b0", "b"),
        ("added:7d", "a0 a1 a2", "a"),
        ("-has:note", "a0 a2", "c"),
        ("speaker:minister", "a0", "a"),
        ("speaker:łódź OR claim:c2", "a1 b0", "a b"),
        ("nothing", "", "c"),
    ],
)
def test_a_query_finds_annotations_and_the_articles_they_are_in(
    shelves: Shelves, text: str, annotations: str, articles: str
) -> None:
    found = set(annotations.split()), set(articles.split())
    assert indexed(shelves, parse(text)) == found
    assert scanned(LIBRARY, parse(text)) == found
