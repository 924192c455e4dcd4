"""The rules of the style sheets, parsed once under each theme, and put on widgets."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import TypeAlias, cast

from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.styles import RULE_NAMES, RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget

_Parsed: TypeAlias = LRUCache[tuple, list[RuleSet]]  # type: ignore[type-arg]
_SOURCES = 128
_COLORS = frozenset(name for name in RULE_NAMES if "color" in name or "background" in name)


class ThemedStyleSheet(Stylesheet):
    """Keeps what was parsed under a theme; Textual parses every source anew at each change."""

    def __init__(self, variables: dict[str, str]) -> None:
        """Begin without any source; `variables` are those of the theme."""
        super().__init__(variables=variables)
        self._parsed: dict[tuple[tuple[str, str], ...], _Parsed] = {}
        self._keep_apart()

    def read_all(self, paths: Sequence[PurePath]) -> None:
        """Read those sheets that were not read yet; the next widget is styled by their rules.

        Textual would style one more by the rules before them.
        """
        new = [path for path in paths if not self.has_source(str(path))]
        if new:
            super().read_all(new)
            self.reparse()

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

    @classmethod
    def replace_rules(cls, node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
        """Put other rules on a node; see Textual.

        Only those that differ, and all colours at once: for each of a dozen that change with the
        theme, Textual marks everything below the node as changed.
        """
        if animate:
            super().replace_rules(node, rules, animate)
            return
        base = node.styles.base
        present, wanted = dict(base.get_rules()), dict(rules)
        changed = {
            name: wanted.get(name)
            for name in present.keys() | wanted.keys()
            if present.get(name) != wanted.get(name)
        }
        colors = {name: changed.pop(name) for name in changed.keys() & _COLORS & wanted.keys()}
        if colors:
            base.merge_rules(cast("RulesMap", colors))
            base.refresh(children=True)
            if isinstance(node, Widget) and node.show_vertical_scrollbar:
                node.vertical_scrollbar.refresh()
        for name, value in changed.items():
            setattr(base, name, value)
        node.notify_style_update()
