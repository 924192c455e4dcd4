"""A query as the filter of a list, and as the saved query it becomes."""

import pytest
from hypothesis import given

from reader.library import Library
from reader.library.filtering import as_filter, as_saved, condition_of
from reader.library.querying import of_articles
from reader.library.saved_queries import SavedQuery
from reader.query.errors import QueryError
from reader.query.parsing import parse
from reader.query.printing import printed
from reader.query.tree import EVERYTHING, Query
from tests.query.trees import queries


def test_plain_words_are_for_what_the_list_shows_and_the_rest_for_the_index() -> None:
    wanted = as_filter(parse("mill is:unread old* tag:health"))
    assert wanted.words == "mill old"
    assert printed(wanted.rest) == "is:unread tag:health"
    assert as_filter(EVERYTHING) == ("", EVERYTHING)


def test_words_side_by_side_excluded_or_as_alternatives_are_pieces_of_title_or_source() -> None:
    wanted = as_filter(parse('"old mill" -lock (ferry OR is:read)'))
    assert wanted.words == ""
    assert printed(wanted.rest) == 'article:"old mill" -article:lock (article:ferry OR is:read)'


@given(queries())
def test_what_is_saved_is_understood_again_and_has_no_plain_words(asked: Query) -> None:
    saved = as_saved(asked)
    assert parse(printed(saved)) == saved
    assert not as_filter(saved).words


def test_a_saved_filter_finds_what_the_filter_let_through(library: Library) -> None:
    for title in ("The mill", "The millrace", "Windmills", "A ferry"):
        library.add(f"# {title}\n\nA mill stood here.".encode(), f"{title}.md")
    listing = library.listing
    listing.reconcile()
    words = listing.words()
    for asked in ("mill", "mill wind", "the mil", "a", "-mill"):
        wanted = as_filter(parse(asked, typing=True))
        inside = set(listing.exactly(lambda: listing.matching(of_articles(wanted.rest))))  # noqa: B023
        shown = {
            article
            for article, text in words.items()
            if article in inside and all(word in text for word in wanted.words.split())
        }
        saved = of_articles(as_saved(parse(asked, typing=True)))
        assert set(listing.exactly(lambda: listing.matching(saved))) == shown  # noqa: B023


def test_a_filter_within_a_saved_query_has_to_meet_both(library: Library) -> None:
    for title in ("The mill", "The ferry"):
        library.add(f"# {title}\n\nText.".encode(), f"{title}.md")
    condition = condition_of(library, SavedQuery("a", "article:the"), parse("article:mill"))
    assert condition is not None
    assert len(library.listing.exactly(lambda: library.listing.matching(condition))) == 1
    assert condition_of(library, None, EVERYTHING) is None
    with pytest.raises(QueryError):
        condition_of(library, SavedQuery("a", "colour:red"), EVERYTHING)
