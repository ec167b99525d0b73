"""The files that the open scene itself references: where they come from, and which of them a node comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    """What the scene itself references; of a reference within another one the outer speaks."""
    return [reference for reference, is_nested in _loaded() if not is_nested]


def every_reference() -> list[Reference]:
    """What the scene references and what that references in turn."""
    return [reference for reference, _ in _loaded()]


def outermost_of(references: Sequence[Reference], node: om.MObject, name: str) -> Reference | None:
    """The reference that a node comes from; by its name where that tells, which is cheaper."""
    for reference in references:
        if reference.namespace and name.startswith(f"{reference.namespace}:"):
            return reference
    return next((reference for reference in references if reference.contains(node)), None)


def innermost_of(references: Sequence[Reference], node: om.MObject, name: str) -> Reference | None:
    """The reference in whose own file a node is."""
    within = [one for one in references if one.namespace and name.startswith(f"{one.namespace}:")]
    if within:
        return max(within, key=lambda reference: len(reference.namespace))
    return next((one for one in references if om.MFnReference(one.node).containsNodeExactly(node)), None)


def _loaded() -> Iterator[tuple[Reference, bool]]:
    nodes = om.MItDependencyNodes(om.MFn.kReference)
    while not nodes.isDone():
        node = nodes.thisNode()
        nodes.next()
        reference = om.MFnReference(node)
        try:
            if not reference.isLoaded():
                continue
            source = reference.fileName(True, True, False)
            namespace = reference.associatedNamespace(False).strip(":")
            is_nested = not reference.parentReference().isNull()
        except RuntimeError:
            # Maya's own stand-ins (sharedReferenceNode) refer to no file.
            continue
        yield Reference(node, source, namespace), is_nested
