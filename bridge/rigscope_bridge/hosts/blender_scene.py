"""What is in the open Blender scene: facts about the file, its nodes (objects, their bones, their data) and its rigs.

Reading is all it does. Selection is left to blender_selection.py, frames to frame_assembler.py.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

from . import blender_api as blender
from .blender_api import BlenderObject
from .blender_keys import DepsgraphNames, bone_key, data_key, identity, object_key
from .blender_place import Place
from .frame_labels import MODE_DEPSGRAPH
from .host import NodeFacts, RigFacts, SceneFacts

# Two-letter codes that the depsgraph prints, by the class of the data-block.
_DATA_CODES = {
    "Armature": "AR",
    "Mesh": "ME",
    "Curve": "CU",
    "SurfaceCurve": "CU",
    "TextCurve": "CU",
    "MetaBall": "MB",
    "Lattice": "LT",
    "Camera": "CA",
    "PointLight": "LA",
    "SunLight": "LA",
    "SpotLight": "LA",
    "AreaLight": "LA",
    "GreasePencil": "GD",
    "Curves": "CV",
    "PointCloud": "PT",
    "Volume": "VO",
    "Speaker": "SK",
    "LightProbe": "LP",
}
_SIMULATING_MODIFIERS = {"CLOTH", "SOFT_BODY", "FLUID", "PARTICLE_SYSTEM", "DYNAMIC_PAINT", "EXPLODE", "OCEAN"}


class BlenderScene:
    """Reads the scene that the artist works in. Keeps only what the last whole pass over the nodes taught."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.names = DepsgraphNames()
        self.simulates = False
        self._node_count: int | None = None
        self._generation = 0

    def outdated(self) -> None:
        """Pointers into the file are about to dangle (undo, load, another graph): a pass under way starts again."""
        self._generation += 1

    def facts(self) -> SceneFacts:
        """The open scene now; the node count is that of the last whole pass over the nodes."""
        scene = self._place.scene()
        path = blender.data.filepath
        render = scene.render
        fps_base = render.fps_base or 1.0
        use_preview = scene.use_preview_range
        return SceneFacts(
            path=path or None,
            name=os.path.basename(path) if path else "untitled",
            modified=bool(blender.data.is_dirty),
            target_fps=render.fps / fps_base,
            start=float(scene.frame_preview_start if use_preview else scene.frame_start),
            end=float(scene.frame_preview_end if use_preview else scene.frame_end),
            frame=float(scene.frame_current_final),
            evaluation_mode=MODE_DEPSGRAPH,
            node_count=self._node_count,
            rigs=[_rig(rig) for rig in _armatures(self._place.view_layer())],
        )

    def nodes(self) -> Iterator[NodeFacts]:
        """Objects of the view layer and of instanced collections, parents first, each followed by its data and bones.

        A pass that reaches its end replaces the names by which sampled costs find their node. Raises RuntimeError when
        the scene changed under it.
        """
        generation = self._generation
        keys: dict[tuple[str, str], str] = {}
        seen: set[str] = set()
        scene = self._place.scene()
        simulates = scene.rigidbody_world is not None
        count = 0
        try:
            objects = scene_objects(self._place.view_layer())
            names = Counter(obj.name for obj in objects)
            count += 1
            keys["SC", scene.name] = data_key("SC", identity(scene))
            yield NodeFacts(data_key("SC", identity(scene)), scene.name, scene.name, "SCENE", None, None)
            for name, times in names.items():
                if times > 1:
                    key = data_key("OB", name)
                    keys["OB", name] = key
                    count += 1
                    text = f"{name} ({times} of this name)"
                    yield NodeFacts(key, text, text, "OBJECT", None, None)
            for obj in objects:
                for node in _with_parents(obj, seen):
                    simulates = simulates or _simulates(node)
                    if names[node.name] == 1:
                        keys["OB", node.name] = object_key(identity(node))
                    # Taken whole before anything is yielded: a bone removed meanwhile leaves a dangling pointer.
                    found = list(_object_facts(node, keys))
                    count += len(found)
                    for facts in found:
                        yield facts
                        if self._generation != generation:
                            raise RuntimeError("The scene changed while its nodes were read.")
        except ReferenceError as error:
            raise RuntimeError("The scene changed while its nodes were read.") from error
        self.names.replace(keys)
        self.simulates = simulates
        self._node_count = count


def scene_objects(layer: Any) -> list[BlenderObject]:
    """Every object that the view layer evaluates, those of instanced collections included, each once."""
    # Removed ones leave a gap until the view layer is updated.
    objects = [obj for obj in layer.objects if obj is not None]
    seen = {obj.name_full for obj in objects}
    for obj in objects:
        collection = obj.instance_collection
        if collection is None or obj.instance_type != "COLLECTION":
            continue
        for instanced in collection.all_objects:
            if instanced.name_full not in seen:
                seen.add(instanced.name_full)
                objects.append(instanced)
    return objects


def _with_parents(obj: BlenderObject, seen: set[str]) -> Iterator[BlenderObject]:
    chain: list[BlenderObject] = []
    above: BlenderObject | None = obj
    while above is not None and above.name_full not in seen:
        seen.add(above.name_full)
        chain.append(above)
        above = above.parent
    yield from reversed(chain)


def _object_facts(obj: BlenderObject, keys: dict[tuple[str, str], str]) -> Iterator[NodeFacts]:
    full, called = obj.name_full, identity(obj)
    own = object_key(called)
    rig = rig_of(obj)
    rig_key = object_key(identity(rig)) if rig is not None else None
    parent = object_key(identity(obj.parent)) if obj.parent is not None else None
    yield NodeFacts(own, obj.name, full, obj.type, parent, rig_key)
    data = obj.data
    if data is None:
        return
    code = data_code(data)
    if code is not None and (code, data.name) not in keys:
        key = data_key(code, identity(data))
        keys[code, data.name] = key
        yield NodeFacts(key, data.name, data.name_full, type(data).__name__, own, rig_key)
    if obj.type == "ARMATURE":
        for bone in data.bones:
            above = bone_key(called, bone.parent.name) if bone.parent is not None else own
            yield NodeFacts(bone_key(called, bone.name), bone.name, f"{full}/{bone.name}", "bone", above, rig_key)
    shape_keys = getattr(data, "shape_keys", None)
    if shape_keys is not None and ("KE", shape_keys.name) not in keys:
        key = data_key("KE", identity(shape_keys))
        keys["KE", shape_keys.name] = key
        yield NodeFacts(key, shape_keys.name, shape_keys.name_full, "Key", own, rig_key)


def data_code(data: Any) -> str | None:
    """The depsgraph's two letters for what an object holds; None for what it does not time by itself."""
    return _DATA_CODES.get(type(data).__name__)


def rig_of(obj: BlenderObject) -> BlenderObject | None:
    """The armature that moves an object: itself, the nearest one above it, or the one that deforms it."""
    above: BlenderObject | None = obj
    while above is not None:
        if above.type == "ARMATURE":
            return above
        above = above.parent
    for modifier in obj.modifiers:
        if modifier.type == "ARMATURE" and modifier.object is not None:
            rig: BlenderObject = modifier.object
            return rig
    return None


def _armatures(layer: Any) -> list[BlenderObject]:
    return [obj for obj in scene_objects(layer) if obj.type == "ARMATURE"]


def _rig(obj: BlenderObject) -> RigFacts:
    properties = {key: value for key in obj.keys() if isinstance(value := obj[key], str)}
    if obj.data is not None:
        for key in obj.data.keys():
            value = obj.data[key]
            if isinstance(value, str):
                properties.setdefault(key, value)
    return RigFacts(object_key(identity(obj)), obj.name, _source(obj), properties)


def _source(obj: BlenderObject) -> str | None:
    """The library file that a linked or overridden object comes from, as an absolute path."""
    origin = obj
    override = obj.override_library
    if override is not None and override.reference is not None:
        origin = override.reference
    library = origin.library or (obj.data.library if obj.data is not None else None)
    if library is None:
        return None
    return str(os.path.abspath(blender.path.abspath(library.filepath)))


def _simulates(obj: BlenderObject) -> bool:
    """Whether frames may come from a simulation cache of this object."""
    if obj.rigid_body is not None or obj.soft_body is not None:
        return True
    for modifier in obj.modifiers:
        if modifier.type in _SIMULATING_MODIFIERS:
            return True
        group = getattr(modifier, "node_group", None) if modifier.type == "NODES" else None
        if group is not None and any(node.bl_idname == "GeometryNodeSimulationOutput" for node in group.nodes):
            return True
    return False
