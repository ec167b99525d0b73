"""A walk on the spot for the Rigify human: feet and hands by IK, torso, chest and head along with them, as a loop."""

from __future__ import annotations

import math
from typing import Any

from mathutils import Matrix, Vector

FRAMES = 48
"""Length of the loop: two walks of 24 frames."""

STEP_EVERY = 3
"""Frames between keys."""


def animate_walk(rig: Any) -> None:
    """Keys the control bones over the loop; the frame after the last is the first again."""
    for frame in range(1, FRAMES + 2, STEP_EVERY):
        turn = 2 * math.pi * (frame - 1) / (FRAMES / 2)
        for side, phase in (("L", turn), ("R", turn + math.pi)):
            _key_foot(rig, side, phase, frame)
            _key_hand(rig, side, phase + math.pi, frame)
        _key(
            rig,
            "torso",
            frame,
            Vector((0.018 * math.sin(turn), 0.0, -0.045 + 0.022 * math.cos(2 * turn))),
            Matrix.Rotation(math.radians(4) * math.sin(turn), 3, "Z"),
        )
        _key(rig, "chest", frame, None, Matrix.Rotation(math.radians(-9) * math.sin(turn), 3, "Z"))
        look = math.radians(12) * math.sin(turn / 2)
        nod = math.radians(4) * math.cos(2 * turn)
        _key(rig, "head", frame, None, Matrix.Rotation(look, 3, "Z") @ Matrix.Rotation(nod, 3, "X"))
    for curve in _curves(rig):
        curve.modifiers.new("CYCLES")


def _curves(rig: Any) -> Any:
    """The action's curves: in the action itself until 4.3, in the channel bag of its slot later."""
    action = rig.animation_data.action
    if hasattr(action, "fcurves"):
        return action.fcurves
    return action.layers[0].strips[0].channelbag(rig.animation_data.action_slot).fcurves


def _key_foot(rig: Any, side: str, phase: float, frame: int) -> None:
    forward = -0.26 * math.sin(phase)
    lift = 0.11 * max(0.0, math.cos(phase))
    pitch = math.radians(18) * math.sin(phase + 0.6)
    _key(rig, f"foot_ik.{side}", frame, Vector((0.0, forward, lift)), Matrix.Rotation(pitch, 3, "X"))


def _key_hand(rig: Any, side: str, phase: float, frame: int) -> None:
    sign = 1.0 if side == "L" else -1.0
    rest = rig.data.bones[f"hand_ik.{side}"].head_local
    swing = math.sin(phase)
    wanted = Vector((sign * 0.30, 0.02 - 0.24 * swing, 0.93 + 0.06 * abs(swing)))
    drop = Matrix.Rotation(sign * math.radians(48), 3, "Y")
    turned = Matrix.Rotation(math.radians(-14) * swing, 3, "X") @ drop
    _key(rig, f"hand_ik.{side}", frame, wanted - rest, turned)


def _key(rig: Any, bone: str, frame: int, offset: Any, turned: Any) -> None:
    """Keys an offset and a rotation (or None) given in the rig's axes, whatever way the bone points."""
    posed = rig.pose.bones[bone]
    axes = posed.bone.matrix_local.to_3x3()
    if offset is not None:
        # Rigify's IK controls move along the rig's axes, the others along their own.
        posed.location = axes.inverted() @ offset if posed.bone.use_local_location else offset
        posed.keyframe_insert("location", frame=frame)
    if turned is not None:
        local = axes.inverted() @ turned @ axes
        if posed.rotation_mode == "QUATERNION":
            posed.rotation_quaternion = local.to_quaternion()
            posed.keyframe_insert("rotation_quaternion", frame=frame)
        else:
            posed.rotation_euler = local.to_euler(posed.rotation_mode)
            posed.keyframe_insert("rotation_euler", frame=frame)
