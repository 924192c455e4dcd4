"""Which keys call which command: the defaults, changed by the settings where they make sense."""

import string
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import pairwise

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, format_key

from reader.tui.commands.command import Command, Where

_NAMED_KEYS = {key.value for key in Keys} | {"shift+tab", "space"}
_MODIFIERS = ("ctrl", "shift", "alt", "super")
_SHOWN = {
    "enter": "Enter",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "f1": "F1",
    "tab": "tab",
}
# Known without the database of all characters, whose names take half a megabyte once one is read.
_NAMED_SIGNS = """
    exclamation_mark quotation_mark number_sign dollar_sign percent_sign ampersand apostrophe
    left_parenthesis right_parenthesis asterisk plus comma minus full_stop slash colon semicolon
    less_than_sign equals_sign greater_than_sign question_mark at left_square_bracket backslash
    right_square_bracket circumflex_accent underscore grave_accent left_curly_bracket vertical_line
    right_curly_bracket tilde
"""
_NAMES = dict(zip(string.punctuation, _NAMED_SIGNS.split(), strict=True))
_SIGNS = {name: sign for sign, name in _NAMES.items()}


class Keymap:
    """The keys of every command, after the settings were checked.

    Attributes:
        problems: One sentence for each setting that could not be used.
    """

    def __init__(self, commands: Iterable[Command], settings: Mapping[str, str]) -> None:
        """Give the commands their keys; `settings` maps ids to comma-separated keys.

        An unknown id or key, and keys another command already has in the same place, are named
        in `problems` and the command keeps its default keys.
        """
        self._commands = {command.id: command for command in commands}
        self.problems: list[str] = []
        self._keys = {
            command.id: tuple(_name(key) for key in command.keys)
            for command in self._commands.values()
        }
        wanted = self._understood(settings)
        self._keys |= wanted
        self._settle_conflicts(wanted)
        self._places = {where: self._table(where) for where in Where}

    def keys(self, command: Command) -> tuple[str, ...]:
        """Return the keys of `command` as Textual names them."""
        return self._keys[command.id]

    def command_for(self, where: Where, key: str) -> Command | None:
        """Return the command a key calls in one place, or None.

        Args:
            where: A single place.
            key: The key as Textual names it.
        """
        return self._places[where].get(key)

    def written(self, command: Command) -> str:
        """Return all keys of `command` as a person reads them, parted by spaces."""
        if command.written:
            return command.written
        return " ".join(shown_key(key) for key in self._keys[command.id])

    def first_written(self, command: Command) -> str:
        """Return the key the bottom row shows for `command`, or its written form."""
        keys = self._keys[command.id]
        return shown_key(keys[0]) if keys else command.written

    def _table(self, where: Where) -> dict[str, Command]:
        here = [command for command in self._commands.values() if command.where & where]
        return {key: command for command in here for key in self._keys[command.id]}

    def _understood(self, settings: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        understood: dict[str, tuple[str, ...]] = {}
        for identity, text in settings.items():
            if identity not in self._commands or not self._commands[identity].action:
                self.problems.append(f"[keys] no command is called “{identity}”; it is ignored.")
                continue
            names = tuple(_name(key.strip()) for key in text.split(",") if key.strip())
            unknown = [name for name in names if not _is_key(name)]
            if unknown or not names:
                named = f"“{unknown[0]}” is no key" if unknown else "no key is given"
                self.problems.append(f"[keys] {identity}: {named}; its default is used.")
                continue
            understood[identity] = names
        return understood

    def _settle_conflicts(self, wanted: dict[str, tuple[str, ...]]) -> None:
        """Give up a wanted setting for each clash until none is left; the defaults have none."""
        while clash := self._clash(wanted):
            giving_up, key, other = clash
            self.problems.append(
                f"[keys] {giving_up}: “{shown_key(key)}” already belongs to “{other}”; "
                "its default is used."
            )
            del wanted[giving_up]
            self._keys[giving_up] = tuple(_name(key) for key in self._commands[giving_up].keys)

    def _clash(self, wanted: Mapping[str, object]) -> tuple[str, str, str] | None:
        owners: dict[tuple[str, Where], list[Command]] = {}
        for command in self._commands.values():
            for key in self._keys[command.id]:
                for place in command.where:
                    owners.setdefault((key, place), []).append(command)
        for (key, _), commands in owners.items():
            for first, second in pairwise(commands):
                if second.id in wanted:
                    return second.id, key, first.id
                if first.id in wanted:
                    return first.id, key, second.id
        return None


def shown_key(key: str) -> str:
    """Return a key name as a person reads it: `full_stop` is `.`, `pagedown` is `PgDn`."""
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    return "+".join([*modifiers, _shown(name)])


def _shown(name: str) -> str:
    if len(name) == 1:
        return name
    return _SHOWN.get(name) or _SIGNS.get(name) or format_key(name)


def _name(key: str) -> str:
    """Return the name Textual has for a key written as its character."""
    if len(key) != 1 or key.isalnum():
        return key
    if key in _NAMES:
        return _NAMES[key]
    name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _is_key(name: str) -> bool:
    *modifiers, key = name.split("+")
    if any(modifier not in _MODIFIERS for modifier in modifiers):
        return False
    if len(key) == 1:
        return key.isprintable()
    return name in _NAMED_KEYS or key in _NAMED_KEYS or len(format_key(key)) == 1
