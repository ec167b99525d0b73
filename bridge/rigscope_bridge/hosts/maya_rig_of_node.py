"""Which rig each node of a scene belongs to. Finding the rigs is left to maya_rigs.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .maya_api import om
from .maya_keys import NodeKeys
from .maya_rigs import Rig
from .maya_roster import ReadNode

_MOST_CONNECTIONS = 64


class RigOfNode:
    """One pass over the nodes, parents first. Gives keys of rigs."""

    def __init__(self, rigs: Sequence[Rig], keys: NodeKeys) -> None:
        self._keys = keys
        self._tops = {rig.facts.key for rig in rigs}
        self._by_namespace = {rig.namespace: rig.facts.key for rig in rigs if rig.namespace}
        self._bare_references = [(rig.reference, rig.facts.key) for rig in rigs if rig.reference and not rig.namespace]
        self._bare = {rig.facts.key for rig in rigs if not rig.reference and not rig.namespace}
        self._only = next(iter(self._bare)) if len(rigs) == len(self._bare) == 1 else None
        self._known: dict[str, str | None] = {}

    def of(self, read: ReadNode) -> str | None:
        """The key of a node's rig."""
        rig = self._known[read.key] = self._find(read)
        return rig

    def _find(self, read: ReadNode) -> str | None:
        if read.key in self._tops:
            return read.key
        if self._by_namespace and ":" in read.name:
            for namespace in _outermost_first(read.namespace):
                if namespace in self._by_namespace:
                    return self._by_namespace[namespace]
        if read.is_referenced:
            for reference, rig in self._bare_references:
                if reference.contains(read.node):
                    return rig
        if read.path.startswith("|"):
            return None if read.parent is None else self._known.get(read.parent)
        if self._only is not None or not self._bare or read.is_referenced:
            return self._only
        return self._by_connection(read.node)

    def _by_connection(self, node: om.MObject) -> str | None:
        """What is in no hierarchy belongs to the rig that it is wired to."""
        for other in _neighbours(node):
            rig = self._around(other)
            if rig in self._bare:
                return rig
        return None

    def _around(self, node: om.MObject) -> str | None:
        """The rig of a node, whether it was read already or lies in the hierarchy of one."""
        at: om.MObject | None = node
        while at is not None:
            key = self._keys.key_of(at)
            if key in self._tops:
                return key
            if key in self._known:
                return self._known[key]
            if not at.hasFn(om.MFn.kDagNode) or at.hasFn(om.MFn.kWorld):
                return None
            facts = om.MFnDagNode(at)
            at = facts.parent(0) if facts.parentCount() else None
        return None


def _outermost_first(namespace: str) -> Iterator[str]:
    parts = namespace.split(":")
    for count in range(1, len(parts) + 1):
        yield ":".join(parts[:count])


def _neighbours(node: om.MObject) -> Iterator[om.MObject]:
    plugs = om.MFnDependencyNode(node).getConnections()
    for index in range(min(len(plugs), _MOST_CONNECTIONS)):
        plug = plugs[index]
        if plug.isDestination:
            yield plug.source().node()
        for destination in plug.destinations():
            yield destination.node()
