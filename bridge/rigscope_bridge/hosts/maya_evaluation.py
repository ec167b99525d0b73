"""How Maya evaluates now: mode, playback speed, cached playback, where simulations start. What is dear to ask is asked
when it may have changed and remembered for the labels of frames.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Any, Callable

from . import frame_labels as labels
from .maya_api import cmds, oma

_log = logging.getLogger("rigscope.hosts.maya")
_MODES = {"off": labels.MODE_DG, "serial": labels.MODE_SERIAL, "parallel": labels.MODE_PARALLEL}


def mode_label(answer: object, fell_back: bool) -> int:
    """The label of what the evaluation manager answers; it evaluates serially after a fallback, whatever it says."""
    mode = answer[0] if isinstance(answer, (list, tuple)) and answer else answer
    label = _MODES.get(mode, labels.MODE_UNKNOWN) if isinstance(mode, str) else labels.MODE_UNKNOWN
    return labels.MODE_SERIAL if fell_back and label == labels.MODE_PARALLEL else label


def speed_label(speed: float, most: float) -> int:
    """The label of the playback speed: 0 plays every frame, and then `most` (0: nothing) caps it."""
    if speed > 0:
        return labels.SPEED_REAL_TIME
    return labels.SPEED_CAPPED if most > 0 else labels.SPEED_FREE


def evaluation_mode() -> int:
    """The evaluation mode now, as a label."""
    return mode_label(_ask(lambda: cmds.evaluationManager(query=True, mode=True)), has_fallen_back())


def has_fallen_back() -> bool:
    """Whether safe mode made Maya give up evaluating in parallel; Maya tells from 2025 on."""
    return bool(_ask(lambda: cmds.evaluationManager(query=True, fallbackTriggered=True)))


class MayaEvaluation:
    """What frames are labelled with. `refresh` asks Maya for all of it; the rest only remembers."""

    def __init__(self) -> None:
        self.mode = labels.MODE_UNKNOWN
        self.speed = labels.SPEED_UNKNOWN
        self.simulation_starts: frozenset[float] = frozenset()
        self._caches = True
        self._cached_frames: frozenset[float] = frozenset()
        self._told_fallback = False

    def refresh(self) -> None:
        """Asks for mode, speed and cached playback, some 0.1 ms: when playback begins, and now and then while idle."""
        fell_back = has_fallen_back()
        self.mode = mode_label(_ask(lambda: cmds.evaluationManager(query=True, mode=True)), fell_back)
        if fell_back and not self._told_fallback:
            _log.warning("Maya fell back from parallel to serial evaluation (safe mode): an evaluator failed.")
        self._told_fallback = fell_back
        self.refresh_speed()
        self.refresh_cache()

    def refresh_speed(self) -> None:
        """Asks how playback is paced."""
        most = _ask(lambda: cmds.playbackOptions(query=True, maxPlaybackSpeed=True))
        self.speed = speed_label(oma.MAnimControl.playbackSpeed(), most if isinstance(most, (int, float)) else 0.0)

    def refresh_cache(self) -> None:
        """Asks which frames cached playback holds. During playback once a loop: frames are cached while it plays."""
        self._caches = _ask(lambda: cmds.evaluator(query=True, name="cache", enable=True)) is not False
        # One set of declarations has no types for it.
        cache: Callable[..., Any] = cmds.cacheEvaluator
        frames = _ask(lambda: cache(query=True, cachedFrames=True)) if self._caches else None
        self._cached_frames = frozenset(map(float, frames)) if isinstance(frames, (list, tuple)) else frozenset()

    def refresh_simulations(self) -> None:
        """Asks where simulations start: when nodes came or went."""
        self.simulation_starts = frozenset(_simulation_starts())

    def cached(self, frame: float, is_playing: bool) -> int:
        """Whether the frame came from cached playback: only while it plays is what was asked last still true."""
        # Cached playback is the evaluation manager's.
        if not self._caches or self.mode == labels.MODE_DG:
            return labels.CACHED_NO
        return labels.CACHED_YES if is_playing and frame in self._cached_frames else labels.CACHED_UNKNOWN

    @property
    def source(self) -> int:
        """Where an evaluation time between time change and force update comes from."""
        if self.mode in (labels.MODE_SERIAL, labels.MODE_PARALLEL):
            return labels.SOURCE_BRACKET
        # The graph is pulled by what draws it; the callbacks around the time's change bracket none of that.
        return labels.SOURCE_INSIDE_DRAW if self.mode == labels.MODE_DG else labels.SOURCE_UNKNOWN


def _simulation_starts() -> list[float]:
    nodes = _ask(lambda: cmds.ls(type="nucleus", long=True)) or ()
    starts = [_ask(partial(cmds.getAttr, f"{node}.startFrame")) for node in nodes]
    return [float(start) for start in starts if isinstance(start, (int, float))]


def _ask(question: Callable[[], Any]) -> Any:
    """What Maya answers; None where this version does not know the flag or has nothing to say."""
    try:
        return question()
    except (TypeError, RuntimeError, ValueError) as error:
        _log.debug("Maya does not tell: %s", error)
        return None
