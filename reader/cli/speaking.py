"""`reader speakers`: who says things, and who is one and the same."""

from typing import Any

import click

from reader.cli.context import CommandContext, pass_context
from reader.cli.output import examples, say, say_json
from reader.cli.wording import counted
from reader.model.speaker import SpeakerKind


@click.group(
    "speakers",
    short_help="List the speakers; edit and merge them.",
    invoke_without_command=True,
    epilog=examples(
        "reader speakers",
        'reader speakers merge "Qi Qianjin" "the envoy"',
        'reader speakers edit "Qi Qianjin" --role envoy --alias "Mr Qi"',
    ),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object a speaker.")
@click.pass_context
def speakers_command(ctx: click.Context, *, as_json: bool) -> None:
    """List the speakers of the library, each with how many annotations quote it.

    Two with one name are told apart by role and organisation, or by a number.
    """
    if ctx.invoked_subcommand is not None:
        return
    from reader.library.speaker_registry import count_words

    with ctx.ensure_object(CommandContext).library() as library:
        counts = count_words(library)
        speakers = library.speakers
        if as_json:
            say_json(
                [
                    {
                        **{name: value for name, value in each._asdict().items() if value},
                        "label": speakers.label(each.id),
                        "annotations": counts.get(each.id, 0),
                    }
                    for known in speakers.all()
                    if (each := speakers.get(known.id))
                ]
            )
            return
        labels = {known.id: speakers.label(known.id) for known in speakers.all()}
        width = max(map(len, labels.values()), default=0)
        for speaker, label in labels.items():
            known = speakers.get(speaker)
            aliases = known.aliases if known else ()
            number = counted(counts.get(speaker, 0), "annotation")
            say(f"{label:{width}}", number, f"also {', '.join(aliases)}" if aliases else "")


@speakers_command.command("merge", short_help="Say that two speakers are one.")
@click.argument("kept", metavar="KEPT")
@click.argument("other", metavar="OTHER")
@pass_context
def merge_command(context: CommandContext, *, kept: str, other: str) -> None:
    """Say that OTHER is KEPT: what both said is KEPT's, who is found by the names of both.

    Each is named by a name, an alias, an id, or as `reader speakers` lists it.
    """
    from reader.library import speaker_registry

    with context.library() as library:
        find = speaker_registry.find_speaker
        one = speaker_registry.merge(library, find(library, kept).id, find(library, other).id)
        library.flush()
        say(library.speakers.label(one))


@speakers_command.command("edit", short_help="Say what is known of a speaker.")
@click.argument("speaker", metavar="NAME")
@click.option("--name", metavar="NAME", help="What it is called.")
@click.option(
    "--alias", "aliases", multiple=True, metavar="NAME", help="Another name; all of them."
)
@click.option("--role", metavar="TEXT", help="Such as minister.")
@click.option("--organisation", metavar="TEXT", help="Whom it speaks for.")
@click.option("--url", metavar="URL", help="Where to read about it.")
@click.option("--kind", type=click.Choice([word.value for word in SpeakerKind]), help="What it is.")
@pass_context
def edit_command(
    context: CommandContext, /, *, speaker: str, aliases: tuple[str, ...], **given: Any
) -> None:
    """Set fields of a speaker; an empty text removes one."""
    from reader.library import speaker_registry

    with context.library() as library:
        known = speaker_registry.find_speaker(library, speaker)
        told = {**given, "aliases": "\n".join(aliases) if aliases else None}
        with library.history.step(f"edit {known.name}"):
            for name, value in told.items():
                if value is not None:
                    speaker_registry.set_field(library, known.id, name, value)
        library.flush()
        say(library.speakers.label(known.id))
