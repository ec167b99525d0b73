"""A node of the double's scene graph, and what hangs on it: connections, values, attributes that somebody added.

How nodes are named, found and joined is left to scene.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Union

if TYPE_CHECKING:
    from .references import Reference

Value = Union[bool, float, str, "tuple[str, ...]"]
"""What an attribute holds; numbers that come in rows stay the words of the file until somebody asks."""


class Connection(NamedTuple):
    """Plugs are written as in the file, without the node and its dot."""

    source: Node
    source_plug: str
    target: Node
    target_plug: str


class AddedAttribute(NamedTuple):
    """An attribute that the node type does not have by itself."""

    long_name: str
    short_name: str
    kind: str
    is_keyable: bool


class Node:
    """`name` has its namespace and no path. `number` is this node's for the life of the process, what its MObjectHandle
    is made of; `uuid` is the file's, so two copies of one reference share it."""

    __slots__ = (
        "name",
        "kind",
        "real_kind",
        "uuid",
        "number",
        "parents",
        "children",
        "values",
        "added",
        "inputs",
        "outputs",
        "reference",
        "is_default",
        "is_shared",
        "is_locked",
        "is_alive",
        "is_in_scene",
    )

    def __init__(self, kind: str, name: str, uuid: str, number: int) -> None:
        self.kind = kind
        self.real_kind = kind
        """What it would be were its plug-in loaded."""
        self.name = name
        self.uuid = uuid
        self.number = number
        self.parents: list[Node] = []
        self.children: list[Node] = []
        self.values: dict[str, Value] = {}
        self.added: dict[str, AddedAttribute] = {}
        self.inputs: list[Connection] = []
        self.outputs: list[Connection] = []
        self.reference: Reference | None = None
        self.is_default = False
        self.is_shared = False
        self.is_locked = False
        self.is_alive = True
        """False once Maya has freed it, as a new scene does."""
        self.is_in_scene = True
        """False while it is only kept for undo, as after a delete."""

    @property
    def parent(self) -> Node | None:
        """The first parent; only instances have more."""
        return self.parents[0] if self.parents else None

    @property
    def namespace(self) -> str:
        """Without the colon at its end; empty is the root namespace."""
        return self.name.rpartition(":")[0]

    @property
    def long_name(self) -> str:
        """The path from the root, with bars."""
        parts = [self.name]
        above = self.parent
        while above is not None:
            parts.append(above.name)
            above = above.parent
        return "|" + "|".join(reversed(parts))

    @property
    def paths(self) -> list[str]:
        """Every path from the root; more than one where it is an instance, or lies under one."""
        if not self.parents:
            return ["|" + self.name]
        return [f"{above}|{self.name}" for parent in self.parents for above in parent.paths]

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name}>"
