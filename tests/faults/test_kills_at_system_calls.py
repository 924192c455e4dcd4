"""A kill at every system call of a save: each is tried in turn, none is left out."""

import pytest

from tests.faults.conftest import PutTo

pytestmark = pytest.mark.usefixtures("strace")

ALL = 10_000


@pytest.mark.parametrize("rounds", [30, pytest.param(ALL, marks=pytest.mark.slow)])
def test_a_kill_at_any_system_call_of_a_save_loses_nothing(put_to: PutTo, rounds: int) -> None:
    report = put_to("calls", kind="kills", rounds=rounds)
    assert not report.problems, report.details()
    assert report.survived == report.tried >= 90


def test_the_same_kills_catch_stock_tinydb(catch: PutTo) -> None:
    assert catch("calls", kind="kills", store="stock TinyDB", rounds=ALL).problems
