"""Evaluates the double's scene when time changes or something is moved: real, small, busy work that takes as long as
the schedule says, and events for the profiler while it samples. When to do so is left to playback.py and artist.py."""

from __future__ import annotations

from random import Random
from time import perf_counter
from typing import Callable

from .attribute_names import short_name
from .curves import curve_value, number
from .evaluation_graph import EvaluationGraph, carries_data
from .node import Node
from .node_kinds import is_a, seconds
from .recording import EVALUATION, MAIN, Profiler
from .scene import Scene
from .schedule import THREADS, Schedule

MODES = ("off", "serial", "parallel")
EVALUATORS: dict[str, int] = {
    "invisibility": 1003000,
    "frozen": 1002000,
    "curveManager": 1001000,
    "cache": 1000000,
    "timeEditorCurveEvaluator": 104000,
    "dynamics": 103000,
    "ikSystem": 102000,
    "disabling": 100000,
    "hik": 7000,
    "reference": 6000,
    "deformer": 5000,
    "transformFlattening": 3000,
    "pruneRoots": 1000,
}
_WARM_UP = (3.0, 2.0, 1.5)
"""How much longer the first frames after a change of the graph take: it is built, scheduled, and caches are cleaned."""
_LEAST_SECONDS = 0.0002
_FROM_CACHE_SECONDS = 0.0001


def spin(duration: float) -> None:
    """Keeps this thread busy for so many seconds."""
    end = perf_counter() + duration
    while perf_counter() < end:
        pass


class Evaluating:
    """`mode` is Maya's, `scale` multiplies what nodes cost. `frames` counts evaluations, `stutter` makes them vary."""

    def __init__(self, scene: Scene, profiler: Profiler) -> None:
        self.mode = "parallel"
        self.enabled = {"cache", "curveManager", "deformer", "dynamics", "ikSystem", "invisibility", "pruneRoots"}
        self.safe_mode = True
        self.fell_back = False
        self.manipulation = True
        self.scale = 1.0
        self.frames = 0
        self.cached: set[float] = set()
        self.caches = False
        """Whether cached playback fills its cache here; a new Maya would, tests want to be asked."""
        self.on_evaluating: Callable[[], None] = lambda: None
        """Called in the midst of each evaluation, as a node of a plug-in would run then."""
        self._scene = scene
        self._profiler = profiler
        self._set_by_hand: set[tuple[int, str]] = set()
        self._graph: EvaluationGraph | None = None
        self._schedule: tuple[int, float, Schedule] | None = None
        self._warm_up = 0
        self._random = Random(7)

    @property
    def graph(self) -> EvaluationGraph:
        """The graph of the scene as it is now; building it is warmed up for three frames."""
        if self._graph is None or self._graph.changes != self._scene.changes:
            self._graph = EvaluationGraph(self._scene)
            self._schedule = None
            self._warm_up = 0
            self.cached.clear()
        return self._graph

    def invalidate(self) -> None:
        """The graph is built anew for the next frame."""
        self._graph = None

    def set_by_hand(self, node: Node, plug: str) -> None:
        """An attribute holds what somebody gave it, whatever its curve says, until the time changes."""
        self._set_by_hand.add((node.number, plug))

    def forget_what_was_set(self) -> None:
        self._set_by_hand.clear()

    def value(self, node: Node, plug: str, frame: float) -> float | None:
        """What a numeric attribute is worth; None where it is none."""
        if (node.number, plug) not in self._set_by_hand:
            for connection in node.inputs:
                if short_name(connection.target_plug) == plug and is_a(connection.source.kind, "animCurve"):
                    return curve_value(connection.source, frame)
        return number(node, plug)

    def pull(self, nodes: list[Node]) -> None:
        """As dgeval does: what hangs under the nodes and what feeds that, one after another on the main thread."""
        seen: dict[int, Node] = {}
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if node.number not in seen:
                seen[node.number] = node
                waiting += node.children
                waiting += [connection.source for connection in node.inputs if carries_data(connection)]
        at = began = perf_counter()
        for node in reversed(seen.values()):
            own = seconds(node.kind) * self.scale
            self._profiler.event("Compute", node.name, EVALUATION, at, own, 0, 3)
            at += own
        spin(max(_LEAST_SECONDS, at - began))

    @property
    def runs_serially(self) -> bool:
        return self.mode == "serial" or self.fell_back

    @property
    def pulls(self) -> bool:
        """Whether nothing is evaluated before something draws it."""
        return self.mode == "off"

    def evaluate(self, frame: float, is_playing: bool) -> None:
        """One frame."""
        self.frames += 1
        began = perf_counter()
        graph = self.graph
        if is_playing and self.caches and "cache" in self.enabled and frame in self.cached:
            self._profiler.event("CacheRestore", "", EVALUATION, began, _FROM_CACHE_SECONDS, 0, 14)
            spin(_FROM_CACHE_SECONDS)
            return
        if self.caches and "cache" in self.enabled and self.mode != "off":
            self.cached.add(frame)
        if self._warm_up == 0 and not self.pulls:
            self._profiler.event("EvaluationGraphConstruction", "", EVALUATION, began, 0.0001, 0, 9)
        factor = _WARM_UP[self._warm_up] if self._warm_up < len(_WARM_UP) else 1.0
        self._warm_up += 1
        self._run(self._scheduled(graph), factor * self._random.uniform(0.95, 1.1))

    def manipulate(self, node: Node) -> None:
        """What a moved node feeds is evaluated."""
        downstream = self.graph.downstream.get(node.number, [])
        duration = max(_LEAST_SECONDS, sum(seconds(each.kind) for each in [node, *downstream]) * self.scale)
        began = perf_counter()
        self._profiler.event("EvaluateNode", node.name, EVALUATION, began, seconds(node.kind) * self.scale, 0, 10)
        self.cached.clear()
        spin(duration)

    def _scheduled(self, graph: EvaluationGraph) -> Schedule:
        threads = 1 if self.runs_serially or self.pulls else THREADS
        if self._schedule is None or self._schedule[:2] != (threads, self.scale):
            self._schedule = (threads, self.scale, Schedule(graph, threads, self.scale))
        return self._schedule[2]

    def _run(self, schedule: Schedule, factor: float) -> None:
        began = perf_counter()
        duration = max(_LEAST_SECONDS, schedule.makespan * factor)
        self.on_evaluating()
        if self._profiler.is_sampling:
            self._record(schedule, began, factor, duration)
        spin(began + duration - perf_counter())

    def _record(self, schedule: Schedule, began: float, factor: float, duration: float) -> None:
        event = self._profiler.event
        if not self.pulls:
            self._profiler.signal("timeChanged", "", MAIN, 12)
            event("EvaluationGraphExecution", "EvaluationGraph_Normal", EVALUATION, began, duration, 0, 9)
        for task in schedule.tasks:
            at = began + task.begin * factor
            if len(task.nodes) > 1:
                event(
                    "opaqueTaskEvaluation", task.nodes[0].name, EVALUATION, at, task.duration * factor, task.thread, 11
                )
            for node in task.nodes:
                own = seconds(node.kind) * self.scale * factor
                event("Compute" if self.pulls else "EvaluateNode", node.name, EVALUATION, at, own, task.thread, 10)
                at += own
