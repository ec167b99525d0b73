"""Builds the Rigify human, with a body and a walk, in the Blender that runs this: a real rig where no scene was named.

Growing the body over the bones is left to body_mesh.py, the walk to walk_cycle.py.
"""

from __future__ import annotations

from typing import Any

import addon_utils
from body_mesh import grow_body
from rigscope_bridge.hosts.blender_api import app, context, data, ops, windows
from walk_cycle import FRAMES, animate_walk

FPS = 24
SPACING_METRES = 1.3

# Where Rigify puts torso, arms and legs by IK, and the root: on layers until 3.6, in bone collections later.
MAIN_LAYERS = {3, 7, 10, 13, 16, 28}
MAIN_COLLECTIONS = {"Torso", "Arm.L (IK)", "Arm.R (IK)", "Leg.L (IK)", "Leg.R (IK)", "Root"}


def build_rigify_human(versions: tuple[str, ...] = ("v001",)) -> list[Any]:
    """Empties the scene and builds one walking human for each version, side by side; gives their rigs.

    The asset is named by the custom property that the default resolver reads, as in `human@v001`.
    """
    scene = context.scene
    for obj in list(scene.objects):
        data.objects.remove(obj, do_unlink=True)
    rig = _generate()
    rig.name = "human"
    _show_main_controls(rig)
    body = grow_body(rig, "human_body")
    animate_walk(rig)
    scene.render.fps, scene.render.fps_base = FPS, 1.0
    scene.frame_start, scene.frame_end = 1, FRAMES
    rigs = [rig, *(_copy(rig, body, number) for number in range(1, len(versions)))]
    for number, (built, version) in enumerate(zip(rigs, versions)):
        built["rigscope_asset"] = f"human@{version}"
        built.location.x = (number - (len(versions) - 1) / 2) * SPACING_METRES
    _select_only(rig)
    scene.frame_set(1)
    return rigs


def arrange_window() -> None:
    """A clean window: solid 3D view on the character, no dope sheet, Blender's own fps shown. Without one, nothing."""
    _hide_splash()
    _spare_software_drawing()
    for window in windows():
        for area in list(window.screen.areas):
            if area.type == "DOPESHEET_EDITOR":
                with context.temp_override(window=window, screen=window.screen, area=area):
                    ops.screen.area_close()
        for area in window.screen.areas:
            if area.type == "VIEW_3D":
                _arrange_view(area.spaces.active)


def _hide_splash() -> None:
    """Keeps the splash screen away from this start alone."""
    view = context.preferences.view
    if app.background or not view.show_splash:
        return
    view.show_splash = False

    def show_again() -> None:
        view.show_splash = True

    app.timers.register(show_again, first_interval=2.0)


def _spare_software_drawing() -> None:
    """Where the processor draws instead of a graphics card, smoothing of edges costs four times the rest; it goes, for
    this run only."""
    if app.background:
        return
    import gpu

    if any(name in gpu.platform.renderer_get().lower() for name in ("llvmpipe", "softpipe", "swrast")):
        preferences = context.preferences
        preferences.use_preferences_save = False
        preferences.system.viewport_aa = "OFF"


def _arrange_view(space: Any) -> None:
    space.shading.type = "SOLID"
    space.shading.light = "STUDIO"
    space.overlay.show_text = True
    space.overlay.show_cursor = False
    space.overlay.show_floor = False
    space.overlay.show_axis_x = space.overlay.show_axis_y = False
    space.overlay.show_relationship_lines = False
    view = space.region_3d
    view.view_perspective = "PERSP"
    view.view_location = (0.0, 0.0, 0.95)
    view.view_rotation = (0.72, 0.62, 0.20, 0.24)
    view.view_distance = 3.4


def _generate() -> Any:
    was_enabled = "rigify" in context.preferences.addons
    if not was_enabled:
        addon_utils.enable("rigify", default_set=True)
    try:
        ops.object.armature_human_metarig_add()
        metarig = context.object
        ops.pose.rigify_generate()
        rig = context.object
        data.objects.remove(metarig, do_unlink=True)
    finally:
        if not was_enabled:
            addon_utils.disable("rigify", default_set=True)
    return rig


def _show_main_controls(rig: Any) -> None:
    """Shows what a walk is animated with; faces, fingers and tweaks wait on their layers, as animators keep them."""
    collections = getattr(rig.data, "collections_all", None)
    if collections is not None:
        for collection in collections:
            collection.is_visible = collection.name in MAIN_COLLECTIONS
        return
    rig.data.layers = [layer in MAIN_LAYERS for layer in range(32)]


def _copy(rig: Any, body: Any, number: int) -> Any:
    """A copy with its own drivers, constraints and action, all pointing at the copy."""
    _select_only(rig)
    body.select_set(True)
    ops.object.duplicate(linked=False)
    copied = {obj.type: obj for obj in context.selected_objects}
    copied["ARMATURE"].name = f"{rig.name}_{number + 1}"
    copied["MESH"].name = f"{body.name}_{number + 1}"
    return copied["ARMATURE"]


def _select_only(obj: Any) -> None:
    for other in context.selected_objects:
        other.select_set(False)
    obj.select_set(True)
    context.view_layer.objects.active = obj
