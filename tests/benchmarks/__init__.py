"""Measurements, run on demand: each figure stands beside a floor measured in the same run."""
