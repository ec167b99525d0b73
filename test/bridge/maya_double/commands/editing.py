"""Commands that make and delete nodes, each a step to undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..node_kinds import is_a
from .calling import Flags, command, names_of

if TYPE_CHECKING:
    from ..app import MayaApp


@command("createNode", "name skipSelect")
def create_node(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> str:
    kind = str(arguments[0])
    if not is_a(kind, "node"):
        raise RuntimeError(f"Unknown object type: {kind}")
    scene = app.scene
    node = scene.create(kind, str(flags.get("name", f"{kind}1")))
    app.undo.push(f"createNode {kind}", lambda: scene.delete(node), lambda: scene.bring_back(node))
    scene.is_modified = True
    return app.scene.short_name(node)


@command("delete")
def delete(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> None:
    """Of nodes that hang alone: what joins a node to others does not come back."""
    scene = app.scene
    for node in [scene.find_one(name) for name in names_of(arguments)]:
        scene.delete(node)
        app.undo.push(f"delete {node.name}", lambda at=node: scene.bring_back(at), lambda at=node: scene.delete(at))
    scene.is_modified = True
