"""The index file is derived: it may be missing, damaged, foreign or impossible at any time."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.index.database import Database, IndexLost
from reader.index.lists import SortOrder
from reader.index.schema import VERSION
from tests.index.conftest import Shelves


def fill(shelves: Shelves) -> None:
    shelves.write("a", title="Mill")
    shelves.write("b", title="Ferry")
    shelves.reconciler.run()


def assert_it_works(shelves: Shelves, *, file: bool = True) -> None:
    shelves.reconciler.run(check=True)
    assert shelves.lists.all() == shelves.truth()
    assert shelves.file.is_file() is file


def test_what_was_read_is_there_at_the_next_start(shelves: Shelves) -> None:
    fill(shelves)
    shelves.reopen()
    shelves.read_again.clear()
    assert len(shelves.lists.all()) == 2
    shelves.reconciler.run()
    assert shelves.read_again == []


def test_a_reader_sees_what_is_written_meanwhile_and_does_not_wait(shelves: Shelves) -> None:
    fill(shelves)
    with shelves.database.writing() as connection:
        connection.execute("DELETE FROM files WHERE path = 'articles/a'")
        assert len(shelves.lists.arrange(SortOrder.ADDED)) == 2
    assert len(shelves.lists.arrange(SortOrder.ADDED)) == 1


@pytest.mark.parametrize("made_anew", [True, False])
def test_the_first_search_finds_nothing_in_an_index_that_others_made_or_removed_meanwhile(
    shelves: Shelves, *, made_anew: bool
) -> None:
    fill(shelves)
    other = Database(shelves.file)
    other.discard()
    if made_anew:
        with other.writing():
            pass
    with pytest.raises(IndexLost), shelves.database.searching():
        pass
    assert shelves.file.exists() is made_anew
    assert_it_works(shelves)
    with shelves.database.searching() as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (2,)
    other.close()


def test_what_fails_half_way_is_not_written(shelves: Shelves) -> None:
    fill(shelves)

    def fail_half_way() -> None:
        with shelves.database.writing() as connection:
            connection.execute("DELETE FROM files")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert len(shelves.lists.arrange(SortOrder.ADDED)) == 2


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _no_database(file: Path) -> None:
    file.write_bytes(b"This is a letter, and no database at all. " * 200)


def _cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def _spoilt(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


def _of_another_version(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()


def _of_another_program(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE articles (id, bread)")
    connection.close()


def _without_a_table(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE articles")
    connection.close()


def _without_an_entry(file: Path) -> None:
    """Make an index of SQLite's own disagree with its table."""
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'by_added'")
    connection.close()


def _old_journal(file: Path) -> None:
    file.with_name(file.name + "-wal").write_bytes(b"\x37\x7f\x06\x82" + b"\x01" * 9000)


@pytest.mark.parametrize(
    "spoil",
    [
        Path.unlink,
        _empty,
        _no_database,
        _cut_off,
        _spoilt,
        _of_another_version,
        _of_another_program,
        _without_a_table,
        _without_an_entry,
        _old_journal,
    ],
)
def test_on_any_doubt_the_index_is_made_anew(
    shelves: Shelves, spoil: Callable[[Path], object]
) -> None:
    fill(shelves)
    shelves.database.close()
    spoil(shelves.file)
    shelves.open()
    assert_it_works(shelves)
    shelves.reopen()
    shelves.read_again.clear()
    shelves.reconciler.run(check=True)
    assert shelves.read_again == []


def test_what_only_a_reader_can_find_out_is_doubt_too(shelves: Shelves) -> None:
    fill(shelves)
    shelves.database.close()
    with sqlite3.connect(shelves.file) as connection:
        connection.execute("UPDATE articles SET title = CAST(x'ff' AS TEXT)")
    connection.close()
    shelves.open()
    with pytest.raises(IndexLost):
        shelves.lists.all()
    assert_it_works(shelves)


def test_a_file_that_is_spoilt_while_it_is_open_is_left_for_a_new_one(shelves: Shelves) -> None:
    fill(shelves)
    shelves.reopen()
    shelves.file.write_bytes(b"\xff" * shelves.file.stat().st_size)
    with pytest.raises(IndexLost):
        shelves.database.check()
    assert shelves.database.generation == 1
    assert_it_works(shelves)


def test_the_whole_file_is_looked_through_once_a_week(shelves: Shelves) -> None:
    fill(shelves)
    shelves.database.check_weekly()
    (stamp,) = shelves.file.parent.glob("*-checked")
    shelves.reopen()
    with sqlite3.connect(shelves.file) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'tagged_by_tag'")
    connection.close()
    shelves.database.check_weekly()
    assert shelves.database.generation == 0
    eight_days_ago = stamp.stat().st_mtime - 8 * 24 * 3600
    os.utime(stamp, (eight_days_ago, eight_days_ago))
    with pytest.raises(IndexLost):
        shelves.database.check_weekly()
    assert not stamp.exists()
    assert_it_works(shelves)


def test_a_second_loss_is_not_tried_again_on_the_disk(shelves: Shelves) -> None:
    fill(shelves)
    for _ in range(2):
        with pytest.raises(IndexLost), shelves.database.reading():
            raise sqlite3.DatabaseError("malformed")
        assert_it_works(shelves, file=shelves.database.generation == 1)


def test_without_a_folder_to_be_in_the_index_is_in_memory(shelves: Shelves) -> None:
    shelves.file.parent.parent.joinpath("cache").write_text("a file, where the folder should be")
    assert_it_works_after_a_try(shelves)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_in_a_folder_that_cannot_be_written_the_index_is_in_memory(shelves: Shelves) -> None:
    shelves.file.parent.mkdir()
    shelves.file.parent.chmod(0o500)
    assert_it_works_after_a_try(shelves)


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL]
)
def test_a_disk_that_refuses_keeps_the_file_and_leaves_us_memory(
    shelves: Shelves, code: int
) -> None:
    fill(shelves)
    error = sqlite3.OperationalError("refused")
    error.sqlite_errorcode = code
    with pytest.raises(IndexLost), shelves.database.reading():
        raise error
    before = shelves.file.read_bytes()
    assert_it_works(shelves)
    assert shelves.file.read_bytes() == before


def assert_it_works_after_a_try(shelves: Shelves) -> None:
    with pytest.raises(IndexLost):
        shelves.lists.all()
    assert_it_works(shelves, file=False)


def test_an_index_in_memory_is_read_and_written(shelves: Shelves) -> None:
    shelves.database = Database(None)
    with shelves.database.writing() as connection:
        connection.execute("INSERT INTO files (path, mtime_ns, size, inode) VALUES ('x', 0, 0, 0)")
    with shelves.database.reading() as connection:
        assert connection.execute("SELECT path FROM files").fetchall() == [("x",)]


WRITING = """
import sys
from pathlib import Path
from reader.index.database import Database
database = Database(Path(sys.argv[1]))
for number in range(1_000_000):
    with database.writing() as connection:
        connection.execute("UPDATE articles SET title = ?", (f"half {number}",))
        connection.execute("UPDATE articles SET title = 'Mill' WHERE id = 'a'")
        connection.execute("UPDATE articles SET title = 'Ferry' WHERE id = 'b'")
    print(number, flush=True)
"""


def test_a_program_killed_while_it_writes_leaves_an_index_to_go_on_with(shelves: Shelves) -> None:
    fill(shelves)
    for wait in range(5):
        shelves.database.close()
        command = [sys.executable, "-c", WRITING, str(shelves.file)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writing:
            assert writing.stdout is not None
            for _ in range(1 + 40 * wait):
                writing.stdout.readline()
            writing.kill()
        shelves.open()
        shelves.read_again.clear()
        shelves.reconciler.run(check=True)
        assert shelves.read_again == []
        assert shelves.lists.all() == shelves.truth()


FILLING = """
import sys
from pathlib import Path
from tests.index.conftest import Shelves
shelves = Shelves(Path(sys.argv[1]))
for _ in range(10):
    shelves.read_again.clear()
    shelves.write(f"{sys.argv[2]}", title=f"{sys.argv[2]}")
    assert {row.id for row in shelves.rows()} >= {sys.argv[2]}
assert shelves.database.generation == 0
shelves.database.close()
"""


def test_several_programs_fill_one_index(shelves: Shelves) -> None:
    folder = shelves.folder.parent
    for number in range(100):
        shelves.write(f"{number:03}", title="Mill")
    running = [
        subprocess.Popen([sys.executable, "-c", FILLING, str(folder), name]) for name in "abc"
    ]
    assert [program.wait(timeout=60) for program in running] == [0, 0, 0]
    assert shelves.rows() == shelves.truth()
    assert len(shelves.lists.arrange(SortOrder.ADDED)) == 103
