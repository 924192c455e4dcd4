"""Asking which claim is the same, and making the two one: from the text, and from a claim."""

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.index.database import Interrupted
from reader.library import claim_linking
from reader.library.claim_surroundings import Seen, at_place, most_surely_said, seen_in_brief
from reader.library.same_claims import Candidate, SameClaims, same_claims
from reader.tui.screens.dialogs.same_claim_dialog import Offered, SameClaimDialog
from reader.tui.signs import status_words
from reader.tui.wording import quoted, said_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library import Library
    from reader.library.annotation_ids import Place
    from reader.model.claim import Claim

_OFFERED = 20
_CITED = 24


class SameClaim:
    """One claim, or words that are none yet, and what else may be the same."""

    def __init__(
        self,
        library: "Library",
        words: str,
        *,
        place: "Place | None" = None,
        own: "Claim | None" = None,
        keeps_own: bool = False,
    ) -> None:
        """Look for what is the same.

        Args:
            library: Where to look.
            words: What is asserted.
            place: The annotation whose words these are, if they are marked.
            own: The claim it is a sighting of, if it is of one.
            keeps_own: Whether that one is kept when two become one, not the one chosen.
        """
        self._library = library
        self._words = words
        self._place = place
        self._own = own
        self._keeps_own = keeps_own
        self._known: SameClaims | None = None

    def dialog(self) -> SameClaimDialog:
        """Return the dialog that asks."""
        # What changed is counted in this thread; the dialog looks in another.
        self._library.listing.at_once(lambda: None, None)
        title = "merge with" if self._keeps_own else "same claim as"
        return SameClaimDialog(self._words, self.offer, title=title)

    def dialog_about(self, candidate: Candidate) -> SameClaimDialog:
        """Return the dialog that offers just one: it says what becomes of the two before Enter."""
        return SameClaimDialog(
            self._words, lambda _: [self._offered(candidate)], title="same claim as"
        )

    def offer(self, typed: str) -> list[Offered]:
        """Return what can be chosen: the nearest, or what holds the words that are typed."""
        if self._known is None:
            try:
                self._known = same_claims(self._library)
            except Interrupted:
                return []
        near = self._known.nearest(
            self._words,
            _OFFERED,
            but_claim=self._own.id if self._own else "",
            but=self._place,
            holding=typed,
        )
        return [self._offered(candidate) for candidate in near]

    def link(self, chosen: Offered, mark: "Callable[[], Place]") -> str:
        """Make the two one, as a step; returns the sentence that says what was done.

        Args:
            chosen: What was chosen in the dialog.
            mark: Returns the annotation of the words, marking them if need be.

        Raises:
            ReaderError: one of the two is not there any more, or cannot be read or written.
        """
        library, candidate = self._library, chosen.what
        with library.history.step(f"same claim as {quoted(chosen.text)}"):
            if self._keeps_own and self._own is not None:
                one = self._keep(self._own.id, candidate)
            else:
                place = mark()
                if candidate.claim is None:
                    one = claim_linking.link_sightings(library, place, candidate.place)
                else:
                    one = claim_linking.link(library, place, candidate.claim)
        merged = self._own is not None and candidate.claim is not None
        did = "Merged into" if merged else "Linked to"
        return f"{did} {quoted(library.claims.require(one).text, _CITED)}"

    def _keep(self, own: str, candidate: Candidate) -> str:
        if candidate.claim is not None:
            return claim_linking.merge(self._library, own, candidate.claim)
        if candidate.place is not None:
            return claim_linking.link(self._library, candidate.place, own)
        return own

    def _offered(self, candidate: Candidate) -> Offered:
        library = self._library
        claim = library.claims.get(candidate.claim) if candidate.claim else None
        seen: list[Seen] = []
        if claim is not None:
            try:
                seen = seen_in_brief(library, claim.id)
            except ReaderError:
                seen = []
        elif candidate.place is not None:
            seen = [at_place(library, candidate.place)]
        first = most_surely_said(seen) or next(iter(seen), None)
        return Offered(
            what=candidate,
            text=claim.text if claim else candidate.text,
            nearness=candidate.nearness,
            speaker=said_by(first.speaker, suggested=first.suggested) if first else "",
            judgement=status_words(claim.status, claim.verdict) if claim else "",
            title=first.title if first else "",
            sightings=len(seen),
            articles=len({each.place.article for each in seen}),
            outcome=self._outcome(claim),
        )

    def _outcome(self, chosen: "Claim | None") -> str:
        """Say what Enter does, and what becomes of the judgements where there are two."""
        if chosen is None:
            if self._own is not None:
                return "Enter: a sighting of this claim too; nobody has made a claim of it yet."
            return "Enter: one claim of the two, worded as the one above."
        if self._own is None:
            return "Enter: one more sighting of the claim above, judged as it is."
        kept, goes = (self._own, chosen) if self._keeps_own else (chosen, self._own)
        this, that = (
            ("this one", "the one above")
            if self._keeps_own
            else (
                "the one above",
                "this one",
            )
        )
        both = f"Enter merges the two claims into {this}, with all sightings and evidence of both."
        return f"{both} {_judged(kept, goes, this, that)}"


def _judged(kept: "Claim", goes: "Claim", this: str, that: str) -> str:
    """Say what becomes of two judgements."""
    own, other = kept.verdict or "", goes.verdict or ""
    if kept.verdict is None and not kept.explanation:
        if other:
            return f"{this.capitalize()} is not judged: it will be {other}, as {that} is."
        return "Neither is judged."
    stays = f"It stays {own}" if own else "Its explanation stays"
    if other or goes.explanation:
        former = f"“{other}” of {that}" if other else f"the explanation of {that}"
        return f"{stays}; {former} is kept among its earlier verdicts."
    return f"{stays}."
