"""What was deleted, to be had back; and the backups, looked after while a person reads."""

from collections.abc import Awaitable
from datetime import datetime
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.tui.signs import KIND_SIGNS
from reader.tui.wording import quoted, written_date

if TYPE_CHECKING:
    from reader.library.trash import DeletedAnnotation, DeletedArticle
    from reader.tui.screens.dialogs.trash import Deleted
    from reader.tui.screens.reading.screen import ReadingScreen


class Restoring:
    """What `Trash` in the palette does."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Work on the library `screen` shows."""
        self._screen = screen

    def tend_backups(self) -> None:
        """Have the backups looked after, in a thread of its own."""
        library = self._screen.library

        def tend() -> None:
            worker = get_current_worker()
            library.tend_backups(lambda: not worker.is_cancelled)

        self._screen.run_worker(tend, thread=True, group="backups", exit_on_error=True)

    def trash(self) -> Awaitable[None]:
        """Show what was deleted, articles and annotations of the open one; restore one of them."""
        from reader.library.trash import deleted_annotations, deleted_articles
        from reader.tui.screens.dialogs.trash import Trash

        screen = self._screen
        things: list[DeletedArticle | DeletedAnnotation] = [*deleted_articles(screen.library)]
        if screen.article is not None:
            things += deleted_annotations(screen.library, screen.article)
        things.sort(key=lambda thing: thing.deleted, reverse=True)

        def chosen(index: int | None) -> None:
            if index is not None:
                screen.commanding.attempt(lambda: self._restore(things[index]))

        return screen.ask(Trash([_shown(thing) for thing in things]), chosen)

    def _restore(self, thing: "DeletedArticle | DeletedAnnotation") -> None:
        from reader.library.trash import DeletedArticle, restore_annotation, restore_article

        screen = self._screen
        if isinstance(thing, DeletedArticle):
            restore_article(screen.library, thing.id)
            screen.articles.show_row(thing.id)
            if screen.article is None:
                screen.articles.open(thing.id)
            words = thing.title
        else:
            restore_annotation(screen.library, thing.article, thing.id)
            screen.showing.annotations()
            screen.go_to_annotation(thing.id)
            words = thing.words
        what = quoted(words) if words else "The note on the article"
        screen.say(f"{what} is back. {screen.key_of('undo')} takes that back.")


def _shown(thing: "DeletedArticle | DeletedAnnotation") -> "Deleted":
    from reader.library.trash import DeletedArticle
    from reader.tui.screens.dialogs.trash import Deleted

    if isinstance(thing, DeletedArticle):
        return Deleted(thing.title, _when(thing.deleted), "▤", "article")
    return Deleted(thing.words, _when(thing.deleted), KIND_SIGNS[thing.kind], note=thing.note)


def _when(deleted: str) -> str:
    """Return a time as `2 Aug 17:05` here, one of another year as a date."""
    try:
        moment = datetime.fromisoformat(deleted).astimezone()
    except (ValueError, OverflowError):
        return ""
    day = written_date(moment.date().isoformat())
    return f"{day} {moment:%H:%M}" if moment.year == datetime.now().year else day
