"""The I/O thread's picture of the roster: takes changes over and writes them in parts, one part a call, so that
nothing holds the interpreter for long. Finding the changes is left to roster.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from .roster import Node, RosterChange
from .wire import write

# The wire allows 250; writing 100 takes a third of a millisecond, which leaves room on a slow machine.
NODES_PER_PART = 100
_IDS_PER_PART = 5_000


class RosterAsItWas(NamedTuple):
    """A whole roster at one moment, by id."""

    version: int
    nodes: dict[int, Node]

    def whole(self) -> Iterator[str]:
        """The roster from nothing, one text a step."""
        return parts(RosterChange(self.version, None, list(self.nodes.values()), []))


class RosterPicture:
    """Which node each id is, as of `version` (0: nothing is known yet)."""

    def __init__(self) -> None:
        self.version = 0
        self.ids: dict[str, int] = {}
        self._nodes: dict[int, Node] = {}

    def take(self, change: RosterChange) -> Iterator[None]:
        """Takes a change over in slices; `version` is the new one after the last."""
        for node_id in change.removed:
            gone = self._nodes.pop(node_id, None)
            if gone is not None and self.ids.get(gone.key) == node_id:
                del self.ids[gone.key]
        for start in range(0, len(change.nodes), NODES_PER_PART):
            for node in change.nodes[start : start + NODES_PER_PART]:
                self._nodes[node.id] = node
                self.ids[node.key] = node.id
            yield
        self.version = change.version

    def as_it_is(self) -> RosterAsItWas:
        """The roster now, which later changes leave as it is."""
        return RosterAsItWas(self.version, dict(self._nodes))

    def nodes(self) -> Iterable[Node]:
        return self._nodes.values()

    def whole(self) -> Iterator[str]:
        """The roster from nothing, one text a step, as it was when this was called."""
        return parts(RosterChange(self.version, None, list(self._nodes.values()), []))


def parts(change: RosterChange) -> Iterator[str]:
    """The wire's messages of a change, made one at a time."""
    removed = [change.removed[at : at + _IDS_PER_PART] for at in range(0, len(change.removed), _IDS_PER_PART)]
    count = max(1, len(removed), -(-len(change.nodes) // NODES_PER_PART))
    nodes = iter(change.nodes)
    for part in range(count):
        yield _part(change, part, count, tuple(islice(nodes, NODES_PER_PART)), removed[part : part + 1])


def _part(change: RosterChange, part: int, count: int, nodes: Sequence[Node], removed: list[list[int]]) -> str:
    shown = [
        {"id": node.id, "name": node.name, "path": node.path, "kind": node.kind, "parent": node.parent, "rig": node.rig}
        for node in nodes
    ]
    head = {"type": "roster", "version": change.version, "base": change.base, "part": part, "parts": count}
    return write({**head, "nodes": shown, "removed": removed[0] if removed else []})
