"""What links within a page lead to: its footnotes and its headings."""

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.text.canonical import clean_line
from reader.text.references import heading_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

_NOTES = frozenset(["li", "p", "div", "dd", "dt", "aside"])
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_REFERRING = frozenset(
    ["doc-noteref", "noteref", "footnote-ref", "footnote-reference", "footnoteref", "fnref"]
)
_RETURNING = frozenset(["doc-backlink", "backlink", "footnote-backref", "fn-backref"])
_LONGEST_LABEL = 12
_NEAR = 3
"""How many elements away a `sup` or an id may stand and still belong to a link."""

_FAR = 8
"""How deep in a footnote its name may stand, and how much of a link's target is looked at."""

_MOST_RETURNS = 64


@dataclass(slots=True)
class PageReferences:
    """The links of a page that stay in it.

    Attributes:
        referring: The label of the footnote for every link that refers to one.
        notes: The label of every element that is a footnote.
        raised: The `sup` elements around or in such links.
        left_out: What in a footnote only leads back to the text.
        places: `#name` of the heading for every link that leads to one.
    """

    referring: "dict[HtmlElement, str]" = field(default_factory=dict)
    notes: "dict[HtmlElement, str]" = field(default_factory=dict)
    raised: "set[HtmlElement]" = field(default_factory=set)
    left_out: "set[HtmlElement]" = field(default_factory=set)
    places: "dict[HtmlElement, str]" = field(default_factory=dict)


def page_references(root: "HtmlElement") -> PageReferences:
    """Find the footnotes of a page, in time linear in its length.

    A footnote is what a raised link, or one that says so, leads to further down the page.
    """
    return _Finding(root).found


def is_bracketed(link: "HtmlElement") -> bool:
    """Return whether the words of a link stand in brackets of their own."""
    words = _beginning(link)
    return words[:1] + words[-1:] in ("[]", "()")


class _Finding:
    def __init__(self, root: "HtmlElement") -> None:
        self.found = PageReferences()
        self._named: dict[str, HtmlElement] = {}
        self._order: dict[HtmlElement, int] = {}
        self._links: list[tuple[HtmlElement, HtmlElement]] = []
        self._read(root)
        pairs = [
            (link, note) for link, to in self._links if (note := self._note(link, to)) is not None
        ]
        around = ancestors(note for _, note in pairs)
        self._label([(link, note) for link, note in pairs if note not in around])
        for note, label in self.found.notes.items():
            self._leave_out(note, label)
        names: dict[HtmlElement, str] = {}
        for link, to in self._links:
            if link not in self.found.referring and (heading := _heading(to)) is not None:
                if heading not in names:
                    names[heading] = f"#{heading_name(clean_line(heading.text_content()))}"
                self.found.places[link] = names[heading]

    def _read(self, root: "HtmlElement") -> None:
        links: list[tuple[HtmlElement, str]] = []
        for number, element in enumerate(root.iter()):
            if not isinstance(element.tag, str):
                continue
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    self._named.setdefault(name, element)
                    self._order[element] = number
            before, mark, fragment = element.get("href", "").partition("#")
            if element.tag == "a" and mark and (not before or before.startswith("./")):
                self._order[element] = number
                links.append((element, fragment))
        for link, fragment in links:
            to = self._named.get(fragment)
            if to is None:
                to = self._named.get(unquote(fragment))
            if to is not None:
                self._links.append((link, to))

    def _note(self, link: "HtmlElement", to: "HtmlElement") -> "HtmlElement | None":
        """Return the footnote a link refers to: it stands further down, and begins at its name."""
        if self._order[to] <= self._order[link] or not _is_raised(link):
            return None
        note = to
        for _ in range(_FAR):
            if note.tag in _NOTES:
                break
            parent = note.getparent()
            if parent is None or note.getprevious() is not None or (parent.text or "").strip():
                return None
            note = parent
        if note.tag not in _NOTES:
            return None
        if note.tag == "dt":
            following = note.getnext()
            if following is None or following.tag != "dd":
                return None
            self.found.left_out.add(note)
            note = following
        return note

    def _label(self, pairs: "list[tuple[HtmlElement, HtmlElement]]") -> None:
        """Give notes and links their labels: none that would lead to another note."""
        taken: set[str] = set()
        for link, note in pairs:
            if note not in self.found.notes:
                label = _words(link) or "*"
                number = 2
                while label in taken:
                    label, number = f"{_words(link)}/{number}", number + 1
                taken.add(label)
                self.found.notes[note] = label
            self.found.referring[link] = self.found.notes[note]
            self.found.raised.update(_raising(link))

    def _leave_out(self, note: "HtmlElement", label: str) -> None:
        """Leave out the number a note bears, and the links back with what only serves them."""
        first = next(iter(note), None)
        begins = first is not None and first.tag == "sup" and not (note.text or "").strip()
        if first is not None and begins and _words(first) == label:
            self.found.left_out.add(first)
        back = {link for link, to in self._links_in(note) if self._returns(link, to)}
        for link in islice(back, _MOST_RETURNS):
            outermost = link
            for around in _around(link):
                if around is note or _has_words_beside(around, back):
                    break
                outermost = around
            self.found.left_out.add(outermost)
        self.found.left_out |= back

    def _links_in(self, note: "HtmlElement") -> "Iterator[tuple[HtmlElement, HtmlElement | None]]":
        for link in note.iter("a"):
            fragment = link.get("href", "").partition("#")[2]
            if fragment:
                yield link, self._named.get(fragment)

    def _returns(self, link: "HtmlElement", to: "HtmlElement | None") -> bool:
        if _names(link) & _RETURNING:
            return True
        if to is None or self._order[to] > self._order.get(link, 0):
            return False
        near = (*islice(to.iter(), _FAR), *_around(to))
        return any(each in self.found.referring for each in near)


def _is_raised(link: "HtmlElement") -> bool:
    """Whether a link looks like the reference of a footnote."""
    words = _words(link)
    if len(words) > _LONGEST_LABEL:
        return False
    return bool(_names(link) & _REFERRING or _raising(link))


def _raising(link: "HtmlElement") -> "list[HtmlElement]":
    """Return the `sup` elements that raise a link as a whole."""
    found = [around for around in _around(link) if around.tag == "sup"]
    inner = link
    for _ in range(_NEAR):
        children = list(islice(inner, 2))
        if len(children) != 1 or (inner.text or "").strip() or (children[0].tail or "").strip():
            break
        inner = children[0]
        if inner.tag == "sup":
            found.append(inner)
    return found


def _names(link: "HtmlElement") -> set[str]:
    """Return what the page says a link is: its role, its type in books, its classes."""
    said = (link.get("role", ""), link.get("epub:type", ""), link.get("class", ""))
    return set(" ".join(said).lower().split())


def _words(link: "HtmlElement") -> str:
    return _beginning(link).strip("[]()^ ")


def _beginning(element: "HtmlElement") -> str:
    """Return the words of an element, of long ones the first."""
    return clean_line("".join(islice(element.itertext(), _FAR)))[: 2 * _LONGEST_LABEL]


def _around(element: "HtmlElement") -> "Iterator[HtmlElement]":
    """Yield the elements closely around one, the nearest first."""
    for _ in range(_NEAR):
        parent = element.getparent()
        if parent is None:
            return
        yield parent
        element = parent


def _has_words_beside(element: "HtmlElement", links: "set[HtmlElement]") -> bool:
    """Return whether an element has a word outside some of the links in it."""
    pending = [element]
    while pending:
        each = pending.pop()
        if each not in links:
            if any(map(str.isalnum, each.text or "")):
                return True
            pending += each
        if each is not element and any(map(str.isalnum, each.tail or "")):
            return True
    return False


def ancestors(elements: "Iterable[HtmlElement]") -> "set[HtmlElement]":
    """Return every element around one of `elements`, in time linear in the page."""
    found: set[HtmlElement] = set()
    for element in elements:
        for ancestor in element.iterancestors():
            if ancestor in found:
                break
            found.add(ancestor)
    return found


def _heading(element: "HtmlElement") -> "HtmlElement | None":
    """Return the heading an element is, is in, begins with, or if it is empty comes before."""
    for around in (element, *_around(element)):
        if around.tag in _HEADINGS:
            return around
    first = next(iter(element), None)
    if first is not None and first.tag in _HEADINGS:
        return first
    return None if _beginning(element) else _heading_after(element)


def _heading_after(element: "HtmlElement") -> "HtmlElement | None":
    """Return the heading that is the first thing with words after an element."""
    if (element.tail or "").strip():
        return None
    for each in islice(_following(element), _FAR):
        if each.tag in _HEADINGS:
            return each
        if (each.text or "").strip():
            return None
    return None


def _following(element: "HtmlElement") -> "Iterator[HtmlElement]":
    """Yield the elements after one in the order of the page."""
    here: HtmlElement | None = element
    while here is not None:
        following = here.getnext()
        if following is None:
            here = here.getparent()
        else:
            yield from following.iter()
            here = following
