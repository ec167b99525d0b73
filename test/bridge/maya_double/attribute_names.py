"""Long names of attributes that files write short. Only those that somebody asks for by name have to be here."""

from __future__ import annotations

_LONG = {
    "v": "visibility",
    "t": "translate",
    "tx": "translateX",
    "ty": "translateY",
    "tz": "translateZ",
    "r": "rotate",
    "rx": "rotateX",
    "ry": "rotateY",
    "rz": "rotateZ",
    "s": "scale",
    "sx": "scaleX",
    "sy": "scaleY",
    "sz": "scaleZ",
    "ro": "rotateOrder",
    "nds": "nodeState",
    "fzn": "frozen",
    "msg": "message",
    "env": "envelope",
    "o": "output",
    "tim": "time",
    "i": "input",
    "wm": "worldMatrix",
    "m": "matrix",
    "pm": "parentMatrix",
    "pim": "parentInverseMatrix",
    "iog": "instObjGroups",
    "dsm": "dagSetMembers",
    "og": "outputGeometry",
    "ip": "inputGeometry",
    "b": "before",
    "a": "after",
    "st": "scriptType",
    "stp": "sourceType",
    "io": "intermediateObject",
    "ed": "edits",
    "fn": "fileNames",
    "phl": "placeHolderList",
    "sr": "sharedReference",
    "bl": "blendshape",
    "w": "weight",
    "typ": "type",
    "jo": "jointOrient",
    "ssc": "segmentScaleCompensate",
    "ove": "overrideEnabled",
    "lodv": "lodVisibility",
    "dli": "drawInfo",
    "do": "drawOverride",
}
_SHORT = {**{long: short for short, long in _LONG.items()}, "outTime": "o"}
_PARTS = {"t": ("tx", "ty", "tz"), "r": ("rx", "ry", "rz"), "s": ("sx", "sy", "sz")}
PART_OF = {part: (whole, index) for whole, parts in _PARTS.items() for index, part in enumerate(parts)}
"""The compound that a part belongs to, and which of its numbers it is."""
DEFAULTS: dict[str, bool | float | tuple[str, ...]] = {
    "v": True,
    "t": ("0", "0", "0"),
    "r": ("0", "0", "0"),
    "s": ("1", "1", "1"),
    "env": 1.0,
}


def short_name(plug: str) -> str:
    """A plug's path with the names that files use."""
    head, dot, rest = plug.partition(".")
    name, bracket, index = head.partition("[")
    short = _SHORT.get(name, name) + bracket + index
    return short if not dot else f"{short}.{short_name(rest)}"


def long_name(plug: str) -> str:
    """A plug's path with the names that Maya shows."""
    head, dot, rest = plug.partition(".")
    name, bracket, index = head.partition("[")
    long = _LONG.get(name, name) + bracket + index
    return long if not dot else f"{long}.{long_name(rest)}"
