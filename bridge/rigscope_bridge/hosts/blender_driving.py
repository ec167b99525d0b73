"""The three ways in which a capture gets its frames in Blender: watching it play, stepping it, and, where nothing
moves, evaluating the rigs again and again. Beginning and ending a capture is left to blender_capture.py."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Protocol

from . import blender_frames as frames
from .blender_api import windows
from .blender_capture_steps import MOST_SKIPPED, WARM_UP_FRAMES, Step, Tally, first_frame, steps_of_a_pass
from .blender_frame_probes import FrameProbes
from .blender_frames import NAN
from .blender_moment import Moment
from .blender_place import Place
from .blender_scene import rig_of, scene_objects
from .blender_stats import lists_nothing
from .host import FrameRow, SampledFrame

MOST_MISSED = 3
"""So many frames in a row that could not be timed end a capture."""


class Stop(Exception):
    """Raised where a capture cannot or need not go on. `stay`: the artist moved in time, and is not moved back."""

    def __init__(self, outcome: str, sentence: str | None, stay: bool = False) -> None:
        super().__init__(sentence)
        self.outcome = outcome
        self.sentence = sentence
        self.stay = stay


class NothingMoves(Exception):
    """Raised once it is known that stepping through this scene evaluates nothing."""


class Motion(Protocol):
    """How frames come to be. Each of its calls may raise Stop."""

    kind: str

    def turn(self, playing: bool) -> None:
        """Between two passes of the event loop: evaluates the next frame, if it is this motion that does."""

    def saw(self, row: FrameRow, costs: SampledFrame | None) -> None:
        """A frame is complete, whoever had it evaluated; without costs where they could not be taken."""

    def before(self, work: str) -> None:
        """Blender is about to open, save, undo or render."""

    def come_back(self) -> None:
        """Takes the artist back to where the capture began."""


class Watching:
    """Observes what plays. A jump back to the start is warmed up again."""

    kind = "observed"

    def __init__(self, tally: Tally, can_end: bool) -> None:
        self._tally = tally
        self._can_end = can_end
        self._warm_up = WARM_UP_FRAMES
        self._skipped = 0
        self._missed = 0
        tally.passes = 1

    def turn(self, playing: bool) -> None:
        if self._can_end and not playing:
            if self._tally.given:
                raise Stop("done", f"Playback was stopped after {self._tally.said()}.")
            raise Stop("cancelled", "Playback was stopped before the capture began.")

    def saw(self, row: FrameRow, costs: SampledFrame | None) -> None:
        if row.activity not in (frames.PLAYBACK, frames.STEP):
            return
        if costs is None:
            self._missed = _missed(self._missed)
            return
        self._missed = 0
        if row.marks & frames.LOOP_WRAP:
            self._warm_up = WARM_UP_FRAMES
        if row.marks & frames.WARM_UP and self._skipped < MOST_SKIPPED:
            self._skipped += 1
            self._warm_up = max(0, self._warm_up - 1)
        elif self._warm_up > 0:
            self._warm_up -= 1
        else:
            self._skipped = 0
            self._tally.give(self.kind, _captured(row), costs)

    def before(self, work: str) -> None:
        if work == "open":
            raise _opened()

    def come_back(self) -> None:
        """Nobody was moved."""


class Stepping:
    """Steps one frame a turn, each pass through the same ones."""

    kind = "driven"

    def __init__(self, place: Place, probes: FrameProbes, tally: Tally, frames_wanted: int | None) -> None:
        scene = place.scene()
        self._moment = Moment(scene)
        preview = scene.use_preview_range
        self._start = scene.frame_preview_start if preview else scene.frame_start
        self._end = scene.frame_preview_end if preview else scene.frame_end
        self._first = first_frame(self._start, self._end, scene.frame_current, frames_wanted)
        self._probes = probes
        self._place = place
        self._layer = place.view_layer()
        self._tally = tally
        self._steps = self._new_pass()
        self._open: Step | None = None
        self._at: int | None = None
        self._warmed = 0
        self._moved = False
        self._updates = 0
        self._skipped = 0
        self._missed = 0

    def turn(self, playing: bool) -> None:
        if playing:
            raise Stop(
                "cancelled",
                f"Playback was started, so the capture stopped after {self._tally.said()}. "
                "Capture again to watch it play.",
            )
        if self._place.view_layer() != self._layer:
            raise Stop("cancelled", f"Another scene or view layer was shown after {self._tally.said()}.")
        # Whether somebody edits or selects is known when it was drawn; and nobody's drag is moved in time.
        if self._probes.awaits_a_drawing or _somebody_drags():
            return
        if self._at is not None and self._at != self._moment.scene.frame_current_final:
            raise self._moved_by_hand()
        if self._open is not None:
            self._missed = _missed(self._missed)
            self._steps = chain([self._open], self._steps)
        self._open = next(self._steps)
        frame = self._open.frame
        self._probes.drive(lambda: self._moment.scene.frame_set(frame), self._layer)
        self._at = frame

    def saw(self, row: FrameRow, costs: SampledFrame | None) -> None:
        if row.activity == frames.MANIPULATION:
            self._updated()
            return
        if row.activity != frames.CAPTURE:
            raise self._moved_by_hand()
        step = self._open
        if step is None or costs is None:
            return
        self._open = None
        self._missed = 0
        if step.is_warm_up:
            self._warm(costs)
        elif row.marks & frames.WARM_UP and self._skipped < MOST_SKIPPED:
            self._skipped += 1
            self._steps = chain([step], self._steps)
        else:
            self._skipped = 0
            self._tally.give(self.kind, _captured(row), costs)
            if self._tally.pass_is_over:
                self._steps = self._new_pass()

    def before(self, work: str) -> None:
        if work == "open":
            raise _opened()
        said = {"save": "The file was saved", "undo": "Something was undone", "render": "Rendering began"}[work]
        raise Stop("cancelled", f"{said}, so the capture stopped after {self._tally.said()}.")

    def come_back(self) -> None:
        self._probes.drive(self._moment.come_back, self._layer)

    def _new_pass(self) -> Iterator[Step]:
        return steps_of_a_pass(self._start, self._end, self._first)

    def _warm(self, costs: SampledFrame) -> None:
        # The first one may evaluate what waited for it, in a scene where nothing moves.
        self._moved = self._moved or (self._warmed > 0 and not lists_nothing(costs.read()))
        self._warmed += 1
        if self._warmed == WARM_UP_FRAMES and not self._moved:
            raise NothingMoves

    def _moved_by_hand(self) -> Stop:
        return Stop("cancelled", f"The frame was changed by hand after {self._tally.said()}.", stay=True)

    def _updated(self) -> None:
        """Something was evaluated between two of our frames: an edit, unless the scene does so after each frame."""
        if self._warmed < WARM_UP_FRAMES:
            self._updates += 1
        elif self._updates == 0:
            raise Stop(
                "cancelled",
                f"The scene was edited after {self._tally.said()}; it stays at the frame where that happened.",
                stay=True,
            )


class Reevaluating:
    """Evaluates the rigs and what belongs to them anew, once a turn, at the frame where the artist is. Values that
    were set and not keyed stay: only animation would overwrite them, and it is not evaluated."""

    kind = "reevaluated"

    def __init__(self, place: Place, probes: FrameProbes, tally: Tally) -> None:
        self._place = place
        self._probes = probes
        self._tally = tally
        self._warm_up = WARM_UP_FRAMES
        self._missed = 0

    def turn(self, playing: bool) -> None:
        layer = self._place.view_layer()
        objects = scene_objects(layer)
        for obj in [obj for obj in objects if rig_of(obj) is not None] or objects:
            obj.update_tag(refresh={"OBJECT", "DATA"})
        costs = self._probes.evaluate(layer.update, layer)
        if costs is None:
            self._missed = _missed(self._missed)
            return
        self._missed = 0
        if self._warm_up > 0:
            self._warm_up -= 1
            return
        row = FrameRow(
            time=costs.time,
            frame=costs.frame,
            interval=NAN,
            evaluation=costs.wall,
            draw_submit=NAN,
            own_cost=NAN,
            activity=frames.CAPTURE,
            speed_mode=frames.SPEED_FREE,
            cached=frames.CACHED_NO,
            evaluation_mode=frames.MODE_DEPSGRAPH,
            evaluation_source=frames.SOURCE_BRACKET,
            marks=0,
        )
        self._tally.give(self.kind, row, costs)

    def saw(self, row: FrameRow, costs: SampledFrame | None) -> None:
        """The artist's own frames and edits do no harm here, and are not what was asked for."""

    def before(self, work: str) -> None:
        if work == "open":
            raise _opened()

    def come_back(self) -> None:
        """Nobody was moved."""


def _somebody_drags() -> bool:
    """Before 4.2 Blender does not tell."""
    return any(
        operator.bl_idname.startswith("TRANSFORM_OT_")
        for window in windows()
        for operator in getattr(window, "modal_operators", ())
    )


def _missed(before: int) -> int:
    if before + 1 >= MOST_MISSED:
        raise Stop("failed", "Blender's frames could not be timed. The log says why.")
    return before + 1


def _opened() -> Stop:
    return Stop("cancelled", "Another file was opened.", stay=True)


def _captured(row: FrameRow) -> FrameRow:
    """As the capture holds it: of the marks, only those that say something of the frame itself."""
    kept = row.marks & (frames.SIMULATION_START | frames.LOOP_WRAP)
    return row._replace(activity=frames.CAPTURE, marks=kept)
