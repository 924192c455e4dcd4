"""The pinned claim: kept in sight while reading on, with evidence attached to it on the way."""

from typing import TYPE_CHECKING

from reader.errors import NotFoundError, ReaderError
from reader.library import claim_linking, evidence
from reader.library.annotation_ids import Place
from reader.library.claim_surroundings import most_surely_said, seen_in_brief, tally_of
from reader.library.evidence import claims_borne_on
from reader.model.annotation import Kind
from reader.model.claim import Relation
from reader.tui.signs import status_words
from reader.tui.widgets.pinned_row import PinnedClaim, PinnedRow
from reader.tui.wording import evidence_words, quoted, said_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library import Event
    from reader.model.claim import Claim
    from reader.tui.screens.dialogs.evidence_dialog import Attachment
    from reader.tui.screens.reading.judging import Subject
    from reader.tui.screens.reading.screen import ReadingScreen

_CITED = 24
_DID = {
    Relation.SUPPORTS: "Supports",
    Relation.REFUTES: "Refutes",
    Relation.CONTEXT: "Context for",
}


class Pinning:
    """What `p` and `E` do, and the row of the pinned claim, which is there only while one is."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Pin claims on `screen`."""
        self._screen = screen
        self._row: PinnedRow | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._stale = False
        self._let_go: tuple[object, str] | None = None

    # Keys

    def pin(self) -> None:
        """Pin the claim of the annotation or of the words in focus.

        The pinned one is let go of; so is any from words that bear no annotation, and there the
        same key at once has it back.
        """
        screen = self._screen
        pinned = screen.library.pinned
        subject = screen.judging.subject(Kind.CLAIM)
        here = (screen.article, subject.range)
        if subject.annotation is None and screen.pane.selection is None:
            if self._is_in_sight:
                self._unpin(here)
                return
            if self._let_go is not None and self._let_go[0] == here:
                self._pin(self._let_go[1])
                return
        known = self._claim_meant(subject)
        present = pinned.claim
        if known is not None and present is not None and known.id == present.id:
            self._unpin(here)
        elif known is not None:
            screen.commanding.attempt(lambda: self._pin(known.id))
        else:
            screen.judging.act("pin", subject, self._make_and_pin)
            screen.pane.clear_selection()

    async def evidence(self) -> None:
        """Attach the words in focus or an address to the pinned claim; without one, find some."""
        from reader.tui.screens.dialogs.evidence_dialog import EvidenceDialog

        screen = self._screen
        claim = self._pinned_claim()
        if claim is None:
            await screen.claiming.find_evidence()
            return
        subject = screen.judging.subject(Kind.EVIDENCE)
        is_own, present = self._standing(subject, claim)
        dialog = EvidenceDialog(
            claim.text,
            subject.quotation,
            check=lambda address: evidence.check_field("url", address),
            why_not="These words are a sighting of the claim itself: attach an address, or others."
            if is_own
            else "",
            link=screen.following.address_here,
            present=present,
        )

        def answered(answer: "Attachment | None") -> None:
            if answer is not None:
                screen.commanding.attempt(lambda: self._attach(claim, subject, answer))

        await screen.ask(dialog, answered)

    async def open(self) -> None:
        """Show the pinned claim on its own screen."""
        claim = self._pinned_claim()
        if claim is None:
            self._screen.say(f"No claim is pinned; {self._screen.key_of('pin')} pins one.")
        else:
            await self._screen.claiming.show(claim.id)

    # The row

    def show(self) -> None:
        """Show the pinned claim as it stands, or no row if none is pinned."""
        screen, pinned = self._screen, self._screen.library.pinned
        self._stale = False
        self._listen(wanted=bool(pinned.name))
        if not pinned.name:
            self._hide()
            return
        try:
            claim = screen.library.claims.require(pinned.name)
        except NotFoundError:
            # What was pinned was undone; it may be done again.
            self._hide()
            return
        except ReaderError as error:
            self._shown_row().show(PinnedClaim("", problem=f"pinned: {error}"))
            return
        self._shown_row().show(
            PinnedClaim(
                claim.text,
                self._speaker(claim.id),
                status_words(claim.status, claim.verdict) or "not judged",
                evidence_words(*tally_of(claim)),
                screen.key_of("evidence"),
            )
        )

    # How

    def _claim_meant(self, subject: "Subject") -> "Claim | None":
        """Return the claim of an annotation: its own, else the first it is evidence for."""
        screen = self._screen
        if subject.annotation is None:
            return None
        place = Place(screen.open_session.id, subject.annotation.id)
        own = claim_linking.claim_at(screen.library, place)
        if own is not None:
            return own
        bears_on = claims_borne_on(screen.library, place)
        return bears_on[0].claim if bears_on else None

    def _make_and_pin(self, annotation: str) -> None:
        screen = self._screen
        place = Place(screen.open_session.id, annotation)
        self._pin(claim_linking.make_claim(screen.library, place))

    def _pin(self, claim: str) -> None:
        screen, pinned = self._screen, self._screen.library.pinned
        former = pinned.claim
        pinned.pin(claim)
        self._let_go = None
        known = screen.library.claims.require(claim)
        words = f"in place of {quoted(former.text, _CITED)}" if former else quoted(known.text)
        screen.telling.hush()
        screen.say(f"Pinned {words}.")
        self.show()

    def _unpin(self, here: object) -> None:
        screen, pinned = self._screen, self._screen.library.pinned
        former = pinned.claim
        self._let_go = (here, pinned.name)
        pinned.unpin()
        key = screen.key_of("pin")
        words = f" of {quoted(former.text, _CITED)}" if former else ""
        screen.telling.hush()
        screen.say(f"Let go{words} · {key} pins it again.")
        self.show()

    def _pinned_claim(self) -> "Claim | None":
        """Return the pinned claim; None if none is, or its making was undone.

        Raises:
            StorageError: its record cannot be read.
        """
        library = self._screen.library
        try:
            return library.claims.require(library.pinned.name) if library.pinned.name else None
        except NotFoundError:
            return None

    def _standing(self, subject: "Subject", claim: "Claim") -> "tuple[bool, Relation | None]":
        """Tell whether words are a sighting of the claim, and what they are to it already."""
        screen = self._screen
        if subject.annotation is None:
            return False, None
        place = Place(screen.open_session.id, subject.annotation.id)
        own = claim_linking.claim_at(screen.library, place)
        bearing = (
            each.piece.relation
            for each in claims_borne_on(screen.library, place)
            if each.claim.id == claim.id
        )
        return own is not None and own.id == claim.id, next(bearing, None)

    def _attach(self, claim: "Claim", subject: "Subject", answer: "Attachment") -> None:
        screen, library = self._screen, self._screen.library
        session, note = screen.open_session, answer.note
        if answer.address:
            evidence.add_address(library, claim.id, answer.relation, answer.address, note=note)
        elif subject.annotation is not None:
            place = Place(session.id, subject.annotation.id)
            evidence.add_annotation(library, claim.id, answer.relation, place, note=note)
        else:
            piece = evidence.add_range(
                session, library, claim.id, answer.relation, subject.range, note=note
            )
            screen.pane.clear_selection()
            screen.showing.annotations()
            screen.go_to_annotation(evidence.find_piece(library, claim.id, piece).annotation or "")
        known = library.claims.require(claim.id)
        undo = screen.key_of("undo")
        screen.telling.hush()
        screen.say(f"{_DID[answer.relation]} {quoted(known.text, _CITED)} · {undo} undoes.")
        self.show()

    def _speaker(self, claim: str) -> str:
        seen = seen_in_brief(self._screen.library, claim)
        said = most_surely_said(seen)
        if said is None:
            return ""
        others = len({each.speaker for each in seen if each.speaker}) - 1
        name = said_by(said.speaker, suggested=said.suggested)
        return name + (f" +{others}" if others else "")

    def _shown_row(self) -> PinnedRow:
        if self._row is None:
            self._row = PinnedRow(id="pinned")
            self._screen.mount_bar(self._row, self._screen, before=self._screen.coach)
        self._row.remove_class("-hidden")
        return self._row

    @property
    def _is_in_sight(self) -> bool:
        """Whether there is a row: one whose making was undone is pinned, but not to be seen."""
        return self._row is not None and not self._row.has_class("-hidden")

    def _hide(self) -> None:
        if self._row is not None:
            self._row.add_class("-hidden")

    def _listen(self, *, wanted: bool) -> None:
        """Hear of changes while a claim is pinned; one that was undone may be done again."""
        if wanted and self._unsubscribe is None:
            self._unsubscribe = self._screen.library.subscribe(self._hear)
        elif not wanted and self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def _hear(self, event: "Event") -> None:
        """Show the claim anew when records changed; called from any thread."""
        from reader.library import Changed

        if isinstance(event, Changed) and not self._stale and self._screen.is_running:
            self._stale = True
            self._screen.call_later(self.show)
