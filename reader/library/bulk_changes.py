"""Changing many annotations at once, wherever they are: one step each, whose name says how many.

Their articles need not be open, and no text is read but where a highlight becomes a claim. One that
is not there any more is passed over.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import InputError, NotFoundError, ReaderError
from reader.library import claim_linking
from reader.library.annotation_ids import ARTICLES, Place
from reader.library.article_changes import cited, stored
from reader.library.attributing import UNNAMED
from reader.library.claim_judging import judgement
from reader.library.sightings import ANNOTATIONS
from reader.library.speaker_registry import find_speaker
from reader.library.whereabouts import is_in_trash
from reader.model.annotation import Annotation, Attribution, SpeakerState, Voice
from reader.model.article import Article
from reader.model.speaker import SpeakerKind
from reader.model.stamps import utc_now
from reader.storage.base import Change
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model.claim import Claim, Status

_CLAIMS = "claims/"


class Judged(NamedTuple):
    """What is said of claims; a field that is not among the `fields` stays as each claim has it.

    Attributes:
        fields: `status`, `verdict` or both; None for none.
    """

    fields: Mapping[str, "Status | str | None"]

    def __str__(self) -> str:
        return ", ".join(f"{name} {value or 'none'}" for name, value in self.fields.items())


def preload(library: "Library", places: Iterable[Place]) -> None:
    """Read the records of annotations and their claims; from any thread, so that none waits."""
    for place in places:
        with suppress(ReaderError):
            fields = library.copy.document(ARTICLES + place.article, ANNOTATIONS, place.annotation)
            if fields is not None and fields.get("claim"):
                library.copy.tables(_CLAIMS + fields["claim"])


def judge(library: "Library", places: Sequence[Place], judged: Judged) -> int:
    """Judge the claims that annotations are sightings of; returns how many claims these are.

    A sighting of none becomes one of a claim made of its words. See `claim_judging.judgement`.

    Raises:
        InputError: the verdict is none of those in the settings.
        NotFoundError: none of the annotations is there.
        ReaderError: a record cannot be read or written; nothing was changed.
    """
    claims: dict[str, Claim] = {}
    without: list[Place] = []
    for place in _standing(library, places):
        claim = claim_linking.claim_at(library, place)
        if claim is None:
            without.append(place)
        else:
            claims.setdefault(claim.id, claim)
    said = dict(judged.fields)
    if not any(said.values()):
        # Where nothing was said, nothing need be taken back.
        without = []
    number = len(claims) + len(without)
    with library.history.step(f"{judged} for {_counted(number, 'claim')}", *_only(places)):
        for place in without:
            made = library.claims.require(claim_linking.make_claim(library, place))
            claims[made.id] = made
        library.history.change(
            library.claims.change(claim.id, name, stored(value))
            for claim in claims.values()
            for name, value in _said_of(library, claim, said).items()
        )
    return number


def change_tags(
    library: "Library", places: Sequence[Place], added: Iterable[str], removed: Iterable[str]
) -> int:
    """Give annotations tags beside those they have, and take others away; returns how many.

    Args:
        library: The library.
        places: The annotations.
        added: Tags, in any notation `tag_path` understands.
        removed: Tags, as they are called now.

    Raises:
        InputError: one of the tags has no letter or digit.
        NotFoundError: none of the annotations is there.
        ReaderError: a record cannot be read or written; nothing was changed.
    """
    codebook = library.tags
    wanted, unwanted = codebook.standing(added), frozenset(removed)
    found = _standing(library, places)
    changes: list[Change] = []
    for place, annotation in found.items():
        present = {codebook.current(path) for path in annotation.tags}
        taken = [path for path in annotation.tags if codebook.current(path) in unwanted]
        given = [path for path in wanted if path not in present]
        values = {**dict.fromkeys(taken), **dict.fromkeys(given, True)}
        changes += _changes(place, {f"tags/{path}": value for path, value in values.items()})
    names = [*(f"#{path}" for path in wanted), *(f"−#{path}" for path in sorted(unwanted))]
    label = f"tag {' '.join(names)} on {_counted(len(found), 'sighting')}"
    with library.history.step(label, *_only(places)):
        library.history.change(codebook.entries(wanted))
        library.history.change(changes)
    codebook.used(wanted)
    return len(found)


def set_speaker(
    library: "Library",
    places: Sequence[Place],
    name: str | None,
    *,
    kind: SpeakerKind | None = None,
    namesake: bool = False,
) -> int:
    """Say who says the words of annotations, confirmed; returns of how many.

    Name, kind and namesake mean what they do for `ArticleSession.set_speaker`; the author is that
    of each article.

    Raises:
        AmbiguousError: several speakers bear the name; the sentence tells them apart.
        NotFoundError: none of the annotations is there.
        ReaderError: a record cannot be read or written; nothing was changed.
    """
    if name is not None and not namesake and library.speakers.meant_by(name):
        name = find_speaker(library, name).id
    found = _standing(library, places)
    nobody = name is None and kind is None
    named = library.speakers.label(name or "") or name or str(kind)
    who = "no speaker" if nobody else f"speaker {clean_line(named, 40)}"
    with library.history.step(f"{who} for {_counted(len(found), 'sighting')}", *_only(places)):
        if name is not None and namesake:
            name, made = library.speakers.new(name, kind)
            library.history.change(made)
        for place, annotation in found.items():
            chosen = name
            if name is None and kind is SpeakerKind.AUTHOR:
                chosen = next(iter(_article(library, place).authors), None)
            elif name is None and kind is SpeakerKind.UNNAMED:
                chosen = UNNAMED
            fields: dict[str, Any] = {
                "speaker": None if chosen is None else _speaker(library, chosen, kind),
                "speaker_state": None if nobody else SpeakerState.CONFIRMED,
            }
            if kind is SpeakerKind.AUTHOR:
                fields["voice"] = Voice.AUTHOR
            elif annotation.voice is Voice.AUTHOR:
                fields["voice"] = None
            library.history.change(_changes(place, fields))
    return len(found)


def confirm_speakers(library: "Library", places: Sequence[Place]) -> int:
    """Make the suggested speakers of annotations a person's finding; returns how many.

    Raises:
        InputError: no speaker is suggested for any of them.
        NotFoundError: none of the annotations is there.
        ReaderError: a record cannot be read or written; nothing was changed.
    """
    suggested = [
        place
        for place, annotation in _standing(library, places).items()
        if annotation.speaker_state is SpeakerState.SUGGESTED
    ]
    if not suggested:
        raise InputError("There is no suggested speaker to confirm.")
    label = f"confirm {_counted(len(suggested), 'speaker')}"
    with library.history.step(label, *_only(suggested)):
        for place in suggested:
            state = {"speaker_state": SpeakerState.CONFIRMED}
            library.history.change(_changes(place, state))
    return len(suggested)


def set_attribution(
    library: "Library", places: Sequence[Place], attribution: Attribution | None
) -> int:
    """Say of annotations whether the speaker said it; returns how many.

    Raises:
        NotFoundError: none of them is there.
        ReaderError: a record cannot be read or written; nothing was changed.
    """
    found = _standing(library, places)
    label = f"said: {attribution or 'unknown'} for {_counted(len(found), 'sighting')}"
    with library.history.step(label, *_only(places)):
        for place in found:
            library.history.change(_changes(place, {"attribution": attribution}))
    return len(found)


def delete(library: "Library", places: Sequence[Place]) -> int:
    """Delete annotations; returns how many.

    Raises:
        NotFoundError: none of them is there.
        ReaderError: a record cannot be read or written; nothing was changed.
    """
    found = _standing(library, places)
    gone = utc_now()
    with library.history.step(f"delete {_counted(len(found), 'sighting')}", *_only(places)):
        for place in found:
            library.history.change(_changes(place, {"deleted": gone}))
    return len(found)


def link(library: "Library", places: Sequence[Place]) -> str:
    """Say that annotations all say the same; returns the id of the claim they are sightings of.

    It is the claim of the first that has one, those that are judged before those that are not; if
    none has one, a claim is made of the words of the first. The claims of the others become part
    of it, with all their sightings and evidence.

    Raises:
        InputError: there are less than two, they are sightings of one claim already, or one of
            them is evidence for or against it.
        NotFoundError: none of the annotations is there.
        ReaderError: a record cannot be read or written; nothing was changed.
    """
    found = list(_standing(library, places))
    if len(found) < 2:
        raise InputError("Choose two sightings or more that say the same.")
    known = {place: claim_linking.claim_at(library, place) for place in found}
    claims = {claim.id: claim for claim in known.values() if claim is not None}
    if len(claims) == 1 and None not in known.values():
        (only,) = claims.values()
        raise InputError(f"They are sightings of {cited(only.text)} already.")
    kept = next((one for one in claims.values() if one.verdict), None)
    kept = kept or next(iter(claims.values()), None)
    with library.history.step(f"same claim: {_counted(len(found), 'sighting')}", *found[0]):
        claim = kept.id if kept else claim_linking.make_claim(library, found[0])
        for place in found:
            present = claim_linking.claim_at(library, place)
            if present is None or present.id != claim:
                claim_linking.link(library, place, claim)
    return claim


def _standing(library: "Library", places: Collection[Place]) -> dict[Place, Annotation]:
    """Return those that are there, each once, in the order given."""
    found: dict[Place, Annotation] = {}
    trash: dict[str, bool] = {}
    for place in places:
        if place.article not in trash:
            trash[place.article] = is_in_trash(library, place.article)
        if not trash[place.article] and place not in found:
            with suppress(NotFoundError):
                found[place] = claim_linking.annotation_at(library, place)
    if not found:
        raise NotFoundError("Nothing of that is there any more.")
    return found


def _said_of(library: "Library", claim: "Claim", said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a claim that are written."""
    if "verdict" not in said:
        return dict(said)
    return {**judgement(library, claim, said["verdict"]), **said}


def _changes(place: Place, fields: Mapping[str, Any]) -> list[Change]:
    file = ARTICLES + place.article
    return [
        Change(file, ANNOTATIONS, place.annotation, name, stored(value))
        for name, value in fields.items()
    ]


def _speaker(library: "Library", name: str, kind: SpeakerKind | None) -> str:
    known = library.speakers.get(name)
    if known is not None:
        return known.id
    speaker, changes = library.speakers.named(name, kind)
    library.history.change(changes)
    return speaker


def _article(library: "Library", place: Place) -> Article:
    fields = library.copy.document(ARTICLES + place.article, "article", place.article)
    return Article.from_fields(fields or {"id": place.article})


def _only(places: Sequence[Place]) -> tuple[str, ...]:
    """Return where to go when it is undone, if there is one such place."""
    return (*places[0],) if len(places) == 1 else ()


def _counted(number: int, one: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {one}s"
