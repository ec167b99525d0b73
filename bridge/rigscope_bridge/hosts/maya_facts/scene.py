"""The self-test's own scene, made where nothing is open: a small rig that turns, referenced twice. Taking it away again
starts a new scene, as was there before."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from ...runtime_folder import create_private
from ..maya_api import cmds
from .unrecorded import unrecorded

LEFT, RIGHT = "left", "right"
TURNED, BOX = "hips", "box"
FIRST, LAST = 1, 12

_RIG = """//Maya ASCII 2023 scene
//Name: rigscope-selftest.ma
//Codeset: UTF-8
requires maya "2023";
currentUnit -l centimeter -a degree -t film;
createNode transform -n "rig";
	rename -uid "52494753-434F-5045-0000-000000000001";
createNode joint -n "hips" -p "rig";
	rename -uid "52494753-434F-5045-0000-000000000002";
createNode joint -n "spine" -p "hips";
	rename -uid "52494753-434F-5045-0000-000000000003";
	setAttr ".t" -type "double3" 0 2 0 ;
createNode transform -n "box" -p "rig";
	rename -uid "52494753-434F-5045-0000-000000000004";
createNode mesh -n "boxShape" -p "box";
	rename -uid "52494753-434F-5045-0000-000000000005";
	setAttr -k off ".v";
createNode polyCube -n "boxMaker";
	rename -uid "52494753-434F-5045-0000-000000000006";
createNode parentConstraint -n "box_follows" -p "box";
	rename -uid "52494753-434F-5045-0000-000000000007";
createNode animCurveTA -n "hips_turn";
	rename -uid "52494753-434F-5045-0000-000000000008";
	setAttr ".tan" 18;
	setAttr -s 2 ".ktv[0:1]"  1 0 12 60;
connectAttr "boxMaker.out" "boxShape.i";
connectAttr "hips_turn.o" "hips.rx";
connectAttr "spine.t" "box_follows.tg[0].tt";
connectAttr "spine.r" "box_follows.tg[0].tr";
connectAttr "spine.pm" "box_follows.tg[0].tpm";
connectAttr "box_follows.ct" "box.t";
connectAttr "box_follows.cr" "box.r";
// End of rigscope-selftest.ma
"""


def is_nothing_open() -> bool:
    """Whether the open scene is one that nobody has named, changed or put anything into."""
    if cmds.file(query=True, sceneName=True) or cmds.file(query=True, modified=True):
        return False
    tops = [str(name) for name in cmds.ls(assemblies=True, long=True) or ()]
    return all(_is_startup_camera(top) for top in tops) and not cmds.file(query=True, reference=True)


class OwnScene:
    """Takes down how things are; `open` makes it, `close` takes it away."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"selftest-{os.getpid()}.ma"
        self._known: set[str] = set()
        self._unit = str(cmds.currentUnit(query=True, time=True))
        self._loop = str(cmds.playbackOptions(query=True, loop=True))
        self._range = _range()
        self._speed = float(cmds.playbackOptions(query=True, playbackSpeed=True))
        self._most_speed = float(cmds.playbackOptions(query=True, maxPlaybackSpeed=True))
        self._time = float(cmds.currentTime(query=True))

    def open(self) -> None:
        """Raises OSError, and whatever Maya raises."""
        with suppress(FileNotFoundError):
            self._path.unlink()
        create_private(self._path, _RIG)
        for namespace in (LEFT, RIGHT):
            cmds.file(str(self._path), reference=True, namespace=namespace)
        cmds.playbackOptions(animationStartTime=FIRST, animationEndTime=LAST, minTime=FIRST, maxTime=LAST)
        # Each frame, and as fast as it can: once through takes a moment, and then it ends by itself.
        cmds.playbackOptions(loop="once", playbackSpeed=0, maxPlaybackSpeed=0)
        cmds.file(modified=False)
        self._known = _nodes()

    def is_ours_alone(self) -> bool:
        """Whether nobody has begun to work in it, or opened another one, since it was opened."""
        return not cmds.file(query=True, sceneName=True) and _nodes() <= self._known

    def close(self) -> bool:
        """A new scene with the range and rate that were set before; false where somebody works in this one, which then
        stays as it is."""
        is_ours = self.is_ours_alone()
        if is_ours:
            cmds.file(newFile=True, force=True)
            with unrecorded():
                cmds.currentUnit(time=self._unit)
                start, end, first, last = self._range
                cmds.playbackOptions(animationStartTime=start, animationEndTime=end, minTime=first, maxTime=last)
                cmds.currentTime(self._time, edit=True)
        cmds.playbackOptions(loop=self._loop, playbackSpeed=self._speed, maxPlaybackSpeed=self._most_speed)
        if is_ours:
            cmds.file(modified=False)
            with suppress(FileNotFoundError):
                self._path.unlink()
        return is_ours


def _nodes() -> set[str]:
    return {str(name) for name in cmds.ls(long=True) or ()}


def _range() -> tuple[float, float, float, float]:
    return (
        float(cmds.playbackOptions(query=True, animationStartTime=True)),
        float(cmds.playbackOptions(query=True, animationEndTime=True)),
        float(cmds.playbackOptions(query=True, minTime=True)),
        float(cmds.playbackOptions(query=True, maxTime=True)),
    )


def _is_startup_camera(name: str) -> bool:
    try:
        return bool(cmds.camera(name, query=True, startupCamera=True))
    except RuntimeError:
        return False
