"""The power goes: an ext4 disk is shut down as it stands, and mounted again."""

import pytest

from tests.faults.conftest import APART, PutTo

pytestmark = pytest.mark.usefixtures("loop_disks")


@pytest.mark.parametrize("rounds", [40, pytest.param(500, marks=pytest.mark.slow)])
def test_power_cuts_lose_nothing_acknowledged(put_to: PutTo, rounds: int) -> None:
    report = put_to("power", rounds=rounds, through=APART)
    assert not report.problems, report.details()
    assert report.survived == rounds
    assert report.acknowledged >= rounds


@pytest.mark.parametrize("rounds", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_power_cuts_while_articles_are_added_lose_none_that_was_acknowledged(
    put_to: PutTo, rounds: int
) -> None:
    report = put_to("additions", kind="cuts", rounds=rounds, through=APART)
    assert not report.problems, report.details()
    assert report.survived == rounds
    assert report.acknowledged >= rounds


@pytest.mark.parametrize(
    "store", ["no fsync", "no fsync of the file", "no fsync of the folder", "stock TinyDB"]
)
def test_the_same_cuts_catch_a_store_that_trusts_the_disk(catch: PutTo, store: str) -> None:
    assert catch("power", store=store, rounds=200, through=APART).problems
