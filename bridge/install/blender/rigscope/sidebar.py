# SPDX-License-Identifier: GPL-3.0-or-later
"""The sidebar of the 3D view: what the bridge does, Start, Stop, Open panel; and the add-on's preferences."""

import textwrap
from typing import Any

import bpy

from . import bridge

LOOK_AGAIN_SECONDS = 1.0
_LINE_LETTERS = 34


class RigscopePreferences(bpy.types.AddonPreferences):
    """What can be set for the add-on; everything else is in Rigscope's settings."""

    bl_idname = __package__

    start_with_blender: bpy.props.BoolProperty(  # type: ignore[valid-type]
        name="Start with Blender",
        description="Measure from the start, and let the panel find this Blender by itself",
        default=True,
    )

    def draw(self, context: Any) -> None:
        self.layout.prop(self, "start_with_blender")


class RIGSCOPE_OT_start(bpy.types.Operator):
    """Let the Rigscope panel watch this Blender"""

    bl_idname = "rigscope.start"
    bl_label = "Start"
    bl_options = {"INTERNAL"}

    def execute(self, context: Any) -> Any:
        bridge.start()
        return {"FINISHED"}


class RIGSCOPE_OT_stop(bpy.types.Operator):
    """Stop measuring and disconnect"""

    bl_idname = "rigscope.stop"
    bl_label = "Stop"
    bl_options = {"INTERNAL"}

    def execute(self, context: Any) -> Any:
        bridge.stop()
        return {"FINISHED"}


class RIGSCOPE_OT_open_panel(bpy.types.Operator):
    """Open the Rigscope panel in the browser, on this Blender"""

    bl_idname = "rigscope.open_panel"
    bl_label = "Open Panel"
    bl_options = {"INTERNAL"}

    def execute(self, context: Any) -> Any:
        bridge.open_panel()
        return {"FINISHED"}


class RIGSCOPE_PT_sidebar(bpy.types.Panel):
    """Rigscope's state in the sidebar."""

    bl_label = "Rigscope"
    bl_idname = "RIGSCOPE_PT_sidebar"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_category = "Rigscope"

    def draw(self, context: Any) -> None:
        layout: Any = self.layout
        status = bridge.status()
        running = status is not None and status.kind == "running"
        state = layout.column(align=True)
        if running:
            state.label(text="Running", icon="RADIOBUT_ON")
            state.label(text=_clients(status.clients), icon="BLANK1")
            if status.own_cost is not None:
                state.label(text=f"Own cost {status.own_cost * 1000:.2f} ms a frame", icon="BLANK1")
        else:
            refused = status is None or status.kind == "refused"
            state.label(text="Not running", icon="ERROR" if refused else "RADIOBUT_OFF")
            if status is not None and refused:
                _paragraph(state, status.sentence)
        buttons = layout.row(align=True)
        if running:
            buttons.operator(RIGSCOPE_OT_stop.bl_idname, icon="PAUSE")
        else:
            buttons.operator(RIGSCOPE_OT_start.bl_idname, icon="PLAY")
        opening = layout.row()
        opening.enabled = running
        opening.operator(RIGSCOPE_OT_open_panel.bl_idname, icon="WINDOW")
        launch = bridge.launch_state()
        if launch is not None and launch.kind != "opened":
            _paragraph(layout.column(align=True), launch.sentence)
        problem = bridge.problem()
        if problem is not None:
            _paragraph(layout.column(align=True), problem)


def _clients(count: int) -> str:
    if count == 0:
        return "Nobody is connected"
    return "1 client connected" if count == 1 else f"{count} clients connected"


def _paragraph(layout: Any, text: str) -> None:
    """Blender does not wrap text."""
    for line in textwrap.wrap(text, _LINE_LETTERS):
        layout.label(text=line)


class _Shown:
    """What the sidebar showed last."""

    state: tuple[Any, ...] = ()


def redraw_when_changed() -> float:
    """Redraws sidebars when what they show has changed; for a timer."""
    status = bridge.status()
    cost = round(status.own_cost, 5) if status is not None and status.own_cost is not None else None
    seen = (status.kind, status.clients, cost) if status is not None else ()
    state = (*seen, bridge.launch_state(), bridge.problem())
    if state != _Shown.state:
        _Shown.state = state
        manager: Any = bpy.context.window_manager
        for window in manager.windows:
            for area in window.screen.areas:
                if area.type == "VIEW_3D":
                    for region in area.regions:
                        if region.type == "UI":
                            region.tag_redraw()
    return LOOK_AGAIN_SECONDS


_CLASSES = (RigscopePreferences, RIGSCOPE_OT_start, RIGSCOPE_OT_stop, RIGSCOPE_OT_open_panel, RIGSCOPE_PT_sidebar)


def register() -> None:
    """Shows the sidebar."""
    for registered in _CLASSES:
        bpy.utils.register_class(registered)


def unregister() -> None:
    """Takes the sidebar away."""
    for registered in reversed(_CLASSES):
        bpy.utils.unregister_class(registered)
