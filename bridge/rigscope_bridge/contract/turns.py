"""What every case of the contract is written with: a recording bridge attached for a while, and waiting in turns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Callable

from .harness import HostHarness, Steps
from .recorder import FailingProbes, RecordedEvents

PATIENCE_SECONDS = 20.0


@contextmanager
def attached(harness: HostHarness, probes: FailingProbes | None = None) -> Iterator[RecordedEvents]:
    """The host with a recording bridge attached."""
    events = RecordedEvents()
    undo = harness.host.attach(events, probes or FailingProbes())
    try:
        yield events
    finally:
        undo()


def until(holds: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS) -> Steps:
    """Turns of the event loop until something holds; fails with `what` when it never does."""
    end = perf_counter() + seconds
    while not holds():
        assert perf_counter() < end, f"never happened: {what}"
        yield
