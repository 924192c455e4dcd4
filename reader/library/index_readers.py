"""What an index is asked through beside the list of articles, each made when it is wanted first."""

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.index.annotations import Annotations
    from reader.index.claim_texts import ClaimTexts
    from reader.index.copies import Copies
    from reader.index.database import Database
    from reader.index.full_text import FullText
    from reader.index.shelves import Shelves


class IndexReaders:
    """Reads an index as it is; loads nothing that was not asked for."""

    def __init__(self, database: "Database") -> None:
        """Read from an index."""
        self._database = database

    @cached_property
    def annotations(self) -> "Annotations":
        """All annotations."""
        from reader.index.annotations import Annotations

        return Annotations(self._database)

    @cached_property
    def claim_texts(self) -> "ClaimTexts":
        """What claims assert."""
        from reader.index.claim_texts import ClaimTexts

        return ClaimTexts(self._database)

    @cached_property
    def shelves(self) -> "Shelves":
        """The tags of the articles themselves."""
        from reader.index.shelves import Shelves

        return Shelves(self._database)

    @cached_property
    def full_text(self) -> "FullText":
        """All words of texts, annotations and claims."""
        from reader.index.full_text import FullText

        return FullText(self._database)

    @cached_property
    def copies(self) -> "Copies":
        """The articles that are nearly the same text."""
        from reader.index.copies import Copies

        return Copies(self._database)
