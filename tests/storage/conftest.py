from pathlib import Path

import pytest

from reader.paths import Places
from reader.storage.repository import Repository


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(
        library=tmp_path / "library",
        state=tmp_path / "state",
        cache=tmp_path / "cache",
        config=tmp_path / "config.toml",
    )


@pytest.fixture
def repository(places: Places) -> Repository:
    return Repository.open(places)
