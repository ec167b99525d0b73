"""The double of Maya does things in the order in which Maya's documentation has them, and leaves out what Maya does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from maya_double import MayaApp, install
from maya_double.event_loop import TIMER
from maya_double.playback import FORCE_UPDATE, TIME_CHANGE
from maya_double.stub_set import why_missing
from maya_double.views import POST_RENDER, PRE_RENDER

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")

SCENES = Path(__file__).parent / "scenes"


@pytest.fixture
def app() -> Iterator[MayaApp]:
    """A Maya that has opened the small shot."""
    made = MayaApp()
    undo = install(made)
    made.files.open(str(SCENES / "walk_shot.ma"))
    made.turn()
    yield made
    undo()


def _listen(app: MayaApp, told: list[str], *kinds: tuple[str, str, str]) -> None:
    for kind, about, called in kinds:
        app.artist.listen(kind, about, lambda *_, called=called: told.append(called))


def test_a_frame_is_time_then_evaluation_then_update_then_each_view(app: MayaApp) -> None:
    told: list[str] = []
    app.views.create("modelPanel9", "top")
    kinds = [(PRE_RENDER, "modelPanel4", "before 4"), (POST_RENDER, "modelPanel4", "after 4")]
    kinds += [(PRE_RENDER, "modelPanel9", "before 9"), (POST_RENDER, "modelPanel9", "after 9")]
    _listen(app, told, (TIME_CHANGE, "", "time"), (FORCE_UPDATE, "", "update"), *kinds)
    app.evaluating.on_evaluating = lambda: told.append("evaluation")
    app.playback.play()
    app.turn()
    assert told == ["time", "evaluation", "update", "before 4", "after 4", "before 9", "after 9"]


def test_without_the_evaluation_manager_a_frame_is_evaluated_inside_its_drawing(app: MayaApp) -> None:
    told: list[str] = []
    app.evaluating.mode = "off"
    kinds = [(PRE_RENDER, "modelPanel4", "before"), (POST_RENDER, "modelPanel4", "after")]
    _listen(app, told, (FORCE_UPDATE, "", "update"), *kinds)
    app.evaluating.on_evaluating = lambda: told.append("evaluation")
    app.playback.play()
    app.turn()
    assert told == ["update", "before", "evaluation", "after"]


def test_while_it_plays_neither_timers_nor_events_come(app: MayaApp) -> None:
    told: list[str] = []
    _listen(app, told, (TIMER, "0.0", "timer"), ("event", "SelectionChanged", "selection"))
    app.playback.play()
    app.artist.select("ground")
    for _ in range(5):
        app.turn()
    assert told == []
    app.playback.stop()
    app.turn()
    app.turn()
    assert "timer" in told and told.count("selection") == 1


def test_the_condition_of_playback_also_holds_while_the_time_slider_is_dragged(app: MayaApp) -> None:
    from maya.api import OpenMayaAnim as oma

    states: list[tuple[bool, bool, bool]] = []

    def told(state: bool, *_: Any) -> None:
        states.append((state, oma.MAnimControl.isPlaying(), oma.MAnimControl.isScrubbing()))

    app.artist.listen("condition", "playingBack", told)
    app.artist.scrub([4.0, 5.0])
    for _ in range(5):
        app.turn()
    assert states == [(True, False, True), (False, False, False)] and app.playback.frame == 5.0


@pytest.mark.parametrize(
    ("loop", "frames"),
    [("continuous", [23, 24, 1, 2]), ("oscillate", [23, 24, 23, 22]), ("once", [23, 24, 24, 24])],
)
def test_playback_ends_or_turns_as_it_was_told(app: MayaApp, loop: str, frames: list[float]) -> None:
    app.playback.loop, app.playback.frame = loop, 22.0
    app.playback.play()
    seen: list[float] = []
    for _ in range(4):
        app.turn()
        seen.append(app.playback.frame)
    assert seen == frames and app.playback.is_playing == (loop != "once")


def test_opening_tells_its_messages_in_order_with_the_references_inside(app: MayaApp) -> None:
    from maya.api import OpenMaya as om

    told: list[str] = []
    names = "BeforeOpen AfterOpen BeforeFileRead AfterFileRead BeforeLoadReference AfterLoadReference"
    for name in [f"k{name}" for name in names.split()] + ["kAfterSceneReadAndRecordEdits", "kSceneUpdate"]:
        om.MSceneMessage.addCallback(getattr(om.MSceneMessage, name), lambda *_, name=name: told.append(name))
    om.MSceneMessage.addCheckCallback(om.MSceneMessage.kBeforeOpenCheck, lambda *_: told.append("check"))
    app.files.open(str(SCENES / "walk_shot.ma"))
    reference = ["kBeforeLoadReference", "kBeforeFileRead", "kAfterFileRead", "kAfterLoadReference"]
    assert told == [
        *("check", "kBeforeOpen", "kBeforeFileRead"),
        *reference,
        *reference,
        *("kAfterFileRead", "kSceneUpdate", "kAfterOpen", "kAfterSceneReadAndRecordEdits"),
    ]


def test_a_check_that_says_no_keeps_the_scene(app: MayaApp) -> None:
    from maya.api import OpenMaya as om

    om.MSceneMessage.addCheckCallback(om.MSceneMessage.kBeforeNewCheck, lambda *_: False)
    assert not app.files.new() and app.scene.path.endswith("walk_shot.ma")


def test_selecting_is_an_undo_step_and_told_when_maya_is_idle(app: MayaApp) -> None:
    from maya import cmds

    told: list[str] = []
    _listen(app, told, ("activeListModified", "", "at once"), ("event", "SelectionChanged", "idle"))
    cmds.select("|ground", "|shot_cam", replace=True, noExpand=True)
    assert told == ["at once"] and cmds.ls(selection=True) == ["ground", "shot_cam"]
    app.turn()
    assert told == ["at once", "idle"] and [step.name for step in app.undo.done] == ["select |ground |shot_cam"]
    cmds.undo()
    assert cmds.ls(selection=True) == []


def test_components_of_an_object_are_one_entry_of_the_api_and_many_names(app: MayaApp) -> None:
    from maya import cmds
    from maya.api import OpenMaya as om

    app.artist.select_components("walker:body_geoShape", 10_000)
    selected = om.MGlobal.getActiveSelectionList()
    path, component = selected.getComponent(0)
    assert selected.length() == 1 and len(cmds.ls(selection=True)) == 10_000
    assert component.apiType() == om.MFn.kMeshVertComponent and path.fullPathName().endswith("walker:body_geoShape")


def test_two_copies_of_a_reference_have_the_same_uuids_and_handles_of_their_own(app: MayaApp) -> None:
    from maya import cmds
    from maya.api import OpenMaya as om

    nodes = [om.MSelectionList().add(f"{space}:hips_jnt").getDependNode(0) for space in ("walker", "partner")]
    facts = [om.MFnDependencyNode(node) for node in nodes]
    assert facts[0].uuid() == facts[1].uuid()
    assert om.MObjectHandle(nodes[0]) != om.MObjectHandle(nodes[1])
    assert cmds.referenceQuery("partner:hips_jnt", filename=True).endswith("walk_rig.ma{1}")


def test_handles_die_with_their_scene(app: MayaApp) -> None:
    from maya.api import OpenMaya as om

    handle = om.MObjectHandle(om.MSelectionList().add("ground").getDependNode(0))
    assert handle.isValid()
    app.files.new()
    assert not handle.isAlive() and not handle.isValid()


def test_a_timer_comes_no_sooner_than_it_was_asked_for(app: MayaApp) -> None:
    from maya.api import OpenMaya as om

    elapsed: list[float] = []
    om.MTimerMessage.addTimerCallback(0.05, lambda since, *_: elapsed.append(since))
    while len(elapsed) < 3:
        app.turn()
    assert all(since >= 0.05 for since in elapsed)


def test_nothing_comes_after_exit(app: MayaApp) -> None:
    told: list[str] = []
    _listen(app, told, ("scene", "kMayaExiting", "exit"), (TIMER, "0.0", "timer"))
    app.exit()
    app.turn()
    assert told == ["exit"]


def test_in_batch_nothing_deferred_runs_and_there_is_no_view() -> None:
    app = MayaApp(batch=True)
    undo = install(app)
    from maya import cmds, utils
    from maya.api import OpenMayaUI as omui

    ran: list[int] = []
    utils.executeDeferred(ran.append, 1)
    cmds.evalDeferred(lambda: ran.append(2))
    for _ in range(3):
        app.turn()
    assert ran == [] and app.registrations() == {"deferred": 2} and cmds.about(batch=True)
    with pytest.raises(RuntimeError):
        omui.MUiMessage.add3dViewPostRenderMsgCallback("modelPanel4", print)
    undo()
