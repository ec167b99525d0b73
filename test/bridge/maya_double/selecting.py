"""The double's active selection: nodes and components of nodes, each change an undo step of its own.

An object's components are one entry with many indices, as in Maya's API; its commands list them in ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Callable, NamedTuple

from .callbacks import Callbacks
from .conditions import Conditions
from .node import Node
from .node_kinds import is_dag, is_shape
from .scene import Scene
from .undo_queue import UndoQueue

ACTIVE_LIST_MODIFIED = "activeListModified"
_COMPONENT = re.compile(r"(?P<node>[^.]+)\.(?P<kind>vtx|f|e|map|cv|pt)\[(?P<first>\d+)(?::(?P<last>\d+))?\]")


class Entry(NamedTuple):
    """`component` is the kind (vtx), empty for the node itself, or a plug."""

    node: Node
    component: str
    indices: frozenset[int]


class Selecting:
    """`event` triggers SelectionChanged, which Maya tells when it is idle."""

    def __init__(
        self,
        scene: Scene,
        callbacks: Callbacks,
        conditions: Conditions,
        undo: UndoQueue,
        event: Callable[[str], None],
    ) -> None:
        self.entries: list[Entry] = []
        self._scene = scene
        self._callbacks = callbacks
        self._conditions = conditions
        self._undo = undo
        self._event = event

    def replace(self, entries: Sequence[Entry], name: str) -> None:
        """Selects as one undo step of that name, made even where nothing changes and so nothing is told."""
        before, after = list(self.entries), _merged(entries)
        self._undo.push(name, lambda: self._become(before), lambda: self._become(after))
        self._become(after)

    def alive(self) -> list[Entry]:
        """Entries whose nodes are still in the scene."""
        return [entry for entry in self.entries if entry.node.is_in_scene]

    def names(self, long: bool, flatten: bool) -> list[str]:
        """As Maya lists them."""
        return list(chain.from_iterable(self._names(entry, long, flatten) for entry in self.alive()))

    def parse(self, names: Iterable[str]) -> list[Entry]:
        """The entries that names mean. Raises ValueError for what there is not."""
        found: list[Entry] = []
        for name in names:
            match = _COMPONENT.fullmatch(name)
            nodes = self._scene.find(match["node"] if match is not None else name)
            if not nodes:
                raise ValueError(f"No object matches name: {name}")
            for node in nodes:
                if match is None:
                    found.append(Entry(node, name.partition(".")[2], frozenset()))
                    continue
                shape = next((child for child in node.children if is_shape(child.kind)), node)
                first = int(match["first"])
                indices = frozenset(range(first, int(match["last"] or first) + 1))
                found.append(Entry(shape, match["kind"], indices))
        return found

    def forget(self) -> None:
        """Another scene: nothing is selected, without a step."""
        if self.entries:
            self._become([])

    def _become(self, entries: list[Entry]) -> None:
        changed = entries != self.entries
        self.entries = list(entries)
        if changed:
            self._conditions.set("SomethingSelected", bool(entries))
            self._callbacks.call(ACTIVE_LIST_MODIFIED)
            self._event("SelectionChanged")

    def _names(self, entry: Entry, long: bool, flatten: bool) -> Iterator[str]:
        of = entry.node
        if entry.indices and of.parent is not None and is_shape(of.kind):
            of = of.parent
        name = of.long_name if long and is_dag(of.kind) else self._scene.short_name(of)
        if not entry.component:
            yield name
        elif not entry.indices:
            yield f"{name}.{entry.component}"
        else:
            for first, last in _ranges(entry.indices, flatten):
                yield (
                    f"{name}.{entry.component}[{first}]"
                    if first == last
                    else f"{name}.{entry.component}[{first}:{last}]"
                )


def _merged(entries: Sequence[Entry]) -> list[Entry]:
    """Components of one kind of one node together, where the first of them stands."""
    found: dict[tuple[int, str], Entry] = {}
    for entry in entries:
        key = (entry.node.number, entry.component)
        known = found.get(key)
        found[key] = entry if known is None else Entry(entry.node, entry.component, known.indices | entry.indices)
    return list(found.values())


def _ranges(indices: frozenset[int], flatten: bool) -> Iterator[tuple[int, int]]:
    first = last = None
    for index in sorted(indices):
        if first is not None and last is not None and index == last + 1 and not flatten:
            last = index
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = index
    if first is not None and last is not None:
        yield first, last
