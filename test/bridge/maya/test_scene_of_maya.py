"""What is read of an open Maya scene: its nodes, parents first, by keys of their own; its rigs, and what belongs to
them."""

from __future__ import annotations

from pathlib import Path

import pytest
from attached_maya import SCENES
from maya_double.stub_set import why_missing
from maya_scenes import HEAD, Made, OpenMaya, open_maya, scene_of

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")


def _rig(name: str) -> list[Made]:
    return [
        ("transform", name, None),
        ("joint", f"{name}_hips", name),
        ("transform", f"{name}_ctl", name),
        ("nurbsCurve", f"{name}_ctlShape", f"{name}_ctl"),
    ]


RIG = _rig("hero")


def _reference(name: str, namespace: str, file: str) -> str:
    return (
        f'file -rdi 1 -ns "{namespace}" -rfn "{name}" -typ "mayaAscii" "{file}";\n'
        f'file -r -ns "{namespace}" -dr 1 -rfn "{name}" -typ "mayaAscii" "{file}";\n'
    )


def test_a_rig_that_is_referenced_twice_is_two_rigs_of_their_own_nodes() -> None:
    with open_maya() as maya:
        maya.app.files.open(str(SCENES / "walk_shot.ma"))
        first, second = maya.host.scene().rigs
        assert (first.name, second.name) == ("walker", "partner") and first.key != second.key
        assert first.source == second.source and first.source is not None and "{" not in first.source
        assert first.properties["rigscope_asset"] == "walker@v012"
        nodes = list(maya.host.nodes())
        of = {rig.key: {node.key for node in nodes if node.rig == rig.key} for rig in (first, second)}
        assert len(of[first.key]) == len(of[second.key]) > 30 and not of[first.key] & of[second.key]
        rigs = maya.rig_of()
        assert rigs["walker:body_skin"] == "walker" and rigs["partner:body_skin"] == "partner"
        assert rigs["|ground"] is None


def test_every_node_comes_after_the_one_above_it_with_its_whole_path() -> None:
    with open_maya() as maya:
        maya.app.files.open(str(SCENES / "walk_shot.ma"))
        seen: set[str] = set()
        paths: dict[str, str] = {}
        for node in maya.host.nodes():
            assert node.key not in seen and (node.parent is None or node.parent in seen)
            seen.add(node.key)
            paths[node.key] = node.path
            if node.parent is not None:
                assert node.path == f"{paths[node.parent]}|{node.name}"
        assert maya.host.scene().node_count == len(seen)


def test_what_only_shades_or_keeps_mayas_own_settings_is_no_node() -> None:
    with open_maya() as maya:
        maya.app.files.open(str(SCENES / "walk_shot.ma"))
        kinds = {node.kind for node in maya.host.nodes()}
        assert {"skinCluster", "joint", "mesh", "animCurveTL", "expression", "unitConversion"} <= kinds
        assert not kinds & {"lambert", "shadingEngine", "materialInfo", "objectSet", "reference", "dagPose", "time"}


def test_an_instance_is_one_node(tmp_path: Path) -> None:
    with open_maya() as maya:
        text = scene_of([("transform", "left", None), ("transform", "right", None), ("mesh", "shape", "left")])
        maya.open(text + 'parent -s -nc -r -add "|left|shape" "right";\n', tmp_path / "instances.ma")
        shapes = [node for node in maya.host.nodes() if node.name == "shape"]
        assert len(shapes) == 1 and shapes[0].path == "|left|shape"


def test_renaming_keeps_a_node_and_another_scene_has_none_of_its_keys(tmp_path: Path) -> None:
    with open_maya() as maya:
        maya.open(scene_of(RIG), tmp_path / "hero.ma")
        before = maya.nodes()
        node = maya.app.scene.find("hero")[0]
        maya.app.scene.rename(node, "boss")
        after = maya.nodes()
        assert after["|boss"].key == before["|hero"].key
        assert after["|boss|hero_hips"].parent == before["|hero"].key


def test_nodes_keep_apart_even_where_maya_gives_them_one_hash_code(tmp_path: Path) -> None:
    with open_maya() as maya:
        maya.app.troubles.hash_codes_collide()
        maya.open(scene_of(RIG), tmp_path / "hero.ma")
        keys = [node.key for node in maya.host.nodes()]
        assert len(set(keys)) == len(keys) and keys == [node.key for node in maya.host.nodes()]


def test_a_scan_starts_again_where_the_scene_changes_under_it(tmp_path: Path) -> None:
    with open_maya() as maya:
        maya.open(scene_of(RIG), tmp_path / "hero.ma")
        from rigscope_bridge.hosts.maya_keys import NodeKeys
        from rigscope_bridge.hosts.maya_scene import MayaScene

        scene = MayaScene(NodeKeys())
        reading = scene.nodes()
        next(reading)
        scene.outdated()
        with pytest.raises(RuntimeError, match="The scene changed"):
            list(reading)


@pytest.mark.parametrize(
    ("nodes", "rigs"),
    [
        (RIG, ["hero"]),
        ([("transform", "set", None), ("mesh", "wall", "set")], []),
        ([("joint", "root", None), ("joint", "spine", "root")], ["root"]),
        ([("transform", "path", None), ("nurbsCurve", "pathShape", "path")], []),
        (
            [("transform", "prop", None), ("nurbsCurve", "propShape", "prop"), ("parentConstraint", "follow", "prop")],
            ["prop"],
        ),
        ([*RIG, ("transform", "horse:top", None), ("joint", "horse:hips", "horse:top")], ["hero", "horse"]),
    ],
)
def test_hierarchies_with_joints_or_constrained_controls_are_rigs(
    tmp_path: Path, nodes: list[Made], rigs: list[str]
) -> None:
    with open_maya() as maya:
        namespaces = 'namespace -add "horse";\n' if any("horse:" in name for _, name, _ in nodes) else ""
        maya.open(scene_of(nodes).replace(HEAD, HEAD + namespaces), tmp_path / "scene.ma")
        assert [rig.name for rig in maya.host.scene().rigs] == rigs
        assert all(rig.source is None for rig in maya.host.scene().rigs)


def test_rigs_that_were_put_into_a_group_are_found_there(tmp_path: Path) -> None:
    with open_maya() as maya:
        (tmp_path / "hero_rig_v012.ma").write_text(scene_of(RIG), "utf-8")
        text = HEAD + _reference("aRN", "a", "hero_rig_v012.ma") + _reference("bRN", "b", "hero_rig_v012.ma")
        text += scene_of([("transform", "characters", None)]).replace(HEAD, "")
        text += 'parent "|a:hero" "characters";\nparent "|b:hero" "characters";\n'
        maya.open(text, tmp_path / "shot.ma")
        assert [rig.name for rig in maya.host.scene().rigs] == ["a", "b"]
        rigs = maya.rig_of()
        assert rigs["|characters|a:hero|a:hero_hips"] == "a" and rigs["|characters"] is None


def test_in_a_scene_of_one_rig_all_that_is_in_no_hierarchy_belongs_to_it(tmp_path: Path) -> None:
    with open_maya() as maya:
        maya.open(scene_of([*RIG, ("multiplyDivide", "stretch", None)]), tmp_path / "hero.ma")
        assert maya.rig_of()["stretch"] == "hero"


def test_of_several_rigs_each_has_what_it_is_wired_to(tmp_path: Path) -> None:
    with open_maya() as maya:
        extra: list[Made] = [("multiplyDivide", f"of_{name}", None) for name in ("hero", "horse", "nobody")]
        wires = [("hero_ctl.t", "of_hero.i1"), ("of_horse.o", "horse_hips.t")]
        maya.open(scene_of([*extra, *RIG, *_rig("horse")], wires), tmp_path / "two.ma")
        rigs = maya.rig_of()
        assert (rigs["of_hero"], rigs["of_horse"], rigs["of_nobody"]) == ("hero", "horse", None)


def test_reading_changes_nothing() -> None:
    with open_maya() as maya:
        maya.app.files.open(str(SCENES / "walk_shot.ma"))
        before = maya.app.state()
        _read_all(maya)
        assert maya.app.state() == before


def _read_all(maya: OpenMaya) -> None:
    maya.host.scene()
    list(maya.host.nodes())
    maya.host.selection()
