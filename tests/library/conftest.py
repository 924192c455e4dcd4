from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.config import Config
from reader.library import ArticleSession, Library
from reader.paths import Places

ARTICLE = b"""The mill on the river

By Ann Field

The mayor said that the mill was the oldest in the county. "It stood before the town," she said.

Nobody has shown a record older than 1750. The mill is closed on Mondays.
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
    with Library.open(places, Config(name="Tester")) as opened:
        yield opened


@pytest.fixture
def session(library: Library) -> ArticleSession:
    return library.session(library.add(ARTICLE, "mill.txt").article)
