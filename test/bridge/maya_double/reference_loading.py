"""Loads the files that a file references, each copy under its own namespace, and brings the scene's edits to them.

A file that does not lie beside the one that names it stays an unloaded reference, as it does in Maya."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Callable

from .ma_tokens import is_flag, statements
from .ma_values import Assignment, assign
from .node import Node
from .references import DISCONNECT_ATTR, SET_ATTR, Reference, ReferenceEdit
from .scene import Scene

Read = Callable[[str, Path, str, Reference], object]
"""Reads a text into the scene, for a folder, a namespace and the reference that its nodes belong to."""


class ReferenceLoading:
    """`before` and `after` are told around the loading of each reference."""

    def __init__(self, scene: Scene, read: Read, loads: bool = True) -> None:
        self.before: Callable[[Reference], None] = lambda reference: None
        self.after: Callable[[Reference], None] = lambda reference: None
        self._scene = scene
        self._read = read
        self._loads = loads

    def reference(
        self, name: str, path: str, namespace: str, folder: Path, parent: Reference | None, is_deferred: bool
    ) -> Reference:
        """Enters a reference and loads it where it can."""
        file = _beside(path, folder)
        known = str(file) if file is not None else path
        copies = sum(other.path == known for other in self._scene.references)
        node = self._reference_node(name or f"{namespace}RN")
        reference = Reference(node, known, self._free_namespace(namespace), parent, copies)
        node.reference = parent
        self._scene.references.append(reference)
        self._scene.add_namespace(reference.namespace)
        if file is not None and self._loads and not is_deferred:
            self.load(reference)
        return reference

    def load(self, reference: Reference) -> None:
        """Reads its file; nothing where it cannot be found."""
        file = Path(reference.path)
        if reference.is_loaded or not file.is_file() or _contains_itself(reference):
            return
        self.before(reference)
        reference.is_loaded = True
        self._read(file.read_text("utf-8", "replace"), file.parent, reference.namespace, reference)
        self._bring(reference, reference.edits)
        self.after(reference)

    def unload(self, reference: Reference) -> None:
        """Takes its nodes out of the scene; edits stay with the reference."""
        for inner in [other for other in self._scene.references if other.parent is reference]:
            self.unload(inner)
            self._scene.references.remove(inner)
        for node in reversed(reference.nodes):
            if node.is_in_scene:
                self._scene.delete(node)
        reference.nodes.clear()
        reference.is_loaded = False

    def edits(self, name: str, edits: Sequence[ReferenceEdit]) -> None:
        """Edits that a scene's file holds for the reference with this node."""
        reference = self._named(name)
        if reference is not None:
            reference.add_edits(edits)
            if reference.is_loaded:
                self._bring(reference, edits)

    def behind(self, name: str, attribute: str) -> str | None:
        """The plug that a placeholder of a reference node stands for; None where it is no placeholder."""
        if not attribute.startswith(("phl[", "placeHolderList[")):
            return None
        reference = self._named(name)
        number = int(attribute.partition("[")[2].partition("]")[0])
        return "" if reference is None else reference.placeholders.get(number, "")

    def _named(self, name: str) -> Reference | None:
        return next((each for each in self._scene.references if each.node.name == name), None)

    def _reference_node(self, name: str) -> Node:
        known = [node for node in self._scene.find(name) if node.kind == "reference"]
        taken = {id(reference.node) for reference in self._scene.references}
        free = [node for node in known if id(node) not in taken]
        return free[0] if free else self._scene.create("reference", name)

    def _free_namespace(self, namespace: str) -> str:
        taken = {reference.namespace for reference in self._scene.references}
        free, number = namespace, 1
        while free in taken:
            free, number = f"{namespace}{number}", number + 1
        return free

    def _bring(self, reference: Reference, edits: Sequence[ReferenceEdit]) -> None:
        for edit in edits:
            if edit.code == SET_ATTR:
                for node in self._scene.find(edit.words[0])[:1]:
                    for words in statements(f'setAttr ".{edit.words[1]}"{edit.words[2]};'):
                        assign(node, Assignment(words))
            elif edit.code == DISCONNECT_ATTR and len(edit.words) >= 2 and "." in edit.words[1]:
                self._disconnect(edit.words[0], edit.words[1])

    def _disconnect(self, source: str, target: str) -> None:
        for node in self._scene.find(target)[:1]:
            for connection in list(node.inputs):
                if connection.target_plug == target.partition(".")[2] and connection.source in self._scene.find(source):
                    self._scene.disconnect(connection)


def _contains_itself(reference: Reference) -> bool:
    above = reference.parent
    while above is not None and above.path != reference.path:
        above = above.parent
    return above is not None


def _beside(path: str, folder: Path) -> Path | None:
    """The file that is meant: where the path says, else beside the file that names it."""
    # Unresolved paths may have Windows' separators or a variable; then only the last part helps.
    for file in (Path(path), folder / path.replace("\\", "/").rpartition("/")[2]):
        if file.is_file():
            return file.resolve()
    return None


def flags_of(words: Sequence[str], alone: set[str]) -> dict[str, str]:
    """The flags of a statement with the word that follows each, empty for those that stand alone."""
    flags: dict[str, str] = {}
    at = 0
    while at < len(words):
        word = words[at]
        if is_flag(word) and word not in alone and at + 1 < len(words):
            flags[word] = words[at + 1]
            at += 2
        else:
            if is_flag(word):
                flags[word] = ""
            at += 1
    return flags
