"""A capture of a scene in which nothing moves: its rigs are evaluated again and again where the artist is."""

from __future__ import annotations

from . import frame_labels as frames
from .blender_frame_probes import FrameProbes
from .blender_place import Place
from .blender_scene import rig_of, scene_objects
from .capture_motion import another_file, one_more_missed
from .capture_steps import WARM_UP_FRAMES, Tally
from .frame_assembler import NAN
from .host import FrameRow, SampledFrame


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
            self._missed = one_more_missed(self._missed)
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
            raise another_file()

    def come_back(self) -> None:
        """Nobody was moved."""
