"""Trials in a process of their own: it forks, mounts and is traced, and pytest has threads.

Run as `python -m tests.faults.trial FAULT JSON`, where FAULT is a module of this package that has
`run(trial)`; prints the report as a JSON object.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

from tests.faults.check import Report
from tests.faults.stores import STORES, Store

ROOT = Path(__file__).parents[2]
_LIMIT = 3600.0


@dataclass(frozen=True)
class Trial:
    """One store put to one kind of fault.

    Attributes:
        folder: Where everything happens.
        store: The name of the store in `STORES`.
        rounds: How many faults there are at most.
        kind: What kind of this fault it is, if there are several.
        until_lost: Whether the first loss is enough.
        seed: Of all that is random.
    """

    folder: Path
    store: str = "ours"
    rounds: int = 1
    kind: str = ""
    until_lost: bool = False
    seed: int = 7

    def goes_on(self, report: Report) -> bool:
        """Tell whether there is another fault to come."""
        return report.tried < self.rounds and not (self.until_lost and report.problems)

    def fresh_folder(self, name: object) -> Path:
        """Make a folder for a library, the first of this name."""
        folder = self.folder / f"{name}"
        folder.mkdir()
        return folder

    def open(self, folder: Path) -> Store:
        """Open the store anew, as another run of the program would."""
        return STORES[self.store](folder)


def run(
    fault: str,
    trial: Trial,
    through: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> Report:
    """Run a trial in a process of its own and return its report.

    Args:
        fault: The module of this package to run.
        trial: What to put to the test.
        through: A command that runs the command after it in some way, such as `fiu-run -x`.
        environment: Added to the present one.
    """
    told = json.dumps(asdict(trial), default=str)
    process = subprocess.Popen(
        [*through, sys.executable, "-m", __name__, fault, told],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        out, errors = process.communicate(timeout=_LIMIT)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert process.returncode == 0, errors
    return Report(**json.loads(out))


def main(fault: str, told: str) -> None:
    """Run one trial and print its report."""
    fields = json.loads(told)
    trial = Trial(**{**fields, "folder": Path(fields["folder"])})
    report: Report = import_module(f"{__package__}.{fault}").run(trial)
    json.dump(asdict(report), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
