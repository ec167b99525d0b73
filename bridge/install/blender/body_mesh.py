"""Grows a body over a rig's deforming bones: tapered limbs, fused to one skin, weighted by distance, subdivided."""

from __future__ import annotations

import math
from typing import Any

from mathutils import Matrix, Vector
from mathutils.kdtree import KDTree
from rigscope_bridge.hosts.blender_api import context, data

VOXEL_METRES = 0.042
CORNERS = 16
CAP_RINGS = 8
BONES_PER_VERTEX = 4
POINTS_PER_VERTEX = 16
SAMPLE_METRES = 0.012

# Radius in metres by the beginning of the deforming bone's name; the first that fits holds, others give no flesh.
_RADII = (
    ("DEF-spine.006", 0.098),
    ("DEF-spine.005", 0.058),
    ("DEF-spine.004", 0.06),
    ("DEF-spine.003", 0.132),
    ("DEF-spine.002", 0.128),
    ("DEF-spine.001", 0.112),
    ("DEF-spine", 0.125),
    ("DEF-pelvis", 0.06),
    ("DEF-thigh", 0.082),
    ("DEF-shin", 0.056),
    ("DEF-foot", 0.043),
    ("DEF-toe", 0.036),
    ("DEF-shoulder", 0.062),
    ("DEF-upper_arm", 0.05),
    ("DEF-forearm", 0.04),
    ("DEF-hand", 0.034),
    ("DEF-palm", 0.02),
    ("DEF-f_", 0.0145),
    ("DEF-thumb", 0.0155),
)
_TAPER = {"DEF-thigh": 0.8, "DEF-shin": 0.75, "DEF-forearm": 0.8, "DEF-foot": 0.85, "DEF-f_": 0.85}


def grow_body(rig: Any, name: str) -> Any:
    """A mesh of some thousand vertices, bound to the rig by an armature modifier and smoothed by a subdivision."""
    bones = [(bone, radius) for bone in rig.data.bones if bone.use_deform and (radius := _radius(bone.name))]
    points: list[Vector] = []
    faces: list[tuple[int, ...]] = []
    for bone, radius in bones:
        _add_limb(points, faces, bone, radius)
    mesh = data.meshes.new(name)
    mesh.from_pydata(points, [], faces)
    body = data.objects.new(name, mesh)
    context.scene.collection.objects.link(body)
    _fuse(body)
    _weigh(body, [bone for bone, _ in bones])
    body.parent = rig
    body.modifiers.new("Armature", "ARMATURE").object = rig
    subdivision = body.modifiers.new("Subdivision", "SUBSURF")
    subdivision.levels = subdivision.render_levels = 1
    for polygon in body.data.polygons:
        polygon.use_smooth = True
    return body


def _radius(bone: str) -> float | None:
    return next((radius for beginning, radius in _RADII if bone.startswith(beginning)), None)


def _add_limb(points: list[Vector], faces: list[tuple[int, ...]], bone: Any, radius: float) -> None:
    """A capsule along the bone, thinner towards its tail; for the head an egg."""
    taper = next((share for beginning, share in _TAPER.items() if bone.name.startswith(beginning)), 1.0)
    along = bone.tail_local - bone.head_local
    place = Matrix.Translation(bone.head_local) @ along.to_track_quat("Z", "Y").to_matrix().to_4x4()
    outline = [(0.0, radius, radius), (along.length, radius * taper, radius * taper)]
    if bone.name == "DEF-spine.006":
        place = Matrix.Translation(bone.head_local.lerp(bone.tail_local, 0.55) + Vector((0.0, -0.035, 0.0)))
        outline = [(0.0, 0.09, 0.125), (0.0, 0.09, 0.125)]
    rings: list[tuple[float, float]] = []
    for (height, wide, high), quarter in zip(outline, (-1.0, 0.0)):
        for step in range(CAP_RINGS + 1):
            angle = (quarter + step / CAP_RINGS) * math.pi / 2
            rings.append((height + high * math.sin(angle), max(wide * math.cos(angle), wide * 0.05)))
    first = len(points)
    for height, wide in rings:
        for corner in range(CORNERS):
            angle = 2 * math.pi * corner / CORNERS
            points.append(place @ Vector((wide * math.cos(angle), wide * math.sin(angle), height)))
    for ring in range(len(rings) - 1):
        for corner in range(CORNERS):
            a, b = first + ring * CORNERS + corner, first + ring * CORNERS + (corner + 1) % CORNERS
            faces.append((a, b, b + CORNERS, a + CORNERS))
    last = first + (len(rings) - 1) * CORNERS
    faces.append(tuple(reversed(range(first, first + CORNERS))))
    faces.append(tuple(range(last, last + CORNERS)))


def _fuse(body: Any) -> None:
    """Makes one closed skin out of the overlapping limbs, and evens it out."""
    remesh = body.modifiers.new("Fuse", "REMESH")
    remesh.mode = "VOXEL"
    remesh.voxel_size = VOXEL_METRES
    smooth = body.modifiers.new("Even", "SMOOTH")
    smooth.factor, smooth.iterations = 0.5, 6
    depsgraph = context.evaluated_depsgraph_get()
    fused = data.meshes.new_from_object(body.evaluated_get(depsgraph))
    body.modifiers.clear()
    rough, body.data = body.data, fused
    fused.name = rough.name
    data.meshes.remove(rough)


def _weigh(body: Any, bones: list[Any]) -> None:
    """Weights of the nearest bones, falling off steeply with the distance to points along them."""
    owners: list[int] = []
    points: list[Vector] = []
    for number, bone in enumerate(bones):
        steps = max(2, math.ceil(bone.length / SAMPLE_METRES))
        for step in range(steps + 1):
            owners.append(number)
            points.append(bone.head_local.lerp(bone.tail_local, step / steps))
    tree = KDTree(len(points))
    for index, point in enumerate(points):
        tree.insert(point, index)
    tree.balance()
    groups = [body.vertex_groups.new(name=bone.name) for bone in bones]
    for vertex in body.data.vertices:
        nearest: dict[int, float] = {}
        for _, index, distance in tree.find_n(vertex.co, POINTS_PER_VERTEX):
            nearest.setdefault(owners[index], distance)
        weights = {bone: max(distance, 0.004) ** -4 for bone, distance in list(nearest.items())[:BONES_PER_VERTEX]}
        whole = sum(weights.values())
        for bone, weight in weights.items():
            groups[bone].add([vertex.index], weight / whole, "REPLACE")
