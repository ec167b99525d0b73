"""Maya's host keeps the host contract on the double of Maya, and does no harm to it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Callable

import pytest
from maya_double.harness import MayaHarness
from maya_double.stub_set import why_missing
from rigscope_bridge.contract.capture_cases import CAPTURE_CASES
from rigscope_bridge.contract.cases import CASES
from rigscope_bridge.contract.harness import HostHarness, Steps

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")


@pytest.fixture
def harness(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MayaHarness]:
    """A Maya that plays as fast as it can, where captures are written into a private folder."""
    monkeypatch.setenv("RIGSCOPE_RUNTIME_DIR", str(runtime))
    made = MayaHarness()
    yield made
    made.close()
    assert made.app.harm == []


@pytest.mark.parametrize("case", [*CASES, *CAPTURE_CASES], ids=lambda case: case.__name__)
def test_the_maya_host(harness: MayaHarness, case: Callable[[HostHarness], Steps]) -> None:
    harness.run(case(harness))
