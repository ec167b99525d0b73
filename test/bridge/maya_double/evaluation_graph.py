"""Which nodes Maya's evaluation manager would evaluate when time changes, in which order, and which lie in cycles.

An approximation: what is animated, all that it feeds, and what hangs under it. Costs are left to schedule.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from .node import Connection, Node
from .node_kinds import is_a
from .scene import Scene

_WITHOUT_DATA = ("msg", "message", "iog", "instObjGroups", "di", "drawInfo", "ltd", "ll", "lodv")
_TIMED_CURVES = {"animCurveTL", "animCurveTA", "animCurveTT", "animCurveTU"}


class EvaluationGraph:
    """Built of a scene as it is now. `clusters` are cycles, each with its members."""

    def __init__(self, scene: Scene) -> None:
        self.changes = scene.changes
        found = list(_downstream(_animated(scene)))
        inside = {node.number for node in found}
        self.upstream: dict[int, list[Node]] = {node.number: [] for node in found}
        for node in found:
            for other in _fed_by(node):
                if other.number in inside and node not in self.upstream[other.number]:
                    self.upstream[other.number].append(node)
        self.nodes: list[Node] = []
        self.level: dict[int, int] = {}
        self.clusters: list[list[Node]] = []
        self.cluster_of: dict[int, list[Node]] = {}
        for component in _components(found, self.upstream):
            self._enter(component)

    def _enter(self, component: list[Node]) -> None:
        own = {node.number for node in component}
        above = [
            self.level[up.number] for node in component for up in self.upstream[node.number] if up.number not in own
        ]
        for node in component:
            self.level[node.number] = max(above, default=-1) + 1
            self.nodes.append(node)
            if len(component) > 1 or node in self.upstream[node.number]:
                self.cluster_of[node.number] = component
        if component[0].number in self.cluster_of:
            self.clusters.append(component)

    @property
    def downstream(self) -> dict[int, list[Node]]:
        """The other way round."""
        found: dict[int, list[Node]] = defaultdict(list)
        for node in self.nodes:
            for above in self.upstream[node.number]:
                found[above.number].append(node)
        return found


def _animated(scene: Scene) -> Iterator[Node]:
    for node in scene.nodes.values():
        if node.kind in _TIMED_CURVES and node.outputs or is_a(node.kind, "expression"):
            yield node
        elif any(connection.source.kind == "time" and carries_data(connection) for connection in node.inputs):
            yield node


def carries_data(connection: Connection) -> bool:
    """Whether a value goes over it, so that a change of its source is one of its target."""
    return connection.source_plug.partition("[")[0].partition(".")[0] not in _WITHOUT_DATA


def _fed_by(node: Node) -> Iterator[Node]:
    for connection in node.outputs:
        if carries_data(connection):
            yield connection.target
    # A constraint hangs under what it moves, and is fed by that only through connections.
    yield from (child for child in node.children if not is_a(child.kind, "constraint"))


def _downstream(sources: Iterable[Node]) -> Iterator[Node]:
    seen: set[int] = set()
    waiting = list(sources)
    while waiting:
        node = waiting.pop()
        if node.number not in seen:
            seen.add(node.number)
            yield node
            waiting.extend(_fed_by(node))


def _components(nodes: list[Node], upstream: dict[int, list[Node]]) -> Iterator[list[Node]]:
    """Strongly connected components, each after those that feed it (Tarjan's, without recursion)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    on_stack: set[int] = set()
    stack: list[Node] = []
    for root in nodes:
        if root.number in index:
            continue
        work = [(root, iter(upstream[root.number]))]
        index[root.number] = low[root.number] = len(index)
        stack.append(root)
        on_stack.add(root.number)
        while work:
            node, above = work[-1]
            for other in above:
                if other.number not in index:
                    index[other.number] = low[other.number] = len(index)
                    stack.append(other)
                    on_stack.add(other.number)
                    work.append((other, iter(upstream[other.number])))
                    break
                if other.number in on_stack:
                    low[node.number] = min(low[node.number], index[other.number])
            else:
                work.pop()
                if work:
                    below = work[-1][0].number
                    low[below] = min(low[below], low[node.number])
                if low[node.number] == index[node.number]:
                    component: list[Node] = []
                    while not component or component[-1] is not node:
                        component.append(stack.pop())
                        on_stack.discard(component[-1].number)
                    yield component
