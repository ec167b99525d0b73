"""MTime, a time in a unit. Which units there are is left to time_units.py."""

from __future__ import annotations

from ..installed import running
from ..time_units import CONSTANTS, UNITS, seconds_of
from .gated import Gated

_TICKS = 141120000


class MTime(Gated):
    """A time in a unit; `value` is a number of these."""

    kInvalid = CONSTANTS["kInvalid"]
    kHours = CONSTANTS["kHours"]
    kMinutes = CONSTANTS["kMinutes"]
    kSeconds = CONSTANTS["kSeconds"]
    kMilliseconds = CONSTANTS["kMilliseconds"]
    kGames = CONSTANTS["kGames"]
    kFilm = CONSTANTS["kFilm"]
    k24FPS = CONSTANTS["k24FPS"]
    kPALFrame = CONSTANTS["kPALFrame"]
    k25FPS = CONSTANTS["k25FPS"]
    kNTSCFrame = CONSTANTS["kNTSCFrame"]
    k30FPS = CONSTANTS["k30FPS"]
    kShowScan = CONSTANTS["kShowScan"]
    kPALField = CONSTANTS["kPALField"]
    kNTSCField = CONSTANTS["kNTSCField"]
    k60FPS = CONSTANTS["k60FPS"]
    k23_976FPS = CONSTANTS["k23_976FPS"]
    k29_97FPS = CONSTANTS["k29_97FPS"]
    k120FPS = CONSTANTS["k120FPS"]

    def __init__(self, value: float | MTime = 0.0, unit: int = CONSTANTS["kFilm"]) -> None:
        self._value = value.value if isinstance(value, MTime) else float(value)
        self._unit = value.unit if isinstance(value, MTime) else unit

    @property
    def value(self) -> float:
        return self._value

    @property
    def unit(self) -> int:
        return self._unit

    @staticmethod
    def uiUnit() -> int:
        return UNITS[running().playback.unit].number

    @staticmethod
    def ticksPerSecond() -> int:
        return _TICKS

    def asUnits(self, unit: int) -> float:
        return self._value if unit == self._unit else self._value * seconds_of(self._unit) / seconds_of(unit)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MTime) and abs(self.asUnits(3) - other.asUnits(3)) < 1 / _TICKS

    __hash__ = None  # type: ignore[assignment]


def in_ui_units(frame: float) -> MTime:
    """A frame of the running app's."""
    return MTime(frame, MTime.uiUnit())
