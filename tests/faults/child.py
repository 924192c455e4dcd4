"""A process of its own that saves, and says before and after each save that it does.

It is forked, so that a thousand of them are a matter of seconds. What it says goes out in one
`sendto` for each message, so that no message is ever cut in two, and no fault that is put into
the calls of a save (`write`, `fsync` …) can hit it.
"""

import contextlib
import ctypes
import json
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType

from reader.errors import LibraryError, StorageError, UnconfirmedError
from tests.faults.check import Message
from tests.faults.plan import Plan
from tests.faults.stores import Saver

_LONGEST_MESSAGE = 1 << 16
_SILENCE = 90.0
_PR_SET_PDEATHSIG = 1
_PR_SET_PTRACER = 0x59616D61

Around = Callable[[], AbstractContextManager[object]]


class Child:
    """A child that waits for `go`, saves its plan to the end, and ends.

    Args:
        store: What it saves in.
        plan: What it saves.
        around: Entered around each save, to put a fault into it.
    """

    def __init__(self, store: Saver, plan: Plan, around: Around = contextlib.nullcontext) -> None:
        self._socket, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._status: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            self._socket.close()
            _live(store, plan, around, other)
        other.close()

    def __enter__(self) -> "Child":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        self._socket.close()

    def go(self) -> None:
        """Let it begin."""
        self._socket.send(b"go")

    def hear(self, wait: float = 0.0) -> list[Message]:
        """Return what it has said since, waiting `wait` seconds at most for the first of it."""
        heard: list[Message] = []
        while select.select([self._socket], [], [], 0 if heard else wait)[0]:
            packet = b""
            with contextlib.suppress(ConnectionResetError):
                # It may have died before it heard that it may go.
                packet = self._socket.recv(_LONGEST_MESSAGE)
            if not packet:
                break
            word, number, files, why = json.loads(packet)
            heard.append(Message(word, number, tuple(files), why))
        return heard

    def hear_some(self, count: int) -> list[Message]:
        """Wait until it has said so much, or will say nothing more, and return what it said."""
        heard: list[Message] = []
        while len(heard) < count and (said := self.hear(_SILENCE)):
            heard += said
        return heard

    def hear_all(self) -> list[Message]:
        """Wait for its end, and return what it said until then.

        Raises:
            TimeoutError: it neither says anything nor ends.
        """
        heard: list[Message] = []
        start = time.monotonic()
        while said := self.hear(_SILENCE):
            heard += said
            start = time.monotonic()
        if time.monotonic() - start >= _SILENCE:
            raise TimeoutError(f"after {heard[-1:]} the child says nothing more")
        self.wait()
        return heard

    def send(self, number: int) -> None:
        """Send it a signal, if it has not ended."""
        if not self.ended():
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it, and wait for its end."""
        self.send(signal.SIGKILL)
        self.wait()

    def ended(self) -> bool:
        """Tell whether it has ended."""
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status is not None

    def wait(self) -> int:
        """Wait for its end, and return what `os.waitstatus_to_exitcode` makes of it."""
        if self._status is None:
            self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._status


def _live(store: Saver, plan: Plan, around: Around, control: socket.socket) -> None:
    """Be the child; this never returns."""
    try:
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        libc.prctl(_PR_SET_PTRACER, ctypes.c_ulong(-1))
        if control.recv(2):
            _save(store, plan, around, control)
    finally:
        os._exit(0)


def _save(store: Saver, plan: Plan, around: Around, control: socket.socket) -> None:
    for number, batch in enumerate(plan):
        _say(control, "will", number)
        try:
            with around():
                store.apply(batch)
        except UnconfirmedError as error:
            _say(control, "unsure", number, error)
        except (StorageError, LibraryError) as error:
            _say(control, "refused", number, error)
        except BaseException as error:  # noqa: BLE001 - whatever else it is, it is told
            _say(control, "broke", number, error)
        else:
            _say(control, "did", number)


def _say(
    control: socket.socket, word: str, number: int, error: BaseException | None = None
) -> None:
    applied = getattr(error, "applied", ())
    files = list(dict.fromkeys(item.change.file for item in applied))
    why = "" if error is None else repr(error)[:2000]
    control.send(json.dumps([word, number, files, why]).encode())
