"""Notices that the artist moves what is selected: Maya says nothing of frames that no change of time made, but it says
that an attribute of a node was set. What such a frame is worth is left to maya_frame_probes.py.
"""

from __future__ import annotations

from functools import partial
from typing import Callable

from .host import Probes
from .maya_api import om
from .maya_callbacks import MayaCallbacks

MOST_NODES = 16
"""The nodes selected last; of more it is enough to hear of these."""


class MayaManipulation:
    """`moved` is called for each attribute that is set, many times in a frame."""

    def __init__(self, probes: Probes, moved: Callable[[], None]) -> None:
        self._callbacks = MayaCallbacks(probes)
        self._moved = moved
        self._set: int = om.MNodeMessage.kAttributeSet

    def watch(self) -> None:
        """Listens to the nodes that are selected now, and to no others."""
        self.end()
        selected = om.MGlobal.getActiveSelectionList()
        count = selected.length()
        for index in range(max(0, count - MOST_NODES), count):
            try:
                node = selected.getDependNode(index)
            except (RuntimeError, TypeError):
                # A plug or a component of nothing is selected.
                continue
            register = partial(om.MNodeMessage.addAttributeChangedCallback, node)
            self._callbacks.add("attribute set", self._changed, register)

    def end(self) -> None:
        """Listens to nothing."""
        self._callbacks.undo()

    def _changed(self, change: int, *_: object) -> None:
        if change & self._set:
            self._moved()
