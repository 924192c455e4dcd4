"""The speakers of the library: what is known of each, and who is one and the same."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reader.index.folding import fold
from reader.library import speaker_registry
from reader.model.speaker import Speaker, SpeakerKind
from reader.text.canonical import clean_line
from reader.tui.commands import Situation, Where
from reader.tui.matching import matching
from reader.tui.screens.landing import Asking
from reader.tui.screens.registry_screen import RegistryScreen
from reader.tui.widgets.speaker_list import SpeakerList, SpeakerRow
from reader.tui.wording import counted, quoted

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.commands import Keymap


class SpeakersScreen(RegistryScreen):
    """Filter, edit, merge and delete speakers; Enter answers with what one of them said."""

    AT = Where.SPEAKERS
    TITLE_WORD = "Speakers"
    HINT = "name, alias, role or organisation"

    rows: SpeakerList

    def __init__(self, library: "Library", keymap: "Keymap") -> None:
        """Prepare the screen."""
        super().__init__(library, keymap)
        self.rows = SpeakerList()
        self._all: list[SpeakerRow] = []
        self._by_number = False

    @property
    def situation(self) -> Situation:
        """Being among the speakers."""
        return Situation.SPEAKERS

    def show_changes(self) -> None:
        """Show who is there now."""
        numbers = speaker_registry.count_words(self.library, at_once=True)
        confirmed = speaker_registry.count_confirmed(self.library)
        speakers = self.library.speakers
        self._all = [
            SpeakerRow(
                one.id,
                speakers.label(one.id),
                _about(one),
                one.aliases,
                numbers.get(one.id, 0),
                suggested=one.id in numbers and one.id not in confirmed,
            )
            for each in speakers.all()
            if (one := speakers.get(each.id)) is not None
        ]
        super().show_changes()

    def show_rows(self) -> None:
        """Show the speakers that fit the filter."""
        shown = sorted(self._all, key=lambda row: -row.quoted) if self._by_number else self._all
        typed = clean_line(self.field.value)
        if typed:
            names = [" ".join((row.name, *row.aliases)) for row in shown]
            fitting = matching(typed, names)
            also = {place for place, row in enumerate(shown) if fold(typed) in fold(row.about)}
            shown = [shown[place] for place in dict.fromkeys([*fitting, *sorted(also)])]
        self.rows.show(shown)
        self.show_title(len(shown), len(self._all))

    def action_said(self) -> None:
        """Answer with what finds what the speaker under the cursor said."""
        row = self._row()
        if row is None:
            return
        if not row.quoted:
            self.say(f"Nothing quotes {row.name}.")
            return
        known = self.library.speakers.get(row.id)
        name = known.name if known else ""
        # A piece of any name is enough to be found: where it fits others too, the id says who.
        found = sum(
            any(fold(name) in fold(each) for each in (one.name, *one.aliases)) for one in self._all
        )
        alone = found == 1 and '"' not in name
        self.dismiss(Asking(f'speaker:"{name if alone else row.id}"', claims=True))

    async def action_edit(self) -> None:
        """Edit the speaker under the cursor, as one step."""
        from reader.tui.screens.dialogs.record_form import FormField, RecordForm

        row = self._row()
        speaker = self.library.speakers.get(row.id) if row else None
        if speaker is None:
            return
        stored = next(each for each in self.library.speakers.all() if each.id == speaker.id)
        fields = [
            FormField("name", "name", stored.name),
            FormField("aliases", "also called", "; ".join(stored.aliases), hint="one; another"),
            FormField("role", "role", stored.role, hint="such as minister"),
            FormField("organisation", "organisation", stored.organisation),
            FormField("url", "address", stored.url, hint="https://…"),
            FormField("kind", "kind", stored.kind.value, [kind.value for kind in SpeakerKind]),
        ]

        def keep(changed: Mapping[str, str]) -> None:
            with self.library.history.step(f"edit {quoted(stored.name)}"):
                for name, value in changed.items():
                    speaker_registry.set_field(self.library, stored.id, name, value)

        self.library.history.require_writable()
        await self.ask(RecordForm("speaker", stored.name, fields, keep), self._answered)

    async def action_merge(self) -> None:
        """Ask whether those chosen are the one under the cursor."""
        from reader.tui.screens.dialogs.confirm_dialog import ConfirmDialog

        kept = self._row()
        if kept is None:
            return
        others = [name for name in self.rows.chosen_only if name != kept.id]
        if not others:
            choose = self.key_of("choose_speaker")
            self.say(f"{choose} chooses who else it is; then stand on the one to keep.")
            return
        self.library.history.require_writable()
        rows = {row.id: row for row in self._all}
        names = ", ".join(rows[other].name for other in others)
        number = counted(sum(rows[other].quoted for other in others), "annotation")

        def answered(yes: bool | None) -> None:
            if yes and self.attempt(
                lambda: speaker_registry.merge_all(self.library, kept.id, others)
            ):
                self.rows.forget_choice()
                self.say(f"{names}: {kept.name} now, {number} with it.")

        dialog = ConfirmDialog(
            f"Are {names} and {kept.name} one?",
            f"{number} will count as said by {kept.name}",
            yes="Merge",
            no="Leave them apart",
        )
        await self.ask(dialog, answered)

    def action_delete(self) -> None:
        """Delete those chosen, or the one under the cursor, if nothing quotes them."""
        chosen = self.rows.chosen
        if chosen:
            names = [row.name for row in self._all if row.id in set(chosen)]
            speaker_registry.delete_all(self.library, chosen)
            self.rows.forget_choice()
            self.say(f"Deleted: {', '.join(names)}.")

    def action_order(self) -> None:
        """Sort by name, or by how much was said."""
        self._by_number = not self._by_number
        self.show_rows()
        self.say("Most quoted first." if self._by_number else "By name.")

    def on_speaker_list_opened(self) -> None:
        """Answer with what the speaker said that was clicked twice."""
        self.action_said()

    def _answered(self, _: bool | None) -> None:
        self.show_offers()

    def _row(self) -> SpeakerRow | None:
        shown = self.rows.rows
        return shown[self.rows.place] if self.rows.cursor is not None else None


def _about(speaker: Speaker) -> str:
    kind = "" if speaker.kind is SpeakerKind.PERSON else speaker.kind.value
    return " · ".join(filter(None, (kind, speaker.role, speaker.organisation)))
