"""When a field was written: stamps that order the writes of several devices, and ids.

A stamp is `<12 hex ms>-<4 hex counter>-<8 hex device>`; stamps compare as strings.
"""

import os
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime

_COUNTER_LIMIT = 0xFFFF


def format_stamp(milliseconds: int, counter: int, device: str) -> str:
    """Return the stamp for a time in Unix milliseconds, a counter below 65,536 and 8 hex digits."""
    return f"{milliseconds:012x}-{counter:04x}-{device}"


def next_stamp(largest: str, device: str, now: int | None = None) -> str:
    """Return a stamp above `largest`, the largest in the file, and not before `now`.

    Args:
        largest: A stamp, or an empty string when the file has none.
        device: 8 hex digits.
        now: Unix milliseconds; the clock's when left out.
    """
    moment = time.time_ns() // 1_000_000 if now is None else now
    if not largest:
        return format_stamp(moment, 0, device)
    written, counter = int(largest[:12], 16), int(largest[13:17], 16)
    if moment > written:
        return format_stamp(moment, 0, device)
    if counter < _COUNTER_LIMIT:
        return format_stamp(written, counter + 1, device)
    return format_stamp(written + 1, 0, device)


def stamp_time(stamp: str) -> str:
    """Return the time of a stamp as ISO 8601 UTC, to the millisecond."""
    moment = datetime.fromtimestamp(int(stamp[:12], 16) / 1000, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def latest_time(stamps: Mapping[str, str]) -> str:
    """Return the time of the latest stamp as ISO 8601 UTC, or an empty string."""
    return stamp_time(max(stamps.values())) if stamps else ""


def utc_now() -> str:
    """Return the present time as ISO 8601 UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class _Sequence:
    """Hands out pairs of milliseconds and a 12-bit counter that never go back in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self._counter = 0

    def take(self) -> tuple[int, int]:
        with self._lock:
            now = time.time_ns() // 1_000_000
            if now > self._last:
                self._last, self._counter = now, 0
            else:
                self._counter += 1
                if self._counter > 0xFFF:
                    self._last, self._counter = self._last + 1, 0
            return self._last, self._counter


_sequence = _Sequence()


def new_id() -> str:
    """Return a UUIDv7 string (RFC 9562), monotonic in this process."""
    milliseconds, counter = _sequence.take()
    chance = int.from_bytes(os.urandom(8), "big") >> 2
    value = milliseconds << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | chance
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
