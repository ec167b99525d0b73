"""Reads every node that Maya evaluates, parents first, a node at a time so that the caller can slice it over ticks.

All nodes of the dependency graph but those that only shade, draw or keep Maya's own settings: the evaluation graph
itself can only be had whole, as one text, which holds the main thread for as long as that takes. Which rig a node
belongs to is left to maya_rigs.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Callable, NamedTuple

from .maya_api import om

_UNEVALUATED = ("shader", "texture", "rendernode", "shadingEngine", "postprocess", "imageplane")
_KEPT_BY_MAYA = frozenset(
    "dagPose defaultRenderUtilityList displayLayer displayLayerManager hyperGraphInfo hyperLayout hyperView ikSystem "
    "layerManager lightLinker lightList materialInfo nodeGraphEditorBookmarkInfo nodeGraphEditorBookmarks "
    "nodeGraphEditorInfo objectSet partition postProcessList poseInterpolatorManager reference renderGlobalsList "
    "renderLayer renderLayerManager renderQuality renderSetup renderSetupLayer resolution script sequenceManager "
    "shapeEditorManager shadingEngine sketchPlane trackInfoManager unknown unknownDag".split()
)


class SceneChanged(RuntimeError):
    """Raised where the scene changed while its nodes were read."""

    def __init__(self) -> None:
        super().__init__("The scene changed while its nodes were read.")


class ReadNode(NamedTuple):
    """A node as Maya has it. `path` is the full path in the hierarchy, or the name of what is in none."""

    node: om.MObject
    name: str
    path: str
    kind: str
    is_referenced: bool
    parent: om.MObject | None

    @property
    def namespace(self) -> str:
        """As in `hero:props`; empty for what is in none."""
        return self.name.rpartition(":")[0]


class _Level:
    """A node of the hierarchy whose children are being read."""

    def __init__(self, node: om.MObject, path: str, parent_of_children: om.MObject | None) -> None:
        self.path = path
        self.parent_of_children = parent_of_children
        self._facts = om.MFnDagNode(node)
        self._count: int = self._facts.childCount()
        self._next = 0

    def next_child(self) -> om.MObject | None:
        if self._next >= self._count:
            return None
        child: om.MObject = self._facts.child(self._next)
        self._next += 1
        return child


class NodeReader:
    """One pass. `is_current` is asked before each step into Maya, whose iterators dangle once nodes come or go."""

    def __init__(self, is_current: Callable[[], bool]) -> None:
        self._is_current = is_current
        self._evaluates: dict[str, bool] = {}

    def read(self) -> Iterator[ReadNode]:
        """The hierarchy first, each node after its parent, then what is in none. Raises SceneChanged."""
        yield from self._hierarchy()
        others = om.MItDependencyNodes()
        while not others.isDone():
            node = others.thisNode()
            others.next()
            if not node.hasFn(om.MFn.kDagNode):
                facts = om.MFnDependencyNode(node)
                if self._is_wanted(facts):
                    name = facts.name()
                    yield _read(node, facts, name, name, None)
            self._check()

    def reads(self, node: om.MObject) -> bool:
        """Whether a node is one of those that are read."""
        return self._is_wanted(om.MFnDependencyNode(node))

    def _hierarchy(self) -> Iterator[ReadNode]:
        levels = [_Level(om.MItDag().root(), "", None)]
        instances: set[int] = set()
        while levels:
            level = levels[-1]
            node = level.next_child()
            if node is None:
                levels.pop()
                continue
            facts = om.MFnDagNode(node)
            if facts.parentCount() > 1:
                # Met under each of its parents; it is one node all the same.
                code = om.MObjectHandle(node).hashCode()
                if code in instances:
                    continue
                instances.add(code)
            name = facts.name()
            path = f"{level.path}|{name}"
            is_wanted = self._is_wanted(facts)
            levels.append(_Level(node, path, node if is_wanted else level.parent_of_children))
            if is_wanted:
                yield _read(node, facts, name, path, level.parent_of_children)
            self._check()

    def _check(self) -> None:
        if not self._is_current():
            raise SceneChanged

    def _is_wanted(self, facts: om.MFnDependencyNode) -> bool:
        kind = facts.typeName
        wanted = self._evaluates.get(kind)
        if wanted is None:
            wanted = self._evaluates[kind] = kind not in _KEPT_BY_MAYA and _is_evaluated(kind)
        return wanted and not facts.isDefaultNode


def _is_evaluated(kind: str) -> bool:
    """Whether nodes of a type do more than shade or draw, by how Maya classifies the type."""
    classes = str(om.MFnDependencyNode.classification(kind))
    return not any(part.startswith(_UNEVALUATED) for part in classes.split(":"))


def _read(node: om.MObject, facts: om.MFnDependencyNode, name: str, path: str, parent: om.MObject | None) -> ReadNode:
    return ReadNode(node, name, path, facts.typeName, bool(facts.isFromReferencedFile), parent)
