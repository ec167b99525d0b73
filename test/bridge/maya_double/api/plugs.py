"""MPlug: an attribute of a node, what feeds it and what it feeds."""

from __future__ import annotations

from ..attribute_names import long_name, short_name
from ..installed import running
from ..node import Node
from .function_sets import MFn
from .gated import Gated
from .objects import AttributeKind, MObject


class MPlug(Gated):
    """Two are equal when they are the same attribute of the same node."""

    def __init__(self) -> None:
        self._node: Node | None = None
        self._name = ""

    @classmethod
    def _of(cls, node: Node | None, name: str) -> MPlug:
        made = cls()
        made._node, made._name = node, short_name(name)
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MPlug) and (self._node, self._name) == (other._node, other._name)

    __hash__ = None  # type: ignore[assignment]

    def node(self) -> MObject:
        return MObject._of(self._node)

    def name(self) -> str:
        return "" if self._node is None else f"{running().scene.short_name(self._node)}.{long_name(self._name)}"

    def partialName(self, *_: bool, useLongNames: bool = False) -> str:
        return long_name(self._name) if useLongNames else self._name

    @property
    def isNull(self) -> bool:
        return self._node is None

    @property
    def isSource(self) -> bool:
        return bool(self.destinations())

    @property
    def isDestination(self) -> bool:
        return not self.source().isNull

    @property
    def isConnected(self) -> bool:
        return self.isSource or self.isDestination

    @property
    def isFromReferencedFile(self) -> bool:
        return self._node is not None and self._node.reference is not None

    def source(self) -> MPlug:
        for connection in [] if self._node is None else self._node.inputs:
            if short_name(connection.target_plug) == self._name:
                return MPlug._of(connection.source, connection.source_plug)
        return MPlug()

    def destinations(self) -> list[MPlug]:
        return [
            MPlug._of(connection.target, connection.target_plug)
            for connection in ([] if self._node is None else self._node.outputs)
            if short_name(connection.source_plug) == self._name
        ]

    def attribute(self) -> MObject:
        is_message = self._name.partition("[")[0] == "msg"
        number = MFn.kMessageAttribute if is_message else MFn.kNumericAttribute
        return MObject._of(self._node, AttributeKind(number))

    def asDouble(self) -> float:
        app = running()
        value = None if self._node is None else app.evaluating.value(self._node, self._name, app.playback.frame)
        if value is None:
            raise RuntimeError("(kFailure): Unexpected Internal Failure")
        return value

    def asString(self) -> str:
        value = None if self._node is None else self._node.values.get(self._name)
        if not isinstance(value, str):
            raise RuntimeError("(kFailure): Unexpected Internal Failure")
        return value


def plugs_of(node: Node) -> list[MPlug]:
    """Every plug of a node that is connected, once."""
    names = [connection.target_plug for connection in node.inputs]
    names += [connection.source_plug for connection in node.outputs]
    return [MPlug._of(node, name) for name in dict.fromkeys(names)]
