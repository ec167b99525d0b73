"""How many frames a second Maya's units of time stand for. Knows no Maya."""

from __future__ import annotations

import re

_NAMED = {
    "game": 15.0,
    "film": 24.0,
    "pal": 25.0,
    "ntsc": 30.0,
    "show": 48.0,
    "palf": 50.0,
    "ntscf": 60.0,
    "hour": 1 / 3600,
    "min": 1 / 60,
    "sec": 1.0,
    "millisec": 1000.0,
}
_NUMBERED = re.compile(r"(?P<rate>\d+(?:\.\d+)?)(?:fps|df)")


def fps_of(unit: str) -> float | None:
    """Frames per second of a unit of time as Maya calls it; None for one that is not known."""
    named = _NAMED.get(unit)
    if named is not None:
        return named
    match = _NUMBERED.fullmatch(unit)
    return float(match["rate"]) or None if match is not None else None
