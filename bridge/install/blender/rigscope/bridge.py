# SPDX-License-Identifier: GPL-3.0-or-later
"""The one bridge of this Blender, for the add-on: finding the package, starting, stopping, opening the panel.

Nothing here raises: what goes wrong is a sentence for the sidebar.
"""

import importlib
import sys
from typing import Any, Optional

import bpy


class _Here:
    """What the add-on remembers between two drawings."""

    problem: Optional[str] = None
    launch: Any = None


def package() -> Any:
    """The bridge's package: the one that runs already (from a checkout), else the add-on's own."""
    running = sys.modules.get("rigscope_bridge")
    if running is not None:
        return running
    try:
        return importlib.import_module(".rigscope_bridge", __package__)
    except ModuleNotFoundError as error:
        if error.name != f"{__package__}.rigscope_bridge":
            raise
        return importlib.import_module("rigscope_bridge")


def start() -> None:
    """Starts the bridge; harmless where it runs."""
    _Here.problem = None
    try:
        found = package()
        host = importlib.import_module(".hosts.blender", found.__name__).BlenderHost()
        found.start(host, background=bpy.app.background)
    except Exception as error:  # noqa: BLE001 - Blender must start whatever is wrong with us
        _Here.problem = f"Rigscope cannot start: {error}"


def stop(blender_closes: bool = False) -> None:
    """Stops the bridge; harmless where none runs. Panels are told whether it was switched off or Blender closes."""
    try:
        package().stop("hostExit" if blender_closes else "stopped")
    except Exception as error:  # noqa: BLE001 - Blender must go on whatever is wrong with us
        _Here.problem = f"Rigscope did not stop cleanly: {error}"


def open_panel() -> None:
    """Opens the panel in the background; `launch_state` tells how far it is."""
    try:
        found = package()
        launch = importlib.import_module(".launch", found.__name__)
        _Here.launch = launch.PanelLaunch(found.status().session)
    except Exception as error:  # noqa: BLE001 - a button must not raise
        _Here.problem = f"The panel cannot be opened: {error}"


def launch_state() -> Any:
    """State of the panel's opening; None before the first."""
    return _Here.launch.state if _Here.launch is not None else None


def status() -> Any:
    """What the bridge is doing; None where its package is missing."""
    try:
        return package().status()
    except Exception as error:  # noqa: BLE001 - drawing must not raise
        _Here.problem = f"Rigscope is incomplete: {error}"
        return None


def problem() -> Optional[str]:
    """What went wrong last, as a sentence."""
    return _Here.problem
