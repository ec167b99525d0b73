"""Registers callbacks in Blender and takes every one of them back: handlers, draw callbacks, timers, message bus.

What the callbacks do is left to blender.py; each goes through the bridge's probes, so nothing is raised into Blender.
"""

from __future__ import annotations

from typing import Any, Callable

from .blender_api import app, msgbus, types
from .host import Probes, Undo


class BlenderCallbacks:
    """Everything that was registered under one owner, in order; `undo` takes it back, once or often."""

    def __init__(self, probes: Probes) -> None:
        self._probes = probes
        self._undos: list[Undo] = []

    def handler(self, kind: str, probe: str, function: Callable[..., None]) -> None:
        """Adds to `app.handlers.<kind>`, over file loads; nothing where this Blender has no such list."""
        handlers = getattr(app.handlers, kind, None)
        if handlers is None:
            return
        # Blender marks only plain functions as persistent, and probes give those.
        wrapped = self._probes.wrap(probe, function)
        wrapped.__name__ = "rigscope"
        handlers.append(app.handlers.persistent(wrapped))
        self._undos.append(lambda: handlers.remove(wrapped) if wrapped in handlers else None)

    def draw(self, kind: str, probe: str, function: Callable[..., None]) -> None:
        """Calls the function in every 3D view's drawing; kind is PRE_VIEW, POST_VIEW or POST_PIXEL."""
        handle = types.SpaceView3D.draw_handler_add(self._probes.wrap(probe, function), (), "WINDOW", kind)
        self._undos.append(lambda: types.SpaceView3D.draw_handler_remove(handle, "WINDOW"))

    def timer(self, probe: str, function: Callable[..., None], interval: Callable[[], float]) -> None:
        """Calls the function after each `interval()` seconds, between two passes of Blender's event loop."""
        wrapped = self._probes.wrap(probe, function)

        def rigscope() -> float:
            wrapped()
            return interval()

        app.timers.register(rigscope, first_interval=0.0, persistent=True)

        def stop() -> None:
            if app.timers.is_registered(rigscope):
                app.timers.unregister(rigscope)

        self._undos.append(stop)

    def messages(self, probe: str, function: Callable[..., None], keys: list[Any]) -> None:
        """Calls the function when one of the properties is set by the user; call it again after a file load."""
        wrapped = self._probes.wrap(probe, function)
        for key in keys:
            msgbus.subscribe_rna(key=key, owner=self, args=(), notify=wrapped)
        self._undos.append(lambda: msgbus.clear_by_owner(self))

    def undo(self) -> None:
        """Takes back every registration, last one first."""
        while self._undos:
            self._undos.pop()()
