"""The wire's `scene`, `selection` and `hostWindow` from what the main thread read, with asset and version of each rig
resolved."""

from __future__ import annotations

from .columns import LAYOUT
from .duties import SceneRead, SelectionRead
from .hosts.host import Rectangle, WindowFacts
from .resolver import Resolver
from .wire import Message


def scene_message(read: SceneRead, resolver: Resolver) -> Message:
    """Runs on the I/O thread."""
    facts = read.facts
    modes = LAYOUT["evaluationModes"]
    has_range = facts.start is not None and facts.end is not None
    rigs = []
    for rig, rig_id, count in zip(facts.rigs, read.rig_ids, read.rig_node_counts):
        named = resolver.resolve(rig)
        shown = {"id": rig_id, "name": rig.name, "asset": named.asset, "version": named.version}
        rigs.append({**shown, "source": rig.source, "resolvedBy": named.by, "nodeCount": count})
    return {
        "type": "scene",
        "path": facts.path,
        "name": facts.name,
        "modified": facts.modified,
        "targetFps": facts.target_fps,
        "range": {"start": facts.start, "end": facts.end} if has_range else None,
        "frame": facts.frame,
        "evaluationMode": modes[facts.evaluation_mode] if 0 <= facts.evaluation_mode < len(modes) else "unknown",
        "nodeCount": facts.node_count,
        "rigs": rigs,
    }


def selection_message(read: SelectionRead) -> Message:
    """Runs on the I/O thread."""
    return {
        "type": "selection",
        "time": read.time,
        "nodes": list(read.nodes),
        "active": read.active,
        "total": read.total,
    }


def window_message(window: WindowFacts) -> Message:
    """Runs on the I/O thread."""

    def told(rectangle: Rectangle) -> dict[str, float]:
        return {"x": rectangle.x, "y": rectangle.y, "width": rectangle.width, "height": rectangle.height}

    screen = None if window.screen is None else told(window.screen)
    return {"type": "hostWindow", "rectangle": told(window.rectangle), "screen": screen, "active": window.is_active}
