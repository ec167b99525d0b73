"""What is told while Maya opens, saves, imports and references, and what is made of the scene afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from attached_maya import SCENES, AttachedMaya, attached_maya
from maya_double.stub_set import why_missing

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")


def _told(maya: AttachedMaya) -> list[str]:
    return [said for _, said in maya.events.told]


def test_opening_a_scene_is_busy_once_and_then_everything_is_told_anew() -> None:
    with attached_maya() as maya:
        maya.turns(20)
        maya.events.told.clear()
        maya.app.files.open(str(SCENES / "walk_rig.ma"))
        said = _told(maya)
        assert said[0] == "busy opening a scene" and said[1] == "idle" and "scene" in said[2:]
        assert len([one for one in said if one.startswith("busy")]) == 1
        maya.play(3)
        assert maya.events.rows[-1].marks & 2, "the first frames after opening are not warm-up"


def test_nodes_of_another_scene_have_other_keys() -> None:
    with attached_maya() as maya:
        before = {node.key for node in maya.host.nodes()}
        maya.app.files.open(str(SCENES / "walk_rig.ma"))
        assert not before & {node.key for node in maya.host.nodes()}


def test_saving_names_the_file_and_keeps_the_nodes(tmp_path: Path) -> None:
    with attached_maya() as maya:
        before = [node.key for node in maya.host.nodes()]
        maya.events.told.clear()
        maya.app.files.save(str(tmp_path / "shot_010.ma"))
        maya.app.files.save()
        assert "busy saving shot_010.ma" in _told(maya) and _told(maya).count("scene") >= 2
        assert [node.key for node in maya.host.nodes()] == before


def test_importing_and_referencing_are_said_in_words(tmp_path: Path) -> None:
    with attached_maya() as maya:
        maya.events.told.clear()
        maya.app.files.import_file(str(SCENES / "cycle.ma"), "imported")
        reference = maya.app.files.create_reference(str(SCENES / "walk_rig.ma"), "second")
        maya.app.files.unload_reference(reference)
        maya.app.files.load_reference(reference)
        maya.app.files.remove_reference(reference)
        said = [one for one in _told(maya) if one.startswith("busy")]
    assert said == [
        "busy importing a file",
        "busy creating a reference",
        "busy unloading a reference",
        "busy loading a reference",
        "busy removing a reference",
    ]


def test_nodes_that_come_and_go_are_told_once_a_tick() -> None:
    with attached_maya() as maya:
        maya.turns(20)
        maya.events.told.clear()
        for number in range(100):
            maya.app.scene.create("transform", f"prop{number}")
        assert not maya.events.times("graph")
        maya.until(lambda: bool(maya.events.times("graph")), "a changed graph")
        maya.turns(40)
        assert len(maya.events.times("graph")) == 1


def test_a_large_scene_is_opened_without_hearing_of_each_node() -> None:
    with attached_maya() as maya:
        heard = maya.probes.calls["node added"]
        maya.app.files.open(str(SCENES / "walk_rig.ma"))
        assert maya.probes.calls["node added"] == heard
        maya.app.scene.create("transform", "prop")
        assert maya.probes.calls["node added"] == heard + 1


def test_a_selection_that_goes_with_its_scene_is_told_when_the_next_one_is_there() -> None:
    with attached_maya() as maya:
        maya.app.artist.select("hips_ctl")
        maya.until(lambda: bool(maya.events.times("selection")), "a selection")
        maya.events.told.clear()
        maya.app.files.new()
        assert "selection" not in _told(maya)
        maya.until(lambda: bool(maya.events.times("selection")), "the empty selection")
        assert maya.host.selection().total == 0


def test_work_whose_end_maya_never_tells_is_given_up_once_it_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with attached_maya() as maya:
        from rigscope_bridge.hosts import maya_work

        monkeypatch.setattr(maya_work, "FORGOTTEN_SECONDS", 0.05)
        maya.app.callbacks.call("scene", about="kBeforeImport")
        ticks = maya.events.ticks
        assert _told(maya)[-1] == "busy importing a file"
        maya.until(lambda: maya.events.ticks > ticks, "a tick")
        assert "idle" in _told(maya)


def test_closing_maya_is_told() -> None:
    with attached_maya() as maya:
        maya.app.exit()
        assert _told(maya)[-1] == "leaving"
