"""Reads Maya ASCII text into a scene: nodes, parents, values, connections, units, references and the edits to them.

Words are left to ma_tokens.py, values to ma_values.py. Nothing is evaluated: MEL in a script node stays text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Callable, NamedTuple

from .ma_tokens import Quoted, is_flag, statements
from .ma_values import Assignment, add_attribute, assign
from .node import Node
from .node_kinds import is_dag, is_shape
from .reference_loading import ReferenceLoading, flags_of
from .references import Reference, parse_edits
from .scene import Scene


class Loaded(NamedTuple):
    """What came of a file: the node of each createNode in order, its units, and statements that nothing was made of."""

    created: list[Node]
    units: dict[str, str]
    ignored: dict[str, int]
    references: list[Reference]


class MaFile:
    """One file being read, once. `namespace` and `reference` are set where it is referenced."""

    def __init__(
        self,
        scene: Scene,
        folder: Path,
        loaded_plug_ins: frozenset[str],
        loading: ReferenceLoading,
        namespace: str = "",
        reference: Reference | None = None,
    ) -> None:
        self._scene = scene
        self._folder = folder
        self._plug_ins = loaded_plug_ins
        self._loading = loading
        self._namespace = namespace
        self._reference = reference
        self._here: list[Node] = []
        self._absent_kinds: set[str] = set()
        self._deferred: dict[str, bool] = {}
        self.result = Loaded([], {}, {}, [])
        self._does: dict[str, Callable[[Sequence[str]], None]] = {
            "createNode": self._create,
            "rename": self._rename,
            "setAttr": self._set,
            "addAttr": self._add,
            "connectAttr": self._connect,
            "parent": self._parent,
            "select": self._select,
            "lockNode": self._lock,
            "file": self._file,
            "requires": self._requires,
            "currentUnit": self._unit,
        }

    def read(self, text: str) -> Loaded:
        """Reads it all."""
        for words in statements(text):
            act = self._does.get(words[0])
            if act is None:
                self._ignore(words[0])
                continue
            try:
                act(words)
            except (IndexError, ValueError):
                # A statement that lacks its words is an error of the file's; Maya prints it and reads on.
                self._ignore(f"broken {words[0]}")
        return self.result

    def _ignore(self, what: str) -> None:
        self.result.ignored[what] = self.result.ignored.get(what, 0) + 1

    def _create(self, words: Sequence[str]) -> None:
        flags = flags_of(words[2:], {"-s", "-shared", "-ss", "-skipSelect"})
        kind, name = words[1], flags.get("-n", words[1] + "1")
        parent_name = flags.get("-p")
        parent = None if parent_name is None else self._find(parent_name)
        node = self._shared(kind, name)
        if node is None:
            real = kind
            if kind in self._absent_kinds:
                kind = "unknownDag" if parent is not None else "unknown"
            if parent is None and is_shape(kind):
                parent = self._make("transform", f"{kind}1", None, kind)
            node = self._make(kind, name, parent, real)
            node.is_shared = "-s" in flags
        self._here = [node]
        self.result.created.append(node)

    def _make(self, kind: str, name: str, parent: Node | None, real: str) -> Node:
        node = self._scene.create(kind, self._named(name), parent)
        node.real_kind = real
        node.reference = self._reference
        if self._reference is not None:
            self._reference.nodes.append(node)
        return node

    def _shared(self, kind: str, name: str) -> Node | None:
        """The node that every scene has, or that the reference made before its createNode came."""
        for name_here in (self._named(name), name):
            for node in self._scene.find(name_here):
                if node.kind == kind and node.is_shared:
                    return node
                if kind == "reference" == node.kind and name_here == self._named(name):
                    return node
        return None

    def _rename(self, words: Sequence[str]) -> None:
        flags = flags_of(words[1:], set())
        if "-uid" in flags and len(self._here) == 1:
            self._here[0].uuid = flags["-uid"]

    def _set(self, words: Sequence[str]) -> None:
        assignment = Assignment(words)
        if assignment.kind == "dataReferenceEdits":
            pairs = [(isinstance(word, Quoted), str(word)) for word in assignment.words]
            for name, edits in parse_edits(pairs):
                self._loading.edits(self._named(name), edits)
            return
        for node in self._nodes_of(assignment.plug):
            assign(node, assignment)

    def _nodes_of(self, plug: str) -> list[Node]:
        if plug.startswith("."):
            return self._here
        node = self._find(plug.partition(".")[0])
        return [] if node is None else [node]

    def _add(self, words: Sequence[str]) -> None:
        last = words[-1]
        named = self._find(last) if isinstance(last, Quoted) and not is_flag(words[-2]) else None
        for node in self._here if named is None else [named]:
            add_attribute(node, words)

    def _connect(self, words: Sequence[str]) -> None:
        plugs = [word for word in words[1:] if isinstance(word, Quoted)]
        if len(plugs) < 2:
            return
        source, target = (self._plug(plug) for plug in plugs[:2])
        if source is None or target is None:
            self._ignore("connection")
            return
        node, plug = target
        if "-na" in words or "-nextAvailable" in words:
            plug = f"{plug}[{sum(old.target_plug.startswith(f'{plug}[') for old in node.inputs)}]"
        self._scene.connect(*source, node, plug)

    def _plug(self, plug: str) -> tuple[Node, str] | None:
        name, _, attribute = plug.partition(".")
        held = self._loading.behind(self._named(name), attribute)
        if held is not None:
            name, _, attribute = held.partition(".")
            found = self._scene.find(name)
            return (found[0], attribute) if found else None
        node = self._find(name)
        return None if node is None else (node, attribute)

    def _parent(self, words: Sequence[str]) -> None:
        names = [word for word in words[1:] if isinstance(word, Quoted)]
        if len(names) < 2:
            return
        child, parent = (self._find(name) for name in names[-2:])
        is_instance = any(word in ("-add", "-addObject") for word in words)
        if child is not None and parent is not None and is_dag(child.kind):
            self._scene.reparent(child, parent, is_instance)

    def _select(self, words: Sequence[str]) -> None:
        names = [word for word in words[1:] if not is_flag(word)]
        self._here = []
        for name in names:
            node = self._find(name)
            if node is None and name.startswith(":"):
                node = self._scene.create("node", name[1:])
                node.is_default = node.is_shared = True
            if node is not None:
                self._here.append(node)

    def _lock(self, words: Sequence[str]) -> None:
        is_locked = "-l" in words and words[words.index("-l") + 1] in ("1", "on", "true")
        for node in self._here:
            node.is_locked = is_locked

    def _requires(self, words: Sequence[str]) -> None:
        kinds = [words[at + 1] for at, word in enumerate(words[:-1]) if word == "-nodeType"]
        # Each flag has a word; what is left is the plug-in and its version.
        names = [word for before, word in zip(words, words[1:]) if not is_flag(word) and not is_flag(before)]
        if names and names[0] not in self._plug_ins:
            self._absent_kinds.update(kinds)

    def _unit(self, words: Sequence[str]) -> None:
        self.result.units.update(flags_of(words[1:], set()))

    def _file(self, words: Sequence[str]) -> None:
        flags = flags_of(words[1:], {"-r", "-reference"})
        name, path = flags.get("-rfn", ""), words[-1]
        if "-rdi" in flags or "-referenceDepthInfo" in flags:
            self._deferred[name] = flags.get("-dr") in ("1", "on", "true")
        elif "-r" in flags or "-reference" in flags:
            namespace = self._named(flags.get("-ns", Path(path).stem))
            is_deferred = self._deferred.get(name, False)
            self.result.references.append(
                self._loading.reference(self._named(name), path, namespace, self._folder, self._reference, is_deferred)
            )

    def _named(self, name: str) -> str:
        """A name of this file as the scene has it: within the file's namespace, but for what is named absolutely."""
        if name.startswith(":"):
            return name[1:]
        return f"{self._namespace}:{name}" if self._namespace else name

    def _find(self, name: str) -> Node | None:
        if self._namespace and not name.startswith(":"):
            path = "|".join(self._named(part) if part else "" for part in name.split("|"))
            found = self._scene.find(path)
            if found:
                return found[0]
        found = self._scene.find(name.lstrip(":"))
        return next((node for node in found if self._namespace == "" or node.is_shared), None)


def read_scene(
    scene: Scene, text: str, folder: Path, plug_ins: frozenset[str], loading: ReferenceLoading | None = None
) -> Loaded:
    """Reads a text into a scene, with the references that it names; `loading` may listen to these."""

    def read(inner: str, inner_folder: Path, namespace: str, reference: Reference) -> object:
        return MaFile(scene, inner_folder, plug_ins, used, namespace, reference).read(inner)

    used = loading or ReferenceLoading(scene, read)
    return MaFile(scene, folder, plug_ins, used).read(text)
