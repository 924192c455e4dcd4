"""`reader queries`: queries kept under a name."""

import click

from reader.cli.asking import TAKES_QUERY, asked
from reader.cli.context import CommandContext, pass_context
from reader.cli.output import examples, say, say_json


@click.group("queries", invoke_without_command=True, short_help="List and save queries.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object a query.")
@click.pass_context
def queries_command(ctx: click.Context, *, as_json: bool) -> None:
    """List the saved queries, each with its name; save one, or remove it."""
    if ctx.invoked_subcommand is None:
        _list(ctx.ensure_object(CommandContext), as_json=as_json)


def _list(context: CommandContext, *, as_json: bool) -> None:
    from reader.library.saved_queries import saved_queries

    with context.library() as library:
        found = saved_queries(library)
    if as_json:
        say_json([each._asdict() for each in found])
        return
    columns = max((len(each.name) for each in found), default=0)
    for each in found:
        say(f"{each.name:{columns}}", each.query)


@queries_command.command(
    "save",
    context_settings=TAKES_QUERY,
    short_help="Save a query.",
    epilog=examples("reader queries save open 'is:unchecked -tag:done'"),
)
@click.argument("name")
@click.argument("query")
@pass_context
def save_command(context: CommandContext, *, name: str, query: str) -> None:
    """Save a query under a name, in place of the one that has it; prints it as it is kept."""
    from reader.library.saved_queries import save_query

    with context.library() as library:
        asked(library, query)
        kept = save_query(library, name, query, exactly=True)
        library.flush()
    say(kept.name, kept.query)


@queries_command.command("remove", short_help="Remove a saved query.")
@click.argument("name")
@pass_context
def remove_command(context: CommandContext, *, name: str) -> None:
    """Remove a saved query; what it finds stays as it is."""
    from reader.library.saved_queries import remove_query

    with context.library() as library:
        remove_query(library, name)
        library.flush()
