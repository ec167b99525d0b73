"""The callbacks that take a Maya frame's times: change of time, forced update, drawing of views, playback.

Putting the frame together is left to frame_assembler.py, asking Maya for labels to maya_evaluation.py.
"""

from __future__ import annotations

from threading import get_ident
from typing import Any, Callable

from ..clock import monotonic
from . import frame_labels as labels
from .frame_assembler import NAN, UNDRAWN_SECONDS, FrameAssembler
from .host import FrameRow, HostEvents
from .maya_api import om, oma
from .maya_callbacks import MayaCallbacks
from .maya_evaluation import MayaEvaluation


class MayaFrameProbes:
    """Counts frames always; takes them apart while `observing`."""

    def __init__(self, events: HostEvents, evaluation: MayaEvaluation) -> None:
        self.observing = False
        self.is_playblasting = False
        self.drives: Callable[[], bool] = lambda: False
        """Whether a capture moves the time now."""
        self.tap: Callable[[FrameRow], None] = lambda row: None
        """Given each row that the bridge is given, while observing."""
        self.evaluated: Callable[[float], None] = lambda now: None
        """Called after each frame's evaluation, whether observed or not."""
        self.drawn: Callable[[float], None] = lambda now: None
        """Called after each view's drawing."""
        self.assembler = FrameAssembler(self._complete)
        self._events = events
        self._evaluation = evaluation
        self._main_thread = get_ident()
        self._is_playing = False
        self._begun: float | None = None
        self._draw_begun: float | None = None
        self._has_moved = False
        self._frame = NAN
        self._view: str | None = None
        self._closing_view: str | None = None
        self._counted_at = NAN

    def register_counter(self, callbacks: MayaCallbacks) -> None:
        """Registers what counts frames."""
        callbacks.add("frame evaluated", self._frame_evaluated, om.MDGMessage.addForceUpdateCallback)
        callbacks.condition("playingBack", "playback", self._playback_turns)
        callbacks.condition("playblasting", "playblast", self._playblast_turns)

    def register_observation(self, callbacks: MayaCallbacks) -> None:
        """Registers what only an observed frame needs, but for the views."""
        self.assembler = FrameAssembler(self._complete)
        self._begun = self._draw_begun = None
        callbacks.add("frame begins", self._frame_begins, om.MDGMessage.addTimeChangeCallback)
        callbacks.event("playbackSpeedChanged", "playback speed", lambda *_: self._evaluation.refresh_speed())

    @property
    def is_playing(self) -> bool:
        """Whether Maya plays."""
        # The condition also holds while the time slider is dragged.
        return bool(oma.MAnimControl.isPlaying())

    def moved(self) -> None:
        """An attribute of a selected node was set: what is drawn next shows it."""
        self._has_moved = not self._is_playing

    def interrupted(self) -> None:
        """Maya did something long: what was open is forgotten and the next interval is no frame time."""
        self._begun = self._draw_begun = None
        self._has_moved = False
        self.assembler.paused()

    def settle(self, now: float) -> None:
        """While Maya is idle: a frame that was drawn, or will not be, is complete."""
        self.assembler.settle(now)

    def draw_begins(self, panel: str, *_: Any) -> None:
        """A view is about to be drawn."""
        if self._has_moved and self._begun is None and not self.assembler.awaits_drawing:
            self._has_moved = False
            self._manipulated(monotonic())
        self._draw_begun = monotonic()

    def view_drawn(self, panel: str, *_: Any) -> None:
        """A view was drawn."""
        now = monotonic()
        begun, self._draw_begun = self._draw_begun, None
        if begun is not None:
            is_of_frame = self.assembler.drawn(now, now - begun)
            if is_of_frame or self._is_playing:
                self._view = panel
            # While Maya plays it is never idle: a frame is complete with the view that ended the one before. A view
            # that comes later than that is missing from this frame, and awaited in the next.
            if is_of_frame and panel == self._closing_view:
                self.assembler.settle(now)
        self.drawn(now)

    def _frame_begins(self, *_: Any) -> None:
        if get_ident() == self._main_thread:
            self._begun = monotonic()

    def _frame_evaluated(self, time: om.MTime, *_: Any) -> None:
        now = monotonic()
        if get_ident() != self._main_thread:
            return
        frame = time.asUnits(om.MTime.uiUnit())
        if not self.observing:
            self._count(now, frame)
        elif self._begun is not None:
            self._assemble(self._begun, now, frame)
            self._begun = None
        self.evaluated(now)

    def _assemble(self, begun: float, now: float, frame: float) -> None:
        evaluation, activity = self._evaluation, self._activity()
        playing = activity == labels.PLAYBACK
        speed = evaluation.speed if playing else labels.SPEED_FREE
        marks = labels.SIMULATION_START if frame in evaluation.simulation_starts else 0
        cached = evaluation.cached(frame, playing)
        self._has_moved = False
        self._closing_view = self._view
        self.assembler.begin(begun, frame, activity, speed, cached, evaluation.mode, evaluation.source, marks)
        self.assembler.evaluated(now)
        if playing and frame < self._frame:
            evaluation.refresh_cache()
        self._frame = frame

    def _manipulated(self, now: float) -> None:
        # What was moved is evaluated before the view is drawn and inside its drawing; no callback brackets that.
        evaluation = self._evaluation
        frame = oma.MAnimControl.currentTime().asUnits(om.MTime.uiUnit())
        cached, source = evaluation.cached(frame, False), labels.SOURCE_UNKNOWN
        self._closing_view = self._view
        self.assembler.begin(now, frame, labels.MANIPULATION, labels.SPEED_FREE, cached, evaluation.mode, source, 0)
        self.assembler.evaluated(now)

    def _count(self, now: float, frame: float) -> None:
        activity = self._activity()
        playing = activity == labels.PLAYBACK
        interval = now - self._counted_at if playing else NAN
        self._counted_at = now if playing else NAN
        speed = self._evaluation.speed if playing else labels.SPEED_FREE
        marks = labels.FIRST_AFTER_PAUSE if interval != interval else 0
        cached, mode, source = labels.CACHED_UNKNOWN, self._evaluation.mode, labels.SOURCE_UNKNOWN
        self._events.frame(FrameRow(now, frame, interval, NAN, NAN, NAN, activity, speed, cached, mode, source, marks))

    def _activity(self) -> int:
        """What the artist does while the time changes."""
        if self.drives():
            return labels.CAPTURE
        if self.is_playblasting:
            return labels.PLAYBLAST
        if oma.MAnimControl.isScrubbing():
            return labels.SCRUB
        return labels.PLAYBACK if self._is_playing or self.is_playing else labels.STEP

    def _playback_turns(self, state: bool, *_: Any) -> None:
        now = monotonic()
        self._is_playing = bool(state)
        self._counted_at = NAN
        self.assembler.settle(now + UNDRAWN_SECONDS)
        self.assembler.paused()
        if state:
            self._evaluation.refresh()

    def _playblast_turns(self, state: bool, *_: Any) -> None:
        self.is_playblasting = bool(state)
        self.interrupted()
        if state:
            self._events.busy("playblasting")
        else:
            self._events.idle()

    def _complete(self, row: FrameRow) -> None:
        self._events.frame(row)
        self.tap(row)
