# SPDX-License-Identifier: GPL-3.0-or-later
# Rigscope's Blender add-on. Copyright (C) 2026 the Rigscope authors.
# This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public
# License as published by the Free Software Foundation, either version 3 of the License, or (at your option) any later
# version. It comes without any warranty. See the file LICENSE beside this one.
"""The Blender add-on: starts the bridge with Blender and shows its state in the 3D view's sidebar.

Measuring and talking are left to rigscope_bridge, which lies in this folder once packaged; the sidebar to sidebar.py.
"""

import os
import sys
from types import FrameType
from typing import Optional

import addon_utils
import bpy

from . import bridge, sidebar

bl_info = {
    "name": "Rigscope",
    "author": "Rigscope",
    "version": (0, 1, 0),
    "blender": (3, 4, 0),
    "location": "3D View > Sidebar > Rigscope",
    "description": "Live rig performance in a panel beside Blender",
    "category": "Animation",
}

START_AFTER_SECONDS = 0.5
"""Blender first shows its window."""


def _start_by_itself() -> None:
    addon = bpy.context.preferences.addons.get(__package__) if bpy.context.preferences is not None else None
    if addon is None or addon.preferences is None or getattr(addon.preferences, "start_with_blender", True):
        bridge.start()


def register() -> None:
    """Called by Blender when the add-on is switched on, and at each start."""
    sidebar.register()
    if bpy.app.background:
        if os.environ.get("RIGSCOPE_BATCH") == "1":
            _start_by_itself()
        return
    bpy.app.timers.register(_start_by_itself, first_interval=START_AFTER_SECONDS, persistent=True)
    bpy.app.timers.register(sidebar.redraw_when_changed, first_interval=1.0, persistent=True)


def _blender_closes() -> bool:
    """Whether Blender switches all add-ons off because it ends. It does so before anything else in Python could notice,
    and changes no state that tells it from a click of the user: only who calls does."""
    switching_all_off = getattr(addon_utils, "disable_all", None)
    frame: Optional[FrameType] = sys._getframe()
    while frame is not None:
        if switching_all_off is not None and frame.f_code is switching_all_off.__code__:
            return True
        frame = frame.f_back
    return False


def unregister() -> None:
    """Called by Blender when the add-on is switched off, and at its end: nothing of it stays."""
    for timer in (_start_by_itself, sidebar.redraw_when_changed):
        if bpy.app.timers.is_registered(timer):
            bpy.app.timers.unregister(timer)
    bridge.stop(blender_closes=_blender_closes())
    sidebar.unregister()
