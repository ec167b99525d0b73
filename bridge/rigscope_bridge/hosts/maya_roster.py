"""Reads every node that Maya evaluates, parents first, a node at a time so that the caller can slice it over ticks.

All nodes of the dependency graph but those that only shade, draw or keep Maya's own settings: the evaluation graph
itself can only be had whole, as one text, which holds the main thread for as long as that takes. Which rig a node
belongs to is left to maya_rigs.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Callable, NamedTuple

from .maya_api import om
from .maya_keys import NodeKeys

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
    """A node as Maya has it. `path` is the full path in the hierarchy, or the name of what is in none; `parent` is the
    key of the node above it."""

    node: om.MObject
    key: str
    name: str
    path: str
    kind: str
    parent: str | None
    is_referenced: bool

    @property
    def namespace(self) -> str:
        """As in `hero:props`; empty for what is in none."""
        return self.name.rpartition(":")[0]


class NodeReader:
    """One pass. `is_current` is asked before each step into Maya, whose iterators dangle once nodes come or go."""

    def __init__(self, keys: NodeKeys, is_current: Callable[[], bool]) -> None:
        self._keys = keys
        self._is_current = is_current
        self._evaluates: dict[str, bool] = {}
        self._read: set[str] = set()

    def read(self) -> Iterator[ReadNode]:
        """In the order in which Maya has them, but each after its parent. Raises SceneChanged."""
        nodes = om.MItDependencyNodes()
        while not nodes.isDone():
            node = nodes.thisNode()
            nodes.next()
            if node.hasFn(om.MFn.kDagNode):
                yield from self._with_parents(node)
            elif self._is_wanted(facts := om.MFnDependencyNode(node)):
                name = facts.name()
                key = self._keys.key_of(node)
                yield ReadNode(node, key, name, name, facts.typeName, None, bool(facts.isFromReferencedFile))
            self._check()

    def reads(self, node: om.MObject) -> bool:
        """Whether a node is one of those that are read."""
        return self._is_wanted(om.MFnDependencyNode(node))

    def _with_parents(self, node: om.MObject) -> Iterator[ReadNode]:
        chain: list[ReadNode] = []
        above: om.MObject | None = node
        while above is not None and not above.hasFn(om.MFn.kWorld):
            facts = om.MFnDagNode(above)
            parent = self._wanted_parent(facts)
            if self._is_wanted(facts):
                key = self._keys.key_of(above)
                if key in self._read:
                    break
                self._read.add(key)
                of_parent = None if parent is None else self._keys.key_of(parent)
                path, referenced = facts.fullPathName(), bool(facts.isFromReferencedFile)
                chain.append(ReadNode(above, key, facts.name(), path, facts.typeName, of_parent, referenced))
            above = parent
        for read in reversed(chain):
            yield read
            self._check()

    def _wanted_parent(self, facts: om.MFnDagNode) -> om.MObject | None:
        """The nearest node above that is read; of an instance, above the first of its places."""
        while facts.parentCount():
            parent: om.MObject = facts.parent(0)
            if parent.hasFn(om.MFn.kWorld):
                return None
            facts = om.MFnDagNode(parent)
            if self._is_wanted(facts):
                return parent
        return None

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
