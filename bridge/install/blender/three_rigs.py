"""Builds a scene worth capturing in the Blender that runs this: the Rigify human in a skin of 20,000 vertices and more,
beside a robot of rigid parts and a tail that bends. All three move.

    blender --python start_in_blender.py -- --three-rigs [--extra-modifier]

The human and its walk are left to rigify_human.py.
"""

from __future__ import annotations

import math
from typing import Any

from rigify_human import build_rigify_human
from rigscope_bridge.hosts.blender_api import context, data, ops

LEAST_VERTICES = 20_000
"""Of the human's skin, before it is subdivided for drawing."""

EXTRA = "Forgotten smoothing"
"""The modifier that is planted for trying to find it."""

_FRAMES = 48
_MOST_LEVELS = 3
_ROBOT_PARTS = (
    ("base", None, (0.0, 0.0, 0.0), 0.5),
    ("waist", "base", (0.0, 0.0, 0.5), 0.3),
    ("arm", "waist", (0.0, 0.0, 0.8), 0.6),
    ("forearm", "arm", (0.0, 0.0, 1.4), 0.5),
    ("wrist", "forearm", (0.0, 0.0, 1.9), 0.15),
    ("claw.L", "wrist", (0.1, 0.0, 2.05), 0.2),
    ("claw.R", "wrist", (-0.1, 0.0, 2.05), 0.2),
)
_TAIL_BONES = 16
_TAIL_METRES = 2.4


def build_three_rigs(extra_modifier: bool = False) -> list[Any]:
    """Empties the scene and builds the three; gives their armatures."""
    human = build_rigify_human()[0]
    body = data.objects["human_body"]
    _refine(body)
    rigs = [human, _build_robot(), _build_tail()]
    if extra_modifier:
        plant_regression(body)
    context.scene.frame_set(1)
    return rigs


def plant_regression(body: Any) -> None:
    """One modifier more, as somebody leaves it behind."""
    smooth = body.modifiers.new(EXTRA, "SMOOTH")
    smooth.factor, smooth.iterations = 0.01, 40


def _refine(body: Any) -> None:
    """Subdivides the skin itself until it has the vertices of a film character, then corrects how it bends."""
    subdivision = body.modifiers["Subdivision"]
    for _ in range(_MOST_LEVELS):
        if len(body.data.vertices) < LEAST_VERTICES:
            _subdivide(body)
    if len(body.data.vertices) < LEAST_VERTICES:
        raise RuntimeError(f"The human's skin has only {len(body.data.vertices)} vertices.")
    correct = body.modifiers.new("Corrective smooth", "CORRECTIVE_SMOOTH")
    correct.iterations = 4
    # Armature, corrective smooth, subdivision: smoothing what was subdivided would cost four times as much.
    context.view_layer.objects.active = body
    with context.temp_override(object=body, active_object=body):
        ops.object.modifier_move_to_index(modifier=correct.name, index=1)
    subdivision.levels = subdivision.render_levels = 1


def _subdivide(body: Any) -> None:
    """One level of subdivision becomes the mesh, with its weights."""
    armature, subdivision = body.modifiers["Armature"], body.modifiers["Subdivision"]
    armature.show_viewport = False
    subdivision.levels = 1
    context.view_layer.update()
    depsgraph = context.evaluated_depsgraph_get()
    finer = data.meshes.new_from_object(
        body.evaluated_get(depsgraph), preserve_all_data_layers=True, depsgraph=depsgraph
    )
    armature.show_viewport = True
    rough, body.data = body.data, finer
    finer.name = rough.name
    data.meshes.remove(rough)


def _build_robot() -> Any:
    """Parts of metal, each following one bone; the claw is driven by the wrist."""
    rig = _new_armature("robot", (1.6, 0.0, 0.0))
    for name, above, head, length in _ROBOT_PARTS:
        bone = rig.data.edit_bones.new(name)
        bone.head, bone.tail = head, (head[0], head[1], head[2] + length)
        bone.parent = rig.data.edit_bones[above] if above is not None else None
    ops.object.mode_set(mode="OBJECT")
    for name, _, _, length in _ROBOT_PARTS:
        part = _tube(f"robot_{name}", 24, 8, 0.08, length)
        part.parent, part.parent_type, part.parent_bone = rig, "BONE", name
        part.location.y = -length
        part.rotation_euler.x = -math.pi / 2
        bevel = part.modifiers.new("Bevel", "BEVEL")
        bevel.width, bevel.segments = 0.01, 2
    _swing(rig, ("waist", "arm", "forearm"), 0.5)
    for side, sign in (("L", 1.0), ("R", -1.0)):
        posed = rig.pose.bones[f"claw.{side}"]
        posed.rotation_mode = "XYZ"
        driver = posed.driver_add("rotation_euler", 2).driver
        variable = driver.variables.new()
        variable.type, variable.name = "TRANSFORMS", "turn"
        target = variable.targets[0]
        target.id, target.bone_target = rig, "forearm"
        target.transform_type, target.transform_space = "ROT_X", "LOCAL_SPACE"
        driver.expression = f"{sign} * abs(turn)"
    return rig


def _build_tail() -> Any:
    """A chain of bones in which each copies some of the one before, under a soft skin."""
    rig = _new_armature("tail", (-1.6, 0.0, 0.2))
    step = _TAIL_METRES / _TAIL_BONES
    above = None
    for number in range(_TAIL_BONES):
        bone = rig.data.edit_bones.new(f"tail.{number:03d}")
        bone.head, bone.tail = (0, 0, number * step), (0, 0, (number + 1) * step)
        bone.parent, bone.use_connect = above, above is not None
        above = bone
    ops.object.mode_set(mode="OBJECT")
    skin = _tube("tail_skin", 48, 96, 0.12, _TAIL_METRES)
    for number in range(_TAIL_BONES):
        group = skin.vertex_groups.new(name=f"tail.{number:03d}")
        for vertex in skin.data.vertices:
            weight = 1.0 - abs(vertex.co.z / step - number - 0.5)
            if weight > 0:
                group.add([vertex.index], weight, "REPLACE")
    skin.parent = rig
    skin.modifiers.new("Armature", "ARMATURE").object = rig
    skin.modifiers.new("Subdivision", "SUBSURF").levels = 1
    for number in range(1, _TAIL_BONES):
        copy = rig.pose.bones[f"tail.{number:03d}"].constraints.new("COPY_ROTATION")
        copy.target, copy.subtarget = rig, f"tail.{number - 1:03d}"
        copy.target_space = copy.owner_space = "LOCAL"
        copy.influence = 0.9
    _swing(rig, ("tail.000",), 0.12)
    return rig


def _new_armature(name: str, place: tuple[float, float, float]) -> Any:
    """An armature in the scene, in edit mode. It names its asset as the default resolver reads it."""
    rig = data.objects.new(name, data.armatures.new(name))
    context.scene.collection.objects.link(rig)
    rig.location = place
    rig["rigscope_asset"] = f"{name}@v001"
    for other in context.selected_objects:
        other.select_set(False)
    context.view_layer.objects.active = rig
    rig.select_set(True)
    ops.object.mode_set(mode="EDIT")
    return rig


def _tube(name: str, corners: int, rings: int, radius: float, length: float) -> Any:
    points = [
        (radius * math.cos(angle), radius * math.sin(angle), length * ring / rings)
        for ring in range(rings + 1)
        for angle in (2 * math.pi * corner / corners for corner in range(corners))
    ]
    faces = [
        (
            ring * corners + corner,
            ring * corners + (corner + 1) % corners,
            (ring + 1) * corners + (corner + 1) % corners,
            (ring + 1) * corners + corner,
        )
        for ring in range(rings)
        for corner in range(corners)
    ]
    mesh = data.meshes.new(name)
    mesh.from_pydata(points, [], faces)
    tube = data.objects.new(name, mesh)
    context.scene.collection.objects.link(tube)
    return tube


def _swing(rig: Any, bones: tuple[str, ...], radians: float) -> None:
    """Keys a swing there and back over the loop."""
    for name in bones:
        posed = rig.pose.bones[name]
        posed.rotation_mode = "XYZ"
        for frame in range(1, _FRAMES + 2, 4):
            posed.rotation_euler.x = radians * math.sin(2 * math.pi * (frame - 1) / _FRAMES)
            posed.keyframe_insert("rotation_euler", frame=frame)
