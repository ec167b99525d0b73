"""MObject and what tells one from another: handles and UUIDs."""

from __future__ import annotations

from typing import ClassVar

from ..installed import running
from ..node import Node
from .function_sets import COMPONENTS, api_type, api_type_name, has_function_set
from .gated import Gated


class AttributeKind:
    """What an MObject of an attribute stands for. `number` is a constant of MFn."""

    def __init__(self, number: int) -> None:
        self.number = number


class Component:
    """What an MObject of components stands for."""

    def __init__(self, kind: str, indices: frozenset[int]) -> None:
        self.kind = kind
        self.indices = indices


class MObject(Gated):
    """A node, components of one, or nothing. Cannot be hashed; MObjectHandle can."""

    kNullObj: ClassVar[MObject]
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, other: MObject | None = None) -> None:
        self._node: Node | None = None if other is None else other._node
        self._component: Component | AttributeKind | None = None if other is None else other._component

    @classmethod
    def _of(cls, node: Node | None, component: Component | AttributeKind | None = None) -> MObject:
        made = cls()
        made._node, made._component = node, component
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MObject) and (self._node, self._component) == (other._node, other._component)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def isNull(self) -> bool:
        return self._node is None

    def hasFn(self, function_set: int) -> bool:
        if self._component is not None:
            return function_set == self.apiType()
        return self._node is not None and has_function_set(self._node, function_set)

    def apiType(self) -> int:
        if isinstance(self._component, AttributeKind):
            return self._component.number
        if self._component is not None:
            return COMPONENTS.get(self._component.kind, 0)
        return 0 if self._node is None else api_type(self._node)

    @property
    def apiTypeStr(self) -> str:
        return api_type_name(self.apiType())


MObject.kNullObj = MObject()


def node_of(thing: MObject) -> Node:
    """The node behind an object. Raises ValueError where there is none, RuntimeError where Maya has freed it."""
    node = thing._node
    if node is None:
        raise ValueError("(kInvalidParameter): Object is incompatible with this method")
    if not node.is_alive:
        raise RuntimeError("(kInvalidParameter): The object was freed with its scene; a live Maya would crash here")
    return node


class MObjectHandle(Gated):
    """Stays equal for one node; hash codes may be equal for several."""

    def __init__(self, other: MObject | MObjectHandle | None = None) -> None:
        self._node: Node | None = None if other is None else other._node

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MObjectHandle) and other._node is self._node

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return self.hashCode()

    def hashCode(self) -> int:
        number = 0 if self._node is None else self._node.number
        return (number * 2654435761 & 0xFFFFFFFF) % running().hash_codes

    def isAlive(self) -> bool:
        return self._node is not None and self._node.is_alive

    def isValid(self) -> bool:
        return self._node is not None and self._node.is_alive and self._node.is_in_scene

    def object(self) -> MObject:
        return MObject._of(self._node)


class MUuid(Gated):
    """A node's, as text."""

    def __init__(self, text: str = "") -> None:
        self._text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MUuid) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __str__(self) -> str:
        return self._text

    def asString(self) -> str:
        return self._text

    def valid(self) -> bool:
        return bool(self._text)
