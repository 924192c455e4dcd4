"""The screen of one claim: how it is judged, where it is seen, what there is for it and against."""

from reader.tui.screens.claim.screen import ClaimScreen

__all__ = ["ClaimScreen"]
