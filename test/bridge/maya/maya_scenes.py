"""Small Maya scenes as text, for what one test needs, and Rigscope's host over them with nothing attached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from maya_double import MayaApp, install
from rigscope_bridge.hosts.host import NodeFacts

if TYPE_CHECKING:
    from rigscope_bridge.hosts.maya import MayaHost

HEAD = '//Maya ASCII 2025 scene\nrequires maya "2025";\ncurrentUnit -l centimeter -a degree -t film;\n'


Made = tuple[str, str, Optional[str]]
"""Type, name and parent of a node."""


def scene_of(nodes: Sequence[Made], connections: Sequence[tuple[str, str]] = ()) -> str:
    """The text of a scene of nodes, with connections between their attributes."""
    made = [f'createNode {kind} -n "{name}"' + (f' -p "{above}"' if above else "") + ";" for kind, name, above in nodes]
    wired = [f'connectAttr "{source}" "{target}";' for source, target in connections]
    return HEAD + "\n".join([*made, *wired]) + "\n"


class OpenMaya:
    """`host` reads the scene that `app` has open."""

    def __init__(self, app: MayaApp) -> None:
        from rigscope_bridge.hosts.maya import MayaHost

        self.app = app
        self.host: MayaHost = MayaHost()

    def open(self, text: str, path: Path) -> None:
        """Opens a scene of this text as if it lay at the path."""
        path.write_text(text, "utf-8")
        self.app.files.open(str(path))

    def nodes(self) -> dict[str, NodeFacts]:
        """By path."""
        return {node.path: node for node in self.host.nodes()}

    def rig_of(self) -> dict[str, str | None]:
        """The name of each node's rig, by the node's path."""
        names = {rig.key: rig.name for rig in self.host.scene().rigs}
        return {node.path: names[node.rig] if node.rig is not None else None for node in self.host.nodes()}


@contextmanager
def open_maya(version: int = 2025, batch: bool = False) -> Iterator[OpenMaya]:
    """Ends with no harm done to the double, and with it as it was."""
    app = MayaApp(version=version, batch=batch)
    undo = install(app)
    try:
        yield OpenMaya(app)
        assert app.harm == []
    finally:
        undo()
