import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.faults import killing

ROOT = Path(__file__).parents[2]


def kill(folder: Path, rounds: int, kind: str) -> dict[str, Any]:
    process = subprocess.run(
        [sys.executable, "-m", killing.__name__, str(folder), str(rounds), "7", kind],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=150,
    )
    assert process.returncode == 0, process.stderr
    report: dict[str, Any] = json.loads(process.stdout)
    return report


def test_two_hundred_kills_while_annotating_lose_nothing_acknowledged(tmp_path: Path) -> None:
    report = kill(tmp_path, 200, "ours")
    assert report["problems"] == []
    assert report["rounds"] == 200
    assert report["acknowledged"] >= 100


def test_the_same_trial_catches_a_store_that_writes_in_place(tmp_path: Path) -> None:
    report = kill(tmp_path, 600, "in-place")
    assert report["problems"] != []
