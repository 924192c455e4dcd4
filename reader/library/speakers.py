"""Who says things, across all articles: found by name, made when first used."""

from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.library.malformed import read_or_none
from reader.library.matching import best_matches
from reader.model.speaker import Speaker, SpeakerKind
from reader.model.stamps import new_id, utc_now
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.working_copy import WorkingCopy
    from reader.storage.base import Change

_FILE = "library"
_TABLE = "speakers"
UNNAMED = "unnamed source"


class Speakers:
    """The speakers of the library."""

    def __init__(self, copy: "WorkingCopy") -> None:
        """Read from the library's record."""
        self._copy = copy
        self._version = -1
        self._by_name: dict[str, str] = {}

    def all(self) -> list[Speaker]:
        """Return the speakers that stand for themselves, sorted by name."""
        table = self._copy.table(_FILE, _TABLE)
        speakers = (read_or_none(Speaker.from_fields, fields) for fields in table.values())
        standing = (one for one in speakers if one and not one.deleted and not one.renamed_to)
        return sorted(standing, key=lambda speaker: (speaker.name.casefold(), speaker.id))

    def get(self, speaker: str) -> Speaker | None:
        """Return a speaker by id, or the one it was merged into; None if there is none.

        A deleted one is returned too: what it said stays said. A circle of renamings ends at the
        smallest id in it.
        """
        table = self._copy.table(_FILE, _TABLE)
        visited: list[str] = []
        while (found := read_or_none(Speaker.from_fields, table.get(speaker, {}))) is not None:
            if found.renamed_to is None or found.renamed_to not in table:
                break
            if speaker in visited:
                circle = visited[visited.index(speaker) :]
                return read_or_none(Speaker.from_fields, table[min(circle)])
            visited.append(speaker)
            speaker = found.renamed_to
        return found

    def find(self, name: str) -> Speaker | None:
        """Return the standing speaker with this name or alias, case ignored, or None."""
        speaker = self._names().get(_folded(name))
        if speaker is None or self._copy.document(_FILE, _TABLE, speaker) is None:
            return None
        return self.get(speaker)

    def suggestions(self, text: str = "", limit: int = 20) -> list[str]:
        """Return the names that fit what is being typed, the closest first."""
        names = dict.fromkeys(speaker.name for speaker in self.all())
        return best_matches(clean_line(text), names, limit)

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
        deleted = self._names().get(_folded(cleaned))
        if deleted is not None:
            return deleted, [Change(_FILE, _TABLE, deleted, "deleted", None)]
        speaker = new_id()
        fields = {
            "created": utc_now(),
            "name": cleaned,
            "kind": (kind or SpeakerKind.PERSON).value,
            "role": clean_line(role),
        }
        return speaker, [
            Change(_FILE, _TABLE, speaker, field, value) for field, value in fields.items() if value
        ]

    def _names(self) -> dict[str, str]:
        """Names and aliases, folded, to ids; the standing and the oldest before others."""
        version = self._copy.version(_FILE)
        if version != self._version:
            names: dict[str, str] = {}
            table = self._copy.table(_FILE, _TABLE)
            documents = sorted(table.items(), key=lambda each: ("deleted" in each[1], each[0]))
            for speaker, fields in documents:
                known = read_or_none(Speaker.from_fields, fields)
                for name in (known.name, *known.aliases) if known else ():
                    names.setdefault(_folded(name), speaker)
            self._by_name, self._version = names, version
        return self._by_name


def _folded(name: str) -> str:
    return clean_line(name).casefold()
