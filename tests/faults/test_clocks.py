"""The clock goes backwards, and forwards again."""

import random

import pytest

from reader.model.stamps import new_id
from tests.faults.conftest import PutTo


@pytest.mark.parametrize("rounds", [60, pytest.param(500, marks=pytest.mark.slow)])
def test_what_was_saved_last_stands_whatever_the_clock_said(put_to: PutTo, rounds: int) -> None:
    report = put_to("kills", kind="clock", rounds=rounds)
    assert not report.problems, report.details()
    assert report.survived == rounds


def test_ids_are_told_apart_and_in_order_however_the_clock_jumps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(7)
    monkeypatch.setattr("time.time_ns", lambda: chance.randrange(10**18, 2 * 10**18))
    ids = [new_id() for _ in range(10_000)]
    assert sorted(set(ids)) == ids
