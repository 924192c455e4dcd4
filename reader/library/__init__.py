"""The use cases: add, open, annotate, undo, export; what every face calls."""
