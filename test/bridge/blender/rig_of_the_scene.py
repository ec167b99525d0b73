"""The armature of the contract's scene, and putting it into a mode."""

from __future__ import annotations

from typing import Any

from rigscope_bridge.hosts.blender_api import context, data, ops, windows

RIG = 'rig_"ä" ね'


def rig() -> Any:
    """The armature's object."""
    return data.objects[RIG]


def enter_mode(mode: str) -> None:
    """Makes the armature active, selected and in this mode."""
    context.view_layer.objects.active = rig()
    rig().select_set(True)
    if rig().mode != mode:
        with context.temp_override(**({"window": windows()[0]} if len(windows()) else {})):
            ops.object.mode_set(mode=mode)
