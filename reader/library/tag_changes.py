"""Changing a tag wherever it was given: renaming, moving, merging, deleting, as one step.

What would change is counted first. Renaming is remembered with the former path, so that what
another device tagged meanwhile is under the new path too.
"""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import InputError, NotFoundError, ReaderError
from reader.index.conditions import Field, Is
from reader.library.annotation_ids import ARTICLES, files_with
from reader.library.codebook import FILE, TABLE, tag_path
from reader.library.sightings import ANNOTATIONS
from reader.library.whereabouts import annotations_with, changed_articles
from reader.model.stamps import utc_now
from reader.model.tag import COLORS
from reader.storage.base import Change
from reader.text.canonical import clean, clean_line

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model.tag import Tag
    from reader.storage.base import Fields

_ARTICLE = "article"


class _Owner(NamedTuple):
    """Who has tags: an annotation, or an article itself."""

    article: str
    table: str
    document: str
    tags: tuple[str, ...]


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


def plan_rename(library: "Library", path: str, target: str) -> TagPlan:
    """Return what renaming a tag would do; those below it go with it.

    If there is a tag with the new path, the two become one.

    Raises:
        InputError: it is called so already, or would be below itself.
        NotFoundError: there is no such tag.
    """
    old, new = library.tags.current(tag_path(path)), tag_path(target)
    if new == old:
        raise InputError(f"#{old} is called so already.")
    if _is_below(new, old):
        raise InputError(f"#{old} cannot be put below itself; choose a path outside it.")
    return _plan(library, old, new)[0]


def plan_move(library: "Library", path: str, under: str) -> TagPlan:
    """Return what putting a tag below another one would do; empty: below none. See `plan_rename`.

    Raises:
        InputError: it is there already, or would be below itself.
        NotFoundError: there is no such tag.
    """
    last = library.tags.current(tag_path(path)).rpartition("/")[2]
    return plan_rename(library, path, f"{tag_path(under)}/{last}" if under.strip() else last)


def plan_delete(library: "Library", path: str) -> TagPlan:
    """Return what deleting a tag, and those below it, would do.

    Raises:
        InputError: it is no path of a tag.
        NotFoundError: there is no such tag.
    """
    return _plan(library, library.tags.current(tag_path(path)), None)[0]


def apply(library: "Library", plan: TagPlan) -> TagPlan:
    """Do what was planned, as one step, as things stand now; returns what was done.

    It is written in the background, like everything else.

    Raises:
        NotFoundError: there is no such tag any more.
        ReadOnlyError: the library cannot be written.
        NewerFileError: a newer program wrote one of the records; nothing was changed.
    """
    done, owners = _plan(library, plan.path, plan.target)
    # All of them first: once the codebook is changed, the former path means the new one.
    changes = _listed_changes(library, done.paths)
    for owner in owners:
        changes += _tag_changes(library, owner, plan)
    label = f"delete #{plan.path}" if plan.target is None else f"#{plan.path} → #{plan.target}"
    with library.history.step(label):
        library.history.change(changes)
    return done


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


def _plan(library: "Library", old: str, new: str | None) -> tuple[TagPlan, list[_Owner]]:
    owners = _owners(library, old)
    current = library.tags.current
    given = (current(path) for owner in owners for path in owner.tags)
    listed = (tag.path for tag in library.tags.all())
    paths = {
        path: _moved(path, old, new)
        for path in sorted({*given, *listed})
        if path == old or _is_below(path, old)
    }
    if not paths:
        raise _unknown(old)
    standing = {tag.path for tag in library.tags.all()} - paths.keys()
    annotated = [owner.article for owner in owners if owner.table == ANNOTATIONS]
    plan = TagPlan(
        old,
        new,
        paths,
        tuple(sorted(standing.intersection(filter(None, paths.values())))),
        len(annotated),
        len(set(annotated)),
        len(owners) - len(annotated),
    )
    return plan, owners


def _owners(library: "Library", path: str) -> list[_Owner]:
    """Return the standing annotations and articles with a tag or one below it."""
    current = library.tags.current

    def wanted(fields: "Fields") -> bool:
        return any(
            each == path or _is_below(each, path) for each in map(current, fields.get("tags", ()))
        )

    names = [path, *library.tags.former(path)]
    # As in a record: a tag is a key there, and those below it begin like it.
    words = [json.dumps(name, ensure_ascii=False)[:-1].encode() for name in names]
    found = annotations_with(library, wanted, Is(Field.TAG, path), words)
    owners = [
        _Owner(each.article, ANNOTATIONS, each.annotation, tuple(each.fields["tags"]))
        for each in found
    ]
    for article in sorted(set(_shelving(library, path, words))):
        try:
            fields = library.copy.document(ARTICLES + article, _ARTICLE, article)
        except ReaderError:
            continue
        if fields is not None and wanted(fields):
            owners.append(_Owner(article, _ARTICLE, article, tuple(fields["tags"])))
    return owners


def _shelving(library: "Library", path: str, words: list[bytes]) -> Iterator[str]:
    listing = library.listing
    yield from changed_articles(library)
    if listing.complete:
        nowhere: list[str] = []
        yield from listing.at_once(lambda: listing.shelves.tagged(path), nowhere)
        return
    for each in words:
        yield from (file.removeprefix(ARTICLES) for file in files_with(library, each))


def _tag_changes(library: "Library", owner: _Owner, plan: TagPlan) -> Iterator[Change]:
    file = ARTICLES + owner.article
    for path in sorted(owner.tags):
        known = library.tags.current(path)
        if known == plan.path or _is_below(known, plan.path):
            new = _moved(known, plan.path, plan.target)
            if new != path:
                yield Change(file, owner.table, owner.document, f"tags/{path}", None)
            if new is not None:
                yield Change(file, owner.table, owner.document, f"tags/{new}", True)


def _listed_changes(library: "Library", paths: Mapping[str, str | None]) -> list[Change]:
    """Return what becomes of the codebook."""
    changes: list[Change] = []
    gone = utc_now()
    standing = {tag.path: tag for tag in library.tags.all()}
    for path, new in paths.items():
        if new is None:
            for name in (path, *library.tags.former(path)):
                changes.append(Change(FILE, TABLE, name, "renamed_to", None))
                changes.append(Change(FILE, TABLE, name, "deleted", gone))
            continue
        changes += library.tags.entries([path, new])
        changes.append(Change(FILE, TABLE, new, "renamed_to", None))
        changes += [
            Change(FILE, TABLE, new, name, value)
            for name, value in _looks(standing.get(path), standing.get(new)).items()
        ]
        changes.append(Change(FILE, TABLE, path, "renamed_to", new))
    return changes


def _looks(old: "Tag | None", new: "Tag | None") -> dict[str, Any]:
    """Return what a new path takes over: all, or of a tag that is there what that one lacks."""
    names = ("color", "hotkey", "description")
    if old is None:
        return {}
    return {name: getattr(old, name) for name in names if new is None or not getattr(new, name)}


def _moved(path: str, old: str, new: str | None) -> str | None:
    return None if new is None else new + path[len(old) :]


def _is_below(path: str, other: str) -> bool:
    return path.startswith(f"{other}/")


def _unknown(path: str) -> NotFoundError:
    return NotFoundError(f"There is no tag #{clean_line(path, 60)}; see reader tags.")
