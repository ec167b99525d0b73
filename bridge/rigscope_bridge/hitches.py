"""Finds frames that took far longer than their neighbours. Runs on the I/O thread; marks only what it is given."""

from __future__ import annotations

import statistics
from collections import deque
from typing import NamedTuple

from .columns import MARKS
from .hosts.host import FrameRow

_NEIGHBOURS = 31
_FEWEST_NEIGHBOURS = 8
_TIMES_USUAL = 2.0
_TIMES_TARGET = 1.5
_NOT_A_FRAME_TIME = MARKS["firstAfterPause"]
_NOT_USUAL = MARKS["loopWrap"] | MARKS["warmUp"] | MARKS["simulationStart"]


class Hitch(NamedTuple):
    """A frame of `interval` seconds where `usual` seconds were the median."""

    row: FrameRow
    usual: float


class HitchFinder:
    """Compares each interval with the median of those before it and with the target."""

    def __init__(self) -> None:
        self._recent: deque[float] = deque(maxlen=_NEIGHBOURS)

    def look_at(self, row: FrameRow, target_fps: float | None) -> Hitch | None:
        """The hitch that a row is, None where it is none."""
        interval = row.interval
        if interval != interval or row.marks & _NOT_A_FRAME_TIME:
            # After a pause the artist may have gone on to something else: its frames have another usual.
            self._recent.clear()
            return None
        hitch = None
        is_long = target_fps is None or interval > _TIMES_TARGET / target_fps
        if is_long and len(self._recent) >= _FEWEST_NEIGHBOURS:
            usual = statistics.median(self._recent)
            if interval > _TIMES_USUAL * usual:
                hitch = Hitch(row._replace(marks=row.marks | MARKS["hitch"]), usual)
        if not row.marks & _NOT_USUAL:
            self._recent.append(interval)
        return hitch
