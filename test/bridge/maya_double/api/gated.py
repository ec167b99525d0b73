"""The type of every class of the double's API: a member that the class lacks is refused by the gate, as undeclared or
as not done yet, wherever product code asks for it."""

from __future__ import annotations

from typing import NoReturn

from ..gate import NotInDouble
from ..installed import running

OPEN_MAYA = "maya.api.OpenMaya"
OPEN_MAYA_ANIM = "maya.api.OpenMayaAnim"
OPEN_MAYA_UI = "maya.api.OpenMayaUI"
OPEN_MAYA_1 = "maya.OpenMaya"


def _refuse(module: str, owner: str, name: str) -> NoReturn:
    if name.startswith("_"):
        raise AttributeError(name)
    gate = running().gate
    gate.member(module, owner, name)
    gate.refuse(NotInDouble(f"The double does not do {module}.{owner}.{name}: see maya_double/api."))


class GatedType(type):
    """Refuses class members."""

    module: str

    def __getattr__(cls, name: str) -> NoReturn:
        _refuse(cls.module, cls.__name__, name)


class Gated(metaclass=GatedType):
    """Refuses members of instances. `module` is where product code finds the class."""

    module = OPEN_MAYA

    def __getattr__(self, name: str) -> NoReturn:
        _refuse(type(self).module, type(self).__name__, name)
