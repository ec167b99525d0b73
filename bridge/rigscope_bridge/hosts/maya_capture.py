"""Gives the capture that runs, if one does, its turn while Maya is idle or plays, and ends it when that fails. How one
goes is left to maya_capture_run.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from .host import CaptureEvents, CapturePlan, FrameRow, HostEvents, HostRefusal, Probes, Undo
from .maya_capture_run import MayaCapture, Surroundings
from .maya_frame_probes import MayaFrameProbes
from .maya_keys import NodeKeys
from .maya_recordings import Recordings
from .maya_scene import MayaScene


class MayaCaptures:
    """One attachment's captures, one after another. `ended` is called when one is over, before that is told.

    `folder` is where recordings lie, the runtime folder where it is not given."""

    def __init__(
        self,
        events: HostEvents,
        probes: Probes,
        frames: MayaFrameProbes,
        scene: MayaScene,
        keys: NodeKeys,
        ended: Callable[[], None],
        folder: Path | None = None,
    ) -> None:
        self.drives = False
        """Whether a capture moves the time at this moment."""
        self._around = Surroundings(events, frames, scene, keys, Recordings(folder), self._drive, self._ended)
        self._told = ended
        self._capture: MayaCapture | None = None
        self._did_turn = False
        self._turn: Callable[..., None] = probes.wrap("capture", self._take_turn)
        self._saw: Callable[..., None] = probes.wrap("capture", self._see)

    @property
    def runs(self) -> bool:
        """Whether a capture runs now; frames are to be observed then, whether somebody watches or not."""
        return self._capture is not None

    def begin(self, plan: CapturePlan, events: CaptureEvents) -> Undo:
        """Begins one; the undo cancels it. Raises HostRefusal."""
        if self._capture is not None:
            raise HostRefusal("busy", "Maya is capturing already. Wait for its end, or cancel it.")
        capture = self._capture = MayaCapture(plan, events, self._around)
        return capture.cancel

    def turn(self, playing: bool) -> None:
        """While Maya is idle, or between two frames that it plays."""
        capture = self._capture
        if capture is None or self.drives:
            return
        self._did_turn = False
        self._turn(capture, playing)
        if not self._did_turn and not capture.is_over:
            # It raised, or its probe was switched off before: nobody would ever take it further.
            capture.fail("The capture failed by an error of its own. The log says more.")

    def frame(self, row: FrameRow) -> None:
        """A frame is complete, whoever had it evaluated."""
        if self._capture is not None:
            self._saw(self._capture, row)

    def before(self, work: str) -> None:
        """Maya is about to open, save, import or render."""
        if self._capture is not None:
            self._capture.before(work)

    def stop(self, leaving: bool) -> None:
        """Ends the capture at once; while Maya is leaving, nothing is left to come back to."""
        if self._capture is not None:
            self._capture.cancel(stay=leaving)
        self._capture = None

    def _drive(self, move: Callable[[], None]) -> None:
        self.drives = True
        try:
            move()
        finally:
            self.drives = False

    def _ended(self) -> None:
        self._capture = None
        self._told()

    def _take_turn(self, capture: MayaCapture, playing: bool) -> None:
        capture.turn(playing)
        self._did_turn = True

    @staticmethod
    def _see(capture: MayaCapture, row: FrameRow) -> None:
        capture.saw(row)
