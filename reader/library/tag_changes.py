"""Changing a tag wherever it was given: renaming, moving, merging, deleting, as one step.

What would change is counted first, from the index. Renaming is remembered in the codebook with the
former path, so that what another device tagged meanwhile is under the new path too; and so are,
from that moment, the records that are not rewritten yet.

They are rewritten all the same, behind everything else and as a part of the step. The codebook
alone would be one save instead of thousands, but then a path could never be used again for another
tag, a deleted one would come back with the next use of its name, and plain files, exports and the
search for words would hold the former path for ever. Rewriting them some day, as no step, could not
be undone: which of two merged tags an annotation had would be forgotten. With 100,000 annotations
in 10,000 articles a change is counted in about 80 ms and shown 50 ms later; a record takes 3 to 7
ms to write, so the last is written after half a minute or more, while a save in between waits for
one portion, some 50 ms.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import InputError, NotFoundError
from reader.library.annotation_ids import ARTICLES
from reader.library.codebook import FILE, TABLE, tag_path
from reader.library.tag_bearers import Bearers, altered, bearers, is_below
from reader.model.stamps import utc_now
from reader.model.tag import COLORS, Tag
from reader.storage.base import Change
from reader.text.canonical import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.library import Library


class TagPlan(NamedTuple):
    """What a change of a tag would do; see `apply`.

    Attributes:
        path: The tag.
        target: The path it would have, None if it is to be deleted.
        paths: The paths that would be gone, its own and those below it, by what each would
            become, None for nothing.
        joined: The paths among the new ones that are tags already: those would have both.
        annotations: How many annotations would change.
        articles: How many articles these are in.
        shelved: How many articles have it as a tag of their own.
    """

    path: str
    target: str | None
    paths: Mapping[str, str | None]
    joined: tuple[str, ...]
    annotations: int
    articles: int
    shelved: int


def plan_rename(
    library: "Library", path: str, target: str, found: Bearers | None = None
) -> TagPlan:
    """Return what renaming a tag would do; those below it go with it.

    If there is a tag with the new path, the two become one.

    Args:
        library: The library.
        path: The tag.
        target: The path it would have.
        found: What has the tag, where it was counted already.

    Raises:
        InputError: it is called so already, or would be below itself.
        NotFoundError: there is no such tag.
    """
    old, new = library.tags.current(tag_path(path)), tag_path(target)
    if new == old:
        raise InputError(f"#{old} is called so already.")
    if is_below(new, old):
        raise InputError(f"#{old} cannot be put below itself; choose a path outside it.")
    return _plan(library, old, new, found)[0]


def plan_move(library: "Library", path: str, under: str, found: Bearers | None = None) -> TagPlan:
    """Return what putting a tag below another one would do; empty: below none. See `plan_rename`.

    Raises:
        InputError: it is there already, or would be below itself.
        NotFoundError: there is no such tag.
    """
    last = library.tags.current(tag_path(path)).rpartition("/")[2]
    target = f"{tag_path(under)}/{last}" if under.strip() else last
    return plan_rename(library, path, target, found)


def plan_delete(library: "Library", path: str) -> TagPlan:
    """Return what deleting a tag, and those below it, would do.

    Raises:
        InputError: it is no path of a tag.
        NotFoundError: there is no such tag.
    """
    return _plan(library, library.tags.current(tag_path(path)), None)[0]


def apply(library: "Library", plan: TagPlan) -> TagPlan:
    """Do what was planned, as one step, as things stand now; returns what was done.

    The codebook changes at once, and what is in memory with it. All other records are changed
    behind everything else; until then they are shown with the new path all the same. Where one of
    them cannot be written, it stays as it is, and that is told when all are done.

    Raises:
        InputError: another such change is still being written.
        NotFoundError: there is no such tag any more.
        ReadOnlyError: the library cannot be written.
        NewerFileError: a newer program wrote one of the records in memory; nothing was changed.
    """
    done, found = _plan(library, plan.path, plan.target)
    become = _becoming(library, plan)
    files = [ARTICLES + article for article in found.articles]
    held = [file for file in files if library.copy.holds(file)]
    # All of them first: once the codebook is changed, the former path means the new one.
    changes = _listed_changes(library, done.paths)
    for file in held:
        changes += altered(file, library.copy.tables(file), become)
    label = f"delete #{plan.path}" if plan.target is None else f"#{plan.path} → #{plan.target}"
    with library.history.step(label):
        library.history.change(changes)
        library.history.sweep(
            [file for file in files if file not in set(held)],
            lambda file, tables: altered(file, tables, become),
        )
    return done


def create(library: "Library", path: str) -> str:
    """Put a tag into the codebook, as a step; returns its path.

    Raises:
        InputError: it is no path of a tag, or there is that tag already, maybe under a new path.
    """
    new = tag_path(path)
    known = library.tags.get(new)
    if known is not None:
        former = "" if known.path == new else f"#{new} was renamed; "
        raise InputError(f"{former}there is a tag #{known.path} already.")
    with library.history.step(f"new tag #{new}"):
        library.history.change(library.tags.entries([new]))
    return new


def set_field(library: "Library", path: str, name: str, value: str | None) -> None:
    """Set one field of a tag of the codebook from what was typed or chosen, as a step.

    Args:
        library: The library.
        path: The tag's path.
        name: `color`, `hotkey` or `description`.
        value: The name of a mark colour, a digit, or text; None or an empty text removes it.

    Raises:
        InputError: there is no such field, or it cannot have this value.
        NotFoundError: there is no such tag.
    """
    known = library.tags.get(tag_path(path))
    if known is None:
        raise _unknown(path)
    typed = clean_line(value or "")
    if name == "color" and typed and typed not in COLORS:
        raise InputError(f"A colour is one of: {', '.join(COLORS)}.")
    if name == "hotkey" and typed:
        _require_free(library, known.path, typed)
    if name not in ("color", "hotkey", "description"):
        raise InputError(f"A tag has no field “{clean_line(name, 40)}” to set.")
    stored = clean(value or "").strip() if name == "description" else typed
    with library.history.step(f"{name} of #{known.path}"):
        library.history.change([Change(FILE, TABLE, known.path, name, stored or None)])


def _require_free(library: "Library", path: str, hotkey: str) -> None:
    if len(hotkey) != 1 or hotkey not in "123456789":
        raise InputError("A tag is chosen by a digit from 1 to 9.")
    for other in library.tags.all():
        if other.hotkey == hotkey and other.path != path:
            raise InputError(f"{hotkey} chooses #{other.path}; take it away there first.")


def _plan(
    library: "Library", old: str, new: str | None, found: Bearers | None = None
) -> tuple[TagPlan, Bearers]:
    _require_rest(library)
    found = found or bearers(library, old)
    given = map(library.tags.current, found.paths)
    listed = (tag.path for tag in library.tags.all())
    paths = {
        path: _moved(path, old, new)
        for path in sorted({*given, *listed})
        if path == old or is_below(path, old)
    }
    if not paths:
        raise _unknown(old)
    standing = {tag.path for tag in library.tags.all()} - paths.keys()
    plan = TagPlan(
        old,
        new,
        paths,
        tuple(sorted(standing.intersection(filter(None, paths.values())))),
        sum(found.annotated.values()),
        len(found.annotated),
        len(found.shelved),
    )
    return plan, found


def _require_rest(library: "Library") -> None:
    swept = library.history.sweeping
    if swept is not None:
        raise InputError(
            f"“{swept.label}” is still being written ({swept.done:,} of {swept.total:,} articles); "
            "wait for it, or take it back first."
        )


def _listed_changes(library: "Library", paths: Mapping[str, str | None]) -> list[Change]:
    """Return what becomes of the codebook."""
    changes: list[Change] = []
    gone = utc_now()
    standing = {tag.path: tag for tag in library.tags.all()}
    taken = set(paths.values())
    for path, new in paths.items():
        if new is None:
            for name in (path, *library.tags.former(path)):
                # Writing to one that is deleted already would bring it back first.
                if library.copy.document(FILE, TABLE, name) is not None:
                    changes.append(Change(FILE, TABLE, name, "renamed_to", None))
                    changes.append(Change(FILE, TABLE, name, "deleted", gone))
            continue
        changes += library.tags.entries([path, new])
        changes.append(Change(FILE, TABLE, new, "renamed_to", None))
        there = None if new in paths else standing.get(new)
        changes += [
            Change(FILE, TABLE, new, name, value)
            for name, value in _looks(standing.get(path, Tag(path)), there).items()
        ]
        # Another tag may take over the path: then what led there leads to the new one itself.
        former = library.tags.former(path) if path in taken else []
        changes += [
            Change(FILE, TABLE, name, "renamed_to", new)
            for name in (path, *former)
            if library.tags.current(name) == path
        ]
    return changes


def _looks(old: Tag, new: Tag | None) -> dict[str, Any]:
    """Return what a new path takes over: all, or of a tag that is there what that one lacks."""
    names = ("color", "hotkey", "description")
    return {name: getattr(old, name) for name in names if new is None or not getattr(new, name)}


def _becoming(library: "Library", plan: TagPlan) -> "Callable[[str], str | None]":
    """Return what a stored path becomes, as tags are called now."""
    ends = library.tags.renamings()

    def become(path: str) -> str | None:
        known = ends.get(path, path)
        if known == plan.path or is_below(known, plan.path):
            return _moved(known, plan.path, plan.target)
        return path

    return become


def _moved(path: str, old: str, new: str | None) -> str | None:
    return None if new is None else new + path[len(old) :]


def _unknown(path: str) -> NotFoundError:
    return NotFoundError(f"There is no tag #{clean_line(path, 60)}; see reader tags.")
