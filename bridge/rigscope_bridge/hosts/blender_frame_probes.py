"""The callbacks that take a Blender frame's times: frame changes, updates while posing, drawing.

Putting the frame together is left to blender_frames.py, the sampled frame's file to blender_samples.py.
"""

from __future__ import annotations

import math
import threading
from typing import Any, Callable

from ..clock import monotonic
from . import blender_frames as frames
from .blender_api import app, is_playing, windows
from .blender_callbacks import BlenderCallbacks
from .blender_frames import NAN, FrameAssembler
from .blender_samples import SampledFrames
from .blender_scene import BlenderScene
from .host import FrameRow, HostEvents

PLAYING_SECONDS = 0.15
"""Playback that ends is noticed so much later at most."""


def speed_of_playback(scene: Any) -> int:
    """How the scene paces playback: every frame at most at its rate, or dropping frames to keep it."""
    return frames.SPEED_CAPPED if scene.sync_mode == "NONE" else frames.SPEED_REAL_TIME


class FrameProbes:
    """Counts frames always; takes them apart while `observing`. Skips what Blender calls from a render's thread."""

    def __init__(
        self, events: HostEvents, scene: BlenderScene, samples: SampledFrames, is_rendering: Callable[[], bool]
    ) -> None:
        self.observing = False
        self.assembler = FrameAssembler(events.frame)
        self.updated: Callable[[], None] = lambda: None
        self.look_at_selection: Callable[[], None] = lambda: None
        self.take_sample: Callable[..., None] = self._take_sample
        self._events = events
        self._scene = scene
        self._samples = samples
        self._is_rendering = is_rendering
        self._main_thread = threading.get_ident()
        self._was_playing = False
        self._played_at = -math.inf
        self._changing = False
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
        self.assembler = FrameAssembler(self._events.frame)
        callbacks.handler("frame_change_pre", "frame begins", self._frame_begins)
        callbacks.handler("depsgraph_update_pre", "update begins", self._update_begins)
        callbacks.handler("depsgraph_update_post", "update evaluated", self._update_evaluated)
        if not app.background:
            callbacks.draw("PRE_VIEW", "view draw begins", self._draw_begins)
            callbacks.draw("POST_VIEW", "view drawn", self._drawn)
            callbacks.draw("POST_PIXEL", "view drawn", self._drawn)

    def look(self, now: float, playing: bool, hold_manipulation: bool) -> None:
        """Between two passes of the event loop: gives a frame that is complete, notices that playback ended.

        What looks like a manipulation is held back until it is known not to have been a selection."""
        if self._was_playing and not playing:
            self._was_playing = False
            self.assembler.settle(now + frames.UNDRAWN_SECONDS)
            self.assembler.paused()
        if not (hold_manipulation and self.assembler.is_open(frames.MANIPULATION)):
            self.assembler.settle(now)

    def is_playing(self, now: float) -> bool:
        """Whether the host plays; taken for granted a moment after a played frame, since asking is dear."""
        return now - self._played_at < PLAYING_SECONDS or is_playing()

    def interrupted(self) -> None:
        """The host did something long: what was open is forgotten and the next interval is no frame time."""
        self._changing = False
        self._update_begun = None
        self._samples.abandon()
        self.assembler.paused()

    def _frame_begins(self, scene: Any, _: Any = None) -> None:
        if threading.get_ident() != self._main_thread:
            return
        now = monotonic()
        self._changing = True
        self._update_begun = None
        activity = self._activity()
        speed = frames.SPEED_FREE
        if activity == frames.PLAYBACK:
            speed = speed_of_playback(scene)
            self._played_at = now
            if not self._was_playing:
                self._was_playing = True
                self.assembler.settle(now + frames.UNDRAWN_SECONDS)
                self.assembler.paused()
        simulates = self._scene.simulates
        marks = frames.SIMULATION_START if simulates and scene.frame_current == scene.frame_start else 0
        cached = frames.CACHED_UNKNOWN if simulates else frames.CACHED_NO
        if self._samples.begin(now):
            marks |= frames.SAMPLED
        self.assembler.begin(monotonic(), scene.frame_current_final, activity, speed, cached, marks)

    def _frame_evaluated(self, scene: Any, depsgraph: Any = None) -> None:
        if threading.get_ident() != self._main_thread:
            return
        now = monotonic()
        if not self.observing:
            self._count(now, scene)
            return
        self._changing = False
        wall = self.assembler.evaluated(now)
        if self._samples.sampling and depsgraph is not None:
            self.take_sample(depsgraph, now, scene.frame_current_final, wall)

    def _take_sample(self, depsgraph: Any, now: float, frame: float, wall: float) -> None:
        self._events.sampled(self._samples.end(depsgraph, now, frame, wall, self._scene.names))

    def _count(self, now: float, scene: Any) -> None:
        activity = self._activity()
        playing = activity == frames.PLAYBACK
        followed = playing and self._was_playing
        interval = now - self._counted_at if followed else NAN
        self._counted_at = now
        self._was_playing = playing
        self._events.frame(
            FrameRow(
                time=now,
                frame=scene.frame_current_final,
                interval=interval,
                evaluation=NAN,
                draw_submit=NAN,
                own_cost=NAN,
                activity=activity,
                speed_mode=speed_of_playback(scene) if playing else frames.SPEED_FREE,
                cached=frames.CACHED_UNKNOWN,
                evaluation_mode=frames.MODE_DEPSGRAPH,
                evaluation_source=frames.SOURCE_UNKNOWN,
                marks=0 if followed else frames.FIRST_AFTER_PAUSE,
            )
        )

    def _activity(self) -> int:
        """What the artist does while a frame changes."""
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
        if self._draw_begun is not None:
            now = monotonic()
            self.assembler.drawn(now, now - self._draw_begun)
            self._draw_begun = monotonic()

    def _update_begins(self, scene: Any, _: Any = None) -> None:
        if not self._changing and threading.get_ident() == self._main_thread:
            self._update_begun = monotonic()

    def _update_evaluated(self, scene: Any, depsgraph: Any = None) -> None:
        if threading.get_ident() != self._main_thread:
            return
        now = monotonic()
        if self.assembler.is_open(frames.MANIPULATION):
            # Told apart before the next one takes its place: what was only a selection is no manipulation.
            self.look_at_selection()
        self.updated()
        begun, self._update_begun = self._update_begun, None
        # While a frame changes or plays, updates belong to it; else somebody poses or edits.
        if begun is None or depsgraph is None or self._changing or (self._was_playing and is_playing()):
            return
        if any(update.is_updated_transform or update.is_updated_geometry for update in depsgraph.updates):
            cached = frames.CACHED_UNKNOWN if self._scene.simulates else frames.CACHED_NO
            frame = scene.frame_current_final
            self.assembler.begin(begun, frame, frames.MANIPULATION, frames.SPEED_FREE, cached, 0)
            self.assembler.evaluated(now)
