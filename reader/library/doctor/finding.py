"""What the doctor finds."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is."""

    PROBLEM = "problem"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be.

    Attributes:
        place: The file, article or annotation it is about.
        what: What is wrong, in one sentence.
        remedy: What `mend` does, or what a person can do where it is None; one sentence.
        severity: A notice harms nothing and does not change the exit status.
        mend: Mends it without losing anything. Raises ReaderError if that cannot be done.
    """

    place: str
    what: str
    remedy: str
    severity: Severity = Severity.PROBLEM
    mend: Callable[[], object] | None = None


@dataclass(slots=True)
class Tally:
    """How much was looked at."""

    articles: int = 0
    annotations: int = 0
    deleted: int = 0
    claims: int = 0
    texts: int = 0
    sources: int = 0
