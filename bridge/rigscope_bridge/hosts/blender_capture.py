"""One capture in Blender from its beginning to its end, with everything taken back whatever happens. How frames come
about is left to capture_motion.py, what is told of nodes to blender_capture_facts.py."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Any, Callable, NamedTuple

from .blender_api import app
from .blender_capture_facts import FactsReader
from .blender_frame_probes import FrameProbes
from .blender_modifiers import ModifierReader, subdivides_while_drawing
from .blender_place import Place
from .blender_reasons import Reasons
from .blender_reevaluating import Reevaluating
from .blender_scene import BlenderScene
from .blender_stats import ROWS_LISTED, TRUNCATED, with_modifiers
from .blender_stepping import Stepping
from .capture_motion import Motion, NothingMoves, Stop
from .capture_steps import Tally
from .capture_watching import Watching
from .frame_labels import PLAYBACK, STEP
from .host import CaptureEvents, CaptureNode, CapturePlan, FrameRow, NodeFacts, SampledFrame

TURN_SECONDS = 0.008
_NODES_AT_ONCE = 250
_CHANGED = "The scene changed before what feeds its nodes was read."
_FRAMES_LOOKED_INTO = 8


class Surroundings(NamedTuple):
    """What a capture needs of the attachment that it runs in."""

    place: Place
    scene: BlenderScene
    probes: FrameProbes
    is_rendering: Callable[[], bool]
    ended: Callable[[], None]


class BlenderCapture:
    """Fulfils FrameTap. `turn` is called between two passes of the event loop; nothing here raises but `turn`."""

    def __init__(self, plan: CapturePlan, events: CaptureEvents, around: Surroundings) -> None:
        self.is_over = False
        self._plan = plan
        self._events = events
        self._around = around
        self._tally = Tally(plan, events)
        self._motion: Motion | None = None
        self._stop: Stop | None = None
        self._nothing_moves = False
        self._modifiers = ModifierReader()
        self._reasons = Reasons()
        self._looked_into: list[SampledFrame] = []
        self._truncated = False
        self._notices: list[tuple[str, str]] = []
        self._extra: dict[str, NodeFacts] = {}
        self._facts: Iterator[CaptureNode] | None = None
        around.probes.tap(self)

    # What the frame probes tell.

    def costs(self, depsgraph: Any, sampled: SampledFrame) -> SampledFrame:
        self._reasons.look(depsgraph)
        if len(self._looked_into) < _FRAMES_LOOKED_INTO:
            self._looked_into.append(sampled)
        times = self._modifiers.read(depsgraph)
        if not times:
            return sampled
        read = sampled.read
        return sampled._replace(read=lambda: with_modifiers(read(), times))

    def frame(self, row: FrameRow, costs: SampledFrame | None) -> None:
        if self._motion is None and app.background and row.activity in (PLAYBACK, STEP):
            # Without a window nothing says that it plays: frames that come by themselves do.
            self._motion = Watching(self._tally, can_end=False)
        if self._motion is None or self._stop is not None:
            return
        try:
            self._motion.saw(row, costs)
        except Stop as stop:
            self._stop = stop
        except NothingMoves:
            self._nothing_moves = True
        if costs is not None and costs.flags & TRUNCATED:
            self._truncated = True

    # What the attachment tells.

    def turn(self, playing: bool, within_a_frame: bool) -> None:
        """Goes on with the capture. `within_a_frame`: Blender must not be asked for another frame now."""
        if self._facts is not None:
            self._read_facts()
            return
        if within_a_frame and not isinstance(self._motion, Watching):
            return
        if self._around.is_rendering():
            return
        try:
            self._around.probes.complete_captured()
            self._advance(playing)
        except Stop as stop:
            self._end(stop)

    def before(self, work: str) -> None:
        """Blender is about to open, save, undo or render; a render says so from a thread of its own."""
        if self._facts is not None:
            if work in ("open", "undo"):
                self._tell_end("done", ("incomplete", _CHANGED))
            return
        if self._motion is None:
            if work == "open":
                self._end(Stop("cancelled", "Another file was opened.", stay=True))
            return
        try:
            self._motion.before(work)
        except Stop as stop:
            self._stop = self._stop or stop
            if work != "render":
                self._end(self._stop)

    def cancel(self, within_a_frame: bool = False, stay: bool = False) -> None:
        """Ends the capture, at once unless Blender evaluates a frame now: then at the next turn."""
        if self.is_over:
            return
        if self._facts is not None:
            self._tell_end("cancelled")
        elif within_a_frame and isinstance(self._motion, Stepping):
            self._stop = Stop("cancelled", None)
        else:
            self._end(Stop("cancelled", None, stay))

    def fail(self, sentence: str, stay: bool = False) -> None:
        """Ends the capture after an error of ours."""
        if self._facts is not None:
            self._tell_end("done", ("incomplete", "What feeds the nodes could not be read."))
        elif not self.is_over:
            self._end(Stop("failed", sentence, stay))

    # How it goes.

    def _advance(self, playing: bool) -> None:
        """Raises Stop at the end."""
        around = self._around
        if self._stop is not None:
            raise self._stop
        if self._tally.is_done:
            raise Stop("done", None)
        if self._nothing_moves:
            self._nothing_moves = False
            if self._motion is not None:
                self._motion.come_back()
            self._motion = Reevaluating(around.place, around.probes, self._tally)
        if self._motion is None:
            if playing:
                self._motion = Watching(self._tally, can_end=True)
            else:
                self._motion = Stepping(around.place, around.probes, self._tally, self._plan.frames)
        self._motion.turn(playing)

    def _end(self, stop: Stop) -> None:
        """Takes everything back, then reads what feeds the nodes, or tells the end where there is nothing to tell."""
        self._around.probes.tap(None)
        if self._motion is not None and not stop.stay:
            try:
                self._motion.come_back()
            except Exception as error:  # noqa: BLE001 - the end is told whatever cannot be taken back
                self._notices.append(("damage", f"Blender could not go back to the frame where it was: {error}."))
        if stop.outcome == "failed":
            # The first sentence of a failure says why.
            self._notices.insert(0, ("incomplete", stop.sentence or "The capture failed."))
        elif stop.sentence is not None:
            self._notices.append(("incomplete", stop.sentence))
        if stop.outcome == "done":
            self._notices.extend(("meaning", sentence) for sentence in self._meanings())
            self._facts = iter(self._read_nodes())
        else:
            self._tell_end(stop.outcome)

    def _tell_end(self, outcome: str, *notices: tuple[str, str]) -> None:
        if self.is_over:
            return
        self.is_over = True
        self._facts = None
        self._around.ended()
        self._events.ended(outcome, [*self._notices, *notices])

    def _read_nodes(self) -> Iterator[CaptureNode]:
        words = self._reasons.words(isinstance(self._motion, Reevaluating))
        self._extra = {**self._unlisted(), **self._modifiers.seen}
        yield from FactsReader(self._around.place, words, self._modifiers.seen).read()

    def _read_facts(self) -> None:
        assert self._facts is not None
        deadline = perf_counter() + TURN_SECONDS
        found: list[CaptureNode] = []
        try:
            for node in self._facts:
                found.append(node)
                if len(found) >= _NODES_AT_ONCE or perf_counter() >= deadline:
                    break
            else:
                self._tell_nodes(found)
                self._tell_end("done")
                return
        except ReferenceError:
            self._tell_nodes(found)
            self._tell_end("done", ("incomplete", _CHANGED))
            return
        self._tell_nodes(found)

    def _tell_nodes(self, found: list[CaptureNode]) -> None:
        extra, self._extra = list(self._extra.values()), {}
        self._events.nodes(extra, found, False)

    def _unlisted(self) -> dict[str, NodeFacts]:
        """What Blender timed and the roster does not list: collections, materials, node trees."""
        names = self._around.scene.names
        keys = {key for sampled in self._looked_into for key in sampled.read().keys if key.startswith("data/")}
        found: dict[str, NodeFacts] = {}
        for key in keys:
            if not names.knows(key):
                code, name = key.split("/")[1:]
                found[key] = NodeFacts(key, name, name, f"data-block {code}", None, None)
        return found

    def _meanings(self) -> Iterator[str]:
        yield "Costs are processor time: what was evaluated side by side may add up to more than the frame."
        if self._truncated:
            yield f"Blender lists the {ROWS_LISTED} costliest data-blocks of a frame; what the others cost is unknown."
        if self._modifiers.seen:
            yield (
                "An object's own time leaves out its modifiers, which are listed beneath it; "
                "of modifiers that run side by side, Blender's times are not reliable."
            )
        if subdivides_while_drawing(self._around.place.view_layer()):
            yield (
                "Blender subdivides on the graphics card while it draws: a subdivision at the end of an object's "
                "modifiers is in the frame's draw time and not in the object's."
            )
        if self._around.scene.simulates:
            yield "This scene has a simulation: a frame that came from its cache costs less than one that did not."
        if isinstance(self._motion, Reevaluating):
            yield "Nothing in this scene moves from frame to frame, so its rigs were evaluated again and again instead."
        if isinstance(self._motion, Watching) and self._plan.passes > 1:
            yield "Blender was playing, so the frames were taken once. Stop playback to repeat the same frames."
