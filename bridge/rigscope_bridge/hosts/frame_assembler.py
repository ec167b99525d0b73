"""Puts a frame together from the moments at which a host's callbacks ran, and gives it as one row when it is complete.

Knows no host: which callbacks give those moments, and which labels hold, is left to each, so that every order of them
can be tested.
"""

from __future__ import annotations

from typing import Callable

from .frame_labels import (
    CACHED_UNKNOWN,
    FIRST_AFTER_PAUSE,
    IDLE,
    LOOP_WRAP,
    MODE_UNKNOWN,
    PLAYBACK,
    SOURCE_BRACKET,
    SOURCE_UNKNOWN,
    SPEED_UNKNOWN,
    WARM_UP,
)
from .host import FrameRow

NAN = float("nan")

PAUSE_SECONDS = 0.25
"""Between two frames that nobody played: what lies longer apart was waiting for the artist, not for the rig."""

UNDRAWN_SECONDS = 0.1
"""A frame that no view has drawn for so long after its evaluation will not be drawn any more."""

WARM_UP_FRAMES = 3
"""Frames after a change of the graph that pay for building it."""


class FrameAssembler:
    """One frame at a time: begun, evaluated, drawn, settled. Times and durations are seconds; own cost is left to the
    bridge's meter."""

    def __init__(self, emit: Callable[[FrameRow], None]) -> None:
        self._emit = emit
        self._begun = NAN
        self._evaluated: float | None = None
        self._drawn: float | None = None
        self._draw_submit = 0.0
        self._frame = NAN
        self._activity = IDLE
        self._speed = SPEED_UNKNOWN
        self._cached = CACHED_UNKNOWN
        self._mode = MODE_UNKNOWN
        self._source = SOURCE_UNKNOWN
        self._marks = 0
        self._open = False
        self._last_end: float | None = None
        self._last_frame = NAN
        self._last_activity = IDLE
        self._warm_up_left = WARM_UP_FRAMES

    def is_open(self, activity: int) -> bool:
        """Whether a frame of this activity has begun and was not given yet."""
        return self._open and self._activity == activity

    @property
    def awaits_drawing(self) -> bool:
        """Whether a frame was evaluated that no view has drawn yet."""
        return self._open and self._evaluated is not None and self._drawn is None

    def begin(
        self, now: float, frame: float, activity: int, speed: int, cached: int, mode: int, source: int, marks: int
    ) -> None:
        """A new frame begins to be evaluated; the one before is complete with that. `source` says where its evaluation
        time comes from: with any other than a bracket it is not known here."""
        if self._open and self._evaluated is not None:
            self._close()
        if activity == PLAYBACK and self._last_activity == PLAYBACK and frame < self._last_frame:
            marks |= LOOP_WRAP
        if self._warm_up_left > 0:
            marks |= WARM_UP
            self._warm_up_left -= 1
        self._open = True
        self._begun = now
        self._evaluated = None
        self._drawn = None
        self._draw_submit = 0.0
        self._frame = frame
        self._activity = activity
        self._speed = speed
        self._cached = cached
        self._mode = mode
        self._source = source
        self._marks = marks

    def evaluated(self, now: float) -> float:
        """The evaluation of the open frame has ended; gives how many seconds it took (NaN when none was begun)."""
        if not self._open:
            return NAN
        self._evaluated = now
        return now - self._begun

    def drawn(self, now: float, seconds: float) -> bool:
        """A view has handed drawing of `seconds` processor time to the GPU, ending now; gives whether it drew the open
        frame."""
        if not self._open or self._evaluated is None:
            return False
        self._draw_submit += seconds
        self._drawn = now
        return True

    def settle(self, now: float) -> None:
        """Between two passes of the host's event loop: a frame that was drawn, or will not be, is complete."""
        if not self._open or self._evaluated is None:
            return
        if self._drawn is not None or now - self._evaluated >= UNDRAWN_SECONDS:
            self._close()

    def mark(self, bits: int) -> None:
        """Adds marks to the open frame."""
        self._marks |= bits

    def discard(self, activity: int) -> None:
        """Forgets the open frame when it is one of this activity (a selection looked like a manipulation)."""
        if self._open and self._activity == activity:
            self._open = False
            if self._marks & WARM_UP:
                self._warm_up_left += 1

    def graph_changed(self) -> None:
        """The next frames pay for rebuilding the graph. While nothing plays, the open one does too: it was evaluated
        between the change and its being noticed."""
        self._warm_up_left = WARM_UP_FRAMES
        if self._open and self._activity != PLAYBACK:
            self._marks |= WARM_UP
            self._warm_up_left -= 1

    def paused(self) -> None:
        """The host stopped playing or was busy with something else: the next interval is no frame time."""
        self._last_end = None

    def _close(self) -> None:
        evaluated = self._evaluated
        assert evaluated is not None
        end = evaluated if self._drawn is None else self._drawn
        interval, marks = self._interval(end), self._marks
        if interval != interval:
            marks |= FIRST_AFTER_PAUSE
        # By position, in the order of the columns: by name it takes twice as long.
        row = FrameRow(
            end,
            self._frame,
            interval,
            evaluated - self._begun if self._source == SOURCE_BRACKET else NAN,
            NAN if self._drawn is None else self._draw_submit,
            NAN,
            self._activity,
            self._speed,
            self._cached,
            self._mode,
            self._source,
            marks,
        )
        self._open = False
        self._last_end = end
        self._last_frame = self._frame
        self._last_activity = self._activity
        self._emit(row)

    def _interval(self, end: float) -> float:
        if self._last_end is None or self._last_activity != self._activity:
            return NAN
        if self._activity != PLAYBACK and self._begun - self._last_end > PAUSE_SECONDS:
            return NAN
        return end - self._last_end
