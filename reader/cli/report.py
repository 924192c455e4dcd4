"""`reader report`: open claims with all that is known of them, ready to paste."""

import click

from reader.cli.asking import TAKES_QUERY, asked
from reader.cli.context import CommandContext, pass_context
from reader.cli.output import examples, say_text


@click.command(
    "report",
    context_settings=TAKES_QUERY,
    short_help="Print a report on the open claims.",
    epilog=examples(
        "reader report",
        "reader report speaker:minister",
        "reader report 'tag:health/*' > open.md",
        "reader report --all verdict:refuted",
    ),
)
@click.argument("query", required=False, default="")
@click.option("--all", "checked_too", is_flag=True, help="Those that are checked as well.")
@pass_context
def report_command(context: CommandContext, *, query: str, checked_too: bool) -> None:
    """Print the open claims that QUERY finds as Markdown: what, who, where, evidence, questions.

    Open is what has no verdict and is neither done nor dropped. Each claim comes once, with all
    its sightings. A speaker that nobody confirmed is said to be suggested.
    """
    from reader.library.report import open_claims, rendered, report

    with context.library() as library:
        wanted = asked(library, query)
        made = report(library, wanted if checked_too else open_claims(wanted))
    say_text(rendered(made))
