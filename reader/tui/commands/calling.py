"""From a command to the method that does it."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual.dom import DOMNode

from reader.tui.commands.command import Command


def method_of(screen: Any, command: Command) -> Callable[[], Awaitable[None] | None]:
    """Return the method that does what a command asks on a screen.

    Its owner is the screen itself or an attribute of it; methods of widgets are actions of
    Textual's, named `action_…`.

    Raises:
        AttributeError: the command names none.
    """
    owner, _, name = command.action.partition(".")
    target = screen if owner == "screen" else getattr(screen, owner)
    method: Callable[[], Awaitable[None] | None] = getattr(
        target, f"action_{name}" if isinstance(target, DOMNode) else name
    )
    return method
