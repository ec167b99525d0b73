"""Blender as the contract's host, in a small scene of its own: a posed armature, a mesh on it, names in any script.

Runs inside Blender. Which cases run and how the result is written is left to run_in_blender.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rigscope_bridge.contract.harness import Steps
from rigscope_bridge.hosts.blender import BlenderHost
from rigscope_bridge.hosts.blender_api import app, context, data, ops, types, windows
from rigscope_bridge.hosts.blender_keys import bone_key, identity, object_key

HANDLERS = (
    "frame_change_pre",
    "frame_change_post",
    "depsgraph_update_pre",
    "depsgraph_update_post",
    "load_pre",
    "load_post",
    "save_pre",
    "save_post",
    "undo_pre",
    "undo_post",
    "redo_pre",
    "redo_post",
    "render_init",
    "render_complete",
    "render_cancel",
)


def build_scene() -> None:
    """An armature of three bones that moves a mesh over 24 frames, and two things beside it."""
    for obj in list(data.objects):
        data.objects.remove(obj)
    armature = data.objects.new('rig_"ä" ね', data.armatures.new("skeleton"))
    context.scene.collection.objects.link(armature)
    context.view_layer.objects.active = armature
    ops.object.mode_set(mode="EDIT")
    above = None
    for number, name in enumerate(("hips", "spine/1", "head%")):
        bone = armature.data.edit_bones.new(name)
        bone.head, bone.tail, bone.parent = (0, 0, number), (0, 0, number + 1), above
        above = bone
    ops.object.mode_set(mode="OBJECT")
    mesh = data.meshes.new("skin")
    mesh.from_pydata([(x * 0.1, y * 0.1, 0.5) for x in range(40) for y in range(40)], [], [])
    body = data.objects.new("body_skin", mesh)
    context.scene.collection.objects.link(body)
    body.parent, body.parent_type, body.parent_bone = armature, "BONE", "head%"
    body.modifiers.new("Subdivision", "SUBSURF")
    lamp = data.objects.new("lamp", data.lights.new("lamp", "POINT"))
    context.scene.collection.objects.link(lamp)
    posed = armature.pose.bones["spine/1"]
    posed.rotation_mode = "XYZ"
    for frame, angle in ((1, 0.0), (24, 1.0)):
        posed.rotation_euler.x = angle
        posed.keyframe_insert("rotation_euler", frame=frame)
    context.scene.frame_start, context.scene.frame_end = 1, 24
    armature["rigscope_asset"] = "tester@v003"
    # What was linked is not in the view layer's list before that.
    context.view_layer.update()


def key_of(name: str, bone: str | None = None) -> str:
    """The key by which this Blender's host calls an object, or a bone of it."""
    called = identity(data.objects[name])
    return object_key(called) if bone is None else bone_key(called, bone)


class BlenderHarness:
    """Plays in the window where there is one, else by setting frames."""

    captures_to_file = False

    def __init__(self) -> None:
        build_scene()
        self.host = BlenderHost()
        self.has_views = not app.background
        self._completed = 0
        app.handlers.frame_change_post.append(self._complete)

    def _complete(self, *_: Any) -> None:
        self._completed += 1

    def play(self, frames: int) -> Steps:
        wanted = self._completed + frames
        scene = context.scene
        if app.background:
            while self._completed < wanted:
                scene.frame_set(scene.frame_current + 1 if scene.frame_current < scene.frame_end else scene.frame_start)
                yield
            return
        self._toggle()
        while self._completed < wanted:
            yield
        self._toggle()
        yield

    def _toggle(self) -> None:
        window = windows()[0]
        with context.temp_override(window=window, screen=window.screen):
            if window.screen.is_animation_playing:
                ops.screen.animation_cancel(restore_frame=False)
            else:
                ops.screen.animation_play()

    def completed_frames(self) -> int:
        return self._completed

    def selectable(self) -> Sequence[str]:
        return [key_of('rig_"ä" ね'), key_of("body_skin"), key_of("lamp")]

    def select_by_hand(self, key: str) -> None:
        for obj in context.view_layer.objects:
            obj.select_set(key_of(obj.name) == key)
            if key_of(obj.name) == key:
                context.view_layer.objects.active = obj

    def undo_steps(self) -> int | None:
        return None

    def state(self) -> dict[str, Any]:
        layer = context.view_layer
        counts = {name: len(getattr(data, name)) for name in ("objects", "meshes", "armatures", "actions", "texts")}
        preferences = context.preferences
        return {
            "dirty": data.is_dirty,
            "undo poll": ops.ed.undo.poll(),
            "operators": len(context.window_manager.operators),
            "counts": counts,
            "properties": {obj.name: sorted(obj.keys()) for obj in data.objects},
            "selected": sorted(obj.name for obj in layer.objects.selected),
            "active": layer.objects.active.name if layer.objects.active else None,
            "mode": context.mode,
            "frame": context.scene.frame_current_final,
            "preferences dirty": preferences.is_dirty,
            "handlers": {name: len(getattr(app.handlers, name)) for name in HANDLERS},
            "timing": app.debug_depsgraph_time,
            "classes": len(types.Panel.__subclasses__()) + len(types.Operator.__subclasses__()),
            "playing": any(window.screen.is_animation_playing for window in windows()),
        }
