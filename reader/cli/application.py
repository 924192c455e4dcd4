"""The command `reader`: its group, its options, and how failures reach a person."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from reader import __version__
from reader.cli.context import CommandContext
from reader.cli.opening import open_command
from reader.cli.output import complain
from reader.errors import ReaderError

_FAILED = 2
_INTERRUPTED = 130
_OPEN = "open"

_COMMANDS = {
    "open": "opening",
    "add": "adding",
    "list": "listing",
    "show": "showing",
    "annotate": "annotating",
    "notes": "notes",
    "export": "exporting",
    "tags": "listing",
    "path": "listing",
}

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
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, or None."""
        del ctx
        module = _COMMANDS.get(cmd_name)
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
        if args and args[0] in _COMMANDS:
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


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: Those after the command's name; the process's own if left out.

    Returns:
        0; 2 for an expected failure, said in one line on standard error; 130 when interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        status = reader.main(
            None if arguments is None else list(arguments),
            prog_name="reader",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except ReaderError as error:
        complain(str(error))
        return _FAILED
    except BrokenPipeError:
        _close_output()
        return 1
    except OSError as error:
        complain(f"The output cannot be written ({error.strerror}).")
        _close_output()
        return _FAILED
    return status if isinstance(status, int) else 0


def _close_output() -> None:
    """Keep the interpreter from trying once more to write to a pipe or disk that is gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
