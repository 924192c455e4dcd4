"""The signs that tell kinds and states apart without colour; each is one cell wide."""

from reader.model.annotation import Kind
from reader.model.claim import Status

KIND_SIGNS = {
    Kind.CLAIM: "◆",
    Kind.HIGHLIGHT: "●",
    Kind.QUESTION: "?",
    Kind.EVIDENCE: "+",
}
STATUS_SIGNS = {
    Status.TO_CHECK: "○",
    Status.CHECKING: "◐",
    Status.AWAITING_REPLY: "◌",
    Status.DONE: "●",
    Status.DROPPED: "–",
}
SUGGESTED_SIGN = "?"
NOTE_SIGN = "¶"
WARNING_SIGN = "!"
COLOR_SIGN, NO_COLOR_SIGN = "●", "·"
CHOSEN_SIGN = "✓"


def status_words(status: Status | None, verdict: str | None) -> str:
    """Return a status with its sign, then the verdict: `● done · refuted`; empty without either."""
    words = [] if status is None else [f"{STATUS_SIGNS[status]} {status.value}"]
    return " · ".join([*words, verdict] if verdict else words)
