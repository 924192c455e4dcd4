"""Questions put to the index in a thread: only the one that was asked last is answered."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from reader.index.database import IndexLost, Interrupted

if TYPE_CHECKING:
    from reader.library import Library

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Answering(Generic[Question, Answer]):
    """Answers one question at a time, in a thread of its own; a new one breaks the former off.

    Attributes:
        latest: What was asked last, None for nothing.
    """

    def __init__(
        self,
        library: "Library",
        start: Callable[[Callable[[], None]], object],
        find: Callable[[Question], Answer],
        answered: Callable[[Question, Answer], None],
        lost: Callable[[], None],
    ) -> None:
        """Prepare to answer.

        Args:
            library: Whose index is asked.
            start: Runs a function in a thread.
            find: Called in that thread: answers a question. Raises IndexLost or Interrupted.
            answered: Called in that thread with each answer.
            lost: Called in that thread when the index has to be filled again.
        """
        self.latest: Question | None = None
        self._library = library
        self._start = start
        self._find = find
        self._answered = answered
        self._lost = lost
        self._wanted: Question | None = None
        self._at_work = False
        self._lock = threading.Lock()

    @property
    def idle(self) -> bool:
        """Whether everything that was asked is answered."""
        return self._wanted is None

    def ask(self, question: Question | None) -> None:
        """Answer this from now on, and no longer what was asked before."""
        with self._lock:
            self.latest = self._wanted = question
            begin = question is not None and not self._at_work
            self._at_work = self._at_work or begin
        self._library.listing.full_text.stop()
        if begin:
            self._start(self._work)

    def _work(self) -> None:
        """Answer until nothing more is asked."""
        while (question := self._next()) is not None:
            try:
                answer = self._find(question)
            except Interrupted:
                # By a later question, or by somebody else's.
                continue
            except IndexLost:
                self._done(question)
                self._lost()
            else:
                self._done(question)
                self._answered(question, answer)

    def _next(self) -> Question | None:
        with self._lock:
            self._at_work = self._wanted is not None
            return self._wanted

    def _done(self, question: Question) -> None:
        """Take a question for answered, unless another was asked meanwhile."""
        with self._lock:
            if self._wanted is question:
                self._wanted = None
