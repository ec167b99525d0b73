"""A capture of what plays: nothing is moved, frames are taken as they come."""

from __future__ import annotations

from . import frame_labels as frames
from .capture_motion import Stop, another_file, as_captured, one_more_missed
from .capture_steps import MOST_SKIPPED, WARM_UP_FRAMES, Tally
from .host import FrameRow, SampledFrame


class Watching:
    """Observes what plays. A jump back to the start is warmed up again."""

    kind = "observed"

    def __init__(self, tally: Tally, can_end: bool) -> None:
        self._tally = tally
        self._can_end = can_end
        self._warm_up = WARM_UP_FRAMES
        self._skipped = 0
        self._missed = 0
        tally.passes = 1

    def turn(self, playing: bool) -> None:
        if self._can_end and not playing:
            if self._tally.given:
                raise Stop("done", f"Playback was stopped after {self._tally.said()}.")
            raise Stop("cancelled", "Playback was stopped before the capture began.")

    def saw(self, row: FrameRow, costs: SampledFrame | None) -> None:
        if row.activity not in (frames.PLAYBACK, frames.STEP):
            return
        if costs is None:
            self._missed = one_more_missed(self._missed)
            return
        self._missed = 0
        if row.marks & frames.LOOP_WRAP:
            self._warm_up = WARM_UP_FRAMES
        if row.marks & frames.WARM_UP and self._skipped < MOST_SKIPPED:
            self._skipped += 1
            self._warm_up = max(0, self._warm_up - 1)
        elif self._warm_up > 0:
            self._warm_up -= 1
        else:
            self._skipped = 0
            self._tally.give(self.kind, as_captured(row), costs)

    def before(self, work: str) -> None:
        if work == "open":
            raise another_file()

    def come_back(self) -> None:
        """Nobody was moved."""
