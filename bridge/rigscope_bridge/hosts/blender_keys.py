"""How Blender's objects, bones and data-blocks are called towards the bridge, and back. Knows no bpy.

A key holds what names a data-block for the session: from the versions that have one (4.2) its session uid, which stays
when it is renamed; before, its full name (with the library of linked ones: two linked characters bring the same names).
"""

from __future__ import annotations

from typing import Any, NamedTuple


def _quoted(name: str) -> str:
    return name.replace("%", "%25").replace("/", "%2F") if "/" in name or "%" in name else name


def _plain(part: str) -> str:
    return part.replace("%2F", "/").replace("%25", "%") if "%" in part else part


def identity(block: Any) -> str:
    """What names a data-block in this session."""
    uid = getattr(block, "session_uid", None)
    return str(block.name_full) if uid is None else f"#{uid}"


def object_key(block: str) -> str:
    """Key of an object by its identity, as in `object/rig`, `object/rig [walk.blend]` or `object/#12`."""
    return "object/" + _quoted(block)


def bone_key(armature: str, bone: str) -> str:
    """Key of a bone by the identity of its armature's object."""
    return f"bone/{_quoted(armature)}/{_quoted(bone)}"


def modifier_key(block: str, modifier: str) -> str:
    """Key of a modifier by the identity of its object; only captures know modifiers."""
    return f"modifier/{_quoted(block)}/{_quoted(modifier)}"


def data_key(code: str, block: str) -> str:
    """Key of any other data-block by the depsgraph's two-letter code and its identity, as in `data/AR/rig`."""
    return f"data/{code}/{_quoted(block)}"


class ObjectName(NamedTuple):
    """What an object's key says: its identity."""

    block: str


class BoneName(NamedTuple):
    """What a bone's key says: the identity of its armature's object, and the bone."""

    armature: str
    bone: str


def parse_key(key: str) -> ObjectName | BoneName | None:
    """The object or bone that a key names; None when it names neither."""
    parts = key.split("/")
    if len(parts) == 2 and parts[0] == "object":
        return ObjectName(_plain(parts[1]))
    if len(parts) == 3 and parts[0] == "bone":
        return BoneName(_plain(parts[1]), _plain(parts[2]))
    return None


class DepsgraphNames:
    """From the names that the depsgraph's timing prints (no library) to keys.

    Filled on the main thread, read on the I/O thread: whole dictionaries are replaced, never changed.
    """

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str], str] = {}

    def replace(self, keys: dict[tuple[str, str], str]) -> None:
        """Takes a new table of (ID code, name) to key."""
        self._keys = keys

    def knows(self, key: str) -> bool:
        """Whether a node of the scene has this key."""
        return key in self._keys.values()

    def key(self, code: str, name: str) -> str:
        """Key of what the depsgraph calls `[code] name`; unknown to the table, the key it has unlinked."""
        known = self._keys.get((code, name))
        if known is not None:
            return known
        return object_key(name) if code == "OB" else data_key(code, name)
