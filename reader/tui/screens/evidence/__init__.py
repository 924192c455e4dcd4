"""The screen of what the library has on a matter, to be taken as evidence."""

from reader.tui.screens.evidence.matter import Matter
from reader.tui.screens.evidence.screen import EvidenceScreen

__all__ = ["EvidenceScreen", "Matter"]
