"""The recordings of Maya's profiler that captures leave: where they are written, and which frames they hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from maya_double import MayaApp
from maya_double.harness import MayaHarness
from maya_double.recording_file import read_recording
from maya_double.stub_set import why_missing
from rigscope_bridge.contract.capture_recorder import RecordedCapture
from rigscope_bridge.contract.turns import attached, until
from rigscope_bridge.hosts import frame_labels as labels
from rigscope_bridge.hosts.host import CapturePlan
from rigscope_bridge.hosts.maya_recordings import Recordings

FRAMES = 6


def test_a_bridge_that_starts_again_in_one_maya_writes_over_nothing(runtime: Path) -> None:
    first = Recordings(runtime).new()
    again = Recordings(runtime)
    assert len({first, again.new(), again.kept(), Recordings(runtime).new()}) == 4
    assert first.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")
@pytest.mark.parametrize(
    ("mode", "label", "event"),
    [
        ("parallel", labels.MODE_PARALLEL, "EvaluationGraphExecution"),
        ("serial", labels.MODE_SERIAL, "EvaluationGraphExecution"),
        ("off", labels.MODE_DG, "Vp2SceneRender"),
    ],
)
def test_in_each_evaluation_mode_the_frames_that_were_given_are_recorded_and_no_warm_up(
    mode: str, label: int, event: str, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RIGSCOPE_RUNTIME_DIR", str(runtime))
    app = MayaApp()
    app.evaluating.mode = mode
    harness, capture = MayaHarness(app), RecordedCapture()
    with attached(harness):
        harness.host.capture(CapturePlan(FRAMES, None, 1), capture)
        harness.run(until(lambda: capture.is_over, "the end of the capture"))
    assert capture.outcomes == ["done"] and len(capture.rows) == FRAMES, capture.notices
    assert {row.evaluation_mode for row, _ in capture.rows} == {label}
    ((path, _),) = capture.files
    assert sum(recorded.name == event for recorded in read_recording(path)) == FRAMES
    harness.close()
    assert app.harm == []
