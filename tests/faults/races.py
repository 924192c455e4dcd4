"""Four processes that add to one record at the same time; `kind` names the record.

`rounds` is how many notes each adds.
"""

from contextlib import ExitStack, suppress

from reader.errors import ReaderError
from tests.faults.check import Ledger, Report
from tests.faults.child import Child
from tests.faults.plan import ARTICLES, added
from tests.faults.trial import Trial

WRITERS = 4


def run(trial: Trial) -> Report:
    """Let them all begin, wait for their end, and count the notes."""
    file = trial.kind or ARTICLES[0]
    plans = [added(f"writer-{number}", trial.rounds, file) for number in range(WRITERS)]
    ledger = Ledger(shared=bool(trial.kind))
    with ExitStack() as stack:
        children = [stack.enter_context(Child(trial.open(trial.folder), plan)) for plan in plans]
        for child in children:
            child.go()
        for child, plan in zip(children, plans, strict=True):
            ledger.take(plan, child.hear_all())
    report = Report(tried=WRITERS * trial.rounds)
    report.take(ledger)
    store = trial.open(trial.folder)
    report.problems += ledger.problems(store)
    wanted = {change.document for plan in plans for batch in plan for change in batch}
    with suppress(ReaderError, ValueError):
        report.survived = len(wanted & store.read(file)["annotations"].keys())
    return report
