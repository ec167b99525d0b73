"""Blender, from 3.4 on, as a host: what runs always, what runs while somebody looks, and what can be asked of it.

A frame's times are taken in blender_frame_probes.py, changes noticed in blender_changes.py, long work in
blender_long_work.py; the scene is read in blender_scene.py, the selection in blender_selection.py.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..clock import monotonic
from .blender_api import app, windows
from .blender_callbacks import BlenderCallbacks
from .blender_capture import Surroundings
from .blender_capture_turns import CaptureTurns
from .blender_changes import BlenderChanges
from .blender_frame_probes import FrameProbes
from .blender_long_work import BlenderLongWork
from .blender_place import Place
from .blender_samples import PRINTED_LINES, SampledFrames
from .blender_scene import BlenderScene
from .blender_selection import read_selection, select_nodes
from .blender_view import frame_nodes
from .frame_labels import MANIPULATION
from .host import CaptureEvents, CapturePlan, HostEvents, HostRefusal, NodeFacts, Probes, SceneFacts, Selection, Undo
from .process_memory import resident_bytes

SLOW_TICK_SECONDS = 0.5
FAST_TICK_SECONDS = 1 / 60


class BlenderHost:
    """The Blender that this Python runs in. `scratch` is a folder in memory for the numbers of sampled frames."""

    kind = "blender"
    name = "Blender"
    printed_lines: Sequence[str] = PRINTED_LINES
    """Regular expressions of what Blender prints because of us, to be kept out of the log."""

    def __init__(self, scratch: Path | None = None) -> None:
        self.version: str = app.version_string
        window = () if app.background else ("idleTicks", "drawSubmit", "frameInHost")
        self.capabilities: Sequence[str] = ("samples", "select", "capture", "stdout", "manipulation", *window)
        self._place = Place()
        self._scene = BlenderScene(self._place)
        self._samples = SampledFrames(scratch)
        self._attached: _Attached | None = None

    def attach(self, events: HostEvents, probes: Probes) -> Undo:
        """Counts frames and ticks twice a second; the undo takes back whatever was registered since."""
        if self._attached is not None:
            self._attached.stop()
            self._attached = None
        attached = self._attached = _Attached(events, probes, self._place, self._scene, self._samples)

        def undo() -> None:
            attached.stop()
            if self._attached is attached:
                self._attached = None

        return undo

    def observe(self, frames: bool, sample_hz: float) -> None:
        """Switches T0 and T1 on or off; before `attach` there is nothing to switch."""
        if self._attached is None:
            return
        self._samples.interval = 1 / sample_hz if frames and sample_hz > 0 else None
        self._attached.observe(frames)

    def scene(self) -> SceneFacts:
        """The open scene now."""
        return self._scene.facts()

    def nodes(self) -> Iterator[NodeFacts]:
        """Every node, parents first. Raises RuntimeError when the scene changes meanwhile."""
        return self._scene.nodes()

    def selection(self) -> Selection:
        """What is selected now."""
        return read_selection(self._place.view_layer())

    def select(self, keys: Sequence[str], add: bool) -> int:
        """Selects as one undo step; gives how many were found. Raises HostRefusal."""
        self._refuse_while_rendering()
        if any(len(getattr(window, "modal_operators", ())) for window in windows()):
            raise HostRefusal("modal", "A tool is running in Blender. Finish it to select from here.")
        if self._attached is None:
            return select_nodes(self._place, keys, add)
        return self._attached.select(keys, add)

    def frame(self, keys: Sequence[str]) -> int:
        """Moves the largest 3D view to the nodes; gives how many were found. Raises HostRefusal."""
        self._refuse_while_rendering()
        return frame_nodes(self._place, keys)

    def capture(self, plan: CapturePlan, events: CaptureEvents) -> Undo:
        """Begins a capture of what plays, or by stepping where nothing does; the undo cancels it.

        Without a window it is pumped, or takes the frames that a script evaluates. Raises HostRefusal."""
        self._refuse_while_rendering()
        if self._attached is None:
            raise HostRefusal("notAttached", "The bridge is not running in this Blender.")
        return self._attached.capture(plan, events)

    def memory_bytes(self) -> float | None:
        """Resident memory of this Blender."""
        return resident_bytes()

    def pump(self) -> None:
        """Ticks once; for scripts in a Blender without a window, which has no event loop to tick in."""
        if self._attached is not None:
            self._attached.tick()

    def _refuse_while_rendering(self) -> None:
        if self._attached is not None and self._attached.work.rendering:
            raise HostRefusal("rendering", "Blender is rendering. Try again when it is done.")


class _Attached:
    """One attachment to a bridge: every registration in Blender, from `attach` to its undo."""

    def __init__(
        self, events: HostEvents, probes: Probes, place: Place, scene: BlenderScene, samples: SampledFrames
    ) -> None:
        self._events = events
        self._probes = probes
        self._place = place
        self._scene = scene
        self._samples = samples
        self._changes = BlenderChanges(place, self._selection_changed, self._graph_changed, self._moved)
        self._observation: BlenderCallbacks | None = None
        self._tick_due = 0.0
        self._is_watched = False
        self._is_leaving = False
        self.work = BlenderLongWork(events, scene.outdated, self._replaced, lambda: self._frames.interrupted())
        self._frames = FrameProbes(events, scene, samples, lambda: self.work.rendering)
        self._frames.updated = self._changes.updated
        self._frames.evaluated = self._changes.evaluated
        self._frames.played = self._changes.played
        self._frames.look_at_selection = self._changes.look_while_cheap
        # Probes of their own: when one fails for good, frames and ticks go on.
        self._frames.take_sample = probes.wrap("sampled frame", self._frames.take_sample)
        self._look = probes.wrap("look", self._look_at)
        self._leaving = probes.wrap("leaving", self._leave)
        around = Surroundings(place, scene, self._frames, lambda: self.work.rendering, self._capture_ended)
        self._captures = CaptureTurns(probes, around)
        self.work.before = self._captures.before
        self._callbacks = BlenderCallbacks(probes)
        try:
            # Without a window no timer fires: there, a frame is the only moment at which commands can run.
            self._frames.register_counter(self._callbacks, self._tick_when_due if app.background else None)
            self.work.register(self._callbacks)
            if not app.background:
                self._callbacks.timer("tick", self.tick, self._tick_seconds)
        except BaseException:
            # Nobody holds the undo of an attachment that did not come about.
            self._callbacks.undo()
            raise
        atexit.register(self._leaving)

    def stop(self) -> None:
        """Takes back every registration."""
        atexit.unregister(self._leaving)
        self._captures.stop(self._is_leaving)
        self.observe(False)
        self._callbacks.undo()

    def observe(self, frames: bool) -> None:
        """Registers or takes back what only T0 needs, and captures."""
        self._is_watched = frames
        frames = frames or self._captures.runs
        if frames == (self._observation is not None):
            return
        self._frames.observing = frames
        if self._observation is not None:
            self._observation.undo()
            self._observation = None
            self._changes.end()
            self._samples.close()
            return
        self._observation = BlenderCallbacks(self._probes)
        self._frames.register_observation(self._observation)
        self._changes.begin(self._probes)

    def tick(self) -> None:
        """Between two passes of Blender's event loop."""
        now = monotonic()
        playing = self._frames.is_playing(now)
        self._look(now, playing)
        # Playback is no obstacle here: between two frames Blender takes clicks, and so it takes ours.
        if self.work.rendering:
            self._events.tick_read_only()
        else:
            self._events.tick()
        self._captures.turn(playing)

    def capture(self, plan: CapturePlan, events: CaptureEvents) -> Undo:
        """Begins a capture, for which frames are observed whether somebody watches or not."""
        undo = self._captures.begin(plan, events)
        self.observe(self._is_watched)
        return undo

    def _capture_ended(self) -> None:
        self._captures.ended()
        self.observe(self._is_watched)

    def _leave(self) -> None:
        self._is_leaving = True
        self._events.leaving()

    def _look_at(self, now: float, playing: bool) -> None:
        if self._observation is None:
            return
        self._changes.look_at_selection(now)
        if not playing:
            self._changes.look_at_graph(now)
        self._frames.look(now, playing, self._changes.selection_is_pending)

    def select(self, keys: Sequence[str], add: bool) -> int:
        """Selects; told once, here, and neither halfway through nor again when the next look finds it."""
        self._changes.is_looking = False
        try:
            found = select_nodes(self._place, keys, add)
            if self._observation is not None:
                self._changes.selection_known()
        finally:
            self._changes.is_looking = True
        self._events.selection_changed()
        return found

    def _tick_when_due(self) -> None:
        now = monotonic()
        # A frame that we have evaluated ourselves is no moment for commands: they might ask for another.
        if now >= self._tick_due and not self._frames.drives:
            self._tick_due = now + self._tick_seconds()
            self._captures.within_a_frame(self.tick)

    def _tick_seconds(self) -> float:
        return SLOW_TICK_SECONDS if self._observation is None else FAST_TICK_SECONDS

    def _selection_changed(self) -> None:
        # Selecting evaluates the selected objects too; nobody moved them.
        self._frames.assembler.discard(MANIPULATION)
        self._events.selection_changed()

    def _graph_changed(self) -> None:
        self._scene.outdated()
        self._frames.assembler.graph_changed()
        self._events.graph_changed()

    def _moved(self) -> None:
        """The artist works in another scene or view layer now: everything is told anew."""
        self._scene.outdated()
        self._events.scene_changed()

    def _replaced(self, another_file: bool) -> None:
        self._frames.interrupted()
        if self._observation is not None:
            if another_file:
                self._changes.begin(self._probes)
            self._changes.updated()
        self._graph_changed()
