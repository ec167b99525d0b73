"""What a node is known by: handles and their hash codes, UUIDs, in particular of a rig that is referenced twice."""

from __future__ import annotations

from collections.abc import Sequence

from ...self_test.fact import Check, Fact, Verdict
from ..maya_api import cmds, om
from .needs import OWN_SCENE, UNDO
from .scene import LEFT, RIGHT, TURNED

_AT_ONCE = 500
_MOST = 100_000


def _differ() -> Check:
    nodes = om.MItDependencyNodes()
    count = 0
    codes: set[int] = set()
    while not nodes.isDone() and count < _MOST:
        codes.add(om.MObjectHandle(nodes.thisNode()).hashCode())
        count += 1
        if count % _AT_ONCE == 0:
            yield
        nodes.next()
    return Verdict(len(codes) == count, {"nodes": count, "hashCodes": len(codes)})


def _same() -> Check:
    yield
    first, second = om.MObjectHandle(_node(f"{LEFT}:{TURNED}")), om.MObjectHandle(_node(f"{LEFT}:{TURNED}"))
    return Verdict(first == second and first.hashCode() == second.hashCode(), {"areEqual": bool(first == second)})


def _twice() -> Check:
    yield
    left, right = f"{LEFT}:{TURNED}", f"{RIGHT}:{TURNED}"
    same_uuid = _uuid(left) == _uuid(right)
    same_code = om.MObjectHandle(_node(left)).hashCode() == om.MObjectHandle(_node(right)).hashCode()
    return Verdict(same_uuid and not same_code, {"sameUuid": same_uuid, "sameHashCode": same_code})


def _comes_back() -> Check:
    yield
    name = str(cmds.createNode("transform", name="rigscope_probe", skipSelect=True))
    handle = om.MObjectHandle(_node(name))
    code = handle.hashCode()
    yield
    cmds.delete(name)
    gone = not handle.isValid()
    yield
    cmds.undo()
    back = handle.isValid() and om.MObjectHandle(_node(name)) == handle and handle.hashCode() == code
    cmds.delete(name)
    return Verdict(gone and back, {"isValidWhenDeleted": not gone, "isValidWhenBack": handle.isAlive()})


def _uuid(name: str) -> str:
    return str(om.MFnDependencyNode(_node(name)).uuid().asString())


def _node(name: str) -> om.MObject:
    selected = om.MSelectionList()
    selected.add(name)
    node: om.MObject = selected.getDependNode(0)
    return node


FACTS: Sequence[Fact] = (
    Fact("nodes.differ", "Different nodes have different hash codes.", _differ),
    Fact("nodes.same", "Two handles of one node are equal, and so are their hash codes.", _same, (OWN_SCENE,)),
    Fact("nodes.twice", "Two copies of one reference share UUIDs and no hash code.", _twice, (OWN_SCENE,)),
    Fact(
        "nodes.comeBack",
        "A handle is not valid while its node is deleted, and is again when undo brings it back.",
        _comes_back,
        (OWN_SCENE, UNDO),
    ),
)
