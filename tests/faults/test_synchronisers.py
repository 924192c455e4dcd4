"""Another device's version comes in the middle of a save."""

import pytest

from tests.faults.conftest import PutTo

pytestmark = pytest.mark.usefixtures("strace")

ALL = 10_000


@pytest.mark.parametrize("rounds", [30, pytest.param(ALL, marks=pytest.mark.slow)])
def test_a_synchroniser_may_replace_the_file_at_any_point_of_a_save(
    put_to: PutTo, rounds: int
) -> None:
    report = put_to("synchroniser", kind="point", rounds=rounds)
    assert not report.problems, report.details()
    assert report.survived == report.tried >= 60


@pytest.mark.parametrize("rounds", [25, pytest.param(ALL, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", ["kills", "errors"])
def test_a_fault_at_any_call_of_the_save_that_takes_in_what_slipped_in_loses_nothing(
    put_to: PutTo, kind: str, rounds: int
) -> None:
    report = put_to("synchroniser", kind=kind, rounds=rounds)
    assert not report.problems, report.details()
    assert report.survived == report.tried >= 50


def test_the_same_synchroniser_catches_a_store_that_replaces_blindly(catch: PutTo) -> None:
    assert catch("synchroniser", kind="point", store="replaces blindly", rounds=ALL).problems
