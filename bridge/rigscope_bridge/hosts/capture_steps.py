"""Which frames a stepped capture evaluates, and how many of them it gives. Knows no host: evaluating
them is left to each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .host import CaptureEvents, CapturePlan, FrameRow, SampledFrame

WARM_UP_FRAMES = 3
MOST_SKIPPED = 30
"""In a scene that changes its graph at each frame, a capture does not wait for ever until it stops."""


class Step(NamedTuple):
    """One frame to evaluate; a warm-up is not given."""

    frame: int
    is_warm_up: bool


def first_frame(start: int, end: int, current: int, frames: int | None) -> int:
    """Where a capture begins: at the current frame where all that it wants fit into the range, else at its start."""
    fits = start <= current and current + (frames or 1) - 1 <= end
    return current if fits else start


def steps_of_a_pass(start: int, end: int, first: int) -> Iterator[Step]:
    """Endlessly from the first frame on; each jump in time, at the beginning and at the range's end, is warmed up."""
    frame = first
    while True:
        for back in range(WARM_UP_FRAMES, 0, -1):
            yield Step(max(start, frame - back), True)
        for wanted in range(frame, max(end, frame) + 1):
            yield Step(wanted, False)
        frame = start


class Tally:
    """Gives frames to whoever asked for the capture until it has what was asked for; `is_done` is when to stop."""

    def __init__(self, plan: CapturePlan, events: CaptureEvents) -> None:
        self.is_done = False
        self.given = 0
        self.passes_begun = 0
        self.passes = plan.passes
        self._plan = plan
        self._events = events
        self._in_pass = 0
        self._pass_began = 0.0

    @property
    def pass_is_over(self) -> bool:
        """Whether the next frame given is the first of another pass."""
        return self._in_pass == 0

    def give(self, motion: str, row: FrameRow, costs: SampledFrame) -> None:
        """One frame that is no warm-up."""
        if self.is_done:
            return
        if self.given == 0:
            self._events.begun(motion)
        if self._in_pass == 0:
            self._events.pass_begun(self.passes_begun)
            self.passes_begun += 1
            # Where evaluation is part of drawing, nobody knows how long it took.
            self._pass_began = row.time - (row.evaluation if row.evaluation == row.evaluation else 0.0)
        self._events.frame(row, costs)
        self.given += 1
        self._in_pass += 1
        plan = self._plan
        if plan.frames is not None:
            is_over = self._in_pass >= plan.frames
        else:
            is_over = row.time - self._pass_began >= (plan.seconds or 0.0)
        if is_over:
            self._in_pass = 0
            self.is_done = self.passes_begun >= self.passes

    def said(self) -> str:
        """How much of what was asked for there is, as in `23 of 60 frames`."""
        frames = self._plan.frames
        if frames is None:
            return f"{self.given} frames"
        return f"{self.given} of {frames * self.passes} frames"
