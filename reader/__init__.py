"""Read critically in a terminal: mark claims, say who made them, judge them, export the notes."""

__version__ = "0.1.0"
