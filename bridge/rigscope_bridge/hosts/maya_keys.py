"""Gives every node of the open scene a key of its own, and finds the node of a key again.

A key stands for Maya's own object, known by its handle: neither by its UUID, which a rig that is referenced twice has
twice, nor by its name, which changes. What a node is called is left to maya_roster.py.
"""

from __future__ import annotations

from .maya_api import om


class NodeKeys:
    """Keys hold for the session: a deleted node that undo brings back has the one that it had."""

    def __init__(self) -> None:
        self._scene = 0
        self._handles: dict[str, om.MObjectHandle] = {}
        # Maya promises of hash codes that they are equal for equal objects, not that they differ for others.
        self._keys: dict[int, list[str]] = {}

    def key_of(self, node: om.MObject) -> str:
        """The key of a node, a new one where it has none."""
        handle = om.MObjectHandle(node)
        code = handle.hashCode()
        same_code = self._keys.setdefault(code, [])
        for key in same_code:
            if self._handles[key] == handle:
                return key
        key = f"n{self._scene}.{code:x}" + (f".{len(same_code)}" if same_code else "")
        same_code.append(key)
        self._handles[key] = handle
        return key

    def node_of(self, key: str) -> om.MObject | None:
        """The node of a key; None where it was deleted, or was of another scene."""
        handle = self._handles.get(key)
        return handle.object() if handle is not None and handle.isValid() else None

    def forget(self) -> None:
        """Another scene is open: its nodes get keys that no node of this one had."""
        self._scene += 1
        self._handles.clear()
        self._keys.clear()
