"""Annotations, turned into files other programs read."""
