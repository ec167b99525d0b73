"""What may be called in Maya at all: what one of two published sets of declarations has, or the hand-kept supplement.

The Maya of the tests asks here before it does anything, so it cannot offer what no Maya has. Reading the sets is left
to stub_set.py; the supplement holds what neither has, each entry with the page that says so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .stub_set import SETS, StubSet, stub_set, why_missing

__all__ = ["Declarations", "Entry", "load", "supplement", "why_missing"]

_SUPPLEMENT = Path(__file__).with_name("supplement.json")


class Entry(NamedTuple):
    """A command with its flags, or a member ("maya.api.OpenMaya:MProfiler.eventBegin"), that neither set declares.

    `since` is the first version of Maya that has it, None for all that are supported."""

    command: str | None
    flags: tuple[str, ...]
    member: str | None
    since: str | None
    address: str
    because: str


class Declarations:
    """All that may be called. Flags have their long names alone: no set declares short ones, the bridge uses none."""

    def __init__(self, sets: Sequence[StubSet], entries: Sequence[Entry]) -> None:
        self._sets = sets
        self._entries = entries

    def command(self, name: str) -> frozenset[str] | None:
        """The flags that a command of maya.cmds is declared with, empty where none are; None: there is no such command.

        A set that takes any flag (types-maya-strict does for commands that are scripts, and for cacheEvaluator) adds
        the command and no flag."""
        declared = [command for each in self._sets if (command := each.command(name)) is not None]
        added = [entry for entry in self._entries if entry.command == name]
        if not declared and not added:
            return None
        flags = frozenset().union(*(command.flags for command in declared))
        return flags.union(*(entry.flags for entry in added))

    def typed_in(self, name: str) -> tuple[str, ...]:
        """The sets that declare the flags of a command, rather than taking any."""
        return tuple(
            each.name for each in self._sets if (command := each.command(name)) is not None and command.is_typed
        )

    def member(self, module: str, owner: str | None, name: str) -> bool:
        """Whether a module ("maya.api.OpenMaya"), or a class of it with all that it inherits, has a member: a function,
        a method, a property, a constant, a class, and of packages a module."""
        path = f"{module}:{name if owner is None else f'{owner}.{name}'}"
        return any(each.member(module, owner, name) for each in self._sets) or any(
            entry.member == path for entry in self._entries
        )

    def since(self, command: str, flag: str) -> str | None:
        """The first version that has a flag, where the supplement says it."""
        named = (entry.since for entry in self._entries if entry.command == command and flag in entry.flags)
        return next(named, None)


def supplement() -> tuple[Entry, ...]:
    """The hand-kept entries."""
    return tuple(
        Entry(
            entry.get("command"),
            tuple(entry.get("flags", ())),
            entry.get("member"),
            entry["since"],
            entry["address"],
            entry["because"],
        )
        for entry in json.loads(_SUPPLEMENT.read_text("utf-8"))["entries"]
    )


@cache
def load() -> Declarations:
    """Both sets and the supplement, read once a process. Raises StubsMissing where a set is not installed."""
    return Declarations([stub_set(name) for name in SETS], supplement())
