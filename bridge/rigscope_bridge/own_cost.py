"""What the bridge itself costs the main thread, over the last ten seconds. Acting on it is left to back_off.py."""

from __future__ import annotations

import math
from collections import deque
from typing import NamedTuple

WINDOW_SECONDS = 10.0


class OwnCost(NamedTuple):
    """Seconds a frame; `share` of the main thread's time, 0 to 1; `sampled_frame` is the extra of one, p95.

    None is unknown. At least: the calls into the bridge are not seen."""

    mean: float | None
    p99: float | None
    share: float | None
    sampled_frame: float | None
    frames: int
    interval: float | None = None
    """Median seconds from frame to frame, where frames followed one another."""


class OwnCostMeter:
    """Fed by the main thread with durations and by the I/O thread with frames; read by the I/O thread."""

    def __init__(self) -> None:
        self.total = 0.0
        """Seconds on the main thread since the start, everything counted."""
        self._pending = 0.0
        self._frames: deque[tuple[float, float, bool, float]] = deque(maxlen=20_000)
        self._totals: deque[tuple[float, float]] = deque()

    def spent(self, seconds: float) -> None:
        """Main thread: a callback took so long."""
        self.total += seconds
        self._pending += seconds

    def asked_for(self, seconds: float) -> None:
        """Main thread: part of a callback's time went to what a person asked for (a command, reading the scene).

        It counts for the share but not for the frame."""
        self._pending -= seconds

    def take_frame(self) -> float:
        """Main thread: seconds spent since the frame before, which becomes that frame's own cost."""
        pending, self._pending = self._pending, 0.0
        return max(0.0, pending)

    def frame(self, time: float, own_cost: float, is_sampled: bool, interval: float = math.nan) -> None:
        """I/O thread: one frame's own cost."""
        if own_cost == own_cost:
            self._frames.append((time, own_cost, is_sampled, interval))

    def forget(self) -> None:
        """I/O thread: what was measured before a change of level says nothing about the time after."""
        self._frames.clear()

    def read(self, now: float) -> OwnCost:
        """I/O thread: the figures of the last ten seconds."""
        while self._frames and self._frames[0][0] < now - WINDOW_SECONDS:
            self._frames.popleft()
        self._totals.append((now, self.total))
        while len(self._totals) > 2 and self._totals[1][0] <= now - WINDOW_SECONDS:
            self._totals.popleft()
        began, before = self._totals[0]
        share = (self.total - before) / (now - began) if now > began else None
        plain = sorted(cost for _, cost, is_sampled, _ in self._frames if not is_sampled)
        sampled = sorted(cost for _, cost, is_sampled, _ in self._frames if is_sampled)
        mean = sum(plain) / len(plain) if plain else None
        extra = None if not sampled else max(0.0, quantile(sampled, 0.95) - (mean or 0.0))
        intervals = sorted(interval for *_, interval in self._frames if interval == interval)
        usual = quantile(intervals, 0.5) if intervals else None
        return OwnCost(mean, quantile(plain, 0.99) if plain else None, share, extra, len(plain), usual)


def quantile(ordered: list[float], share: float) -> float:
    """The smallest value that at least `share` of the ordered ones do not exceed."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
