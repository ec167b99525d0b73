"""The files that the open scene itself references: where they come from, and which of them a node comes from."""

from __future__ import annotations

from collections.abc import Sequence

from .maya_api import om


class Reference:
    """A file that is referenced and loaded; `source` is its path without the number that tells copies apart.

    `namespace` is empty where its nodes were put beside those of the scene."""

    def __init__(self, node: om.MObject, source: str, namespace: str) -> None:
        self.node = node
        self.source = source
        self.namespace = namespace
        self.key: str = om.MFnDependencyNode(node).name()

    def contains(self, node: om.MObject) -> bool:
        """Whether a node comes from it, or from what it references in turn."""
        return bool(om.MFnReference(self.node).containsNode(node))

    def first_in_hierarchy(self) -> om.MObject | None:
        """Its first node that has a place in the hierarchy."""
        nodes = om.MFnReference(self.node).nodes()
        for index in range(len(nodes)):
            node: om.MObject = nodes[index]
            if node.hasFn(om.MFn.kTransform):
                return node
        return None


def loaded_references() -> list[Reference]:
    """What the scene references; of a reference within another one the outer speaks."""
    found: list[Reference] = []
    nodes = om.MItDependencyNodes(om.MFn.kReference)
    while not nodes.isDone():
        node = nodes.thisNode()
        nodes.next()
        reference = om.MFnReference(node)
        try:
            if reference.isLoaded() and reference.parentReference().isNull():
                source = reference.fileName(True, True, False)
                found.append(Reference(node, source, reference.associatedNamespace(False).strip(":")))
        except RuntimeError:
            # Maya's own stand-ins (sharedReferenceNode) refer to no file.
            continue
    return found


def outermost_of(references: Sequence[Reference], node: om.MObject, name: str) -> Reference | None:
    """The reference that a node comes from; by its name where that tells, which is cheaper."""
    for reference in references:
        if reference.namespace and name.startswith(f"{reference.namespace}:"):
            return reference
    return next((reference for reference in references if reference.contains(node)), None)
