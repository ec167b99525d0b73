"""The heartbeat of each second: how long the main thread has been silent and why, the tier, what the bridge costs."""

from __future__ import annotations

import logging
from typing import Any

from .duties import Observation
from .hosts.host import Host
from .own_cost import OwnCost
from .sampler import Sampler
from .stall import SILENT_SECONDS, look_at
from .wire import Message

_log = logging.getLogger("rigscope.heartbeat")


class Heartbeat:
    """Runs on the I/O thread; `main_thread` is the ident of the host's."""

    def __init__(self, host: Host, sampler: Sampler, main_thread: int) -> None:
        self._host = host
        self._sampler = sampler
        self._main_thread = main_thread

    def message(self, now: float, observed: Observation, cost: OwnCost) -> Message:
        """The heartbeat of this second; `now` is host seconds."""
        return {
            "type": "heartbeat",
            "time": now,
            "mainAge": self.main_age(now),
            "busy": self.busy(now),
            "tier": "counter" if not observed.frames else "T1" if observed.sample_hz > 0 else "T0",
            "sampleHz": observed.sample_hz if observed.frames and observed.sample_hz > 0 else None,
            "ownCost": {
                "mean": cost.mean,
                "p99": cost.p99,
                "share": cost.share,
                "sampledFrame": cost.sampled_frame,
            },
            "memoryBytes": self._memory_bytes(),
        }

    def main_age(self, now: float) -> float | None:
        """Seconds since the main thread ticked, None where the host has no idle ticks."""
        return max(0.0, now - self._sampler.last_tick) if "idleTicks" in self._host.capabilities else None

    def busy(self, now: float) -> dict[str, Any] | None:
        """What keeps the main thread busy: what the host said, else what its stack shows after five silent seconds."""
        said = self._sampler.busy_with
        if said is not None:
            return {"what": said.what, "since": said.since, "owner": None, "certain": True}
        age = self.main_age(now)
        if age is None or age < SILENT_SECONDS:
            return None
        seen = look_at(self._main_thread)
        return {"what": seen.what, "since": self._sampler.last_tick, "owner": seen.owner, "certain": False}

    def _memory_bytes(self) -> float | None:
        try:
            return self._host.memory_bytes()
        except Exception as error:  # noqa: BLE001 - a host that cannot tell its memory still has a heartbeat
            _log.debug("memory_bytes failed: %s", error)
            return None
