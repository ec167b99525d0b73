"""The double's model panels and what drawing one does: callbacks before and after, and some busy work between.

When they are drawn is left to playback.py and event_loop.py."""

from __future__ import annotations

from time import perf_counter
from typing import Callable

from .callbacks import Callbacks
from .evaluating import spin
from .recording import VIEWPORT, Profiler

PRE_RENDER, POST_RENDER, DESTROYED = "3dViewPreRender", "3dViewPostRender", "3dViewDestroy"
RENDERER_CHANGED, CAMERA_CHANGED, UI_DELETED = "3dViewRendererChanged", "cameraChanged", "uiDeleted"
_OF_A_PANEL = (PRE_RENDER, POST_RENDER, DESTROYED, RENDERER_CHANGED, CAMERA_CHANGED)


class Panel:
    """One model panel. `fitted` is what its camera was last moved to."""

    def __init__(self, name: str, camera: str) -> None:
        self.name = name
        self.camera = camera
        self.is_visible = False
        self.fitted: tuple[str, ...] = ()


class Views:
    """`pulled` is what is evaluated inside the first drawing where nothing was evaluated before."""

    def __init__(self, callbacks: Callbacks, profiler: Profiler, has_window: bool) -> None:
        self.panels: dict[str, Panel] = {}
        self.focused = ""
        self.draw_seconds = 0.001
        self.drawn = 0
        self.is_stale = False
        """Whether something is to be drawn when Maya comes to it."""
        self.is_suspended = False
        self.pulled: Callable[[], None] = lambda: None
        self._callbacks = callbacks
        self._profiler = profiler
        if has_window:
            for number, camera in enumerate(("top", "front", "side", "persp"), 1):
                self.panels[f"modelPanel{number}"] = Panel(f"modelPanel{number}", camera)
            self.focused = "modelPanel4"
            self.panels[self.focused].is_visible = True

    def visible(self) -> list[Panel]:
        return [panel for panel in self.panels.values() if panel.is_visible]

    def create(self, name: str = "", camera: str = "persp") -> Panel:
        """A new panel, shown."""
        number = len(self.panels) + 1
        while not name or name in self.panels:
            name, number = f"modelPanel{number}", number + 1
        panel = self.panels[name] = Panel(name, camera)
        panel.is_visible = True
        return panel

    def destroy(self, name: str, forgets: bool = True) -> None:
        """Tells those who wait for it. Then Maya drops what was registered for the panel; whether it does is not
        documented, so both can be had."""
        self._callbacks.call(DESTROYED, name, about=name)
        self._callbacks.call(UI_DELETED, about=name)
        if self.panels.pop(name, None) is not None and forgets:
            for kind in _OF_A_PANEL:
                self._callbacks.forget(kind, name)
        if self.focused == name:
            self.focused = next(iter(self.panels), "")

    def draw(self, only_focused: bool = False) -> None:
        """Draws what is visible."""
        self.is_stale = False
        if self.is_suspended:
            return
        panels = [panel for panel in self.visible() if not only_focused or panel.name == self.focused]
        for panel in panels or self.visible()[:1]:
            self._draw(panel)

    def _draw(self, panel: Panel) -> None:
        self._callbacks.call(PRE_RENDER, panel.name, about=panel.name)
        began = perf_counter()
        pulled, self.pulled = self.pulled, lambda: None
        pulled()
        drawing = perf_counter()
        spin(self.draw_seconds)
        now = perf_counter()
        self.drawn += 1
        event = self._profiler.event
        event("Vp2SceneRender", panel.name, VIEWPORT, began, now - began, 0, 16)
        event("Vp2UpdateScene", panel.name, VIEWPORT, drawing, (now - drawing) * 0.3, 0, 15)
        beauty = drawing + (now - drawing) * 0.3
        event("Vp2Draw3dBeautyPass", panel.name, VIEWPORT, beauty, (now - beauty) * 0.9, 0, 15)
        if panel.name in self.panels:
            self._callbacks.call(POST_RENDER, panel.name, about=panel.name)
