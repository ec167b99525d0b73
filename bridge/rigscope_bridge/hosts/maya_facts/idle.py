"""What happens while Maya is idle: timers, deferred calls, and how long Python's threads keep the interpreter."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from statistics import median
from time import perf_counter

from ...self_test.fact import Check, Fact, Verdict
from ..maya_api import cmds
from ..maya_idle import TIMER_SECONDS
from .listening import listening
from .needs import WINDOW

_SECONDS = 0.5


def _timer() -> Check:
    with listening() as listener:
        listener.callbacks.timer("timer", listener.hear("timer"), TIMER_SECONDS)
        end = perf_counter() + _SECONDS
        while perf_counter() < end:
            yield
        times = listener.times_of("timer")
    apart = [after - before for before, after in zip(times, times[1:])]
    milliseconds = round(median(apart) * 1000, 3) if apart else -1.0
    return Verdict(len(times) >= 3, {"fired": len(times), "medianMs": milliseconds, "askedMs": TIMER_SECONDS * 1000})


def _deferred() -> Check:
    order: list[str] = []
    cmds.evalDeferred(lambda: order.append("lowest"), lowestPriority=True)
    cmds.evalDeferred(lambda: order.append("usual"))
    end = perf_counter() + _SECONDS
    while len(order) < 2 and perf_counter() < end:
        yield
    return Verdict(order == ["usual", "lowest"], {"ran": len(order)})


def _interpreter() -> Check:
    yield
    seconds = sys.getswitchinterval()
    return Verdict(seconds <= 0.005, {"switchMs": round(seconds * 1000, 3)})


FACTS: Sequence[Fact] = (
    Fact("idle.timer", "A timer fires from the idle queue, again and again.", _timer, (WINDOW,)),
    Fact("idle.deferred", "What is deferred at the lowest priority runs after the rest.", _deferred, (WINDOW,)),
    Fact("idle.interpreter", "A Python thread gives the interpreter back after 5 ms.", _interpreter),
)
