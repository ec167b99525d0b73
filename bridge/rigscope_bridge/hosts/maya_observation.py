"""What is listened to in Maya only while somebody observes frames: the frames' beginnings, views, what is moved, what
changes; and what Maya tells nobody, which is looked at now and then.

When it is switched on and looked at is left to maya_attachment.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..clock import monotonic
from .host import HostEvents, Probes
from .maya_callbacks import MayaCallbacks
from .maya_changes import MayaChanges
from .maya_evaluation import MayaEvaluation
from .maya_frame_probes import MayaFrameProbes
from .maya_manipulation import MayaManipulation
from .maya_model_panels import MayaModelPanels
from .maya_scene import MayaScene
from .maya_selection import MayaSelection

LOOK_SECONDS = 1.0
"""Between two looks, while Maya is idle, at panels, evaluation mode and cached playback."""


class MayaObservation:
    """`begin` and `end` switch it; the rest may be called at any time."""

    def __init__(
        self,
        events: HostEvents,
        probes: Probes,
        frames: MayaFrameProbes,
        evaluation: MayaEvaluation,
        scene: MayaScene,
        selection: MayaSelection,
        has_views: bool,
    ) -> None:
        self.is_on = False
        self._events = events
        self._frames = frames
        self._evaluation = evaluation
        self._scene = scene
        self._has_views = has_views
        self._next_look = 0.0
        self._may_simulate = True
        self._callbacks = MayaCallbacks(probes)
        self._changes = MayaChanges(probes, selection, self._selection_changed, self._graph_changed, self._rebuilt)
        self._manipulation = MayaManipulation(probes, frames.moved)
        self._panels = MayaModelPanels(probes, frames.draw_begins, frames.view_drawn)

    def begin(self) -> None:
        """Registers all of it, or nothing where that fails."""
        self.is_on = self._frames.observing = True
        try:
            self._frames.register_observation(self._callbacks)
            self._scene.outdated()
            self._changes.begin()
            self._manipulation.watch()
            self._look_around(monotonic())
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """Takes every registration back."""
        self.is_on = self._frames.observing = False
        self._callbacks.undo()
        self._changes.end()
        self._manipulation.end()
        self._panels.end()

    def look(self, now: float, is_idle: bool) -> None:
        """At each tick: tells what changed, and looks around now and then while Maya is idle."""
        if not self.is_on:
            return
        self._changes.tell(now)
        if is_idle:
            self._frames.settle(now)
            if now >= self._next_look:
                self._look_around(now)

    def select(self, keys: Sequence[str], add: bool) -> int:
        """Selects; told once. Raises HostRefusal."""
        return self._changes.select(keys, add)

    def work_begins(self) -> None:
        """Maya is about to read or write a file, or to render."""
        self._frames.interrupted()
        self._changes.ignore_graph()
        self._manipulation.end()

    def work_ended(self, other_nodes: bool) -> None:
        """It has done so, and there may be other nodes."""
        self._frames.interrupted()
        if other_nodes:
            self._may_simulate = True
            self._scene.outdated()
            self._rebuilt()
        if self.is_on:
            self._changes.listen_to_graph()
            self._manipulation.watch()
        self._events.scene_changed()

    def _look_around(self, now: float) -> None:
        self._next_look = now + LOOK_SECONDS
        self._evaluation.refresh()
        if self._may_simulate:
            self._may_simulate = False
            self._evaluation.refresh_simulations()
        if self._has_views:
            self._panels.look()

    def _selection_changed(self) -> None:
        if self.is_on:
            self._manipulation.watch()
        self._events.selection_changed()

    def _rebuilt(self) -> None:
        self._frames.assembler.graph_changed()

    def _graph_changed(self) -> None:
        self._may_simulate = True
        self._scene.outdated()
        self._events.graph_changed()
