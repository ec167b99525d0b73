"""One attachment of a bridge to Maya, from `attach` to its undo: what a tick does, and when commands are safe.

What is listened to while somebody observes is left to maya_observation.py, captures to maya_capture.py.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Callable

from ..clock import monotonic
from . import maya_output
from .host import CaptureEvents, CapturePlan, HostEvents, HostRefusal, Probes, Undo
from .maya_callbacks import MayaCallbacks
from .maya_capture import MayaCaptures
from .maya_dialogs import MayaDialogs
from .maya_evaluation import MayaEvaluation
from .maya_frame_probes import MayaFrameProbes
from .maya_idle import MayaIdle
from .maya_keys import NodeKeys
from .maya_observation import MayaObservation
from .maya_scene import MayaScene
from .maya_selection import MayaSelection
from .maya_work import MayaWork

PUMPED_SECONDS = 5.0
"""Without a window, a script that pumped so lately will do so again."""


class MayaAttachment:
    """Made and stopped on Maya's main thread. `ticked` is called at each tick."""

    def __init__(
        self,
        events: HostEvents,
        probes: Probes,
        keys: NodeKeys,
        scene: MayaScene,
        selection: MayaSelection,
        is_background: bool,
    ) -> None:
        self.ticked: Callable[[], None] = lambda: None
        self._events = events
        self._keys = keys
        self._is_background = is_background
        self._is_watched = False
        self._is_leaving = False
        self._pumped_at = -math.inf
        evaluation = MayaEvaluation()
        self._dialogs = MayaDialogs()
        self._frames = MayaFrameProbes(events, evaluation)
        self._work = MayaWork(events, self._leave)
        self._work.before = self._work_begins
        self._work.after = self._work_ended
        self._observation = MayaObservation(
            events, probes, self._frames, evaluation, scene, selection, has_views=not is_background
        )
        self._captures = MayaCaptures(events, probes, self._frames, scene, keys, self._capture_ended)
        self._frames.drives = lambda: self._captures.drives
        self._frames.tap = self._captures.frame
        # Probes of their own: when one fails for good, frames and ticks go on.
        self._look = probes.wrap("look", self._observation.look)
        self._idle = MayaIdle(probes.wrap("tick", self._tick))
        self._frames.evaluated = self._idle.evaluated
        self._frames.drawn = self._idle.drawn
        self._callbacks = MayaCallbacks(probes)
        try:
            self._frames.register_counter(self._callbacks)
            self._work.register(self._callbacks)
            if not is_background:
                self._idle.register(self._callbacks)
            evaluation.refresh()
        except BaseException:
            # Nobody holds the undo of an attachment that did not come about.
            self._callbacks.undo()
            raise

    def stop(self) -> None:
        """Takes back every registration."""
        self._captures.stop(self._is_leaving)
        self.observe(False)
        self._callbacks.undo()

    def observe(self, frames: bool) -> None:
        """Registers or takes back what only T0 needs, and captures."""
        self._is_watched = frames
        frames = frames or self._captures.runs
        if frames == self._observation.is_on:
            return
        if frames:
            self._observation.begin()
        else:
            self._observation.end()
        self._idle.is_fast = frames

    def select(self, keys: Sequence[str], add: bool) -> int:
        """Selects; told once. Raises HostRefusal."""
        return self._observation.select(keys, add)

    def capture(self, plan: CapturePlan, events: CaptureEvents) -> Undo:
        """Begins a capture, for which frames are observed whether somebody watches or not. Raises HostRefusal."""
        if self._is_background and monotonic() - self._pumped_at > PUMPED_SECONDS:
            raise HostRefusal(
                "noIdle",
                "Maya runs without a window, and no script there calls the host's pump(), so no capture can be taken.",
            )
        undo = self._captures.begin(plan, events)
        self.observe(self._is_watched)
        return undo

    def why_not_now(self) -> tuple[str, str] | None:
        """Why nothing can be done in Maya now: a word for code and a sentence."""
        if self._work.doing is not None:
            return "busy", f"Maya is {self._work.doing}. Try again when it is done."
        if self._frames.is_playblasting:
            return "playblasting", "Maya is taking a playblast. Try again when it is done."
        if self._dialogs.is_open():
            return "modal", "A dialog is open in Maya. Close it and try again."
        return None

    def pump(self) -> None:
        """Ticks once."""
        self._pumped_at = monotonic()
        self._idle.now()

    def _tick(self, now: float, is_idle: bool) -> None:
        if is_idle:
            self._work.forget_what_has_ended()
        # What Maya reads or writes is no scene to look at; and a playblast is not ours to slow down.
        if self._work.doing is not None or self._frames.is_playblasting or self._work.is_reading():
            return
        self._look(now, is_idle)
        self.ticked()
        playing, waits = self._frames.is_playing, self._dialogs.is_open()
        # A frame that we have evaluated ourselves is no moment for commands: they might ask for another.
        is_resting = is_idle or (self._is_background and not self._captures.drives)
        if is_resting and not playing and not waits:
            self._events.tick()
        else:
            self._events.tick_read_only()
        if (is_idle or playing) and not waits:
            self._captures.turn(playing)

    def _capture_ended(self) -> None:
        self.observe(self._is_watched)

    def _work_begins(self, work: str) -> None:
        self._captures.before(work)
        self._observation.work_begins()

    def _work_ended(self, another_scene: bool, other_nodes: bool) -> None:
        if another_scene:
            self._keys.forget()
        self._observation.work_ended(another_scene or other_nodes)

    def _leave(self) -> None:
        self._is_leaving = True
        maya_output.take_back()
        self._events.leaving()
