"""What somebody who works in the double does, by hand: plays, scrubs, moves, selects, makes a playblast.

What takes more than a moment is queued and happens one act a turn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from .callbacks import Callback
from .node import Node
from .selecting import Entry

if TYPE_CHECKING:
    from .app import MayaApp

ATTRIBUTE_CHANGED = "attributeChanged"
ATTRIBUTE_SET = 8


class Artist:
    """Nothing here goes through the gate: it is Maya's own doing."""

    def __init__(self, app: MayaApp) -> None:
        self._app = app

    def select(self, *names: str, add: bool = False) -> None:
        """Clicks: one undo step."""
        selecting = self._app.selecting
        entries = selecting.parse(names)
        selecting.replace([*selecting.entries, *entries] if add else entries, f"select {' '.join(names)}")

    def select_components(self, mesh: str, count: int) -> None:
        """Every other vertex, so that no two make a range."""
        node = self._app.scene.find_one(mesh)
        indices = frozenset(range(0, 2 * count, 2))
        self._app.selecting.replace([Entry(node, "vtx", indices)], f"select {mesh}.vtx")

    def scrub(self, frames: Sequence[float]) -> None:
        """Drags the time slider over these frames and lets go."""
        app = self._app

        def to(frame: float) -> None:
            app.playback.scrubbing(True)
            app.playback.set_frame(frame)
            app.views.draw()

        for frame in frames:
            app.loop.acts.append(partial(to, frame))
        app.loop.acts.append(lambda: app.playback.scrubbing(False))
        app.loop.acts.append(lambda: app.loop.event("timeChanged"))

    def step(self, frames: Sequence[float]) -> None:
        """Goes from frame to frame with the keyboard: Maya is idle between."""
        for frame in frames:
            self._app.loop.acts.append(partial(self._app.playback.go_to, frame))
            self._app.loop.acts.append(self._app.loop.idle_now)

    def move(self, name: str, plug: str, values: Sequence[float]) -> None:
        """Drags a manipulator: the attribute takes each value, what depends on it is evaluated and drawn."""
        app = self._app
        node = app.scene.find_one(name)
        before = node.values.get(plug)

        def to(value: float) -> None:
            self.set_value(node, plug, value)
            app.views.draw()

        def put(value: object) -> None:
            if value is None:
                node.values.pop(plug, None)
            else:
                node.values[plug] = value  # type: ignore[assignment]

        def let_go() -> None:
            after = node.values[plug]
            app.undo.push(f"move {name}", lambda: put(before), lambda: put(after))
            app.loop.event("DragRelease")

        for value in values:
            app.loop.acts.append(partial(to, value))
        app.loop.acts.append(let_go)

    def set_value(self, node: Node, plug: str, value: float) -> None:
        """An attribute is set; what hangs on it is evaluated where the evaluation manager also serves manipulation."""
        app = self._app
        node.values[plug] = value
        app.evaluating.set_by_hand(node, plug)
        app.scene.is_modified = True
        app.callbacks.call(ATTRIBUTE_CHANGED, ATTRIBUTE_SET, (node, plug), None, about=str(node.number))
        if app.evaluating.pulls or not app.evaluating.manipulation:
            app.views.pulled = lambda: app.evaluating.manipulate(node)
        else:
            app.evaluating.manipulate(node)
        app.views.is_stale = True

    def playblast(self, first: float, last: float) -> None:
        """Renders frames from the view with the focus, all within one turn, and comes back."""
        self._app.loop.acts.append(lambda: self._playblast(first, last))

    def _playblast(self, first: float, last: float) -> None:
        app, playback = self._app, self._app.playback
        before, frame = playback.frame, first
        app.conditions.set("playblasting", True)
        while frame <= last:
            playback.set_frame(frame)
            app.views.draw(only_focused=True)
            frame += 1
        app.conditions.set("playblasting", False)
        playback.set_frame(before)

    def delete(self, *names: str) -> None:
        """Deletes nodes, which undo brings back."""
        app = self._app
        for name in names:
            for node in app.scene.find(name):
                app.scene.delete(node)
        app.scene.is_modified = True

    def record_with_the_profiler(self) -> None:
        """Has pressed Start in Maya's own Profiler window."""
        self._app.profiler.start()

    def listen(self, kind: str, about: str, function: Callback) -> int:
        """Another tool's callback."""
        return self._app.callbacks.add(kind, about, function)
