"""Which Maya is running in this process, for the modules and classes that product code imports as maya.

They are made once and speak for whichever app is installed; putting them into sys.modules is left to installing.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .app import MayaApp


class _Here:
    app: MayaApp | None = None


def occupied() -> MayaApp | None:
    """The installed app, if any."""
    return _Here.app


def running() -> MayaApp:
    """The installed app. Raises RuntimeError where none is."""
    if _Here.app is None:
        raise RuntimeError("No Maya double is installed; call maya_double.install(MayaApp()) first.")
    return _Here.app


def occupy(app: MayaApp | None) -> MayaApp | None:
    """Makes an app, or none, the running one; gives the one before."""
    before, _Here.app = _Here.app, app
    return before
