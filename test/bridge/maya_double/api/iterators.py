"""MItDag and MItDependencyNodes: every node, one after another, as lazily as Maya's.

Maya's iterators dangle once nodes come or go; going on with one then is refused here."""

from __future__ import annotations

from collections.abc import Iterator

from ..gate import Breach
from ..installed import running
from ..node import Node
from .function_sets import MFn, has_function_set, kind_of
from .gated import Gated
from .node_functions import MDagPath
from .objects import MObject, node_of


class Dangling(Breach):
    """An iterator was used after the scene's nodes had changed."""


class _Watched:
    """Remembers how the scene was."""

    def __init__(self) -> None:
        self._scene = running().scene
        self._changes = self._scene.node_changes

    def check(self) -> None:
        if self._scene.node_changes != self._changes:
            running().gate.refuse(Dangling("An iterator over nodes was used after nodes came or went; Maya may crash."))


class MItDag(Gated):
    """From the world, or after `reset` from a node, itself first."""

    kInvalidType = 0
    kDepthFirst = 1
    kBreadthFirst = 2

    def __init__(self, traversalType: int = 1, filterType: int = MFn.kInvalid) -> None:
        self._begin(running().scene.world, traversalType, filterType)

    def _begin(self, root: Node, traversal: int, filter_type: int) -> None:
        self._watched = _Watched()
        self._root = root
        self._filter = filter_type
        self._traversal = traversal
        self._pruned = False
        self._nodes = self._depth_first(root, 0) if traversal != self.kBreadthFirst else self._breadth_first(root)
        self._now: tuple[Node, int] | None = None
        self.next()

    def reset(
        self, root: MObject | MDagPath | None = None, traversalType: int = 1, filterType: int = MFn.kInvalid
    ) -> MItDag:
        start = self._root if root is None else node_of(root.node() if isinstance(root, MDagPath) else root)
        self._begin(start, traversalType, filterType)
        return self

    def root(self) -> MObject:
        return MObject._of(self._root)

    def isDone(self) -> bool:
        return self._now is None

    def next(self) -> MItDag:
        self._watched.check()
        self._now = next(
            ((node, depth) for node, depth in self._nodes if not self._filter or has_function_set(node, self._filter)),
            None,
        )
        return self

    def prune(self) -> MItDag:
        self._pruned = True
        return self

    def currentItem(self) -> MObject:
        self._watched.check()
        return MObject._of(None if self._now is None else self._now[0])

    def depth(self) -> int:
        return 0 if self._now is None else self._now[1]

    def fullPathName(self) -> str:
        return self.getPath().fullPathName()

    def partialPathName(self) -> str:
        return self.getPath().partialPathName()

    def getPath(self) -> MDagPath:
        return MDagPath._of(node_of(self.currentItem()))

    def _depth_first(self, node: Node, depth: int) -> Iterator[tuple[Node, int]]:
        stack = [(node, depth)]
        while stack:
            node, depth = stack.pop()
            self._pruned = False
            yield node, depth
            if not self._pruned:
                stack.extend((child, depth + 1) for child in reversed(node.children))

    def _breadth_first(self, node: Node) -> Iterator[tuple[Node, int]]:
        waiting = [(node, 0)]
        while waiting:
            node, depth = waiting.pop(0)
            self._pruned = False
            yield node, depth
            if not self._pruned:
                waiting.extend((child, depth + 1) for child in node.children)


class MItDependencyNodes(Gated):
    """Every node of a type and the types that are kinds of it; of all where none is named."""

    def __init__(self, filterType: int = MFn.kInvalid) -> None:
        self._begin(filterType)

    def _begin(self, filter_type: int) -> None:
        self._watched = _Watched()
        self._filter = filter_type
        kind = kind_of(filter_type)
        scene = running().scene
        self._nodes = iter(scene.nodes.values()) if kind is None else scene.of_kind(kind)
        self._now: Node | None = None
        self.next()

    def reset(self, filterType: int = MFn.kInvalid) -> MItDependencyNodes:
        self._begin(filterType)
        return self

    def isDone(self) -> bool:
        return self._now is None

    def next(self) -> MItDependencyNodes:
        self._watched.check()
        self._now = next(
            (node for node in self._nodes if not self._filter or has_function_set(node, self._filter)), None
        )
        return self

    def thisNode(self) -> MObject:
        self._watched.check()
        return MObject._of(self._now)
