"""What had been acknowledged, against what is on disk."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reader.errors import ReaderError
from reader.storage.base import Change, Tables
from reader.storage.merge import field_value
from tests.faults.plan import Batch, Plan
from tests.faults.stores import Store

Key = tuple[str, str, str, str]
_SHOWN = 12


class Message(NamedTuple):
    """What a child said.

    Attributes:
        word: `will` save, `did`, `refused` it, is `unsure`, or `broke` in a way nobody foresaw.
        number: The place of the batch in its plan.
        files: The files of the batch that are saved although the rest was not.
        why: The error.
    """

    word: str
    number: int
    files: tuple[str, ...] = ()
    why: str = ""


@dataclass
class Report:
    """What a trial came to.

    Attributes:
        tried: How many faults there were.
        survived: After how many of them everything was as it had to be.
        acknowledged: How many saves were acknowledged.
        refused: How many were refused, and said to be.
        problems: What was lost, harmed, there twice, or wrongly said to be refused.
    """

    tried: int = 0
    survived: int = 0
    acknowledged: int = 0
    refused: int = 0
    problems: list[str] = field(default_factory=list)

    def count(self, problems: Iterable[str]) -> None:
        """Count one fault, and what was wrong after it."""
        found = list(problems)
        self.tried += 1
        self.survived += not found
        self.problems += found

    def take(self, ledger: "Ledger") -> None:
        """Count what was said in a library that will not be used again."""
        self.acknowledged += ledger.acknowledged
        self.refused += ledger.refused

    def __str__(self) -> str:
        return (
            f"tried {self.tried}, survived {self.survived}, acknowledged {self.acknowledged}, "
            f"refused {self.refused}, lost {len(self.problems)}"
        )

    def details(self) -> str:
        """Return the counts and the first problems."""
        return "\n".join([str(self), *self.problems[:_SHOWN]])


class Ledger:
    """What must be on disk, and what may be.

    What was refused must not be there: the field is what it was, or absent. A save that was begun
    and not answered may be there or not, until the next to the same field.

    Args:
        cut: Whether the power goes: then what a store was unsure of need not be there.
        ghosts: Whether what was refused may come back whole, out of a leftover file that could
            not be removed either.
        shared: Whether somebody else may save there too.
    """

    def __init__(self, *, cut: bool = False, ghosts: bool = False, shared: bool = False) -> None:
        self._cut = cut
        self._ghosts = ghosts
        self._shared = shared
        self._expected: dict[Key, Any] = {}
        self._possible: dict[Key, list[Any]] = {}
        self._broken: list[str] = []
        self.acknowledged = 0
        self.refused = 0

    def take(self, plan: Plan, messages: Iterable[Message]) -> None:
        """Take down what a child said about its plan; nothing more will come from it."""
        begun: Batch = ()
        for message in messages:
            batch = plan[message.number]
            if message.word == "will":
                begun = batch
                continue
            begun = ()
            self._take_answer(message, batch)
        self._allow(begun)

    def late(self, plan: Plan, messages: Iterable[Message]) -> None:
        """Take down what a child said after the power had gone: it may be so."""
        for message in messages:
            self._allow(plan[message.number])

    def expect(self, changes: Iterable[Change]) -> None:
        """Take down what is saved."""
        for change in changes:
            self._expected[key_of(change)] = change.value
            self._possible.pop(key_of(change), None)

    def _take_answer(self, message: Message, batch: Batch) -> None:
        saved = [change for change in batch if change.file in message.files]
        if message.word == "did":
            self.acknowledged += 1
            saved = list(batch)
        elif message.word == "refused":
            self.refused += 1
            if self._ghosts:
                self._allow(batch)
            else:
                for change in batch:
                    self._expected.setdefault(key_of(change), None)
        elif message.word == "unsure":
            # The last file was written, but the disk did not confirm it.
            unsure = [change for change in saved if change.file == message.files[-1]]
            if self._cut:
                saved = [change for change in saved if change not in unsure]
                self._allow(unsure)
        else:
            self._broken.append(f"batch {message.number} broke: {message.why}")
            self._allow(batch)
        self.expect(saved)

    def _allow(self, changes: Iterable[Change]) -> None:
        for change in changes:
            self._possible.setdefault(key_of(change), []).append(change.value)

    def problems(self, store: Store) -> list[str]:
        """Return what is missing, wrong, or there twice, or was never asked for."""
        problems, self._broken = self._broken, []
        for file in sorted({key[0] for key in (*self._expected, *self._possible)}):
            if not store.path(file).exists() and not self._documents(file):
                continue
            try:
                tables = store.read(file)
                text = store.path(file).read_text(encoding="utf-8")
            except (ReaderError, OSError, ValueError) as error:
                problems.append(f"{file} cannot be read: {error!r}")
                continue
            problems += self._wrong_values(file, tables)
            problems += self._wrong_documents(file, tables, text)
        return problems

    def _wrong_values(self, file: str, tables: Tables) -> Iterable[str]:
        for key, value in self._expected.items():
            if key[0] == file:
                found = field_value(tables.get(key[1], {}).get(key[2], {}), key[3])
                if found != value and found not in self._possible.get(key, ()):
                    yield f"{'/'.join(key)} is {found!r}, not {value!r}"

    def _wrong_documents(self, file: str, tables: Tables, text: str) -> Iterable[str]:
        expected = self._documents(file)
        possible = {key[2] for key in self._possible if key[:2] == (file, "annotations")}
        for document in expected:
            count = text.count(f'"id": "{document}"')
            if count != 1:
                yield f"{file} has {document} {count} times"
        strangers = set(tables.get("annotations", ())) - expected - possible
        for document in () if self._shared else strangers:
            yield f"{file} has {document}, which nobody saved"

    def _documents(self, file: str) -> set[str]:
        """Return the ids of the documents that must be in a file."""
        return {
            key[2] for key, value in self._expected.items() if key[0] == file and value is not None
        }


def key_of(change: Change) -> Key:
    """Return what a change is a change of."""
    return change.file, change.table, change.document, change.field
