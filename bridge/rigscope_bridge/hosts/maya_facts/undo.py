"""What selecting and looking elsewhere do to the undo queue and to the mark of a modified scene."""

from __future__ import annotations

from collections.abc import Sequence

from ...self_test.fact import Check, Fact, Verdict
from ..maya_api import cmds
from ..maya_view import frame_paths
from .needs import OWN_SCENE, UNDO, WINDOW
from .scene import BOX, LEFT, RIGHT, TURNED
from .time import undo_steps


def _counts() -> Check:
    yield
    before = undo_steps()
    cmds.select(f"{LEFT}:{TURNED}", replace=True, noExpand=True)
    after = undo_steps()
    return Verdict(before >= 0 and after > before, {"before": before, "after": after})


def _select() -> Check:
    yield
    cmds.select(f"{LEFT}:{BOX}", replace=True, noExpand=True)
    before = undo_steps()
    cmds.select(f"{RIGHT}:{BOX}", f"{RIGHT}:{TURNED}", add=True, noExpand=True)
    made = undo_steps() - before
    cmds.undo()
    selected = [str(name) for name in cmds.ls(selection=True) or ()]
    return Verdict(made == 1 and selected == [f"{LEFT}:{BOX}"], {"steps": made, "selectedAfterUndo": len(selected)})


def _select_modifies() -> Check:
    yield
    cmds.file(modified=False)
    cmds.select(f"{LEFT}:{TURNED}", replace=True, noExpand=True)
    modified = bool(cmds.file(query=True, modified=True))
    cmds.file(modified=False)
    return Verdict(not modified, {"modified": modified})


def _view() -> Check:
    yield
    cmds.select(f"{LEFT}:{TURNED}", replace=True, noExpand=True)
    cmds.file(modified=False)
    before = undo_steps()
    framed = frame_paths([str(cmds.ls(f"{RIGHT}:{BOX}", long=True)[0])])
    yield
    made = undo_steps() - before
    modified = bool(cmds.file(query=True, modified=True))
    selected = [str(name) for name in cmds.ls(selection=True) or ()]
    holds = framed == 1 and made == 0 and not modified and selected == [f"{LEFT}:{TURNED}"]
    return Verdict(holds, {"steps": made, "modified": modified, "selected": len(selected)})


FACTS: Sequence[Fact] = (
    Fact("undo.counts", "Maya tells how many steps it could undo.", _counts, (OWN_SCENE, UNDO)),
    Fact("undo.select", "Selecting several nodes is one step to undo.", _select, (OWN_SCENE, UNDO)),
    Fact(
        "undo.selectModifies",
        "Selecting does not mark the scene as modified.",
        _select_modifies,
        (OWN_SCENE,),
    ),
    Fact(
        "undo.view",
        "Moving a view leaves undo queue, selection and the mark of a modified scene alone.",
        _view,
        (WINDOW, OWN_SCENE, UNDO),
    ),
)
