"""The file and referenceQuery commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..references import Reference
from .calling import Flags, command

if TYPE_CHECKING:
    from ..app import MayaApp


@command(
    "file",
    "query sceneName shortName modified reference list location expandName exists force newFile open save rename type "
    "prompt i namespace loadReference unloadReference removeReference referenceNode anyModified writable",
)
def file(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    path = str(arguments[0]) if arguments else ""
    if flags.query:
        return _query(app, flags, path)
    files = app.files
    if flags.get("newFile") or flags.get("open"):
        if app.scene.is_modified and not flags.get("force"):
            raise RuntimeError("Unsaved changes.")
        return files.new() if flags.get("newFile") else files.open(path) and path
    if flags.get("save"):
        return files.save() and app.scene.path
    if "rename" in flags:
        app.scene.path = str(flags["rename"])
        return app.scene.path
    if flags.get("i"):
        files.import_file(path, str(flags.get("namespace", "")))
    elif flags.get("reference"):
        return files.create_reference(path, str(flags.get("namespace", "ref"))).numbered_path
    elif "loadReference" in flags:
        files.load_reference(_of_node(app, str(flags["loadReference"])))
    elif "unloadReference" in flags:
        files.unload_reference(_of_node(app, str(flags["unloadReference"])))
    elif flags.get("removeReference"):
        files.remove_reference(_of_node(app, str(flags.get("referenceNode", path))))
    elif "modified" in flags:
        app.scene.is_modified = bool(flags["modified"])
    return None


def _query(app: MayaApp, flags: Flags, path: str) -> object:
    asked = flags.asked()
    if asked == "reference":
        return [each.numbered_path for each in app.scene.references if each.parent is None]
    if asked == "shortName":
        return app.scene.path.rpartition("/")[2]
    return {
        "sceneName": app.scene.path,
        "location": app.scene.path,
        "expandName": app.scene.path or "/nowhere/project/untitled",
        "modified": app.scene.is_modified,
        "anyModified": app.scene.is_modified,
        "list": [app.scene.path, *(each.path for each in app.scene.references)],
        "type": ["mayaAscii"],
        "writable": True,
        "exists": bool(path),
        "referenceNode": [each.node.name for each in app.scene.references if path in (each.path, each.numbered_path)][
            :1
        ],
    }[asked]


def _of_node(app: MayaApp, name: str) -> Reference:
    """By its reference node, its path or a node that comes from it. Raises RuntimeError for what is none."""
    nodes = app.scene.find(name)
    for reference in app.scene.references:
        if name == reference.numbered_path or any(node is reference.node for node in nodes):
            return reference
    within = nodes[0].reference if nodes else None
    if within is None:
        raise RuntimeError(f"The object '{name}' is not from a reference file.")
    return within


@command(
    "referenceQuery",
    "filename referenceNode namespace isNodeReferenced isLoaded nodes dagPath unresolvedName withoutCopyNumber "
    "parent topReference editStrings successfulEdits failedEdits showDagPath shortName",
)
def reference_query(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    name = str(arguments[0])
    if flags.get("isNodeReferenced"):
        return any(node.reference is not None for node in app.scene.find(name))
    reference = _of_node(app, name)
    while flags.get("topReference") and reference.parent is not None:
        reference = reference.parent
    if flags.get("filename"):
        path = reference.path if flags.get("withoutCopyNumber") else reference.numbered_path
        return path.rpartition("/")[2] if flags.get("shortName") else path
    if flags.get("referenceNode"):
        return reference.node.name
    if flags.get("namespace"):
        return f":{reference.namespace}"
    if flags.get("isLoaded"):
        return reference.is_loaded
    if flags.get("editStrings"):
        return [edit.text for edit in reference.edits]
    if flags.get("nodes"):
        return [node.name for node in reference.nodes if node.is_in_scene] or None
    if flags.get("parent"):
        return None if reference.parent is None else reference.parent.node.name
    raise RuntimeError("Nothing was asked.")
