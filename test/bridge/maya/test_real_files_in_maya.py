"""Maya's host on files that riggers made, where they lie beside this checkout: nodes, rigs, frames, a capture."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from maya_double.harness import MayaHarness
from maya_double.stub_set import why_missing
from rigscope_bridge.contract.capture_recorder import RecordedCapture
from rigscope_bridge.contract.turns import attached, until
from rigscope_bridge.hosts.host import CapturePlan

_SHARED = Path(os.environ.get("RIGSCOPE_SHARED_DATA") or Path(__file__).resolve().parents[4] / "shared" / "data")
FILES = sorted((_SHARED / "maya-ascii").glob("*.ma"))

pytestmark = [
    pytest.mark.skipif(why_missing() is not None, reason=why_missing() or ""),
    pytest.mark.skipif(not FILES, reason="there is no shared data beside this checkout (RIGSCOPE_SHARED_DATA)"),
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_real_file_is_read_played_and_captured(path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGSCOPE_RUNTIME_DIR", str(runtime))
    harness = MayaHarness(scene=str(path))
    host, capture = harness.host, RecordedCapture()
    seen: set[str] = set()
    for node in host.nodes():
        assert node.key not in seen and (node.parent is None or node.parent in seen), node
        seen.add(node.key)
    facts = host.scene()
    assert facts.name == path.name and facts.node_count == len(seen) > 0
    assert {rig.key for rig in facts.rigs} <= seen
    before, frame = harness.state(), harness.app.playback.frame
    with attached(harness) as events:
        host.observe(True, 0)
        harness.run(harness.play(4))
        assert len(events.rows) >= 3
        harness.app.playback.set_frame(frame)
        host.capture(CapturePlan(3, None, 1), capture)
        harness.run(until(lambda: capture.is_over, "the end of the capture"))
    if facts.rigs or capture.outcomes == ["done"]:
        assert capture.outcomes == ["done"] and len(capture.rows) == 3 and capture.files, capture.notices
    else:
        assert "nothing to capture" in capture.notices[0][1]
    assert harness.state() == before
    harness.close()
    assert harness.app.harm == []
