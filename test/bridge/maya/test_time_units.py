"""Maya's units of time as frames per second."""

from __future__ import annotations

import pytest
from rigscope_bridge.hosts.maya_time_units import fps_of


@pytest.mark.parametrize(
    ("unit", "fps"),
    [("film", 24.0), ("pal", 25.0), ("ntscf", 60.0), ("23.976fps", 23.976), ("120fps", 120.0), ("29.97df", 29.97)],
)
def test_every_unit_that_maya_offers_is_a_rate(unit: str, fps: float) -> None:
    assert fps_of(unit) == fps


def test_an_hour_is_a_very_slow_frame() -> None:
    assert fps_of("hour") == pytest.approx(1 / 3600)


@pytest.mark.parametrize("unit", ["", "fps", "0fps", "fortnight"])
def test_what_is_no_rate_is_unknown(unit: str) -> None:
    assert fps_of(unit) is None
