"""Registers callbacks in Maya and takes every one of them back, by its id.

What the callbacks do is left to maya.py; each goes through the bridge's probes, so nothing is raised into Maya.
"""

from __future__ import annotations

import logging
from typing import Any, Callable

from .host import Probes
from .maya_api import cmds, om

_log = logging.getLogger("rigscope.hosts.maya")

Register = Callable[[Callable[..., None]], Any]
"""Registers a callback with Maya and gives its id."""


class MayaCallbacks:
    """Everything that was registered under one owner; `undo` takes it back, once or often."""

    def __init__(self, probes: Probes) -> None:
        self._probes = probes
        self._ids: list[Any] = []
        self._timer: Any = None
        self._in_timer = False

    def add(self, probe: str, function: Callable[..., None], register: Register) -> None:
        """Has Maya call the function, by whatever way `register` takes."""
        self._ids.append(register(self._probes.wrap(probe, function)))

    def scene(self, message: str, probe: str, function: Callable[..., None]) -> None:
        """On a message of MSceneMessage (kAfterOpen); nothing where this Maya has none of this name."""
        number = getattr(om.MSceneMessage, message, None)
        if number is not None:
            self.add(probe, function, lambda wrapped: om.MSceneMessage.addCallback(number, wrapped))

    def event(self, name: str, probe: str, function: Callable[..., None]) -> None:
        """On one of Maya's events; nothing where this Maya has none of this name."""
        if name in om.MEventMessage.getEventNames():
            self.add(probe, function, lambda wrapped: om.MEventMessage.addEventCallback(name, wrapped))

    def condition(self, name: str, probe: str, function: Callable[..., None]) -> None:
        """When a condition changes, with its state; nothing where this Maya has none of this name."""
        if name in om.MConditionMessage.getConditionNames():
            self.add(probe, function, lambda wrapped: om.MConditionMessage.addConditionCallback(name, wrapped))

    def timer(self, probe: str, function: Callable[..., None], seconds: float) -> None:
        """Calls the function from Maya's idle queue, so often at most. One for each owner."""
        wrapped = self._probes.wrap(probe, function)

        def fire(*_: Any) -> None:
            # Taking a timer back while it fires has frozen Maya, so it may go on for a moment after its end.
            if self._timer is None:
                return
            self._in_timer = True
            wrapped()
            self._in_timer = False

        self._timer = om.MTimerMessage.addTimerCallback(seconds, fire)

    def undo(self) -> None:
        """Takes back every registration, last one first."""
        while self._ids:
            _remove(self._ids.pop())
        timer, self._timer = self._timer, None
        if timer is None:
            return
        if self._in_timer:
            cmds.evalDeferred(lambda: _remove(timer), lowestPriority=True)
        else:
            _remove(timer)


def _remove(callback: Any) -> None:
    try:
        om.MMessage.removeCallback(callback)
    except (RuntimeError, ValueError, TypeError) as error:
        # It went with the node or the view that it was registered for.
        _log.debug("a callback was gone already: %s", error)
