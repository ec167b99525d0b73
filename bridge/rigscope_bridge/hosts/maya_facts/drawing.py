"""What Maya tells of drawing its views: once before and once after, after the nodes were evaluated."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ...self_test.fact import Check, Fact, Verdict
from ..maya_api import cmds, omui
from .listening import Listener, listening
from .needs import OWN_SCENE, WINDOW
from .scene import FIRST

_DRAWINGS = 3


def hear_views(listener: Listener) -> list[str]:
    """Hears `<panel> pre` and `<panel> post` of every view; gives the panels that have one."""
    message, found = omui.MUiMessage, []
    for panel in visible_views():
        pre, post = listener.hear(f"{panel} pre"), listener.hear(f"{panel} post")
        listener.callbacks.add("before drawing", pre, partial(message.add3dViewPreRenderMsgCallback, panel))
        listener.callbacks.add("after drawing", post, partial(message.add3dViewPostRenderMsgCallback, panel))
        found.append(panel)
    return found


def visible_views() -> list[str]:
    """The model panels that are shown now."""
    panels = [str(panel) for panel in cmds.getPanel(visiblePanels=True) or ()]
    return [panel for panel in panels if str(cmds.getPanel(typeOf=panel)) == "modelPanel"]


def _once() -> Check:
    right = 0
    with listening() as listener:
        panels = hear_views(listener)
        for _ in range(_DRAWINGS):
            listener.heard.clear()
            cmds.refresh(force=True)
            told = [each.what for each in listener.heard]
            for panel in panels:
                right += [what for what in told if what.startswith(f"{panel} ")] == [f"{panel} pre", f"{panel} post"]
            yield
    return Verdict(right == _DRAWINGS * len(panels) > 0, {"views": len(panels), "drawings": _DRAWINGS, "right": right})


def _after_update() -> Check:
    with listening() as listener:
        listener.frames()
        panels = hear_views(listener)
        cmds.currentTime(FIRST + 5, edit=True)
        cmds.refresh(force=True)
        yield
        updates = listener.times_of("update")
        drawn = [time for panel in panels for time in listener.times_of(f"{panel} pre")]
    early = len([time for time in drawn if not updates or time < updates[0]])
    return Verdict(bool(drawn) and early == 0, {"drawings": len(drawn), "beforeTheUpdate": early})


FACTS: Sequence[Fact] = (
    Fact("drawing.once", "Each drawing of a view is told once before and once after.", _once, (WINDOW, OWN_SCENE)),
    Fact("drawing.order", "A view draws a frame after its forced update.", _after_update, (WINDOW, OWN_SCENE)),
)
