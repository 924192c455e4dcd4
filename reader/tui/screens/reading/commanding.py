"""From a key, a click or the palette to the method that does it, and what the bottom row offers."""

from collections.abc import Callable
from inspect import isawaitable
from typing import TYPE_CHECKING

from textual.events import Key

from reader.errors import NotFoundError, ReaderError
from reader.model.annotation import Annotation, SpeakerState
from reader.tui.commands import COMMANDS, Command, Situation, Where, method_of
from reader.tui.commands.finding import SWITCH_WORDS
from reader.tui.widgets.bottom_row import Offer

if TYPE_CHECKING:
    from reader.tui.screens.reading.screen import ReadingScreen

_ON_WORDS = ("marking.", "judging.", "noting.", "claiming.", "pinning.pin", "pinning.evidence")
"""How the actions begin of commands that act on the focus, which has to be in sight for them."""

_WHILE_TYPING = (Offer("", "Enter", "keep"), Offer("", "Esc", "let go"))
_COMPLETE = Offer("", "Tab", "complete")
_FORMER = Offer("", "↑", "former")


class Commanding:
    """Takes keys, runs commands, and says which of them serve here and now."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Serve `screen`."""
        self._screen = screen

    @property
    def where(self) -> Where:
        """Whose keys act now."""
        screen = self._screen
        if screen.session is None or screen.panes.front == "list":
            return Where.LIST
        if screen.panes.front == "notes":
            return Where.NOTES
        if screen.following.where is not None:
            return screen.following.where
        return Where.SELECTION if screen.pane.attention.selecting else Where.TEXT

    @property
    def annotation(self) -> Annotation | None:
        """The annotation the next action is about: under the focus, or marked in the notes."""
        screen = self._screen
        if screen.session is None:
            return None
        if self.where is Where.NOTES:
            identity = screen.notes.highlighted
        else:
            identity = screen.pane.annotation_under_focus()
        try:
            return screen.session.annotation(identity) if identity else None
        except NotFoundError:
            return None

    @property
    def situation(self) -> Situation:
        """What the person is doing."""
        screen = self._screen
        match self.where:
            case Where.LIST:
                return Situation.LIST if len(screen.list.listing) else Situation.EMPTY
            case Where.SELECTION:
                if screen.pane.pointer.moving_mark:
                    return Situation.DRAGGING
                again = screen.has_used("marking") and screen.marking.reselecting is not None
                return Situation.RESELECTING if again else Situation.SELECTING
            case Where.NOTES:
                situation = Situation.NOTES
            case Where.HINTS | Where.LINK | Where.FOOTNOTE:
                return screen.following.situation
            case _:
                situation = Situation.ANNOTATION if self.annotation else Situation.FOCUS
        if screen.has_used("finding") and screen.finding.hits:
            return Situation.FINDING
        annotation = self.annotation
        if annotation and annotation.speaker_state is SpeakerState.SUGGESTED:
            situation |= Situation.SUGGESTED
        return situation | screen.following.situation

    async def take_key(self, event: Key) -> bool:
        """Act on a key; False if it is no command's, or the text field's that has the focus.

        The app asks before it passes a key on. So a key is done with before the next one is
        looked at, and a dialog it opens is there to take what is typed ahead.
        """
        screen = self._screen
        screen.starting.go_on()
        if screen.has_used("find_bar") and screen.find_bar.has_focus_within:
            command = screen.keymap.command_for(Where.FIND_BAR, event.key)
            if command is None or not screen.find_bar.is_open:
                return False
            await self.run(command)
            return True
        if screen.has_open("filter_bar") and screen.filter_bar.takes_keys:
            return False
        if screen.following.takes(event):
            self.show_offers()
            return True
        where = self.where
        if where in Where.READING and self._is_pending(event, selecting=where is Where.SELECTION):
            self.show_offers()
            return True
        command = screen.keymap.command_for(where, event.key)
        if command is not None:
            await self.run(command)
        return command is not None

    async def run(self, command: Command) -> None:
        """Do what a command asks; an expected failure is said and changes nothing."""
        screen = self._screen
        screen.showing.changes()
        on_words = command.action.startswith(_ON_WORDS)
        if on_words and self.where in Where.READING and not self._in_sight():
            return
        before = screen.jumping.here if command.far else None
        place, caret = self._place, self._caret
        came_along, screen.captions.leafing = screen.captions.leafing, command.leafing
        try:
            result = method_of(screen, command)()
            if isawaitable(result):
                await result
        except ReaderError as error:
            screen.say(str(error), loud=True)
        screen.showing.changes()
        screen.jumping.left(before)
        if self._place != place or (came_along and self._caret != caret):
            # Now, and not when the pane tells: so it is painted in the same frame as the pane.
            screen.captions.show_card()
            screen.captions.show_heading()
        self.show_offers()

    def attempt(self, act: Callable[[], None]) -> bool:
        """Do something; an expected failure is said, changes nothing, and returns False."""
        done = False
        try:
            act()
            done = True
        except ReaderError as error:
            self._screen.say(str(error), loud=True)
        self._screen.showing.changes()
        self.show_offers()
        return done

    def show_offers(self) -> None:
        """Show in the bottom row what serves here and now."""
        screen = self._screen
        if screen.has_open("filter_bar"):
            screen.bottom_row.show([_WHILE_TYPING[0], _COMPLETE, _WHILE_TYPING[1]])
            return
        if screen.has_open("find_bar"):
            switches = [
                Offer(identity, screen.key_of(identity), word)
                for identity, word in SWITCH_WORDS.items()
            ]
            screen.bottom_row.show([_WHILE_TYPING[0], *switches, _FORMER, _WHILE_TYPING[1]])
            return
        situation = self.situation
        serving = [command for command in COMMANDS if command.serves & situation]
        serving.sort(key=lambda command: command.rank)
        words = screen.following.footers
        count = screen.finding.count if screen.has_used("finding") else ""
        screen.bottom_row.show(
            [
                Offer(command.id, screen.keymap.first_written(command), word)
                for command in serving
                if (word := words.get(command.id, command.footer))
            ],
            pending=screen.pane.keys.shown or screen.following.typed or count,
        )

    @property
    def _place(self) -> tuple[object, ...]:
        """What the captions are about."""
        pane = self._screen.pane
        return pane.current, pane.target, pane.in_view

    @property
    def _caret(self) -> tuple[int, bool]:
        """Where the caret is, and whether it is seen."""
        attention = self._screen.pane.attention
        return attention.caret, attention.caret_shown

    def _is_pending(self, event: Key, *, selecting: bool) -> bool:
        """Take a key that only makes sense with others: a count, the name of a text object."""
        pane = self._screen.pane
        taken = pane.keys.take(event.character or "", selecting=selecting)
        if taken:
            pane.action_text_object(taken)
        return taken is not None

    def _in_sight(self) -> bool:
        """Whether there is a text with the focus in view; else scroll there and do no more."""
        screen = self._screen
        return screen.session is not None and screen.pane.ensure_target_visible()
