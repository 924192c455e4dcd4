"""The commands: their group and its options; loaded when one of them is asked for."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from reader import __version__
from reader.cli.names import COMMANDS
from reader.cli.opening import open_command
from reader.cli.shared import CommandContext

_OPEN = "open"

_EPILOG = """\b
Examples:
  reader                              start reading
  reader saved.html notes.md          add these files and open the first
  reader envoy                        open the article whose title has “envoy”
  reader add *.txt                    add files without opening them
  reader annotate envoy --quote "ready to help" --claim --speaker "the envoy"
  reader export --format markdown -o ~/vault

\b
Completion of commands and article names:
  bash   eval "$(_READER_COMPLETE=bash_source reader)"
  zsh    eval "$(_READER_COMPLETE=zsh_source reader)"
  fish   _READER_COMPLETE=fish_source reader | source
"""


class ReaderGroup(click.Group):
    """Commands loaded when they are used; whatever is no command is something to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order help shows them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, or None."""
        del ctx
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command = getattr(import_module(f"reader.cli.{module}"), f"{cmd_name}_command")
        return command if isinstance(command, click.Command) else None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands, articles and files that begin with what was typed."""
        commands = super().shell_complete(ctx, incomplete)
        [target] = (param for param in open_command.params if param.name == "targets")
        return [*commands, *target.shell_complete(ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take the first argument for a command, else all of them for things to open."""
        if args and args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        return _OPEN, self.get_command(ctx, _OPEN), args


@click.group(
    cls=ReaderGroup,
    invoke_without_command=True,
    epilog=_EPILOG,
    subcommand_metavar="[ARTICLE|PATH]… | COMMAND [ARGS]…",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="reader", message="%(prog)s %(version)s")
@click.option(
    "--library",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The folder of the library; READER_LIBRARY says it too.",
)
@click.pass_context
def reader(ctx: click.Context, library: Path | None) -> None:
    """Read critically in a terminal: mark the claims, say who made them, judge them, cite them.

    An ARTICLE is named by its id, the first letters of it, or a piece of its title. A PATH is
    added to the library first. Use `reader open` where a name is also a command.
    """
    ctx.obj = CommandContext(library)
    if ctx.invoked_subcommand is None:
        ctx.exit(ctx.invoke(open_command, targets=()))


def run_command(arguments: Sequence[str]) -> int:
    """Run the command that the arguments ask for and return its exit status.

    Raises:
        ReaderError: an expected failure.
        KeyboardInterrupt: the person interrupted it.
    """
    try:
        status = reader.main(list(arguments), prog_name="reader", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    return status if isinstance(status, int) else 0
