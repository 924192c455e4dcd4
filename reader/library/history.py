"""Every change goes through here: at once in memory, behind on disk, and back again by undo."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import NewerFileError, ReadOnlyError
from reader.library.events import Advanced, Changed, Listeners, Skipped, Told
from reader.library.jobs import ChangeJob, RevertJob, WriteJob
from reader.library.working_copy import Key, WorkingCopy, key_of
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.sweep import Alter, Sweep, Swept
    from reader.library.writer import Writer
    from reader.storage.base import Applied, Change, Records

_ARTICLES = "articles/"
_REST = 1.0


class Undone(NamedTuple):
    """What an undo or a redo did.

    Attributes:
        label: The step, as it was named when it was done.
        article: The article to go to, or None.
        annotation: The annotation to go to, or None.
        skipped: Whether a field had been changed elsewhere since and was left as it is.
    """

    label: str
    article: str | None
    annotation: str | None
    skipped: bool


class _Step:
    def __init__(self, label: str, article: str | None, annotation: str | None) -> None:
        self.label = label
        self.article = article
        self.annotation = annotation
        self.mine: list[Applied] = []
        self.sweep: Sweep | None = None


class _Done(NamedTuple):
    step: _Step
    job: WriteJob
    sweep: "Sweep | None"


class History:
    """The steps that can be undone and done again, across all articles of the library."""

    def __init__(
        self,
        records: "Records",
        copy: WorkingCopy,
        writer: "Writer",
        listeners: Listeners,
        *,
        read_only: Callable[[], bool],
    ) -> None:
        """Start with nothing to undo.

        Args:
            records: The store that the writer's jobs go to.
            copy: The records in memory.
            writer: The thread that makes changes durable.
            listeners: Who is told of changes.
            read_only: Tells whether the library cannot be written.
        """
        self._records = records
        self._copy = copy
        self._writer = writer
        self._listeners = listeners
        self._read_only = read_only
        self._open: _Step | None = None
        self._undo: list[_Done] = []
        self._redo: list[_Done] = []
        self._sweeps: list[Sweep] = []

    @contextmanager
    def step(
        self, label: str, article: str | None = None, annotation: str | None = None
    ) -> Iterator[None]:
        """Make what is changed inside one step; in a step already, that one goes on.

        What was changed is taken back when the block raises.

        Args:
            label: What the step does, such as `tag #syria`.
            article: The id of the article to go to when it is undone.
            annotation: The id of the annotation to go to.

        Raises:
            ReadOnlyError: the library cannot be written.
        """
        self.require_writable()
        if self._open is not None:
            self._open.article = self._open.article or article
            self._open.annotation = self._open.annotation or annotation
            yield
            return
        self._open = step = _Step(clean_line(label), article, annotation)
        try:
            yield
        except BaseException:
            self._copy.revert(_combined(step.mine))
            self._tell(step.mine)
            raise
        finally:
            self._open = None
        self._finish(step)

    def change(self, changes: Iterable["Change"]) -> None:
        """Make changes as a part of the open step, or as a step without a name.

        Raises:
            ReadOnlyError: the library cannot be written.
            NewerFileError: a newer program wrote one of the records.
            StorageError: a record cannot be read.
        """
        if self._open is None:
            with self.step(""):
                self.change(changes)
            return
        changes = list(changes)
        for file in {change.file for change in changes}:
            if self._copy.is_newer(file):
                raise NewerFileError(
                    f"A newer version of claim-reader wrote {file.removeprefix(_ARTICLES)}, "
                    "so it can only be read; install that version to change it."
                )
        self._open.mine.extend(self._copy.apply(changes))

    def sweep(self, files: "Sequence[str]", alter: "Alter") -> None:
        """Change records that are not in memory as a part of the open step, behind all else.

        A step has one sweep at most. Until it is done, undo breaks it off and takes back what it
        wrote; such a step cannot be done again.

        Args:
            files: The records.
            alter: Returns the changes to make in a record, given its name and its tables.
        """
        from reader.library.sweep import Sweeping

        step = self._open
        if step is None or step.sweep is not None:
            raise ValueError("a sweep is a part of a step, and the only one in it")
        if files:
            step.sweep = Sweeping(
                self._records, self._copy, step.label, self._advanced, files, alter
            )

    @property
    def sweeping(self) -> "Swept | None":
        """How far the change of many records has come that is being written, if one is."""
        self._sweeps = [sweep for sweep in self._sweeps if not sweep.finished]
        return self._sweeps[0].state if self._sweeps else None

    def leave_off(self) -> None:
        """Write no more of a change of many records than the portion that is being written."""
        for sweep in self._sweeps:
            sweep.stop()

    def change_behind(self, key: str, changes: Sequence["Change"]) -> None:
        """Make changes that are no step; written after a second without another under `key`.

        Where they cannot be written they hold for this run only.
        """
        mine = self._copy.apply(changes)
        if not mine:
            return
        newer = any(self._copy.is_newer(change.file) for change in changes)
        if not self._read_only() and not newer:
            job = ChangeJob(self._records, self._copy, mine, changes)
            self._writer.defer(key, job, _REST)
        self._tell(mine)

    def undo(self) -> Undone | None:
        """Take back the last step; None if there is none.

        Raises:
            ReadOnlyError: the library cannot be written.
        """
        return self._move(self._undo, self._redo)

    def redo(self) -> Undone | None:
        """Do the step undone last again; None if there is none.

        Raises:
            ReadOnlyError: the library cannot be written.
        """
        return self._move(self._redo, self._undo)

    def require_writable(self) -> None:
        """Raise ReadOnlyError if the library cannot be written."""
        if self._read_only():
            raise ReadOnlyError("The library is read-only: nothing in it can be changed.")

    def unsaved(self, file: str) -> list["Applied"]:
        """Return the changes to one record that are not durable yet, oldest first."""
        jobs = [job for job in self._writer.waiting() if isinstance(job, WriteJob)]
        return [item for job in jobs for item in job.changes_to(file)]

    def _finish(self, step: _Step) -> None:
        mine = _combined(step.mine)
        changing = any(item.made or item.before != item.change.value for item in mine)
        if not changing and step.sweep is None:
            # All came back to its value; so must the stamps, by which earlier steps are undone.
            self._copy.revert(mine)
            return
        job = ChangeJob(self._records, self._copy, mine, [item.change for item in mine])
        self._undo.append(_Done(step, job, step.sweep))
        self._redo.clear()
        self._writer.submit(job)
        self._begin(step.sweep)
        self._tell(mine)

    def _move(self, source: list[_Done], target: list[_Done]) -> Undone | None:
        self.require_writable()
        if not source:
            return None
        done = source.pop()
        outcome = self._copy.revert(done.job.mine)
        job = RevertJob(
            self._records, self._copy, outcome.applied, done.job, self._elsewhere(done.step)
        )
        sweep = None if done.sweep is None else self._restoring(done.step, done.sweep)
        if done.sweep is None or not done.sweep.broken_off:
            target.append(_Done(done.step, job, sweep))
        self._writer.submit(job)
        self._begin(sweep)
        self._tell(outcome.applied)
        step = done.step
        return Undone(step.label, step.article, step.annotation, bool(outcome.skipped))

    def _restoring(self, step: _Step, undone: "Sweep") -> "Sweep":
        from reader.library.sweep import Restoring

        undone.break_off()
        return Restoring(self._records, step.label, self._advanced, undone, self._elsewhere(step))

    def _begin(self, sweep: "Sweep | None") -> None:
        if sweep is not None:
            self._sweeps.append(sweep)
            self._writer.submit_behind(sweep)

    def _advanced(self, swept: "Swept") -> None:
        """Have what came into memory since the sweep began be as it is on disk."""
        articles = _articles(swept.files)
        self._listeners.tell(Advanced(swept, articles))
        held = {article for article in articles if self._copy.holds(_ARTICLES + article)}
        for article in held:
            self._copy.refresh(_ARTICLES + article, self.unsaved(_ARTICLES + article))
        over = swept.done >= swept.total
        if held or over:
            self._listeners.tell(Changed(frozenset(held), shared=over))
        if over and swept.left:
            self._listeners.tell(Told(f"“{swept.label}”: {swept.left}"))

    def _elsewhere(self, step: _Step) -> Callable[[frozenset[str]], None]:
        def correct(files: frozenset[str]) -> None:
            for file in files:
                self._copy.refresh(file, self.unsaved(file))
            sentence = f"“{step.label}”: changed elsewhere since, left as it is."
            self._listeners.tell(Skipped(sentence, _articles(files)))

        return correct

    def _tell(self, applied: Iterable["Applied"]) -> None:
        files = frozenset(item.change.file for item in applied)
        if files:
            articles = _articles(files)
            self._listeners.tell(Changed(articles, shared=len(articles) < len(files)))


def _articles(files: Iterable[str]) -> frozenset[str]:
    return frozenset(file.removeprefix(_ARTICLES) for file in files if file.startswith(_ARTICLES))


def _combined(applied: Iterable["Applied"]) -> list["Applied"]:
    """Make one change of several to the same field: the first's past, the last's value.

    A field that came back to its value stays among them, since it bears a new stamp. All of a
    document that was made on the way is made, as it is where they are written in one batch.
    """
    combined: dict[Key, Applied] = {}
    for item in applied:
        key = key_of(item.change)
        first = combined.get(key)
        combined[key] = (
            item
            if first is None
            else item._replace(
                before=first.before, former_stamp=first.former_stamp, made=first.made
            )
        )
    made = {key[:3] for key, item in combined.items() if item.made}
    return [item._replace(made=True) if key[:3] in made else item for key, item in combined.items()]
