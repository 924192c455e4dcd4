"""A disk without room for a save: each save is refused or there."""

import pytest

from tests.faults.conftest import APART, PutTo


def _try(put_to: PutTo, kind: str, rounds: int, through: tuple[str, ...]) -> None:
    report = put_to("disks", kind=kind, rounds=rounds, through=through)
    assert not report.problems, report.details()
    assert report.survived == rounds
    assert report.acknowledged >= rounds
    assert report.refused >= rounds


ROUNDS = pytest.mark.parametrize("rounds", [5, pytest.param(100, marks=pytest.mark.slow)])


@ROUNDS
@pytest.mark.usefixtures("mounting")
def test_a_full_disk_in_memory_refuses_and_loses_nothing(put_to: PutTo, rounds: int) -> None:
    _try(put_to, "tmpfs", rounds, APART)


@ROUNDS
@pytest.mark.usefixtures("loop_disks")
def test_a_full_ext4_disk_refuses_and_loses_nothing(put_to: PutTo, rounds: int) -> None:
    _try(put_to, "ext4", rounds, APART)


@ROUNDS
def test_files_that_may_not_grow_are_refused_and_nothing_is_lost(
    put_to: PutTo, rounds: int
) -> None:
    _try(put_to, "limit", rounds, ())
