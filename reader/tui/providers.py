"""What the palette offers for the letters typed so far."""

from collections.abc import Iterable, Sequence

from reader.tui.commands import Command
from reader.tui.matching import matching


def offered(commands: Iterable[Command], typed: str) -> list[Command]:
    """Return the commands that fit `typed`, best first; all of them while nothing is typed.

    A command called by exactly these letters, as `w` calls Save, goes before what they merely
    occur in. A colon typed first makes no difference.
    """
    words = typed.strip().removeprefix(":").strip()
    offering = [command for command in commands if command.palette and command.action]
    called = [command for command in offering if words in command.aliases]
    names: Sequence[str] = [command.title for command in offering]
    fitting = [offering[place] for place in matching(words, names)]
    return called + [command for command in fitting if command not in called]
