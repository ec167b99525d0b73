"""The double's profiler records what was really played, in files of the shape that Maya 2025 writes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from maya_double import MayaApp, install
from maya_double.recording import MAIN_THREAD_ID
from maya_double.recording_file import read_recording
from maya_double.stub_set import why_missing

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")

SCENES = Path(__file__).parent / "scenes"


@pytest.fixture
def app() -> Iterator[MayaApp]:
    made = MayaApp()
    undo = install(made)
    made.files.open(str(SCENES / "walk_shot.ma"))
    yield made
    undo()


def _recorded(app: MayaApp, path: Path, frames: int = 4) -> list[str]:
    from maya import cmds

    cmds.profiler(reset=True)
    cmds.profiler(sampling=True)
    app.playback.play()
    for _ in range(frames):
        app.turn()
    app.playback.stop()
    cmds.profiler(sampling=False)
    cmds.profiler(output=str(path))
    return path.read_text("utf-8").splitlines()


def test_a_recording_has_the_shape_of_maya_2025(app: MayaApp, tmp_path: Path) -> None:
    lines = _recorded(app, tmp_path / "recording.profile")
    assert lines[0] == "#File Version, # of events, # of CPUs"
    version, count, cpus = lines[1].split("\t")
    assert (version, cpus) == ("2", "8")
    assert lines[2].startswith("Main\t") and lines[2].endswith("\t") and lines[3].endswith("\t")
    assert [line for line in lines if line.startswith(("#Comment", "#Begin"))] == [
        "#Comment mapping---------",
        "#Comment mapping---------",
        "#Begin comment description mapping---------",
        "#Begin comment description mapping---------",
    ]
    rows = [line.split("\t") for line in lines if line.count("\t") == 8]
    assert len(rows) == int(count) and all(int(row[3]) < 11 for row in rows)
    assert [int(row[0]) for row in rows] == sorted(int(row[0]) for row in rows)


def test_each_played_frame_is_recorded_with_its_nodes_inside(app: MayaApp, tmp_path: Path) -> None:
    _recorded(app, tmp_path / "recording.profile", frames=5)
    events = read_recording(tmp_path / "recording.profile")
    frames = [event for event in events if event.name == "EvaluationGraphExecution"]
    draws = [event for event in events if event.name == "Vp2SceneRender"]
    nodes = [event for event in events if event.name == "EvaluateNode"]
    assert len(frames) == len(draws) == 5 and {event.description for event in frames} == {"EvaluationGraph_Normal"}
    assert len(nodes) == 5 * len(app.evaluating.graph.nodes)
    for frame, draw in zip(frames, draws):
        inside = [node for node in nodes if frame.time <= node.time <= frame.time + frame.duration]
        assert len(inside) == len(nodes) // 5 and draw.time >= frame.time + frame.duration - 1
        assert max(node.time + node.duration for node in inside) <= frame.time + frame.duration + len(inside)


def test_nodes_on_one_thread_do_not_overlap_and_several_threads_work(app: MayaApp, tmp_path: Path) -> None:
    lines = _recorded(app, tmp_path / "recording.profile")
    rows = [line.split("\t") for line in lines if line.count("\t") == 8]
    assert {int(row[6]) for row in rows} >= {MAIN_THREAD_ID, MAIN_THREAD_ID + 4}
    nodes = [event for event in app.profiler.events if event.name == "EvaluateNode"]
    for _, on_thread in groupby(sorted(nodes, key=lambda node: (node.thread, node.time)), lambda node: node.thread):
        ends = 0
        for event in on_thread:
            assert event.time >= ends - 2
            ends = event.time + event.duration


def test_a_full_buffer_stops_recording_silently(app: MayaApp, tmp_path: Path) -> None:
    app.troubles.profiler_full(100)
    _recorded(app, tmp_path / "recording.profile", frames=10)
    assert app.profiler.is_full and len(read_recording(tmp_path / "recording.profile")) == 100


def test_what_is_refused_while_recording_is_refused(app: MayaApp) -> None:
    from maya import cmds

    app.artist.record_with_the_profiler()
    assert cmds.profiler(query=True, sampling=True)
    for flags in ({"reset": True}, {"bufferSize": 64}):
        with pytest.raises(RuntimeError):
            cmds.profiler(**flags)


def test_a_category_that_is_switched_off_is_not_recorded(app: MayaApp, tmp_path: Path) -> None:
    from maya import cmds

    cmds.profiler(categoryName="VP2 Evaluation", categoryRecording=False)
    assert not cmds.profiler(query=True, categoryName="VP2 Evaluation", categoryRecording=True)
    _recorded(app, tmp_path / "recording.profile")
    assert not any(event.name == "Vp2SceneRender" for event in app.profiler.events)


def test_a_recording_that_was_put_aside_comes_back(app: MayaApp, tmp_path: Path) -> None:
    from maya import cmds

    _recorded(app, tmp_path / "recording.profile")
    before = list(app.profiler.events)
    cmds.profiler(reset=True)
    cmds.profiler(load=str(tmp_path / "recording.profile"))
    assert sorted(app.profiler.events) == sorted(before)
