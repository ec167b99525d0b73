"""Maya's selection both ways, and its views moved to nodes: what changes is what was asked for, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from attached_maya import SCENES
from maya_double.stub_set import why_missing
from maya_scenes import OpenMaya, open_maya, scene_of
from rigscope_bridge.hosts.host import HostRefusal

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")


def _shot(maya: OpenMaya) -> None:
    maya.app.files.open(str(SCENES / "walk_shot.ma"))


def _keys(maya: OpenMaya, *paths: str) -> list[str]:
    nodes = maya.nodes()
    return [nodes[path].key for path in paths]


def test_components_are_their_object_once_however_many_they_are() -> None:
    with open_maya() as maya:
        _shot(maya)
        (body,) = _keys(maya, "|walker:walker_grp|walker:geometry|walker:body_geo")
        maya.app.artist.select_components("|walker:walker_grp|walker:geometry|walker:body_geo", 10_000)
        selection = maya.host.selection()
        assert (list(selection.keys), selection.active, selection.total) == ([body], body, 1)


def test_the_last_selected_node_is_the_active_one() -> None:
    with open_maya() as maya:
        _shot(maya)
        ground, camera = _keys(maya, "|ground", "|shot_cam")
        maya.app.artist.select("ground")
        maya.app.artist.select("shot_cam", add=True)
        selection = maya.host.selection()
        assert list(selection.keys) == [ground, camera] and selection.active == camera


def test_of_many_selected_nodes_a_thousand_are_told_and_all_are_counted(tmp_path: Path) -> None:
    with open_maya() as maya:
        maya.open(scene_of([("transform", f"n{number}", None) for number in range(1500)]), tmp_path / "many.ma")
        maya.app.artist.select(*(f"n{number}" for number in range(1500)))
        selection = maya.host.selection()
        assert len(selection.keys) == 1000 and selection.total == 1500
        assert selection.active == maya.nodes()["|n1499"].key


def test_nothing_selected_is_nothing() -> None:
    with open_maya() as maya:
        _shot(maya)
        assert maya.host.selection() == ([], None, 0)


def test_selecting_is_one_undo_step_that_maya_takes_back() -> None:
    with open_maya() as maya:
        _shot(maya)
        maya.app.artist.select("ground")
        before = maya.app.state()
        skin, grp = _keys(maya, "walker:body_skin", "|walker:walker_grp")
        assert maya.host.select([skin, grp], False) == 2
        assert list(maya.host.selection().keys) == [skin, grp]
        assert len(maya.app.undo.done) == len(before["undo"]) + 1  # type: ignore[arg-type]
        maya.app.undo.undo()
        assert {**maya.app.state(), "redo": []} == before


def test_nodes_that_are_gone_cannot_be_selected_and_the_others_can() -> None:
    with open_maya() as maya:
        _shot(maya)
        ground, camera = _keys(maya, "|ground", "|shot_cam")
        maya.app.artist.delete("ground")
        assert maya.host.select([ground, camera], False) == 1
        with pytest.raises(HostRefusal, match="None of these nodes") as refused:
            maya.host.select([ground, "n7.unheard"], False)
        assert refused.value.kind == "notFound"


def test_a_view_is_moved_to_nodes_and_nothing_else_changes() -> None:
    with open_maya() as maya:
        _shot(maya)
        maya.app.artist.select("ground")
        maya.app.scene.is_modified = False
        before = maya.app.state()
        rig, skin = _keys(maya, "|partner:walker_grp", "partner:body_skin")
        assert maya.host.frame([rig, skin]) == 1, "what is in no hierarchy has no place in a view"
        after = maya.app.state()
        assert {**after, "values": None} == {**before, "values": None}


def test_a_camera_of_the_shot_is_never_moved() -> None:
    with open_maya() as maya:
        _shot(maya)
        (rig,) = _keys(maya, "|walker:walker_grp")
        for panel in maya.app.views.visible():
            panel.camera = "shot_cam"
        before = maya.app.state()
        with pytest.raises(HostRefusal, match="Look through persp") as refused:
            maya.host.frame([rig])
        assert refused.value.kind == "noView" and maya.app.state() == before


def test_without_a_window_there_is_no_view_to_move() -> None:
    with open_maya(batch=True) as maya:
        _shot(maya)
        (rig,) = _keys(maya, "|walker:walker_grp")
        with pytest.raises(HostRefusal, match="no window") as refused:
            maya.host.frame([rig])
        assert refused.value.kind == "noView"
