"""Where the artist stood when a capture began, and back to there: the frame, and poses that were set and never keyed,
which any change of the frame takes away. Nothing here is an undo step or marks the file as modified."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .blender_api import data

_ANIMATED = (
    "objects",
    "armatures",
    "meshes",
    "shape_keys",
    "curves",
    "hair_curves",
    "lattices",
    "metaballs",
    "materials",
    "node_groups",
    "lights",
    "cameras",
    "worlds",
    "scenes",
    "collections",
    "grease_pencils",
    "cache_files",
)


class Moment:
    """The present, to come back to. Raises ReferenceError on the way back when the scene is gone."""

    def __init__(self, scene: Any) -> None:
        self.scene = scene
        self.frame: int = scene.frame_current
        self._subframe: float = scene.frame_subframe
        self._values = [
            (block, path, value) for block, path in _animated() if (value := _value(block, path)) is not None
        ]

    def come_back(self) -> None:
        """Sets the frame, then whatever the frame's own animation has now set otherwise."""
        self.scene.frame_set(self.frame, subframe=self._subframe)
        changed = [entry for entry in self._values if _value(entry[0], entry[1]) != entry[2]]
        for block, path, value in changed:
            _set(block, path, value)
        if changed:
            for layer in self.scene.view_layers:
                layer.update()


def _animated() -> Iterator[tuple[Any, str]]:
    """Each data-block with each path that an action of its own animates."""
    for collection in _ANIMATED:
        for block in getattr(data, collection, ()):
            yield from _paths(block)
            tree = getattr(block, "node_tree", None)
            if tree is not None:
                yield from _paths(tree)


def _paths(block: Any) -> Iterator[tuple[Any, str]]:
    animation = getattr(block, "animation_data", None)
    if animation is None:
        return
    actions = [animation.action, *(strip.action for track in animation.nla_tracks for strip in track.strips)]
    found = {curve.data_path for action in actions if action is not None for curve in _curves(action)}
    for path in found:
        yield block, path


def _curves(action: Any) -> Iterator[Any]:
    """The action's curves: in the action itself until 4.3, in the channel bags of its strips later."""
    if hasattr(action, "fcurves"):
        yield from action.fcurves
        return
    for layer in action.layers:
        for strip in layer.strips:
            for bag in strip.channelbags:
                yield from bag.fcurves


def _value(block: Any, path: str) -> Any:
    """What the path holds now, copied; None where it leads nowhere, as curves of removed bones do."""
    try:
        value = block.path_resolve(path)
    except (ValueError, KeyError, IndexError):
        return None
    return tuple(value) if hasattr(value, "__len__") and not isinstance(value, (str, bytes)) else value


def _set(block: Any, path: str, value: Any) -> None:
    if path.endswith('"]'):
        # A custom property, as in pose.bones["hand"]["IK"].
        at = path.rindex('["')
        owner = block.path_resolve(path[:at]) if at else block
        owner[path[at + 2 : -2]] = value
        return
    above, dot, name = path.rpartition(".")
    setattr(block.path_resolve(above) if dot else block, name, value)
