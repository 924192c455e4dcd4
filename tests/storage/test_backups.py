import errno
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.storage import backups
from reader.storage.backups import Backups, Version
from reader.storage.base import LIBRARY

MINUTE = 60_000
DAY = 24 * 60 * MINUTE
NOW = 1_790_000_000_000
FILE = "articles/mill-abc123"


def record(number: int) -> bytes:
    state = b'{"s": {"id": "s", "position": %d}}' % number
    return b'{"meta": {"schema": {"version": 1}}, "state": %b}' % state


@pytest.fixture
def live(tmp_path: Path) -> Path:
    path = tmp_path / "library" / FILE / "record.json"
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "state" / "backups")


def write(path: Path, content: bytes, milliseconds: int) -> None:
    """Replace a file as a save does: by another one."""
    new = path.with_name("new")
    new.write_bytes(content)
    os.utime(new, ns=(milliseconds * 1_000_000, milliseconds * 1_000_000))
    new.replace(path)


def save(store: Backups, path: Path, content: bytes, milliseconds: int) -> None:
    store.keep(FILE, path)
    write(path, content, milliseconds)


def contents(versions: list[Version]) -> list[bytes]:
    return [version.path.read_bytes() for version in versions]


def test_what_a_save_replaces_is_kept_under_the_time_it_was_written(
    kept: Backups, live: Path
) -> None:
    write(live, b"first", NOW)
    save(kept, live, b"second", NOW + 20 * MINUTE)
    [version] = kept.versions(FILE)
    assert version.path.read_bytes() == b"first"
    assert (version.time, version.size) == ("2026-09-21T14:13:20.000Z", 5)
    assert version.path.name == "2026-09-21T14-13-20.000Z.json"
    assert version.milliseconds == NOW


def test_a_version_is_the_former_file_itself_and_takes_no_room_of_its_own(
    kept: Backups, live: Path
) -> None:
    write(live, b"first", NOW)
    number = live.stat().st_ino
    save(kept, live, b"second", NOW + 1)
    [version] = kept.versions(FILE)
    assert version.path.stat().st_ino == number
    assert version.path.stat().st_nlink == 1


def test_many_saves_within_ten_minutes_leave_one_version(kept: Backups, live: Path) -> None:
    write(live, b"0", NOW)
    for number in range(1, 60):
        save(kept, live, b"%d" % number, NOW + number * MINUTE // 2)
    assert contents(kept.versions(FILE)) == [b"0", b"20", b"40"]


def test_another_run_goes_on_where_the_last_one_stopped(kept: Backups, live: Path) -> None:
    write(live, b"first", NOW)
    save(kept, live, b"second", NOW + MINUTE)
    again = Backups(kept._folder)
    save(again, live, b"third", NOW + 2 * MINUTE)
    assert contents(again.versions(FILE)) == [b"first"]


def test_a_clock_set_back_does_not_make_every_save_a_version(kept: Backups, live: Path) -> None:
    write(live, b"before", NOW)
    for number in range(10):
        save(kept, live, b"%d" % number, NOW - 2 * DAY + number)
    assert contents(kept.versions(FILE)) == [b"0", b"before"]


def test_a_record_that_is_not_there_yet_is_no_failure(kept: Backups, live: Path) -> None:
    kept.keep(FILE, live)
    assert kept.versions(FILE) == []


@pytest.mark.parametrize("failure", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS])
def test_a_disk_that_refuses_stops_no_save(
    kept: Backups, live: Path, monkeypatch: pytest.MonkeyPatch, failure: int
) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise OSError(failure, "refused")

    write(live, b"first", NOW)
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(shutil, "copyfile", refuse)
    kept.keep(FILE, live)
    assert kept.versions(FILE) == []
    monkeypatch.undo()
    kept.keep(FILE, live)
    assert contents(kept.versions(FILE)) == [b"first"]


def test_a_file_from_no_year_there_is_stops_no_save(kept: Backups, live: Path) -> None:
    write(live, b"first", NOW)
    os.utime(live, (300_000_000_000, 300_000_000_000))
    kept.keep(FILE, live)
    kept.keep_before_restore(FILE, live)


def test_on_another_disk_the_former_record_is_copied(
    kept: Backups, live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other_disk(*arguments: object, **options: object) -> None:
        raise OSError(errno.EXDEV, "another file system")

    monkeypatch.setattr(os, "link", other_disk)
    write(live, b"first", NOW)
    save(kept, live, b"second", NOW + MINUTE)
    assert contents(kept.versions(FILE)) == [b"first"]


def test_a_record_behind_a_link_is_kept_itself(kept: Backups, live: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    write(elsewhere, b"first", NOW)
    live.symlink_to(elsewhere)
    kept.keep(FILE, live)
    [version] = kept.versions(FILE)
    assert not version.path.is_symlink()
    assert version.path.read_bytes() == b"first"


def test_the_newest_good_version_is_the_newest_that_can_be_read(kept: Backups, live: Path) -> None:
    newer = record(3).replace(b'"version": 1', b'"version": 99')
    write(live, record(1), NOW)
    for number, content in enumerate([record(2), b'{"meta": {', newer, b""], 1):
        save(kept, live, content, NOW + number * 20 * MINUTE)
    kept.keep(FILE, live)
    assert len(kept.versions(FILE)) == 5
    assert kept.newest_good(FILE) == ("2026-09-21T14:33:20.000Z", record(2))
    assert kept.newest_good("articles/other-000000") is None


def test_before_a_restore_the_record_is_kept_however_young_it_is(kept: Backups, live: Path) -> None:
    write(live, b"first", NOW)
    save(kept, live, b"second", NOW + MINUTE)
    kept.keep_before_restore(FILE, live)
    versions = kept.versions(FILE)
    assert [version.before_restore for version in versions] == [False, True]
    assert contents(versions) == [b"first", b"second"]


def test_versions_are_thinned_out_by_their_age(kept: Backups, live: Path, tmp_path: Path) -> None:
    every = Backups(tmp_path / "state" / "backups", spacing=0)
    times = [
        NOW - 3 * 366 * DAY,
        NOW - 2 * 366 * DAY,
        *(NOW - age * DAY // 2 for age in range(4, 800)),
        *(NOW - minutes * MINUTE for minutes in range(0, 23 * 60, 6)),
    ]
    for moment in sorted(times):
        write(live, b"%d" % moment, moment)
        every.keep(FILE, live)
    every.prune(NOW)
    ages = [NOW - version.milliseconds for version in every.versions(FILE)]
    assert min(ages) == 0
    assert max(ages) <= 366 * DAY
    of_day = [age for age in ages if age < DAY]
    of_month = [age for age in ages if DAY <= age < 31 * DAY]
    of_year = [age for age in ages if age >= 31 * DAY]
    assert 23 * 6 <= len(of_day) <= 23 * 6 + 1
    assert 29 <= len(of_month) <= 31
    assert 11 <= len(of_year) <= 13


def test_thinning_out_again_changes_nothing(kept: Backups, live: Path) -> None:
    for moment in range(NOW - 90 * DAY, NOW, DAY // 3):
        write(live, b"%d" % moment, moment)
        kept.keep(FILE, live)
    kept.prune(NOW)
    once = kept.versions(FILE)
    kept.prune(NOW)
    assert kept.versions(FILE) == once
    assert len(once) < 40


def test_the_newest_version_stays_however_old_it_is(kept: Backups, live: Path) -> None:
    for years in (5, 4, 3):
        write(live, b"%d" % years, NOW - years * 366 * DAY)
        kept.keep(FILE, live)
    kept.prune(NOW)
    assert contents(kept.versions(FILE)) == [b"3"]


def test_what_a_restore_replaced_stays_for_a_month(kept: Backups, live: Path) -> None:
    write(live, b"restored over", NOW)
    kept.keep_before_restore(FILE, live)
    write(live, b"later", NOW + MINUTE)
    kept.keep(FILE, live)
    kept.prune(NOW + 30 * DAY)
    assert contents(kept.versions(FILE)) == [b"restored over", b"later"]
    kept.prune(NOW + 32 * DAY)
    assert contents(kept.versions(FILE)) == [b"later"]


@pytest.fixture
def complete(kept: Backups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    library = tmp_path / "library"
    monkeypatch.setattr(time, "time_ns", lambda: (NOW + DAY // 2) * 1_000_000)

    def path_of(file: str) -> Path:
        if file == LIBRARY:
            return library / "library.json"
        return library / file / "record.json" if "articles" in file else library / f"{file}.json"

    return lambda: kept.complete(library, path_of)


def test_in_the_end_what_stands_is_kept_with_its_texts_and_sources(
    kept: Backups, live: Path, complete: Callable[[], None], tmp_path: Path
) -> None:
    for name in ("texts/0123456789ab.json", "sources/0123456789ab.html", "sources/.hidden.tmp"):
        body = live.parent / name
        body.parent.mkdir(exist_ok=True)
        body.write_bytes(name.encode())
    (tmp_path / "library" / "claims").mkdir()
    for path in (live, tmp_path / "library/library.json", tmp_path / "library/claims/c-1.json"):
        write(path, record(1), NOW)
    complete()
    assert kept.files() == [FILE, "claims/c-1", LIBRARY]
    assert contents(kept.versions(FILE)) == [record(1)]
    bodies = [(folder, name, path.read_bytes()) for folder, name, path in kept.bodies(FILE)]
    assert bodies == [
        ("sources", "0123456789ab.html", b"sources/0123456789ab.html"),
        ("texts", "0123456789ab.json", b"texts/0123456789ab.json"),
    ]


def test_what_stands_is_kept_apart_from_the_file_a_person_may_write_into(
    kept: Backups, live: Path, complete: Callable[[], None]
) -> None:
    write(live, record(1), NOW)
    complete()
    live.write_bytes(b"ruined in its place")
    assert contents(kept.versions(FILE)) == [record(1)]


def test_what_was_saved_last_is_kept_when_the_program_ends(
    kept: Backups, live: Path, complete: Callable[[], None]
) -> None:
    write(live, record(1), NOW - 2 * DAY)
    for number in (2, 3, 4):
        save(kept, live, record(number), NOW + number)
    complete()
    assert contents(kept.versions(FILE)) == [record(1), record(4)]


def test_many_short_runs_leave_one_version_in_ten_minutes(
    kept: Backups, live: Path, complete: Callable[[], None]
) -> None:
    start = NOW - NOW % backups.SPACING
    write(live, record(0), start)
    for number in range(1, 20):
        save(kept, live, record(number), start + number * MINUTE // 2)
        complete()
    assert contents(kept.versions(FILE)) == [record(19)]


def test_a_text_that_came_later_is_kept_when_its_record_was_saved(
    kept: Backups, live: Path, complete: Callable[[], None]
) -> None:
    (live.parent / "texts").mkdir()
    write(live, record(1), NOW)
    complete()
    (live.parent / "texts" / "0123456789ab.json").write_bytes(b"text")
    complete()
    assert list(kept.bodies(FILE)) == []
    save(kept, live, record(2), NOW + MINUTE)
    complete()
    assert [name for _, name, _ in kept.bodies(FILE)] == ["0123456789ab.json"]


def test_in_the_background_all_is_taken_in_and_thinned_out_until_it_is_not_wanted(
    kept: Backups, live: Path, tmp_path: Path, complete: Callable[[], None]
) -> None:
    def path_of(file: str) -> Path:
        return tmp_path / "library" / file / "record.json"

    for age in range(90, 1, -1):
        write(live, b"%d" % age, NOW - age * DAY // 2)
        kept.keep(FILE, live)
    other = path_of("articles/forge-abc123")
    other.parent.mkdir()
    write(other, record(1), NOW)
    again = Backups(tmp_path / "state" / "backups")
    again.tend(tmp_path / "library", path_of, lambda: False)
    assert (again.files(), len(again.versions(FILE))) == ([FILE], 89)
    again.tend(tmp_path / "library", path_of, lambda: True)
    assert again.files() == ["articles/forge-abc123", FILE]
    assert len(again.versions(FILE)) < 40


def test_texts_and_sources_are_not_copied_onto_a_disk_that_is_nearly_full(
    kept: Backups,
    live: Path,
    complete: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def other_disk(*arguments: object, **options: object) -> None:
        raise OSError(errno.EXDEV, "another file system")

    monkeypatch.setattr(os, "link", other_disk)
    (live.parent / "sources").mkdir()
    (live.parent / "sources" / "0123456789ab.html").write_bytes(b"source")
    write(live, record(1), NOW)
    monkeypatch.setattr(backups, "_FREE", 0.5)
    complete()
    assert contents(kept.versions(FILE)) == [record(1)]
    assert list(kept.bodies(FILE)) == []
    monkeypatch.setattr(backups, "_FREE", 1_000_000_000)
    save(kept, live, record(2), NOW + MINUTE)
    complete()
    assert [name for _, name, _ in kept.bodies(FILE)] == ["0123456789ab.html"]
