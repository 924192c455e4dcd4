"""What a library tells its listeners."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.library.sweep import Swept


class Changed(NamedTuple):
    """Something changed in memory; told in the thread that changed it, or that noticed it.

    Attributes:
        articles: The ids of the articles concerned.
        shared: Whether tags, speakers or claims changed.
    """

    articles: frozenset[str]
    shared: bool = False


class Saved(NamedTuple):
    """A change became durable; told from the writer thread.

    Attributes:
        unsaved: How many changes are still waiting.
    """

    unsaved: int


class Failed(NamedTuple):
    """A change could not be made durable: it stays in memory; told from the writer thread.

    Attributes:
        sentence: What to show.
        unsaved: How many changes are waiting, this one included.
    """

    sentence: str
    error: ReaderError
    unsaved: int


class Skipped(NamedTuple):
    """An undo or redo left fields alone that were changed elsewhere; told from the writer thread.

    Attributes:
        sentence: What to show.
        articles: The ids of the articles concerned.
    """

    sentence: str
    articles: frozenset[str]


class Noticed(NamedTuple):
    """Others changed records; told from any thread. `Library.take_in` reads them.

    Attributes:
        files: The records, named as in `reader.storage.base.Change`.
    """

    files: frozenset[str]


class Advanced(NamedTuple):
    """A part of a change of many records became durable; told from the writer thread.

    Attributes:
        swept: How far it has come.
        articles: The ids of the articles that were written.
    """

    swept: "Swept"
    articles: frozenset[str]


class Told(NamedTuple):
    """The store did something of its own accord; told from any thread.

    Attributes:
        sentence: What to show.
    """

    sentence: str


Event = Changed | Saved | Failed | Skipped | Noticed | Advanced | Told
Listener = Callable[[Event], None]


class Listeners:
    """Those who are told; one that is added while others are told hears of the next event."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener and return the function that takes it away; that may be called twice."""
        self._listeners = [*self._listeners, listener]

        def unsubscribe() -> None:
            self._listeners = [known for known in self._listeners if known is not listener]

        return unsubscribe

    def tell(self, event: Event) -> None:
        """Pass an event to every listener, in the order they came."""
        for listener in self._listeners:
            listener(event)
