"""What Maya prints into its script editor, caught only where somebody turned it on: listening has hung and crashed Maya
where it was done in any other way than this.

Telling the lines is left to maya.py, at its ticks.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from ..clock import monotonic
from .maya_api import om

MOST_LINES = 500
LINES_PER_TICK = 50
OFF = (
    "Lines of Maya's script editor are not shown: listening to them can hang or crash Maya. Python's logging and "
    "tracebacks are. To show all, set bridge.mayaOutput to true in rigscope.yaml, or RIGSCOPE_MAYA_OUTPUT=1 before "
    "Maya starts."
)

Line = tuple[float, str, str]
"""Host seconds, level and text."""


class _Caught:
    """Of the process, not of a session: registered once and never taken back before Maya ends."""

    is_on = False
    identity: Any = None
    lines: deque[tuple[float, int, str]] = deque(maxlen=MOST_LINES)


def switch_on() -> None:
    """Listens from now on."""
    _Caught.is_on = True
    if _Caught.identity is None:
        _Caught.identity = om.MCommandMessage.addCommandOutputCallback(_catch)


def switch_off() -> None:
    """Catches nothing more. The callback stays: taking it back while lines wait in Maya's queue has crashed it."""
    _Caught.is_on = False
    _Caught.lines.clear()


def take_back() -> None:
    """Maya ends."""
    _Caught.is_on = False
    identity, _Caught.identity = _Caught.identity, None
    if identity is not None:
        om.MMessage.removeCallback(identity)


def take() -> list[Line]:
    """The oldest lines that were caught, a few at a time."""
    levels = _levels()
    taken: list[Line] = []
    while _Caught.lines and len(taken) < LINES_PER_TICK:
        time, kind, text = _Caught.lines.popleft()
        level = levels.get(kind)
        said = text.strip()
        if level is not None and said:
            taken.append((time, level, said))
    return taken


def _catch(text: str, kind: int, *_: Any) -> None:
    # Maya calls this from evaluation threads too, and dies of an exception in it.
    try:
        if _Caught.is_on:
            _Caught.lines.append((monotonic(), kind, text))
    except BaseException:  # noqa: BLE001, S110 - not even a keyboard interrupt may reach Maya from here
        pass


def _levels() -> dict[int, str]:
    message = om.MCommandMessage
    # What the artist ran (history, results) is his business; what went wrong is everybody's.
    return {
        message.kInfo: "info",
        message.kWarning: "warning",
        message.kError: "error",
        message.kStackTrace: "error",
        message.kDisplay: "info",
    }
