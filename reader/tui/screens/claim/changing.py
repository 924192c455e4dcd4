"""What is changed on a claim's screen; every change is one step for undo."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from reader.library import claim_judging, claim_linking, evidence
from reader.library.annotation_ids import Place
from reader.library.claim_judging import characters_left
from reader.model.claim import Claim, ClaimType, Relation, Status
from reader.model.evidence import Evidence
from reader.tui.screens.claim.lines import FIELD, FORMER, PIECE, SIGHTING
from reader.tui.screens.dialogs.form import Form, FormField
from reader.tui.wording import counted, quoted

if TYPE_CHECKING:
    from reader.tui.screens.claim.record import ClaimRecord
    from reader.tui.screens.claim.screen import ClaimScreen
    from reader.tui.screens.dialogs.evidence_dialog import Attachment
    from reader.tui.screens.dialogs.same_claim_dialog import Offered
    from reader.tui.screens.dialogs.verdict_chooser import Judgement

_YES = "yes"
_EVIDENCE_LABELS = {
    "quote": "words",
    "source": "source",
    "published_on": "published",
    "accessed_on": "seen on",
    "url": "address",
    "archived_url": "archived at",
}


class Changing:
    """What the keys on a claim change."""

    def __init__(self, screen: "ClaimScreen") -> None:
        """Change the claim that `screen` shows."""
        self._screen = screen

    async def edit(self) -> None:
        """Edit what is under the cursor."""
        key = self._screen.rows.cursor
        match key:
            case (str(kind), name) if kind == FIELD:
                await self._edit_claim(str(name))
            case (str(kind), name) if kind == PIECE:
                await self._edit_piece(str(name))
            case (str(kind), _) if kind == SIGHTING:
                await self.verdict()
            case (str(kind), _) if kind == FORMER:
                self._screen.say("What was once said of it stays as it is.")

    async def verdict(self) -> None:
        """Ask for status and verdict, and of a sighting whether it was said."""
        from reader.tui.screens.dialogs.verdict_chooser import Judgement, VerdictChooser

        record = self._record
        if record is None:
            return
        claim, place = record.claim, self._sighting
        seen = record.sighting(place) if place else None
        former = Judgement(claim.status, claim.verdict, seen.attribution if seen else None)
        dialog = VerdictChooser(
            seen.words if seen else claim.text,
            self._screen.library.config.verdicts,
            former,
            said=seen is not None,
        )

        def answered(judgement: "Judgement | None") -> None:
            if judgement is not None and judgement != former:
                self._screen.attempt(partial(self._judge, claim.id, place, former, judgement))

        await self._screen.ask(dialog, answered)

    async def explain(self) -> None:
        """Edit the explanation of the verdict."""
        from reader.tui.screens.dialogs.note_editor import NoteEditor

        record, screen = self._record, self._screen
        if record is None:
            return
        claim = record.claim

        def answered(text: str | None) -> None:
            if text is not None:
                self._set(claim.id, {"explanation": text})

        editor = screen.library.config.editor
        dialog = NoteEditor(claim.text, claim.explanation, editor=editor, title="explanation")
        await screen.ask(dialog, answered)

    async def attach(self) -> None:
        """Ask for an address to attach as evidence."""
        from reader.tui.screens.dialogs.evidence_dialog import EvidenceDialog

        record, screen = self._record, self._screen
        if record is None:
            return
        claim = record.claim

        def attach(answer: "Attachment") -> None:
            piece = evidence.add_address(
                screen.library, claim.id, answer.relation, answer.address, note=answer.note
            )
            screen.show_changes()
            screen.rows.stand_on((PIECE, piece))

        def answered(answer: "Attachment | None") -> None:
            if answer is not None:
                screen.attempt(lambda: attach(answer))

        dialog = EvidenceDialog(
            claim.text, check=lambda address: evidence.check_field("url", address)
        )
        await screen.ask(dialog, answered)

    def remove(self) -> None:
        """Remove the piece of evidence under the cursor; the annotation it is stays."""
        record, screen = self._record, self._screen
        piece = self._piece
        if record is None:
            return
        if piece is None:
            split = screen.key_of("claim_split")
            screen.say(f"Only evidence is removed here; {split} splits off a sighting.")
            return
        evidence.remove(screen.library, record.claim.id, piece)
        screen.say(f"Removed from the evidence · {screen.key_of('undo')} undoes.")

    def pin(self) -> None:
        """Pin the claim in place of the one that was pinned, or let go of it."""
        record, screen = self._record, self._screen
        if record is None:
            return
        if record.pinned:
            screen.library.pinned.unpin()
            screen.say("Let go of it.")
        else:
            screen.library.pinned.pin(record.claim.id)
            screen.say("Pinned: it stays in sight while you read.")
        screen.show_changes()

    async def merge(self) -> None:
        """Ask for a claim that is the same, and make it a part of this one."""
        from reader.tui.screens.same_claim import SameClaim

        record, screen = self._record, self._screen
        if record is None:
            return
        claim = record.claim
        same = SameClaim(screen.library, claim.text, own=claim, keeps_own=True)

        def link(chosen: "Offered") -> None:
            done = same.link(chosen, _no_place)
            screen.telling.hush()
            screen.say(f"{done} · {screen.key_of('undo')} undoes.")

        def answered(chosen: "Offered | None") -> None:
            if chosen is not None:
                screen.attempt(lambda: link(chosen))

        await screen.ask(same.dialog(), answered)

    def split(self) -> None:
        """Make a claim of their own of the chosen sightings, else of the one under the cursor."""
        record, screen = self._record, self._screen
        places = [name for kind, name in screen.rows.chosen if kind == SIGHTING]
        if record is None:
            return
        if not places:
            choose = screen.key_of("claim_choose")
            screen.say(f"Put the cursor on a sighting, or choose some with {choose}.")
            return
        new = claim_linking.split(screen.library, places)
        screen.rows.forget_choice()
        text = screen.library.claims.require(new).text
        what = counted(len(places), "sighting")
        screen.say(f"Split off {what}: {quoted(text, 24)} · {screen.key_of('undo')} undoes.")

    # How

    @property
    def _record(self) -> "ClaimRecord | None":
        record = self._screen.record
        if record is None:
            self._screen.say("There is no claim to change.")
        return record

    @property
    def _sighting(self) -> Place | None:
        match self._screen.rows.cursor:
            case (str(kind), Place() as place) if kind == SIGHTING:
                return place
        return None

    @property
    def _piece(self) -> str | None:
        match self._screen.rows.cursor:
            case (str(kind), str(name)) if kind == PIECE:
                return name
        return None

    async def _edit_claim(self, first: str) -> None:
        record, screen = self._record, self._screen
        if record is None:
            return
        claim, library = record.claim, screen.library
        form = Form(
            "claim",
            claim.text,
            _claim_fields(claim, library.config.verdicts),
            check=partial(claim_judging.check_field, library),
            first=first.replace(" ", "_"),
            editor=library.config.editor,
        )

        def answered(changes: Mapping[str, str] | None) -> None:
            if changes:
                self._set(claim.id, changes)

        await screen.ask(form, answered)

    async def _edit_piece(self, identity: str) -> None:
        record, screen = self._record, self._screen
        found = record.piece(identity) if record else None
        if record is None or found is None:
            return
        claim, piece = record.claim.id, found.piece

        def change(changes: Mapping[str, str]) -> None:
            with screen.library.history.step(f"edit evidence for {quoted(record.claim.text)}"):
                for name, value in changes.items():
                    evidence.set_field(screen.library, claim, piece.id, name, value)
            screen.show_changes()
            screen.rows.stand_on((PIECE, piece.id))

        def answered(changes: Mapping[str, str] | None) -> None:
            if changes:
                screen.attempt(lambda: change(changes))

        form = Form(
            "evidence",
            piece.quote or piece.url,
            _piece_fields(piece),
            check=evidence.check_field,
            editor=screen.library.config.editor,
        )
        await screen.ask(form, answered)

    def _set(self, claim: str, changes: Mapping[str, str]) -> None:
        screen = self._screen
        names = " and ".join(name.replace("_", " ") for name in changes)

        def change() -> None:
            with screen.library.history.step(f"{names} of a claim"):
                for name, value in changes.items():
                    claim_judging.set_field(screen.library, claim, name, value)

        screen.attempt(change)

    def _judge(
        self, claim: str, place: Place | None, former: "Judgement", judgement: "Judgement"
    ) -> None:
        library = self._screen.library
        changes: list[Callable[[], None]] = []
        if judgement.verdict != former.verdict:
            verdict = judgement.verdict
            changes.append(partial(claim_judging.set_field, library, claim, "verdict", verdict))
        if judgement.status != former.status:
            status = judgement.status.value if judgement.status else None
            changes.append(partial(claim_judging.set_field, library, claim, "status", status))
        if place is not None and judgement.attribution != former.attribution:
            session = library.session(place.article)
            said = judgement.attribution
            changes.append(partial(session.set_attribution, place.annotation, said))
        with library.history.step(f"verdict on {quoted(library.claims.require(claim).text)}"):
            for change in changes:
                change()


def _claim_fields(claim: Claim, verdicts: tuple[str, ...]) -> list[FormField]:
    return [
        FormField("text", "text", claim.text, left=characters_left),
        FormField("status", "status", claim.status or "", ("", *map(str, Status))),
        FormField("verdict", "verdict", claim.verdict or "", ("", *verdicts)),
        FormField("explanation", "explanation", claim.explanation, long=True),
        FormField("type", "type", claim.type or "", ("", *map(str, ClaimType))),
        FormField("as_of", "as of", claim.as_of or ""),
    ]


def _piece_fields(piece: Evidence) -> list[FormField]:
    fields = piece._asdict()
    return [
        FormField("relation", "what it does", piece.relation.value, tuple(map(str, Relation))),
        *(FormField(name, label, fields[name]) for name, label in _EVIDENCE_LABELS.items()),
        FormField("primary", "first hand", _YES if piece.primary else "", ("", _YES)),
        FormField("note", "note", piece.note, long=True),
    ]


def _no_place() -> Place:
    raise AssertionError("the claim that is kept needs no annotation")
