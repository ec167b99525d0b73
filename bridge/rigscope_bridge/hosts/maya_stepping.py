"""A capture that takes Maya through time frame by frame, and leaves the time alone as soon as the artist wants it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain
from time import perf_counter
from typing import Callable

from . import frame_labels as labels
from .capture_motion import Stop, another_file, as_captured, one_more_missed
from .capture_steps import MOST_SKIPPED, Step, Tally, first_frame, steps_of_a_pass
from .host import FrameRow, SampledFrame
from .maya_animation import unkeyed
from .maya_api import cmds
from .maya_moment import Moment, go_to, now

_LOOK_SECONDS = 0.004
_MOST_TURNS_FOR_A_ROW = 60


class Stepping:
    """Steps one frame a turn, each pass through the same ones. `drive` is whoever must know that it is us."""

    kind = "driven"

    def __init__(
        self,
        tally: Tally,
        frames_wanted: int | None,
        is_current: Callable[[], bool],
        record: Callable[[], None],
        drive: Callable[[Callable[[], None]], None],
    ) -> None:
        self._moment = Moment()
        self._start = math.ceil(float(cmds.playbackOptions(query=True, minTime=True)))
        self._end = math.floor(float(cmds.playbackOptions(query=True, maxTime=True)))
        self._first = first_frame(self._start, self._end, round(self._moment.time), frames_wanted)
        self._tally = tally
        self._record = record
        self._drive = drive
        self._unkeyed: Iterator[str | None] | None = unkeyed(is_current)
        self._steps = self._new_pass()
        self._open: Step | None = None
        self._at: float | None = None
        self._waited = 0
        self._skipped = 0
        self._missed = 0

    def turn(self, playing: bool) -> None:
        if playing:
            raise self._played()
        if self._unkeyed is not None:
            self._look_for_unkeyed(self._unkeyed)
            return
        if self._at is not None and now() != self._at:
            raise self._moved_by_hand()
        if self._open is not None:
            self._waited += 1
            if self._waited < _MOST_TURNS_FOR_A_ROW:
                return
            self._missed = one_more_missed(self._missed)
            self._steps = chain([self._open], self._steps)
        self._open = step = next(self._steps)
        self._waited = 0
        if not step.is_warm_up:
            self._record()
        self._at = float(step.frame)
        self._drive(lambda: go_to(float(step.frame)))

    def saw(self, row: FrameRow, costs: SampledFrame | None) -> None:
        if row.activity == labels.MANIPULATION:
            raise Stop(
                "cancelled",
                f"The scene was edited after {self._tally.said()}; it stays at the frame where that happened.",
                stay=True,
            )
        if row.activity == labels.PLAYBACK:
            raise self._played()
        if row.activity != labels.CAPTURE:
            raise self._moved_by_hand()
        step = self._open
        if step is None or costs is None or row.frame != step.frame:
            return
        self._open = None
        self._missed = 0
        if step.is_warm_up:
            return
        if row.marks & labels.WARM_UP and self._skipped < MOST_SKIPPED:
            self._skipped += 1
            self._steps = chain([step], self._steps)
            return
        self._skipped = 0
        self._tally.give(self.kind, as_captured(row), costs)
        if self._tally.pass_is_over:
            self._steps = self._new_pass()

    def before(self, work: str) -> None:
        if work == "open":
            raise another_file()
        said = {"save": "The file was saved", "import": "A file was read", "render": "Rendering began"}.get(work, work)
        raise Stop("cancelled", f"{said}, so the capture stopped after {self._tally.said()}.")

    def come_back(self) -> None:
        if self._at is not None:
            self._drive(self._moment.come_back)

    def _look_for_unkeyed(self, attributes: Iterator[str | None]) -> None:
        deadline = perf_counter() + _LOOK_SECONDS
        for name in attributes:
            if name is not None:
                raise Stop(
                    "failed",
                    f"{name} was set and not keyed, and going through time would lose that. "
                    "Key it, undo it, or capture while Maya plays.",
                )
            if perf_counter() >= deadline:
                return
        self._unkeyed = None

    def _new_pass(self) -> Iterator[Step]:
        return steps_of_a_pass(self._start, self._end, self._first)

    def _played(self) -> Stop:
        return Stop(
            "cancelled",
            f"Playback was started, so the capture stopped after {self._tally.said()}. Capture again to watch it play.",
            stay=True,
        )

    def _moved_by_hand(self) -> Stop:
        return Stop("cancelled", f"The time was changed by hand after {self._tally.said()}.", stay=True)
