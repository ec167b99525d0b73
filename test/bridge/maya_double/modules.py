"""The modules that product code imports as maya. Each lets through what the gate does, and refuses the rest."""

from __future__ import annotations

from types import ModuleType

from .api import (
    animation,
    dag_messages,
    first_api,
    function_sets,
    gated,
    iterators,
    messages,
    node_functions,
    objects,
    plugs,
    scene_messages,
    selection,
    time,
    ui,
)
from .commands import (
    attributes,
    editing,
    evaluation,
    files,
    listing,
    manual,
    profiling,
    selecting,
    session,
    timing,
    views,
)
from .commands.calling import CommandCall
from .gate import NotInDouble
from .gui import UTILS
from .installed import occupied, running

_SOURCES = (
    animation,
    dag_messages,
    first_api,
    function_sets,
    iterators,
    messages,
    node_functions,
    objects,
    plugs,
    scene_messages,
    selection,
    time,
    ui,
)


SUBJECTS = (
    attributes,
    editing,
    evaluation,
    files,
    listing,
    manual,
    profiling,
    selecting,
    session,
    timing,
    views,
)
"""Where commands are: importing them is what enters them."""


class GatedModule(ModuleType):
    """A module whose members are looked at by the gate each time, for they may only be used on the main thread."""

    def __init__(self, name: str, members: dict[str, object]) -> None:
        super().__init__(name)
        self.__path__: list[str] = []
        self.members = members

    def __getattr__(self, name: str) -> object:
        here = occupied()
        # What was let through once is asked for thousands of times a frame.
        if here is not None and here.gate.knows(self, name):
            return self.members[name]
        if name.startswith("__"):
            raise AttributeError(name)
        member = self.members.get(name)
        if isinstance(member, ModuleType):
            return member
        gate = running().gate
        gate.member(self.__name__, None, name)
        if member is None:
            gate.refuse(NotInDouble(f"The double does not do {self.__name__}.{name}: see maya_double/api."))
        gate.know(self, name)
        return member


class CommandModule(GatedModule):
    """maya.cmds."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return CommandCall(running(), name)


def _classes(module: str) -> dict[str, object]:
    return {
        name: member
        for source in _SOURCES
        for name, member in vars(source).items()
        if isinstance(member, gated.GatedType) and member is not gated.Gated and member.module == module
    }


def _modules() -> dict[str, ModuleType]:
    api = {
        name: GatedModule(f"maya.api.{name}", _classes(f"maya.api.{name}"))
        for name in ("OpenMaya", "OpenMayaAnim", "OpenMayaUI")
    }
    inside: dict[str, ModuleType] = {
        "cmds": CommandModule("maya.cmds", {}),
        "utils": GatedModule("maya.utils", dict(UTILS)),
        "mel": GatedModule("maya.mel", {}),
        "OpenMaya": GatedModule("maya.OpenMaya", _classes("maya.OpenMaya")),
        "api": GatedModule("maya.api", dict(api)),
    }
    found: dict[str, ModuleType] = {"maya": GatedModule("maya", dict(inside))}
    found.update({f"maya.{name}": module for name, module in inside.items()})
    found.update({f"maya.api.{name}": module for name, module in api.items()})
    return found


MODULES: dict[str, ModuleType] = _modules()
"""By their full names, made once: whoever imported them earlier means the running app too."""
