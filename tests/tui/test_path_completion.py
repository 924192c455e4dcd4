"""Completing a path as it is typed."""

from pathlib import Path

import pytest

from reader.tui.path_completion import candidates, completed, expanded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "art.txt").write_text("x", encoding="utf-8")
    (tmp_path / ".hidden").mkdir()
    return tmp_path


def test_names_are_offered_in_order_and_folders_end_in_a_slash(folder: Path) -> None:
    assert candidates(f"{folder}/") == [f"{folder}/art.txt", f"{folder}/articles/"]


def test_files_can_be_left_out(folder: Path) -> None:
    assert candidates(f"{folder}/a", folders_only=True) == [f"{folder}/articles/"]


def test_hidden_names_are_offered_after_a_dot(folder: Path) -> None:
    assert candidates(f"{folder}/.") == [f"{folder}/.hidden/"]


def test_what_all_share_is_completed(folder: Path) -> None:
    assert completed(f"{folder}/a") == f"{folder}/art"
    assert completed(f"{folder}/art") is None
    assert completed(f"{folder}/arti") == f"{folder}/articles/"


@pytest.mark.parametrize(
    "typed", ["/no/such/folder/x", "/dev/null/x", "bad\0name", "~nobody-here/x"]
)
def test_what_cannot_be_read_offers_nothing(typed: str) -> None:
    assert candidates(typed) == []


def test_the_home_folder_keeps_its_sign(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert candidates("~") == ["~/"]
    assert completed("~/arti") == "~/articles/"
    assert expanded("~/x") == folder / "x"
