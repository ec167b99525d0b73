"""Says what the host's main thread is doing while it does not tick, by looking at its Python stack from outside."""

from __future__ import annotations

import sys
from pathlib import PurePath
from types import FrameType
from typing import NamedTuple

SILENT_SECONDS = 5.0
_OWN_PACKAGE = __name__.rpartition(".")[0]


class Stall(NamedTuple):
    """`what` is a phrase after "is busy"; `owner` the module or file whose code runs, None where it cannot be seen."""

    what: str
    owner: str | None


def look_at(thread: int) -> Stall:
    """What the thread of this ident is in. Without a Python frame of somebody's it is in native code."""
    frame = sys._current_frames().get(thread)
    while frame is not None and _module(frame).startswith(_OWN_PACKAGE) and ".hosts.fake" not in _module(frame):
        frame = frame.f_back
    if frame is None:
        return Stall("in native code", None)
    file = PurePath(frame.f_code.co_filename).name
    owner = _owner(frame, file)
    return Stall(f"in {frame.f_code.co_name}() of {owner} ({file}, line {frame.f_lineno})", owner)


def _module(frame: FrameType) -> str:
    name = frame.f_globals.get("__name__")
    return name if isinstance(name, str) else ""


def _owner(frame: FrameType, file: str) -> str:
    name = _module(frame)
    return file if name in ("", "__main__") else name
