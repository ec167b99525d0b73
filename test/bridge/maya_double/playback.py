"""The double's time: what happens when it changes, and playing, one frame a turn, with Maya's pacing and loops.

Order within a frame, as documented: time change callbacks, evaluation, forced update callbacks, then each view. While
it plays Maya is not idle: neither events nor timers come. Drawing is left to views.py, the work to evaluating.py."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from time import perf_counter
from typing import Callable

from .callbacks import Callbacks
from .conditions import Conditions
from .evaluating import Evaluating
from .time_units import UNITS
from .views import Views

TIME_CHANGE, FORCE_UPDATE = "timeChange", "forceUpdate"
DELAYED_TIME_CHANGE = "delayedTimeChange"
_RANGE = {"-min": "first", "-max": "last", "-ast": "animation_first", "-aet": "animation_last"}


class Playback:
    """Times are in frames of `unit`. `speed` 0 plays every frame, `max_speed` may cap that."""

    def __init__(
        self,
        callbacks: Callbacks,
        conditions: Conditions,
        evaluating: Evaluating,
        views: Views,
        event: Callable[[str], None],
    ) -> None:
        self.unit = "film"
        self.frame = 1.0
        self.first, self.last = 1.0, 120.0
        self.animation_first, self.animation_last = 1.0, 200.0
        self.speed, self.max_speed, self.by = 0.0, 0.0, 1.0
        self.loop = "continuous"
        self.view = "all"
        self.is_playing = False
        self.is_scrubbing = False
        self.is_forward = True
        self.frames_completed = 0
        self._callbacks = callbacks
        self._conditions = conditions
        self._evaluating = evaluating
        self._views = views
        self._event = event
        self._due = 0.0

    def reset(self) -> None:
        """As a new scene has it; how Maya plays is a preference and stays."""
        self.unit, self.frame = "film", 1.0
        self.first, self.last, self.animation_first, self.animation_last = 1.0, 120.0, 1.0, 200.0

    def take_range(self, words: Sequence[str]) -> None:
        """The range that a scene's script node sets by playbackOptions."""
        for flag, value in zip(words, words[1:]):
            if flag in ("-min", "-max", "-ast", "-aet"):
                setattr(self, _RANGE[flag], float(value))
        self.frame = min(max(self.frame, self.first), self.last)

    @property
    def fps(self) -> float:
        return UNITS[self.unit].fps

    def play(self, forward: bool = True) -> None:
        """From the next turn on."""
        if self.is_playing:
            return
        self.is_playing, self.is_forward = True, forward
        self._due = perf_counter()
        self._told_playing(True)

    def stop(self) -> None:
        if self.is_playing:
            self.is_playing = False
            self._told_playing(False)
            self._event("timeChanged")

    def scrubbing(self, state: bool) -> None:
        """The artist takes hold of the time slider, or lets go: Maya says that it plays back meanwhile."""
        if state != self.is_scrubbing:
            self.is_scrubbing = state
            self._told_playing(state)

    def _told_playing(self, state: bool) -> None:
        for name in ("playingBack", "playbackIconsCondition"):
            self._conditions.set(name, state)

    def set_frame(self, frame: float, updates: bool = True) -> None:
        """One change of time, with all that it brings but the drawing, which Maya comes to later."""
        self.frame = frame
        # What was set by hand on an animated attribute and not keyed goes with the time.
        self._evaluating.forget_what_was_set()
        self._callbacks.call(TIME_CHANGE, frame)
        if not updates:
            return
        if self._evaluating.pulls:
            self._views.pulled = lambda: self._evaluating.evaluate(frame, self.is_playing)
        else:
            self._evaluating.evaluate(frame, self.is_playing)
        self._callbacks.call(DELAYED_TIME_CHANGE, frame)
        self._callbacks.call(FORCE_UPDATE, frame)
        self.frames_completed += 1
        self._views.is_stale = True

    def go_to(self, frame: float, updates: bool = True) -> None:
        """As currentTime does; it is documented not to be undoable."""
        self.set_frame(frame, updates)
        self._event("timeChanged")

    def turn(self) -> None:
        """One frame of playing, and the wait that its pace asks for."""
        frame = self._next_frame()
        if frame is None:
            self.stop()
            return
        self.set_frame(frame)
        self._views.draw(only_focused=self.view == "active")
        self._pace()

    def _next_frame(self) -> float | None:
        step = self.by if self.is_forward else -self.by
        if self.speed > 0:
            # In real time Maya leaves out what it is late for.
            late = perf_counter() - self._due
            step *= max(1, 1 + math.floor(late * self.fps * self.speed))
        frame = self.frame + step
        if self.first <= frame <= self.last:
            return frame
        if self.loop == "once":
            return None
        if self.loop == "oscillate":
            self.is_forward = not self.is_forward
            return max(self.first, min(self.last, self.frame - step))
        return self.first if self.is_forward else self.last

    def _pace(self) -> None:
        speed = self.speed or self.max_speed
        now = perf_counter()
        if speed <= 0:
            return
        self._due = max(self._due + 1.0 / (self.fps * speed), now - 1.0 / self.fps)
        if self._due > now:
            time.sleep(self._due - now)
