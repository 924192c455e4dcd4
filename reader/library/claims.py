"""Claims: what is asserted, judged once for all its sightings."""

import os
import time
from typing import TYPE_CHECKING, Any

from reader.errors import DamagedFileError, NotFoundError, StorageError
from reader.library.malformed import MALFORMED
from reader.model.claim import Claim
from reader.model.stamps import utc_now
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.working_copy import WorkingCopy
    from reader.storage.base import Change

_TABLE = "claim"
_LOOKED_AT_AGAIN = 5.0
"""Seconds after which a record that could not be read is read again: not for each row painted, but
a good copy may have been put in its place."""


class Claims:
    """The claims of the library, read when first asked for.

    Merging only writes who became a part of whom, at both ends. What claims have in common is put
    together when it is read, so that nothing is lost in whatever order devices merge and meet.
    """

    def __init__(self, copy: "WorkingCopy") -> None:
        """Read from the records of claims."""
        self._copy = copy
        self._problems: dict[str, tuple[float, StorageError]] = {}

    def get(self, claim: str) -> Claim | None:
        """Return a claim as `require` does; None if it is missing or damaged."""
        try:
            return self.require(claim)
        except (NotFoundError, StorageError):
            return None

    def require(self, claim: str) -> Claim:
        """Return a claim, or the one it was merged into, with the evidence of all its parts.

        A circle of mergings ends at the smallest id in it. One that was merged into a claim that
        is not there, or not yet, stands for itself.

        Raises:
            NotFoundError: there is no such claim.
            StorageError: its record cannot be read.
        """
        found = self._end(claim)
        if not found.merged_from:
            return found
        evidence: dict[str, dict[str, Any]] = {}
        for part in self._parts(found):
            evidence.update(part.evidence)
        return found._replace(evidence=evidence)

    def standing(self, claim: str) -> Claim:
        """Return a claim as `require` does, but with the evidence in its own record alone.

        However many became part of it, none of their records is read. Raises as `require`.
        """
        return self._end(claim)

    def parts(self, claim: str) -> list[Claim]:
        """Return a claim, or what it was merged into, and after it all that became part of it.

        Each with what is in its own record; those that cannot be read are left out.

        Raises:
            NotFoundError: there is no such claim.
            StorageError: its record cannot be read.
        """
        return self._parts(self._end(claim))

    def new(self, text: str) -> tuple[str, list["Change"]]:
        """Return an id for a new claim and the changes that make it.

        Args:
            text: What is asserted, so that it stands alone.
        """
        from reader.library.slugs import slug

        words = clean_line(text)
        claim = f"{slug(words, fallback='claim')}-{os.urandom(3).hex()}"
        # Nobody has a record of that name: looking for one takes long where there are thousands.
        self._copy.assume_empty(f"claims/{claim}")
        return claim, [
            self.change(claim, "created", utc_now()),
            self.change(claim, "text", words),
        ]

    def change(self, claim: str, field: str, value: Any) -> "Change":
        """Return the change that writes one field of a claim."""
        from reader.storage.base import Change

        return Change(f"claims/{claim}", _TABLE, claim, field, value)

    def _end(self, claim: str) -> Claim:
        visited: list[str] = []
        found = self._read(claim)
        while found.merged_into is not None:
            visited.append(found.id)
            if found.merged_into in visited:
                return self._read(min(visited[visited.index(found.merged_into) :]))
            try:
                found = self._read(found.merged_into)
            except NotFoundError:
                break
        return found

    def _parts(self, end: Claim) -> list[Claim]:
        parts = {end.id: end}
        waiting = list(end.merged_from)
        while waiting:
            name = waiting.pop(0)
            try:
                if name not in parts and self._end(name).id == end.id:
                    parts[name] = self._read(name)
                    waiting += parts[name].merged_from
            except (NotFoundError, StorageError):
                continue
        return list(parts.values())

    def _read(self, claim: str) -> Claim:
        since, known = self._problems.get(claim, (0.0, None))
        if known is not None and time.monotonic() < since + _LOOKED_AT_AGAIN:
            raise known
        try:
            fields = self._copy.document(f"claims/{claim}", _TABLE, claim)
        except StorageError as error:
            self._problems[claim] = (time.monotonic(), error)
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
