"""Maya's host keeps its contract in other Mayas than the usual one: older and newer, where handles collide, where the
artist has used the Profiler before."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest
from maya_double import MayaApp
from maya_double.harness import MayaHarness
from maya_double.stub_set import why_missing
from rigscope_bridge.contract.capture_cases import CAPTURE_CASES
from rigscope_bridge.contract.cases import CASES

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")

# What fails on purpose takes long, and does not depend on the Maya.
_QUICK = [case for case in (*CASES, *CAPTURE_CASES) if "fail" not in case.__name__]


def _with_colliding_handles() -> MayaHarness:
    app = MayaApp()
    app.troubles.hash_codes_collide()
    return MayaHarness(app)


def _after_a_recording() -> MayaHarness:
    harness = MayaHarness()
    harness.app.artist.record_with_the_profiler()
    harness.app.playback.set_frame(5.0)
    harness.app.profiler.stop()
    return harness


MAYAS: dict[str, Callable[[], MayaHarness]] = {
    "2023": lambda: MayaHarness(MayaApp(version=2023)),
    "2027": lambda: MayaHarness(MayaApp(version=2027)),
    "nodes that share hash codes": _with_colliding_handles,
    "the artist's recording": _after_a_recording,
}


@pytest.mark.parametrize("make", MAYAS.values(), ids=MAYAS)
def test_the_contract(make: Callable[[], MayaHarness], runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGSCOPE_RUNTIME_DIR", str(runtime))
    for case in _QUICK:
        harness = make()
        try:
            harness.run(case(harness))
        finally:
            harness.close()
        assert harness.app.harm == [], case.__name__
