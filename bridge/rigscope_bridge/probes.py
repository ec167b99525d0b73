"""Wraps every callback that a host registers, so that none can harm the host: failures are swallowed and counted, and
after three that probe is off for the session. Telling clients is left to whoever listens."""

from __future__ import annotations

import logging
from collections import deque
from time import perf_counter
from typing import Any, Callable, NamedTuple

from .own_cost import OwnCostMeter

FAILURES_BEFORE_OFF = 3
_log = logging.getLogger("rigscope.probes")


class ProbeDisabled(NamedTuple):
    """A probe that was switched off. `time` is host seconds."""

    time: float
    probe: str
    failures: int
    error: str


class SafeProbes:
    """One session's probes; fulfils hosts.host.Probes. `disabled` is read by the I/O thread."""

    def __init__(self, meter: OwnCostMeter) -> None:
        self.disabled: deque[ProbeDisabled] = deque()
        self.failures: dict[str, int] = {}
        self.on_failure: Callable[[str, BaseException], None] = lambda name, error: None
        """Called on the main thread when a wrapped callback raised."""
        self._meter = meter
        self._depth = 0

    def wrap(self, name: str, function: Callable[..., None]) -> Callable[..., None]:
        """The callback that lets nothing through and costs the meter its time."""
        self.failures.setdefault(name, 0)

        def guarded(*args: Any, **keywords: Any) -> None:
            if self.failures[name] >= FAILURES_BEFORE_OFF:
                return
            # A callback that triggers another (a selection inside a tick) is timed once, from outside.
            self._depth += 1
            began = perf_counter()
            try:
                function(*args, **keywords)
            except Exception as error:  # noqa: BLE001 - whatever a probe raises must not reach the host
                self.failed(name, error)
                self.on_failure(name, error)
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._meter.spent(perf_counter() - began)

        guarded.__name__ = getattr(function, "__name__", name)
        guarded.__doc__ = function.__doc__
        return guarded

    def failed(self, name: str, error: BaseException) -> None:
        """Counts one failure of a probe; the third switches it off."""
        count = self.failures.get(name, 0) + 1
        self.failures[name] = count
        said = f"{type(error).__name__}: {error}"[:500]
        _log.debug("probe %s failed (%d): %s", name, count, said, exc_info=error)
        if count == FAILURES_BEFORE_OFF:
            self.disabled.append(ProbeDisabled(perf_counter(), name, count, said))
