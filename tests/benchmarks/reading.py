"""The reading pane: opening, keys, changes of its looks, memory; what Textual brings beside it."""

import itertools
import statistics
from collections.abc import Callable, Sequence

from tests.benchmarks.raw_terminal import EMPTY, Painted, RawTerminal, peer
from tests.benchmarks.report import (
    RUNS,
    Row,
    medians_in_turn,
    megabytes,
    milliseconds,
    percentile,
    times,
)
from tests.benchmarks.scratch import time_to
from tests.benchmarks.texts import BIG, FIRST, SMALL, THEME_KEY, Texts, texts

_PRESSES = 40
_CAP = 120.0
_EMOJI = f"{BIG}, and an emoji"
_PAUSE = "no pause > 50 ms"
_HALF_PAGE_UP = "\x15"
_BACKSPACE = "\x7f"
_ESCAPE = "\x1b"

_KEYS = {"row": "j", "word": "w", "page": " ", "sentence": "."}
_GOALS = {"row": "≤ 16 ms", "word": "≤ 16 ms", "page": "≤ 25 ms", "sentence": "≤ 25 ms"}
_PEER_KEYS = {"row": "\x1b[B", "word": "\x1b[1;5C", "page": "\x1b[6~"}


def reading() -> list[Row]:
    """Measure everything of the pane, each figure the median of five runs."""
    with texts() as made:
        # Before the keys: what was read last is opened where it was left.
        return [*_opening(made), *_memory(made), *_keys(made), *_changes(made), *_peers(made)]


def _opening(made: Texts) -> list[Row]:
    floor, *taken = medians_in_turn(
        lambda: time_to(EMPTY, "Zebrafinch", made.environment),
        *(_opener(made, at) for at in made.articles),
    )
    by_text = dict(zip(made.articles, taken, strict=True))
    small = by_text[SMALL]
    return [
        Row(
            "open to painted text",
            at,
            {"ours": milliseconds(ours), "empty app": milliseconds(floor)},
            f"+{milliseconds(ours - floor)}, {times(ours, small)} the small one",
            "< +250 ms, ≤ 2 ×" if at == BIG else "",
        )
        for at, ours in by_text.items()
    ]


def _opener(made: Texts, at: str) -> Callable[[], float]:
    return lambda: time_to(made.command(at), FIRST, made.environment)


def _keys(made: Texts) -> list[Row]:
    rows: list[Row] = []
    for at in (at for at in made.articles if at != SMALL):
        with RawTerminal(made.command(at), made.environment) as terminal:
            terminal.wait_for(FIRST)
            terminal.settle(2.0)
            for motion, key in _KEYS.items():
                goal = f"{_GOALS[motion]}, {_PAUSE}" if at == BIG else ""
                rows.append(_latency(motion, at, _batches(terminal, key), goal))
    return rows


def _changes(made: Texts) -> list[Row]:
    """Time what changes how the text looks, near its end."""
    with RawTerminal(made.command(BIG), made.environment) as terminal:
        terminal.wait_for(FIRST)
        terminal.settle(2.0)
        terminal.press("G", _HALF_PAGE_UP, _HALF_PAGE_UP)
        marking = _batches(terminal, "m", "u")
        terminal.press("v")
        selecting = _batches(terminal, "w")
        terminal.press(_ESCAPE, "/")
        finding = _batches(terminal, "a", "e", _BACKSPACE, _BACKSPACE)
        terminal.press(_ESCAPE)
        theme = _batches(terminal, THEME_KEY)
        widths = itertools.cycle((100, 120))
        resizing = [
            [terminal.time_resize(next(widths)) for _ in range(_PRESSES // 4)] for _ in range(RUNS)
        ]
    measured = {
        "mark, undo": marking,
        "extend a selection": selecting,
        "find, a letter": finding,
        "change the theme": theme,
        "resize": resizing,
    }
    return [_latency(what, f"{BIG}, at its end", taken, _PAUSE) for what, taken in measured.items()]


def _batches(terminal: RawTerminal, *keys: str) -> list[list[Painted]]:
    turn = itertools.cycle(keys)
    return [[terminal.time_key(next(turn)) for _ in range(_PRESSES)] for _ in range(RUNS)]


def _latency(what: str, at: str, batches: Sequence[Sequence[Painted]], goal: str) -> Row:
    """Say when the frame that shows it had come; beside it when all was done, at the longest."""
    firsts = [[painted.first for painted in batch] for batch in batches]
    middle = statistics.median(percentile(batch, 0.95) for batch in firsts)
    half = statistics.median(percentile(batch, 0.5) for batch in firsts)
    longest = max(max(batch) for batch in firsts)
    done = max(painted.last for batch in batches for painted in batch)
    verdict = (
        f"median {milliseconds(half)}, longest {milliseconds(longest)}; "
        f"last frame at most {milliseconds(done)}"
    )
    return Row(f"{what}, latency p95", at, {"ours": milliseconds(middle)}, verdict, goal)


def _memory(made: Texts) -> list[Row]:
    goals = {BIG: "≤ 1.6 ×", _EMOJI: "≤ 2.2 ×"}
    commands = {at: made.command(at) for at in made.articles} | {_EMOJI: made.opening(made.emoji)}
    least = statistics.median(_peaks(EMPTY, "Zebrafinch", made.environment))
    reading = {at: _peaks(each, FIRST, made.environment, *" Gg") for at, each in commands.items()}
    # Three times: only once a person goes on marking is a record kept in memory as it is.
    marking = _peaks(commands[BIG], FIRST, made.environment, *"mmm")
    rows: list[Row] = []
    for at, peaks in {**reading, f"{BIG}, three more": marking}.items():
        peak = statistics.median(peaks)
        figures = {"ours": megabytes(peak), "empty app": megabytes(least)}
        verdict = f"{times(peak, least)}, at the first reading {times(peaks[0], least)}"
        rows.append(Row("peak memory", at, figures, verdict, goals.get(at, "")))
    return rows


def _peaks(
    command: tuple[str, ...], word: str, environment: dict[str, str], *keys: str
) -> list[int]:
    return [_peak(command, word, environment, *keys) for _ in range(RUNS)]


def _peak(command: tuple[str, ...], word: str, environment: dict[str, str], *keys: str) -> int:
    with RawTerminal(command, environment) as terminal:
        terminal.wait_for(word)
        terminal.settle(1.0)
        terminal.press(*keys)
        return terminal.peak_memory()


def _peers(made: Texts) -> list[Row]:
    """Open the same 3 MB, and press the same keys, in what Textual brings; once, with a cap."""
    opened: dict[str, str] = {}
    pressed: dict[str, dict[str, str]] = {motion: {} for motion in _PEER_KEYS}
    peaks: dict[str, str] = {}
    for name, module in (("TextArea", "text_area"), ("Markdown", "markdown")):
        with RawTerminal(peer(module, str(made.plain)), made.environment) as terminal:
            try:
                opened[name] = milliseconds(terminal.wait_for(FIRST, _CAP))
                terminal.settle(2.0)
                for motion, key in _PEER_KEYS.items():
                    taken = [terminal.time_key(key).first for _ in range(10)]
                    pressed[motion][name] = milliseconds(percentile(taken, 0.95))
            except TimeoutError:
                opened.setdefault(name, f"> {_CAP:.0f} s")
            peaks[name] = megabytes(terminal.peak_memory())
    at = "3 MB, once"
    return [
        Row("open to painted text", at, opened),
        *(Row(f"{motion}, latency p95", at, figures) for motion, figures in pressed.items()),
        Row("peak memory", at, peaks),
    ]
