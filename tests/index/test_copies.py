"""Which articles are nearly the same text."""

import random
import sqlite3
from contextlib import closing

import pytest

from reader.index.copies import Copies
from reader.index.schema import VERSION
from reader.index.shingles import kept, runs
from tests.benchmarks.natural import natural_prose
from tests.index.conftest import Shelves


def report(seed: int, size: int = 2_000) -> list[str]:
    return natural_prose(size, seed).split("\n\n")


def put(shelves: Shelves, article: str, *paragraphs: str, text: str = "t1", **fields: str) -> None:
    shelves.write_text(article, text, *paragraphs)
    shelves.write(article, title=article.title(), text=text, **fields)


def copies(shelves: Shelves) -> Copies:
    return Copies(shelves.database)


def names(shelves: Shelves, article: str) -> set[str]:
    return {each.article for each in copies(shelves).of(article)}


def edited(paragraphs: list[str], share: float, seed: int = 1) -> list[str]:
    """Return a text of which a share of the words is another."""
    source = random.Random(seed)
    return [
        " ".join("other" if source.random() < share else word for word in paragraph.split())
        for paragraph in paragraphs
    ]


@pytest.fixture
def filled(shelves: Shelves) -> Shelves:
    agency = report(1)
    put(shelves, "agency", *agency)
    put(shelves, "verbatim", "A headline of our own", *agency, "Share this article.")
    put(shelves, "edited", *edited(agency, 0.03))
    put(shelves, "shortened", *agency[: len(agency) * 2 // 3])
    put(shelves, "quoting", agency[0], *report(2))
    put(shelves, "digest", *report(3, 6_000), *agency, *report(4, 6_000))
    put(shelves, "other", *report(5))
    put(shelves, "short", "The harbour is closed.")
    put(shelves, "short too", "The harbour is closed.")
    shelves.fill()
    return shelves


def test_copies_are_found_whatever_was_added_changed_or_cut(filled: Shelves) -> None:
    assert names(filled, "agency") == {"verbatim", "edited", "shortened"}
    for each in ("verbatim", "edited", "shortened"):
        assert "agency" in names(filled, each)


@pytest.mark.parametrize("name", ["quoting", "digest", "other", "short", "short too", "missing"])
def test_what_only_shares_something_is_no_copy(filled: Shelves, name: str) -> None:
    assert names(filled, name) == set()


def test_the_nearest_comes_first_and_says_how_near_it_is(filled: Shelves) -> None:
    first, *others = copies(filled).of("agency")
    assert first.share > 0.95
    assert [each.share for each in others] == sorted((each.share for each in others), reverse=True)
    assert {each.title for each in others} < {"Verbatim", "Edited", "Shortened"}


def test_groups_have_each_article_once_the_one_added_first_at_the_head(shelves: Shelves) -> None:
    for seed in (1, 2):
        for day in (3, 1, 2):
            put(shelves, f"{seed}-{day}", *report(seed), accessed_on=f"2026-01-0{day}")
    put(shelves, "alone", *report(3))
    shelves.fill()
    found = [[each.article for each in group] for group in copies(shelves).groups()]
    assert sorted(map(sorted, found)) == [["1-1", "1-2", "1-3"], ["2-1", "2-2", "2-3"]]
    assert {group[0] for group in found} == {"1-1", "2-1"}


def test_very_many_copies_are_grouped_in_linear_time(shelves: Shelves) -> None:
    for number in range(450):
        put(shelves, f"{number:03}", *report(1, 600), accessed_on=f"2026-01-01T{number:06}")
    shelves.fill()
    with shelves.database.searching() as connection:
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        connection.set_progress_handler(count, 1_000)
    sizes = [len(group) for group in copies(shelves).groups()]
    assert sizes == [450]
    # For each with each of the others it would be thousands.
    assert steps < 1_000


def test_a_copy_that_is_gone_in_the_trash_or_another_text_is_none(filled: Shelves) -> None:
    filled.remove("verbatim")
    put(filled, "edited", *edited(report(1), 0.03), deleted="2026")
    put(filled, "shortened", *report(6), text="t2")
    filled.fill()
    assert names(filled, "agency") == set()
    with filled.database.reading() as connection:
        statement = (
            "SELECT count(*) FROM shingles AS s JOIN articles AS r USING (file) WHERE r.id = ?"
        )
        (number,) = connection.execute(statement, ("shortened",)).fetchone()
    assert 8 <= number <= 16


@pytest.mark.parametrize("lost", ["deleted", "from another version"])
def test_an_index_that_cannot_be_used_is_filled_anew(filled: Shelves, lost: str) -> None:
    found = copies(filled).of("agency")
    filled.database.close()
    if lost == "deleted":
        filled.file.unlink()
    else:
        with closing(sqlite3.connect(filled.file)) as connection:
            connection.execute(f"PRAGMA user_version = {VERSION - 1}")
            connection.execute("DROP TABLE shingles")
            connection.commit()
    filled.open()
    assert copies(filled).of("agency") == []
    filled.fill()
    assert copies(filled).of("agency") == found != []


def test_a_guess_among_some_articles_agrees(filled: Shelves) -> None:
    suspected = copies(filled).suspected(["agency", "edited", "other"])
    assert suspected.are_copies("agency", "edited")
    assert not suspected.are_copies("agency", "other")
    assert not suspected.are_copies("agency", "agency")
    assert not suspected.are_copies("agency", "verbatim")


def test_what_is_kept_is_the_same_wherever_a_text_is_parted() -> None:
    text = natural_prose(3_000, 7)
    whole = kept(runs([text]))
    assert kept(runs(text.split("\n\n"))) == whole
    assert kept(runs(text.split(" "))) == whole
    assert len(whole) == 16
    assert kept(
        runs(
            ["東京都の町長は水車が郡で最も古いと述べた。町は川のそばにあり、人々は皆そこで働いた。"]
        )
    )
    assert not runs(["too few words"])
