"""Where the recordings of Maya's profiler are written."""

from __future__ import annotations

from pathlib import Path

from rigscope_bridge.hosts.maya_recordings import Recordings


def test_a_bridge_that_starts_again_in_one_maya_writes_over_nothing(runtime: Path) -> None:
    first = Recordings(runtime).new()
    again = Recordings(runtime)
    assert len({first, again.new(), again.kept(), Recordings(runtime).new()}) == 4
    assert first.stat().st_mode & 0o777 == 0o600
