"""What each modifier cost in a frame, from the versions of Blender that tell (3.6 on). Read on the main thread; what
objects' costs are then is left to blender_stats.py."""

from __future__ import annotations

from typing import Any

from .blender_api import app, context, types
from .blender_keys import identity, modifier_key, object_key
from .blender_scene import rig_of, scene_objects
from .blender_stats import ModifierTimes
from .host import NodeFacts

TELLS_TIMES = "execution_time" in types.Modifier.bl_rna.properties


class ModifierReader:
    """Reads the modifiers of what a frame evaluated; remembers which there were."""

    def __init__(self) -> None:
        self.seen: dict[str, NodeFacts] = {}

    def read(self, depsgraph: Any) -> ModifierTimes:
        """Only of objects whose geometry this frame evaluated: of others, Blender keeps the times of an older frame."""
        times: dict[str, list[tuple[str, float]]] = {}
        if not TELLS_TIMES:
            return times
        for update in depsgraph.updates:
            evaluated = update.id
            if not update.is_updated_geometry or not isinstance(evaluated, types.Object):
                continue
            if len(evaluated.modifiers):
                original = evaluated.original
                block = identity(original)
                times[object_key(block)] = [
                    (self._know(original, block, modifier), float(modifier.execution_time))
                    for modifier in evaluated.modifiers
                    if modifier.show_viewport
                ]
        return times

    def _know(self, obj: Any, block: str, modifier: Any) -> str:
        key = modifier_key(block, modifier.name)
        if key not in self.seen:
            rig = rig_of(obj)
            self.seen[key] = NodeFacts(
                key=key,
                name=modifier.name,
                path=f"{obj.name_full}/{modifier.name}",
                kind=f"modifier {modifier.type}",
                parent=object_key(block),
                rig=None if rig is None else object_key(identity(rig)),
            )
        return key


def subdivides_while_drawing(layer: Any) -> bool:
    """Whether Blender leaves the last subdivision of an object to the graphics card, as its preferences allow it."""
    if app.background or not getattr(context.preferences.system, "use_gpu_subdivision", False):
        return False
    for obj in scene_objects(layer):
        shown = [modifier.type for modifier in obj.modifiers if modifier.show_viewport]
        if shown and shown[-1] == "SUBSURF":
            return True
    return False
