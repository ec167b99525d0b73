"""Commands about how Maya evaluates: evaluationManager, evaluator, cacheEvaluator, dbpeek, deformerEvaluator."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..evaluating import EVALUATORS, MODES
from ..node import Node
from ..node_kinds import is_a
from .calling import Flags, command, names_of

if TYPE_CHECKING:
    from ..app import MayaApp


@command(
    "evaluationManager",
    "query mode enabled cycleCluster disableInfo invalidate manipulation manipulationReady safeMode fallbackTriggered "
    "upstreamFrom downstreamFrom idleBuild empty",
)
def evaluation_manager(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    evaluating = app.evaluating
    asked = flags.asked()
    if asked in ("upstreamFrom", "downstreamFrom", "cycleCluster"):
        return _around(app, asked, str(flags[asked]))
    if flags.query:
        return {
            "mode": [evaluating.mode],
            "enabled": evaluating.mode != "off",
            "invalidate": evaluating.mode != "off",
            "manipulation": evaluating.manipulation,
            "manipulationReady": evaluating.manipulation,
            "safeMode": evaluating.safe_mode,
            "fallbackTriggered": evaluating.fell_back,
            "disableInfo": [],
            "idleBuild": True,
            "empty": not evaluating.graph.nodes,
        }[asked]
    if "mode" in flags:
        if flags["mode"] not in MODES:
            raise RuntimeError(f"Invalid evaluation mode: {flags['mode']}")
        evaluating.mode = str(flags["mode"])
        evaluating.fell_back = False
        evaluating.invalidate()
    if flags.get("invalidate"):
        evaluating.invalidate()
    if "manipulation" in flags:
        evaluating.manipulation = bool(flags["manipulation"])
    if "safeMode" in flags:
        evaluating.safe_mode = bool(flags["safeMode"])
    return None


def _around(app: MayaApp, asked: str, name: str) -> list[str] | None:
    node, graph = app.scene.find_one(name), app.evaluating.graph
    if asked == "cycleCluster":
        return [app.scene.short_name(each) for each in graph.cluster_of.get(node.number, [])] or None
    neighbours = graph.upstream if asked == "upstreamFrom" else graph.downstream
    found: list[str] = []
    seen: set[int] = set()
    level: list[Node] = [node]
    depth = 0
    while level:
        for each in level:
            seen.add(each.number)
            found += [str(depth), app.scene.short_name(each)]
        above = [other for each in level for other in neighbours.get(each.number, []) if other.number not in seen]
        level, depth = list({other.number: other for other in above}.values()), depth + 1
    return found


@command("evaluator", "query name enable priority info clusters configuration")
def evaluator(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    if "name" not in flags:
        return list(EVALUATORS)
    name = str(flags["name"])
    if name not in EVALUATORS:
        raise RuntimeError(f"Evaluator '{name}' not found.")
    if flags.query:
        return {
            "enable": name in app.evaluating.enabled,
            "priority": EVALUATORS[name],
            "info": "",
            "clusters": [],
            "configuration": [],
        }[next(flag for flag in flags if flag not in ("query", "name"))]
    if "enable" in flags:
        (app.evaluating.enabled.add if flags["enable"] else app.evaluating.enabled.discard)(name)
        app.loop.event("customEvaluatorChanged")
    return None


@command("cacheEvaluator", "query cachedFrames listCachedNodes resourceUsage safeMode safeModeTriggered flushCache")
def cache_evaluator(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    evaluating = app.evaluating
    if flags.query:
        cached = [app.scene.short_name(node) for node in evaluating.graph.nodes] if evaluating.cached else []
        return {
            "cachedFrames": sorted(evaluating.cached),
            "listCachedNodes": cached,
            "resourceUsage": "okay",
            "safeMode": True,
            "safeModeTriggered": False,
        }[flags.asked()]
    if "flushCache" in flags:
        evaluating.cached.clear()
    return None


@command("dbpeek", "query operation evaluationGraph argument allObjects outputFile")
def dbpeek(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    if flags.get("operation") != "graph" or not flags.get("evaluationGraph"):
        raise RuntimeError("The double peeks at the evaluation graph alone.")
    lines = [f"{app.scene.short_name(node)} = {_scheduling(node)}" for node in app.evaluating.graph.nodes]
    text = "\n".join(lines) + "\n"
    if "outputFile" in flags:
        Path(str(flags["outputFile"])).write_text(text, "utf-8")
        return None
    return text


def _scheduling(node: Node) -> str:
    return "kGloballySerialized" if is_a(node.kind, "expression") else "kParallel"


@command("deformerEvaluator", "query list message meshes dumpInfo gpuBlockPolicy minimumVerts deformers")
def deformer_evaluator(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    meshes = [
        node for node in app.scene.of_kind("mesh") if any(is_a(e.source.kind, "geometryFilter") for e in node.inputs)
    ]
    asked = flags.asked()
    if asked == "deformers":
        return ["skinCluster", "blendShape", "cluster", "tweak", "groupParts", "softMod", "deltaMush", "nonLinear"]
    if asked == "message":
        return [f"{name}: the double has no graphics card" for name in names_of(arguments)]
    return [app.scene.short_name(mesh) for mesh in meshes] if asked == "meshes" else []


@command("dgdirty", "allPlugs clean list propagation showTiming verbose implicit")
def dgdirty(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    return None


@command("dgeval", "verbose")
def dgeval(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> None:
    app.evaluating.pull([app.scene.find_one(name) for name in names_of(arguments)])
