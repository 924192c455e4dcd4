"""Text objects with counts, and again and again: how a selection grows by them."""

from reader.text.document import Range
from reader.text.units import Units

_MOST = 1_000
"""Objects one command takes; a digit held down must not make the reader wait."""


def chosen(
    units: Units,
    name: str,
    caret: int,
    selection: Range | None = None,
    *,
    count: int = 1,
    backward: bool = False,
) -> Range | None:
    """Return what a text object selects, or None where it selects nothing more.

    Without a selection it is the object around the caret. A selection grows: to the end of an
    object it holds a part of, else by the next object; of quotations, to the one around it.

    Args:
        units: The units of the text.
        name: `iw` to `ap`.
        caret: Offset of the caret.
        selection: What is selected already; not the single character that `v` begins with.
        count: How many objects, or how many quotations outwards.
        backward: Whether a selection grows at its start.
    """
    if name.endswith("q"):
        return _quotation(units, name, selection or Range(caret, caret + 1), count)
    # The newline after a paragraph is never selected, so that with it and without it are one.
    name = "ip" if name == "ap" else name
    found = selection
    for _ in range(min(count, _MOST)):
        grown = (
            units.text_object(name, caret)
            if found is None
            else _grown(units, name, found, backward=backward)
        )
        if grown is None or grown.start >= grown.end:
            break
        found = grown
    return None if found == selection else found


def _grown(units: Units, name: str, found: Range, *, backward: bool) -> Range | None:
    """Return a selection and the object it holds a part of at its end, else the next object."""
    document = units.document
    place = found.start if backward else found.end - 1
    held = units.text_object(f"i{name[1]}", place)
    if held is None or (found.start <= held.start and held.end <= found.end):
        place = found.start - 1 if backward else found.end
    # The white space between two sentences, or after `a` word, goes with the second of them.
    while backward and name != "iw" and place > 0 and document.text[place] == " ":
        place -= 1
    while 0 <= place < len(document.text):
        each = units.text_object(name, place)
        if each is not None and each.start < each.end:
            grown = Range(min(found.start, each.start), max(found.end, each.end))
            if grown != found:
                return grown
        block = document.block_at(place)
        place = block.start - 1 if backward else block.end
    return None


def _quotation(units: Units, name: str, here: Range, count: int) -> Range | None:
    """Return the quotation `count` levels out from `here`; where none is around it, the part."""
    from reader.text.quotations import quotations

    around = quotations(units.document.text, *units.paragraph_at(here.start))
    levels = [each.inner if name == "iq" else each.outer for each in around]
    sentence = units.sentence_at(here.start)
    for choices in (levels, units.parts_of(sentence) if sentence else []):
        holding = sorted({each for each in choices if _is_around(each, here)}, key=_length)
        if holding:
            return holding[min(count, len(holding)) - 1]
    return None


def _is_around(outer: Range, inner: Range) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer != inner


def _length(stretch: Range) -> int:
    return stretch.end - stretch.start
