"""The tags of the library: their names, the colours they got, and which were used lately."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.library.malformed import read_or_none
from reader.library.matching import best_matches
from reader.model.stamps import utc_now
from reader.model.successors import end_of
from reader.model.tag import Tag, renamed_tags
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.local_state import LocalState
    from reader.library.working_copy import WorkingCopy
    from reader.storage.base import Change

FILE = "library"
TABLE = "tags"
_RECENT = 50


def tag_path(text: str) -> str:
    """Return the path of a tag as typed: cleaned, without `#`, spaces as `-`, no empty part.

    Raises:
        InputError: nothing is left.
    """
    parts = (part.strip(" -").replace(" ", "-") for part in clean_line(text).split("/"))
    path = "/".join(part for part in (part.lstrip("#").strip(" -") for part in parts) if part)
    if not path:
        raise InputError("A tag needs at least one letter or digit.")
    return path


class Codebook:
    """The tags that were ever given, and those given lately on this machine."""

    def __init__(self, copy: "WorkingCopy", local: "LocalState") -> None:
        """Read from the library's record and the machine's own state."""
        self._copy = copy
        self._local = local
        self._renamed: tuple[int, dict[str, str]] = (-1, {})

    def all(self) -> list[Tag]:
        """Return the tags of the library, sorted by path; those that were renamed are left out."""
        table = self._copy.table(FILE, TABLE)
        tags = (
            read_or_none(Tag.from_fields, fields)
            for path, fields in table.items()
            if "deleted" not in fields and self.current(path) == path
        )
        return sorted(filter(None, tags), key=lambda tag: tag.path)

    def get(self, path: str) -> Tag | None:
        """Return a tag, or what it was renamed to; None when it is not in the codebook."""
        fields = self._copy.document(FILE, TABLE, self.current(path))
        return None if fields is None else read_or_none(Tag.from_fields, fields)

    def current(self, path: str) -> str:
        """Return the path that a tag has by now; a circle of renamings ends at the smallest."""
        return end_of(self._renamings(), path)

    def all_current(self, paths: Collection[str]) -> tuple[str, ...]:
        """Return the paths that some tags have by now, sorted, each once."""
        if self._renamings().keys().isdisjoint(paths):
            return tuple(sorted(paths))
        return tuple(sorted(set(map(self.current, paths))))

    def renamings(self) -> dict[str, str]:
        """Return by former path the one that each tag has by now."""
        ends = {path: self.current(path) for path in self._renamings()}
        return {path: end for path, end in ends.items() if path != end}

    def former(self, path: str) -> list[str]:
        """Return the paths that a tag, or one below it, had before it was renamed, sorted."""
        below = f"{path}/"
        return sorted(
            each
            for each in self._renamings()
            if (end := self.current(each)) != each and (end == path or end.startswith(below))
        )

    def standing(self, texts: Iterable[str]) -> list[str]:
        """Return the paths that are meant by what was typed, each once; a former path counts.

        Raises:
            InputError: one of them has no letter or digit.
        """
        return list(dict.fromkeys(self.current(tag_path(text)) for text in texts))

    @property
    def recent(self) -> tuple[str, ...]:
        """The paths given lately, the latest first."""
        return tuple(dict.fromkeys(map(self.current, self._local.texts("recent_tags"))))

    @property
    def last(self) -> tuple[str, ...]:
        """The paths given together in the last action that gave any."""
        return tuple(dict.fromkeys(map(self.current, self._local.texts("last_tags"))))

    def suggestions(self, text: str = "", limit: int = 20) -> list[str]:
        """Return the paths that fit what is being typed, the closest first, then recent ones."""
        known = dict.fromkeys(tag.path for tag in self.all())
        recent = [path for path in self.recent if path in known]
        names = dict.fromkeys([*recent, *known])
        return best_matches(clean_line(text).lstrip("#"), names, limit)

    def used(self, paths: Sequence[str]) -> None:
        """Remember that these were given together."""
        if paths:
            recent = dict.fromkeys([*paths, *self.recent])
            self._local.remember("recent_tags", list(recent)[:_RECENT])
            self._local.remember("last_tags", list(paths))

    def entries(self, paths: Iterable[str]) -> list["Change"]:
        """Return the changes that put missing paths into the codebook."""
        from reader.storage.base import Change

        changes: list[Change] = []
        for path in paths:
            fields = self._copy.table(FILE, TABLE).get(path)
            if fields is None:
                changes.append(Change(FILE, TABLE, path, "created", utc_now()))
            elif "deleted" in fields:
                changes.append(Change(FILE, TABLE, path, "deleted", None))
        return changes

    def _renamings(self) -> dict[str, str]:
        """Return what each tag was renamed to; from any thread."""
        version = self._copy.version(FILE)
        known, renamed = self._renamed
        if known != version:
            renamed = renamed_tags(self._copy.snapshot(FILE).get(TABLE, {}))
            self._renamed = (version, renamed)
        return renamed
