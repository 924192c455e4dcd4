"""Which links of a page may stay links."""

import re
from collections.abc import Container
from urllib.parse import unquote, urljoin

_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\x9f]+")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_SAFE_SCHEMES = frozenset(("http", "https", "mailto"))


def safe_address(address: str, base: str = "") -> str:
    """Return the target of a link, or an empty string when it must not or cannot be followed.

    What runs or reads something (`javascript:`, `data:`, `file:`) and places within the page are
    no targets. A relative address is resolved against `base` where that is one of the web.
    """
    target = _NOT_IN_ADDRESSES.sub("", address)
    if not target or target.startswith("#"):
        return ""
    scheme = _SCHEME.match(target)
    if scheme is None and web_address(base):
        try:
            target = urljoin(base, target)
        except ValueError:
            return ""
        scheme = _SCHEME.match(target)
    return target if scheme is None or scheme[1].lower() in _SAFE_SCHEMES else ""


def web_address(address: str) -> str:
    """Return `address` if it is one of the web, else an empty string."""
    target = _NOT_IN_ADDRESSES.sub("", address)
    return target if re.match(r"https?://[^/]", target, re.IGNORECASE) else ""


def inner_address(address: str, headings: Container[str]) -> str:
    """Return `address` if it is that of one of a text's own headings, such as `#the-results`."""
    target = unquote(_NOT_IN_ADDRESSES.sub("", address))
    return target if target[:1] == "#" and target[1:].casefold() in headings else ""
