"""A file reference of the double's scene, and the edits that a scene makes to what it references.

Loading the referenced file is left to ma_file.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .node import Node

ADD_ATTR, SET_ATTR, DISCONNECT_ATTR, CONNECT_ATTR = 1, 2, 3, 5
_BETWEEN, _FROM_REFERENCED, _TO_REFERENCED = 0, 3, 4
_ARGUMENTS = {0: 3, ADD_ATTR: 4, SET_ATTR: 3, DISCONNECT_ATTR: 3, 7: 3, 8: 2}
_ARGUMENTS_OF_CONNECT = {_BETWEEN: 6, _FROM_REFERENCED: 4, _TO_REFERENCED: 4}


class ReferenceEdit(NamedTuple):
    """`code` is the file format's; `way` only connectAttr has."""

    code: int
    way: int | None
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """As referenceQuery tells it."""
        if self.code == SET_ATTR:
            return f"setAttr {self.words[0]}.{self.words[1]}{self.words[2]}"
        name = {0: "parent", ADD_ATTR: "addAttr", DISCONNECT_ATTR: "disconnectAttr", CONNECT_ATTR: "connectAttr"}
        return " ".join([name.get(self.code, "lockNode"), *(f'"{word}"' for word in self.words if word)])

    @property
    def placeholders(self) -> Iterator[tuple[int, str]]:
        """Numbers of the placeholders through which the scene connects, each with the plug that it stands for."""
        if self.code != CONNECT_ATTR:
            return
        _, *words = self.words
        plugs = 2 if self.way == _BETWEEN else 1
        for plug, holder in zip(words[:plugs], words[plugs:]):
            number = holder.partition("[")[2].rstrip("]")
            if number.isdigit():
                yield int(number), plug


class Reference:
    """`copy` tells references of one file apart, as the number in braces behind its path does in Maya."""

    def __init__(self, node: Node, path: str, namespace: str, parent: Reference | None, copy: int) -> None:
        self.node = node
        self.path = path
        self.namespace = namespace
        self.parent = parent
        self.copy = copy
        self.is_loaded = False
        self.nodes: list[Node] = []
        self.edits: list[ReferenceEdit] = []
        self.placeholders: dict[int, str] = {}

    @property
    def numbered_path(self) -> str:
        """With the copy's number, from the second on."""
        return self.path if self.copy == 0 else f"{self.path}{{{self.copy}}}"

    def add_edits(self, edits: Sequence[ReferenceEdit]) -> None:
        """What the scene does to it."""
        self.edits.extend(edits)
        for edit in edits:
            self.placeholders.update(edit.placeholders)


def parse_edits(words: Sequence[tuple[bool, str]]) -> Iterator[tuple[str, list[ReferenceEdit]]]:
    """The edits of a dataReferenceEdits value, by name of the reference node. Words are pairs of: quoted, text."""
    at = 1
    while at + 1 < len(words):
        name, count = words[at][1], int(words[at + 1][1])
        at += 2
        edits: list[ReferenceEdit] = []
        for _ in range(count):
            if at >= len(words):
                break
            edit, at = _edit(words, at)
            edits.append(edit)
        yield name, edits


def _edit(words: Sequence[tuple[bool, str]], at: int) -> tuple[ReferenceEdit, int]:
    code = int(words[at][1])
    at += 1
    way = None
    if code == CONNECT_ATTR and at < len(words) and not words[at][0]:
        way = int(words[at][1])
        at += 1
    arguments = _ARGUMENTS.get(code, 3) if way is None else _ARGUMENTS_OF_CONNECT.get(way, 4)
    taken: list[str] = []
    # Only an added attribute names its node without quotes.
    while len(taken) < arguments and at < len(words) and (words[at][0] or code == ADD_ATTR):
        taken.append(words[at][1])
        at += 1
    return ReferenceEdit(code, way, tuple(taken)), at
