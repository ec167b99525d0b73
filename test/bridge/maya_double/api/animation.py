"""MAnimControl and MFnAnimCurve: how the time goes, and what follows it."""

from __future__ import annotations

from ..curves import curve_value, keys_of
from ..installed import running
from ..node_kinds import is_a
from .gated import OPEN_MAYA_ANIM, Gated
from .node_functions import MFnDependencyNode
from .objects import MObject
from .time import MTime, in_ui_units

_LOOPS = {"once": 0, "continuous": 1, "oscillate": 2}


class MAnimControl(Gated):
    """Statics alone."""

    module = OPEN_MAYA_ANIM
    kPlaybackOnce = 0
    kPlaybackLoop = 1
    kPlaybackOscillate = 2
    kPlaybackViewAll = 0
    kPlaybackViewActive = 1

    @staticmethod
    def currentTime() -> MTime:
        return in_ui_units(running().playback.frame)

    @staticmethod
    def setCurrentTime(time: MTime) -> None:
        running().playback.set_frame(time.asUnits(MTime.uiUnit()))

    @staticmethod
    def isPlaying() -> bool:
        return running().playback.is_playing

    @staticmethod
    def isScrubbing() -> bool:
        return running().playback.is_scrubbing

    @staticmethod
    def playForward() -> None:
        running().playback.play()

    @staticmethod
    def playBackward() -> None:
        running().playback.play(forward=False)

    @staticmethod
    def stop() -> None:
        running().playback.stop()

    @staticmethod
    def playbackSpeed() -> float:
        return running().playback.speed

    @staticmethod
    def playbackBy() -> float:
        return running().playback.by

    @staticmethod
    def playbackMode() -> int:
        return _LOOPS[running().playback.loop]

    @staticmethod
    def viewMode() -> int:
        return int(running().playback.view == "active")

    @staticmethod
    def minTime() -> MTime:
        return in_ui_units(running().playback.first)

    @staticmethod
    def maxTime() -> MTime:
        return in_ui_units(running().playback.last)

    @staticmethod
    def animationStartTime() -> MTime:
        return in_ui_units(running().playback.animation_first)

    @staticmethod
    def animationEndTime() -> MTime:
        return in_ui_units(running().playback.animation_last)


class MFnAnimCurve(MFnDependencyNode):
    """Raises TypeError for what is no animation curve."""

    module = OPEN_MAYA_ANIM

    def __init__(self, thing: MObject) -> None:
        super().__init__(thing)
        if not is_a(self._node.kind, "animCurve"):
            raise TypeError("(kInvalidParameter): Object is incompatible with MFnAnimCurve constructor")

    def evaluate(self, at: MTime) -> float:
        return curve_value(self._node, at.asUnits(MTime.uiUnit()))

    @property
    def numKeys(self) -> int:
        return len(keys_of(self._node))
