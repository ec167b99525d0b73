"""Which rigs the open scene holds: what it references, what lies in a namespace of its own, and hierarchies that look
like rigs. Which nodes belong to them is left to maya_rig_of_node.py, what the studio calls them to resolver.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from .host import RigFacts
from .maya_api import cmds, om
from .maya_keys import NodeKeys
from .maya_references import Reference, loaded_references, outermost_of

_MOST_PROPERTIES = 32
_LONGEST_PROPERTY = 512
# Groups that somebody put rigs into are looked into; what lies deeper is a rig's own.
_DEEPEST_GROUP = 3
_MOST_LOOKED_AT = 300
_MAYAS_NAMESPACES = {"UI", "shared"}


class Rig(NamedTuple):
    """A rig, which the node `facts.key` stands for. `namespace` is empty where it has none."""

    facts: RigFacts
    namespace: str
    reference: Reference | None


def find_rigs(keys: NodeKeys) -> list[Rig]:
    """The rigs of the scene, in the order in which the outliner shows them."""
    references = loaded_references()
    found: dict[str, Rig] = {}
    for top in _tops(references):
        name: str = om.MFnDependencyNode(top.node).name()
        reference = top.reference
        if reference is not None:
            one, namespace, called = reference.key, reference.namespace, reference.namespace or _stem(reference.source)
        else:
            namespace = name.rpartition(":")[0]
            one, called = (f"{namespace}:", namespace) if namespace else (f"|{name}", name)
        # Of a rig that has several hierarchies the first stands for it.
        if one not in found and (reference is not None or looks_like_rig(top.node)):
            path = om.MFnDagNode(top.node).fullPathName()
            source = None if reference is None else reference.source
            facts = RigFacts(keys.key_of(top.node), called, source, _properties(path))
            found[one] = Rig(facts, namespace, reference)
    return list(found.values())


def looks_like_rig(top: om.MObject) -> bool:
    """Whether a hierarchy has joints, or curves to take hold of and constraints that follow them."""
    if _has(top, om.MFn.kJoint):
        return True
    return _has(top, om.MFn.kNurbsCurve) and _has(top, om.MFn.kConstraint)


def _has(top: om.MObject, kind: int) -> bool:
    below = om.MItDag()
    below.reset(top, om.MItDag.kDepthFirst, kind)
    return not below.isDone()


class _Top(NamedTuple):
    """The uppermost node of what may be a rig."""

    node: om.MObject
    reference: Reference | None


def _tops(references: list[Reference]) -> Iterator[_Top]:
    world = om.MFnDagNode(om.MItDag().root())
    missing = {reference.key: reference for reference in references}
    left = _MOST_LOOKED_AT
    depth = _DEEPEST_GROUP if references or _has_namespaces() else 0
    for index in range(world.childCount()):
        child = world.child(index)
        inside = list(_inside(child, references, depth, left))
        left -= len(inside)
        found = [top for top in inside if top is not None]
        if not found:
            yield _Top(child, None)
        for top in found:
            if top.reference is not None:
                missing.pop(top.reference.key, None)
            yield top
    # Parented deep into another rig, as a prop to a hand; or without anything that could be seen.
    for reference in missing.values():
        node = reference.first_in_hierarchy()
        if node is not None:
            yield _Top(node, reference)


def _inside(node: om.MObject, references: list[Reference], depth: int, left: int) -> Iterator[_Top | None]:
    """The rigs in a group, that group itself included; None for each node that is none."""
    facts = om.MFnDagNode(node)
    if facts.isFromReferencedFile:
        yield _Top(node, outermost_of(references, node, facts.name()))
        return
    if ":" in facts.name():
        yield _Top(node, None)
        return
    yield None
    if depth == 0:
        return
    for index in range(facts.childCount()):
        for found in _inside(facts.child(index), references, depth - 1, left):
            yield found
            left -= 1
            if left <= 0:
                return


def _has_namespaces() -> bool:
    names = cmds.namespaceInfo(listOnlyNamespaces=True)
    return bool(set(map(str, names if isinstance(names, list) else ())) - _MAYAS_NAMESPACES)


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]


def _properties(path: str) -> dict[str, str]:
    """The texts that somebody added to a node."""
    found: dict[str, str] = {}
    for name in (cmds.listAttr(path, userDefined=True) or ())[:_MOST_PROPERTIES]:
        plug = f"{path}.{name}"
        try:
            value = cmds.getAttr(plug) if cmds.getAttr(plug, type=True) == "string" else None
        except (RuntimeError, ValueError):
            # The elements of an array have no type before they are there.
            continue
        if isinstance(value, str):
            found[name] = value[:_LONGEST_PROPERTY]
    return found
