"""Decides how much the bridge may do, from what it costs: 0 everything, 1 half the sampling rate, 2 no samples, 3 the
frame counter only. Measuring the cost is left to own_cost.py, carrying the level out to the main thread's ticks."""

from __future__ import annotations

from typing import NamedTuple

from .own_cost import OwnCost

_FRAMES_BEFORE_JUDGING = 100
_SHARE_OF_FRAME = 0.01
_SECONDS_OVER_BEFORE_RAISING = 3.0
_SECONDS_BEFORE_LOWERING = 10.0
_LONGEST_WAIT_SECONDS = 160.0


class Level(NamedTuple):
    """A level and, as a sentence, why it was taken."""

    level: int
    reason: str


class BackOff:
    """Budgets are seconds: p99 of frames not sampled and p95 of the extra cost of sampled ones.

    Where a hundredth of the host's own frame is more than a budget, that holds instead: on a slow machine all code is
    slow, ours too, and it is there that people need to see why. A host that samples nothing has nothing to give up but
    the frames."""

    def __init__(self, frame_budget: float, sample_budget: float, samples: bool = True) -> None:
        self.level = 0
        self._levels = (0, 1, 2, 3) if samples else (0, 3)
        self._frame_budget = frame_budget
        self._sample_budget = sample_budget
        self._over_since: float | None = None
        self._calm_since: float | None = None
        self._wait = _SECONDS_BEFORE_LOWERING

    def judge(self, now: float, cost: OwnCost) -> Level | None:
        """Once a second: the new level where it changes."""
        over, highest = self._over(cost)
        higher = [level for level in self._levels if self.level < level <= highest]
        if over is None or not higher:
            self._over_since = None
            return self._lower(now, over is not None)
        self._calm_since = None
        if self._over_since is None:
            self._over_since = now
        if now - self._over_since < _SECONDS_OVER_BEFORE_RAISING:
            return None
        self._over_since = None
        self.level = higher[0]
        self._wait = min(_LONGEST_WAIT_SECONDS, self._wait * 2)
        return Level(self.level, over)

    def _over(self, cost: OwnCost) -> tuple[str | None, int]:
        """Why the cost is over its budget, and the highest level that can help."""
        allowed = _SHARE_OF_FRAME * (cost.interval or 0.0)
        frame_budget, sample_budget = max(self._frame_budget, allowed), max(self._sample_budget, allowed)
        if cost.frames >= _FRAMES_BEFORE_JUDGING and cost.mean is not None and cost.p99 is not None:
            # A machine under load stretches single frames; only a mean over the budget is worth losing the frames for.
            if cost.mean > frame_budget:
                return f"The bridge took {_ms(cost.mean)} a frame; its budget is {_ms(frame_budget)}.", 3
            if cost.p99 > frame_budget:
                return (
                    f"One frame in a hundred took the bridge {_ms(cost.p99)}; the budget is {_ms(frame_budget)}.",
                    2,
                )
        if cost.sampled_frame is not None and cost.sampled_frame > sample_budget:
            return f"A sampled frame took {_ms(cost.sampled_frame)} more; the budget is {_ms(sample_budget)}.", 2
        return None, 0

    def _lower(self, now: float, is_over: bool) -> Level | None:
        if self.level == 0 or (is_over and self.level < 3):
            self._calm_since = None
            return None
        if self._calm_since is None:
            self._calm_since = now
        if now - self._calm_since < self._wait:
            return None
        self._calm_since = None
        self.level = max(level for level in self._levels if level < self.level)
        return Level(self.level, f"The bridge stayed within its budget for {self._wait:.0f} s.")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"
