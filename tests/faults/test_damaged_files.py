"""Record files that something else has spoilt: noticed, kept, and never taken for a new record."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from reader.errors import NewerFileError, ReaderError, StorageError
from reader.storage.base import Change
from tests.faults.check import Ledger, Report
from tests.faults.plan import ARTICLES, note
from tests.faults.stores import ours

FILE, OTHER = ARTICLES[:2]
SAVED = [note("first", "as it is"), note("second", "naïve"), note("first", "elsewhere", OTHER)]

Told = Callable[[Report], Report]


class Library:
    """A library of two records, the first of which is spoilt time and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.report = Report()
        ours(folder).apply(SAVED)
        self.path = ours(folder).path(FILE)
        self.good = self.path.read_bytes()

    def spoil(self, content: bytes, what: str) -> None:
        """Put other bytes into the file, use the library, and put the good ones back."""
        self.path.write_bytes(content)
        problems = [*self._after_reading(), *self._after_saving(content)]
        for left in self.path.parent.iterdir():
            left.unlink()
        self.path.write_bytes(self.good)
        problems += _expecting(SAVED).problems(ours(self.folder))
        self.report.count(f"{what}: {problem}" for problem in problems)

    def _after_reading(self) -> Iterable[str]:
        store = ours(self.folder)
        try:
            store.read(FILE)
        except ReaderError as error:
            if str(self.path) not in str(error):
                yield f"{error!r} does not name the file"
        else:
            yield from _expecting(SAVED).problems(store)

    def _after_saving(self, content: bytes) -> Iterable[str]:
        """Save twice: what had been there comes back with the first, or stays away."""
        for number in range(2):
            change = note("new", f"{number}")
            try:
                ours(self.folder).apply([change])
            except StorageError:
                self.report.refused += 1
            else:
                self.report.acknowledged += 1
                yield from _expecting([*SAVED, change]).problems(ours(self.folder))
        if content not in {each.read_bytes() for each in self.path.parent.iterdir()}:
            yield "the bytes that could not be read are gone"
        yield from _expecting(SAVED[2:]).problems(ours(self.folder))


def _expecting(changes: Sequence[Change]) -> Ledger:
    ledger = Ledger(shared=True)
    ledger.expect(changes)
    return ledger


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def test_a_record_cut_off_at_any_byte_is_noticed_and_kept(library: Library, told: Told) -> None:
    # Without its last character, the newline, it is whole.
    for length in range(len(library.good) - 1):
        library.spoil(library.good[:length], f"{length} bytes")
    told(library.report)
    assert not library.report.problems, library.report.details()
    assert library.report.survived == len(library.good) - 1


def _changed(before: bytes, after: bytes) -> Callable[[bytes], bytes]:
    def change(good: bytes) -> bytes:
        assert before in good
        return good.replace(before, after, 1)

    return change


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda good: b"",
    "blank": lambda good: b" \n" * 40,
    "zeros": lambda good: bytes(len(good)),
    "garbage": lambda good: bytes(reversed(range(256))) * 3,
    "doubled": lambda good: good * 2,
    "overwritten by a shorter one": lambda good: good[:-40] + good[-60:],
    "a letter": lambda good: b"Dear Sir or Madam, this is no record.\n",
    "a list": lambda good: b"[]",
    "a number": lambda good: b"1",
    "nothing": lambda good: b"null",
    "no tables": lambda good: b"{}",
    "UTF-16": lambda good: good.decode().encode("utf-16"),
    "not UTF-8": _changed("ï".encode(), b"\xef"),
    "not a number": _changed(b'"as it is"', b"NaN"),
    "an infinite number": _changed(b'"as it is"', b"-Infinity"),
    "a note that is a number": _changed(b'"as it is"', b"7"),
    "a note that is a list": _changed(b'"as it is"', b"[1]"),
    "a document that is text": _changed(b'"annotations": {', b'"annotations": {"third": "text",'),
    "a table that is a list": _changed(b'"meta": {', b'"article": [], "meta": {'),
    "an id that is another": _changed(b'"id": "first"', b'"id": "other"'),
    "a version that is text": _changed(b'"version": 1', b'"version": "1"'),
    "version zero": _changed(b'"version": 1', b'"version": 0'),
    "a conflict of git": lambda good: b"<<<<<<< ours\n" + good + b"=======\n" + good + b">>>>>>>\n",
}


def test_a_record_that_is_none_is_noticed_and_kept(library: Library, told: Told) -> None:
    for what, how in SPOILT.items():
        refused = library.report.refused
        library.spoil(how(library.good), what)
        assert library.report.refused > refused, what
    told(library.report)
    assert not library.report.problems, library.report.details()


def test_a_record_of_a_newer_version_is_read_and_left_as_it_is(library: Library) -> None:
    newer = _changed(b'"version": 1', b'"version": 99')(library.good)
    library.path.write_bytes(newer)
    assert ours(library.folder).read(FILE)["annotations"]["first"]["note"] == "as it is"
    with pytest.raises(NewerFileError, match="newer version"):
        ours(library.folder).apply([note("first", "changed")])
    assert library.path.read_bytes() == newer
    assert [each.name for each in library.path.parent.iterdir()] == [library.path.name]
