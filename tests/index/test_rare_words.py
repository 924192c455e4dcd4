"""The words of a text that tell what it is about."""

import pytest

from reader.index.rare_words import RareWord, rare_words
from tests.index.conftest import Shelves


@pytest.fixture
def filled(shelves: Shelves) -> Shelves:
    """Two hundred paragraphs: all have the harbour, some the ferry, two the lighthouse."""
    for article in range(4):
        paragraphs = [
            f"The harbour, day {article}-{number}."
            + (" A ferry came." if number % 16 == 0 else "")
            + (" The lighthouse keeper saw it." if article < 2 and number == 3 else "")
            + (" 港の灯台は古い。" if number == 5 else "")
            for number in range(50)
        ]
        shelves.write_text(f"a{article}", "t1", *paragraphs)
        shelves.write(f"a{article}", text="t1")
    shelves.fill()
    return shelves


def chosen(shelves: Shelves, text: str) -> list[RareWord]:
    with shelves.database.searching() as connection:
        return rare_words(connection, "paragraphs", text)


def words(found: list[RareWord]) -> list[str]:
    return [" ".join(each.phrase.words) + "*" * each.phrase.open for each in found]


def test_frequent_and_unknown_words_tell_nothing(filled: Shelves) -> None:
    found = chosen(filled, "The lighthouse by the harbour is no windmill")
    assert words(found) == ["lightho*"]
    assert chosen(filled, "the harbour") == chosen(filled, "windmill") == chosen(filled, "") == []


def test_the_rarest_comes_first_and_weighs_most(filled: Shelves) -> None:
    found = chosen(filled, "The ferry passed the lighthouse")
    assert words(found) == ["lightho*", "ferry*"]
    weights = [each.weight for each in found]
    assert weights == sorted(weights, reverse=True)
    assert all(weight > 0 for weight in weights)


def test_a_long_word_is_looked_for_by_its_beginning(filled: Shelves) -> None:
    assert words(chosen(filled, "lighthouses")) == ["lighthou*"]
    assert words(chosen(filled, "KEEPERS")) == ["keeper*"]


def test_where_words_are_not_parted_two_characters_are_one(filled: Shelves) -> None:
    assert words(chosen(filled, "灯台")) == ["灯 台"]
    assert words(chosen(filled, "台灯")) == []


def test_each_word_is_chosen_once_and_only_so_many(filled: Shelves) -> None:
    assert words(chosen(filled, "lighthouse Lighthouse LIGHTHOUSE")) == ["lightho*"]
    many = " ".join(f"{article}-{number}" for article in range(4) for number in range(50))
    assert len(chosen(filled, many)) <= 16
