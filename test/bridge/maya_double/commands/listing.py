"""Commands that list nodes: ls, listRelatives, listConnections, listHistory, objExists, nodeType and their kin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..attribute_names import long_name, short_name
from ..node import Node
from ..node_kinds import is_a, is_dag, is_shape, kinds
from .calling import Flags, command, names_of

if TYPE_CHECKING:
    from ..app import MayaApp


def shown(app: MayaApp, node: Node, long: bool) -> str:
    """A node as a command names it."""
    return node.long_name if long and is_dag(node.kind) else app.scene.short_name(node)


@command(
    "ls",
    "long selection type exactType dagObjects dependencyNodes shapes transforms assemblies references uuid flatten "
    "showType cameras defaultNodes readOnly noIntermediate objectsOnly orderedSelection recursive head tail sets",
)
def ls(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> list[str]:
    long = bool(flags.get("long"))
    if flags.get("selection") or flags.get("orderedSelection"):
        if not (flags.get("uuid") or flags.get("type") or flags.get("objectsOnly") or flags.get("dagObjects")):
            return _cut(app.selecting.names(long, bool(flags.get("flatten"))), flags)
        found: Iterable[Node] = dict.fromkeys(entry.node for entry in app.selecting.alive())
    elif arguments:
        found = dict.fromkeys(node for name in names_of(arguments) for node in app.scene.find(name))
    elif isinstance(flags.get("type"), str):
        found = app.scene.of_kind(flags["type"])
    else:
        found = app.scene.nodes.values()
    nodes = [node for node in found if _wanted(node, flags)]
    if flags.get("uuid"):
        return _cut([node.uuid for node in nodes], flags)
    names: list[str] = []
    for node in nodes:
        names.append(shown(app, node, long))
        if flags.get("showType"):
            names.append(node.kind)
    return _cut(names, flags)


def _wanted(node: Node, flags: Flags) -> bool:
    types, exact = flags.get("type"), flags.get("exactType")
    conditions = (
        ("dagObjects", is_dag(node.kind)),
        ("dependencyNodes", True),
        ("shapes", is_shape(node.kind)),
        ("transforms", is_a(node.kind, "transform")),
        ("assemblies", is_dag(node.kind) and not node.parents),
        ("references", node.kind == "reference"),
        ("cameras", node.kind == "camera"),
        ("sets", is_a(node.kind, "objectSet")),
        ("defaultNodes", node.is_default),
        ("readOnly", node.reference is not None),
        ("noIntermediate", node.values.get("io") is not True),
    )
    return (
        all(holds for flag, holds in conditions if flags.get(flag))
        and (types is None or any(is_a(node.kind, each) for each in names_of((types,))))
        and (exact is None or node.kind in names_of((exact,)))
    )


def _cut(names: list[str], flags: Flags) -> list[str]:
    if "head" in flags:
        return names[: int(flags["head"])]
    return names[-int(flags["tail"]) :] if "tail" in flags else names


@command("listRelatives", "children parent allDescendents allParents shapes type fullPath path noIntermediate")
def list_relatives(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> list[str] | None:
    if arguments:
        nodes = [app.scene.find_one(name) for name in names_of(arguments)]
    else:
        nodes = [entry.node for entry in app.selecting.alive()]
    found: dict[Node, None] = {}
    for node in nodes:
        found.update(dict.fromkeys(_relatives(node, flags)))
    names = [shown(app, node, bool(flags.get("fullPath"))) for node in found if _relative_wanted(node, flags)]
    return names or None


def _relatives(node: Node, flags: Flags) -> Iterator[Node]:
    if flags.get("parent"):
        yield from node.parents[:1]
    elif flags.get("allParents"):
        yield from node.parents
    elif flags.get("allDescendents"):
        for child in reversed(node.children):
            yield from _relatives(child, flags)
            yield child
    else:
        yield from node.children


def _relative_wanted(node: Node, flags: Flags) -> bool:
    types = flags.get("type")
    return (
        (not flags.get("shapes") or is_shape(node.kind))
        and (types is None or any(is_a(node.kind, each) for each in names_of((types,))))
        and (not flags.get("noIntermediate") or node.values.get("io") is not True)
    )


@command("listConnections", "source destination plugs connections type exactType skipConversionNodes fullNodeName")
def list_connections(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> list[str] | None:
    found: list[str] = []
    is_long = bool(flags.get("fullNodeName"))
    for name in names_of(arguments):
        node, plug = app.scene.find_one(name), short_name(name.partition(".")[2])
        ends = []
        if flags.get("source", True):
            ends += [(each.target_plug, each.source, each.source_plug) for each in node.inputs]
        if flags.get("destination", True):
            ends += [(each.source_plug, each.target, each.target_plug) for each in node.outputs]
        for own, other, others in ends:
            if plug and short_name(own) != plug and not short_name(own).startswith(f"{plug}["):
                continue
            if "type" in flags and not is_a(other.kind, flags["type"]):
                continue
            if flags.get("connections"):
                found.append(f"{shown(app, node, is_long)}.{long_name(own)}")
            found.append(shown(app, other, is_long) + (f".{long_name(others)}" if flags.get("plugs") else ""))
    return found or None


@command("listHistory", "future levels pruneDagObjects allFuture allConnections")
def list_history(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> list[str] | None:
    waiting = [(app.scene.find_one(name), 0) for name in names_of(arguments)]
    seen: dict[Node, None] = {}
    levels = int(flags.get("levels", 0))
    while waiting:
        node, level = waiting.pop(0)
        if node in seen or (levels and level >= levels):
            continue
        seen[node] = None
        others = (
            [each.target for each in node.outputs] if flags.get("future") else [each.source for each in node.inputs]
        )
        others += [child for child in node.children if is_shape(child.kind)] if level == 0 else []
        waiting += [(other, level + 1) for other in others]
    return [
        shown(app, node, False) for node in seen if not (flags.get("pruneDagObjects") and is_dag(node.kind))
    ] or None


@command("nodeType", "inherited")
def node_type(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    node = app.scene.find_one(str(arguments[0]))
    return list(reversed(kinds(node.kind))) if flags.get("inherited") else node.kind


@command("objectType", "isType isAType")
def object_type(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    node = app.scene.find_one(str(arguments[0]))
    if "isType" in flags:
        return node.kind == flags["isType"]
    return is_a(node.kind, flags["isAType"]) if "isAType" in flags else node.kind


@command("objExists")
def obj_exists(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> bool:
    name = str(arguments[0])
    plug = name.partition(".")[2]
    return any(not plug or plug in node.added or short_name(plug) in node.values for node in app.scene.find(name))


@command("namespaceInfo", "listOnlyNamespaces listNamespace recurse currentNamespace absoluteName fullName")
def namespace_info(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    if flags.get("currentNamespace"):
        return ":"
    above = str(arguments[0]).strip(":") if arguments else ""
    spaces = [name for name in app.scene.namespaces if _lies_in(name, above, bool(flags.get("recurse")))]
    if flags.get("listOnlyNamespaces"):
        return spaces or None
    return [node.name for node in app.scene.nodes.values() if node.namespace == above] or None


def _lies_in(name: str, above: str, recursively: bool) -> bool:
    start = f"{above}:" if above else ""
    return name.startswith(start) and name != above and (recursively or ":" not in name[len(start) :])
