"""The people of the library: what is known of each, and who is one and the same."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reader.errors import AmbiguousError, InputError, NotFoundError, ReaderError
from reader.index.annotations import Group
from reader.library.annotation_ids import ARTICLES
from reader.library.article_changes import cited, stored
from reader.library.fields import word_in
from reader.library.sightings import ANNOTATIONS
from reader.library.speakers import FILE, TABLE
from reader.library.whereabouts import changed_annotations, is_in_trash
from reader.model.annotation import SpeakerState
from reader.model.speaker import Speaker, SpeakerKind
from reader.model.stamps import utc_now
from reader.storage.base import Change
from reader.text.addresses import destination
from reader.text.canonical import clean, clean_line

if TYPE_CHECKING:
    from reader.library.library import Library

_TOLD = ("role", "organisation", "url")


def find_speaker(library: "Library", name: str) -> Speaker:
    """Return the speaker meant by an id, a label, a name or an alias, in any case.

    Raises:
        NotFoundError: nobody is.
        AmbiguousError: several are; the sentence tells them apart.
    """
    shown = clean_line(name, 60)
    found = library.speakers.meant_by(clean_line(name))
    if not found:
        raise NotFoundError(f"Nobody is called “{shown}”; see reader speakers.")
    if len(found) > 1:
        labels = ", ".join(f"“{library.speakers.label(each.id)}”" for each in found)
        raise AmbiguousError(f"“{shown}” could be {labels}; say which.")
    return found[0]


def set_field(library: "Library", speaker: str, name: str, value: str | None) -> None:
    """Set one field of a speaker from what was typed or chosen, as a step.

    Args:
        library: The library.
        speaker: The speaker's id.
        name: `name`, `aliases` (one a line, or parted by semicolons), `role`, `organisation`,
            `url` or `kind`.
        value: A word of that field, or text; None or nothing but white space removes it.

    Raises:
        InputError: there is no such field, or it cannot have this value.
        NotFoundError: there is no such speaker.
    """
    reads = _READERS.get(name)
    if reads is None:
        raise InputError(f"A speaker has no field “{clean_line(name, 40)}” to set.")
    known = _known(library, speaker)
    read = reads(clean(value or "").strip())
    if name == "name" and not read:
        raise InputError("A speaker needs a name.")
    with library.history.step(f"{name} of {cited(known.name)}"):
        library.history.change([Change(FILE, TABLE, known.id, name, stored(read))])


def merge(library: "Library", kept: str, other: str) -> str:
    """Say that two speakers are one, as a step; returns the id of the one that is kept.

    What the other said stays its own and counts as the kept one's; it is found by the names of
    both. Role, organisation and address are taken over where the kept one has none.

    Raises:
        InputError: they are one already.
        NotFoundError: one of them is not there.
    """
    stays, goes = _known(library, kept), _known(library, other)
    if stays.id == goes.id:
        raise InputError(f"{cited(stays.name)} is one speaker already.")
    fields = {name: getattr(goes, name) for name in _TOLD if not getattr(stays, name)}
    changes = [Change(FILE, TABLE, stays.id, name, value) for name, value in fields.items()]
    # The end of a circle would lead on to the one that goes.
    changes.append(Change(FILE, TABLE, stays.id, "renamed_to", None))
    changes.append(Change(FILE, TABLE, goes.id, "renamed_to", stays.id))
    with library.history.step(f"merge {cited(goes.name)} into {cited(stays.name)}"):
        library.history.change(changes)
    return stays.id


def merge_all(library: "Library", kept: str, others: Sequence[str]) -> str:
    """Say that several speakers are one, as one step; see `merge`."""
    names = ", ".join(cited(_known(library, other).name) for other in others)
    with library.history.step(f"merge {names} into {cited(_known(library, kept).name)}"):
        for other in others:
            kept = merge(library, kept, other)
    return kept


def delete_all(library: "Library", speakers: Sequence[str]) -> None:
    """Delete several speakers whom nothing quotes, as one step; see `delete`."""
    names = ", ".join(cited(_known(library, speaker).name) for speaker in speakers)
    with library.history.step(f"delete {names}"):
        for speaker in speakers:
            delete(library, speaker)


def delete(library: "Library", speaker: str) -> None:
    """Delete a speaker whom nothing quotes, as a step.

    Raises:
        InputError: something does.
        NotFoundError: there is no such speaker.
    """
    known = _known(library, speaker)
    number = count_words(library).get(known.id, 0)
    if not number:
        ends = (library.speakers.get(said) for said in _said_lately(library))
        number = sum(end is not None and end.id == known.id for end in ends)
    if number:
        annotations = "annotation quotes" if number == 1 else "annotations quote"
        raise InputError(
            f"{number} {annotations} {cited(known.name)}; merge it into another one instead."
        )
    with library.history.step(f"delete {cited(known.name)}"):
        library.history.change([Change(FILE, TABLE, known.id, "deleted", utc_now())])


def _said_lately(library: "Library") -> Iterator[str]:
    """Yield the speakers of the annotations changed in this run, which may not be counted yet."""
    for place in changed_annotations(library):
        fields = library.copy.document(ARTICLES + place.article, ANNOTATIONS, place.annotation)
        if fields is not None and "speaker" in fields:
            yield str(fields["speaker"])


def count_confirmed(library: "Library") -> dict[str, int]:
    """Return how many annotations a person has said to quote each speaker, as far as is read."""
    from reader.index.conditions import Field, Is

    listing, nothing = library.listing, dict[str, int]()
    confirmed = Is(Field.SPEAKER_STATE, SpeakerState.CONFIRMED)
    found = listing.at_once(lambda: listing.annotations.counts(Group.SPEAKER, confirmed), nothing)
    return _by_end(library, {name: number for name, number in found.items() if name})


def count_words(library: "Library", *, at_once: bool = False) -> dict[str, int]:
    """Return how many annotations quote each speaker, by id; nobody who is quoted by none.

    From the index where it has read everything, else from the records.

    Args:
        library: The library.
        at_once: Whether to count only what the index has read so far.
    """
    listing = library.listing
    if listing.complete or at_once:
        nothing: dict[str, int] = {}
        found = listing.at_once(lambda: listing.annotations.counts(Group.SPEAKER), nothing)
        return _by_end(library, {name: number for name, number in found.items() if name})
    counts: Counter[str] = Counter()
    for article in library.article_ids():
        if is_in_trash(library, article):
            continue
        try:
            annotations = library.copy.table(ARTICLES + article, ANNOTATIONS).values()
        except ReaderError:
            continue
        standing = (fields.get("speaker") for fields in annotations if "deleted" not in fields)
        counts.update(str(speaker) for speaker in standing if speaker)
    return _by_end(library, counts)


def _by_end(library: "Library", counts: Mapping[str, int]) -> dict[str, int]:
    """Return counts with those of merged speakers put together."""
    ends: Counter[str] = Counter()
    for speaker, number in counts.items():
        known = library.speakers.get(speaker)
        ends[known.id if known else speaker] += number
    return dict(ends)


def _known(library: "Library", speaker: str) -> Speaker:
    known = library.speakers.get(speaker)
    if known is None:
        raise NotFoundError("That speaker is not in the library.")
    return known


def _aliases(typed: str) -> list[str]:
    lines = typed.replace(";", "\n").split("\n")
    return list(dict.fromkeys(filter(None, map(clean_line, lines))))


def _address(typed: str) -> str:
    if not typed:
        return ""
    found = destination(typed)
    if not found.opens:
        raise InputError(f"“{clean_line(typed, 60)}” is no address of the web.")
    return found.address


_READERS: dict[str, Callable[[str], Any]] = {
    "name": clean_line,
    "aliases": _aliases,
    "role": clean_line,
    "organisation": clean_line,
    "url": _address,
    "kind": lambda typed: word_in(SpeakerKind, typed) if typed else None,
}
