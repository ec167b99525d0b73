"""The 3D views of Maya's model panels, which come and go: calls before and after each is drawn.

What a drawing is worth is left to maya_frame_probes.py.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Callable

from .host import Probes
from .maya_api import cmds, omui
from .maya_callbacks import MayaCallbacks

_log = logging.getLogger("rigscope.hosts.maya")


class MayaModelPanels:
    """`begins` and `drawn` are called with the name of the panel whose view is drawn."""

    def __init__(self, probes: Probes, begins: Callable[..., None], drawn: Callable[..., None]) -> None:
        self._probes = probes
        self._begins = begins
        self._drawn = drawn
        self._views: dict[str, MayaCallbacks] = {}

    def look(self) -> None:
        """Takes up the panels that are new and gives up those that are gone."""
        panels = set(cmds.getPanel(type="modelPanel") or ())
        for panel in self._views.keys() - panels:
            self._give_up(panel)
        for panel in panels - self._views.keys():
            self._take_up(panel)

    def end(self) -> None:
        """Takes every registration back."""
        for panel in list(self._views):
            self._give_up(panel)

    def _take_up(self, panel: str) -> None:
        view, message = MayaCallbacks(self._probes), omui.MUiMessage
        try:
            view.add("view draw begins", self._begins, partial(message.add3dViewPreRenderMsgCallback, panel))
            view.add("view drawn", self._drawn, partial(message.add3dViewPostRenderMsgCallback, panel))
            view.add("view ends", self._view_ends, partial(message.add3dViewDestroyMsgCallback, panel))
        except RuntimeError as error:
            # A panel that was never shown has no view yet.
            _log.debug("%s has no view: %s", panel, error)
            view.undo()
            return
        self._views[panel] = view

    def _view_ends(self, panel: str, *_: object) -> None:
        # Afterwards Maya may have dropped these by itself, or not.
        self._give_up(panel)

    def _give_up(self, panel: str) -> None:
        view = self._views.pop(panel, None)
        if view is not None:
            view.undo()
