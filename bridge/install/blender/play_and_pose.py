"""What the shipped recording shows, for `start_in_blender.py -- --rigify --script play_and_pose.py`.

The Rigify human plays, then playback stops and its bones are posed in turns, as an artist would, then it plays again.

Recording it is left to `rigscope record`."""

from __future__ import annotations

import math
from time import monotonic
from typing import Any

from rigscope_bridge.hosts.blender_api import app, context, is_playing, ops, windows

_PLAYED_SECONDS, _POSED_SECONDS, _REST_SECONDS = 16.0, 8.0, 1.5
_POSED = ("hand_ik.L", "torso", "head", "foot_ik.R")
_BEGAN = monotonic() + 3.0


def _play() -> None:
    window = windows()[0]
    with context.temp_override(window=window, screen=window.screen):
        ops.screen.animation_play()


def _pose(rig: Any, seconds: float) -> None:
    bones = rig.pose.bones
    turn = _POSED_SECONDS / len(_POSED)
    name = _POSED[min(int(seconds / turn), len(_POSED) - 1)]
    if name in bones:
        for bone in rig.data.bones:
            if bone.select != (bone.name == name):
                bone.select = bone.name == name
        rig.data.bones.active = rig.data.bones[name]
        bones[name].location.z = 0.06 * math.sin(seconds * 5)


def _step() -> float:
    rig = next(obj for obj in context.scene.objects if obj.type == "ARMATURE")
    cycle = _PLAYED_SECONDS + _REST_SECONDS + _POSED_SECONDS + _REST_SECONDS
    at = (monotonic() - _BEGAN) % cycle
    wants_to_play = monotonic() > _BEGAN and at < _PLAYED_SECONDS
    if wants_to_play != is_playing() and monotonic() > _BEGAN:
        _play()
    posing = at - _PLAYED_SECONDS - _REST_SECONDS
    if not wants_to_play and 0 <= posing < _POSED_SECONDS:
        if rig.mode != "POSE":
            window = windows()[0]
            context.view_layer.objects.active = rig
            with context.temp_override(window=window):
                ops.object.mode_set(mode="POSE")
        _pose(rig, posing)
    return 0.02


app.timers.register(_step, first_interval=4.0)
