"""Lays the nodes of an evaluation graph out over threads, as Maya's scheduler does: when each begins and how long the
whole takes. Doing the work is left to evaluating.py."""

from __future__ import annotations

from typing import NamedTuple

from .evaluation_graph import EvaluationGraph
from .node import Node
from .node_kinds import seconds

THREADS = 4


class Task(NamedTuple):
    """One node, or the cluster of a cycle, on one thread. `begin` counts from the frame's, both are seconds."""

    nodes: tuple[Node, ...]
    thread: int
    begin: float
    duration: float


class Schedule:
    """`makespan` is how long all of it takes in seconds."""

    def __init__(self, graph: EvaluationGraph, threads: int, scale: float) -> None:
        self.tasks: list[Task] = []
        free = [0.0] * threads
        ended: dict[int, float] = {}
        done: set[int] = set()
        for node in sorted(graph.nodes, key=lambda node: graph.level[node.number]):
            if node.number in done:
                continue
            members = tuple(graph.cluster_of.get(node.number, [node]))
            own = {member.number for member in members}
            done |= own
            ready = max(
                (ended.get(up.number, 0.0) for member in members for up in graph.upstream[member.number]), default=0.0
            )
            thread = min(range(threads), key=lambda each: max(free[each], ready))
            begin = max(free[thread], ready)
            duration = sum(seconds(member.kind) for member in members) * scale
            free[thread] = begin + duration
            ended.update(dict.fromkeys(own, begin + duration))
            self.tasks.append(Task(members, thread, begin, duration))
        self.makespan = max(free)
