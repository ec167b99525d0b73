"""What numeric attributes and animation curves are worth. Curves are straight between their keys here."""

from __future__ import annotations

from bisect import bisect_right

from .attribute_names import DEFAULTS, PART_OF
from .node import Node


def keys_of(curve: Node) -> list[tuple[float, float]]:
    """Frame and value of each key, in order of time."""
    words = [word for plug, value in curve.values.items() if plug.startswith("ktv") for word in _words(value)]
    return sorted(zip(map(float, words[::2]), map(float, words[1::2])))


def curve_value(curve: Node, frame: float) -> float:
    """At a frame; 0 for a curve without keys."""
    keys = keys_of(curve)
    if not keys:
        return 0.0
    after = bisect_right(keys, (frame, float("inf")))
    if after == 0 or after == len(keys):
        return keys[min(after, len(keys) - 1)][1]
    (begin, low), (end, high) = keys[after - 1], keys[after]
    return low + (high - low) * (frame - begin) / (end - begin)


def _words(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def number(node: Node, plug: str) -> float | None:
    """What is stored, or a part of it; None where that is no number."""
    whole, index = PART_OF.get(plug, ("", 0))
    value = node.values.get(plug, node.values.get(whole, DEFAULTS.get(plug, DEFAULTS.get(whole))))
    if isinstance(value, tuple) and whole:
        return float(value[index])
    return float(value) if isinstance(value, (bool, int, float)) else 0.0 if value is None else None
