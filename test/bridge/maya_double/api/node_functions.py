"""MFnDependencyNode, MFnDagNode, MFnReference and MDagPath: what can be asked of a node."""

from __future__ import annotations

from ..installed import running
from ..node import Node
from ..node_kinds import classification, is_dag
from ..references import Reference
from .gated import Gated
from .objects import MObject, MUuid, node_of
from .plugs import MPlug, plugs_of


class MFnDependencyNode(Gated):
    """Made of an MObject."""

    def __init__(self, thing: MObject | MDagPath) -> None:
        self._node = node_of(thing.node() if isinstance(thing, MDagPath) else thing)

    def object(self) -> MObject:
        return MObject._of(self._node)

    def name(self) -> str:
        return self._node.name

    def absoluteName(self) -> str:
        return f":{self._node.name}"

    def uniqueName(self) -> str:
        return running().scene.short_name(self._node)

    def hasUniqueName(self) -> bool:
        return len(running().scene.find(self._node.name)) == 1

    def uuid(self) -> MUuid:
        return MUuid(self._node.uuid)

    @property
    def typeName(self) -> str:
        return self._node.kind

    @property
    def namespace(self) -> str:
        return self._node.namespace

    @property
    def isDefaultNode(self) -> bool:
        return self._node.is_default

    @property
    def isFromReferencedFile(self) -> bool:
        return self._node.reference is not None

    @property
    def isLocked(self) -> bool:
        return self._node.is_locked

    @property
    def isShared(self) -> bool:
        return self._node.is_shared

    def hasAttribute(self, name: str) -> bool:
        return name in self._node.added or name in self._node.values

    def findPlug(self, name: str, wants_networked: bool) -> MPlug:
        return MPlug._of(self._node, name)

    def getConnections(self) -> list[MPlug]:
        return plugs_of(self._node)

    @staticmethod
    def classification(kind: str) -> str:
        return classification(kind)


class MFnDagNode(MFnDependencyNode):
    """Raises TypeError for what has no place in the hierarchy."""

    def __init__(self, thing: MObject | MDagPath) -> None:
        super().__init__(thing)
        if self._node.kind != "world" and not is_dag(self._node.kind):
            raise TypeError("(kInvalidParameter): Object is incompatible with MFnDagNode constructor")

    def fullPathName(self) -> str:
        return "" if self._node.kind == "world" else self._node.long_name

    def partialPathName(self) -> str:
        return running().scene.short_name(self._node)

    def childCount(self) -> int:
        return len(self._node.children)

    def child(self, index: int) -> MObject:
        return MObject._of(self._node.children[index])

    def parentCount(self) -> int:
        return len(self._node.parents) or 1

    def parent(self, index: int) -> MObject:
        return MObject._of(self._node.parents[index] if self._node.parents else running().scene.world)

    def hasParent(self, node: MObject) -> bool:
        return node_of(node) in self._node.parents

    def hasChild(self, node: MObject) -> bool:
        return node_of(node) in self._node.children

    def isChildOf(self, node: MObject) -> bool:
        return self.hasParent(node)

    def isParentOf(self, node: MObject) -> bool:
        return self.hasChild(node)

    def isInstanced(self, indirect: bool = True) -> bool:
        return len(self._node.paths) > 1 if indirect else len(self._node.parents) > 1

    def instanceCount(self, indirect: bool) -> int:
        return len(self._node.paths) if indirect else len(self._node.parents)

    def getPath(self) -> MDagPath:
        return MDagPath._of(self._node)

    def dagPath(self) -> MDagPath:
        return MDagPath._of(self._node)

    def dagRoot(self) -> MObject:
        return MObject._of(running().scene.world)

    @property
    def isIntermediateObject(self) -> bool:
        return self._node.values.get("io") is True

    @property
    def inUnderWorld(self) -> bool:
        return False


class MDagPath(Gated):
    """One way to a node; of instances the first."""

    def __init__(self, other: MDagPath | None = None) -> None:
        self._node: Node | None = None if other is None else other._node

    @classmethod
    def _of(cls, node: Node) -> MDagPath:
        made = cls()
        made._node = node
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MDagPath) and other._node is self._node

    __hash__ = None  # type: ignore[assignment]

    def node(self) -> MObject:
        return MObject._of(self._node)

    def fullPathName(self) -> str:
        return "" if self._node is None or self._node.kind == "world" else self._node.long_name

    def partialPathName(self) -> str:
        return "" if self._node is None else running().scene.short_name(self._node)

    def isValid(self) -> bool:
        return self._node is not None and self._node.is_in_scene

    def length(self) -> int:
        return self.fullPathName().count("|")

    def apiType(self) -> int:
        return self.node().apiType()

    def hasFn(self, function_set: int) -> bool:
        return self.node().hasFn(function_set)

    def childCount(self) -> int:
        return 0 if self._node is None else len(self._node.children)

    def child(self, index: int) -> MObject:
        return MFnDagNode(self.node()).child(index)

    def transform(self) -> MObject:
        node = self._node
        while node is not None and "transform" not in (node.kind, "") and not MObject._of(node).hasFn(110):
            node = node.parent
        return MObject._of(node)


class MFnReference(MFnDependencyNode):
    """Raises RuntimeError where a reference node refers to nothing, as Maya's own stand-ins do."""

    def _reference(self) -> Reference:
        for reference in running().scene.references:
            if reference.node is self._node:
                return reference
        raise RuntimeError("(kInvalidParameter): The reference node is not associated with a file")

    def isValidReference(self) -> bool:
        return any(reference.node is self._node for reference in running().scene.references)

    def isLoaded(self) -> bool:
        return self._reference().is_loaded

    def isLocked(self) -> bool:  # type: ignore[override]
        return self._node.is_locked

    def fileName(self, resolved: bool, include_path: bool, include_copy: bool) -> str:
        reference = self._reference()
        path = reference.numbered_path if include_copy else reference.path
        return path if include_path else path.rpartition("/")[2]

    def associatedNamespace(self, short: bool) -> str:
        namespace = self._reference().namespace
        return namespace.rpartition(":")[2] if short else f":{namespace}"

    def parentReference(self) -> MObject:
        parent = self._reference().parent
        return MObject._of(None if parent is None else parent.node)

    def nodes(self) -> list[MObject]:
        return [MObject._of(node) for node in self._reference().nodes if node.is_in_scene]

    def containsNode(self, node: MObject) -> bool:
        within = node_of(node).reference
        while within is not None and within.node is not self._node:
            within = within.parent
        return within is not None

    def containsNodeExactly(self, node: MObject) -> bool:
        within = node_of(node).reference
        return within is not None and within.node is self._node
