"""Taking the notes along: the export dialog, and what it was answered."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from reader.errors import ReaderError
from reader.tui.widgets.coach import Step
from reader.tui.wording import counted

if TYPE_CHECKING:
    from reader.library.export import Exported
    from reader.tui.screens.dialogs.export_dialog import ExportChoice
    from reader.tui.screens.reading.screen import ReadingScreen


class Exporting:
    """What `W` does."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Work on the open article and the library of `screen`."""
        self._screen = screen

    async def open(self) -> None:
        """Ask for format, scope and folder, with a preview."""
        from reader.library.export import file_names, render
        from reader.tui.screens.dialogs.export_dialog import ExportDialog, Format

        screen = self._screen
        library = screen.library
        if screen.article is None:
            screen.say("There is nothing to export yet.")
            return
        remembered = screen.remembered.export_format

        def preview(form: str, scope: str) -> str:
            return render(library, self._articles(scope, exactly=False)[:1], form)

        def files(form: str, scope: str, _folder: Path) -> Sequence[str]:
            return file_names(library, self._articles(scope, exactly=False), form)

        chosen_format: Format = "json" if remembered in get_args(Format)[1:] else "markdown"
        dialog = ExportDialog(
            title=screen.open_session.article.title,
            preview=preview,
            files=files,
            format=chosen_format,
            folder=str(library.export_folder),
        )
        await screen.ask(dialog, self._answered)

    def _articles(self, scope: str, *, exactly: bool) -> list[str]:
        from reader.library.export import exportable

        if scope == "all":
            return exportable(self._screen.library, exactly=exactly)
        return [self._screen.article] if self._screen.article else []

    def _answered(self, choice: "ExportChoice | None") -> None:
        from reader.library.export import export

        if choice is None:
            return
        screen = self._screen
        screen.remembered.export_format = choice.format

        def write() -> None:
            try:
                articles = self._articles(choice.scope, exactly=True)
                done = export(screen.library, articles, choice.format, choice.folder)
            except ReaderError as error:
                screen.call_later(screen.say, str(error), loud=True)
            else:
                screen.call_later(self._written, done)

        screen.run_worker(write, thread=True, group="exporting")

    def _written(self, done: "Exported") -> None:
        screen = self._screen
        if not done.paths:
            screen.say("There was nothing to export.")
            return
        first = done.paths[0]
        what = (
            str(first)
            if len(done.paths) == 1
            else f"{counted(len(done.paths), 'file')} in {first.parent}"
        )
        if done.beside:
            names = ", ".join(path.name for path in done.beside[:3])
            screen.say(f"Written beside files that had been changed since: {names}", loud=True)
        screen.say(f"Exported: {what}")
        screen.coach.done(Step.EXPORT)
