"""Saying who said it, what it is about, and whether it is true."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.model.annotation import Annotation, Kind, SpeakerState
from reader.model.speaker import SpeakerKind
from reader.model.tag import COLORS, Tag
from reader.text.document import Range
from reader.tui.commands import Situation
from reader.tui.widgets.coach import Step
from reader.tui.wording import quoted

if TYPE_CHECKING:
    from reader.tui.screens.dialogs.speaker_chooser import SpeakerChoice
    from reader.tui.screens.dialogs.verdict_chooser import Judgement
    from reader.tui.screens.reading.screen import ReadingScreen

_MANY_TAGS = 2000


class Subject(NamedTuple):
    """What is being judged: an annotation, or words that become one with the answer.

    Attributes:
        annotation: The annotation, or None while there is none.
        range: The words that will be marked if there is none.
        kind: What they will be marked as.
        quotation: The words, to be shown.
    """

    annotation: Annotation | None
    range: Range
    kind: Kind
    quotation: str


class Judging:
    """What `s`, `t`, `x`, `=` and Enter do.

    A dialog is opened on the annotation under the focus. Where there is none, the words in focus
    or selected are marked together with the answer, as one step for undo; a dialog that is let
    go of marks nothing.
    """

    def __init__(self, screen: "ReadingScreen") -> None:
        """Work on what `screen` shows."""
        self._screen = screen

    async def speaker(self) -> None:
        """Ask who said it."""
        from reader.tui.screens.dialogs.speaker_chooser import SpeakerChooser
        from reader.tui.screens.known_speakers import known_speakers, people_of

        session, library = self._screen.open_session, self._screen.library
        subject = self.subject(Kind.CLAIM)
        name, suggested = "", ""
        if subject.annotation is not None:
            name = session.speaker_label(subject.annotation)
            if subject.annotation.speaker_state is SpeakerState.SUGGESTED:
                name, suggested = "", name
        else:
            suggested = session.suggestion(subject.range).name
        dialog = SpeakerChooser(
            subject.quotation,
            people_of(session, library, subject.range),
            suggestion=suggested,
            current=name,
            speakers=known_speakers(library),
        )
        await self._screen.ask(dialog, lambda choice: self._set_speaker(subject, choice))

    async def tags(self) -> None:
        """Ask for tags."""
        from reader.tui.screens.dialogs.tag_chooser import TagChooser

        codebook = self._screen.library.tags
        subject = self.subject(Kind.HIGHLIGHT)
        known = [codebook.get(path) or Tag(path) for path in codebook.suggestions(limit=_MANY_TAGS)]
        chosen = set(subject.annotation.tags) if subject.annotation else set()
        dialog = TagChooser(subject.quotation, known, chosen, last_tags=codebook.last)

        def answered(tags: frozenset[str] | None) -> None:
            if tags is not None:
                self.act("tags", subject, lambda one: session.set_tags(one, sorted(tags)))

        session = self._screen.open_session
        await self._screen.ask(dialog, answered)

    async def verdict(self) -> None:
        """Ask whether it is true, and whether they said it."""
        from reader.tui.screens.dialogs.verdict_chooser import Judgement, VerdictChooser

        session = self._screen.open_session
        subject = self.subject(Kind.CLAIM)
        claim = session.claim_of(subject.annotation) if subject.annotation else None
        said = subject.annotation.attribution if subject.annotation else None
        former = Judgement(claim.status if claim else None, claim.verdict if claim else None, said)
        verdicts = self._screen.library.config.verdicts
        dialog = VerdictChooser(subject.quotation, verdicts, former)

        def answered(judgement: "Judgement | None") -> None:
            if judgement is None or judgement == former:
                return

            def judge(annotation: str) -> None:
                with session.step(f"verdict on {quoted(subject.quotation)}", annotation):
                    if judgement.verdict != former.verdict:
                        session.set_verdict(annotation, judgement.verdict)
                    if judgement.status != former.status:
                        session.set_status(annotation, judgement.status)
                    if judgement.attribution != former.attribution:
                        session.set_attribution(annotation, judgement.attribution)

            self.act("verdict", subject, judge)

        await self._screen.ask(dialog, answered)

    async def enter(self) -> None:
        """Confirm a suggested speaker; else show all fields; without either, follow a link."""
        screen = self._screen
        annotation = screen.commanding.annotation
        if annotation is None and Situation.REFERENCE in screen.following.situation:
            screen.following.here()
        elif annotation is None:
            screen.say("No annotation is in focus.")
        elif annotation.speaker_state is SpeakerState.SUGGESTED and annotation.kind is Kind.CLAIM:
            screen.open_session.confirm_speaker(annotation.id)
            name = screen.open_session.speaker_label(annotation)
            screen.say(f"Confirmed: {name or 'no speaker'}.")
            screen.coach.done(Step.SPEAKER)
        else:
            await self.details()

    async def details(self) -> None:
        """Show all fields of the annotation under the focus."""
        from reader.tui.screens.dialogs.details_screen import AnnotationDetails, DetailsScreen

        screen = self._screen
        session, annotation = screen.open_session, screen.commanding.annotation
        if annotation is None:
            screen.say("No annotation is in focus.")
            return
        speakers = screen.library.speakers
        claim = session.claim_of(annotation)
        extent = session.range_of(annotation)
        anchor = annotation.anchor_in(session.text)
        details = AnnotationDetails(
            quotation=session.quotation(annotation),
            kind=annotation.kind,
            speaker=session.speaker_label(annotation),
            speaker_state=annotation.speaker_state,
            voice=annotation.voice,
            attribution=annotation.attribution,
            via=annotation.via or "",
            said_on=annotation.said_on or "",
            tags=annotation.tags,
            status=claim.status if claim else None,
            verdict=claim.verdict if claim else None,
            color=annotation.color,
            note=annotation.note,
            created=annotation.created,
            modified=annotation.modified,
            creator=annotation.creator,
            position=f"{extent.start}–{extent.end}" if extent else "",
            anchor=anchor.state.value if anchor else "",
        )
        dialog = DetailsScreen(
            details,
            verdicts=screen.library.config.verdicts,
            colors=COLORS,
            speakers=[speakers.label(each.id) for each in speakers.all()],
            editor=screen.library.config.editor,
        )
        identity = annotation.id

        def answered(changed: dict[str, Any] | None) -> None:
            if changed:
                screen.commanding.attempt(lambda: self._set_fields(identity, changed))

        await screen.ask(dialog, answered)

    def repeat(self) -> None:
        """Give the speaker and tags of the last annotation."""
        session = self._screen.open_session
        self.act("repeat", self.subject(Kind.CLAIM), session.repeat_from)

    def subject(self, kind: Kind) -> Subject:
        """Return what is under the focus: an annotation, or the words to be marked as `kind`."""
        screen = self._screen
        session, target = screen.open_session, screen.pane.target
        selected = screen.pane.selection is not None
        annotation = session.exactly(target) if selected else screen.commanding.annotation
        quotation = (
            session.quotation(annotation) if annotation else session.document.text[slice(*target)]
        )
        return Subject(annotation, target, kind, quotation)

    def act(self, label: str, subject: Subject, act: Callable[[str], None]) -> bool:
        """Do something to the subject; mark its words first, in the same step, if need be.

        Returns:
            False if it failed; that was said.
        """
        screen = self._screen
        session = screen.open_session

        def mark_and_act() -> None:
            if subject.annotation is not None:
                act(subject.annotation.id)
                return
            with session.step(f"{label} on {quoted(subject.quotation)}"):
                made = session.mark(subject.range, subject.kind)
                act(made)
            screen.showing.annotations()
            screen.go_to_annotation(made)

        return screen.commanding.attempt(mark_and_act)

    def _set_speaker(self, subject: Subject, choice: "SpeakerChoice | None") -> None:
        if choice is None:
            return
        session = self._screen.open_session

        def say(annotation: str) -> None:
            if choice.kind == "author":
                session.set_speaker(annotation, None, kind=SpeakerKind.AUTHOR)
            elif choice.kind == "unnamed":
                session.set_speaker(annotation, None, kind=SpeakerKind.UNNAMED)
            elif choice.kind == "cleared":
                session.set_speaker(annotation, None)
            elif choice.kind == "confirmed":
                session.confirm_speaker(annotation)
            elif choice.kind == "namesake":
                session.set_speaker(annotation, choice.name, namesake=True)
            else:
                session.set_speaker(annotation, choice.id or choice.name)

        self.act("speaker", subject, say)
        if choice.kind != "cleared":
            self._screen.coach.done(Step.SPEAKER)

    def _set_fields(self, annotation: str, changed: dict[str, Any]) -> None:
        session = self._screen.open_session
        names = " and ".join(name.replace("_", " ") for name in changed)
        words = quoted(session.quotation(session.annotation(annotation)))
        with session.step(f"{names} of {words}", annotation):
            for name, value in changed.items():
                if name == "kind":
                    session.set_kind(annotation, value)
                elif name == "tags":
                    session.set_tags(annotation, sorted(value))
                elif name == "note":
                    session.set_note(annotation, value)
                else:
                    session.set_field(annotation, name, None if value is None else str(value))
