"""The bridge's `hello`: who it is, on which machine and host, what it can do, and both clocks at one instant."""

from __future__ import annotations

import os
import platform
import sys

from .clock import Clock
from .hosts.host import Host
from .processes import cpu_name, hardware_class, machine_name, memory_bytes, started_at
from .schema import schema
from .wire import Message

BRIDGE_VERSION = "0.1.0"
# The wall clock is kept in step by small corrections; a larger one moves everything shown by wall time.
_JUMP_SECONDS = 0.5


def hello(session: str, host: Host, clock: Clock, extra_capabilities: list[str]) -> Message:
    """The message as of now."""
    return {
        "type": "hello",
        "protocol": schema()["protocol"],
        "session": session,
        "origin": {"kind": "live"},
        "host": {
            "kind": host.kind,
            "name": host.name,
            "version": host.version,
            "pid": os.getpid(),
            "startedAt": started_at(os.getpid()),
        },
        "bridge": {"version": BRIDGE_VERSION, "python": platform.python_version()},
        "machine": {
            "name": machine_name(),
            "os": f"{platform.system()} {platform.release()}" if sys.platform != "darwin" else platform.platform(),
            "cpu": cpu_name(),
            "cores": os.cpu_count(),
            "memoryBytes": memory_bytes(),
            "hardwareClass": hardware_class(),
        },
        "capabilities": sorted({*host.capabilities, *extra_capabilities}),
        "clock": clocks(clock),
    }


def clocks(clock: Clock) -> Message:
    """The same instant on both clocks."""
    return {"monotonic": clock.monotonic(), "wall": clock.wall()}


def has_jumped(told: Message, now: Message) -> bool:
    """Whether the wall clock was set since `told`."""
    offset = (now["wall"] - now["monotonic"]) - (told["wall"] - told["monotonic"])
    return bool(abs(offset) > _JUMP_SECONDS)
