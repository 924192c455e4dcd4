import pytest

from reader.importers.plain_text import read_plain_text
from reader.text.document import BlockKind, Document
from reader.text.page import PageMetadata, names_in, recognise
from tests.text.documents import content_of

BODY = (
    "The harbour of the little town has been closed since the storm of last week, and nobody who "
    "works there can say when the ferries will run again, because the inspection of the piers has "
    "not even begun and the divers are still at sea."
)
PAGE = f"""Ferries stay in port – harbour master

{BODY}

{BODY}

\u00a0

By Ada Lindqvist

This article was originally published by “Coast News –

\u00a0

The Daily Gull

\u00a0

The views expressed in this article are solely those of the author and do not necessarily reflect \
the opinions of The Daily Gull

Sharing is caring!

Leave a Reply"""


def furniture(document: Document) -> list[str]:
    return [
        content_of(document, block)
        for block in document.blocks
        if block.kind is BlockKind.FURNITURE
    ]


def test_a_page_saved_as_text_tells_who_where_and_what_is_not_the_article() -> None:
    before = read_plain_text(PAGE)
    document, metadata = recognise(before)
    assert metadata == PageMetadata(
        title="Ferries stay in port – harbour master",
        authors=("Ada Lindqvist",),
        site="The Daily Gull",
        first_published_in="Coast News",
    )
    assert document.text == before.text
    assert len(furniture(document)) == 6
    assert [block.kind for block in document.blocks[:3]] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
    ]


def test_head_lines_are_recognised_too() -> None:
    title = "Ferries stay in port"
    text = f"{title}\n\nBy Ada Lindqvist and Bo Ek\n\n{title}\n\nFriday, May 7, 2021\n\n{BODY}\n\n"
    document, metadata = recognise(read_plain_text(f"{text}Source: https://example.org/ferries"))
    assert metadata.authors == ("Ada Lindqvist", "Bo Ek")
    assert metadata.published_on == "2021-05-07"
    assert metadata.url == "https://example.org/ferries"
    assert furniture(document)[1] == title
    assert len(furniture(document)) == 4


@pytest.mark.parametrize(
    "line",
    [
        "Share this:",
        "Facebook Tweet Email Print",
        "3 Comments",
        "Schreibe einen Kommentar",
        "Laisser un commentaire",
        "Deja una respuesta",
        "Sign up for our weekly newsletter",
        "We use cookies to make this site better.",
        "Follow us on Mastodon",
        "© 2021 The Daily Gull. All rights reserved.",
    ],
)
def test_lines_that_only_invite_are_furniture(line: str) -> None:
    document, _ = recognise(read_plain_text(f"Title\n\n{BODY}\n\n{BODY}\n\n{line}"))
    assert furniture(document) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By Friday it was over.",
        "By and by the rain stopped",
        "She left on 3 May 2021.",
        "“Share this with nobody,” he said.",
        "The comments were not kind.",
        "He was the author of his own misfortune.",
    ],
)
def test_sentences_that_only_begin_alike_are_not(line: str) -> None:
    document, metadata = recognise(read_plain_text(f"Title\n\n{line}\n\n{BODY}\n\n{line}"))
    assert furniture(document) == []
    assert metadata == PageMetadata(title="Title")


def test_the_middle_of_a_long_text_is_never_furniture() -> None:
    middle = "\n\n".join([BODY] * 20 + ["Leave a Reply", "By Ada Lindqvist"] + [BODY] * 40)
    document, _ = recognise(read_plain_text(f"A novel\n\n{middle}"))
    assert furniture(document) == []


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Lindqvist", ("Ada Lindqvist",)),
        ("von Ada Lindqvist, Bo Ek und Cy Dahl", ("Ada Lindqvist", "Bo Ek", "Cy Dahl")),
        ("Por María de la Cruz", ("María de la Cruz",)),
        ("by Ada Lindqvist | Updated 3 May 2021", ("Ada Lindqvist",)),
        ("Autor: Ada Lindqvist", ("Ada Lindqvist",)),
        ("By the river", ()),
    ],
)
def test_bylines_give_names(byline: str, names: tuple[str, ...]) -> None:
    assert names_in(byline) == names


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("This article first appeared in The Coast Review.", "The Coast Review"),
        ("Originally published at example.org on 3 May 2021.", "example.org"),
        ("Dieser Artikel erschien zuerst bei Küste Heute.", "Küste Heute"),
        ("Cet article a été initialement publié par La Côte", "La Côte"),
        ("Este artículo fue publicado originalmente en La Costa", "La Costa"),
    ],
)
def test_where_a_page_first_appeared(line: str, place: str) -> None:
    _, metadata = recognise(read_plain_text(f"Title\n\n{BODY}\n\n{line}"))
    assert metadata.first_published_in == place
