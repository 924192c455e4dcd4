"""The pinned claim: the one that evidence is gathered for while reading on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.library.claims import Claims
    from reader.library.local_state import LocalState
    from reader.model.claim import Claim

_NAME = "pinned_claim"


class Pinned:
    """One claim or none, remembered on this machine, whatever becomes of the program."""

    def __init__(
        self, local: "LocalState", claims: Callable[[], "Claims"], keep: Callable[[], None]
    ) -> None:
        """Remember it in the machine's own state.

        Args:
            local: That state.
            claims: Returns the claims, which are needed once one is pinned.
            keep: Has the state written soon, and returns at once.
        """
        self._local = local
        self._claims = claims
        self._keep = keep

    @property
    def name(self) -> str:
        """The id of the claim as it was pinned, whether it is there or not; empty for none."""
        return self._local.text(_NAME)

    @property
    def claim(self) -> "Claim | None":
        """The claim, or what it was merged into; None if none is pinned, or it is gone."""
        return self._claims().get(self.name) if self.name else None

    def pin(self, claim: str) -> None:
        """Pin a claim in place of the one pinned before.

        Raises:
            NotFoundError: there is no such claim.
            StorageError: its record cannot be read.
        """
        self._local.remember(_NAME, self._claims().require(claim).id)
        self._keep()

    def unpin(self) -> None:
        """Have no claim pinned."""
        self._local.remember(_NAME, "")
        self._keep()
