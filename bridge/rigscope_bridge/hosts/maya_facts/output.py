"""What Maya tells of the lines of its script editor. Listening has hung and crashed Maya, so it is done only where
somebody turned that on, after everything else, and in the bridge's own way: the callback stays until Maya ends."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from ...self_test.fact import Check, Fact, Verdict
from .. import maya_output
from ..maya_api import cmds, om
from .needs import OUTPUT, OWN_SCENE

_TEXT = "rigscope self-test: this warning is the test's own"
_SECONDS = 1.0
_NUMBERS = (("kHistory", 0), ("kDisplay", 1), ("kInfo", 2), ("kWarning", 3), ("kError", 4), ("kResult", 5))


def _numbers() -> Check:
    yield
    found = {name: getattr(om.MCommandMessage, name, -1) for name, _ in (*_NUMBERS, ("kStackTrace", 6))}
    return Verdict(all(found[name] == number for name, number in _NUMBERS), found)


def _text() -> Check:
    maya_output.switch_on()
    om.MSceneMessage.addCallback(om.MSceneMessage.kMayaExiting, lambda *_: maya_output.take_back())
    try:
        cmds.warning(_TEXT)
        end = perf_counter() + _SECONDS
        found: list[maya_output.Line] = []
        while not found and perf_counter() < end:
            found = [line for line in maya_output.take() if _TEXT in line[2]]
            yield
    finally:
        maya_output.switch_off()
    bare = [line for line in found if line[2] == _TEXT]
    return Verdict(bool(bare), {"told": len(found), "bare": len(bare), "level": found[0][1] if found else "none"})


FACTS: Sequence[Fact] = (
    Fact("output.numbers", "The kinds of lines have the numbers that are documented.", _numbers),
    Fact(
        "output.text",
        "A line is told without the marks that the script editor puts around it.",
        _text,
        (OUTPUT, OWN_SCENE),
    ),
)
