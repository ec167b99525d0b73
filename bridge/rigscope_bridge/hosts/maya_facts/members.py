"""Whether this Maya's Python API has what the bridge calls, listens to and compares with."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from ...self_test.fact import Check, Fact, Verdict
from ..maya_api import om, oma, omui, utils
from .used import CONDITIONS, EVENTS, MEMBERS, SCENE_MESSAGES, WORKS

_MODULES: dict[str, object] = {
    "maya.api.OpenMaya": om,
    "maya.api.OpenMayaAnim": oma,
    "maya.api.OpenMayaUI": omui,
    "maya.utils": utils,
}


def _has(module: object, path: str) -> bool:
    found: object = module
    for name in path.split("."):
        found = getattr(found, name, None)
        if found is None:
            return False
    return True


def _verdict(wanted: Iterable[str], missing: Iterable[str]) -> Verdict:
    absent = list(missing)
    return Verdict(not absent, {"asked": len(list(wanted)), **{f"without {name}": True for name in absent}})


def _members(module: str, wanted: tuple[str, ...]) -> Check:
    yield
    return _verdict(wanted, [path for path in wanted if not _has(_MODULES[module], path)])


def _events() -> Check:
    yield
    known = set(om.MEventMessage.getEventNames())
    return _verdict(EVENTS, [name for name in EVENTS if name not in known])


def _conditions() -> Check:
    yield
    known = set(om.MConditionMessage.getConditionNames())
    return _verdict(CONDITIONS, [name for name in CONDITIONS if name not in known])


def _scene_messages() -> Check:
    yield
    wanted = [*(f"k{when}{work}" for work in WORKS for when in ("Before", "After")), *SCENE_MESSAGES]
    return _verdict(wanted, [name for name in wanted if not hasattr(om.MSceneMessage, name)])


FACTS = (
    *(
        Fact(
            f"members.{module.rpartition('.')[2]}",
            f"The module {module} has everything that the bridge uses of it.",
            partial(_members, module, tuple(paths.split())),
        )
        for module, paths in MEMBERS.items()
    ),
    Fact("members.events", "Maya has every event that the bridge listens to.", _events),
    Fact("members.conditions", "Maya has every condition that the bridge listens to.", _conditions),
    Fact("members.sceneMessages", "Maya tells the beginning and end of all its work with scenes.", _scene_messages),
)
