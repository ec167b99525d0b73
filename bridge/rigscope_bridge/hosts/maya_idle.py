"""When the bridge gets a tick in Maya: from the idle queue, and from frames and drawings while Maya is never idle.

What happens in a tick, and whether commands may run in it, is left to maya.py.
"""

from __future__ import annotations

from typing import Callable

from ..clock import monotonic
from .maya_callbacks import MayaCallbacks

TIMER_SECONDS = 1 / 40
SLOW_TICK_SECONDS = 0.4
PLAYING_TICK_SECONDS = 1 / 30


class MayaIdle:
    """`tick` is called with host seconds and whether Maya is idle. `is_fast` makes each firing of the timer a tick.

    One timer for both rates: taking a timer back and adding another from within a timer has frozen Maya."""

    def __init__(self, tick: Callable[[float, bool], None]) -> None:
        self.is_fast = False
        self._tick = tick
        self._ticked = 0.0

    def register(self, callbacks: MayaCallbacks) -> None:
        """Registers the timer, which Maya puts on its idle queue: it does not come while Maya plays or reads a file."""
        callbacks.timer("timer", self._fires, TIMER_SECONDS)

    def now(self) -> None:
        """Ticks, since somebody says that Maya is idle."""
        self._run(monotonic(), True)

    def evaluated(self, now: float) -> None:
        """After a frame's evaluation: ticks where nothing else did for long, as while Maya plays unobserved."""
        if now - self._ticked >= SLOW_TICK_SECONDS:
            self._run(now, False)

    def drawn(self, now: float) -> None:
        """After a view's drawing."""
        if now - self._ticked >= PLAYING_TICK_SECONDS:
            self._run(now, False)

    def _fires(self) -> None:
        now = monotonic()
        if self.is_fast or now - self._ticked >= SLOW_TICK_SECONDS:
            self._run(now, True)

    def _run(self, now: float, is_idle: bool) -> None:
        self._ticked = now
        self._tick(now, is_idle)
