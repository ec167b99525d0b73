"""What changes with time in the open scene: whether anything does, and what somebody set on an animated attribute
without keying it, which any change of the time would take away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Callable

from .maya_api import om, oma
from .maya_roster import SceneChanged

_SAME = 1e-4


def is_animated() -> bool:
    """Whether any node follows the time: an animation curve that drives something, or what is wired to the time."""
    if any(True for _ in _driven_by_curves(lambda: True)):
        return True
    times = om.MItDependencyNodes(om.MFn.kTime)
    while not times.isDone():
        plug = om.MFnDependencyNode(times.thisNode()).findPlug("outTime", False)
        times.next()
        if plug.isSource:
            return True
    return False


def unkeyed(is_current: Callable[[], bool]) -> Iterator[str | None]:
    """Names of attributes that hold another value than their curve has now; None for each that holds it, so that the
    caller can slice. Raises SceneChanged."""
    now = oma.MAnimControl.currentTime()
    for curve, plug in _driven_by_curves(is_current):
        # Between a curve and what it drives may lie a layer, which mixes; what lies before it cannot be set by hand.
        if not plug.node().hasFn(om.MFn.kDagNode):
            continue
        keyed = float(oma.MFnAnimCurve(curve).evaluate(now))
        held = float(plug.asDouble())
        # What can only be whole is held as the number below or the nearest.
        is_same = abs(held - keyed) <= _SAME * max(1.0, abs(keyed)) or held in (int(keyed), round(keyed))
        yield None if is_same else str(plug.name())


def _driven_by_curves(is_current: Callable[[], bool]) -> Iterator[tuple[om.MObject, om.MPlug]]:
    """Animation curves over time, each with an attribute that it drives itself."""
    for kind in (
        om.MFn.kAnimCurveTimeToAngular,
        om.MFn.kAnimCurveTimeToDistance,
        om.MFn.kAnimCurveTimeToUnitless,
    ):
        curves = om.MItDependencyNodes(kind)
        while not curves.isDone():
            curve = curves.thisNode()
            curves.next()
            plug = om.MFnDependencyNode(curve).findPlug("output", False)
            for driven in plug.destinations():
                yield curve, driven
                # The iterator dangles once nodes come or go.
                if not is_current():
                    raise SceneChanged
