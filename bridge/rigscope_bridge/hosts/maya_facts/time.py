"""What a change of time brings: callbacks, in order and on the main thread, and neither a step to undo nor a change."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from threading import get_ident

from ...self_test.fact import Check, Fact, Verdict
from ..maya_api import cmds
from .listening import listening
from .needs import OWN_SCENE, UNDO
from .scene import FIRST

_STEPS = 3


def _order() -> Check:
    with listening() as listener:
        listener.frames()
        yield from _step()
        order = [each.what for each in listener.heard]
        changes, updates = listener.times_of("change"), listener.times_of("update")
    holds = order == ["change", "update"] * _STEPS
    took = [after - before for before, after in zip(changes, updates)]
    milliseconds = median(took) * 1000 if took else -1.0
    return Verdict(holds, {"changes": len(changes), "updates": len(updates), "medianMs": round(milliseconds, 3)})


def _thread() -> Check:
    main = get_ident()
    with listening() as listener:
        listener.frames()
        yield from _step()
        elsewhere = [each for each in listener.heard if each.thread != main]
    return Verdict(bool(listener.heard) and not elsewhere, {"onOtherThreads": len(elsewhere)})


def _undo() -> Check:
    yield
    before = undo_steps()
    yield from _step()
    made = undo_steps() - before
    return Verdict(made == 0, {"steps": made})


def _modified() -> Check:
    yield
    cmds.file(modified=False)
    yield from _step()
    modified = bool(cmds.file(query=True, modified=True))
    cmds.file(modified=False)
    return Verdict(not modified, {"modified": modified})


def undo_steps() -> int:
    """How many steps Maya could undo now."""
    answer: object = cmds.undoInfo(query=True)
    return int(answer) if isinstance(answer, (int, float)) else -1


def _step() -> Check:
    for frame in range(FIRST + 1, FIRST + 1 + _STEPS):
        cmds.currentTime(frame, edit=True)
        yield
    return Verdict(True)


FACTS: Sequence[Fact] = (
    Fact(
        "time.order",
        "Maya tells a change of time before it evaluates, and a forced update after, once each for every frame.",
        _order,
        (OWN_SCENE,),
    ),
    Fact("time.thread", "Both are told on the main thread.", _thread, (OWN_SCENE,)),
    Fact("time.undo", "Going to another time by edit is no step to undo.", _undo, (OWN_SCENE, UNDO)),
    Fact("time.modified", "Going to another time does not mark the scene as modified.", _modified, (OWN_SCENE,)),
)
