"""Asking Maya without leaving a step to undo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..maya_api import cmds


@contextmanager
def unrecorded() -> Iterator[None]:
    """What happens within is no step to undo, and leaves the queue as it is."""
    records = bool(cmds.undoInfo(query=True, state=True))
    if records:
        cmds.undoInfo(stateWithoutFlush=False)
    try:
        yield
    finally:
        if records:
            cmds.undoInfo(stateWithoutFlush=True)
