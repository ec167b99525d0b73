"""What Blender can tell of captured nodes beyond their costs: what feeds them, why they evaluated, where they belong.
Read lazily, so that the caller can slice it over ticks. Blender tells neither of cycles nor of the graphics card."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from . import blender_api as blender
from .blender_api import BlenderObject, types
from .blender_keys import bone_key, data_key, identity, modifier_key, object_key
from .blender_place import Place
from .blender_scene import data_code, scene_objects
from .host import CaptureNode, NodeFacts

_VERSION = re.compile(r"[._-]v?\d+$", re.IGNORECASE)
_DRIVEN_BONE = re.compile(r'^pose\.bones\["(?P<name>(?:[^"\\]|\\.)*)"\]')


class FactsReader:
    """One reading. `reasons` are why data-blocks evaluated, by key; `modifiers` the nodes that only captures know."""

    def __init__(self, place: Place, reasons: Mapping[str, str], modifiers: Mapping[str, NodeFacts]) -> None:
        self._place = place
        self._reasons = reasons
        self._modifiers = modifiers
        self._libraries = _library_names()

    def read(self) -> Iterator[CaptureNode]:
        """Objects with their data, bones and modifiers. Raises ReferenceError when they go meanwhile."""
        told: set[str] = set()
        for obj in scene_objects(self._place.view_layer()):
            # Taken whole before anything is yielded: a bone removed meanwhile leaves a dangling pointer.
            yield from list(self._object(obj, told))

    def _object(self, obj: BlenderObject, told: set[str]) -> Iterator[CaptureNode]:
        stable, namespace = f"object/{obj.name}{self._of(obj)}", self._namespace(obj)
        block = identity(obj)
        yield self._node(object_key(block), stable, namespace, None, _feeds_object(obj))
        if obj.data is not None:
            for key, data_block, feeds in _data(obj):
                if key not in told:
                    told.add(key)
                    text = f"data/{key.split('/')[1]}/{data_block.name}{self._of(data_block)}"
                    yield self._node(key, text, self._namespace(data_block), None, feeds)
        for modifier in obj.modifiers:
            key = modifier_key(block, modifier.name)
            if key in self._modifiers:
                yield self._node(key, f"{stable}/{modifier.name}", namespace, None, _objects_in(modifier))
        if obj.type == "ARMATURE":
            yield from self._bones(obj, block, stable, namespace)

    def _bones(self, obj: BlenderObject, block: str, stable: str, namespace: str | None) -> Iterator[CaptureNode]:
        driven = _driven_bones(obj)
        posed = obj.pose.bones if obj.pose is not None else {}
        for bone in obj.data.bones:
            feeds = {bone_key(block, bone.parent.name)} if bone.parent is not None else set()
            feeds.update(driven.get(bone.name, ()))
            if bone.name in posed:
                for constraint in posed[bone.name].constraints:
                    feeds.update(_targets(constraint))
            yield self._node(bone_key(block, bone.name), f"{stable}/{bone.name}", namespace, _component(bone), feeds)

    def _node(
        self, key: str, stable: str, namespace: str | None, component: str | None, feeds: set[str]
    ) -> CaptureNode:
        feeds.discard(key)
        return CaptureNode(
            key=key,
            stable_id=stable,
            namespace=namespace,
            component=component,
            cycle=None,
            gpu=None,
            gpu_why=None,
            reason=self._reasons.get(key),
            upstream=sorted(feeds),
        )

    def _of(self, block: Any) -> str:
        """A linked data-block's library, by which two of the same name are told apart; not its version, so that
        captures of two versions of a rig find each other's nodes."""
        library = _library(block)
        return "" if library is None else f" [{self._libraries.get(library.name_full, library.name)}]"

    def _namespace(self, block: Any) -> str | None:
        library = _library(block)
        if library is not None:
            return os.path.splitext(os.path.basename(library.filepath))[0] or str(library.name)
        collections = getattr(block, "users_collection", ())
        linked = [collection for collection in collections if _library(collection) is not None]
        return str(linked[0].name) if linked else None


def _library(block: Any) -> Any:
    """Where a linked or overridden data-block comes from; None for the file's own."""
    override = getattr(block, "override_library", None)
    origin = override.reference if override is not None and override.reference is not None else block
    return origin.library


def _library_names() -> dict[str, str]:
    stems = {library.name_full: os.path.splitext(os.path.basename(library.filepath))[0] for library in _all_libraries()}
    plain = {full: _VERSION.sub("", stem) or stem for full, stem in stems.items()}
    times = Counter(plain.values())
    return {full: plain[full] if times[plain[full]] == 1 else stem for full, stem in stems.items()}


def _all_libraries() -> Any:
    return blender.data.libraries


def _feeds_object(obj: BlenderObject) -> set[str]:
    feeds: set[str] = set()
    if obj.parent is not None:
        feeds.add(
            bone_key(identity(obj.parent), obj.parent_bone)
            if obj.parent_type == "BONE" and obj.parent_bone
            else object_key(identity(obj.parent))
        )
    code = data_code(obj.data) if obj.data is not None else None
    if code is not None:
        feeds.add(data_key(code, identity(obj.data)))
    for constraint in obj.constraints:
        feeds.update(_targets(constraint))
    for modifier in obj.modifiers:
        feeds.update(_objects_in(modifier))
    feeds.update(_driver_targets(obj))
    return feeds


def _data(obj: BlenderObject) -> Iterator[tuple[str, Any, set[str]]]:
    """What an object holds, and its shape keys, with what feeds each."""
    code = data_code(obj.data)
    shape_keys = getattr(obj.data, "shape_keys", None)
    feeds = _driver_targets(obj.data)
    if shape_keys is not None:
        key = data_key("KE", identity(shape_keys))
        feeds.add(key)
        yield key, shape_keys, _driver_targets(shape_keys)
    if code is not None:
        yield data_key(code, identity(obj.data)), obj.data, feeds


def _targets(constraint: Any) -> set[str]:
    """Objects, or bones of them, that a constraint looks at."""
    found: set[str] = set()
    several = list(getattr(constraint, "targets", ()))
    for target, bone in [
        (getattr(constraint, "target", None), getattr(constraint, "subtarget", "")),
        (getattr(constraint, "pole_target", None), getattr(constraint, "pole_subtarget", "")),
        *((one.target, one.subtarget) for one in several),
    ]:
        if target is not None:
            found.add(bone_key(identity(target), bone) if bone else object_key(identity(target)))
    return found


def _objects_in(modifier: Any) -> set[str]:
    """Objects that a modifier points at, by whatever property."""
    found: set[str] = set()
    for prop in modifier.bl_rna.properties:
        if prop.type == "POINTER" and isinstance(value := getattr(modifier, prop.identifier, None), types.Object):
            found.add(object_key(identity(value)))
    if modifier.type == "NODES":
        found.update(object_key(identity(value)) for value in modifier.values() if isinstance(value, types.Object))
    return found


def _driver_targets(block: Any) -> set[str]:
    animation = getattr(block, "animation_data", None)
    if animation is None:
        return set()
    return {key for curve in animation.drivers for key in _curve_targets(curve)}


def _driven_bones(obj: BlenderObject) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for curve in obj.animation_data.drivers if obj.animation_data is not None else ():
        match = _DRIVEN_BONE.match(curve.data_path)
        if match is not None:
            name = match["name"].replace('\\"', '"').replace("\\\\", "\\")
            found.setdefault(name, set()).update(_curve_targets(curve))
    return found


def _curve_targets(curve: Any) -> Iterator[str]:
    for variable in curve.driver.variables:
        for target in variable.targets:
            if isinstance(target.id, types.Object):
                block = identity(target.id)
                yield bone_key(block, target.bone_target) if target.bone_target else object_key(block)


def _component(bone: Any) -> str | None:
    """The bone collection that holds the bone; before 4.0, its lowest layer."""
    collections = getattr(bone, "collections", None)
    if collections is not None:
        return str(collections[0].name) if len(collections) else None
    layers = [number for number, is_on in enumerate(bone.layers, 1) if is_on]
    return f"layer {layers[0]}" if layers else None
