"""Blender's Python API as the running Blender has it, untyped: names come and go from 3.4 to 5.x, so stubs of one
version would refuse another's. The only file that imports bpy; callers guard with hasattr what not every version has.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import bpy

# While an add-on registers, bpy.context and bpy.data are stand-ins that know nothing; these never are.
_bpy: Any = import_module("_bpy")

app: Any = bpy.app
context: Any = _bpy.context
data: Any = _bpy.data
msgbus: Any = bpy.msgbus
ops: Any = bpy.ops
path: Any = bpy.path
types: Any = bpy.types

BlenderObject = Any
"""A `bpy.types.Object`."""


def windows() -> Any:
    """Blender's windows; empty without a window."""
    return context.window_manager.windows


def is_playing() -> bool:
    """Whether an animation plays in any window. Right after an evaluation, with cold caches, asking takes 40 us."""
    return not app.background and any(window.screen.is_animation_playing for window in windows())
