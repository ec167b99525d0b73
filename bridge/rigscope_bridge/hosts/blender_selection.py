"""Blender's selection, both ways: what is selected now, selecting nodes as one undo step, moving a view to them.

When to look for a change is left to blender.py.
"""

from __future__ import annotations

import array
from collections.abc import Hashable, Sequence
from typing import Any

from .blender_api import BlenderObject, context, ops, types
from .blender_keys import BoneName, ObjectName, bone_key, identity, object_key, parse_key
from .blender_place import Place
from .host import HostRefusal, Selection

MAX_KEYS = 1000


def read_selection(layer: Any) -> Selection:
    """Selected bones where bones are being posed or edited, else selected objects of this view layer."""
    active = layer.objects.active
    if active is not None and active.type == "ARMATURE" and active.mode in ("POSE", "EDIT"):
        keys: list[str] = []
        total = 0
        for armature in _armatures_in(layer, active.mode):
            for name in _selected_bones(armature):
                total += 1
                if len(keys) < MAX_KEYS:
                    keys.append(bone_key(identity(armature), name))
        bones = active.data.edit_bones if active.mode == "EDIT" else active.data.bones
        bone = bones.active
        if total:
            return Selection(keys, bone_key(identity(active), bone.name) if bone is not None else None, total)
    selected = layer.objects.selected
    total = len(selected)
    keys = [object_key(identity(obj)) for obj, _ in zip(selected, range(MAX_KEYS))]
    return Selection(keys, object_key(identity(active)) if active is not None else None, total)


def selection_signature(layer: Any) -> Hashable:
    """Something that differs when the selection differs, as cheap as Blender lets it be (34 us for 706 bones)."""
    active = layer.objects.active
    mode = active.mode if active is not None else "OBJECT"
    parts: list[Hashable] = [mode, active.as_pointer() if active is not None else 0]
    if active is not None and active.type == "ARMATURE" and mode in ("POSE", "EDIT"):
        for armature in _armatures_in(layer, mode):
            parts.append(_bones_signature(armature, mode))
        bones = active.data.edit_bones if mode == "EDIT" else active.data.bones
        parts.append(bones.active.name if bones.active is not None else "")
    parts.append(tuple(obj.as_pointer() for obj in layer.objects.selected))
    return tuple(parts)


def _armatures_in(layer: Any, mode: str) -> list[BlenderObject]:
    """The armatures that are in this mode together; the active one first."""
    active = layer.objects.active
    others = [obj for obj in layer.objects.selected if obj != active and obj.type == "ARMATURE" and obj.mode == mode]
    return [active, *others] if active is not None else others


def _bones_signature(armature: BlenderObject, mode: str) -> bytes:
    bones: Any = _selectable_bones(armature, mode)
    flags = array.array("b", bytes(len(bones)))
    bones.foreach_get("select", flags)
    return flags.tobytes()


def _selectable_bones(armature: BlenderObject, mode: str) -> Any:
    """Where the selection of bones lives: edit bones, pose bones from 5.0, bones before."""
    if mode == "EDIT":
        return armature.data.edit_bones
    if "select" in types.PoseBone.bl_rna.properties:
        return armature.pose.bones
    return armature.data.bones


def _selected_bones(armature: BlenderObject) -> list[str]:
    return [bone.name for bone in _selectable_bones(armature, armature.mode) if bone.select]


def select_nodes(place: Place, keys: Sequence[str], add: bool) -> int:
    """Selects objects and bones as one undo step; gives how many. Raises HostRefusal when none can be selected."""
    # A timer has no window of its own: neither the mode nor operators would be this window's.
    with place.override():
        return _select(keys, add)


def _select(keys: Sequence[str], add: bool) -> int:
    layer = context.view_layer
    if context.mode not in ("OBJECT", "POSE", "EDIT_ARMATURE"):
        mode = context.mode.replace("_", " ").title()
        raise HostRefusal("mode", f"Blender is in {mode} mode. Go back to Object or Pose Mode to select from here.")
    objects, bones, refusals = _sort(keys)
    if not objects and not bones:
        if refusals:
            raise HostRefusal(*refusals[0])
        raise HostRefusal("notFound", "None of these nodes is in the scene that Blender has open now.")
    if context.mode == "EDIT_ARMATURE" and (objects or set(bones) - set(_armatures_in(layer, "EDIT"))):
        raise HostRefusal("mode", "Blender is in Edit Mode. Leave it to select anything but the bones being edited.")
    found = _select_bones(bones, add) if bones else _select_objects(objects, add)
    _push_undo("Select from Rigscope")
    return found


def _sort(keys: Sequence[str]) -> tuple[list[BlenderObject], dict[BlenderObject, list[str]], list[tuple[str, str]]]:
    objects: list[BlenderObject] = []
    bones: dict[BlenderObject, list[str]] = {}
    refusals: list[tuple[str, str]] = []
    by_identity = {identity(obj): obj for obj in context.view_layer.objects}
    for key in keys:
        name = parse_key(key)
        if name is None:
            continue
        obj = by_identity.get(name.block if isinstance(name, ObjectName) else name.armature)
        if obj is None:
            refusals.append(("notFound", "This node is not in the view layer that Blender shows."))
            continue
        refusal = _object_refusal(obj)
        if refusal is None and isinstance(name, BoneName):
            refusal = _bone_refusal(obj, name.bone)
        if refusal is not None:
            refusals.append(refusal)
        elif isinstance(name, BoneName):
            bones.setdefault(obj, []).append(name.bone)
        else:
            objects.append(obj)
    return objects, bones, refusals


def _object_refusal(obj: BlenderObject) -> tuple[str, str] | None:
    if obj.hide_select:
        return ("notSelectable", f"{obj.name} is set not to be selectable in Blender's outliner.")
    if not obj.visible_get():
        return ("hidden", f"{obj.name} is hidden. Show it in Blender to select it.")
    return None


def _bone_refusal(armature: BlenderObject, name: str) -> tuple[str, str] | None:
    missing = ("notFound", f"There is no bone {name} in {armature.name}.")
    if armature.mode == "EDIT":
        return None if name in armature.data.edit_bones else missing
    bone = armature.data.bones.get(name)
    if bone is None:
        return missing
    if armature.library is not None and armature.mode != "POSE":
        return ("linked", f"{armature.name} is linked without an override, so its bones cannot be selected.")
    if not _bone_visible(armature, bone):
        return ("hidden", f"The bone {name} is hidden or on a hidden bone layer. Show it in Blender to select it.")
    return None


def _bone_visible(armature: BlenderObject, bone: Any) -> bool:
    if bone.hide or getattr(armature.pose.bones[bone.name], "hide", False):
        return False
    collections = getattr(bone, "collections", None)
    if collections is not None:
        return not len(collections) or any(collection.is_visible_effectively for collection in collections)
    return any(on and shown for on, shown in zip(bone.layers, armature.data.layers))


def _select_objects(objects: Sequence[BlenderObject], add: bool) -> int:
    layer = context.view_layer
    active = layer.objects.active
    if context.mode == "POSE" and active not in objects:
        _set_mode("OBJECT")
    if not add:
        for obj in list(layer.objects.selected):
            if obj not in objects:
                obj.select_set(False)
    for obj in objects:
        obj.select_set(True)
    layer.objects.active = objects[-1]
    return len(objects)


def _select_bones(bones: dict[BlenderObject, list[str]], add: bool) -> int:
    layer = context.view_layer
    if context.mode != "EDIT_ARMATURE":
        outside = [armature for armature in bones if armature.mode != "POSE"]
        if outside:
            if context.mode == "POSE":
                _set_mode("OBJECT")
            for obj in list(layer.objects.selected):
                if obj not in bones:
                    obj.select_set(False)
            for armature in bones:
                armature.select_set(True)
            layer.objects.active = next(reversed(list(bones)))
            _set_mode("POSE")
    mode = "EDIT" if context.mode == "EDIT_ARMATURE" else "POSE"
    if not add:
        for armature in _armatures_in(layer, mode):
            selectable = _selectable_bones(armature, mode)
            selectable.foreach_set("select", bytes(len(selectable)))
    found = 0
    for armature, names in bones.items():
        selectable = _selectable_bones(armature, mode)
        for name in names:
            selectable[name].select = True
            found += 1
        if armature == layer.objects.active:
            edited = armature.data.edit_bones if mode == "EDIT" else armature.data.bones
            edited.active = edited[names[-1]]
        armature.update_tag()
        armature.data.update_tag()
    return found


def _set_mode(mode: str) -> None:
    if ops.object.mode_set.poll():
        ops.object.mode_set(mode=mode)


def _push_undo(message: str) -> None:
    if ops.ed.undo_push.poll():
        ops.ed.undo_push(message=message)
