"""The host that this Python runs in, found by which host's modules can be imported here."""

from __future__ import annotations

from typing import NamedTuple

from .host import Host


class RunningHost(NamedTuple):
    """`is_background` in a session without a window."""

    host: Host
    is_background: bool


class NoHost(Exception):
    """Raised where there is none that can be used; the text is one sentence."""


def running_host() -> RunningHost:
    """On the host's main thread. Raises NoHost."""
    found = _maya() or _blender()
    if found is None:
        raise NoHost("Rigscope starts inside Maya or Blender, and this Python runs in neither.")
    return found


def _maya() -> RunningHost | None:
    try:
        from .maya_api import cmds, om
    except ImportError:
        return None
    if not hasattr(cmds, "about"):
        raise NoHost("This Python has Maya's modules but no Maya: call maya.standalone.initialize() first.")
    if om.MGlobal.apiVersion() < 2023_00_00:
        raise NoHost(f"Rigscope needs Maya 2023 or later, and this is Maya {om.MGlobal.mayaVersion()}.")
    from .maya import MayaHost

    host = MayaHost()
    return RunningHost(host, host.is_background)


def _blender() -> RunningHost | None:
    try:
        from .blender_api import app
    except ImportError:
        return None
    from .blender import BlenderHost

    return RunningHost(BlenderHost(), bool(app.background))
