"""A bridge that only remembers: what a host told, when, and what its callbacks did when they were made to fail."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import Any, Callable

from ..hosts.host import FrameRow, SampledFrame
from ..own_cost import OwnCostMeter
from ..probes import SafeProbes


class RecordedEvents:
    """Fulfils HostEvents. `told` holds (host seconds, what) of all but frames and ticks."""

    def __init__(self) -> None:
        self.rows: list[FrameRow] = []
        self.samples: list[SampledFrame] = []
        self.told: list[tuple[float, str]] = []
        self.ticks = 0
        self.read_only_ticks = 0
        self.on_tick: Callable[[], None] = lambda: None

    def frame(self, row: FrameRow) -> None:
        self.rows.append(row)

    def sampled(self, sampled: SampledFrame) -> None:
        self.samples.append(sampled)

    def scene_changed(self) -> None:
        self._tell("scene")

    def graph_changed(self) -> None:
        self._tell("graph")

    def selection_changed(self) -> None:
        self._tell("selection")

    def busy(self, what: str) -> None:
        self._tell(f"busy {what}")

    def idle(self) -> None:
        self._tell("idle")

    def tick(self) -> None:
        self.ticks += 1
        self.on_tick()

    def tick_read_only(self) -> None:
        self.read_only_ticks += 1

    def leaving(self) -> None:
        self._tell("leaving")

    def times(self, what: str) -> Sequence[float]:
        """When something was told."""
        return [time for time, said in self.told if said == what]

    def _tell(self, what: str) -> None:
        self.told.append((perf_counter(), what))


class FailingProbes:
    """The bridge's own probes around callbacks of which one raises, at its beginning or at its end."""

    def __init__(self, failing: str | None = None, at_end: bool = False) -> None:
        self.safe = SafeProbes(OwnCostMeter())
        self.calls: dict[str, int] = {}
        self._failing = failing
        self._at_end = at_end

    def wrap(self, name: str, function: Callable[..., None]) -> Callable[..., None]:
        self.calls.setdefault(name, 0)

        def observed(*arguments: Any) -> None:
            self.calls[name] += 1
            if name == self._failing and not self._at_end:
                raise ValueError(f"{name} was made to fail at its beginning")
            function(*arguments)
            if name == self._failing:
                raise ValueError(f"{name} was made to fail at its end")

        return self.safe.wrap(name, observed)
