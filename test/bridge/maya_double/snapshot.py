"""What must be in the double as it was before a bridge came: all that the design names, as plain values to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .app import MayaApp

State = dict[str, object]


def state_of(app: MayaApp) -> State:
    """Everything but times and counters."""
    scene, playback, evaluating, profiler = app.scene, app.playback, app.evaluating, app.profiler
    return {
        "modified": scene.is_modified,
        "undo": [step.name for step in app.undo.done],
        "redo": [step.name for step in app.undo.undone],
        "undo state": app.undo.is_recording,
        "nodes": sorted((node.number, node.long_name, node.kind) for node in scene.nodes.values()),
        "values": hash(tuple(sorted((node.number, str(node.values)) for node in scene.nodes.values()))),
        "connections": sum(len(node.inputs) for node in scene.nodes.values()),
        "edits": {reference.node.name: len(reference.edits) for reference in scene.references},
        "selection": app.selecting.names(True, False),
        "time": playback.frame,
        "range": (playback.first, playback.last, playback.animation_first, playback.animation_last),
        "playback": (playback.unit, playback.speed, playback.max_speed, playback.by, playback.loop, playback.view),
        "playing": playback.is_playing,
        "evaluation": (evaluating.mode, sorted(evaluating.enabled), evaluating.safe_mode, evaluating.manipulation),
        "profiler": (profiler.is_sampling, profiler.megabytes, sorted(profiler.recorded), list(profiler.categories)),
        "recording": len(profiler.events),
        "option variables": dict(app.option_variables),
        "panels": {name: (panel.camera, panel.is_visible) for name, panel in app.views.panels.items()},
        "focus": app.views.focused,
        "drawing": app.views.is_suspended,
        "registrations": app.registrations(),
    }
