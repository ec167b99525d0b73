"""The fake host keeps the host contract, so that what is tested with it holds with a real one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Callable

import pytest
from rigscope_bridge.contract.capture_cases import CAPTURE_CASES
from rigscope_bridge.contract.cases import CASES
from rigscope_bridge.contract.harness import HostHarness, Steps
from rigscope_bridge.hosts.fake import FakeHost


class FakeHarness:
    """Drives the fake host's loop one step a turn."""

    has_views = True
    captures_to_file = False

    def __init__(self) -> None:
        self.host = FakeHost(nodes=60, rigs=2, fps=200.0)
        self.host.is_playing = False

    def turn(self) -> None:
        self.host.step()

    def play(self, frames: int) -> Steps:
        wanted = self.host.frames_completed + frames
        self.host.is_playing = True
        while self.host.frames_completed < wanted:
            yield
        self.host.is_playing = False

    def completed_frames(self) -> int:
        return self.host.frames_completed

    def selectable(self) -> Sequence[str]:
        return list(self.host.content.nodes)[1:4]

    def select_by_hand(self, key: str) -> None:
        self.host.select_by_hand([key])

    def undo_steps(self) -> int | None:
        return self.host.undo_steps

    def state(self) -> dict[str, Any]:
        host = self.host
        return {
            "undo": host.undo_steps,
            "nodes": sorted(host.content.nodes),
            "selection": list(host.selected),
            "framed": list(host.framed),
            "scene": host.scene(),
        }


@pytest.mark.parametrize("case", [*CASES, *CAPTURE_CASES], ids=lambda case: case.__name__)
def test_the_fake_host(case: Callable[[HostHarness], Steps]) -> None:
    harness = FakeHarness()
    for _ in case(harness):
        harness.turn()
