"""Captures in Maya go through its own profiler, which is the artist's: what is refused, and what is given back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from maya_double import MayaApp
from maya_double.harness import MayaHarness
from maya_double.recording_file import read_recording
from maya_double.stub_set import why_missing
from rigscope_bridge.contract.capture_recorder import RecordedCapture
from rigscope_bridge.contract.harness import Steps
from rigscope_bridge.contract.turns import attached, until
from rigscope_bridge.hosts.host import CapturePlan, HostRefusal

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")


@pytest.fixture
def harness(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MayaHarness]:
    monkeypatch.setenv("RIGSCOPE_RUNTIME_DIR", str(runtime))
    made = MayaHarness()
    yield made
    made.close()
    assert made.app.harm == []


def _ended(harness: MayaHarness, capture: RecordedCapture, plan: CapturePlan) -> Steps:
    harness.host.capture(plan, capture)
    yield from until(lambda: capture.is_over, "the end of the capture")


def _capture(harness: MayaHarness, plan: CapturePlan) -> RecordedCapture:
    capture = RecordedCapture()
    with attached(harness):
        harness.run(_ended(harness, capture, plan))
    return capture


def test_the_file_holds_the_frames_that_were_given_and_no_warm_up(harness: MayaHarness) -> None:
    capture = _capture(harness, CapturePlan(6, None, 1))
    ((path, format),) = capture.files
    events = read_recording(path)
    assert format == "maya.profiler" and capture.motions == ["driven"] and len(capture.rows) == 6
    assert sum(event.name == "EvaluationGraphExecution" for event in events) == 6
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_recording_that_the_artist_makes_is_left_alone(harness: MayaHarness) -> None:
    harness.app.artist.record_with_the_profiler()
    harness.app.playback.set_frame(4.0)
    before = (list(harness.app.profiler.events), harness.state())
    with attached(harness), pytest.raises(HostRefusal, match="Profiler is recording") as refused:
        harness.host.capture(CapturePlan(5, None, 1), RecordedCapture())
    assert refused.value.kind == "profilerBusy" and str(refused.value).endswith(".")
    assert (harness.app.profiler.events, harness.state()) == before


def test_a_recording_that_the_artist_made_comes_back(harness: MayaHarness) -> None:
    harness.app.artist.record_with_the_profiler()
    harness.app.playback.set_frame(4.0)
    harness.app.profiler.stop()
    before = sorted(harness.app.profiler.events)
    capture = _capture(harness, CapturePlan(5, None, 1))
    assert capture.outcomes == ["done"] and sorted(harness.app.profiler.events) == before


def test_a_buffer_that_was_full_is_said(harness: MayaHarness) -> None:
    harness.app.evaluating.scale = 20.0
    harness.app.troubles.profiler_full(150)
    capture = _capture(harness, CapturePlan(100, None, 1))
    assert capture.outcomes == ["done"] and "its buffer was full" in capture.said("incomplete")


def test_what_plays_is_watched_and_plays_on(harness: MayaHarness) -> None:
    harness.app.playback.play()
    capture = _capture(harness, CapturePlan(8, None, 1))
    assert capture.motions == ["observed"] and capture.outcomes == ["done"] and len(capture.rows) == 8
    assert harness.app.playback.is_playing


def test_a_scene_in_which_nothing_moves_is_evaluated_in_place(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGSCOPE_RUNTIME_DIR", str(runtime))
    harness = MayaHarness()
    for node in [node for node in harness.app.scene.nodes.values() if node.kind in ("animCurveTL", "expression")]:
        harness.app.scene.delete(node)
    before = harness.state()
    capture = _capture(harness, CapturePlan(4, None, 1))
    assert capture.motions == ["reevaluated"] and capture.outcomes == ["done"], capture.notices
    assert "evaluated again in place" in capture.said("meaning")
    assert any(event.description == "walker:body_skin" for event in read_recording(capture.files[0][0]))
    assert harness.state() == before
    harness.close()
    assert harness.app.harm == []


def test_what_was_set_by_hand_and_not_keyed_is_never_lost(harness: MayaHarness) -> None:
    app = harness.app
    app.playback.set_frame(5.0)
    hips = app.scene.find_one("walker:hips_ctl")
    app.artist.set_value(hips, "tx", 99.0)
    capture = _capture(harness, CapturePlan(5, None, 1))
    assert capture.outcomes != ["done"] and "hips_ctl" in capture.notices[0][1], capture.notices
    assert app.evaluating.value(hips, "tx", 5.0) == 99.0 and app.playback.frame == 5.0


def test_opening_another_scene_ends_a_capture_that_has_begun(harness: MayaHarness) -> None:
    capture = RecordedCapture()

    def steps() -> Steps:
        harness.host.capture(CapturePlan(1000, None, 1), capture)
        yield from until(lambda: len(capture.rows) >= 2, "two frames")
        harness.app.files.open(harness.app.scene.path)
        yield

    with attached(harness):
        harness.run(steps())
    assert capture.outcomes == ["cancelled"] and "file" in capture.said("incomplete"), capture.notices
    assert not harness.app.profiler.is_sampling and harness.app.playback.frame == 3.0


def test_the_profiler_stopped_by_hand_ends_a_capture(harness: MayaHarness) -> None:
    capture = RecordedCapture()

    def steps() -> Steps:
        harness.host.capture(CapturePlan(1000, None, 1), capture)
        yield from until(lambda: len(capture.rows) >= 2, "two frames")
        harness.app.profiler.stop()
        yield from until(lambda: capture.is_over, "the end")

    with attached(harness):
        harness.run(steps())
    assert "stopped by hand" in capture.said("incomplete"), capture.notices


def test_frames_from_cached_playback_are_said_to_be(harness: MayaHarness) -> None:
    app = harness.app
    app.evaluating.caches = True
    app.playback.play()
    capture = RecordedCapture()

    def steps() -> Steps:
        yield from harness.play(30)
        app.playback.play()
        yield
        harness.host.capture(CapturePlan(6, None, 1), capture)
        yield from until(lambda: capture.is_over, "the end")

    with attached(harness):
        harness.run(steps())
    assert "Cached Playback served" in capture.said("meaning"), capture.notices


@pytest.mark.parametrize("mode", ["serial", "off"])
def test_other_evaluation_modes_are_captured_and_called_by_their_names(
    mode: str, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RIGSCOPE_RUNTIME_DIR", str(runtime))
    app = MayaApp()
    app.evaluating.mode = mode
    harness = MayaHarness(app)
    capture = _capture(harness, CapturePlan(4, None, 1))
    assert capture.outcomes == ["done"] and {row.evaluation_mode for row, _ in capture.rows} == {
        2 if mode == "serial" else 1
    }
    harness.close()
    assert app.harm == []
