"""Counts that a test has come to stand at the end of the run, also where tests run side by side."""

import os

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says more of what else the machine does than of the program.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

COUNTS = "counts"
"""The name under which a test records them."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts = [
        f"{report.nodeid.rpartition('/')[2]}: {value}"
        for reports in (
            terminalreporter.getreports("passed"),
            terminalreporter.getreports("failed"),
        )
        for report in reports
        if report.when == "call"
        for name, value in report.user_properties
        if name == COUNTS
    ]
    if counts:
        terminalreporter.section("counts")
        terminalreporter.write_line("\n".join(sorted(counts)))


def pytest_xdist_auto_num_workers() -> int:
    """Run twice as many tests at once as there are cores: those of the screen mostly wait."""
    return 2 * (os.cpu_count() or 1)
