"""The double's scene graph: nodes by name and path, parents, connections, namespaces.

Reading .ma text into it is left to ma_file.py, what is evaluated to evaluation_graph.py."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from fnmatch import fnmatchcase
from heapq import merge
from typing import Callable

from .default_nodes import DEFAULT_NODES, SAVED_KINDS
from .node import Connection, Node
from .node_kinds import is_a, is_dag
from .references import Reference

_numbers = iter(range(1, 1 << 62))


def _made(node: Node) -> int:
    return node.number


class Scene:
    """What is open. The callbacks are told of each change while they are set."""

    def __init__(self) -> None:
        self.path = ""
        self.is_modified = False
        self.nodes: dict[int, Node] = {}
        self.references: list[Reference] = []
        self.namespaces: dict[str, None] = {"UI": None, "shared": None}
        self.world = Node("world", "world", "", 0)
        """What all hierarchies hang under; it is no node of the scene, and its children are the roots."""
        self.changes = self.node_changes = 0
        """Count what alters the graph, and of that what makes or ends nodes; whoever builds something of it looks."""
        self.on_added: Callable[[Node], None] = lambda node: None
        self.on_removed: Callable[[Node], None] = lambda node: None
        self.on_connection: Callable[[Connection, bool], None] = lambda connection, made: None
        self.on_parent: Callable[[Node, Node], None] = lambda child, parent: None
        self.on_renamed: Callable[[Node, str], None] = lambda node, before: None
        self._by_name: dict[str, list[Node]] = {}
        self._by_kind: dict[str, dict[int, Node]] = {}
        self._add_default_nodes()

    def clear(self) -> None:
        """File, New: what was there is freed."""
        for node in self.nodes.values():
            node.is_alive = node.is_in_scene = False
        self.nodes.clear()
        self._by_name.clear()
        self._by_kind.clear()
        self.references.clear()
        self.namespaces = {"UI": None, "shared": None}
        self.path = ""
        self.is_modified = False
        self.world.children.clear()
        self.changes += 1
        self.node_changes += 1
        self._add_default_nodes()

    def create(self, kind: str, name: str, parent: Node | None = None, identity: str = "") -> Node:
        """A new node; its name gets a number where it is taken."""
        node = Node(kind, self._free_name(kind, name, parent), identity or str(uuid.uuid4()).upper(), next(_numbers))
        if is_dag(kind):
            if parent is not None:
                node.parents.append(parent)
            (parent or self.world).children.append(node)
        self._enter(node)
        if is_dag(kind):
            self.on_parent(node, parent or self.world)
        return node

    def _enter(self, node: Node) -> None:
        self.nodes[node.number] = node
        self._by_name.setdefault(node.name, []).append(node)
        self._by_kind.setdefault(node.kind, {})[node.number] = node
        self.add_namespace(node.namespace)
        node.is_in_scene = True
        self.changes += 1
        self.node_changes += 1
        self.on_added(node)

    def add_namespace(self, namespace: str) -> None:
        """With those that it lies in."""
        while namespace and namespace not in self.namespaces:
            self.namespaces[namespace] = None
            namespace = namespace.rpartition(":")[0]

    def find(self, name: str) -> list[Node]:
        """Every node that a name, a path or a part of one, or a UUID means."""
        if "." in name:
            name = name.partition(".")[0]
        if "*" in name or "?" in name:
            return [node for node in self.nodes.values() if self._matches(node, name)]
        last = name.rpartition("|")[2].lstrip(":")
        found = self._by_name.get(last, [])
        if "|" not in name:
            return list(found) or [node for node in self.nodes.values() if len(name) == 36 and node.uuid == name]
        end = name if name.startswith("|") else "|" + name
        is_whole = name.startswith("|")
        return [
            node for node in found if any(path == end or (not is_whole and path.endswith(end)) for path in node.paths)
        ]

    def find_one(self, name: str) -> Node:
        """Raises ValueError with Maya's words where there is none or more than one."""
        found = self.find(name)
        if len(found) == 1:
            return found[0]
        raise ValueError(
            f"No object matches name: {name}" if not found else f"More than one object matches name: {name}"
        )

    def short_name(self, node: Node) -> str:
        """The shortest path that means this node alone."""
        others = [other.long_name for other in self._by_name.get(node.name, ()) if other is not node]
        if not others:
            return node.name
        parts = node.long_name[1:].split("|")
        for length in range(2, len(parts) + 1):
            short = "|".join(parts[-length:])
            if not any(other.endswith("|" + short) for other in others):
                return short
        return node.long_name

    def of_kind(self, kind: str) -> Iterator[Node]:
        """Every node of a type and the types that are kinds of it, in order of their making."""
        found = [nodes for of, nodes in self._by_kind.items() if is_a(of, kind)]
        return iter(found[0].values() if len(found) == 1 else merge(*(nodes.values() for nodes in found), key=_made))

    def roots(self) -> Iterator[Node]:
        """DAG nodes right under the root, in order."""
        return iter(self.world.children)

    def rename(self, node: Node, name: str) -> str:
        """Gives the name that it got."""
        before = node.name
        self._by_name[before].remove(node)
        node.name = self._free_name(node.kind, name, node.parent)
        self._by_name.setdefault(node.name, []).append(node)
        self.add_namespace(node.namespace)
        self.is_modified = True
        self.on_renamed(node, before)
        return node.name

    def reparent(self, node: Node, parent: Node | None, instance: bool = False) -> None:
        """Moves a node, or adds an instance of it."""
        if not instance:
            for above in node.parents or [self.world]:
                above.children.remove(node)
            node.parents.clear()
        if parent is not None:
            node.parents.append(parent)
        (parent or self.world).children.append(node)
        self.changes += 1
        self.on_parent(node, parent or self.world)

    def delete(self, node: Node) -> None:
        """With what hangs under it; it stays alive for undo."""
        for child in list(node.children):
            self.delete(child)
        for connection in [*node.inputs, *node.outputs]:
            self.disconnect(connection)
        for parent in node.parents or ([self.world] if is_dag(node.kind) else []):
            parent.children.remove(node)
        del self.nodes[node.number]
        del self._by_kind[node.kind][node.number]
        self._by_name[node.name].remove(node)
        node.is_in_scene = False
        self.changes += 1
        self.node_changes += 1
        self.on_removed(node)

    def bring_back(self, node: Node) -> None:
        """Undoes the deletion of a node that nothing hung on."""
        for parent in node.parents or ([self.world] if is_dag(node.kind) else []):
            parent.children.append(node)
        self._enter(node)

    def connect(self, source: Node, source_plug: str, target: Node, target_plug: str) -> None:
        """Takes the place of what was connected to the target before."""
        for before in [old for old in target.inputs if old.target_plug == target_plug]:
            self.disconnect(before)
        connection = Connection(source, source_plug, target, target_plug)
        source.outputs.append(connection)
        target.inputs.append(connection)
        self.changes += 1
        self.on_connection(connection, True)

    def disconnect(self, connection: Connection) -> None:
        """Nothing where it is gone already."""
        if connection not in connection.target.inputs:
            return
        connection.source.outputs.remove(connection)
        connection.target.inputs.remove(connection)
        self.changes += 1
        self.on_connection(connection, False)

    def _matches(self, node: Node, pattern: str) -> bool:
        if "|" in pattern:
            return fnmatchcase(node.long_name, pattern if pattern.startswith("|") else f"*|{pattern}")
        # A star does not reach over the colon of a namespace.
        parts, wanted = node.name.split(":"), pattern.lstrip(":").split(":")
        return len(parts) == len(wanted) and all(fnmatchcase(part, want) for part, want in zip(parts, wanted))

    def _free_name(self, kind: str, name: str, parent: Node | None) -> str:
        taken = self._by_name.get(name)
        if not taken:
            return name
        if is_dag(kind) and all(
            is_dag(node.kind) and parent not in node.parents and (parent, node.parents) != (None, []) for node in taken
        ):
            return name
        stem = name.rstrip("0123456789") or name
        number = int(name[len(stem) :] or 0) + 1
        while self._by_name.get(f"{stem}{number}"):
            number += 1
        return f"{stem}{number}"

    def _add_default_nodes(self) -> None:
        for kind, name, parent in DEFAULT_NODES:
            above = None if parent is None else self.find_one(parent)
            node = self.create(kind, name, above)
            node.is_shared = True
            node.is_default = kind not in SAVED_KINDS
        for shader, engine in (("lambert1", "initialShadingGroup"),):
            self.connect(self.find_one(shader), "oc", self.find_one(engine), "ss")
        self.is_modified = False
