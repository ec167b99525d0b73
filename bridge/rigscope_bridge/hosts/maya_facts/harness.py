"""The Maya that runs, with the self-test's own scene in it, as the host contract's harness: what an artist would do is
done by commands, and what must not change is asked of Maya itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...contract.harness import Steps
from ...own_cost import OwnCostMeter
from ...probes import SafeProbes
from ..host import Host
from ..maya import MayaHost
from ..maya_api import cmds, om, oma
from ..maya_callbacks import MayaCallbacks
from .drawing import visible_views
from .scene import BOX, FIRST, LEFT, RIGHT, TURNED
from .time import undo_steps

_SELECTABLE = (f"|{LEFT}:rig|{LEFT}:{TURNED}", f"|{RIGHT}:rig|{RIGHT}:{TURNED}", f"|{LEFT}:rig|{LEFT}:{BOX}")


class RunningMaya:
    """Counts frames until it is closed."""

    captures_to_file = True

    def __init__(self) -> None:
        self._maya = MayaHost()
        self.host: Host = self._maya
        self.has_views = not self._maya.is_background and bool(visible_views())
        self._paths = {node.key: node.path for node in self._maya.nodes()}
        self._completed = 0
        self._callbacks = MayaCallbacks(SafeProbes(OwnCostMeter()))
        self._callbacks.add("completed", self._complete, om.MDGMessage.addForceUpdateCallback)

    def close(self) -> None:
        """Takes its own registration back."""
        self._callbacks.undo()

    def turn(self) -> None:
        """Pumps the host where nothing else does."""
        if self._maya.is_background:
            self._maya.pump()

    def play(self, frames: int) -> Steps:
        wanted = self._completed + frames
        while self._completed < wanted:
            cmds.currentTime(FIRST, edit=True)
            if self.has_views:
                # Goes through the scene once and ends by itself; nothing idle runs meanwhile, neither does this.
                cmds.play(forward=True)
                while oma.MAnimControl.isPlaying():
                    yield
            else:
                for number in range(frames):
                    cmds.currentTime(FIRST + 1 + number, edit=True)
                    yield
        yield

    def completed_frames(self) -> int:
        return self._completed

    def selectable(self) -> Sequence[str]:
        by_path = {path: key for key, path in self._paths.items()}
        return [by_path[path] for path in _SELECTABLE]

    def select_by_hand(self, key: str) -> None:
        cmds.select(self._paths[key], replace=True, noExpand=True)

    def undo_steps(self) -> int | None:
        steps = undo_steps()
        return steps if steps >= 0 else None

    def state(self) -> dict[str, Any]:
        return {
            "modified": bool(cmds.file(query=True, modified=True)),
            "undo": undo_steps(),
            "redo": bool(cmds.undoInfo(query=True, redoQueueEmpty=True)),
            "undo records": bool(cmds.undoInfo(query=True, state=True)),
            "nodes": len(cmds.ls(long=True) or ()),
            "selection": [str(name) for name in cmds.ls(selection=True, long=True) or ()],
            "time": float(cmds.currentTime(query=True)),
            "range": (
                float(cmds.playbackOptions(query=True, minTime=True)),
                float(cmds.playbackOptions(query=True, maxTime=True)),
            ),
            "playing": bool(oma.MAnimControl.isPlaying()),
            "evaluation": str(cmds.evaluationManager(query=True, mode=True)),
            "profiler": (
                bool(cmds.profiler(query=True, sampling=True)),
                str(cmds.profiler(query=True, bufferSize=True)),
            ),
            "option variables": _option_variables(),
        }

    def _complete(self, *_: object) -> None:
        self._completed += 1


def _option_variables() -> list[str]:
    names: object = cmds.optionVar(list=True)
    return sorted(str(name) for name in names) if isinstance(names, (list, tuple)) else []
