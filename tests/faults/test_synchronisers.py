"""Another device's version comes in the middle of a save."""

import pytest

from tests.faults.conftest import PutTo

pytestmark = pytest.mark.usefixtures("strace")

ALL = 10_000


@pytest.mark.parametrize("rounds", [40, pytest.param(ALL, marks=pytest.mark.slow)])
def test_a_synchroniser_may_replace_the_file_at_any_point_of_a_save(
    put_to: PutTo, rounds: int
) -> None:
    report = put_to("synchroniser", rounds=rounds)
    assert not report.problems, report.details()
    assert report.survived == report.tried >= 70


def test_the_same_synchroniser_catches_a_store_that_replaces_blindly(catch: PutTo) -> None:
    assert catch("synchroniser", store="replaces blindly", rounds=ALL).problems
