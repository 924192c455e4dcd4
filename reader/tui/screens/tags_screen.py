"""The codebook: the tags of the library, what each is for, and changing one wherever it is."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.index.folding import fold
from reader.library import tag_bearers, tag_changes
from reader.library.codebook import tag_path
from reader.library.tag_bearers import Bearers
from reader.model.tag import COLORS, Tag
from reader.text.canonical import clean_line
from reader.tui.commands import Situation, Where
from reader.tui.matching import matching_paths
from reader.tui.screens.landing import Asking
from reader.tui.screens.registry_screen import RegistryScreen
from reader.tui.widgets.tag_list import TagList, TagRow
from reader.tui.wording import counted

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.tag_changes import TagPlan
    from reader.tui.commands import Keymap

    Planning = Callable[[str, Bearers | None], TagPlan]


class TagsScreen(RegistryScreen):
    """Filter, make, edit, rename, move, merge and delete tags; Enter answers with what has one."""

    AT = Where.TAGS
    TITLE_WORD = "Tags"
    HINT = "a path, such as he/va for health/vaccines"

    rows: TagList

    def __init__(self, library: "Library", keymap: "Keymap") -> None:
        """Prepare the screen."""
        super().__init__(library, keymap)
        self.rows = TagList()
        self._all: dict[str, TagRow] = {}
        self._by_use = False

    @property
    def situation(self) -> Situation:
        """Being among the tags."""
        return Situation.TAGS

    def show_changes(self) -> None:
        """Show what tags there are now."""
        numbers = tag_bearers.counts(self.library)
        listed = {tag.path: tag for tag in self.library.tags.all()}
        paths = {*listed, *(path for path, number in numbers.items() if number)}
        paths.update(above for path in list(paths) for above in _above(path))
        self._all = {
            path: _row(listed.get(path, Tag(path)), numbers.get(path, 0), listed=path in listed)
            for path in sorted(paths, key=lambda path: path.casefold().split("/"))
        }
        super().show_changes()

    def show_rows(self) -> None:
        """Show the tags that fit the filter: as a tree, or the paths that fit best first."""
        typed = clean_line(self.field.value).lstrip("#")
        shown = list(self._all.values())
        if self._by_use or typed:
            paths = [path for path, row in self._all.items() if row.listed or row.number]
            if self._by_use:
                recent = [path for path in self.library.tags.recent if path in set(paths)]
                paths = list(dict.fromkeys([*recent, *paths]))
            fitting = [paths[place] for place in matching_paths(typed, paths)]
            if typed:
                said = fold(typed)
                fitting += [path for path in paths if said in fold(self._all[path].description)]
            shown = [
                self._all[path]._replace(label=path, depth=0) for path in dict.fromkeys(fitting)
            ]
        self.rows.show(shown)
        total = sum(row.listed or bool(row.number) for row in self._all.values())
        self.show_title(sum(row.listed or bool(row.number) for row in shown), total)

    def action_tagged(self) -> None:
        """Answer with what finds what has the tag under the cursor, or one below it."""
        path = self.rows.cursor
        if path is None:
            return
        if not any(
            row.number
            for row in self._all.values()
            if row.path == path or tag_bearers.is_below(row.path, path)
        ):
            self.say(f"Nothing has #{path}.")
            return
        self.dismiss(Asking(f'tag:"{path}"' if '"' not in path else f"tag:{path}"))

    async def action_edit(self) -> None:
        """Edit colour, key and description of the tag under the cursor, as one step."""
        from reader.tui.screens.dialogs.record_form import FormField, RecordForm

        path = self.rows.cursor
        if path is None:
            return
        self.library.history.require_writable()
        tag = self.library.tags.get(path) or Tag(path)
        fields = [
            FormField("color", "colour", tag.color or "", ["", *COLORS]),
            FormField("hotkey", "key", tag.hotkey or "", ["", *"123456789"]),
            FormField("description", "what it is for", tag.description),
        ]

        def keep(changed: Mapping[str, str]) -> None:
            with self.library.history.step(f"edit #{path}"):
                self.library.history.change(self.library.tags.entries([path]))
                for name, value in changed.items():
                    tag_changes.set_field(self.library, path, name, value)

        await self.ask(RecordForm("tag", f"#{path}", fields, keep), lambda _: self.show_offers())

    async def action_create(self) -> None:
        """Ask for the path of a new tag."""

        def outcome(typed: str) -> str:
            path = tag_path(typed) if typed.strip("/# ") else ""
            known = self.library.tags.get(path) if path else None
            if known is not None:
                raise InputError(f"There is a tag #{known.path} already.")
            return f"Enter: a new tag #{path}" if path else "Type the path of the new tag."

        def answered(typed: str | None) -> None:
            if typed and self.attempt(lambda: tag_changes.create(self.library, typed)):
                self.show_changes()
                self.rows.stand_on(tag_path(typed))

        above = self.rows.cursor.rpartition("/")[0] if self.rows.cursor else ""
        await self._ask_path("new tag", "", f"{above}/" if above else "", outcome, answered)

    async def action_rename(self) -> None:
        """Ask for the path the tag under the cursor is to have."""
        path = self.rows.cursor
        if path is not None:
            await self._ask_change(
                "rename",
                path,
                lambda typed, found: tag_changes.plan_rename(self.library, path, typed, found),
                value=path,
            )

    async def action_move(self) -> None:
        """Ask which tag the one under the cursor is to be below; nothing typed means none."""
        path = self.rows.cursor
        if path is not None:
            await self._ask_change(
                "put below",
                path,
                lambda typed, found: tag_changes.plan_move(self.library, path, typed, found),
            )

    async def action_merge(self) -> None:
        """Ask which tag the one under the cursor is to be one with."""
        path = self.rows.cursor
        if path is None:
            return

        def plan(typed: str, found: Bearers | None) -> "TagPlan":
            if not typed or self.library.tags.get(typed) is None:
                raise InputError("Type a few letters of the tag it is to be one with.")
            return tag_changes.plan_rename(self.library, path, typed, found)

        await self._ask_change("merge into", path, plan, only_known=True)

    async def action_delete(self) -> None:
        """Ask whether to delete the tag under the cursor and those below it everywhere."""
        from reader.tui.screens.dialogs.confirm_dialog import ConfirmDialog

        path = self.rows.cursor
        if path is None:
            return
        self.library.history.require_writable()
        plan = tag_changes.plan_delete(self.library, path)

        def answered(yes: bool | None) -> None:
            if yes:
                self._apply(plan)

        below = len(plan.paths) - (path in plan.paths)
        what = f"#{path} and {counted(below, 'tag')} below it" if below else f"#{path}"
        await self.ask(
            ConfirmDialog(f"Delete {what}?", f"gone from {_where(plan)}", yes="Delete", no="Keep"),
            answered,
        )

    def action_order(self) -> None:
        """Sort as a tree, or the latest given first."""
        self._by_use = not self._by_use
        self.show_rows()
        self.rows.action_first()
        self.say("The latest given first." if self._by_use else "By path.")

    def on_tag_list_opened(self) -> None:
        """Answer with what has the tag that was clicked twice."""
        self.action_tagged()

    async def _ask_change(
        self,
        title: str,
        path: str,
        planned: "Planning",
        *,
        value: str = "",
        only_known: bool = False,
    ) -> None:
        """Ask for another path of a tag, with what would change, and do it."""
        self.library.history.require_writable()
        # What has it is counted once; only what it becomes depends on what is typed.
        found = tag_bearers.bearers(self.library, path)
        where = _where(found)

        def outcome(typed: str) -> str:
            if value and typed == value:
                return f"{where}: type its new path."
            plan = planned(typed, found)
            joined = f", joined with #{', #'.join(plan.joined)}" if plan.joined else ""
            return f"Enter: #{plan.target}{joined} · {where}"

        def answered(typed: str | None) -> None:
            if typed is not None and not (value and typed == value):
                self.attempt(lambda: self._apply(planned(typed, None)))

        await self._ask_path(title, f"#{path}", value, outcome, answered, only_known=only_known)

    async def _ask_path(
        self,
        title: str,
        subject: str,
        value: str,
        outcome: Callable[[str], str],
        answered: Callable[[str | None], None],
        *,
        only_known: bool = False,
    ) -> None:
        from reader.tui.screens.dialogs.tag_path_prompt import TagPathPrompt

        self.library.history.require_writable()
        paths = [path for path in self._all if f"#{path}" != subject]
        dialog = TagPathPrompt(
            title, subject, value=value, paths=paths, outcome=outcome, only_known=only_known
        )
        await self.ask(dialog, answered)

    def _apply(self, plan: "TagPlan") -> None:
        def act() -> None:
            done = tag_changes.apply(self.library, plan)
            self.show_changes()
            if done.target is None:
                self.say(f"Deleted: #{done.path}, from {_where(done)}.")
            else:
                self.rows.stand_on(done.target)
                self.say(f"#{done.path} is #{done.target} now: {_where(done)}.")

        self.attempt(act)


def _row(tag: Tag, number: int, *, listed: bool) -> TagRow:
    above, _, last = tag.path.rpartition("/")
    return TagRow(
        tag.path,
        last,
        above.count("/") + 1 if above else 0,
        tag.color,
        tag.hotkey,
        tag.description,
        number,
        listed,
    )


def _above(path: str) -> Iterable[str]:
    parts = path.split("/")
    return ("/".join(parts[:end]) for end in range(1, len(parts)))


def _where(found: "Bearers | TagPlan") -> str:
    """Return in how many annotations and articles something would change."""
    if isinstance(found, Bearers):
        numbers = sum(found.annotated.values()), len(found.annotated), len(found.shelved)
    else:
        numbers = found.annotations, found.articles, found.shelved
    annotations, articles, shelved = numbers
    where = f"{counted(annotations, 'annotation')} in {counted(articles, 'article')}"
    return f"{where} and {counted(shelved, 'article')} themselves" if shelved else where
