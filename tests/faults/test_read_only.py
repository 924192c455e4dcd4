"""Where nothing may be written."""

import os

import pytest

from tests.faults.conftest import APART, PutTo
from tests.faults.read_only import LIKE_ANYBODY


def test_folders_that_may_not_be_written_to_refuse_and_lose_nothing(
    put_to: PutTo, unprivileged: None
) -> None:
    through = LIKE_ANYBODY if os.geteuid() == 0 else ()
    report = put_to("read_only", kind="folders", through=through)
    assert not report.problems, report.details()
    assert report.survived == report.tried == 5
    assert report.refused >= 5


@pytest.mark.usefixtures("mounting")
def test_a_disk_that_has_become_read_only_refuses_and_loses_nothing(put_to: PutTo) -> None:
    report = put_to("read_only", kind="disk", through=APART)
    assert not report.problems, report.details()
    assert report.refused == 2
