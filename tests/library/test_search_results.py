"""What a search found, read record by record."""

import pytest

from reader.errors import InputError
from reader.index.full_text import Source
from reader.library import ArticleSession, Library, claim_judging, claim_linking
from reader.library.annotation_ids import Place
from reader.library.querying import understood
from reader.library.search_results import Result, SearchResults
from reader.library.searching import search, sought
from reader.model.annotation import Kind
from reader.text.document import Range


def results(library: Library, asked: str) -> list[Result]:
    library.flush()
    library.listing.exactly(lambda: None)
    wanted = sought(understood(library, asked, typing=True))
    records = library.listing.full_text.records(wanted.phrases, within=wanted.within)
    found = SearchResults(library, wanted.phrases, records)
    assert sum(found.counts.values()) == len(records)
    return [
        result
        for place, record in enumerate(records)
        if (result := found.result(record, place)) is not None
    ]


def marked(session: ArticleSession, words: str) -> str:
    start = session.document.text.index(words)
    return session.mark(Range(start, start + len(words)), Kind.CLAIM)


def test_every_kind_of_result_knows_the_article_it_is_in(
    library: Library, session: ArticleSession
) -> None:
    first = marked(session, "the mill was the oldest")
    second = marked(session, "The mill is closed on Mondays")
    claim = claim_linking.link_sightings(
        library, Place(session.id, second), Place(session.id, first)
    )
    claim_judging.set_field(library, claim, "text", "No mill is older.")
    session.set_note(first, "Which record of the mill?")
    found = {each.passage.source: each for each in results(library, "mill")}
    assert list(found) == list(Source)
    assert {each.article.id for each in found.values()} == {session.id}
    claimed, annotated = found[Source.CLAIM], found[Source.ANNOTATION]
    assert claimed.annotation is not None
    assert (claimed.annotation.id, claimed.sightings) == (first, 2)
    assert annotated.annotation is not None
    assert annotated.annotation.id in (first, second)
    assert found[Source.TEXT].annotation is None


def test_a_claim_nobody_sights_any_more_is_in_no_article(
    library: Library, session: ArticleSession
) -> None:
    only = Place(session.id, marked(session, "the mill was the oldest"))
    claim = claim_linking.make_claim(library, only)
    claim_judging.set_field(library, claim, "text", "It has the oldest windmill.")
    session.delete(only.annotation)
    (found,) = results(library, "windmill")
    assert (found.article.id, found.annotation, found.sightings) == ("", None, 0)


def test_a_query_without_words_is_told_what_it_lacks(library: Library) -> None:
    for asked in ("", "tag:health", "a OR b", "-a"):
        with pytest.raises(InputError, match="words"):
            sought(understood(library, asked))


def test_the_command_line_and_the_screen_find_the_same(
    library: Library, session: ArticleSession
) -> None:
    query = understood(library, "mill is:unread", typing=True)
    printed = search(library, query, 50)
    assert [each.passage for each in results(library, "mill is:unread")] == printed
