"""Keys that only make sense with the ones after them: counts, and the names of text objects."""

_LONGEST_COUNT = 6
_SPANS = frozenset("ia")
_UNITS = frozenset("wsqp")
_DIGITS = frozenset("123456789")
_DOUBLED = "g"
"""What vim's users type twice: the second has the count of the first."""


class PendingKeys:
    """What was typed so far of a command of several keys.

    A count belongs to the key right after it; that key's action takes it, another key loses it.
    """

    def __init__(self) -> None:
        self._digits = ""
        self._armed = ""
        self._span = ""
        self._doubled: str | None = None

    @property
    def shown(self) -> str:
        """What was typed and waits for more, as the bottom row may show it."""
        return self._digits + self._span

    def clear(self) -> None:
        """Forget what was typed."""
        self._digits = self._armed = self._span = ""
        self._doubled = None

    def take_count(self) -> int | None:
        """Return the count typed before the key that is being acted on, None without one."""
        count, self._armed = self._armed, ""
        return int(count) if count else None

    def take(self, key: str, *, selecting: bool) -> str | None:
        """Take note of a key, given by its character, and say what becomes of it.

        `i` and `a` begin the name of a text object only while there is a selection.

        Returns:
            None if the key is a command by itself; else it was taken: the name of the text
            object it completes, or "" if more keys are awaited or an unknown name was dropped.
        """
        self._armed = ""
        doubled, self._doubled = self._doubled, None
        if self._span:
            name, count = self._span + key, self._digits
            self.clear()
            if key not in _UNITS:
                return ""
            self._armed = count
            return name
        if key in _DIGITS or (key == "0" and self._digits):
            self._digits = (self._digits + key)[:_LONGEST_COUNT]
            return ""
        if selecting and key in _SPANS:
            self._span = key
            return ""
        self._armed, self._digits = self._digits, ""
        if key == _DOUBLED:
            if doubled is None:
                self._doubled = self._armed
            else:
                self._armed = self._armed or doubled
        return None
