"""What is in the open Maya scene: facts about the file, its nodes and its rigs. Reading is all it does.

How nodes are read is left to maya_roster.py, which rigs there are to maya_rigs.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Callable

from .host import NodeFacts, SceneFacts
from .maya_api import cmds
from .maya_evaluation import evaluation_mode
from .maya_keys import NodeKeys
from .maya_rig_of_node import RigOfNode
from .maya_rigs import Rig, find_rigs
from .maya_roster import NodeReader
from .maya_time_units import fps_of


class MayaScene:
    """Keeps only what the last look at the scene taught, until the scene is outdated."""

    def __init__(self, keys: NodeKeys) -> None:
        self._keys = keys
        self._generation = 0
        self._rigs: list[Rig] | None = None
        self._node_count: int | None = None

    def outdated(self) -> None:
        """Nodes came, went, moved in the hierarchy or got another name: a pass under way starts again."""
        self._generation += 1
        self._rigs = None

    def watch(self) -> Callable[[], bool]:
        """Whether the scene is not outdated since now."""
        generation = self._generation
        return lambda: self._generation == generation

    def facts(self) -> SceneFacts:
        """The open scene now; the node count is that of the last whole pass over the nodes."""
        path = str(cmds.file(query=True, sceneName=True) or "")
        return SceneFacts(
            path=path or None,
            name=os.path.basename(path) if path else "untitled",
            modified=bool(cmds.file(query=True, modified=True)),
            target_fps=fps_of(str(cmds.currentUnit(query=True, time=True))),
            start=float(cmds.playbackOptions(query=True, minTime=True)),
            end=float(cmds.playbackOptions(query=True, maxTime=True)),
            frame=float(cmds.currentTime(query=True)),
            evaluation_mode=evaluation_mode(),
            node_count=self._node_count,
            rigs=[rig.facts for rig in self.rigs()],
        )

    def rigs(self) -> list[Rig]:
        """The rigs of the scene now."""
        if self._rigs is None:
            self._rigs = find_rigs(self._keys)
        return self._rigs

    def nodes(self) -> Iterator[NodeFacts]:
        """Every node that Maya evaluates, parents first. Raises RuntimeError when the scene changed meanwhile."""
        rig_of = RigOfNode(self.rigs(), self._keys)
        count = 0
        for read in NodeReader(self._keys, self.watch()).read():
            count += 1
            yield NodeFacts(read.key, read.name, read.path, read.kind, read.parent, rig_of.of(read))
        self._node_count = count
