"""The gate through which every call of the double goes: what no declaration of Maya has is refused, and so is what the
double does not do yet, and any call from another thread. What is declared is left to declarations.py."""

from __future__ import annotations

from collections.abc import Iterable
from threading import get_ident
from typing import NoReturn, Protocol

from .versions import missing_in

_FREE_OF_THREADS = {"utils", "executeDeferred", "executeInMainThreadWithResult"}


class Breach(AssertionError):
    """Something that product code must not do in Maya. It is remembered, so that swallowing it does not help."""


class Undeclared(Breach):
    """No set of declarations has it: no Maya has it, or the supplement does not name it yet."""


class NotInDouble(Breach):
    """Maya has it, the double does not do it yet."""


class WrongThread(Breach):
    """Maya's API was called from another thread than the main one, which crashes Maya."""


class Declared(Protocol):
    """What declarations.Declarations tells."""

    def command(self, name: str) -> frozenset[str] | None: ...
    def member(self, module: str, owner: str | None, name: str) -> bool: ...
    def since(self, command: str, flag: str) -> str | None: ...


class Gate:
    """Made on the main thread. `breaches` holds every refusal of its life."""

    def __init__(self, declared: Declared, version: int) -> None:
        self.breaches: list[Breach] = []
        self._declared = declared
        self._version = version
        self._main_thread = get_ident()
        self._commands: dict[str, frozenset[str] | None] = {}
        self._members: set[tuple[str, str | None, str]] = set()
        self._known: set[tuple[object, str]] = set()

    def command(self, name: str) -> None:
        """Lets a command through by its name alone."""
        if self._flags(name) is None:
            self.refuse(Undeclared(f"maya.cmds has no command {name}: declare it in maya_double/supplement.json."))
        self.here(f"maya.cmds.{name}")

    def flags(self, name: str, flags: Iterable[str], done: frozenset[str]) -> None:
        """Lets a command's flags through: declared, in this version of Maya, and done by the double.

        Raises TypeError, as Maya does, for a flag that came later."""
        self.here(f"maya.cmds.{name}")
        declared = self._flags(name) or frozenset()
        for flag in flags:
            if flag not in declared:
                self.refuse(
                    Undeclared(f"maya.cmds.{name} has no flag {flag}: declare it in maya_double/supplement.json.")
                )
            if self._is_missing(name, flag):
                raise TypeError(f"Invalid flag '{flag}'")
            if flag not in done:
                self.refuse(NotInDouble(f"The double does not do the flag {flag} of {name}: see maya_double/commands."))

    def flags_here(self, name: str) -> frozenset[str]:
        """The flags that a command has in this version of Maya."""
        return frozenset(flag for flag in self._flags(name) or () if not self._is_missing(name, flag))

    def member(self, module: str, owner: str | None, name: str) -> None:
        """Lets a member of a module or a class through."""
        asked = (module, owner, name)
        if name not in _FREE_OF_THREADS:
            self.here(f"{module}.{name}")
        if asked in self._members:
            return
        if not self._declared.member(module, owner, name):
            where = module if owner is None else f"{module}.{owner}"
            self.refuse(Undeclared(f"{where} has no {name}: declare it in maya_double/supplement.json."))
        self._members.add(asked)

    def know(self, module: object, name: str) -> None:
        """Remembers that a member of a module was let through."""
        self._known.add((module, name))

    def knows(self, module: object, name: str) -> bool:
        """Whether it was, and may be used on this thread."""
        return (module, name) in self._known and get_ident() == self._main_thread

    def here(self, what: str) -> None:
        """Refuses a call from another thread."""
        if get_ident() != self._main_thread:
            self.refuse(
                WrongThread(f"{what} was called from another thread; Maya may be called on its main thread only.")
            )

    def refuse(self, breach: Breach) -> NoReturn:
        """Remembers and raises."""
        self.breaches.append(breach)
        raise breach

    def _is_missing(self, name: str, flag: str) -> bool:
        return missing_in(self._version, name, flag, self._declared.since(name, flag))

    def _flags(self, name: str) -> frozenset[str] | None:
        if name not in self._commands:
            self._commands[name] = self._declared.command(name)
        return self._commands[name]
