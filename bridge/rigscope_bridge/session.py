"""The parts of one running session that both threads use, made once by bridge.py."""

from __future__ import annotations

from typing import NamedTuple

from .back_off import BackOff
from .captures.captures import Captures
from .clock import Clock
from .commands import Commands
from .discovery import AddressFile
from .duties import Duties
from .hosts.host import Host
from .logs import LogQueue
from .own_cost import OwnCostMeter
from .probes import SafeProbes
from .resolver import Resolver
from .sampler import Sampler


class Session(NamedTuple):
    """One run of the bridge in one host. `id` is the session's."""

    id: str
    host: Host
    clock: Clock
    meter: OwnCostMeter
    probes: SafeProbes
    sampler: Sampler
    duties: Duties
    commands: Commands
    captures: Captures
    logs: LogQueue
    resolver: Resolver
    back_off: BackOff
    address: AddressFile
