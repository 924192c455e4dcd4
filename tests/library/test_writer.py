import threading
from typing import TYPE_CHECKING

import pytest

from reader.errors import NotSavedError, ReaderError, StorageError
from reader.library.writer import Call, Writer

if TYPE_CHECKING:
    from collections.abc import Callable


class Note:
    """A job that fails as often as told, and notes when it is written."""

    def __init__(self, name: str, log: list[str], failures: int = 0, file: str = "a") -> None:
        self.name, self.log, self.failures = name, log, failures
        self.files = frozenset({file})

    def write(self) -> None:
        if self.failures:
            self.failures -= 1
            raise NotSavedError(f"{self.name}: the disk is full.")
        self.log.append(self.name)


def _writer() -> tuple[Writer, list[tuple[str, int]]]:
    events: list[tuple[str, int]] = []
    return Writer(
        lambda unsaved: events.append(("saved", unsaved)),
        lambda error, unsaved: events.append((str(error), unsaved)),
    ), events


def test_jobs_are_written_in_order() -> None:
    writer, events = _writer()
    log: list[str] = []
    for number in range(50):
        writer.submit(Note(str(number), log))
    writer.flush()
    assert log == [str(number) for number in range(50)]
    assert writer.unsaved == 0
    assert events[-1] == ("saved", 0)
    writer.close()


def test_a_failed_job_is_kept_and_keeps_its_place_before_later_ones_to_the_same_file() -> None:
    writer, events = _writer()
    log: list[str] = []
    first = Note("first", log, failures=99)
    writer.submit(first)
    with pytest.raises(NotSavedError):
        writer.flush()
    assert ("first: the disk is full.", 1) in events
    assert "disk is full" in str(writer.failure)
    first.failures = 0
    writer.submit(Note("second", log))
    writer.submit(Note("elsewhere", log, file="b"))
    writer.flush()
    assert log.index("first") < log.index("second")
    assert writer.failure is None
    writer.close()


def test_a_failure_holds_up_only_what_shares_a_file_with_it() -> None:
    writer, _ = _writer()
    log: list[str] = []
    writer.submit(Note("stuck", log, failures=99))
    writer.submit(Note("behind it", log))
    writer.submit(Note("elsewhere", log, file="b"))
    with pytest.raises(NotSavedError, match="stuck"):
        writer.flush()
    assert log == ["elsewhere"]
    assert writer.unsaved == 2
    with pytest.raises(NotSavedError):
        writer.close()


def test_retry_writes_what_failed() -> None:
    writer, _ = _writer()
    log: list[str] = []
    late = Note("late", log, failures=99)
    writer.submit(late)
    with pytest.raises(NotSavedError):
        writer.flush()
    late.failures = 0
    writer.retry()
    writer.flush()
    assert log == ["late"]
    writer.close()


def test_closing_writes_what_was_put_off_and_only_its_last_version() -> None:
    writer, _ = _writer()
    log: list[str] = []
    writer.defer("position", Note("old", log), 60)
    writer.defer("position", Note("new", log), 60)
    writer.close()
    assert log == ["new"]


def test_what_was_put_off_is_written_before_what_is_newer_in_the_same_record() -> None:
    writer, _ = _writer()
    log: list[str] = []
    writer.defer("position", Note("put off", log, file="a"), 60)
    writer.defer("another", Note("of another record", log, file="b"), 60)
    assert len(writer.waiting()) == 2
    writer.submit(Note("newer", log, file="a"))
    writer.close()
    assert log == ["put off", "newer", "of another record"]


def test_what_was_put_off_is_written_after_its_rest() -> None:
    writer, _ = _writer()
    written = threading.Event()

    class Signal(Note):
        def write(self) -> None:
            written.set()

    writer.defer("position", Signal("position", []), 0.02)
    writer.retry()
    assert written.wait(5)
    writer.close()


def test_a_closed_writer_refuses_loudly() -> None:
    writer, _ = _writer()
    writer.close()
    with pytest.raises(StorageError):
        writer.submit(Note("too late", []))


def test_a_failure_nobody_foresaw_does_not_end_the_thread() -> None:
    writer, _ = _writer()
    log: list[str] = []

    class Broken(Note):
        def write(self) -> None:
            raise ZeroDivisionError

    writer.submit(Broken("broken", log, file="b"))
    with pytest.raises(ReaderError, match="ZeroDivisionError"):
        writer.flush()
    writer.submit(Note("fine", log))
    with pytest.raises(ReaderError):
        writer.flush()
    assert log == ["fine"]


def test_a_call_returns_its_result_or_raises_its_failure_and_is_not_kept() -> None:
    writer, _ = _writer()
    call = Call(lambda: 6 * 7)
    writer.submit(call)
    assert call.result() == 42

    def fail() -> None:
        raise NotSavedError("no")

    failing = Call(fail)
    writer.submit(failing)
    with pytest.raises(NotSavedError):
        failing.result()
    writer.flush()
    writer.close()


def test_jobs_that_come_while_others_are_written_keep_their_order() -> None:
    writer, _ = _writer()
    log: list[str] = []
    names = iter(range(4000))

    class Spawning(Note):
        def write(self) -> None:
            super().write()
            for _ in range(2):
                name = next(names, None)
                if name is not None:
                    writer.submit(Spawning(str(name), log))

    writer.submit(Spawning("first", log))
    while len(log) <= 4000:
        writer.flush(10)
    assert log == ["first", *map(str, range(4000))]
    writer.close()


def test_closing_again_neither_waits_nor_says_the_same_twice() -> None:
    writer, _ = _writer()
    writer.submit(Note("stuck", [], failures=99))
    with pytest.raises(NotSavedError, match="stuck"):
        writer.close(5)
    writer.close()
    assert writer.unsaved == 1
    with pytest.raises(NotSavedError, match="stuck"):
        writer.flush()


def test_who_waits_for_a_disk_that_hangs_is_told_when_the_writer_is_closed() -> None:
    writer, _ = _writer()
    answer = threading.Event()

    class Hanging(Note):
        def write(self) -> None:
            answer.wait(10)

    writer.submit(Hanging("hanging", []))
    told: list[str] = []

    def wait() -> None:
        try:
            writer.flush()
        except StorageError as error:
            told.append(str(error))

    waiting = threading.Thread(target=wait)
    waiting.start()
    with pytest.raises(StorageError, match="too long"):
        writer.close(0.05)
    waiting.join(5)
    answer.set()
    assert len(told) == 1


class Book:
    """Something of several portions, the first of which may fail once."""

    def __init__(self, name: str, log: list[str], portions: int, *, fails: bool = False) -> None:
        self.name, self.log, self.portions, self.fails = name, log, portions, fails
        self.before: Callable[[], object] = lambda: None

    @property
    def finished(self) -> bool:
        return not self.portions

    def write(self) -> None:
        self.before()
        if self.fails:
            raise NotSavedError(f"{self.name}: the disk is full.")
        if self.portions:
            self.portions -= 1
            self.log.append(self.name)


def test_what_a_person_does_is_written_between_two_portions_of_something_long() -> None:
    writer, events = _writer()
    log: list[str] = []
    long, next_one = Book("long", log, 3), Book("next", log, 2)
    long.before = lambda: writer.submit(Note("short", log)) if long.portions == 3 else None
    writer.submit_behind(long)
    writer.submit_behind(next_one)
    writer.flush()
    assert log == ["long", "short", "long", "long", "next", "next"]
    assert writer.unsaved == 0
    assert events[-1] == ("saved", 0)
    writer.close()


def test_something_long_that_fails_is_tried_again_and_holds_up_only_what_is_long() -> None:
    writer, _events = _writer()
    log: list[str] = []
    long = Book("long", log, 2, fails=True)
    writer.submit_behind(long)
    writer.submit_behind(Book("next", log, 1))
    writer.submit(Note("short", log))
    with pytest.raises(NotSavedError, match="long"):
        writer.flush()
    assert log == ["short"]
    assert writer.unsaved == 2
    assert "disk is full" in str(writer.failure)
    long.fails = False
    writer.retry()
    writer.flush()
    assert log == ["short", "long", "long", "next"]
    assert writer.failure is None
    writer.close()


def test_waiting_goes_on_for_as_long_as_something_becomes_durable() -> None:
    writer, _ = _writer()
    log: list[str] = []
    long = Book("long", log, 6)
    long.before = lambda: threading.Event().wait(0.3)
    writer.submit_behind(long)
    writer.flush(timeout=1.6)
    assert len(log) == 6
    writer.close()
