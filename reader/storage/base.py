"""What the rest of the program may ask of the store: changes in, copies and acknowledgements out.

A file is named by `library`, `articles/<id>` or `claims/<id>`. It holds tables, a table holds
documents by id, a document holds fields. A field is a top-level name, `tags/<path>`,
`evidence/<uuid>` or `merged_from/<claim>`; an absent field has the value None.
"""

from collections.abc import MutableMapping, Sequence
from typing import Any, NamedTuple, Protocol

Fields = dict[str, Any]
Table = MutableMapping[str, Fields]
Tables = dict[str, Table]

LIBRARY = "library"


class Change(NamedTuple):
    """One field to write. The first change to a document makes it and sets its `id`.

    Attributes:
        file: `library`, `articles/<id>` or `claims/<id>`.
        table: A table of that file; it is made when missing.
        document: The document's id.
        field: A top-level name, or that of an entry such as `tags/<path>`. `id`, `stamps` and
            `notes_past` are the store's own. `created` and `creator` are stored without a stamp.
        value: What JSON can hold; None, an empty string, list or object removes the field.
    """

    file: str
    table: str
    document: str
    field: str
    value: Any


class Applied(NamedTuple):
    """A change that is durable on disk.

    Attributes:
        before: The value the field had, None if absent.
        stamp: What the field was stamped with; empty for `created` and `creator`.
        former_stamp: The stamp it had, None if it had none.
        made: Whether the document was made by the batch this change belonged to.
    """

    change: Change
    before: Any
    stamp: str
    former_stamp: str | None
    made: bool = False


class Reverted(NamedTuple):
    """The outcome of an undo.

    Attributes:
        applied: What was written; reverting these is the redo.
        skipped: What was left as it is, because it was changed elsewhere since.
    """

    applied: list[Applied]
    skipped: list[Applied]


class Records(Protocol):
    """The records of one library. Each method is safe to call from several threads."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written to this library."""

    def files(self, prefix: str = "") -> list[str]:
        """Return the names of the files whose name starts with `prefix`, sorted.

        A file that was set aside as damaged is among them: reading it says so.

        Raises:
            StorageError: a folder of the library cannot be read.
        """

    def read(self, file: str) -> Tables:
        """Return a copy of all tables of a file, `meta` included, by table and document id.

        Other documents may be put into the tables; a document itself is not to be changed.

        Raises:
            NotFoundError: there is no such file.
            DamagedFileError: it is empty, cannot be understood, or was set aside as damaged.
            StorageError: the system does not let it be read.
        """

    def apply(self, changes: Sequence[Change]) -> list[Applied]:
        """Write the changes and return once they are durable.

        Each file is written in one piece, in order of first appearance. A change to a deleted
        document revives it; that write stands in the result too.

        Raises:
            NotSavedError: the disk refused; the file is as it was.
            UnconfirmedError: the change is visible, its durability unknown; see `confirm`.
            DamagedFileError: the file was damaged; it has been set aside.
            NewerFileError: the file belongs to a newer version of this program.
            ReadOnlyError: the library cannot be written.
            LibraryError: another process holds the library for too long.
            A StorageError carries in `applied` what was written before it.
        """

    def revert(self, applied: Sequence[Applied]) -> Reverted:
        """Undo writes of this process: give each field its former value under a new stamp.

        Only fields nobody else has written since are touched. Undoing the making of a document
        marks it deleted and leaves its other fields alone. Raises what `apply` raises.
        """

    def confirm(self, files: Sequence[str]) -> None:
        """Write files again as they are, after an UnconfirmedError. Raises what `apply` raises."""


class Bodies(Protocol):
    """The immutable texts and sources of articles, named by what they hold."""

    def put_text(self, article: str, content: bytes) -> str:
        """Store a canonical text durably and return the 12 hex digits that name it.

        Raises:
            NotSavedError: the disk refused.
        """

    def read_text(self, article: str, text: str) -> bytes:
        """Return the text named by 12 hex digits.

        Raises:
            NotFoundError: it is not there.
            DamagedFileError: what is there is not what was stored.
        """

    def put_source(self, article: str, content: bytes, extension: str) -> str:
        """Store the bytes that came in, durably, and return their name, `<12 hex>.<extension>`.

        Raises:
            NotSavedError: the disk refused.
        """

    def read_source(self, article: str, name: str) -> bytes:
        """Return a source by its name.

        Raises:
            NotFoundError: it is not there.
            DamagedFileError: what is there is not what was stored.
        """
