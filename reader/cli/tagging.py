"""`reader tags`: the codebook, and changing a tag wherever it was given."""

import sys
from typing import TYPE_CHECKING, Any

import click

from reader.cli.context import CommandContext, pass_context
from reader.cli.output import examples, say, say_json
from reader.cli.wording import counted
from reader.errors import InputError
from reader.model.tag import COLORS

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library import Event, Library
    from reader.library.tag_changes import TagPlan

    Planning = Callable[[Library], TagPlan]

_yes = click.option("--yes", is_flag=True, help="Do it without asking.")


@click.group(
    "tags",
    short_help="List the tags; rename, move, merge and delete them.",
    invoke_without_command=True,
    epilog=examples(
        "reader tags",
        "reader tags rename syria middle-east/syria",
        "reader tags delete drafts --yes",
        'reader tags edit syria --color green --hotkey 3 --description "The war there"',
    ),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object a tag.")
@click.pass_context
def tags_command(ctx: click.Context, *, as_json: bool) -> None:
    """List the tags of the library, one a line."""
    if ctx.invoked_subcommand is not None:
        return
    with ctx.ensure_object(CommandContext).library() as library:
        tags = library.tags.all()
    if as_json:
        say_json([{name: value for name, value in tag._asdict().items() if value} for tag in tags])
        return
    for tag in tags:
        say(tag.path, tag.description)


@tags_command.command("rename", short_help="Rename a tag wherever it was given.")
@click.argument("tag", metavar="TAG")
@click.argument("new", metavar="NEW")
@_yes
@pass_context
def rename_command(context: CommandContext, *, tag: str, new: str, yes: bool) -> None:
    """Give TAG and those below it the path NEW; if there is such a tag, the two become one."""
    from reader.library import tag_changes

    _change(context, lambda library: tag_changes.plan_rename(library, tag, new), yes=yes)


@tags_command.command("move", short_help="Put a tag below another one.")
@click.argument("tag", metavar="TAG")
@click.argument("under", metavar="UNDER")
@_yes
@pass_context
def move_command(context: CommandContext, *, tag: str, under: str, yes: bool) -> None:
    """Put TAG, with those below it, below UNDER; an empty UNDER puts it below none."""
    from reader.library import tag_changes

    _change(context, lambda library: tag_changes.plan_move(library, tag, under), yes=yes)


@tags_command.command("delete", short_help="Delete a tag wherever it was given.")
@click.argument("tag", metavar="TAG")
@_yes
@pass_context
def delete_command(context: CommandContext, *, tag: str, yes: bool) -> None:
    """Delete TAG and those below it, from the codebook and wherever they were given."""
    from reader.library import tag_changes

    _change(context, lambda library: tag_changes.plan_delete(library, tag), yes=yes)


@tags_command.command("edit", short_help="Say what a tag is for and how it looks.")
@click.argument("tag", metavar="TAG")
@click.option("--color", type=click.Choice(["", *COLORS]), help="The colour of its marks.")
@click.option("--hotkey", metavar="DIGIT", help="The digit that chooses it.")
@click.option("--description", metavar="TEXT", help="What it is for.")
@pass_context
def edit_command(context: CommandContext, /, *, tag: str, **given: Any) -> None:
    """Set fields of a tag; an empty text removes one."""
    from reader.library import tag_changes

    with context.library() as library:
        with library.history.step("edit a tag"):
            for name, value in given.items():
                if value is not None:
                    tag_changes.set_field(library, tag, name, value)
        library.flush()


def _change(context: CommandContext, planning: "Planning", *, yes: bool) -> None:
    from reader.library import tag_changes

    with context.library() as library:
        plan = planning(library)
        if not yes:
            say(_told(plan, "would become", "would go"))
            _ask()
        done = tag_changes.apply(library, plan)
        _write(library)
    say(_told(done, "became", "went"))


def _write(library: "Library") -> None:
    """Wait until all is written, telling how far it is; ctrl+c has it all taken back."""
    from reader.library import Advanced

    def hear(event: "Event") -> None:
        if isinstance(event, Advanced):
            done, total = event.swept.done, event.swept.total
            end = "\n" if done == total else ""
            click.echo(f"\r{done:,} of {total:,} articles{end}", nl=False, err=True)

    if sys.stderr.isatty():
        library.subscribe(hear)
    try:
        library.flush()
    except KeyboardInterrupt:
        library.history.undo()
        library.flush()
        raise click.Abort from None


def _ask() -> None:
    if not sys.stdin.isatty():
        raise InputError("Nothing is changed: give --yes to do this.")
    if not click.confirm("Do this?"):
        raise click.Abort


def _told(plan: "TagPlan", becomes: str, goes: str) -> str:
    """Return what a plan does in a sentence."""
    annotations, articles = (
        counted(plan.annotations, "annotation"),
        counted(plan.articles, "article"),
    )
    where = f"{annotations} in {articles}"
    if plan.shelved:
        where += f" and {counted(plan.shelved, 'article')} themselves"
    if plan.target is None:
        what = f"#{plan.path} {goes} from {where}"
    else:
        what = f"#{plan.path} {becomes} #{plan.target} in {where}"
    more = len(plan.paths) - (plan.path in plan.paths)
    below = f", with {counted(more, 'tag')} below it" if more else ""
    joined = f"; joined with {', '.join(f'#{path}' for path in plan.joined)}" if plan.joined else ""
    return f"{what}{below}{joined}."
