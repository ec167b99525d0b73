"""Notices that the selection or the nodes of the Maya scene changed, and tells it at the next tick, once however often.

Reading the selection is left to maya_selection.py, the nodes to maya_scene.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable

from ..clock import monotonic
from .host import Probes, Selection
from .maya_api import om
from .maya_callbacks import MayaCallbacks
from .maya_selection import MayaSelection

ECHO_SECONDS = 1.0
"""Maya tells of our own selection when it comes to it; so long after it what is still selected so was told already."""


class MayaChanges:
    """`selection_changed` and `graph_changed` are called from ticks, `rebuilt` at once when the evaluation graph will
    be built anew."""

    def __init__(
        self,
        probes: Probes,
        selection: MayaSelection,
        selection_changed: Callable[[], None],
        graph_changed: Callable[[], None],
        rebuilt: Callable[[], None],
    ) -> None:
        self._selection = selection
        self._selection_changed = selection_changed
        self._graph_changed = graph_changed
        self._rebuilt = rebuilt
        self._selections = MayaCallbacks(probes)
        self._graph = MayaCallbacks(probes)
        self._selection_stale = False
        self._graph_stale = False
        self._ours: Selection | None = None
        self._ours_until = 0.0

    def begin(self) -> None:
        """Listens to both, from what is there now."""
        self.end()
        self._selections.event("SelectionChanged", "selection", self._selected)
        self.listen_to_graph()

    def end(self) -> None:
        """Listens to nothing."""
        self._selections.undo()
        self._graph.undo()
        self._selection_stale = self._graph_stale = False

    def listen_to_graph(self) -> None:
        """After a file was read."""
        self._graph.undo()
        message, every = om.MDGMessage, "dependNode"
        self._graph.add("node added", self._node_changed, lambda call: message.addNodeAddedCallback(call, every))
        self._graph.add("node removed", self._node_changed, lambda call: message.addNodeRemovedCallback(call, every))
        self._graph.add("connection", lambda *_: self._rebuilt(), message.addConnectionCallback)
        self._graph.add("parent", self._renamed, om.MDagMessage.addParentAddedCallback)
        self._graph.event("NameChanged", "name", self._renamed)

    def ignore_graph(self) -> None:
        """While a file is read, of which every node would be told; what comes of it is asked for afterwards."""
        self._graph.undo()

    def select(self, keys: Sequence[str], add: bool) -> int:
        """Selects; told here, and not again when Maya comes to tell it. Raises HostRefusal."""
        found = self._selection.select(keys, add)
        self._ours, self._ours_until = self._selection.read(), monotonic() + ECHO_SECONDS
        self._selection_stale = False
        self._selection_changed()
        return found

    def tell(self, now: float) -> None:
        """Tells what has changed since the last tick."""
        if self._graph_stale:
            self._graph_stale = False
            self._graph_changed()
        if self._selection_stale:
            self._selection_stale = False
            if self._ours is None or now > self._ours_until or self._selection.read() != self._ours:
                self._ours = None
                self._selection_changed()

    def _selected(self, *_: object) -> None:
        self._selection_stale = True

    def _node_changed(self, *_: object) -> None:
        self._graph_stale = True
        self._rebuilt()

    def _renamed(self, *_: object) -> None:
        self._graph_stale = True
