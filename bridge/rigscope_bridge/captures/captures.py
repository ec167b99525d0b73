"""The main thread's half of captures: asks the host for one at a time, ends it where somebody wished so, and sees to it
that the host is put back. Writing what comes of it is left to desk.py, on the I/O thread."""

from __future__ import annotations

import logging
from collections import deque
from typing import Callable

from ..hosts.host import CapturePlan, Host, HostRefusal, Undo
from ..own_cost import OwnCostMeter
from .running import RunningCapture

_log = logging.getLogger("rigscope.captures")


class Captures:
    """`begun` is emptied by the I/O thread; all methods are the main thread's."""

    def __init__(self, host: Host, meter: OwnCostMeter, now: Callable[[], float]) -> None:
        self.begun: deque[RunningCapture] = deque()
        self.current: RunningCapture | None = None
        self._host = host
        self._meter = meter
        self._now = now
        self._undo: Undo = lambda: None
        self._next = 1

    @property
    def is_running(self) -> bool:
        """Whether the host is capturing now; any thread may ask."""
        current = self.current
        return current is not None and not current.is_ended

    def begin(self, plan: CapturePlan) -> int:
        """Has the host begin; gives the capture's number. Raises HostRefusal, and whatever the host raises."""
        self.tick()
        if self.current is not None:
            raise HostRefusal("busy", f"{self._host.name} takes a capture already; wait for it or cancel it.")
        running = RunningCapture(self._next, plan, self._meter.take_frame, self._now)
        self._next += 1
        self._undo = self._host.capture(plan, running)
        self.current = running
        self.begun.append(running)
        return running.number

    def tick(self) -> None:
        """At each tick of the host, whether or not anything else may run now."""
        running = self.current
        if running is None:
            return
        if running.is_ended:
            self._forget()
        elif running.wish is not None:
            self._end(running)

    def failed(self, probe: str, error: BaseException) -> None:
        """A callback raised while a capture ran, so what it measured is not to be trusted."""
        running = self.current
        if running is not None and not running.is_ended:
            because = f"{self._host.name}'s {probe} failed during the capture ({type(error).__name__}: {error})"
            running.end_because("fail", f"{because[:400]}. Take it again.")

    def stop(self) -> None:
        """The bridge ends: so does the capture."""
        running = self.current
        if running is not None and not running.is_ended:
            running.end_because("cancel", "The bridge was stopped while it captured.")
            self._end(running)

    def _end(self, running: RunningCapture) -> None:
        undo = self._undo
        self._forget()
        try:
            undo()
        except Exception as error:  # noqa: BLE001 - whatever the host raises must not reach its main loop
            _log.error("the host could not be put back after a capture: %s", error, exc_info=error)
            running.ended(
                "failed", [("damage", f"{self._host.name} could not be put back: {error}. Reopen the scene.")]
            )
        finally:
            # A host that told nothing has nevertheless ended.
            running.ended("cancelled", ())

    def _forget(self) -> None:
        self.current = None
        self._undo = lambda: None
