"""Claims: what is asserted, judged once for all its sightings."""

import secrets
from typing import TYPE_CHECKING

from reader.errors import DamagedFileError, NotFoundError, StorageError
from reader.library.malformed import MALFORMED
from reader.library.slugs import slug
from reader.model.claim import Claim
from reader.model.stamps import utc_now
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.working_copy import WorkingCopy
    from reader.storage.base import Change

_TABLE = "claim"


class Claims:
    """The claims of the library, read when first asked for."""

    def __init__(self, copy: "WorkingCopy") -> None:
        """Read from the records of claims."""
        self._copy = copy
        self._problems: dict[str, StorageError] = {}

    def get(self, claim: str) -> Claim | None:
        """Return a claim, or the one it was merged into; None if it is missing or damaged.

        A circle of mergings ends at the smallest id in it.
        """
        try:
            return self.require(claim)
        except (NotFoundError, StorageError):
            return None

    def require(self, claim: str) -> Claim:
        """Return a claim as `get` does.

        Raises:
            NotFoundError: there is no such claim.
            StorageError: its record cannot be read.
        """
        visited: list[str] = []
        while True:
            found = self._read(claim)
            if found.merged_into is None:
                return found
            visited.append(claim)
            if found.merged_into in visited:
                return self._read(min(visited[visited.index(found.merged_into) :]))
            claim = found.merged_into

    def new(self, text: str) -> tuple[str, list["Change"]]:
        """Return an id for a new claim and the changes that make it.

        Args:
            text: What is asserted, so that it stands alone.
        """
        words = clean_line(text)
        claim = f"{slug(words, fallback='claim')}-{secrets.token_hex(3)}"
        return claim, [
            self.change(claim, "created", utc_now()),
            self.change(claim, "text", words),
        ]

    def change(self, claim: str, field: str, value: str | None) -> "Change":
        """Return the change that writes one field of a claim."""
        from reader.storage.base import Change

        return Change(f"claims/{claim}", _TABLE, claim, field, value)

    def _read(self, claim: str) -> Claim:
        known = self._problems.get(claim)
        if known is not None:
            raise known
        try:
            fields = self._copy.document(f"claims/{claim}", _TABLE, claim)
        except StorageError as error:
            self._problems[claim] = error
            raise
        except ValueError:
            fields = None
        if fields is None:
            raise NotFoundError(f"The claim {clean_line(claim)} is not in the library.")
        try:
            return Claim.from_fields(fields)
        except MALFORMED as error:
            problem = f"The claim {clean_line(claim)} is damaged ({clean_line(str(error))})."
            raise DamagedFileError(problem) from error
