"""Commands that read and set attributes: getAttr, setAttr, listAttr, attributeQuery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..attribute_names import DEFAULTS, PART_OF, long_name, short_name
from ..node import Node, Value
from .calling import Flags, command, names_of

if TYPE_CHECKING:
    from ..app import MayaApp


@command("getAttr", "type asString lock keyable channelBox settable size multiIndices silent time")
def get_attr(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    name = str(arguments[0])
    nodes, plug = app.scene.find(name), short_name(name.partition(".")[2])
    if not nodes:
        raise ValueError(f"No object matches name: {name}")
    node = nodes[0]
    added = _added(node, plug)
    plug = added.short_name if added is not None else plug
    if flags.get("type"):
        if added is None and plug not in node.values and plug not in DEFAULTS and plug not in PART_OF:
            raise ValueError(f"No object matches name: {name}")
        return added.kind if added is not None else _type(node.values.get(plug, DEFAULTS.get(plug, 0.0)))
    if flags.get("lock"):
        return node.is_locked
    if flags.get("keyable"):
        return added.is_keyable if added is not None else False
    if flags.get("settable"):
        return not any(short_name(connection.target_plug) == plug for connection in node.inputs)
    if added is not None and plug not in node.values:
        return None if added.kind in ("string", "message") else 0.0
    return _value(node, plug, name)


def _added(node: Node, plug: str) -> Any:
    return next((each for each in node.added.values() if plug in (each.long_name, each.short_name)), None)


def _value(node: Node, plug: str, name: str) -> object:
    if plug in node.values:
        return _shown(node.values[plug])
    whole, index = PART_OF.get(plug, ("", 0))
    value = node.values.get(whole or plug, DEFAULTS.get(whole or plug))
    if value is None:
        raise ValueError(f"No object matches name: {name}")
    return float(value[index]) if whole and isinstance(value, tuple) else _shown(value)


def _shown(value: Value) -> object:
    if not isinstance(value, tuple):
        return value
    try:
        return [tuple(float(word) for word in value)]
    except ValueError:
        return list(value)


def _type(value: Value) -> str:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, tuple):
        return "double3"
    return "string" if isinstance(value, str) else "double"


@command("setAttr", "type lock keyable")
def set_attr(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> None:
    name = str(arguments[0])
    node, plug = app.scene.find_one(name), short_name(name.partition(".")[2])
    before = node.values.get(plug)
    after: Value = arguments[1] if len(arguments) == 2 else tuple(str(word) for word in arguments[1:])

    def put(value: Value | None) -> None:
        if value is None:
            node.values.pop(plug, None)
        else:
            node.values[plug] = value

    app.undo.push(f"setAttr {name}", lambda: put(before), lambda: put(after))
    if isinstance(after, (int, float)) and not isinstance(after, bool):
        app.artist.set_value(node, plug, float(after))
    put(after)
    app.scene.is_modified = True


@command("listAttr", "userDefined keyable string shortNames")
def list_attr(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> list[str] | None:
    found: list[str] = []
    for name in names_of(arguments):
        node = app.scene.find_one(name)
        added = list(node.added.values())
        if flags.get("keyable"):
            added = [each for each in added if each.is_keyable]
        found += [each.short_name if flags.get("shortNames") else each.long_name for each in added]
        if not flags.get("userDefined") and not flags.get("keyable"):
            found += [long_name(plug) for plug in node.values if _added(node, plug) is None]
    return found or None


@command("attributeQuery", "node exists longName shortName attributeType keyable")
def attribute_query(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    node = app.scene.find_one(str(flags["node"]))
    plug = str(arguments[0])
    added = _added(node, plug)
    if flags.get("exists"):
        return added is not None or short_name(plug) in node.values or short_name(plug) in DEFAULTS
    if added is None:
        raise RuntimeError(f"The attribute {plug} was not found on {node.name}.")
    if flags.get("longName"):
        return added.long_name
    return added.kind if flags.get("attributeType") else added.short_name
