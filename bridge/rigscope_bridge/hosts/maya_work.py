"""What takes Maya long, or pulls the scene away from under us: opening, saving, importing, references, rendering; and
Maya's end."""

from __future__ import annotations

import os
from functools import partial
from typing import Callable, NamedTuple

from ..clock import monotonic
from .host import HostEvents
from .maya_api import cmds, om
from .maya_callbacks import MayaCallbacks

FORGOTTEN_SECONDS = 2.0
"""Work whose end Maya has not told is over when Maya is idle so long after its last message and reads nothing."""


class Work(NamedTuple):
    """A kind of work: how it is said, and whether it leaves another scene or other nodes behind."""

    name: str
    said: str
    another_scene: bool
    other_nodes: bool


# By the second half of the names of its messages: kBefore... and kAfter...
_WORKS = {
    "New": Work("open", "starting a new scene", True, True),
    "Open": Work("open", "opening a scene", True, True),
    "Save": Work("save", "saving", False, False),
    "Import": Work("import", "importing a file", False, True),
    "Export": Work("save", "exporting", False, False),
    "CreateReference": Work("import", "creating a reference", False, True),
    "LoadReference": Work("import", "loading a reference", False, True),
    "UnloadReference": Work("import", "unloading a reference", False, True),
    "RemoveReference": Work("import", "removing a reference", False, True),
    "ImportReference": Work("import", "importing a reference", False, True),
    "ExportReference": Work("save", "exporting a reference", False, True),
    "SoftwareRender": Work("render", "rendering", False, False),
}
_READING = ("readingFile", "readingReferenceFile", "writingFile", "opening", "newing", "flushingScene")


class MayaWork:
    """Says busy and idle. `before` is called before any of it with what it is (open, save, import, render), `after`
    when all of it has ended, with whether there is another scene and whether there may be other nodes."""

    def __init__(self, events: HostEvents, leave: Callable[[], None]) -> None:
        self.before: Callable[[str], None] = lambda work: None
        self.after: Callable[[bool, bool], None] = lambda another_scene, other_nodes: None
        self._events = events
        self._leave = leave
        self._running: list[Work] = []
        self._another_scene = False
        self._other_nodes = False
        self._told = 0.0
        self._conditions: tuple[str, ...] = ()

    def register(self, callbacks: MayaCallbacks) -> None:
        """Registers every message that this Maya has."""
        known = om.MConditionMessage.getConditionNames()
        self._conditions = tuple(name for name in _READING if name in known)
        for ending, work in _WORKS.items():
            callbacks.scene(f"kBefore{ending}", "work begins", partial(self._begins, work))
            callbacks.scene(f"kAfter{ending}", "work ended", partial(self._ends, work))
        callbacks.scene("kSoftwareRenderInterrupted", "work ended", partial(self._ends, _WORKS["SoftwareRender"]))
        # With references this comes after kAfterOpen, when their edits are applied too.
        callbacks.scene("kAfterSceneReadAndRecordEdits", "scene read", self._scene_read)
        callbacks.scene("kMayaExiting", "leaving", lambda *_: self._leave())

    @property
    def doing(self) -> str | None:
        """What Maya does now, as words after "is"; None where nothing."""
        return self._running[0].said if self._running else None

    def is_reading(self) -> bool:
        """Whether Maya reads, writes or clears a scene now, told by its own conditions."""
        return any(om.MConditionMessage.getConditionState(name) for name in self._conditions)

    def forget_what_has_ended(self) -> None:
        """From an idle Maya: gives up waiting for an end that was not told."""
        if self._running and monotonic() - self._told > FORGOTTEN_SECONDS and not self.is_reading():
            self._running.clear()
            self._over()

    def _begins(self, work: Work, *_: object) -> None:
        self._told = monotonic()
        is_first = not self._running
        self._running.append(work)
        self._another_scene |= work.another_scene
        self._other_nodes |= work.other_nodes
        self.before(work.name)
        if is_first:
            said = f"saving {_scene_name()}" if work.said == "saving" else work.said
            self._events.busy(said)

    def _ends(self, work: Work, *_: object) -> None:
        self._told = monotonic()
        if work not in self._running:
            return
        # What began within it and was not told to end has ended with it.
        while self._running.pop() is not work:
            pass
        if not self._running:
            self._over()

    def _over(self) -> None:
        another_scene, other_nodes = self._another_scene, self._other_nodes
        self._another_scene = self._other_nodes = False
        self._events.idle()
        self.after(another_scene, other_nodes)

    def _scene_read(self, *_: object) -> None:
        if not self._running:
            self.after(False, True)


def _scene_name() -> str:
    path = cmds.file(query=True, sceneName=True)
    return os.path.basename(path) if isinstance(path, str) and path else "the scene"
