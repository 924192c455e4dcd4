"""The rules of the style sheets, parsed once under each theme."""

from typing import TypeAlias

from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_Parsed: TypeAlias = LRUCache[tuple, list[RuleSet]]  # type: ignore[type-arg]
_SOURCES = 128


class ThemedStyleSheet(Stylesheet):
    """Keeps what was parsed under a theme; Textual parses every source anew at each change."""

    def __init__(self, variables: dict[str, str]) -> None:
        """Begin without any source; `variables` are those of the theme."""
        super().__init__(variables=variables)
        self._parsed: dict[tuple[tuple[str, str], ...], _Parsed] = {}
        self._keep_apart()

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the variables of a theme."""
        # What Textual would empty is kept.
        self._parse_cache = LRUCache(_SOURCES)
        super().set_variables(variables)
        self._keep_apart()

    def _keep_apart(self) -> None:
        theme = tuple(self._variables.items())
        self._parse_cache = self._parsed.setdefault(theme, LRUCache(_SOURCES))

    def reparse(self) -> None:
        """Take the rules of every source under the present variables.

        Raises:
            TokenError: a source is not valid; the former rules stay.
        """
        self.parse()
