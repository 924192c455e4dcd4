import pytest

from reader.importers.front_matter import split_front_matter
from reader.text.page import PageMetadata


def test_entries_become_metadata() -> None:
    front_matter, rest = split_front_matter(
        '---\ntitle: "A: title"\nauthors: [Ada Lindqvist, Bo Ek]\ndate: 3 May 2021\n'
        "site: The Gull\nurl: https://example.org/a\nlang: en\ntags:\n  - sea\n---\n\nBody\n"
    )
    assert rest == "\nBody\n"
    assert front_matter.entries["tags"] == ("sea",)
    assert front_matter.metadata() == PageMetadata(
        title="A: title",
        authors=("Ada Lindqvist", "Bo Ek"),
        site="The Gull",
        published_on="2021-05-03",
        url="https://example.org/a",
        language="en",
    )


def test_lists_may_be_lines() -> None:
    front_matter, _ = split_front_matter("---\nauthor:\n  - Ada Lindqvist\n  - Bo Ek\n---\n")
    assert front_matter.metadata().authors == ("Ada Lindqvist", "Bo Ek")


def test_a_source_is_a_site_or_an_address() -> None:
    named, _ = split_front_matter("---\nsource: The Gull\n---\n")
    linked, _ = split_front_matter("---\nsource: https://example.org/\n---\n")
    assert named.metadata() == PageMetadata(site="The Gull")
    assert linked.metadata() == PageMetadata(url="https://example.org/")


def test_a_date_that_is_not_understood_is_kept_as_printed() -> None:
    front_matter, _ = split_front_matter("---\ndate: Spring 2021\n---\n")
    assert front_matter.metadata().published_on == "Spring 2021"


@pytest.mark.parametrize(
    "text",
    ["Text\n---\n", "---\nOnce upon a time\n---\nText", "---\ntitle: never closed\n", "", "---"],
)
def test_a_text_without_front_matter_stays_whole(text: str) -> None:
    front_matter, rest = split_front_matter(text)
    assert rest == text
    assert front_matter.metadata() == PageMetadata()
