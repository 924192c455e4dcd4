"""The index is derived: however it ends up, the list is what the records say."""

import pytest

from tests.faults.conftest import PutTo


@pytest.mark.parametrize("rounds", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_an_index_killed_removed_or_of_another_version_still_lists_what_the_records_say(
    put_to: PutTo, rounds: int
) -> None:
    report = put_to("index_kills", rounds=rounds)
    assert not report.problems, report.details()
    assert report.survived == rounds
