"""Which nodes Maya evaluates in a cycle, one after another; asked node by node, because Maya has no list of them."""

from __future__ import annotations

import logging
from time import perf_counter

from . import frame_labels as labels
from .maya_api import cmds, om
from .maya_evaluation import evaluation_mode
from .maya_roster import ReadNode

_SLOW_SECONDS = 0.004
_MOST_SLOW = 3
_log = logging.getLogger("rigscope.hosts.maya")


class Cycles:
    """One reading. Gives up where asking takes Maya too long, or where it does not know."""

    def __init__(self) -> None:
        self._members: set[str] = set()
        self._slow = 0
        self._knows = evaluation_mode() in (labels.MODE_SERIAL, labels.MODE_PARALLEL)

    def holds(self, read: ReadNode) -> bool | None:
        """Whether a node is in a cycle; None where Maya does not tell."""
        if not self._knows:
            return None
        if read.name in self._members or read.path in self._members:
            return True
        if not _may_be_in_one(read.node):
            return False
        began = perf_counter()
        try:
            found = cmds.evaluationManager(cycleCluster=read.path)
        except (RuntimeError, TypeError, ValueError) as error:
            _log.debug("Maya does not tell of cycles: %s", error)
            self._knows = False
            return None
        if perf_counter() - began > _SLOW_SECONDS:
            # The first question may have had the graph built.
            self._slow += 1
            self._knows = self._slow < _MOST_SLOW
        members = [str(name) for name in found] if isinstance(found, (list, tuple)) else []
        self._members.update(members)
        return len(members) > 1


def _may_be_in_one(node: om.MObject) -> bool:
    """What has no input or no output is in no cycle."""
    plugs = om.MFnDependencyNode(node).getConnections()
    ends = {bool(plugs[index].isDestination) for index in range(len(plugs))}
    return len(ends) == 2 or node.hasFn(om.MFn.kDagNode)
