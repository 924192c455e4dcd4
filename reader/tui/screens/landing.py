"""What a screen of records answers when something in it is to be opened in the text."""

from typing import NamedTuple

from reader.index.conditions import Phrase
from reader.text.document import Range


class Landing(NamedTuple):
    """Where to go in an article.

    Attributes:
        article: Its id.
        annotation: The id of the annotation to go to, empty for none.
        extent: The words to go to where there is no annotation; None for where one left off.
        phrases: Words to mark in the text, which `n` and `N` go through.
    """

    article: str
    annotation: str = ""
    extent: Range | None = None
    phrases: tuple[Phrase, ...] = ()


class Asking(NamedTuple):
    """What to ask the library for, on the screen that shows what is found.

    Attributes:
        query: In the query language.
        claims: Whether it is claims that are asked for, of which the board shows each; else the
            list shows the articles in which something is found.
    """

    query: str
    claims: bool = False
