"""Times handing over and encoding one sampled frame of 5,000 nodes; prints p95 milliseconds as JSON."""

from __future__ import annotations

import gc
import json
import sys
from array import array
from time import perf_counter
from typing import Callable

from rigscope_bridge import columns
from rigscope_bridge.hosts.host import SampleCosts, SampledFrame

NODES, ROUNDS = 5000, 600


def p95_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The time that 95 of 100 rounds do not exceed."""
    taken = []
    for _ in range(rounds):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return sorted(taken)[int(rounds * 0.95)] * 1000


def main() -> None:
    """A roster of 5,000 known nodes, as it is after the first sampled frame."""
    keys = tuple(f"bone/rig/control.{number:04d}" for number in range(NODES))
    ids = {key: number for number, key in enumerate(keys)}
    own = array("d", [number * 1e-6 for number in range(NODES)])
    costs = SampleCosts(keys, own, own, array("I", [1]) * NODES)
    encoder = columns.SampleEncoder()
    waiting: list[SampledFrame | None] = [None]

    def hand_over() -> None:
        waiting[0] = SampledFrame(1.0, 1.0, 0.02, 0, lambda: costs)

    def encode() -> bytes:
        count, body = encoder.body(costs, 1, ids)
        return columns.header(columns.Header(2, 0, 1, 1, count, 0, 1.0, 1.0, 0.02)) + body

    rows = [{"id": ids[key], "self": seconds, "inclusive": seconds, "count": 1} for key, seconds in zip(keys, own)]
    gc.disable()
    figures = {
        "handOverMs": p95_ms(hand_over),
        "encodeMs": p95_ms(encode),
        "jsonMs": p95_ms(lambda: json.dumps(rows), 60),
    }
    json.dump(figures, sys.stdout)


main()
