"""What can go wrong in a Maya goes wrong in the double on request, and in its evaluation graph what rigs get wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from maya_double import MayaApp, install
from maya_double.event_loop import TIMER
from maya_double.script_editor import OUTPUT
from maya_double.stub_set import why_missing
from maya_double.versions import VERSIONS

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")

SCENES = Path(__file__).parent / "scenes"


@pytest.fixture
def app() -> Iterator[MayaApp]:
    made = MayaApp()
    undo = install(made)
    yield made
    undo()


def test_another_tools_failing_callback_keeps_nobody_else_from_theirs(app: MayaApp) -> None:
    told: list[str] = []
    app.troubles.callback_that_raises("timeChange")
    app.artist.listen("timeChange", "", lambda *_: told.append("time"))
    app.playback.set_frame(2.0)
    assert told == ["time"] and len(app.callbacks.raised) == 1


def test_a_view_that_ends_tells_and_may_take_its_callbacks_with_it(app: MayaApp) -> None:
    from maya.api import OpenMaya as om
    from maya.api import OpenMayaUI as omui

    told: list[str] = []
    for forgets in (True, False):
        panel = app.views.create().name
        identity = omui.MUiMessage.add3dViewPostRenderMsgCallback(panel, lambda *_: None)
        omui.MUiMessage.add3dViewDestroyMsgCallback(panel, lambda name, *_: told.append(name))
        app.troubles.view_destroyed(panel, forgets)
        assert told == [panel] and panel not in app.views.panels
        told.clear()
        if forgets:
            with pytest.raises(RuntimeError):
                om.MMessage.removeCallback(identity)
        else:
            om.MMessage.removeCallback(identity)


def test_while_a_dialog_is_open_maya_is_not_idle_and_qt_says_so(app: MayaApp) -> None:
    import importlib

    application = importlib.import_module("PySide6.QtWidgets").QApplication
    told: list[str] = []
    app.artist.listen(TIMER, "0.0", lambda *_: told.append("timer"))
    with app.troubles.modal_dialog():
        app.turn()
        assert told == [] and application.activeModalWidget() is not None
    app.turn()
    assert told == ["timer"] and application.activeModalWidget() is None


def test_a_file_can_be_read_while_maya_is_idle_now_and_then(app: MayaApp) -> None:
    from maya import OpenMaya as om1
    from maya.api import OpenMaya as om

    with app.troubles.file_reading():
        app.turn()
        assert om1.MFileIO.isReadingFile() and om1.MFileIO.isOpeningFile()
        assert om.MConditionMessage.getConditionState("readingFile")
    assert not om1.MFileIO.isReadingFile()


def test_output_comes_from_evaluation_threads_and_from_within_output(app: MayaApp) -> None:
    lines: list[str] = []
    app.artist.listen(OUTPUT, "", lambda text, *_: lines.append(text))
    end = app.troubles.prints_while_evaluating("printed by a node")
    app.playback.set_frame(3.0)
    end()
    app.troubles.prints_within_output("printed again")
    app.script_editor.show("once", 2)
    assert lines == ["printed by a node", "once", "printed again"] and app.script_editor.reentries == 1


def test_time_runs_backwards(app: MayaApp) -> None:
    app.playback.frame = 10.0
    app.troubles.time_backwards()
    app.turn()
    app.turn()
    assert app.playback.frame == 8.0


def test_hash_codes_collide_and_handles_still_differ(app: MayaApp) -> None:
    from maya.api import OpenMaya as om

    app.troubles.hash_codes_collide()
    handles = [om.MObjectHandle(om.MSelectionList().add(name).getDependNode(0)) for name in ("persp", "top")] * 20
    codes = {handle.hashCode() for handle in handles}
    assert len(codes) <= 16 and handles[0] != handles[1] and handles[0] == handles[2]


def test_safe_mode_falls_back(app: MayaApp) -> None:
    from maya import cmds

    app.troubles.falls_back()
    assert cmds.evaluationManager(query=True, fallbackTriggered=True)
    assert cmds.evaluationManager(query=True, mode=True) == ["parallel"] and app.evaluating.runs_serially


def test_a_scene_of_20000_nodes_is_there_and_plays(app: MayaApp) -> None:
    app.files.open(str(SCENES / "walk_shot.ma"))
    app.troubles.large_scene(20_000)
    app.playback.play()
    for _ in range(4):
        app.turn()
    assert len(app.scene.nodes) > 20_000 and app.playback.frames_completed == 4


def test_cached_playback_serves_the_second_loop(app: MayaApp) -> None:
    from maya import cmds

    app.files.open(str(SCENES / "walk_shot.ma"))
    app.evaluating.caches = True
    app.playback.play()
    for _ in range(24):
        app.turn()
    assert cmds.cacheEvaluator(query=True, cachedFrames=True) == [float(frame) for frame in range(1, 25)]
    app.playback.stop()
    app.artist.set_value(app.scene.find_one("ground"), "tx", 1.0)
    assert cmds.cacheEvaluator(query=True, cachedFrames=True) == []


def test_a_cycle_is_found_with_its_members(app: MayaApp) -> None:
    from maya import cmds

    app.files.open(str(SCENES / "cycle.ma"))
    assert sorted(cmds.evaluationManager(query=True, cycleCluster="left_sum")) == ["left_sum", "right_sum"]
    assert cmds.evaluationManager(query=True, cycleCluster="driver_ctl") is None
    upstream = cmds.evaluationManager(query=True, upstreamFrom="left_jnt")
    assert upstream[:2] == ["0", "left_jnt"] and {"driver_ctl", "driver_translateX"} <= set(upstream[1::2])


@pytest.mark.parametrize("year", sorted(VERSIONS))
def test_each_version_says_what_it_is(year: int) -> None:
    older = MayaApp(version=year)
    undo = install(older)
    from maya import cmds

    assert cmds.about(version=True) == str(year) and "double" in cmds.about(installedVersion=True)
    assert cmds.about(qtVersion=True) == VERSIONS[year].qt and "double" in cmds.about(product=True)
    undo()
