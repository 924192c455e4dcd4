"""Markdown for Obsidian: front matter, then a callout with a block id for each annotation.

Words that came from an article are escaped, so that they show as they are and cannot end the
callout, link, tag, comment or front matter they stand in. A note is the person's own Markdown.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.exporters.registry import ArticleNotes, Notes, Sighting
from reader.model.annotation import Annotation, Attribution, Kind, SpeakerState
from reader.text.canonical import clean, clean_line

if TYPE_CHECKING:
    from markdown_it.token import Token

_CALLOUTS = {
    Kind.HIGHLIGHT: "quote",
    Kind.CLAIM: "claim",
    Kind.QUESTION: "question",
    Kind.EVIDENCE: "evidence",
}
_SAID = {
    Attribution.VERBATIM: "yes, word for word",
    Attribution.FAIR: "yes, in substance",
    Attribution.DISTORTED: "no, distorted",
    Attribution.NOT_FOUND: "not found",
}
_BLOCK_ID_DIGITS = 10

_ACTIVE = re.compile(
    r"[\\`*\[\]<^|~$]|%(?=%)|(?<=%)%|=(?==)|(?<==)="
    r"|(?<![^\W_])_|_(?![^\W_])|#(?=\S|\s*$)|&(?=#?\w+;)"
)
_MAY_BE_OPEN = re.compile("```|~~~|<")
_LINE_START = re.compile(r"(\s*)(>|[-+](?=\s|$)|#(?=\s+\S)|-(?=[-\s]*$)|\d{1,9}(?=[.)](?:\s|$)))")
_NO_LINK = re.compile(r"[\[\]|#^\\/:*\"<>?`$%]+")
_NO_ALIAS = re.compile(r"[\[\]|\\<>`$%]+")
_NO_TAG = re.compile(r"[^\w/-]+")


def render(notes: Notes) -> str:
    """Return the Markdown of each article, one after the other."""
    return "\n".join(_article(each) for each in notes.articles)


def block_id(annotation: Annotation) -> str:
    """Return the id of an annotation's block, without `^`: the same in every export."""
    return f"cr-{annotation.id.replace('-', '')[-_BLOCK_ID_DIGITS:]}"


def escaped(text: str) -> str:
    r"""Return words so that Markdown shows them as they are, on the same number of lines."""
    return "\n".join(_escaped_line(line) for line in clean(text).split("\n"))


def link(name: str) -> str:
    """Return a wiki link to a note of that name, the name itself shown; plain if it cannot be."""
    shown = clean_line(name)
    target = clean_line(_NO_LINK.sub(" ", shown)).strip(" .")
    if not target:
        return _escaped_line(shown)
    alias = clean_line(_NO_ALIAS.sub(" ", shown))
    return f"[[{target}]]" if target == alias else f"[[{target}|{alias}]]"


def hashtag(path: str) -> str:
    """Return a tag without `#`, other characters than Obsidian allows replaced by hyphens."""
    tag = _NO_TAG.sub("-", clean_line(path)).strip("-/")
    return f"_{tag}" if not tag or tag.replace("/", "").isdigit() else tag


def _article(notes: ArticleNotes) -> str:
    lines = [*_front_matter(notes), "", f"# {_one_line(notes.article.title)}", ""]
    if notes.article.note:
        lines += [own_markdown(notes.article.note), ""]
    placed = [sighting for sighting in notes.sightings if sighting.range is not None]
    lost = [each for each in notes.sightings if each.range is None and each.annotation.anchors]
    whole = [each for each in notes.sightings if not each.annotation.anchors]
    for heading, sightings in (
        ("", placed),
        ("## Not found in the text any more", lost),
        ("## On the whole article", whole),
    ):
        if heading and sightings:
            lines += [heading, ""]
        for sighting in sightings:
            lines += _sighting(sighting, notes.length)
    return "\n".join(lines)


def _front_matter(notes: ArticleNotes) -> Iterator[str]:
    article = notes.article
    used = {hashtag(tag) for each in notes.sightings for tag in each.annotation.tags}
    yield "---"
    yield f"title: {_quoted(article.title)}"
    yield from _listed("authors", article.authors)
    for name, value in (
        ("site", article.site),
        ("published", article.published_on),
        ("first-published-in", article.first_published_in),
        ("url", article.url),
        ("accessed", article.accessed_on),
        ("language", article.language),
    ):
        if value:
            yield f"{name}: {_quoted(value)}"
    yield from _listed("tags", sorted(used | {hashtag(tag) for tag in article.tags}))
    yield f"claim-reader: {_quoted(article.id)}"
    yield "---"


def _listed(name: str, values: Iterable[str]) -> Iterator[str]:
    lines = [f"  - {_quoted(value)}" for value in values]
    if lines:
        yield f"{name}:"
        yield from lines


def _quoted(value: str) -> str:
    """Return a double-quoted YAML scalar; JSON's strings are a subset of YAML's."""
    return json.dumps(clean_line(value), ensure_ascii=False)


def _sighting(sighting: Sighting, length: int) -> Iterator[str]:
    annotation = sighting.annotation
    yield f"> [!{_CALLOUTS[annotation.kind]}] {_heading(sighting)}"
    if sighting.quotation:
        yield from _in_callout(f"“{escaped(sighting.quotation)}”")
        yield ">"
    for label, value in _facts(sighting, length):
        yield f"> - {label}: {value}"
    if annotation.note:
        yield ">"
        yield from _in_callout(own_markdown(annotation.note))
    yield ""
    yield f"^{block_id(annotation)}"
    yield ""


def _heading(sighting: Sighting) -> str:
    words = [str(sighting.annotation.kind).capitalize()]
    claim = sighting.claim
    if claim is not None:
        words += [_one_line(word) for word in (claim.verdict, claim.status) if word]
    return " · ".join(words)


def _facts(sighting: Sighting, length: int) -> Iterator[tuple[str, str]]:
    annotation, claim = sighting.annotation, sighting.claim
    if sighting.speaker_name:
        suggested = annotation.speaker_state is SpeakerState.SUGGESTED
        yield "Speaker", link(sighting.speaker_name) + (" (suggested)" if suggested else "")
    if annotation.via:
        yield "Through", _one_line(annotation.via)
    if annotation.voice is not None:
        yield "Voice", str(annotation.voice)
    if annotation.said_on:
        yield "Said on", _one_line(annotation.said_on)
    if annotation.attribution is not None:
        yield "Did they say it", _SAID[annotation.attribution]
    if claim is not None:
        if claim.text and clean_line(claim.text) != clean_line(sighting.quotation):
            yield "Claim", _one_line(claim.text)
        if claim.status is not None:
            yield "Status", str(claim.status)
        if claim.verdict:
            yield "Verdict", _one_line(claim.verdict)
        if claim.explanation:
            yield "Because", _one_line(claim.explanation)
    if annotation.tags:
        yield "Tags", " ".join(f"#{hashtag(tag)}" for tag in annotation.tags)
    if sighting.range is not None:
        start, end = sighting.range
        yield "Position", f"{100 * start // max(1, length)} % ({start}–{end})"


def _in_callout(text: str) -> Iterator[str]:
    return (f"> {line}".rstrip() for line in text.split("\n"))


def own_markdown(note: str) -> str:
    """Return a person's Markdown; a comment or code left open would swallow what follows."""
    text = clean(note).strip()
    if text.count("%%") % 2:
        text = text.replace("%%", "\\%\\%")
    unclosed = _unclosed(text)
    if unclosed is None:
        return text
    return f"{text}\n{unclosed.markup}" if unclosed.markup else text.replace("<", "\\<")


def _unclosed(text: str) -> "Token | None":
    """Return the code or the HTML that a text begins and does not end, None if there is none."""
    if not _MAY_BE_OPEN.search(text):
        return None
    # Only who writes code or HTML in notes waits for it to be loaded.
    from markdown_it import MarkdownIt

    last = MarkdownIt("commonmark").parse(f"{text}\n\nfollowing")[-1]
    return last if last.type in ("fence", "html_block") else None


def _one_line(text: str) -> str:
    return _escaped_line(clean_line(text))


def _escaped_line(line: str) -> str:
    plain = line.replace("\t", " ")
    start = _LINE_START.match(plain)
    shown = _ACTIVE.sub(r"\\\g<0>", plain)
    if start is None:
        return shown
    space, marker = start[1], start[2]
    if marker.isdigit():
        return f"{space}{marker}\\{shown[len(space) + len(marker) :]}"
    return f"{space}\\{shown[len(space) :]}"
