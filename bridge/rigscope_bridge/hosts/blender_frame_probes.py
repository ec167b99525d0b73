"""The callbacks that take a Blender frame's times: frame changes, updates while posing, drawing.

Putting the frame together is left to frame_assembler.py, the sampled frame's file to blender_samples.py. After drawing,
caches are cold and whatever is asked of Blender takes three times as long as after an evaluation, so it is asked then.
"""

from __future__ import annotations

import math
from threading import get_ident
from typing import Any, Callable, Protocol

from ..clock import monotonic
from . import frame_labels as frames
from .blender_api import app, is_playing, windows
from .blender_callbacks import BlenderCallbacks
from .blender_samples import SampledFrames
from .blender_scene import BlenderScene
from .frame_assembler import NAN, UNDRAWN_SECONDS, FrameAssembler
from .host import FrameRow, HostEvents, SampledFrame

PLAYING_SECONDS = 0.15
"""Playback that ends is noticed so much later at most."""

_BY_DEPSGRAPH = (frames.MODE_DEPSGRAPH, frames.SOURCE_BRACKET)


def speed_of_playback(scene: Any) -> int:
    """How the scene paces playback: every frame at most at its rate, or dropping frames to keep it."""
    return frames.SPEED_CAPPED if scene.sync_mode == "NONE" else frames.SPEED_REAL_TIME


class FrameTap(Protocol):
    """Somebody who wants each frame with its costs while it is set. Never raises."""

    def costs(self, depsgraph: Any, sampled: SampledFrame) -> SampledFrame:
        """Right after an evaluation, with the depsgraph as it left it: may add to the costs."""

    def frame(self, row: FrameRow, costs: SampledFrame | None) -> None:
        """A frame is complete; without costs where they could not be taken."""


class FrameProbes:
    """Counts frames always; takes them apart while `observing`. Skips what Blender calls from a render's thread."""

    def __init__(
        self, events: HostEvents, scene: BlenderScene, samples: SampledFrames, is_rendering: Callable[[], bool]
    ) -> None:
        self.observing = False
        self.assembler = FrameAssembler(self._complete)
        self.updated: Callable[[], None] = lambda: None
        self.evaluated: Callable[[Any], None] = lambda depsgraph: None
        self.played: Callable[[Any], None] = lambda depsgraph: None
        self.look_at_selection: Callable[[], None] = lambda: None
        self.take_sample: Callable[..., None] = self._take_sample
        self._tap: FrameTap | None = None
        self._tapped: SampledFrame | None = None
        self._driven_layer: int | None = None
        self._events = events
        self._scene = scene
        self._samples = samples
        self._is_rendering = is_rendering
        self._main_thread = get_ident()
        self._was_playing = False
        self._played_at = -math.inf
        self._begun: float | None = None
        self._update_begun: float | None = None
        self._draw_begun: float | None = None
        self._counted_at = NAN

    def register_counter(self, callbacks: BlenderCallbacks, evaluated: Callable[[], None] | None) -> None:
        """Registers the frame counter; `evaluated` is called after each frame."""
        callbacks.handler("frame_change_post", "frame evaluated", self._frame_evaluated)
        if evaluated is not None:
            after = evaluated
            callbacks.handler("frame_change_post", "tick", lambda *_: after())

    def register_observation(self, callbacks: BlenderCallbacks) -> None:
        """Registers what only an observed frame needs."""
        self.assembler = FrameAssembler(self._complete)
        callbacks.handler("frame_change_pre", "frame begins", self._frame_begins)
        callbacks.handler("depsgraph_update_pre", "update begins", self._update_begins)
        callbacks.handler("depsgraph_update_post", "update evaluated", self._update_evaluated)
        if not app.background:
            callbacks.draw("PRE_VIEW", "view draw begins", self._draw_begins)
            callbacks.draw("POST_PIXEL", "view drawn", self._drawn)

    def tap(self, tap: FrameTap | None) -> None:
        """From now on every frame is sampled, for the tap alone; None ends that."""
        self._tap, self._tapped = tap, None
        self._samples.every_frame = tap is not None
        if tap is None:
            self._samples.abandon()

    @property
    def drives(self) -> bool:
        """Whether what Blender evaluates now is our doing."""
        return self._driven_layer is not None

    @property
    def awaits_a_drawing(self) -> bool:
        """Whether an edit or a selection was evaluated of which it is not known yet which of the two it was."""
        return self.assembler.is_open(frames.MANIPULATION)

    def drive(self, act: Callable[[], None], layer: Any) -> None:
        """Has Blender evaluate frames; of the view layers that it evaluates then, this one counts."""
        self.assembler.paused()
        self._driven_layer = layer.as_pointer()
        try:
            act()
        finally:
            self._driven_layer = None

    def evaluate(self, act: Callable[[], None], layer: Any) -> SampledFrame | None:
        """Has Blender evaluate this view layer without a change of frame; gives its costs."""
        self._samples.begin(monotonic())
        self._tapped = None
        try:
            self.drive(act, layer)
        finally:
            self._update_begun = None
            self._samples.abandon()
        sampled, self._tapped = self._tapped, None
        return sampled

    def complete_captured(self) -> None:
        """Gives the frame that was driven last, drawn or not."""
        if self.assembler.is_open(frames.CAPTURE):
            self.assembler.settle(monotonic() + UNDRAWN_SECONDS)

    def look(self, now: float, playing: bool, hold_manipulation: bool) -> None:
        """Between two passes of the event loop: gives a frame that is complete, notices that playback ended.

        What looks like a manipulation is held back until it is known not to have been a selection."""
        if self._was_playing and not playing:
            self._was_playing = False
            self.assembler.settle(now + UNDRAWN_SECONDS)
            self.assembler.paused()
        if not (hold_manipulation and self.assembler.is_open(frames.MANIPULATION)):
            self.assembler.settle(now)

    def is_playing(self, now: float) -> bool:
        """Whether the host plays; taken for granted a moment after a played frame, since asking is dear."""
        return now - self._played_at < PLAYING_SECONDS or is_playing()

    def interrupted(self) -> None:
        """The host did something long: what was open is forgotten and the next interval is no frame time."""
        self._begun = None
        self._update_begun = None
        self._samples.abandon()
        self.assembler.paused()

    def _frame_begins(self, *_: Any) -> None:
        if get_ident() != self._main_thread:
            return
        self._update_begun = None
        self._samples.begin(monotonic())
        self._begun = monotonic()

    def _frame_evaluated(self, scene: Any, depsgraph: Any = None) -> None:
        if get_ident() != self._main_thread:
            return
        now = monotonic()
        if not self.observing:
            self._count(now, scene)
            return
        begun, self._begun = self._begun, None
        if begun is None:
            return
        if self.drives and depsgraph is not None and depsgraph.view_layer.as_pointer() != self._driven_layer:
            self._samples.abandon()
            return
        activity = self._activity()
        speed = frames.SPEED_FREE
        if activity == frames.PLAYBACK:
            speed = speed_of_playback(scene)
            self._played_at = now
            if not self._was_playing:
                self._playback_begins(now, depsgraph)
        elif not self.drives:
            self.evaluated(depsgraph)
        frame = scene.frame_current_final
        marks, cached = 0, frames.CACHED_NO
        if self._scene.simulates:
            cached = frames.CACHED_UNKNOWN
            marks = frames.SIMULATION_START if scene.frame_current == scene.frame_start else 0
        if self._samples.sampling:
            marks |= frames.SAMPLED
        self.assembler.begin(begun, frame, activity, speed, cached, *_BY_DEPSGRAPH, marks)
        self.assembler.evaluated(now)
        if self._samples.sampling:
            self.take_sample(depsgraph, now, frame, now - begun)

    def _playback_begins(self, now: float, depsgraph: Any) -> None:
        self._was_playing = True
        self.assembler.settle(now + UNDRAWN_SECONDS)
        self.assembler.paused()
        self.played(depsgraph)

    def _take_sample(self, depsgraph: Any, now: float, frame: float, wall: float) -> None:
        sampled = self._samples.end(depsgraph, now, frame, wall, self._scene.names)
        if self._tap is None:
            self._events.sampled(sampled)
        else:
            self._tapped = self._tap.costs(depsgraph, sampled)

    def _complete(self, row: FrameRow) -> None:
        self._events.frame(row)
        if self._tap is not None:
            costs, self._tapped = self._tapped, None
            self._tap.frame(row, costs)

    def _count(self, now: float, scene: Any) -> None:
        activity = self._activity()
        playing = activity == frames.PLAYBACK
        followed = playing and self._was_playing
        interval = now - self._counted_at if followed else NAN
        self._counted_at = now
        self._was_playing = playing
        speed = speed_of_playback(scene) if playing else frames.SPEED_FREE
        marks = 0 if followed else frames.FIRST_AFTER_PAUSE
        cached, mode, source = frames.CACHED_UNKNOWN, frames.MODE_DEPSGRAPH, frames.SOURCE_UNKNOWN
        number = scene.frame_current_final
        row = FrameRow(now, number, interval, NAN, NAN, NAN, activity, speed, cached, mode, source, marks)
        self._events.frame(row)

    def _activity(self) -> int:
        """What the artist does while a frame changes."""
        if self.drives:
            return frames.CAPTURE
        if self._is_rendering():
            return frames.PLAYBLAST
        if app.background:
            return frames.STEP
        for window in windows():
            screen = window.screen
            if screen.is_scrubbing:
                return frames.SCRUB
            if screen.is_animation_playing:
                return frames.PLAYBACK
            # From 4.2 on; before, a viewport render looks like stepping.
            for operator in getattr(window, "modal_operators", ()):
                if operator.bl_idname == "RENDER_OT_opengl":
                    return frames.PLAYBLAST
        return frames.STEP

    def _draw_begins(self) -> None:
        self._draw_begun = monotonic()

    def _drawn(self) -> None:
        begun, self._draw_begun = self._draw_begun, None
        if begun is not None:
            now = monotonic()
            self.assembler.drawn(now, now - begun)

    def _update_begins(self, scene: Any, _: Any = None) -> None:
        if self._begun is None and get_ident() == self._main_thread:
            self._update_begun = monotonic()

    def _update_evaluated(self, scene: Any, depsgraph: Any = None) -> None:
        if get_ident() != self._main_thread:
            return
        now = monotonic()
        if self.drives:
            self._reevaluated(now, scene, depsgraph)
            return
        self.updated()
        if depsgraph is not None and not self._was_playing:
            self.evaluated(depsgraph)
        begun, self._update_begun = self._update_begun, None
        if begun is not None and depsgraph is not None and self._begun is None:
            self._manipulated(begun, now, scene, depsgraph)
        # Told apart before the next one takes its place: what was only a selection is no manipulation. And told at
        # once: Blender draws before its timers run again.
        self.look_at_selection()

    def _reevaluated(self, now: float, scene: Any, depsgraph: Any) -> None:
        begun, self._update_begun = self._update_begun, None
        # Only what `evaluate` asked for is sampled; coming back to a frame is not.
        if begun is None or depsgraph is None or not self._samples.sampling:
            return
        if depsgraph.view_layer.as_pointer() == self._driven_layer:
            self.take_sample(depsgraph, now, scene.frame_current_final, now - begun)

    def _manipulated(self, begun: float, now: float, scene: Any, depsgraph: Any) -> None:
        # While Blender plays, updates belong to its frames; else somebody poses or edits.
        if self._was_playing and is_playing():
            return
        if any(update.is_updated_transform or update.is_updated_geometry for update in depsgraph.updates):
            cached = frames.CACHED_UNKNOWN if self._scene.simulates else frames.CACHED_NO
            frame = scene.frame_current_final
            self.assembler.begin(begun, frame, frames.MANIPULATION, frames.SPEED_FREE, cached, *_BY_DEPSGRAPH, 0)
            self.assembler.evaluated(now)
