"""Where an address leads, told so that it cannot deceive."""

import re
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from reader.text.canonical import clean_line

_SCHEMES = frozenset({"http", "https", "mailto"})
_MAIL = "mailto:"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NAMED = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[^\W\d_]{2,})(?=[/?#:]|$)", re.IGNORECASE)
# What an address may hold as it is; the percent sign too, or what is encoded would be so twice.
_KEPT = "%/:?#[]@!$&'()*+,;=-._~"


class Destination(NamedTuple):
    """A link's address taken apart.

    Attributes:
        address: As it is opened and copied: printable ASCII, the rest percent-encoded.
        before: What stands before the host, such as `https://`.
        host: Whom the link leads to; the address for mail has its host there. Lower case.
        after: What stands after the host.
        warnings: What a careful reader should know, each a short sentence.
    """

    address: str
    before: str
    host: str
    after: str
    warnings: tuple[str, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether a browser may be asked to open it: a page of the web, or a letter to write."""
        return bool(self.host)

    @property
    def is_mail(self) -> bool:
        """Whether it is an e-mail address."""
        return self.opens and self.before.startswith(_MAIL)

    @property
    def bare(self) -> str:
        """The address as a person would pass it on: an e-mail address without what is around."""
        return (self.before + self.host).removeprefix(_MAIL) if self.is_mail else self.address

    @property
    def nature(self) -> str:
        """What it is, in a sentence, where it is no page of the web."""
        if self.is_mail:
            return "An e-mail address."
        if self.opens or self.warnings:
            return ""
        if _SCHEME.match(self.address):
            return "No page of the web."
        return "Relative to the page, whose address is not known."


def destination(address: str, words: str = "") -> Destination:
    """Return where a link leads.

    Args:
        address: Its target; anything.
        words: Its text, to be compared with the address where they look like one.
    """
    shown = clean_line(address)
    try:
        parts = urlsplit(shown)
        if parts.scheme not in _SCHEMES:
            return Destination(_ascii(shown), _ascii(shown), "", "")
        if parts.scheme == "mailto":
            user, at, host = parts.path.rpartition("@")
            host = host if at else ""
            before, port = f"mailto:{_ascii(user)}@", ""
            rest = f"?{parts.query}" if parts.query else ""
        else:
            user, host = parts.netloc.rpartition("@")[0], parts.hostname or ""
            before = f"{parts.scheme}://" + (f"{_ascii(user)}@" if user else "")
            port = f":{parts.port}" if parts.port is not None else ""
            rest = shown.partition("//")[2][len(parts.netloc) :]
        encoded = _encoded_host(host)
    except ValueError:
        return Destination(_ascii(shown), _ascii(shown), "", "", ("That is no address.",))
    after = port + _ascii(rest)
    hidden = parts.scheme != "mailto" and bool(user)
    return Destination(
        before + encoded + after, before, encoded, after, _warnings(encoded, words, hidden=hidden)
    )


def _warnings(host: str, words: str, *, hidden: bool) -> tuple[str, ...]:
    found: list[str] = []
    named = _NAMED.match(clean_line(words))
    if named is not None and not _same_site(named[1].casefold(), _spelt(host), host):
        found.append(f"The words say {named[1]}, but the link leads elsewhere.")
    if "xn--" in host:
        found.append(f"Spelt with other letters than a to z: {_spelt(host)}")
    if hidden:
        found.append("What stands before the @ is not where it leads.")
    if _is_number(host):
        found.append("The host is a bare number.")
    return tuple(found)


def _same_site(named: str, *hosts: str) -> bool:
    """Whether a name is one of some hosts, or one is a part of the other: `www.example.org`."""
    return any(f".{named}".endswith(f".{host}") or host.endswith(f".{named}") for host in hosts)


def _encoded_host(host: str) -> str:
    """Return a host in ASCII.

    Raises:
        ValueError: no host can be called that.
    """
    host = host.rstrip(".").casefold()
    if host.isascii():
        if not re.fullmatch(r"[a-z0-9.:_-]+", host):
            raise ValueError(host)
        return f"[{host}]" if ":" in host else host
    return host.encode("idna").decode("ascii")


def _spelt(encoded: str) -> str:
    """Return how a host in ASCII reads with its own letters."""
    try:
        return clean_line(encoded.encode("ascii").decode("idna"))
    except ValueError:
        return encoded


def _is_number(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _ascii(text: str) -> str:
    return quote(text, safe=_KEPT)
