"""Hold an engine against edits whose truth is known."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reader.model.anchor import Anchor, AnchorState
from reader.text.document import Document, Range
from reader.text.relocation import STANDS_ALONE
from tests.anchoring.edits import Trial, Version

WITHIN = 2
"""Code points by which each end may be off."""

Found = tuple[Range, AnchorState] | None
Engine = Callable[[Document], Callable[[Anchor], Found]]

_SURE = frozenset({AnchorState.EXACT, AnchorState.MOVED, AnchorState.FUZZY})


@dataclass(slots=True)
class Tally:
    """What came of the trials of one kind.

    Attributes:
        tried: How many there were.
        found: Of those that survive, how many were found, each end within two characters.
        doubted: How many of those found were called suspect.
        long: How many of those found stand alone by their length.
        long_doubted: How many of these were called suspect.
        wrong: How many that survive were said to be surely somewhere else.
        confident: How many that are gone, or say another thing, were called better than suspect.
    """

    tried: int = 0
    found: int = 0
    doubted: int = 0
    long: int = 0
    long_doubted: int = 0
    wrong: int = 0
    confident: int = 0


@dataclass(slots=True)
class Outcome:
    """What came of all trials.

    Attributes:
        surviving: Tallies by kind, of quotations that are still there.
        changed: Tallies by kind, of those that are gone or say another thing.
        failures: Trials that went wrong, with what was found, for whoever has to mend it.
    """

    surviving: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    changed: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    failures: list[tuple[Trial, Version, Found]] = field(default_factory=list)

    @property
    def found_share(self) -> float:
        """How many of those that survive were found, as a share."""
        tallies = self.surviving.values()
        return sum(each.found for each in tallies) / sum(each.tried for each in tallies)

    @property
    def doubted_share(self) -> float:
        """How many of those that were found were called suspect, as a share."""
        tallies = self.surviving.values()
        return sum(each.doubted for each in tallies) / max(1, sum(each.found for each in tallies))

    @property
    def long_doubted_share(self) -> float:
        """The same for quotations that stand alone by their length, as a share of those."""
        tallies = self.surviving.values()
        return sum(each.long_doubted for each in tallies) / sum(each.long for each in tallies)

    @property
    def wrong_share(self) -> float:
        """How many of those that survive were said to be surely somewhere else, as a share."""
        tallies = self.surviving.values()
        return sum(each.wrong for each in tallies) / sum(each.tried for each in tallies)

    @property
    def cautious_share(self) -> float:
        """How many of those that changed were called no better than suspect, as a share."""
        tallies = self.changed.values()
        return 1 - sum(each.confident for each in tallies) / sum(each.tried for each in tallies)

    def __str__(self) -> str:
        lines = [f"{'':24}{'tried':>8}{'found':>8}{'suspect':>9}{'wrong':>7}{'confident':>11}"]
        for kind, each in sorted(self.surviving.items()):
            lines.append(
                f"{kind:24}{each.tried:8}{each.found:8}{each.doubted:9}{each.wrong:7}{'':>11}"
            )
        lines.extend(
            f"{kind:24}{each.tried:8}{'':>24}{each.confident:11}"
            for kind, each in sorted(self.changed.items())
        )
        lines.append(
            f"found {self.found_share:.3%}, of these suspect {self.doubted_share:.2%} "
            f"(long ones {self.long_doubted_share:.2%}), "
            f"wrong {self.wrong_share:.3%}; cautious {self.cautious_share:.3%}"
        )
        return "\n".join(lines)


def measure(engine: Engine, versions: Iterable[Version]) -> Outcome:
    """Return what an engine makes of changed texts."""
    outcome = Outcome()
    for version in versions:
        locate = engine(version.after)
        for trial in version.trials:
            found = locate(trial.anchor)
            if not _count(outcome, trial, found):
                outcome.failures.append((trial, version, found))
    return outcome


def _count(outcome: Outcome, trial: Trial, found: Found) -> bool:
    """Enter one trial; return whether all went well."""
    sure = found is not None and found[1] in _SURE
    if trial.truth is None:
        tally = outcome.changed[trial.kind]
        tally.tried += 1
        tally.confident += sure
        return not sure
    tally = outcome.surviving[trial.kind]
    tally.tried += 1
    if found is not None and _near(found[0], trial.truth):
        tally.found += 1
        tally.doubted += not sure
        tally.long += len(trial.anchor.exact) >= STANDS_ALONE
        tally.long_doubted += len(trial.anchor.exact) >= STANDS_ALONE and not sure
        return sure
    tally.wrong += sure
    return False


def _near(found: Range, truth: Range) -> bool:
    return abs(found.start - truth.start) <= WITHIN and abs(found.end - truth.end) <= WITHIN
