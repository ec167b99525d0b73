"""One capture in Maya from its beginning to its end, with everything taken back whatever happens. How frames come about
is left to capture_motion.py, the profiler to maya_profiler.py, what is told of nodes to maya_capture_facts.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Callable, NamedTuple

from . import frame_labels as labels
from .capture_motion import Motion, Stop
from .capture_steps import Tally
from .capture_watching import Watching
from .host import (
    CaptureEvents,
    CaptureNode,
    CapturePlan,
    FrameRow,
    HostEvents,
    HostRefusal,
    SampleCosts,
    SampledFrame,
)
from .maya_animation import is_animated
from .maya_capture_facts import FactsReader
from .maya_evaluation import evaluation_mode
from .maya_frame_probes import MayaFrameProbes
from .maya_keys import NodeKeys
from .maya_profiler import BorrowedProfiler
from .maya_recordings import Recordings
from .maya_reevaluating import Reevaluating
from .maya_roster import SceneChanged
from .maya_scene import MayaScene
from .maya_selection import path_of
from .maya_stepping import Stepping

TURN_SECONDS = 0.008
TURN_SECONDS_PLAYING = 0.003
_NODES_AT_ONCE = 250
_CHANGED = "The scene changed before what feeds its nodes was read."
_NO_COSTS = SampleCosts.of(())


class Surroundings(NamedTuple):
    """What a capture needs of the attachment that it runs in. `drive` moves the time as ours."""

    events: HostEvents
    frames: MayaFrameProbes
    scene: MayaScene
    keys: NodeKeys
    recordings: Recordings
    drive: Callable[[Callable[[], None]], None]
    ended: Callable[[], None]


class MayaCapture:
    """`turn` is called while Maya is idle or plays; nothing here raises but `turn`. Raises HostRefusal when made."""

    def __init__(self, plan: CapturePlan, events: CaptureEvents, around: Surroundings) -> None:
        self.is_over = False
        self._plan = plan
        self._events = events
        self._around = around
        self._tally = Tally(plan, events)
        self._profiler = BorrowedProfiler(around.recordings)
        self._motion: Motion | None = None
        self._stop: Stop | None = None
        self._cached = 0
        self._notices: list[tuple[str, str]] = []
        self._file: Path | None = None
        self._facts: Iterator[CaptureNode] | None = None

    # What the attachment tells.

    def saw(self, row: FrameRow) -> None:
        """A frame is complete, whoever had it evaluated."""
        if self._motion is None or self._stop is not None or self._facts is not None:
            return
        given = self._tally.given
        try:
            self._motion.saw(row, _uncosted(row))
        except Stop as stop:
            self._stop = stop
        if self._tally.given > given and row.cached == labels.CACHED_YES:
            self._cached += 1

    def turn(self, playing: bool) -> None:
        """Goes on with the capture."""
        if self._facts is not None:
            self._read_facts(self._facts, TURN_SECONDS_PLAYING if playing else TURN_SECONDS)
            return
        try:
            self._advance(playing)
        except Stop as stop:
            self._end(stop)
        except SceneChanged:
            self._end(Stop("cancelled", "The scene changed before the capture began."))

    def before(self, work: str) -> None:
        """Maya is about to open, save, import or render."""
        if self._facts is not None:
            if work in ("open", "import"):
                self._tell_end("done", ("incomplete", _CHANGED))
            return
        if self._motion is None:
            if work == "open":
                self._end(Stop("cancelled", "Another file was opened.", stay=True))
            return
        try:
            self._motion.before(work)
        except Stop as stop:
            self._end(self._stop or stop)

    def cancel(self, stay: bool = False) -> None:
        """Ends the capture at once."""
        if self.is_over:
            return
        if self._facts is not None:
            self._tell_end("cancelled")
        else:
            self._end(Stop("cancelled", None, stay))

    def fail(self, sentence: str) -> None:
        """Ends the capture after an error of ours."""
        if self._facts is not None:
            self._tell_end("done", ("incomplete", "What feeds the nodes could not be read."))
        elif not self.is_over:
            self._end(Stop("failed", sentence))

    # How it goes.

    def _advance(self, playing: bool) -> None:
        """Raises Stop at the end."""
        if self._stop is not None:
            raise self._stop
        if self._tally.is_done:
            raise Stop("done", None)
        if self._profiler.was_stopped:
            raise Stop("cancelled", f"Maya's Profiler was stopped by hand after {self._tally.said()}.")
        if self._motion is None:
            self._motion = self._new_motion(playing)
        self._motion.turn(playing)

    def _new_motion(self, playing: bool) -> Motion:
        around, record = self._around, self._profiler.start
        if playing:
            # It plays on before anybody could say that the warm-up is over; the frames that are given are known.
            record()
            return Watching(self._tally, can_end=True)
        if is_animated():
            return Stepping(self._tally, self._plan.frames, around.scene.watch(), record, around.drive)
        tops = [node for rig in around.scene.rigs() if (node := around.keys.node_of(rig.facts.key)) is not None]
        return Reevaluating(self._tally, [path_of(top) for top in tops], record, _uncosted, evaluation_mode)

    def _end(self, stop: Stop) -> None:
        """Takes everything back, then reads what feeds the nodes, or tells the end where there is nothing to tell."""
        outcome, sentence = stop.outcome, stop.sentence
        keeps = outcome == "done" or (outcome == "cancelled" and sentence is not None and self._tally.given > 0)
        self._attempt("stop its profiler", self._profiler.stop)
        if self._motion is not None and not stop.stay:
            self._attempt("go back to the time where it was", self._motion.come_back)
        if keeps:
            try:
                self._write()
            except (RuntimeError, OSError, HostRefusal) as error:
                outcome, sentence = "failed", f"Maya could not write what it recorded: {str(error).strip()}"
        self._notices += [("damage", wrong) for wrong in self._profiler.give_back()]
        if outcome == "failed":
            # The first sentence of a failure says why.
            self._notices.insert(0, ("incomplete", sentence or "The capture failed."))
        elif sentence is not None:
            self._notices.append(("incomplete", sentence))
        if outcome == "done":
            self._facts = FactsReader(self._around.scene, self._around.keys).read()
        else:
            self._tell_end(outcome)

    def _attempt(self, what: str, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - the end is told whatever cannot be taken back
            self._notices.append(("damage", f"Maya could not {what}: {str(error).strip()}."))

    def _write(self) -> None:
        """Has the recording written, which holds Maya for as long as it takes and is announced."""
        shortfall = self._profiler.shortfall()
        if shortfall is not None:
            self._notices.append(("incomplete", shortfall))
        count, seconds = self._profiler.events, self._profiler.writing_seconds
        if count == 0:
            raise RuntimeError("its profiler recorded nothing")
        self._around.events.busy(f"writing {count:,} events of a capture, about {seconds:.1f} s")
        try:
            self._file = self._profiler.write()
        finally:
            self._around.events.idle()
        self._notices += [("meaning", sentence) for sentence in self._meanings()]

    def _meanings(self) -> Iterator[str]:
        yield "Costs are times on threads: what Maya evaluated side by side adds up to more than the frame."
        if isinstance(self._motion, Reevaluating):
            yield (
                "Nothing is animated in this scene, so its rigs were evaluated again in place, one node after another: "
                "Maya evaluates in parallel only what moves."
            )
        if self._cached:
            yield (
                f"Cached Playback served {self._cached} of {self._tally.given} frames, in which the rigs cost next to "
                "nothing. Switch it off to capture what they cost."
            )

    def _read_facts(self, facts: Iterator[CaptureNode], seconds: float) -> None:
        deadline = perf_counter() + seconds
        found: list[CaptureNode] = []
        try:
            for node in facts:
                found.append(node)
                if len(found) >= _NODES_AT_ONCE or perf_counter() >= deadline:
                    break
            else:
                self._events.nodes((), found, True)
                self._tell_end("done")
                return
        except SceneChanged:
            self._events.nodes((), found, False)
            self._tell_end("done", ("incomplete", _CHANGED))
            return
        self._events.nodes((), found, True)

    def _tell_end(self, outcome: str, *notices: tuple[str, str]) -> None:
        if self.is_over:
            return
        self.is_over = True
        self._facts = None
        profiler = self._profiler
        if self._file is not None and profiler.began is not None and profiler.until is not None:
            self._events.file(self._file, "maya.profiler", profiler.began, profiler.until)
        self._around.ended()
        self._events.ended(outcome, [*self._notices, *notices])


def _uncosted(row: FrameRow) -> SampledFrame:
    """What the frame's nodes cost is in Maya's recording."""
    return SampledFrame(row.time, row.frame, row.evaluation, 0, lambda: _NO_COSTS)
