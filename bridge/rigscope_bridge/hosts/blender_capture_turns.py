"""Gives the capture that runs, if one does, its turn in Blender's event loop, and ends it when that fails."""

from __future__ import annotations

from typing import Callable

from .blender_capture import BlenderCapture, Surroundings
from .host import CaptureEvents, CapturePlan, HostRefusal, Probes, Undo


class CaptureTurns:
    """One attachment's captures, one after another."""

    def __init__(self, probes: Probes, around: Surroundings) -> None:
        self._around = around
        self._capture: BlenderCapture | None = None
        self._within_a_frame = False
        self._did_turn = False
        self._turn: Callable[..., None] = probes.wrap("capture", self._take_turn)

    @property
    def runs(self) -> bool:
        """Whether a capture runs now."""
        return self._capture is not None

    def begin(self, plan: CapturePlan, events: CaptureEvents) -> Undo:
        """Begins one; the undo cancels it. Raises HostRefusal."""
        if self._capture is not None:
            raise HostRefusal("busy", "Blender is capturing already. Wait for its end, or cancel it.")
        capture = self._capture = BlenderCapture(plan, events, self._around)
        return lambda: capture.cancel(self._within_a_frame)

    def ended(self) -> None:
        """The capture is over."""
        self._capture = None

    def turn(self, playing: bool) -> None:
        """Between two passes of the event loop, or within a frame that somebody else had evaluated."""
        capture = self._capture
        if capture is None:
            return
        self._did_turn = False
        self._turn(capture, playing, self._within_a_frame)
        if not self._did_turn and not capture.is_over:
            # It raised, or its probe was switched off before: nobody would ever take it further.
            capture.fail("The capture failed by an error of its own. The log says more.")

    def within_a_frame(self, act: Callable[[], None]) -> None:
        """Does something in a handler of a frame change, where no other frame may be asked for."""
        self._within_a_frame = True
        try:
            act()
        finally:
            self._within_a_frame = False

    def before(self, work: str) -> None:
        """Blender is about to open, save, undo or render."""
        if self._capture is not None:
            self._capture.before(work)

    def stop(self, leaving: bool) -> None:
        """Ends the capture at once; while Blender is leaving, nothing is left to come back to."""
        if self._capture is not None:
            self._capture.cancel(stay=leaving)
        self._capture = None

    def _take_turn(self, capture: BlenderCapture, playing: bool, within_a_frame: bool) -> None:
        capture.turn(playing, within_a_frame)
        self._did_turn = True
