"""Libraries as they are before one save, each system call of which is put to the test."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from reader.storage.base import Change
from tests.faults.check import Ledger
from tests.faults.child import Child
from tests.faults.plan import ARTICLES, CLAIM, Plan, note
from tests.faults.tracing import ANY, inject, place_of, traced
from tests.faults.trial import Trial

KILL = "signal=KILL"
_RENAMES = ("rename", "renameat", "renameat2")


@dataclass(frozen=True)
class Scene:
    """A library before a save, and the save.

    Attributes:
        folder: The library; it is only copied.
        ledger: What must be in it.
        plan: The one save.
    """

    folder: Path
    ledger: Ledger
    plan: Plan

    def copied(self, trial: Trial) -> Path:
        """Return a copy of the library, in place of the one before."""
        folder = trial.folder / "copy"
        shutil.rmtree(folder, ignore_errors=True)
        return Path(shutil.copytree(self.folder, folder))

    def log(self, trial: Trial, which: str = ANY) -> str:
        """Return the calls of the save where nothing goes wrong, as `strace` writes them.

        Args:
            trial: Tells the store.
            which: The calls that are traced, as in `strace -e trace=`.
        """
        log = trial.folder / "calls.log"
        with (
            Child(trial.open(self.copied(trial)), self.plan) as child,
            traced(child, log, "-e", f"trace={which}") as trace,
        ):
            child.go()
            heard = child.hear_all()
        assert [message.word for message in heard] == ["will", "did"], heard
        return trace.log


def edit(trial: Trial) -> Scene:
    """Change a note and the verdict of a claim: two records in one batch."""
    before = [note("first", "as it was"), note("shared", "as it was"), _verdict("to be seen")]
    return _scene(trial, "edit", before, [note("first", "as it is"), _verdict("refuted")])


def first(trial: Trial) -> Scene:
    """Make the first annotation of an article, whose folder is made too."""
    before = [note("other", "of another article", ARTICLES[1])]
    return _scene(trial, "first", before, [note("first", "new")])


def after_a_kill(trial: Trial) -> Scene:
    """Change a record whose last save was killed just before its rename."""
    scene = _scene(trial, "killed", [note("first", "as it was")], [note("second", "new")])
    name = trial.open(scene.folder).path(ARTICLES[0]).name
    call, number = place_of(scene.log(trial), _RENAMES, name)
    plan = [[note("first", "when it was killed")]]
    with (
        Child(trial.open(scene.folder), plan) as child,
        traced(child, trial.folder / "kill.log", *inject(call, KILL, number)),
    ):
        child.go()
        scene.ledger.take(plan, child.hear_all())
    assert scene.ledger.acknowledged == 0, "it was killed before it could say so"
    return scene


def _scene(trial: Trial, name: str, before: list[Change], change: list[Change]) -> Scene:
    folder = trial.fresh_folder(name)
    for _ in range(2):
        # What is loaded with the first save of a run, and the second, is no call of a save.
        trial.open(folder).apply(before)
    ledger = Ledger()
    ledger.expect(before)
    return Scene(folder, ledger, [change])


def _verdict(text: str) -> Change:
    return Change(CLAIM, "claim", "c-000001", "verdict", text)
