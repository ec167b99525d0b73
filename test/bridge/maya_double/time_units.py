"""Maya's units of time: frames a second of each, by the name that currentUnit has and by MTime's number."""

from __future__ import annotations

from typing import NamedTuple


class TimeUnit(NamedTuple):
    """`number` is MTime's constant."""

    number: int
    fps: float


UNITS: dict[str, TimeUnit] = {
    "game": TimeUnit(5, 15.0),
    "film": TimeUnit(6, 24.0),
    "pal": TimeUnit(7, 25.0),
    "ntsc": TimeUnit(8, 30.0),
    "show": TimeUnit(9, 48.0),
    "palf": TimeUnit(10, 50.0),
    "ntscf": TimeUnit(11, 60.0),
    "12fps": TimeUnit(19, 12.0),
    "23.976fps": TimeUnit(43, 24000 / 1001),
    "29.97fps": TimeUnit(44, 30000 / 1001),
    "59.94fps": TimeUnit(47, 60000 / 1001),
    "90fps": TimeUnit(50, 90.0),
    "120fps": TimeUnit(26, 120.0),
    "240fps": TimeUnit(30, 240.0),
}

CONSTANTS: dict[str, int] = {
    "kInvalid": 0,
    "kHours": 1,
    "kMinutes": 2,
    "kSeconds": 3,
    "kMilliseconds": 4,
    "kGames": 5,
    "kFilm": 6,
    "k24FPS": 6,
    "kPALFrame": 7,
    "k25FPS": 7,
    "kNTSCFrame": 8,
    "k30FPS": 8,
    "kShowScan": 9,
    "kPALField": 10,
    "kNTSCField": 11,
    "k60FPS": 11,
    "k23_976FPS": 43,
    "k29_97FPS": 44,
    "k120FPS": 26,
}
_SECONDS = {1: 3600.0, 2: 60.0, 3: 1.0, 4: 0.001, **{unit.number: 1.0 / unit.fps for unit in UNITS.values()}}


def seconds_of(number: int) -> float:
    """How long one of a unit lasts. Raises RuntimeError for a number that is no unit's."""
    if number not in _SECONDS:
        raise RuntimeError(f"(kInvalidParameter): {number} is no unit of time of the double")
    return _SECONDS[number]
