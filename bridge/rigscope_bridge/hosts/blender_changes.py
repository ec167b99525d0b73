"""Notices between two passes of Blender's event loop that the selection, the graph, a name or the window in which the
artist works has changed. What is selected is read in blender_selection.py; nodes are read in blender_scene.py.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Callable

from ..clock import monotonic
from .blender_api import types
from .blender_callbacks import BlenderCallbacks
from .blender_place import Place, shown_layers
from .blender_selection import selection_signature
from .host import Probes

SELECTION_SECONDS = 0.1
"""A selection is looked at so often even where Blender tells of no update."""

SELECTION_SHARE = 0.01
"""The most of the main thread that looking at a large selection may take."""

GRAPH_SECONDS = 1.0


class BlenderChanges:
    """Looks only where an update makes a change likely, and less often where looking is dear."""

    def __init__(
        self,
        place: Place,
        selection_changed: Callable[[], None],
        graph_changed: Callable[[], None],
        moved: Callable[[], None],
    ) -> None:
        self.is_looking = True
        """Off while we select, which updates Blender in between."""
        self._place = place
        self._selection_changed = selection_changed
        self._graph_changed = graph_changed
        self._moved = moved
        self._shown: dict[int, int] = {}
        self._layer = 0
        self._elsewhere: dict[int, Hashable] = {}
        self._evaluated: set[int] = set()
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

    def evaluated(self, depsgraph: Any) -> None:
        """A view layer was evaluated. It speaks for its window where there are several, unless others were evaluated
        with it. Blender also tells of view layers in which nothing was to do."""
        if self._elsewhere and len(depsgraph.updates):
            self._evaluated.add(depsgraph.view_layer.as_pointer())

    def played(self, depsgraph: Any) -> None:
        """Playback has begun in this view layer: whatever else it evaluates, the artist looks there."""
        self._evaluated.clear()
        if self._elsewhere and self._place.move_to_layer(depsgraph.view_layer.as_pointer()):
            self._work_elsewhere()

    def selection_known(self) -> None:
        """Takes the selection as it is for told, in every window."""
        self._know(shown_layers())

    @property
    def selection_is_pending(self) -> bool:
        """Whether an update came since the last look."""
        return self._selection_stale

    def look_at_selection(self, now: float) -> None:
        """Tells when the selection differs from the one told last."""
        since = now - self._selection_looked
        if since >= self._selection_rest and (self._selection_stale or since >= SELECTION_SECONDS):
            self._look(now)
            if self._elsewhere and self._evaluated_elsewhere():
                self._work_elsewhere()

    def look_while_cheap(self) -> None:
        """Looks at once after an update, unless the selection is so large that looking is felt."""
        if self.is_looking and self._selection_stale and self._selection_rest < SELECTION_SECONDS:
            self._look(monotonic())

    def _look(self, now: float) -> None:
        self._selection_stale = False
        self._selection_looked = now
        signature, elsewhere, shown = self._signature, self._elsewhere, shown_layers()
        if self._has_turned(shown):
            self._work_elsewhere()
            return
        self._know(shown)
        self._selection_rest = min((monotonic() - now) / SELECTION_SHARE, SELECTION_SECONDS)
        if self._signature != signature:
            self._selection_changed()
        elif self._elsewhere and self._selected_elsewhere(elsewhere):
            self._work_elsewhere()

    def _know(self, shown: dict[int, int]) -> None:
        layer = self._place.view_layer()
        self._shown = shown
        self._layer = layer.as_pointer()
        self._signature = selection_signature(layer)
        others = self._place.others() if len(shown) > 1 else ()
        self._elsewhere = {window.as_pointer(): selection_signature(window.view_layer) for window in others}

    def _has_turned(self, shown: dict[int, int]) -> bool:
        """Whether the artist's window shows another scene or view layer than at the last look, or was closed; or else
        another was turned, and so somebody works in that."""
        if self._place.view_layer().as_pointer() != self._layer:
            return True
        turned = [layer for window, layer in shown.items() if self._shown.get(window, layer) != layer]
        return any(self._place.move_to_layer(layer) for layer in turned)

    def _selected_elsewhere(self, known: dict[int, Hashable]) -> bool:
        for window in self._place.others():
            at = window.as_pointer()
            if at in known and self._elsewhere[at] != known[at]:
                self._place.move_to(window)
                return True
        return False

    def _evaluated_elsewhere(self) -> bool:
        # Only asked between two passes of the event loop: within one, Blender comes to one view layer after another.
        evaluated, self._evaluated = self._evaluated, set()
        return len(evaluated) == 1 and self._place.move_to_layer(evaluated.pop())

    def _work_elsewhere(self) -> None:
        self._evaluated.clear()
        self._graph_counts = None
        self._graph_stale = True
        self.selection_known()
        self._moved()

    def look_at_graph(self, now: float) -> None:
        """Tells when nodes or relations came or went, by the depsgraph's own counts (0.2 ms for the Rigify human)."""
        if not self._graph_stale or now - self._graph_looked < GRAPH_SECONDS:
            return
        self._graph_stale = False
        self._graph_looked = now
        depsgraph = self._place.view_layer().depsgraph
        counts = depsgraph.debug_stats() if depsgraph is not None else ""
        known, self._graph_counts = self._graph_counts, counts
        if known is not None and counts != known:
            self._graph_changed()
