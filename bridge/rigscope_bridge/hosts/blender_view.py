"""Moves the largest 3D view where the artist works so that nodes fill it. Touches the view alone: no selection, no undo
step."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from .blender_api import BlenderObject, app, context, windows
from .blender_keys import ObjectName, identity, parse_key
from .blender_place import Place
from .host import HostRefusal

VIEW_SENSOR_MM = 72.0
"""Blender's free views see twice what a 36 mm sensor sees."""

MARGIN = 1.15


def frame_nodes(place: Place, keys: Sequence[str]) -> int:
    """Moves the view to the nodes; gives how many were found. Raises HostRefusal when there is no view or no node."""
    layer = place.view_layer()
    space, region = _largest_view(layer)
    points: list[Any] = []
    found = 0
    with place.override():
        depsgraph = context.evaluated_depsgraph_get()
    by_identity = {identity(obj): obj for obj in layer.objects}
    for key in keys:
        name = parse_key(key)
        if name is None:
            continue
        if isinstance(name, ObjectName):
            obj = by_identity.get(name.block)
            corners = _object_points(obj.evaluated_get(depsgraph)) if obj is not None else []
        else:
            obj = by_identity.get(name.armature)
            corners = _bone_points(obj, name.bone) if obj is not None else []
        if corners:
            found += 1
            points.extend(corners)
    if not points:
        raise HostRefusal("notFound", "None of these nodes is in the view layer that Blender shows.")
    low = [min(point[axis] for point in points) for axis in range(3)]
    high = [max(point[axis] for point in points) for axis in range(3)]
    centre = [(a + b) / 2 for a, b in zip(low, high)]
    radius = max(math.dist(low, high) / 2, 0.01)
    view = space.region_3d
    if view.view_perspective == "CAMERA":
        view.view_perspective = "PERSP"
    view.view_location = centre
    half_angle = math.atan(VIEW_SENSOR_MM / 2 / space.lens)
    wide = max(region.width, region.height) / max(1, min(region.width, region.height))
    # The lens's angle spans the longer side; what has to fit is the shorter one.
    view.view_distance = MARGIN * radius * wide / math.sin(half_angle)
    for area in (area for window in windows() for area in window.screen.areas):
        if area.type == "VIEW_3D":
            area.tag_redraw()
    return found


def _largest_view(layer: Any) -> tuple[Any, Any]:
    """Of the windows that show this view layer; moving another would show nothing of these nodes."""
    best: tuple[int, Any, Any] | None = None
    for window in windows():
        if window.view_layer != layer:
            continue
        for area in window.screen.areas:
            if area.type != "VIEW_3D":
                continue
            region = next((region for region in area.regions if region.type == "WINDOW"), None)
            size = area.width * area.height
            if region is not None and (best is None or size > best[0]):
                best = (size, area.spaces.active, region)
    if best is None or app.background:
        raise HostRefusal("noView", "Blender shows no 3D view that could be moved to these nodes.")
    return best[1], best[2]


def _object_points(obj: BlenderObject) -> list[Any]:
    from mathutils import Vector

    world = obj.matrix_world
    corners = [Vector(corner) for corner in obj.bound_box]
    if all(corner == corners[0] for corner in corners):
        return [world.translation.copy()]
    return [world @ corner for corner in corners]


def _bone_points(obj: BlenderObject, name: str) -> list[Any]:
    bone = obj.pose.bones.get(name) if obj.pose is not None else None
    if bone is None:
        return []
    return [obj.matrix_world @ bone.head, obj.matrix_world @ bone.tail]
