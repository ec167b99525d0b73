"""MUiMessage and M3dView: the views of model panels. Without a window there are none."""

from __future__ import annotations

from ..callbacks import Callback
from ..installed import running
from ..views import CAMERA_CHANGED, DESTROYED, POST_RENDER, PRE_RENDER, RENDERER_CHANGED, UI_DELETED
from .gated import OPEN_MAYA_UI, Gated
from .messages import MMessage, register


def _of_view(kind: str, panel: str, function: Callback, data: object) -> int:
    if panel not in running().views.panels:
        raise RuntimeError(f"(kInvalidParameter): There is no model panel {panel}")
    return register(kind, panel, function, data)


class MUiMessage(MMessage):
    """Callbacks are given the panel's name and their data."""

    module = OPEN_MAYA_UI

    @staticmethod
    def add3dViewPreRenderMsgCallback(panelName: str, function: Callback, clientData: object = None) -> int:
        return _of_view(PRE_RENDER, panelName, function, clientData)

    @staticmethod
    def add3dViewPostRenderMsgCallback(panelName: str, function: Callback, clientData: object = None) -> int:
        return _of_view(POST_RENDER, panelName, function, clientData)

    @staticmethod
    def add3dViewDestroyMsgCallback(panelName: str, function: Callback, clientData: object = None) -> int:
        return _of_view(DESTROYED, panelName, function, clientData)

    @staticmethod
    def add3dViewRendererChangedCallback(panelName: str, function: Callback, clientData: object = None) -> int:
        return _of_view(RENDERER_CHANGED, panelName, function, clientData)

    @staticmethod
    def addCameraChangedCallback(panelName: str, function: Callback, clientData: object = None) -> int:
        return _of_view(CAMERA_CHANGED, panelName, function, clientData)

    @staticmethod
    def addUiDeletedCallback(uiName: str, function: Callback, clientData: object = None) -> int:
        return register(UI_DELETED, uiName, function, clientData)


class M3dView(Gated):
    """How many views there are, and asking one to be drawn."""

    module = OPEN_MAYA_UI

    @staticmethod
    def numberOf3dViews() -> int:
        return len(running().views.panels)

    @staticmethod
    def active3dView() -> M3dView:
        if not running().views.focused:
            raise RuntimeError("(kFailure): There is no active view")
        return M3dView()

    def refresh(self, all: bool = False, force: bool = False) -> M3dView:
        running().views.draw(only_focused=not all)
        return self
