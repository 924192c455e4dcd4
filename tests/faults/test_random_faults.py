"""System calls that fail at random, and reads and writes that stop short."""

import pytest

from tests.faults.conftest import PutTo


@pytest.mark.usefixtures("libfiu")
@pytest.mark.parametrize("rounds", [25, pytest.param(500, marks=pytest.mark.slow)])
def test_random_failures_and_short_writes_lose_nothing_acknowledged(
    put_to: PutTo, rounds: int
) -> None:
    report = put_to("random_faults", rounds=rounds, through=("fiu-run", "-x"))
    assert not report.problems, report.details()
    assert report.survived == rounds
    assert report.acknowledged > 10 * rounds
    assert report.refused > rounds
