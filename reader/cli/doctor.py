"""`reader doctor`: whether all is well, and mending what is not."""

import dataclasses
from typing import TYPE_CHECKING

import click

from reader.cli.context import CommandContext, pass_context
from reader.cli.output import complain, examples, say, say_json
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.library.doctor.finding import Finding, Tally

_PROBLEMS_LEFT = 1


@click.command(
    "doctor",
    short_help="Check every file of the library, and mend it.",
    epilog=examples(
        "reader doctor",
        "reader doctor --fix",
        "reader doctor --json | jq '.findings[] | .place'",
    ),
)
@click.option("--fix", is_flag=True, help="Mend what can be mended without losing anything.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the findings and the counts.")
@pass_context
def doctor_command(context: CommandContext, *, fix: bool, as_json: bool) -> int:
    """Look at every record, text, annotation, deletion, lock, leftover and row of the index.

    The exit status is 0 when all is well or was mended, 1 when a problem is left, 2 when the
    library could not be looked at. A notice is no problem.
    """
    from reader.library.doctor.examination import Examination
    from reader.library.doctor.finding import Severity

    told: list[dict[str, object]] = []
    left = 0
    with context.library(quiet=True) as library:
        examination = Examination(library)
        for finding in examination.findings():
            outcome = _mended(finding) if fix and finding.mend else ""
            mended = outcome == "mended"
            left += finding.severity is Severity.PROBLEM and not mended
            if as_json:
                told.append(_object(finding, mended=mended, problem=outcome))
            else:
                _say(finding, fix=fix, mended=mended, problem=outcome)
        tally = examination.tally
    if as_json:
        say_json({"findings": told, "looked_at": dataclasses.asdict(tally), "problems_left": left})
    else:
        say(_summary(tally, left, fix=fix))
    return _PROBLEMS_LEFT if left else 0


def _mended(finding: "Finding") -> str:
    """Mend it and return `mended`, or why it could not be."""
    if finding.mend is None:
        return ""
    try:
        finding.mend()
    except ReaderError as error:
        return str(error)
    return "mended"


def _say(finding: "Finding", *, fix: bool, mended: bool, problem: str) -> None:
    say(f"{finding.severity}: {finding.place}")
    say("", finding.what)
    if mended:
        say("", f"Mended. {finding.remedy}")
    elif problem:
        complain(problem)
    elif finding.mend is not None and not fix:
        say("", f"With --fix: {finding.remedy[:1].lower()}{finding.remedy[1:]}")
    else:
        say("", finding.remedy)


def _object(finding: "Finding", *, mended: bool, problem: str) -> dict[str, object]:
    return {
        "severity": str(finding.severity),
        "place": finding.place,
        "what": finding.what,
        "remedy": finding.remedy,
        "can_be_mended": finding.mend is not None,
        "mended": mended,
        "not_mended_because": "" if mended else problem,
    }


def _summary(tally: "Tally", left: int, *, fix: bool) -> str:
    counts = (
        (tally.articles, "article"),
        (tally.annotations, "annotation"),
        (tally.claims, "claim"),
        (tally.texts, "text"),
        (tally.sources, "source"),
    )
    looked = ", ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in counts)
    if not left:
        return f"Looked at {looked}: all is well."
    problems = f"{left} problem{'' if left == 1 else 's'}"
    ending = "cannot be mended here." if fix else "found."
    return f"Looked at {looked}: {problems} {ending}"
