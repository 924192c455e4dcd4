import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.addresses import destination
from reader.text.canonical import clean_line


@pytest.mark.parametrize(
    ("address", "before", "host", "after"),
    [
        ("https://example.org/a?b=c#d", "https://", "example.org", "/a?b=c#d"),
        ("HTTP://WWW.Example.org:8080/x", "http://", "www.example.org", ":8080/x"),
        ("https://example.org/é x", "https://", "example.org", "/%C3%A9%20x"),
        ("https://example.org/%C3%A9", "https://", "example.org", "/%C3%A9"),
        ("mailto:ada@example.org?subject=x", "mailto:ada@", "example.org", "?subject=x"),
        ("https://[::1]/", "https://", "[::1]", "/"),
    ],
)
def test_an_address_is_shown_with_its_host_apart(
    address: str, before: str, host: str, after: str
) -> None:
    leads = destination(address)
    assert (leads.before, leads.host, leads.after) == (before, host, after)
    assert leads.address == before + host + after
    assert leads.opens


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "-oProxyCommand=x",
        "page.html",
        "//example.org/x",
        "#place",
        "",
        "http://ex ample/",
        "http://x:99999/",
        "http://[x/",
        "http:///x",
        "mailto:nobody",
        'http://a"b/',
    ],
)
def test_only_pages_of_the_web_and_letters_are_opened(address: str) -> None:
    assert not destination(address).opens


@pytest.mark.parametrize(
    ("address", "words", "warned"),
    [
        ("https://evil.com/", "example.org", "say example.org"),
        ("https://evil.com/", "https://example.org/page", "say example.org"),
        ("https://notexample.org/", "example.org", "say example.org"),
        ("https://example.org@evil.com/", "", "before the @"),
        ("http://xn--pple-43d.com/", "", "аpple.com"),
        ("http://аpple.com/", "", "аpple.com"),
        ("http://аpple.com/", "apple.com", "say apple.com"),
        ("http://192.0.2.7/", "", "bare number"),
    ],
)
def test_what_may_deceive_is_said(address: str, words: str, warned: str) -> None:
    assert any(warned in warning for warning in destination(address, words).warnings)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://example.org/a", "https://www.example.org"),
        ("https://example.org/", "Mr. Smith said so"),
        ("https://example.org/", "a study"),
        ("http://bücher.example/", "a shop for books"),
    ],
)
def test_nothing_is_said_of_a_link_that_keeps_its_word(address: str, words: str) -> None:
    assert not any("say" in warning for warning in destination(address, words).warnings)


@given(st.text(max_size=60) | st.text(max_size=40).map("https://".__add__), st.text(max_size=20))
def test_whatever_an_address_holds_it_is_printable_ascii(address: str, words: str) -> None:
    leads = destination(address, words)
    assert leads.address.isascii()
    assert leads.address.isprintable()
    assert leads.address == leads.before + leads.host + leads.after
    assert all(clean_line(warning) == warning for warning in leads.warnings)


@pytest.mark.parametrize(
    ("address", "nature", "bare"),
    [
        ("https://example.org/", "", "https://example.org/"),
        ("mailto:ada@example.org?subject=x", "An e-mail address.", "ada@example.org"),
        (
            "page.html?at=12:30",
            "Relative to the page, whose address is not known.",
            "page.html?at=12:30",
        ),
        ("../a/b", "Relative to the page, whose address is not known.", "../a/b"),
        ("tel:+4712345678", "No page of the web.", "tel:+4712345678"),
        ("http://ex ample/", "", "http://ex%20ample/"),
    ],
)
def test_what_is_no_page_of_the_web_is_said_to_be_so(address: str, nature: str, bare: str) -> None:
    leads = destination(address)
    assert (leads.nature, leads.bare) == (nature, bare)
