"""The one thread that writes: jobs in order, failures kept and tried again, nothing dropped."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Generic, NamedTuple, Protocol, TypeVar

from reader.errors import ReaderError, StorageError

Result = TypeVar("Result")

_SELDOM = 3600.0


class Job(Protocol):
    """Something to write.

    Attributes:
        files: The records it touches; jobs that share one keep their order even after a failure.
    """

    @property
    def files(self) -> frozenset[str]:
        """The records still to be written."""

    def write(self) -> None:
        """Write, returning once it is durable; called again after a failure.

        Raises:
            ReaderError: it is not durable yet.
        """


class Portioned(Protocol):
    """Something so long that it is written in portions, whenever there is nothing else to write.

    Attributes:
        finished: Whether nothing is left to be written.
    """

    @property
    def finished(self) -> bool:
        """Whether nothing is left to be written."""

    def write(self) -> None:
        """Write a portion; as `Job.write`."""


class _Deferred(NamedTuple):
    due: float
    job: Job


class _Queue:
    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.behind: list[Portioned] = []
        self.deferred: dict[str, _Deferred] = {}
        self.portions = 0
        self.attempted = 0
        self.wanted = 0
        self.closing = False
        self.failure: ReaderError | None = None

    @property
    def done(self) -> bool:
        return not self.jobs and not self.behind


class Writer:
    """Writes jobs in the order they came, in a thread of its own that starts with the first.

    A job that fails stays, and so does every later job that shares a file with it. All are tried
    again when another job arrives, or on `retry`. What is written in portions comes behind all
    jobs, one after the other.
    """

    def __init__(
        self,
        on_saved: Callable[[int], None],
        on_failed: Callable[[ReaderError, int], None],
    ) -> None:
        """Set the functions told, in the writer's thread, of each job saved and each failure.

        Both get the number of jobs left, the failed one included.
        """
        self._on_saved = on_saved
        self._on_failed = on_failed
        self._condition = threading.Condition()
        self._queue = _Queue()
        self._thread: threading.Thread | None = None

    @property
    def unsaved(self) -> int:
        """How many jobs are not durable yet; deferred ones are not counted."""
        with self._condition:
            return len(self._queue.jobs) + len(self._queue.behind)

    @property
    def failure(self) -> ReaderError | None:
        """What stopped the oldest job that failed, or None."""
        with self._condition:
            return self._queue.failure

    def waiting(self) -> list[Job]:
        """Return the jobs that are not durable yet, in the order they will be written."""
        with self._condition:
            deferred = [deferred.job for deferred in self._queue.deferred.values()]
            return [*self._queue.jobs, *deferred]

    def submit(self, job: Job) -> None:
        """Queue a job after what was put off of the same records; returns at once.

        Raises:
            StorageError: the writer is closed.
        """
        with self._condition:
            if self._queue.closing:
                raise StorageError("The library is closed; nothing more can be saved.")
            self._release_deferred(before=job.files)
            self._queue.jobs.append(job)
            self._wake()

    def submit_behind(self, portioned: Portioned) -> None:
        """Have something written in portions, behind what came so far and all jobs to come.

        Raises:
            StorageError: the writer is closed.
        """
        with self._condition:
            if self._queue.closing:
                raise StorageError("The library is closed; nothing more can be saved.")
            self._queue.behind.append(portioned)
            self._wake()

    def defer(self, key: str, job: Job, seconds: float) -> None:
        """Queue a job once `seconds` have passed without another under the same key."""
        with self._condition:
            if self._queue.closing:
                return
            self._queue.deferred[key] = _Deferred(time.monotonic() + seconds, job)
            self._wake()

    def retry(self) -> None:
        """Try what failed again; returns at once."""
        with self._condition:
            self._wake()

    def flush(self, timeout: float | None = None) -> None:
        """Wait until everything queued was tried, deferred jobs included.

        Args:
            timeout: How long to wait without anything becoming durable, in seconds.

        Raises:
            ReaderError: what stopped the oldest job that is not durable.
            StorageError: the timeout ran out, or the writer was closed meanwhile.
        """
        with self._condition:
            self._release_deferred(everything=True)
            if not self._queue.done and not self._queue.closing:
                self._wake()
            wanted = self._queue.wanted

            def is_over() -> bool:
                queue = self._queue
                return queue.closing or queue.done or queue.attempted >= wanted

            portions = -1
            while not is_over() and portions != self._queue.portions:
                portions = self._queue.portions
                self._condition.wait_for(
                    lambda: is_over() or self._queue.portions != portions,  # noqa: B023
                    timeout,
                )
            if not self._queue.done:
                raise self._queue.failure or StorageError(
                    "Saving takes too long; the disk may have stopped answering."
                )

    def close(self, timeout: float | None = None) -> None:
        """Write what is left and end the thread; a second call does nothing.

        Args:
            timeout: How long to wait, in seconds.

        Raises:
            ReaderError: as `flush`; the thread has ended all the same, or ends with its job.
        """
        with self._condition:
            if self._queue.closing:
                return
        try:
            self.flush(timeout)
        finally:
            with self._condition:
                self._queue.closing = True
                self._condition.notify_all()
            if self._thread is not None and timeout is None:
                self._thread.join()

    def _wake(self) -> None:
        self._queue.wanted += 1
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
            self._thread.start()
        self._condition.notify_all()

    def _release_deferred(
        self, *, everything: bool = False, before: frozenset[str] = frozenset()
    ) -> None:
        """Queue what was put off until now, and what a job on its records would overtake."""
        now = time.monotonic()
        ready = [
            key
            for key, deferred in self._queue.deferred.items()
            if everything or deferred.due <= now or deferred.job.files & before
        ]
        for key in ready:
            self._queue.jobs.append(self._queue.deferred.pop(key).job)

    def _run(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(self._has_work, self._pause())
                self._release_deferred()
                if self._queue.closing:
                    return
                wanted = self._queue.wanted
            self._attempt_all()
            self._attempt_portions(wanted)

    def _has_work(self) -> bool:
        return self._queue.closing or self._queue.wanted > self._queue.attempted

    def _pause(self) -> float:
        now = time.monotonic()
        dues = [deferred.due - now for deferred in self._queue.deferred.values()]
        return max(0.0, min(dues, default=_SELDOM))

    def _attempt_all(self) -> None:
        blocked: set[str] = set()
        # The jobs themselves are kept: the id of one that is gone may become another's.
        tried: dict[int, Job] = {}
        failure: ReaderError | None = None
        while job := self._next_job(tried):
            tried[id(job)] = job
            files = job.files
            if files & blocked:
                blocked |= files
                continue
            error = _outcome(job)
            if error is None:
                self._remove(job)
                self._on_saved(self.unsaved)
            else:
                blocked |= files
                failure = failure or error
                self._set_failure(failure)
                self._on_failed(error, self.unsaved)
        self._set_failure(failure)

    def _next_job(self, tried: dict[int, Job]) -> Job | None:
        with self._condition:
            return next((job for job in self._queue.jobs if id(job) not in tried), None)

    def _attempt_portions(self, wanted: int) -> None:
        """Write portions until all are written, one fails, or there is something else to write."""
        while True:
            with self._condition:
                portioned = next(iter(self._queue.behind), None)
                if portioned is None or self._queue.closing:
                    self._have_attempted(wanted)
                    return
            error = _outcome(portioned)
            with self._condition:
                self._queue.portions += 1
                if error is not None:
                    self._queue.failure = self._queue.failure or error
                    self._have_attempted(wanted)
                else:
                    self._condition.notify_all()
                    if portioned.finished:
                        self._queue.behind.remove(portioned)
                busy = self._queue.wanted > wanted or self._pause() == 0.0
            if error is not None:
                self._on_failed(error, self.unsaved)
                return
            if portioned.finished:
                self._on_saved(self.unsaved)
            if busy:
                return

    def _have_attempted(self, wanted: int) -> None:
        self._queue.attempted = wanted
        self._condition.notify_all()

    def _remove(self, job: Job) -> None:
        with self._condition:
            self._queue.jobs = [other for other in self._queue.jobs if other is not job]

    def _set_failure(self, failure: ReaderError | None) -> None:
        with self._condition:
            self._queue.failure = failure


def _outcome(job: Job | Portioned) -> ReaderError | None:
    try:
        job.write()
    except ReaderError as error:
        return error
    except Exception as error:  # noqa: BLE001 - a writer that died would lose all later changes
        return StorageError(f"Saving failed in a way nobody foresaw ({error!r}).")
    return None


class Call(Generic[Result]):
    """A function run in its turn; its failure goes to who asked for it, and it is not repeated."""

    def __init__(self, function: Callable[[], Result]) -> None:
        """Take the function, which writes nothing that a waiting job may still write."""
        self._function = function
        self._outcome: Future[Result] = Future()

    @property
    def files(self) -> frozenset[str]:
        """None: it waits for nothing but its turn."""
        return frozenset()

    def write(self) -> None:
        """Run the function."""
        try:
            self._outcome.set_result(self._function())
        except BaseException as error:  # noqa: BLE001 - it is raised where the result is awaited
            self._outcome.set_exception(error)

    def result(self) -> Result:
        """Wait for the function and return what it returned, or raise what it raised."""
        return self._outcome.result()


class Errand:
    """A function run in its turn that nobody waits for, and that is let be if it fails.

    Attributes:
        files: The records that have to be durable before it is run.
    """

    def __init__(self, function: Callable[[], object], files: frozenset[str]) -> None:
        """Take the function, and the records it comes after."""
        self._function = function
        self.files = files

    def write(self) -> None:
        """Run the function."""
        with suppress(ReaderError):
            self._function()
