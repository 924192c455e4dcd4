"""The claim behind an annotation: which is the same, its own screen, evidence for it."""

from typing import TYPE_CHECKING

from reader.errors import NotFoundError
from reader.library import claim_linking
from reader.library.annotation_ids import Place
from reader.library.evidence import claims_borne_on
from reader.model.annotation import Kind

if TYPE_CHECKING:
    from reader.model.claim import Claim
    from reader.tui.screens.dialogs.same_claim_dialog import Offered
    from reader.tui.screens.landing import Landing
    from reader.tui.screens.reading.judging import Subject
    from reader.tui.screens.reading.screen import ReadingScreen


class Claiming:
    """What `L` and `C` do, and `E` while nothing is pinned."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Work on what `screen` shows."""
        self._screen = screen

    async def same_as(self) -> None:
        """Ask for the claim that is the same as the annotation or the words in focus."""
        from reader.tui.screens.same_claim import SameClaim

        screen = self._screen
        subject = screen.judging.subject(Kind.CLAIM)
        place = self._place(subject)
        own = claim_linking.claim_at(screen.library, place) if place else None
        same = SameClaim(screen.library, subject.quotation, place=place, own=own)

        def answered(chosen: "Offered | None") -> None:
            if chosen is not None:
                screen.commanding.attempt(lambda: link(chosen))

        def link(chosen: "Offered") -> None:
            done = same.link(chosen, lambda: place or self._mark(subject))
            screen.pane.clear_selection()
            screen.telling.hush()
            screen.say(f"{done} · {screen.key_of('undo')} undoes.")

        await screen.ask(same.dialog(), answered)

    async def open(self) -> None:
        """Show the claim of the annotation in focus, or what it is evidence for."""
        screen = self._screen
        annotation = screen.commanding.annotation
        claims: dict[str, Claim] = {}
        if annotation is not None:
            place = Place(screen.open_session.id, annotation.id)
            if annotation.claim is not None:
                own = self._own(annotation.claim)
                claims = {own.id: own} if own else {}
            claims |= {each.claim.id: each.claim for each in claims_borne_on(screen.library, place)}
        pinned = screen.library.pinned.claim
        if len(claims) > 1:
            await self._choose(list(claims.values()))
        elif claims:
            await self.show(next(iter(claims)))
        elif annotation is None and pinned is not None:
            await self.show(pinned.id)
        elif annotation is not None and annotation.kind is Kind.CLAIM:
            if screen.commanding.attempt(lambda: self._make(place)):
                await self.open()
        elif annotation is None:
            screen.say("No annotation is in focus, and no claim is pinned.")
        else:
            screen.say(f"No claim is behind it yet: {screen.key_of('claim')} makes it one.")

    async def show(self, claim: str) -> None:
        """Show a claim; from there a place in an article may be gone to."""
        from reader.tui.screens.claim import ClaimScreen

        screen = self._screen
        await screen.ask(ClaimScreen(screen.library, screen.keymap, claim), self._back)

    async def find_evidence(self) -> None:
        """Look for passages on the matter of the annotation or the words in focus."""
        from reader.tui.screens.evidence import EvidenceScreen, Matter

        screen = self._screen
        subject = screen.judging.subject(Kind.CLAIM)
        place = self._place(subject)
        own = claim_linking.claim_at(screen.library, place) if place else None
        extent = subject.range
        if subject.annotation is not None:
            extent = screen.open_session.range_of(subject.annotation) or extent
        matter = Matter(
            screen.library,
            subject.quotation,
            article=screen.open_session.id,
            extent=extent,
            annotation=subject.annotation.id if subject.annotation else "",
            claim=own.id if own else "",
        )
        await screen.ask(EvidenceScreen(screen.library, screen.keymap, matter), self._back)

    def _back(self, landing: "Landing | None") -> None:
        self._screen.visiting.land(landing)

    def _own(self, claim: str) -> "Claim | None":
        """Return a claim; one that is missing is none, one that cannot be read is said."""
        try:
            return self._screen.library.claims.require(claim)
        except NotFoundError:
            return None

    def _make(self, place: Place) -> None:
        claim_linking.make_claim(self._screen.library, place)

    def _place(self, subject: "Subject") -> Place | None:
        if subject.annotation is None:
            return None
        return Place(self._screen.open_session.id, subject.annotation.id)

    def _mark(self, subject: "Subject") -> Place:
        session = self._screen.open_session
        return Place(session.id, session.mark(subject.range, subject.kind))

    async def _choose(self, claims: "list[Claim]") -> None:
        """Ask which of several claims is to be shown."""
        from reader.tui.screens.dialogs.claim_chooser import ClaimChooser

        def answered(place: int | None) -> None:
            if place is not None:
                self._screen.call_later(self.show, claims[place].id)

        await self._screen.ask(ClaimChooser([each.text for each in claims]), answered)
