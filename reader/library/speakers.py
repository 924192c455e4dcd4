"""Who says things, across all articles: found by name, made when first used."""

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import InputError
from reader.library.malformed import read_or_none
from reader.library.matching import best_matches
from reader.model.speaker import Speaker, SpeakerKind
from reader.model.stamps import new_id, utc_now
from reader.model.successors import end_of
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.working_copy import WorkingCopy
    from reader.storage.base import Change, Table

FILE = "library"
TABLE = "speakers"


class _Register(NamedTuple):
    """What is derived from the record of the library, until that changes.

    Attributes:
        standing: The speakers that stand for themselves, sorted by name.
        ends: Whom each speaker is by now, by id.
        names: Names, aliases and labels, folded, to ids.
        meant: The ids of all standing ones that bear a name or alias, folded.
        labels: By id, names that are different for different people.
        parts: By id, the speakers that became this one, and itself, by id.
    """

    standing: list[Speaker]
    ends: dict[str, str]
    names: dict[str, str]
    meant: dict[str, list[str]]
    labels: dict[str, str]
    parts: dict[str, list[Speaker]]


class Speakers:
    """The speakers of the library.

    Two with one name are two people until a person says otherwise. Of those that were merged, one
    is handed out, with the names of all as its aliases. May be asked from any thread.
    """

    def __init__(self, copy: "WorkingCopy") -> None:
        """Read from the library's record."""
        self._copy = copy
        self._known = (-1, _Register([], {}, {}, {}, {}, {}))

    def all(self) -> list[Speaker]:
        """Return the speakers that stand for themselves, sorted by name."""
        return list(self._register().standing)

    def get(self, speaker: str) -> Speaker | None:
        """Return a speaker by id, or the one it was merged into; None if there is none.

        A deleted one is returned too: what it said stays said. A circle of renamings ends at the
        smallest id in it.
        """
        known = self._register()
        parts = known.parts.get(known.ends.get(speaker, ""))
        if parts is None:
            return None
        first, *others = parts
        names = [*first.aliases]
        for other in others:
            names += [other.name, *other.aliases]
        return first._replace(aliases=tuple(_others(first.name, names))) if others else first

    def find(self, name: str) -> Speaker | None:
        """Return the standing speaker with this name, alias or label, case ignored, or None.

        Of several with one name that is the one made first; see `meant_by`.
        """
        speaker = self._register().names.get(_folded(name))
        if speaker is None or self._copy.document(FILE, TABLE, speaker) is None:
            return None
        return self.get(speaker)

    def meant_by(self, name: str) -> list[Speaker]:
        """Return the standing speakers that an id, a label, a name or an alias may stand for."""
        known = self._register()
        if name in known.ends:
            ids = [known.ends[name]]
        else:
            folded = _folded(name)
            labelled = [each for each, label in known.labels.items() if _folded(label) == folded]
            ids = labelled if len(labelled) == 1 else known.meant.get(folded, [])
        return [speaker for speaker in map(self.get, ids) if speaker and not speaker.deleted]

    def label(self, speaker: str) -> str:
        """Return a name by which a speaker is told apart from others: with the role if need be.

        `find` understands it. Empty if there is no such speaker.
        """
        known = self._register()
        end = known.ends.get(speaker, "")
        parts = known.parts.get(end)
        return known.labels.get(end) or (parts[0].name if parts else "")

    def suggestions(self, text: str = "", limit: int = 20) -> list[str]:
        """Return the labels that fit what is being typed, the closest first."""
        known = self._register()
        labels = dict.fromkeys(known.labels[speaker.id] for speaker in known.standing)
        return best_matches(clean_line(text), labels, limit)

    def named(
        self, name: str, kind: SpeakerKind | None = None, role: str = ""
    ) -> tuple[str, list["Change"]]:
        """Return the id of the speaker with this name, and the changes that make it if needed.

        A deleted speaker of that name is revived rather than made twice.

        Args:
            name: A name or an alias, in any case.
            kind: What a new speaker is, a person if left out.
            role: What a new speaker is called beside the name, such as `the ambassador`.

        Raises:
            InputError: the name is empty.
        """
        from reader.storage.base import Change

        cleaned = clean_line(name)
        if not cleaned:
            raise InputError("A speaker needs a name.")
        known = self.find(cleaned)
        if known is not None:
            return known.id, []
        deleted = self._register().names.get(_folded(cleaned))
        if deleted is not None:
            return deleted, [Change(FILE, TABLE, deleted, "deleted", None)]
        return self.new(cleaned, kind, role)

    def new(
        self, name: str, kind: SpeakerKind | None = None, role: str = ""
    ) -> tuple[str, list["Change"]]:
        """Return the id of a new speaker and the changes that make it, whoever else is called so.

        Raises:
            InputError: the name is empty.
        """
        from reader.storage.base import Change

        cleaned = clean_line(name)
        if not cleaned:
            raise InputError("A speaker needs a name.")
        speaker = new_id()
        fields = {
            "created": utc_now(),
            "name": cleaned,
            "kind": (kind or SpeakerKind.PERSON).value,
            "role": clean_line(role),
        }
        return speaker, [
            Change(FILE, TABLE, speaker, field, value) for field, value in fields.items() if value
        ]

    def _register(self) -> _Register:
        version = self._copy.version(FILE)
        known, register = self._known
        if known != version:
            # Of the tables as they are, since another thread may be adding somebody.
            register = _registered(self._copy.snapshot(FILE).get(TABLE, {}))
            self._known = (version, register)
        return register


def _registered(table: "Table") -> _Register:
    read = (read_or_none(Speaker.from_fields, fields) for fields in table.values())
    known = {speaker.id: speaker for speaker in read if speaker}
    renamed = {one.id: one.renamed_to for one in known.values() if one.renamed_to in known}
    ends = {speaker: end_of(renamed, speaker) for speaker in known}
    parts: dict[str, list[Speaker]] = defaultdict(list)
    for one in sorted(known, key=lambda each: (ends[each] != each, each)):
        parts[ends[one]].append(known[one])
    standing = sorted(
        (known[end] for end in parts if not known[end].deleted),
        key=lambda speaker: (speaker.name.casefold(), speaker.id),
    )
    labels = _labels(standing)
    names: dict[str, str] = {}
    meant: dict[str, list[str]] = defaultdict(list)
    # The standing before the deleted, and the oldest of them first.
    for speaker in sorted(known.values(), key=lambda each: (each.deleted is not None, each.id)):
        for name in (speaker.name, *speaker.aliases):
            names.setdefault(_folded(name), speaker.id)
            end = ends[speaker.id]
            if not known[end].deleted and end not in meant[_folded(name)]:
                meant[_folded(name)].append(end)
    for speaker_id, label in labels.items():
        names.setdefault(_folded(label), speaker_id)
    return _Register(standing, ends, names, dict(meant), labels, dict(parts))


def _labels(standing: list[Speaker]) -> dict[str, str]:
    """Return names that are all different: with role and organisation, or else with a number."""
    bearers: dict[str, list[Speaker]] = defaultdict(list)
    for speaker in standing:
        bearers[_folded(speaker.name)].append(speaker)
    labels: dict[str, str] = {}
    for namesakes in bearers.values():
        if len(namesakes) == 1:
            labels[namesakes[0].id] = namesakes[0].name
            continue
        taken: dict[str, int] = {}
        for speaker in namesakes:
            about = ", ".join(filter(None, (speaker.role, speaker.organisation)))
            label = f"{speaker.name} ({clean_line(about)})" if about else speaker.name
            taken[label] = taken.get(label, 0) + 1
            labels[speaker.id] = label if taken[label] == 1 else f"{label} [{taken[label]}]"
    return labels


def _others(name: str, names: list[str]) -> list[str]:
    """Return the names that are not this one, each once, case ignored."""
    kept = {_folded(name): name}
    for other in names:
        kept.setdefault(_folded(other), other)
    return list(kept.values())[1:]


def _folded(name: str) -> str:
    return clean_line(name).casefold()
