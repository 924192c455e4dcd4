"""`kill -9` at random instants."""

import pytest

from tests.faults.conftest import PutTo


@pytest.mark.parametrize("rounds", [150, pytest.param(1000, marks=pytest.mark.slow)])
def test_kills_at_random_instants_lose_nothing_acknowledged(put_to: PutTo, rounds: int) -> None:
    report = put_to("kills", rounds=rounds)
    assert not report.problems, report.details()
    assert report.survived == rounds
    assert report.acknowledged >= rounds


def test_the_same_kills_catch_stock_tinydb(catch: PutTo) -> None:
    assert catch("kills", store="stock TinyDB", rounds=600).problems


@pytest.mark.parametrize("rounds", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_kills_while_articles_are_added_lose_none_that_was_acknowledged(
    put_to: PutTo, rounds: int
) -> None:
    report = put_to("additions", kind="kills", rounds=rounds)
    assert not report.problems, report.details()
    assert report.survived == rounds
    assert report.acknowledged >= rounds
