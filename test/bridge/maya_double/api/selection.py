"""MSelectionList and MGlobal: what is selected, which Maya this is, and printing."""

from __future__ import annotations

from ..installed import running
from ..node_kinds import is_dag
from ..script_editor import ERROR, INFO, WARNING
from ..selecting import Entry
from .gated import Gated
from .node_functions import MDagPath
from .objects import Component, MObject, node_of


class MSelectionList(Gated):
    """The components of one kind of one object are one entry."""

    kMergeNormal = 0
    kXORWithList = 1
    kRemoveFromList = 2

    def __init__(self, other: MSelectionList | None = None) -> None:
        self._entries: list[Entry] = [] if other is None else list(other._entries)

    @classmethod
    def _of(cls, entries: list[Entry]) -> MSelectionList:
        made = cls()
        made._entries = list(entries)
        return made

    def add(self, item: str | MObject | MDagPath, mergeWithExisting: bool = False) -> MSelectionList:
        if isinstance(item, str):
            try:
                self._entries += running().selecting.parse([item])
            except ValueError as error:
                raise RuntimeError(f"(kInvalidParameter): {error}") from error
        else:
            node = node_of(item.node() if isinstance(item, MDagPath) else item)
            self._entries.append(Entry(node, "", frozenset()))
        return self

    def length(self) -> int:
        return len(self._entries)

    def isEmpty(self) -> bool:
        return not self._entries

    def clear(self) -> MSelectionList:
        self._entries.clear()
        return self

    def getDependNode(self, index: int) -> MObject:
        return MObject._of(self._entry(index).node)

    def getDagPath(self, index: int) -> MDagPath:
        node = self._entry(index).node
        if not is_dag(node.kind):
            raise TypeError("(kInvalidParameter): The specified item is not a DAG path")
        return MDagPath._of(node)

    def getComponent(self, index: int) -> tuple[MDagPath, MObject]:
        entry = self._entry(index)
        component = Component(entry.component, entry.indices) if entry.indices else None
        return self.getDagPath(index), MObject._of(entry.node if component is not None else None, component)

    def getSelectionStrings(self, index: int | None = None) -> tuple[str, ...]:
        entries = self._entries if index is None else [self._entry(index)]
        return tuple(running().scene.short_name(entry.node) for entry in entries)

    def hasItem(self, item: MObject | MDagPath) -> bool:
        node = node_of(item.node() if isinstance(item, MDagPath) else item)
        return any(entry.node is node for entry in self._entries)

    def _entry(self, index: int) -> Entry:
        if not 0 <= index < len(self._entries):
            raise IndexError("(kInvalidParameter): index out of range")
        return self._entries[index]


class MGlobal(Gated):
    """Statics alone."""

    kInteractive = 0
    kBatch = 1
    kLibraryApp = 2
    kBaseUIMode = 3
    kReplaceList = 0
    kAddToList = 2

    @staticmethod
    def getActiveSelectionList(orderedSelectionIfAvailable: bool = False) -> MSelectionList:
        return MSelectionList._of(running().selecting.alive())

    @staticmethod
    def getSelectionListByName(name: str) -> MSelectionList:
        return MSelectionList().add(name)

    @staticmethod
    def mayaState() -> int:
        return MGlobal.kBatch if running().batch else MGlobal.kInteractive

    @staticmethod
    def apiVersion() -> int:
        return running().version.api

    @staticmethod
    def mayaVersion() -> str:
        return str(running().version.year)

    @staticmethod
    def mayaName() -> str:
        return running().name

    @staticmethod
    def isUndoing() -> bool:
        return False

    @staticmethod
    def isRedoing() -> bool:
        return False

    @staticmethod
    def displayInfo(message: str) -> None:
        running().script_editor.show(message, INFO)

    @staticmethod
    def displayWarning(message: str) -> None:
        running().script_editor.show(message, WARNING)

    @staticmethod
    def displayError(message: str) -> None:
        running().script_editor.show(message, ERROR)
