"""A report on claims as Markdown, ready to paste anywhere.

Words that came from an article or a person are escaped; see `reader.exporters.markdown`. Links are
addresses between angle brackets, so that they are seen for what they are.
"""

from collections.abc import Iterator, Sequence

from reader.exporters.claim_report import (
    ClaimReport,
    ReportedClaim,
    ReportedEvidence,
    ReportedSighting,
)
from reader.exporters.markdown import escaped, own_markdown
from reader.model.annotation import Attribution, Voice
from reader.model.article import Article
from reader.model.speaker import SpeakerKind
from reader.text.addresses import destination
from reader.text.canonical import clean_line

_HEADING = 100
"""Cells of a heading; what is longer is cut in it."""

_SAID = {
    Attribution.VERBATIM: "checked: said word for word",
    Attribution.FAIR: "checked: said in substance",
    Attribution.DISTORTED: "checked: distorted",
    Attribution.NOT_FOUND: "checked: not found",
}
_VOICES = {
    Voice.QUOTED: "quoted",
    Voice.PARAPHRASED: "paraphrased",
    Voice.AUTHOR: "the article's own words",
    Voice.HEADLINE: "a headline",
}


def render(report: ClaimReport) -> str:
    """Return the Markdown of a report."""
    sightings = sum(len(each.sightings) for each in report.claims)
    counts = f"{_counted(len(report.claims), 'claim')}, {_counted(sightings, 'sighting')}"
    asked_for = f" · {_line(report.asked_for)}" if report.asked_for else ""
    lines = ["# Claims", "", f"{counts} · {report.made_on}{asked_for}", ""]
    for number, claim in enumerate(report.claims, 1):
        lines += _claim(number, claim)
    return "\n".join(lines)


def _claim(number: int, claim: ReportedClaim) -> Iterator[str]:
    heading = clean_line(claim.text, _HEADING)
    yield f"## {number}. {escaped(heading) or 'A note on a whole article'}"
    yield ""
    if clean_line(claim.text) not in (
        heading,
        *(clean_line(each.words) for each in claim.sightings),
    ):
        yield from (_line(claim.text), "")
    yield from _judgement(claim)
    yield from _section("Where it is said", map(_sighting, claim.sightings))
    yield from _section("Evidence", map(_evidence, claim.evidence))
    asked = (_line(question) for question in claim.asked)
    yield from _section("Open questions", [*claim.questions, *asked])


def _judgement(claim: ReportedClaim) -> Iterator[str]:
    record = claim.claim
    facts = [f"Status: {record.status if record and record.status else 'not begun'}"]
    facts.append(f"Verdict: {_line(record.verdict) if record and record.verdict else 'none yet'}")
    if record is not None:
        facts += [f"Kind: {record.type}"] if record.type else []
        facts += [f"As of: {_line(record.as_of)}"] if record.as_of else []
        facts += [f"Checked by: {_line(record.checked_by)}"] if record.checked_by else []
    yield " · ".join(facts)
    yield ""
    if record is not None and record.explanation:
        yield own_markdown(record.explanation)
        yield ""


def _section(heading: str, items: "Sequence[str] | Iterator[str]") -> Iterator[str]:
    lines = [f"- {item}" for item in items]
    if lines:
        yield f"### {heading}"
        yield ""
        yield from lines
        yield ""


def _sighting(sighting: ReportedSighting) -> str:
    annotation = sighting.annotation
    words = f"“{_line(sighting.words)}”" if sighting.words else "the whole article"
    facts = [
        _said_by(sighting),
        f"through {_line(annotation.via)}" if annotation.via else "",
        _VOICES[annotation.voice] if annotation.voice else "",
        f"said on {_line(annotation.said_on)}" if annotation.said_on else "",
        _SAID[annotation.attribution] if annotation.attribution else "",
    ]
    place = " (its place in the text is in doubt)" if sighting.unplaced else ""
    return f"{', '.join(filter(None, facts))}: {words}{place}. {_source(sighting.article)}"


def _said_by(sighting: ReportedSighting) -> str:
    if sighting.speaker is None:
        return "Nobody named"
    name = _line(sighting.speaker_name)
    about = ", ".join(filter(None, (sighting.speaker.role, sighting.speaker.organisation)))
    known = sighting.speaker.kind in (SpeakerKind.UNNAMED, SpeakerKind.AUTHOR) or not about
    shown = name if known or clean_line(about) in name else f"{name}, {_line(about)}"
    return f"{shown} (suggested)" if sighting.suggested else shown


def _source(article: Article) -> str:
    facts = [
        f"*{_line(article.title) or 'Untitled'}*",
        _line(", ".join(article.authors)),
        _line(article.site),
        _line(article.published_on),
        _address(article.url),
        f"archived {_address(article.archived_url)}" if article.archived_url else "",
    ]
    return ", ".join(filter(None, facts))


def _evidence(evidence: ReportedEvidence) -> str:
    piece = evidence.piece
    facts = [
        f"“{_line(piece.quote)}”" if piece.quote else "",
        _line(piece.source),
        _line(piece.published_on),
        _address(piece.url),
        f"seen on {_line(piece.accessed_on)}" if piece.accessed_on else "",
        f"archived {_address(piece.archived_url)}" if piece.archived_url else "",
        "a primary source" if piece.primary else "",
    ]
    said = [f"**{piece.relation.capitalize()}**: {', '.join(filter(None, facts))}"]
    said += [_line(piece.note)] if piece.note else []
    said += [evidence.loss] if evidence.loss else []
    return " · ".join(said)


def _address(url: str) -> str:
    """Return a link, or the words where no browser would open them."""
    found = destination(url)
    return f"<{found.address}>" if found.opens else _line(url)


def _line(text: str) -> str:
    return escaped(clean_line(text))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
