"""A small library to read in, of two articles of our own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.config import Config
from reader.library import Library
from reader.paths import Places

CANAL = """\
Canal to reopen in spring, says the keeper

The canal will carry boats again in April, the lock keeper Ada Brook said on Monday. \
She told the council that “the gates are sound”, but that the towpath needs gravel. \
Nobody asked who would pay.

Boats paid 4,000 crowns in tolls last year. That was half of what they paid in 2019.

The mayor wrote that the canal costs more than it earns. He gave no figures.
"""
FERRY = """\
Ferry makes its last crossing

The ferry stopped on Sunday. Its captain said that the river had become too shallow.
"""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(
        library=tmp_path / "library",
        state=tmp_path / "state",
        cache=tmp_path / "cache",
        config=tmp_path / "config.toml",
    )


@pytest.fixture
def library(places: Places) -> Iterator[Library]:
    """A library with two articles, the ferry added after the canal."""
    with Library.open(places, Config(name="tester")) as opened:
        opened.add(CANAL.encode(), "canal.txt")
        opened.add(FERRY.encode(), "ferry.txt")
        yield opened


@pytest.fixture
def canal(library: Library) -> str:
    return library.find_article("canal")


@pytest.fixture
def ferry(library: Library) -> str:
    return library.find_article("ferry")
