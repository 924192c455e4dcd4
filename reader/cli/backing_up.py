"""`reader backup list` and `reader backup restore`: former records, and going back to them."""

import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from reader.cli.context import ArticleName, CommandContext, pass_context
from reader.cli.output import complain, examples, say, say_json, say_text
from reader.cli.times import shown_time
from reader.cli.wording import counted, shown_change
from reader.errors import InputError
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.restore_plan import Difference, Part, Plan
    from reader.storage.backups import Version

_CITED = 60
_SHOWN = 200


@click.group("backup", short_help="List backups, and go back to one.")
def backup_command() -> None:
    """List the backups of the library or of an article, and go back to one.

    They are made by themselves: what a save replaces is kept, at most once in ten minutes. Of
    the last day all of these stay, of the last month one a day, of the last year one a month.
    """


@backup_command.command(
    "list",
    short_help="List the backups.",
    epilog=examples("reader backup list", "reader backup list envoy"),
)
@click.argument("article", required=False, type=ArticleName())
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object a backup.")
@pass_context
def list_command(context: CommandContext, *, article: str | None, as_json: bool) -> None:
    """List when the library was backed up, or an article, the latest last.

    Each time can be given to `reader backup restore`.
    """
    from reader.library import backups

    found: list[dict[str, Any]] = []
    lines: list[tuple[str, str]] = []
    with context.library() as library:
        if article is None:
            for moment in backups.moments(library):
                files = sorted(moment.files)
                found.append({"time": moment.time, "records": files})
                lines.append((shown_time(moment.time), _records(files)))
        else:
            for version in backups.versions(library, backups.find_article(library, article)):
                found.append(_version_object(version))
                lines.append((shown_time(version.time), _holds(version)))
    if as_json:
        say_json(found)
        return
    for line in lines:
        say(*line)
    if not lines:
        complain("There are no backups yet.")


@backup_command.command(
    "restore",
    short_help="Go back to a backup.",
    epilog=examples(
        'reader backup restore "2026-03-31 17:05" envoy',
        "reader backup restore 2h",
        "reader backup restore 2026-03-31 --exact --yes",
    ),
)
@click.argument("when")
@click.argument("article", required=False, type=ArticleName())
@click.option("--exact", is_flag=True, help="Delete what was made since.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@pass_context
def restore_command(
    context: CommandContext, *, when: str, article: str | None, exact: bool, yes: bool
) -> None:
    """Say what going back to a time would change, and do it when told so.

    WHEN is a date, a date and time, or how long ago: 30m, 2h, 3d, 1w. Without an ARTICLE the
    whole library goes back. What was made since stays unless --exact is given, which puts it
    into the trash. What stands now is kept for a month, so that this can be taken back too.
    """
    from reader.library import backups
    from reader.library.restore_plan import plan

    with context.library() as library:
        moment = backups.parse_when(when)
        name = None if article is None else backups.find_article(library, article)
        chosen = plan(library, moment, name, exact=exact)
        if not chosen.parts:
            say(f"All is as it was at {shown_time(chosen.time)}.")
            return
        say_text("\n".join(_preview(chosen)) + "\n")
        if not yes:
            _ask()
        backups.restore(library, chosen)
    say("Restored.")


def _ask() -> None:
    if not sys.stdin.isatty():
        raise InputError("Nothing is changed: give --yes to restore this.")
    if not click.confirm("Restore this?"):
        raise click.Abort


def _preview(chosen: "Plan") -> Iterator[str]:
    from reader.library.restore_plan import Outcome

    for part in chosen.parts:
        yield from _part_lines(part)
    yield (
        f"Annotations: {chosen.count(Outcome.COMES_BACK)} back, "
        f"{chosen.count(Outcome.CHANGES)} changed, "
        f"{chosen.count(Outcome.GOES)} into the trash; {chosen.kept} made since stay."
    )


def _part_lines(part: "Part") -> Iterator[str]:
    title = clean_line(part.title, _CITED)
    when = "" if part.version is None else f"  as it was at {shown_time(part.version.time)}"
    yield f"{title}{when}"
    if part.put_back:
        yield f"  its record {part.put_back}: put back whole"
    if part.bodies:
        yield f"  its text and source: {counted(part.bodies, 'file')} back"
    for difference in part.differences[:_SHOWN]:
        yield f"  {difference.outcome:10}  {_cited(difference)}"
        for change in difference.fields:
            yield f"              {shown_change(change)}"
    if len(part.differences) > _SHOWN:
        yield f"  and {len(part.differences) - _SHOWN} more"
    yield ""


def _cited(difference: "Difference") -> str:
    words = clean_line(difference.words, _CITED)
    if difference.table == "annotations":
        return f"“{words}”" if words else "(note on the whole article)"
    return f"{difference.table} “{words}”" if words else difference.table


def _version_object(version: "Version") -> dict[str, Any]:
    return {
        "time": version.time,
        "bytes": version.size,
        "before_restore": version.before_restore,
        "path": str(version.path),
    }


def _records(files: list[str]) -> str:
    counts = Counter(file.partition("/")[0] for file in files)
    names = {"articles": "article", "claims": "claim"}
    parts = [counted(counts[kind], name) for kind, name in names.items() if counts[kind]]
    return ", ".join([*parts, *(["tags and speakers"] if counts["library"] else [])])


def _holds(version: "Version") -> str:
    from reader.library.restore_plan import record_of

    tables = record_of(version)
    if tables is None:
        return "cannot be read"
    standing = [
        fields for fields in tables.get("annotations", {}).values() if "deleted" not in fields
    ]
    claims = sum(fields.get("kind") == "claim" for fields in standing)
    early = "  before a restore" if version.before_restore else ""
    return f"{counted(len(standing), 'annotation')}, {counted(claims, 'claim')}{early}"
