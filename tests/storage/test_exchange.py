import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.storage import exchange as module
from reader.storage.exchange import exchange, rename_new


def answering(number: int) -> Callable[[], Callable[[bytes, bytes, int], int]]:
    return lambda: lambda source, target, flag: number


SYSTEMS = {
    "this system": None,
    "a system without such a rename": lambda: None,
    "a file system without such a rename": answering(errno.EINVAL),
    "a sandbox": answering(errno.EPERM),
}


@pytest.fixture(params=SYSTEMS)
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    system = SYSTEMS[request.param]
    if system is not None:
        monkeypatch.setattr(module, "_system_call", system)
    return tmp_path


def test_two_files_exchange_their_names(folder: Path) -> None:
    first, second = folder / "first.tmp", folder / "second"
    first.write_bytes(b"1")
    second.write_bytes(b"2")
    number = first.stat().st_ino
    exchange(first, second)
    assert (first.read_bytes(), second.read_bytes()) == (b"2", b"1")
    assert second.stat().st_ino == number
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("missing", ["first.tmp", "second"])
def test_nothing_is_exchanged_with_what_is_not_there(folder: Path, missing: str) -> None:
    for name in ("first.tmp", "second"):
        (folder / name).write_text(name)
    (folder / missing).unlink()
    with pytest.raises(FileNotFoundError):
        exchange(folder / "first.tmp", folder / "second")
    (left,) = folder.iterdir()
    assert left.read_text() == left.name


def test_a_new_name_replaces_nothing(folder: Path) -> None:
    source, target = folder / "source", folder / "target"
    source.write_bytes(b"new")
    rename_new(source, target)
    assert [entry.name for entry in folder.iterdir()] == ["target"]
    source.write_bytes(b"newer")
    with pytest.raises(FileExistsError):
        rename_new(source, target)
    assert (source.read_bytes(), target.read_bytes()) == (b"newer", b"new")


def test_where_files_cannot_be_linked_what_is_exchanged_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(module, "_system_call", lambda: None)
    monkeypatch.setattr(os, "link", refuse)
    first, second = tmp_path / "first.tmp", tmp_path / "second"
    first.write_bytes(b"1")
    second.write_bytes(b"2")
    exchange(first, second)
    assert (first.read_bytes(), second.read_bytes()) == (b"2", b"1")


def test_what_the_system_refuses_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_system_call", answering(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        exchange(tmp_path / "first", tmp_path / "second")
