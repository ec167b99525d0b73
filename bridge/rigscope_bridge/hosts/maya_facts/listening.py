"""Callbacks for the length of one check, taken back whatever happens. None of them can raise into Maya."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from time import perf_counter
from typing import Callable, NamedTuple

from ...own_cost import OwnCostMeter
from ...probes import SafeProbes
from ..maya_api import om
from ..maya_callbacks import MayaCallbacks


class Heard(NamedTuple):
    """Something that Maya told, when and on which thread."""

    what: str
    time: float
    thread: int


class Listener:
    """`heard` is in the order in which Maya told it."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.callbacks = MayaCallbacks(SafeProbes(OwnCostMeter()))

    def hear(self, what: str) -> Callable[..., None]:
        """A function for Maya to call."""

        def told(*_: object) -> None:
            self.heard.append(Heard(what, perf_counter(), get_ident()))

        return told

    def times_of(self, what: str) -> list[float]:
        """When it was told."""
        return [each.time for each in self.heard if each.what == what]

    def count(self, what: str) -> int:
        """How often it was told."""
        return len(self.times_of(what))

    def frames(self) -> None:
        """Hears `change` and `update` of each frame."""
        self.callbacks.add("time change", self.hear("change"), om.MDGMessage.addTimeChangeCallback)
        self.callbacks.add("force update", self.hear("update"), om.MDGMessage.addForceUpdateCallback)


@contextmanager
def listening() -> Iterator[Listener]:
    """A listener that is deaf again at the end."""
    listener = Listener()
    try:
        yield listener
    finally:
        listener.callbacks.undo()
