"""Selects bones of the Rigify human in turns, as an artist does, while Blender is idle and while it plays; prints when.

For `start_in_blender.py -- --rigify --script select_by_hand.py`; waiting for the panel is left to selection.bench.ts.
"""

from __future__ import annotations

import random
from time import perf_counter
from typing import Any

from rigscope_bridge import status
from rigscope_bridge.hosts.blender_api import app, context, ops, windows

BONES = ("torso", "hand_ik.L", "foot_ik.R", "head")
TIMES = 30
_done = 0


def _rig() -> Any:
    return next(obj for obj in context.scene.objects if obj.type == "ARMATURE")


def _pose_mode() -> None:
    rig = _rig()
    context.view_layer.objects.active = rig
    with context.temp_override(window=windows()[0]):
        ops.object.mode_set(mode="POSE")


def _play() -> None:
    window = windows()[0]
    with context.temp_override(window=window, screen=window.screen):
        ops.screen.animation_play()


def _select(name: str) -> None:
    bones = _rig().data.bones
    for bone in bones:
        if bone.select != (bone.name == name):
            bone.select = bone.name == name
    bones.active = bones[name]


def _step() -> float | None:
    global _done
    if not status().clients:
        return 0.5
    if _rig().mode != "POSE":
        _pose_mode()
        return 5.0
    if _done == TIMES:
        _play()
        _done += 1
        return 5.0
    if _done > 2 * TIMES:
        print("SELECTED all", flush=True)
        return None
    name = BONES[_done % len(BONES)]
    _select(name)
    pace = "idle" if _done < TIMES else "playing"
    print(f"SELECTED {pace} {perf_counter():.6f} {name}", flush=True)
    _done += 1
    # At no fixed phase of Blender's loop or of the bridge's looks.
    return random.uniform(0.4, 0.9)


app.timers.register(_step, first_interval=3.0)
