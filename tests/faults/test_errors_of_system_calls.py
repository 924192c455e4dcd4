"""An error of every system call of a save: each is tried in turn, none is left out."""

import pytest

from tests.faults.conftest import PutTo

pytestmark = pytest.mark.usefixtures("strace")

ALL = 10_000


@pytest.mark.parametrize("rounds", [30, pytest.param(ALL, marks=pytest.mark.slow)])
def test_an_error_of_any_system_call_is_told_as_what_it_did_to_the_save(
    put_to: PutTo, rounds: int
) -> None:
    report = put_to("calls", kind="errors", rounds=rounds)
    assert not report.problems, report.details()
    assert report.survived == report.tried >= 90
    assert report.refused
    assert report.acknowledged
