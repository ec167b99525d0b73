"""Gives the host's keys uint32 ids that are never reused, and finds what changed between two scans of the scene.

Runs on the main thread in slices; cutting a change into parts for the wire is left to roster_parts.py."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Callable, NamedTuple

from .hosts.host import NodeFacts

_NODES_PER_LOOK_AT_THE_CLOCK = 32


class Node(NamedTuple):
    """A node as the wire shows it, with the host's key; `parent` and `rig` are ids."""

    id: int
    key: str
    name: str
    path: str
    kind: str
    parent: int | None
    rig: int | None


class RosterChange(NamedTuple):
    """From version `base` (None: from nothing) to `version`: nodes added or changed, and ids that are gone."""

    version: int
    base: int | None
    nodes: list[Node]
    removed: list[int]


class Roster:
    """Every key that has an id now, and the node last told under it."""

    def __init__(self) -> None:
        self.version = 0
        self.nodes: dict[str, Node] = {}
        self.node_counts: dict[str, int] = {}
        self._ids: dict[str, int] = {}
        self._keys: dict[int, str] = {}
        self._next = 1

    def id_for(self, key: str) -> int:
        """The id of a key, a new one where it has none."""
        known = self._ids.get(key)
        if known is not None:
            return known
        fresh = self._next
        self._next += 1
        self._ids[key] = fresh
        self._keys[fresh] = key
        return fresh

    def id_of(self, key: str | None) -> int | None:
        """The id of a key that was told, None where it has none."""
        return None if key is None else self._ids.get(key)

    def key_of(self, node_id: int) -> str | None:
        """The key that an id stands for, None where there is none any more."""
        return self._keys.get(node_id)

    def forget(self, key: str) -> int:
        """Takes the id from a key that is gone: should the key come again, it is another node. Gives the id."""
        node_id = self._ids.pop(key)
        del self._keys[node_id]
        self.nodes.pop(key, None)
        return node_id


class Scan:
    """One reading of all nodes against a roster, a slice at a time. A scan that is dropped leaves the roster as it was,
    but for ids that it gave out."""

    def __init__(self, roster: Roster, nodes: Iterator[NodeFacts]) -> None:
        self._roster = roster
        self._source = nodes
        self._seen: set[str] = set()
        self._changed: dict[str, Node] = {}
        self._counts: dict[str, int] = {}
        self._stayed = 0

    def step(self, has_time: Callable[[], bool]) -> bool:
        """Reads on until the time is up; True once all nodes are read. Raises what the host's iterator raises."""
        roster, seen, told = self._roster, self._seen, self._roster.nodes
        left = _NODES_PER_LOOK_AT_THE_CLOCK
        for facts in self._source:
            key = facts.key
            if key not in seen:
                seen.add(key)
                rig = None
                if facts.rig is not None:
                    rig = roster.id_for(facts.rig)
                    self._counts[facts.rig] = self._counts.get(facts.rig, 0) + 1
                parent = roster.id_of(facts.parent)
                node = Node(roster.id_for(key), key, facts.name, facts.path, facts.kind, parent, rig)
                before = told.get(key)
                self._stayed += before is not None
                if before != node:
                    self._changed[key] = node
            left -= 1
            if left <= 0:
                if not has_time():
                    return False
                left = _NODES_PER_LOOK_AT_THE_CLOCK
        return True

    def finish(self) -> RosterChange | None:
        """Takes the scan over into the roster; gives what changed, None where nothing did since the last version."""
        roster = self._roster
        removed: list[int] = []
        if self._stayed < len(roster.nodes):
            removed = [roster.forget(key) for key in roster.nodes.keys() - self._seen]
        roster.node_counts = self._counts
        if roster.version and not self._changed and not removed:
            return None
        roster.nodes.update(self._changed)
        base = roster.version or None
        roster.version += 1
        return RosterChange(roster.version, base, list(self._changed.values()), removed)
