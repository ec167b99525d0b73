"""Captures in Maya: by its own profiler, which is given back as it was, and without taking anything from the artist."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Callable

import pytest
from attached_maya import AttachedMaya, attached_maya
from maya_double.recording import EVALUATION
from maya_double.stub_set import why_missing
from rigscope_bridge.contract.capture_recorder import RecordedCapture
from rigscope_bridge.hosts.host import CapturePlan, HostRefusal, Undo

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")

PLAN = CapturePlan(4, None, 1)


@pytest.fixture
def maya(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AttachedMaya]:
    """A shot that references one rig twice, where captures are written into a private folder."""
    monkeypatch.setenv("RIGSCOPE_RUNTIME_DIR", str(runtime))
    with attached_maya(scene="walk_shot.ma") as attached:
        yield attached


def _begin(maya: AttachedMaya, plan: CapturePlan = PLAN) -> tuple[RecordedCapture, Undo]:
    capture = RecordedCapture()
    return capture, maya.host.capture(plan, capture)


def _taken(maya: AttachedMaya, plan: CapturePlan = PLAN) -> RecordedCapture:
    capture, _ = _begin(maya, plan)
    maya.until(lambda: capture.is_over, "the end of the capture")
    return capture


def _interrupted(maya: AttachedMaya, act: Callable[[], object], frames: int = 2) -> RecordedCapture:
    """A capture that somebody disturbs after some frames."""
    capture, _ = _begin(maya, CapturePlan(1000, None, 1))
    maya.until(lambda: len(capture.rows) >= frames, f"{frames} frames")
    act()
    maya.until(lambda: capture.is_over, "the end of the capture")
    return capture


def _recording(capture: RecordedCapture) -> str:
    ((path, format_),) = capture.files
    assert format_ == "maya.profiler"
    return path.read_text("utf-8")


def _left(runtime: Path) -> list[str]:
    return sorted(path.name for path in runtime.glob("maya-*"))


def test_the_recording_lies_in_the_runtime_folder_for_its_owner_alone(maya: AttachedMaya, runtime: Path) -> None:
    capture = _taken(maya)
    assert capture.outcomes == ["done"] and capture.motions == ["driven"] and capture.told_in_order
    ((path, _),) = capture.files
    assert path.parent == runtime and stat.S_IMODE(path.stat().st_mode) == 0o600
    text = _recording(capture)
    assert text.startswith("#File Version") and "EvaluateNode" in text and "walker:body_skin" in text
    assert any(said.startswith("busy writing") for _, said in maya.events.told)


def test_a_profiler_that_the_artist_uses_is_left_alone(maya: AttachedMaya) -> None:
    maya.app.artist.record_with_the_profiler()
    before = maya.app.state()
    with pytest.raises(HostRefusal, match="Maya's Profiler is recording; stop it first") as refused:
        _begin(maya)
    assert refused.value.kind == "profilerBusy" and maya.app.state() == before


def test_what_the_artist_recorded_before_is_there_again_afterwards(maya: AttachedMaya, runtime: Path) -> None:
    profiler = maya.app.profiler
    profiler.start()
    maya.play(3)
    profiler.stop()
    events = list(profiler.events)
    assert events
    capture = _taken(maya)
    assert capture.outcomes == ["done"] and sorted(profiler.events) == sorted(events)
    assert "walker:body_skin" in _recording(capture)
    assert _left(runtime) == [capture.files[0][0].name]


def test_a_large_recording_of_the_artist_is_never_put_at_risk(
    maya: AttachedMaya, monkeypatch: pytest.MonkeyPatch, runtime: Path
) -> None:
    from rigscope_bridge.hosts import maya_profiler

    monkeypatch.setattr(maya_profiler, "MOST_KEPT_EVENTS", 5)
    maya.app.profiler.start()
    maya.play(3)
    maya.app.profiler.stop()
    before = maya.app.state()
    with pytest.raises(HostRefusal, match="too many to put aside") as refused:
        _begin(maya)
    assert refused.value.kind == "profilerHolds" and maya.app.state() == before and not _left(runtime)


@pytest.mark.parametrize("ends", ["done", "cancelled"])
def test_categories_that_were_off_are_off_again(maya: AttachedMaya, ends: str) -> None:
    maya.app.profiler.recorded.discard(EVALUATION)
    before = maya.app.state()
    capture, undo = _begin(maya, PLAN if ends == "done" else CapturePlan(1000, None, 1))
    maya.until(lambda: len(capture.rows) >= 2, "two frames")
    if ends == "cancelled":
        undo()
    maya.until(lambda: capture.is_over, "the end of the capture")
    assert capture.outcomes == [ends] and bool(capture.files) == (ends == "done")
    if capture.files:
        assert "EvaluateNode" in _recording(capture)
    maya.turns(1)
    assert maya.app.state() == before


def test_a_maya_that_plays_is_watched_and_not_driven(maya: AttachedMaya) -> None:
    maya.app.playback.play()
    capture = _taken(maya, CapturePlan(4, None, 3))
    assert capture.outcomes == ["done"] and capture.motions == ["observed"] and capture.passes == [0]
    assert len(capture.rows) == 4 and maya.app.playback.is_playing
    assert "EvaluationGraphExecution" in _recording(capture)
    maya.app.playback.stop()


def test_a_pose_that_was_set_and_not_keyed_is_never_lost(maya: AttachedMaya) -> None:
    (control,) = maya.app.scene.find("|walker:walker_grp|walker:controls|walker:root_ctl|walker:hips_ctl")
    maya.app.artist.set_value(control, "ty", 42.5)
    before = maya.app.state()
    capture = _taken(maya)
    assert capture.outcomes == ["failed"] and not capture.rows and not capture.files
    assert "hips_ctl.translateY was set and not keyed" in capture.said("incomplete")
    maya.turns(1)
    assert maya.app.state() == before


def test_a_scene_in_which_nothing_moves_is_evaluated_again_in_place(
    runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RIGSCOPE_RUNTIME_DIR", str(runtime))
    with attached_maya(scene="walk_rig.ma") as maya:
        for curve in [node for node in maya.app.scene.nodes.values() if node.kind.startswith("animCurveT")]:
            maya.app.artist.delete(curve.name)
        maya.app.artist.delete("breathing")
        maya.app.scene.is_modified = False
        before = maya.app.state()
        capture = _taken(maya)
        assert capture.outcomes == ["done"] and capture.motions == ["reevaluated"] and len(capture.rows) == 4
        assert "Nothing is animated" in capture.said("meaning") and capture.files
        assert all(row.evaluation >= 0 for row, _ in capture.rows)
        maya.turns(1)
        assert maya.app.state() == before


def test_a_buffer_that_is_full_too_early_is_said(maya: AttachedMaya, monkeypatch: pytest.MonkeyPatch) -> None:
    maya.app.troubles.profiler_full(40)
    capture = _taken(maya, CapturePlan(60, None, 1))
    assert capture.outcomes == ["done"] and "its buffer was full" in capture.said("incomplete")


def test_frames_from_cached_playback_are_said_to_cost_nothing(maya: AttachedMaya) -> None:
    capture = RecordedCapture()
    maya.app.playback.play()
    maya.host.capture(CapturePlan(40, None, 1), capture)
    maya.until(lambda: capture.is_over, "the end of the capture")
    maya.app.playback.stop()
    cached = [row for row, _ in capture.rows if row.cached == 2]
    assert bool(cached) == ("Cached Playback served" in capture.said("meaning"))


def test_a_time_that_the_artist_sets_stays(maya: AttachedMaya) -> None:
    capture = _interrupted(maya, lambda: maya.app.artist.scrub([17.0]))
    assert capture.outcomes == ["cancelled"] and "changed by hand" in capture.said("incomplete")
    assert maya.app.playback.frame == 17.0 and capture.files, "what was captured until then is kept"


def test_playback_that_starts_ends_a_stepped_capture(maya: AttachedMaya) -> None:
    capture = _interrupted(maya, maya.app.playback.play)
    assert capture.outcomes == ["cancelled"] and "Playback was started" in capture.said("incomplete")
    assert maya.app.playback.is_playing
    maya.app.playback.stop()


def test_an_edit_ends_the_capture_and_stays(maya: AttachedMaya) -> None:
    maya.app.artist.select("ground")
    capture = _interrupted(maya, lambda: maya.app.artist.move("ground", "tx", [1.0, 2.0, 3.0]))
    assert capture.outcomes == ["cancelled"] and "edited" in capture.said("incomplete")


def test_a_file_is_saved_at_the_time_where_the_artist_was(maya: AttachedMaya, tmp_path: Path) -> None:
    before = maya.app.playback.frame
    path = tmp_path / "saved.ma"
    capture = _interrupted(maya, lambda: maya.app.files.save(str(path)))
    assert capture.outcomes == ["cancelled"] and "The file was saved" in capture.said("incomplete")
    assert maya.app.playback.frame == before


def test_another_file_ends_the_capture_once_and_gives_the_profiler_back(maya: AttachedMaya) -> None:
    profiler = maya.app.state()["profiler"]
    capture = _interrupted(maya, lambda: maya.app.files.new())
    maya.turns(5)
    assert capture.outcomes == ["cancelled"] and "Another file" in capture.said("incomplete")
    assert maya.app.state()["profiler"] == profiler and not maya.app.profiler.events


def test_a_profiler_that_somebody_stops_ends_the_capture(maya: AttachedMaya) -> None:
    capture = _interrupted(maya, maya.app.profiler.stop)
    assert capture.outcomes == ["cancelled"] and "stopped by hand" in capture.said("incomplete")


def test_stopping_the_bridge_ends_its_capture_and_leaves_no_file(maya: AttachedMaya, runtime: Path) -> None:
    before = maya.app.state()
    capture, _ = _begin(maya, CapturePlan(1000, None, 1))
    maya.until(lambda: len(capture.rows) >= 2, "two frames")
    maya.undo()
    assert capture.outcomes == ["cancelled"] and _left(runtime) == []
    after = maya.app.state()
    assert {**after, "registrations": None} == {**before, "registrations": None}


def test_what_feeds_a_node_and_where_it_belongs_is_told(maya: AttachedMaya) -> None:
    capture = _taken(maya)
    nodes = {node.path: node.key for node in maya.host.nodes()}
    facts = {fact.key: fact for fact in capture.facts}
    assert facts.keys() == set(nodes.values())
    skin, other = facts[nodes["walker:body_skin"]], facts[nodes["partner:body_skin"]]
    assert skin.stable_id is not None and skin.stable_id.split()[0] == (other.stable_id or "").split()[0]
    assert skin.stable_id.endswith(" walkerRN") and skin.stable_id != other.stable_id
    assert skin.namespace == "walker" and skin.cycle is False
    bone = next(key for path, key in nodes.items() if path.endswith("|walker:hips_jnt"))
    assert bone in skin.upstream and set(skin.upstream) <= set(nodes.values())
    foot = next(key for path, key in nodes.items() if path.endswith("|walker:foot_L0_ctl"))
    assert facts[foot].component == "foot_L0"
    stable = [fact.stable_id for fact in capture.facts]
    assert len(set(stable)) == len(stable)


def test_a_cycle_is_told(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGSCOPE_RUNTIME_DIR", str(runtime))
    with attached_maya(scene="cycle.ma") as maya:
        capture = _taken(maya)
        names = {node.key: node.name for node in maya.host.nodes()}
        assert capture.outcomes == ["done"]
        assert any(fact.cycle for fact in capture.facts), {names[fact.key]: fact.cycle for fact in capture.facts}


def test_files_of_a_maya_that_crashed_are_swept_and_what_its_artist_recorded_is_kept(
    maya: AttachedMaya, runtime: Path
) -> None:
    from rigscope_bridge.hosts.maya_recordings import Recordings

    alive = Recordings(runtime).new()
    machine = alive.name.split("-")[1]
    dead = runtime / f"maya-{machine}-999999999-1.profile"
    kept = runtime / f"maya-{machine}-999999999-kept-1.profile"
    elsewhere = runtime / "maya-another-999999999-1.profile"
    for path in (dead, kept, elsewhere):
        path.write_text("", "utf-8")
    _taken(maya)
    assert not dead.exists() and kept.exists() and elsewhere.exists() and alive.exists()
