"""The double of one Maya: its parts, driven one turn of its main loop at a time, and what tests look at.

What the artist does is in artist.py, what goes wrong on request in troubles.py; commands and API only reach in here."""

from __future__ import annotations

from .artist import Artist
from .callbacks import Callbacks
from .conditions import Conditions
from .declarations import load
from .evaluating import Evaluating
from .event_loop import EventLoop
from .gate import Breach, Declared, Gate, Undeclared
from .node import Connection, Node
from .playback import Playback
from .recording import Profiler
from .scene import Scene
from .scene_changes import CONNECTED, NAME_CHANGED, NODE_ADDED, NODE_REMOVED, PARENT_ADDED
from .scene_files import SCENE, SceneFiles
from .script_editor import ScriptEditor
from .selecting import Selecting
from .snapshot import State, state_of
from .troubles import Troubles
from .undo_queue import UndoQueue
from .versions import VERSIONS
from .views import Views


class MayaApp:
    """`version` is a year from 2022 on. In `batch` there is no window and nothing deferred runs.

    Without `declared` both sets of declarations are asked; raises StubsMissing where they are not installed."""

    def __init__(self, version: int = 2025, batch: bool = False, declared: Declared | None = None) -> None:
        self.version = VERSIONS[version]
        self.batch = batch
        self.name = "Maya double"
        self.is_over = False
        self.hash_codes = 1 << 32
        """How many hash codes nodes share."""
        self.option_variables: dict[str, object] = {}
        self.history: list[str] = []
        """Names of commands in the order in which they were called."""
        self.gate = Gate(declared or load(), version)
        self.callbacks = Callbacks()
        self.conditions = Conditions(self.callbacks)
        self.conditions.set("BatchMode", batch)
        self.scene = Scene()
        self.profiler = Profiler()
        self.evaluating = Evaluating(self.scene, self.profiler)
        self.views = Views(self.callbacks, self.profiler, not batch)
        self.undo = UndoQueue()
        self.loop = EventLoop(self.callbacks, lambda: self.playback, self.views, batch)
        event = self.loop.event
        self.playback = Playback(self.callbacks, self.conditions, self.evaluating, self.views, event)
        self.selecting = Selecting(self.scene, self.callbacks, self.conditions, self.undo, event)
        self.script_editor = ScriptEditor(self.callbacks)
        self.files = SceneFiles(self)
        self.artist = Artist(self)
        self.troubles = Troubles(self)
        self._listen()

    def turn(self) -> None:
        """One pass of Maya's main loop; nothing once it has exited."""
        if not self.is_over:
            self.loop.turn()

    def exit(self) -> None:
        """Maya is closed."""
        if not self.is_over:
            self.playback.stop()
            self.callbacks.call(SCENE, about="kMayaExiting")
            self.is_over = True

    @property
    def breaches(self) -> list[Breach]:
        """Every refusal of the gate, whether product code swallowed it or not."""
        return self.gate.breaches

    @property
    def undeclared(self) -> list[str]:
        """The sentences of those for what no Maya has."""
        return [str(breach) for breach in self.breaches if isinstance(breach, Undeclared)]

    @property
    def harm(self) -> list[str]:
        """All that a bridge must never do, in sentences: empty at the end of every test but those that mean it."""
        found = [str(breach) for breach in self.breaches]
        found += [f"A callback raised into Maya: {error!r}" for error in self.callbacks.raised]
        found += [f"Callback {identity:#x} was taken back twice." for identity in self.callbacks.removed_twice]
        if self.loop.idle_very_low_starved:
            found.append("An idle callback that stays kept Maya from its own idle work.")
        return found

    def registrations(self) -> dict[str, int]:
        """What is registered with this Maya, by kind, with the calls that are deferred."""
        counted = self.callbacks.counted()
        if self.loop.waiting:
            counted["deferred"] = self.loop.waiting
        return counted

    def state(self) -> State:
        """All that must be as it was after a bridge was there."""
        return state_of(self)

    def _listen(self) -> None:
        def connection(made: Connection, is_made: bool) -> None:
            self.callbacks.call(CONNECTED, made, is_made)

        def added(node: Node) -> None:
            self.callbacks.call(NODE_ADDED, node)

        def removed(node: Node) -> None:
            self.callbacks.call(NODE_REMOVED, node)

        def renamed(node: Node, before: str) -> None:
            self.callbacks.call(NAME_CHANGED, node, before)
            self.loop.event("NameChanged")

        def parent_added(child: Node, parent: Node) -> None:
            self.callbacks.call(PARENT_ADDED, child, parent)

        self.scene.on_added = added
        self.scene.on_parent = parent_added
        self.scene.on_removed = removed
        self.scene.on_connection = connection
        self.scene.on_renamed = renamed
