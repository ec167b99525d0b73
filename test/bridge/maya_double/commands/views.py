"""Commands about panels and cameras: getPanel, modelPanel, modelEditor, camera, viewFit, and messages in a view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..node import Node
from ..node_kinds import is_shape
from ..views import Panel
from .calling import Flags, command, names_of

if TYPE_CHECKING:
    from ..app import MayaApp

_STARTUP = {"persp", "top", "front", "side"}


@command("getPanel", "type typeOf visiblePanels withFocus allPanels underPointer")
def get_panel(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    panels = app.views.panels
    if "typeOf" in flags:
        if flags["typeOf"] not in panels:
            raise RuntimeError(f"Panel '{flags['typeOf']}' not found.")
        return "modelPanel"
    if flags.get("withFocus"):
        return app.views.focused
    if flags.get("visiblePanels"):
        return [panel.name for panel in app.views.visible()] or None
    if "type" in flags and flags["type"] != "modelPanel":
        return None
    return list(panels) or None


def _panel(app: MayaApp, name: str) -> Panel:
    if name not in app.views.panels:
        raise RuntimeError(f"Object '{name}' not found.")
    return app.views.panels[name]


@command("modelPanel", "query exists camera modelEditor")
def model_panel(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    name = str(arguments[0]) if arguments else ""
    if flags.get("exists"):
        return name in app.views.panels
    if flags.query:
        panel = _panel(app, name)
        return panel.camera if flags.asked() == "camera" else panel.name
    return app.views.create(name).name


@command("modelEditor", "query exists camera rendererName displayAppearance activeView")
def model_editor(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    name = str(arguments[0])
    if flags.get("exists"):
        return name in app.views.panels
    panel = _panel(app, name)
    return {
        "camera": panel.camera,
        "rendererName": "vp2Renderer",
        "displayAppearance": "smoothShaded",
        "activeView": app.views.focused == name,
    }[flags.asked()]


@command("camera", "query startupCamera lockTransform orthographic")
def camera(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    node = app.scene.find_one(str(arguments[0]))
    shape = _camera_of(node)
    name = (shape.parent or shape).name
    return {
        "startupCamera": name in _STARTUP,
        "lockTransform": shape.values.get("lockTransform") is True,
        "orthographic": shape.values.get("o") is True or name in _STARTUP - {"persp"},
    }[flags.asked()]


def _camera_of(node: Node) -> Node:
    for each in [node, *node.children]:
        if each.kind == "camera" and is_shape(each.kind):
            return each
    raise RuntimeError(f"Object '{node.name}' is not a camera.")


@command("viewFit", "fitFactor animate allObjects center namespace")
def view_fit(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> None:
    names = names_of(arguments)
    cameras = [name for name in names if _is_camera(app, name)]
    fitted = tuple(name for name in names if name not in cameras) or tuple(app.selecting.names(True, False))
    for name in fitted:
        app.scene.find_one(name)
    looked_through = app.scene.find_one(cameras[0]).name if cameras else None
    panels = [panel for panel in app.views.visible() if looked_through in (None, panel.camera)]
    if not panels:
        raise RuntimeError("No active model view was found.")
    panel = next((each for each in panels if each.name == app.views.focused), panels[0])
    before = panel.fitted

    def fit(to: tuple[str, ...]) -> None:
        panel.fitted = to
        app.views.is_stale = True

    app.undo.push("viewFit", lambda: fit(before), lambda: fit(fitted))
    app.scene.is_modified = True
    fit(fitted)


def _is_camera(app: MayaApp, name: str) -> bool:
    found = app.scene.find(name)
    return bool(found) and any(each.kind == "camera" for each in [found[0], *found[0].children])


@command("inViewMessage", "statusMessage position fade clear assistMessage")
def in_view_message(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> None:
    if app.batch:
        raise RuntimeError("There is no view to show a message in.")
