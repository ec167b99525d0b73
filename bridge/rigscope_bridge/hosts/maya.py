"""Maya, from 2023 on, as a host: what can be asked of it, and whether it may be asked now.

What runs always and while somebody looks is left to maya_attachment.py; the scene is read in maya_scene.py, the
selection in maya_selection.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from . import maya_output
from .host import (
    CaptureEvents,
    CapturePlan,
    HostEvents,
    HostLine,
    HostRefusal,
    NodeFacts,
    Probes,
    Say,
    SceneFacts,
    Selection,
    Undo,
    Wishes,
)
from .maya_api import cmds
from .maya_attachment import MayaAttachment
from .maya_keys import NodeKeys
from .maya_scene import MayaScene
from .maya_selection import MayaSelection
from .maya_tracebacks import MayaTracebacks
from .process_memory import resident_bytes

WITHOUT_WINDOW = (
    "Maya runs without a window here: there are no views to draw, to time or to frame in, and no idle moments, so what "
    "is asked runs when the time changes."
)


class MayaHost:
    """The Maya that this Python runs in. Made on its main thread."""

    kind = "maya"
    name = "Maya"

    def __init__(self) -> None:
        self.version = _version()
        self.is_background = bool(cmds.about(batch=True))
        self.capabilities: Sequence[str] = ("select", "capture")
        if not self.is_background:
            self.capabilities = (*self.capabilities, "idleTicks", "drawSubmit", "frameInHost", "manipulation")
        self._keys = NodeKeys()
        self._scene = MayaScene(self._keys)
        self._selection = MayaSelection(self._keys)
        self._say: Say = lambda line: None
        self._attached: MayaAttachment | None = None
        self._detach: Undo = lambda: None

    def configure(self, wishes: Wishes, say: Say) -> None:
        """What the user wishes of this host, and where it may say something for the log."""
        self._say = say
        if self.is_background:
            say(HostLine("info", "bridge", WITHOUT_WINDOW))
        if wishes.script_editor:
            maya_output.switch_on()
            self.capabilities = (*self.capabilities, "scriptEditor")
        else:
            maya_output.switch_off()
            say(HostLine("info", "bridge", maya_output.OFF))

    def attach(self, events: HostEvents, probes: Probes) -> Undo:
        """Counts frames and ticks; the undo takes back whatever was registered since."""
        self._attached = None
        self._detach()
        scene = (self._keys, self._scene, self._selection)
        attached = self._attached = MayaAttachment(events, probes, *scene, self.is_background)
        attached.ticked = self._tell_output
        tracebacks = MayaTracebacks(self._say)
        tracebacks.start()

        def undo() -> None:
            tracebacks.stop()
            attached.stop()
            if self._attached is attached:
                self._attached = None
                maya_output.switch_off()

        self._detach = undo
        return undo

    def observe(self, frames: bool, sample_hz: float) -> None:
        """Switches T0 on or off; before `attach` there is nothing to switch. Maya has no frames that can be sampled."""
        if self._attached is not None:
            self._attached.observe(frames)

    def scene(self) -> SceneFacts:
        """The open scene now."""
        return self._scene.facts()

    def nodes(self) -> Iterator[NodeFacts]:
        """Every node, parents first. Raises RuntimeError when the scene changes meanwhile."""
        return self._scene.nodes()

    def selection(self) -> Selection:
        """What is selected now."""
        return self._selection.read()

    def select(self, keys: Sequence[str], add: bool) -> int:
        """Selects as one undo step; gives how many were found. Raises HostRefusal."""
        self._refuse_while_busy()
        return self._selection.select(keys, add) if self._attached is None else self._attached.select(keys, add)

    def frame(self, keys: Sequence[str]) -> int:
        """Moves a 3D view to the nodes; gives how many were found. Raises HostRefusal."""
        self._refuse_while_busy()
        return self._selection.frame(keys)

    def capture(self, plan: CapturePlan, events: CaptureEvents) -> Undo:
        """Begins a capture of what plays, or by stepping where nothing does. The undo cancels it.

        Raises HostRefusal."""
        self._refuse_while_busy()
        if self._attached is None:
            raise HostRefusal("notAttached", "The bridge is not running in this Maya.")
        return self._attached.capture(plan, events)

    def memory_bytes(self) -> float | None:
        """Resident memory of this Maya."""
        return resident_bytes()

    def pump(self) -> None:
        """Ticks once; for scripts in a Maya without a window, which has no idle queue."""
        if self._attached is not None:
            self._attached.pump()

    def _refuse_while_busy(self) -> None:
        why = self._attached.why_not_now() if self._attached is not None else None
        if why is not None:
            raise HostRefusal(*why)

    def _tell_output(self) -> None:
        for time, level, text in maya_output.take():
            self._say(HostLine(level, "host", text, None, time))


def _version() -> str:
    """As Maya says which one is installed ("2025.3"), else its year."""
    found = re.search(r"\d{4}(\.\d+)*", str(cmds.about(installedVersion=True)))
    return found.group() if found is not None else str(cmds.about(version=True))
