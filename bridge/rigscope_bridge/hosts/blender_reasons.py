"""Why data-blocks evaluated, in words: what the depsgraph says it updated in a captured frame, and what animates it."""

from __future__ import annotations

from typing import Any

from .blender_api import types
from .blender_keys import data_key, identity, object_key
from .blender_scene import data_code

_FRAMES_LOOKED_AT = 8
_TRANSFORM, _GEOMETRY, _SHADING = 1, 2, 4


class Reasons:
    """Looks at the first frames of a capture: why something evaluates seldom changes after."""

    def __init__(self) -> None:
        self._left = _FRAMES_LOOKED_AT
        self._found: dict[str, tuple[int, str, str]] = {}

    def look(self, depsgraph: Any) -> None:
        """Right after an evaluation, while the depsgraph still knows what it updated."""
        if self._left <= 0:
            return
        self._left -= 1
        for update in depsgraph.updates:
            what = (
                (_TRANSFORM if update.is_updated_transform else 0)
                | (_GEOMETRY if update.is_updated_geometry else 0)
                | (_SHADING if update.is_updated_shading else 0)
            )
            original = update.id.original
            key = _key(original)
            if what and key is not None:
                before = self._found.get(key)
                if before is None:
                    # In words at once: until the capture ends, an undo may have taken the data-block away.
                    self._found[key] = (what, _shape(original), _cause(original))
                else:
                    self._found[key] = (what | before[0], *before[1:])

    def words(self, is_asked_for: bool) -> dict[str, str]:
        """A sentence for each; `is_asked_for` where the capture itself had everything evaluated."""
        if is_asked_for:
            return {key: "The capture had it evaluated again." for key in self._found}
        return {key: _sentence(*found) for key, found in self._found.items()}


def _key(block: Any) -> str | None:
    if isinstance(block, types.Object):
        return object_key(identity(block))
    if isinstance(block, types.Key):
        return data_key("KE", identity(block))
    code = data_code(block)
    return None if code is None else data_key(code, identity(block))


def _shape(block: Any) -> str:
    return "pose" if getattr(block, "type", None) == "ARMATURE" else "geometry"


def _cause(block: Any) -> str:
    """What animates it, where Blender tells."""
    animation = getattr(block, "animation_data", None)
    if animation is None:
        return ""
    if animation.action is not None:
        return f"; the action {animation.action.name} animates it"
    drivers = len(animation.drivers)
    return f"; {drivers} drivers move it" if drivers > 1 else ""


def _sentence(what: int, shape: str, cause: str) -> str:
    named = [(_TRANSFORM, "transform"), (_GEOMETRY, shape), (_SHADING, "shading")]
    # An object's shading is said to change with every frame that touches it; it explains only what nothing else does.
    listed = [word for bit, word in named if what & bit and (bit != _SHADING or what == _SHADING)]
    return f"Its {' and '.join(listed)} changed from frame to frame{cause}."
