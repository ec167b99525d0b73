"""A capture that steps Blender frame by frame, and leaves the frame alone as soon as the artist wants it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from . import frame_labels as frames
from .blender_api import windows
from .blender_frame_probes import FrameProbes
from .blender_moment import Moment
from .blender_place import Place
from .blender_stats import lists_nothing
from .capture_motion import NothingMoves, Stop, another_file, as_captured, one_more_missed
from .capture_steps import MOST_SKIPPED, WARM_UP_FRAMES, Step, Tally, first_frame, steps_of_a_pass
from .host import FrameRow, SampledFrame


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
            self._missed = one_more_missed(self._missed)
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
            self._tally.give(self.kind, as_captured(row), costs)
            if self._tally.pass_is_over:
                self._steps = self._new_pass()

    def before(self, work: str) -> None:
        if work == "open":
            raise another_file()
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


def _somebody_drags() -> bool:
    """Before 4.2 Blender does not tell."""
    return any(
        operator.bl_idname.startswith("TRANSFORM_OT_")
        for window in windows()
        for operator in getattr(window, "modal_operators", ())
    )
