"""Writes a scene as Maya ASCII text: its own nodes with their parents, texts and connections. Enough to be read again;
what is referenced is written as the reference alone."""

from __future__ import annotations

from collections.abc import Iterator

from .ma_tokens import escape
from .node import Node, Value
from .scene import Scene


def write_scene(scene: Scene, unit: str) -> str:
    """The text."""
    return "\n".join(_lines(scene, unit)) + "\n"


def _lines(scene: Scene, unit: str) -> Iterator[str]:
    yield "//Maya ASCII 2025 scene"
    for reference in scene.references:
        if reference.parent is None:
            names = f'-ns "{reference.namespace}" -dr 1 -rfn "{escape(reference.node.name)}"'
            yield f'file -r {names} -typ "mayaAscii" "{escape(reference.path)}";'
    yield f'requires maya "2025";\ncurrentUnit -l centimeter -a degree -t {unit};'
    for kind in sorted({node.real_kind for node in scene.nodes.values() if node.real_kind != node.kind}):
        yield f'requires -nodeType "{kind}" "absent" "1.0";'
    own = [node for node in scene.nodes.values() if node.reference is None and not node.is_shared]
    for node in own:
        parent = "" if node.parent is None else f' -p "{escape(node.parent.long_name)}"'
        yield f'createNode {node.real_kind} -n "{escape(node.name)}"{parent};\n\trename -uid "{node.uuid}";'
        yield from _values(node)
    for node in own:
        for connection in node.inputs:
            source = f"{_path(connection.source)}.{connection.source_plug}"
            yield f'connectAttr "{escape(source)}" "{escape(f"{_path(node)}.{connection.target_plug}")}";'
    yield "// End"


def _values(node: Node) -> Iterator[str]:
    for added in node.added.values():
        kind = f'-dt "{added.kind}"' if added.kind == "string" else f'-at "{added.kind}"'
        yield f'\taddAttr -sn "{added.short_name}" -ln "{added.long_name}" {kind};'
    for plug, value in node.values.items():
        yield f'\tsetAttr ".{plug}" {_written(value)};'


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.17g}"
    return f'-type "string" "{escape(value)}"' if isinstance(value, str) else " ".join(value)


def _path(node: Node) -> str:
    return node.long_name if node.parents or node.children else node.name
