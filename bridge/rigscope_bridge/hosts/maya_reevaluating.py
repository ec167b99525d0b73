"""A capture of a scene in which nothing moves: its rigs are evaluated again and again where the artist is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable

from ..clock import monotonic
from . import frame_labels as labels
from .capture_motion import Stop, another_file
from .capture_steps import WARM_UP_FRAMES, Tally
from .frame_assembler import NAN
from .host import FrameRow, SampledFrame
from .maya_api import cmds
from .maya_moment import now, unmodified

NO_RIGS = "Nothing is animated in this scene and it has no rigs, so there is nothing to capture."


class Reevaluating:
    """Marks all that is wired as out of date and asks for what the rigs enclose, once a turn. Neither the time nor any
    value is set, and neither command is an undo step."""

    kind = "reevaluated"

    def __init__(
        self,
        tally: Tally,
        tops: Sequence[str],
        record: Callable[[], None],
        costs_of: Callable[[FrameRow], SampledFrame],
        mode: Callable[[], int],
    ) -> None:
        if not tops:
            raise Stop("failed", NO_RIGS)
        self._tally = tally
        self._bounds = [f"{top}.boundingBox" for top in tops]
        self._record = record
        self._costs_of = costs_of
        self._mode = mode
        self._warm_up = WARM_UP_FRAMES

    def turn(self, playing: bool) -> None:
        if self._warm_up == 0:
            self._record()
        with unmodified():
            cmds.dgdirty(allPlugs=True)
            begun = monotonic()
            # What a hierarchy encloses is known only when all in it was evaluated.
            cmds.dgeval(*self._bounds)
            ended = monotonic()
        if self._warm_up > 0:
            self._warm_up -= 1
            return
        row = FrameRow(
            time=ended,
            frame=now(),
            interval=NAN,
            evaluation=ended - begun,
            draw_submit=NAN,
            own_cost=NAN,
            activity=labels.CAPTURE,
            speed_mode=labels.SPEED_FREE,
            cached=labels.CACHED_NO,
            evaluation_mode=self._mode(),
            evaluation_source=labels.SOURCE_BRACKET,
            marks=0,
        )
        self._tally.give(self.kind, row, self._costs_of(row))

    def saw(self, row: FrameRow, costs: SampledFrame | None) -> None:
        """The artist's own frames and edits do no harm here, and are not what was asked for."""

    def before(self, work: str) -> None:
        if work == "open":
            raise another_file()

    def come_back(self) -> None:
        """Nobody was moved."""
