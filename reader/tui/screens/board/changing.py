"""What is done to the chosen sightings, or to what is under the cursor: one step each."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.index.annotations import Group
from reader.library import bulk_changes, claim_linking
from reader.library.annotation_ids import Place
from reader.library.bulk_changes import Judged
from reader.model.annotation import Attribution, SpeakerState
from reader.model.claim import Status
from reader.model.speaker import SpeakerKind
from reader.model.tag import Tag
from reader.model.words import word_or
from reader.text.canonical import clean_line
from reader.tui.widgets.board_listing import Heading
from reader.tui.wording import counted, quoted

if TYPE_CHECKING:
    from reader.index.annotations import AnnotationRow
    from reader.tui.screens.board.screen import ClaimsBoard
    from reader.tui.screens.dialogs.same_claim_dialog import Offered
    from reader.tui.screens.dialogs.speaker_chooser import SpeakerChoice
    from reader.tui.screens.dialogs.verdict_chooser import Judgement

_FEW = 100
"""Sightings that are read at once."""

_MANY = 500
"""Sightings that are not changed without asking."""

_TAGS = 2_000
_PEOPLE = 9

Rows = Sequence["AnnotationRow"]


class Changing:
    """What `x`, `t`, `s`, `c`, `L` and `d` do."""

    def __init__(self, screen: "ClaimsBoard") -> None:
        """Change what is chosen on `screen`."""
        self._screen = screen

    async def verdict(self) -> None:
        """Ask for status and verdict."""
        await self._with_rows("Judge", self._verdict)

    async def tags(self) -> None:
        """Ask which tags to give, and which to take away."""
        await self._with_rows("Tag", self._tags)

    async def speaker(self) -> None:
        """Ask who says it."""
        await self._with_rows("Name the speaker of", self._speaker)

    async def confirm(self) -> None:
        """Confirm the suggested speakers."""
        await self._with_rows("Confirm the speakers of", self._confirm)

    async def link(self) -> None:
        """Say that the chosen sightings say the same."""
        await self._with_rows("Link", self._link)

    async def delete(self) -> None:
        """Delete what is chosen."""
        await self._with_rows("Delete", self._delete)

    # What each asks

    async def _verdict(self, rows: Rows) -> None:
        from reader.tui.screens.dialogs.verdict_chooser import Judgement, VerdictChooser

        former = {
            Judgement(
                word_or(Status, row.status, None),
                row.verdict or None,
                word_or(Attribution, row.attribution, None),
            )
            for row in rows
        }
        known = former.pop() if len(former) == 1 else None
        library = self._screen.library
        dialog = VerdictChooser(
            _words(rows),
            library.config.verdicts,
            known or Judgement(),
            differing=known is None,
        )
        if len(rows) > 1:
            claims = {row.claim or row.id for row in rows}
            dialog.concern(counted(len(claims), "claim"))

        def answered(judgement: "Judgement | None") -> None:
            if judgement is None:
                return
            said = judgement.attribution
            if said not in (None, known.attribution if known else None):
                self._do(
                    rows,
                    lambda places: bulk_changes.set_attribution(library, places, said),
                    lambda number: f"Said, {said}: {counted(number, 'sighting')}",
                )
                return
            judged = _judged(judgement, known)
            self._do(
                rows,
                lambda places: bulk_changes.judge(library, places, judged),
                lambda number: f"{judged}: {counted(number, 'claim')}",
            )

        await self._screen.ask(dialog, answered)

    async def _tags(self, rows: Rows) -> None:
        from reader.tui.screens.dialogs.tag_chooser import TagChooser

        library, codebook = self._screen.library, self._screen.library.tags
        given = [set(codebook.all_current(row.tags)) for row in rows]
        every, some = set.intersection(*given), set.union(*given)
        known = [codebook.get(path) or Tag(path) for path in codebook.suggestions(limit=_TAGS)]
        dialog = TagChooser(
            _words(rows), known, every, last_tags=codebook.last, partly=some - every
        )
        if len(rows) > 1:
            dialog.concern(counted(len(rows), "sighting"))

        def answered(tags: frozenset[str] | None) -> None:
            if tags is None:
                return
            added, removed = tags - every, some - tags - dialog.partly
            self._do(
                rows,
                lambda places: bulk_changes.change_tags(library, places, sorted(added), removed),
                lambda number: f"Tagged: {counted(number, 'sighting')}",
            )

        await self._screen.ask(dialog, answered)

    async def _speaker(self, rows: Rows) -> None:
        from reader.tui.screens.dialogs.speaker_chooser import SpeakerChooser
        from reader.tui.screens.known_speakers import known_speakers

        library, speakers = self._screen.library, self._screen.library.speakers
        often = Counter(row.speaker for row in rows if row.speaker)
        known = {person.id: person for person in known_speakers(library)}
        people = [known[one] for one, _ in often.most_common(_PEOPLE) if one in known]
        states = {row.speaker_state for row in rows}
        one = speakers.label(next(iter(often))) if len(often) == 1 else ""
        suggested = one if states == {SpeakerState.SUGGESTED} else ""
        current = one if states == {SpeakerState.CONFIRMED} else ""
        dialog = SpeakerChooser(
            _words(rows),
            people,
            suggestion=suggested,
            current=current,
            speakers=list(known.values()),
        )
        if len(rows) > 1:
            dialog.concern(counted(len(rows), "sighting"))

        def say(places: Sequence[Place], choice: "SpeakerChoice") -> int:
            kinds = {"author": SpeakerKind.AUTHOR, "unnamed": SpeakerKind.UNNAMED}
            if choice.kind == "confirmed":
                return bulk_changes.confirm_speakers(library, places)
            name = choice.id or choice.name or None
            kind, namesake = kinds.get(choice.kind), choice.kind == "namesake"
            return bulk_changes.set_speaker(library, places, name, kind=kind, namesake=namesake)

        def answered(choice: "SpeakerChoice | None") -> None:
            if choice is not None:
                self._do(
                    rows,
                    lambda places: say(places, choice),
                    lambda number: f"{_speaker_said(choice)}: {counted(number, 'sighting')}",
                )

        await self._screen.ask(dialog, answered)

    async def _confirm(self, rows: Rows) -> None:
        library = self._screen.library
        self._do(
            rows,
            lambda places: bulk_changes.confirm_speakers(library, places),
            lambda number: f"Confirmed: {counted(number, 'speaker')}",
        )

    async def _link(self, rows: Rows) -> None:
        library = self._screen.library
        if len(rows) == 1:
            await self._link_one(rows[0])
            return
        self._do(
            rows,
            lambda places: bulk_changes.link(library, places),
            lambda _: f"One claim: {counted(len(rows), 'sighting')}",
        )

    async def _link_one(self, row: "AnnotationRow") -> None:
        """Ask which claim is the same as that of a single sighting."""
        from reader.tui.screens.same_claim import SameClaim

        screen, place = self._screen, _place(row)
        own = claim_linking.claim_at(screen.library, place)
        same = SameClaim(screen.library, row.quotation or row.claim_text, place=place, own=own)

        def answered(chosen: "Offered | None") -> None:
            if chosen is not None:
                screen.attempt(lambda: link(chosen))

        def link(chosen: "Offered") -> None:
            done = same.link(chosen, lambda: place)
            screen.say(f"{done} · {screen.key_of('undo')} undoes.")

        await screen.ask(same.dialog(), answered)

    async def _delete(self, rows: Rows) -> None:
        library = self._screen.library
        self._do(
            rows,
            lambda places: bulk_changes.delete(library, places),
            lambda number: f"Deleted: {counted(number, 'sighting')}",
        )

    # How

    async def _with_rows(self, what: str, act: Callable[[Rows], Awaitable[None]]) -> None:
        """Do something with what is chosen, once its records were read; many need a word first.

        Raises:
            ReadOnlyError: the library cannot be written.
            InputError: what is under the cursor is a heading that stands for many.
        """
        screen = self._screen
        screen.library.history.require_writable()
        numbers = self._targets()
        if not numbers:
            screen.telling.briefly("There is nothing to change.")
            return
        if len(numbers) <= _MANY:
            await act(await self._read(numbers))
            return
        from reader.tui.screens.dialogs.confirm_dialog import ConfirmDialog

        key = screen.key_of("undo")
        dialog = ConfirmDialog(
            f"{what} {len(numbers):,} sightings?", f"{key} takes it back.", yes=what, no="Leave"
        )

        async def go_on() -> None:
            await act(await self._read(numbers))

        def answered(wanted: bool | None) -> None:
            if wanted:
                screen.run_worker(go_on(), group="changing")

        await screen.ask(dialog, answered)

    def _targets(self) -> tuple[int, ...]:
        board = self._screen.board
        item = board.cursor
        if isinstance(item, Heading) and not board.number_chosen and item.group is not Group.CLAIM:
            number = len(board.listing.below(board.place))
            key = self._screen.key_of("board_choose")
            raise InputError(f"{key} chooses the {counted(number, 'sighting')} below this heading.")
        return board.targets

    async def _read(self, numbers: Sequence[int]) -> Rows:
        def read() -> Rows:
            library = self._screen.library
            nothing: list[AnnotationRow] = []
            annotations = library.listing.annotations
            rows = library.listing.at_once(lambda: annotations.rows(numbers), nothing)
            bulk_changes.preload(library, map(_place, rows))
            return rows

        rows = read() if len(numbers) <= _FEW else await asyncio.to_thread(read)
        if not rows:
            raise InputError("Nothing of that is there any more.")
        return rows

    def _do(
        self,
        rows: Rows,
        change: Callable[[Sequence[Place]], object],
        done: Callable[[int], str],
    ) -> None:
        screen = self._screen
        number: object = 0

        def act() -> None:
            nonlocal number
            number = change(list(map(_place, rows)))

        if screen.attempt(act):
            screen.board.forget_choice()
            shown = done(number if isinstance(number, int) else len(rows))
            screen.say(f"{shown} · {screen.key_of('undo')} undoes.")


def _judged(judgement: "Judgement", former: "Judgement | None") -> Judged:
    """Return what was said: what differs, or where they were not alike, what is not empty."""
    said: dict[str, Status | str | None] = {
        "status": judgement.status,
        "verdict": judgement.verdict,
    }
    if not any(said.values()):
        return Judged(said)
    if former is None:
        return Judged({name: word for name, word in said.items() if word})
    known = {"status": former.status, "verdict": former.verdict}
    return Judged({name: word for name, word in said.items() if word != known[name]})


def _speaker_said(choice: "SpeakerChoice") -> str:
    words = {"author": "the author", "unnamed": "someone unnamed", "cleared": "no speaker"}
    name = words.get(choice.kind, clean_line(choice.name, 40))
    return f"Confirmed {name}" if choice.kind == "confirmed" else f"Speaker {name}"


def _words(rows: Rows) -> str:
    return quoted(rows[0].quotation or rows[0].claim_text, 200)[1:-1]


def _place(row: "AnnotationRow") -> Place:
    return Place(row.article, row.id)
