"""What Maya tells of how it evaluates: mode, fallback, cached playback, the GPU override, the profiler's categories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Callable

from ...self_test.fact import Check, Fact, NotAvailable, Verdict
from ..maya_api import cmds

_CATEGORIES = ("Main", "Dirty Propagation", "Evaluation", "VP2 Evaluation")


def _mode() -> Check:
    yield
    answer: object = cmds.evaluationManager(query=True, mode=True)
    mode = str(answer[0]) if isinstance(answer, (list, tuple)) and answer else ""
    known = mode in ("off", "serial", "parallel")
    return Verdict(known, {"mode": mode if known else "unknown", "isList": isinstance(answer, (list, tuple))})


def _fallback() -> Check:
    yield
    try:
        answer: object = cmds.evaluationManager(query=True, fallbackTriggered=True)
    except (TypeError, RuntimeError) as error:
        raise NotAvailable("notInThisVersion") from error
    return Verdict(isinstance(answer, (bool, int)), {"fellBack": bool(answer)})


def _cache_evaluator() -> Check:
    yield
    answer: object = cmds.evaluator(query=True, name="cache", enable=True)
    value = answer[0] if isinstance(answer, (list, tuple)) and answer else answer
    return Verdict(isinstance(value, (bool, int)), {"isOn": bool(value), "isList": isinstance(answer, (list, tuple))})


def _cached_frames() -> Check:
    yield
    ask = _command("cacheEvaluator")
    answer = ask(query=True, cachedFrames=True)
    is_list = isinstance(answer, (list, tuple))
    numbers = [value for value in answer if isinstance(value, (int, float))] if is_list else []
    return Verdict(answer is None or (is_list and len(numbers) == len(answer)), {"frames": len(numbers)})


def _gpu_override() -> Check:
    yield
    answer = _command("deformerEvaluator")(query=True, deformers=True)
    is_list = isinstance(answer, (list, tuple))
    return Verdict(is_list and bool(answer), {"deformers": len(answer) if is_list else 0})


def _categories() -> Check:
    yield
    answer: object = cmds.profiler(query=True, allCategories=True)
    names = [str(name).replace("Maya ", "") for name in answer] if isinstance(answer, (list, tuple)) else []
    missing = [name for name in _CATEGORIES if name not in names]
    return Verdict(not missing, {"categories": len(names), **{f"without {name}": True for name in missing}})


def _buffer() -> Check:
    yield
    size = cmds.profiler(query=True, bufferSize=True)
    number = int(size) if isinstance(size, (int, float)) else 0
    return Verdict(1 <= number < 10_000, {"bufferSize": number})


def _command(name: str) -> Callable[..., Any]:
    """One of those that not every set of declarations has types for."""
    found: Callable[..., Any] | None = getattr(cmds, name, None)
    if found is None:
        raise NotAvailable("notInThisVersion")
    return found


FACTS: Sequence[Fact] = (
    Fact("evaluation.mode", "The evaluation mode is the first of a list: off, serial or parallel.", _mode),
    Fact("evaluation.fallback", "Maya tells whether it fell back from parallel evaluation.", _fallback),
    Fact("evaluation.cache", "Maya tells whether cached playback is on.", _cache_evaluator),
    Fact("evaluation.cachedFrames", "Maya tells the frames that cached playback holds, as numbers.", _cached_frames),
    Fact("evaluation.gpuOverride", "Maya tells which deformers its GPU override takes in.", _gpu_override),
    Fact("profiler.categories", "The profiler has the categories that captures read.", _categories),
    Fact("profiler.bufferSize", "The size of the profiler's buffer is given in megabytes.", _buffer),
)
