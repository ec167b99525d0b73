"""Notices between two passes of Blender's event loop that the selection, the graph or a name has changed.

What is selected is read in blender_selection.py; nodes are read in blender_scene.py.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Callable

from ..clock import monotonic
from .blender_api import context, types
from .blender_callbacks import BlenderCallbacks
from .blender_selection import selection_signature
from .host import Probes

SELECTION_SECONDS = 0.1
"""A selection is looked at so often even where Blender tells of no update."""

SELECTION_SHARE = 0.01
"""The most of the main thread that looking at a large selection may take."""

GRAPH_SECONDS = 1.0


class BlenderChanges:
    """Looks only where an update makes a change likely, and less often where looking is dear."""

    def __init__(self, selection_changed: Callable[[], None], graph_changed: Callable[[], None]) -> None:
        self.is_looking = True
        """Off while we select, which updates Blender in between."""
        self._selection_changed = selection_changed
        self._graph_changed = graph_changed
        self._bus: BlenderCallbacks | None = None
        self._signature: Hashable = None
        self._selection_stale = True
        self._selection_looked = 0.0
        self._selection_rest = 0.0
        self._graph_stale = True
        self._graph_looked = 0.0
        self._graph_counts: str | None = None

    def begin(self, probes: Probes) -> None:
        """Starts from what is there now. Again after each file load, with which Blender forgets subscriptions."""
        self.end()
        self.selection_known()
        self._graph_counts = None
        self.updated()
        bus = self._bus = BlenderCallbacks(probes)
        names = [(types.Object, "name"), (types.Object, "parent"), (types.Bone, "name")]
        bus.messages("names", self._graph_changed, names)
        bus.messages("active object", self.updated, [(types.LayerObjects, "active")])

    def end(self) -> None:
        """Takes the subscriptions back."""
        if self._bus is not None:
            self._bus.undo()
            self._bus = None

    def updated(self) -> None:
        """Blender has evaluated something: look again."""
        self._selection_stale = True
        self._graph_stale = True

    def selection_known(self) -> None:
        """Takes the selection as it is for told."""
        self._signature = selection_signature()

    @property
    def selection_is_pending(self) -> bool:
        """Whether an update came since the last look."""
        return self._selection_stale

    def look_at_selection(self, now: float) -> None:
        """Tells when the selection differs from the one told last."""
        since = now - self._selection_looked
        if since >= self._selection_rest and (self._selection_stale or since >= SELECTION_SECONDS):
            self._look(now)

    def look_while_cheap(self) -> None:
        """Looks at once after an update, unless the selection is so large that looking is felt."""
        if self.is_looking and self._selection_stale and self._selection_rest < SELECTION_SECONDS:
            self._look(monotonic())

    def _look(self, now: float) -> None:
        self._selection_stale = False
        self._selection_looked = now
        signature = selection_signature()
        self._selection_rest = min((monotonic() - now) / SELECTION_SHARE, SELECTION_SECONDS)
        if signature != self._signature:
            self._signature = signature
            self._selection_changed()

    def look_at_graph(self, now: float) -> None:
        """Tells when nodes or relations came or went, by the depsgraph's own counts (0.2 ms for the Rigify human)."""
        if not self._graph_stale or now - self._graph_looked < GRAPH_SECONDS:
            return
        self._graph_stale = False
        self._graph_looked = now
        depsgraph = context.view_layer.depsgraph
        counts = depsgraph.debug_stats() if depsgraph is not None else ""
        known, self._graph_counts = self._graph_counts, counts
        if known is not None and counts != known:
            self._graph_changed()
