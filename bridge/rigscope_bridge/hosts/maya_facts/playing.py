"""What Maya tells while it plays, found out by playing the self-test's own scene once, and then read by each fact."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from time import perf_counter
from typing import Callable, NamedTuple

from ...self_test.fact import Check, Fact, Verdict
from ..maya_api import cmds, om, oma
from ..maya_idle import TIMER_SECONDS
from .drawing import hear_views
from .listening import listening
from .needs import OWN_SCENE, WINDOW
from .once import Once
from .scene import FIRST, LAST

_PATIENCE_SECONDS = 5.0
_NEEDS = (WINDOW, OWN_SCENE)


class Played(NamedTuple):
    """One time through the scene. `states` is what the condition told, in order; `said` counts the frames at which
    Maya said that it plays, `timers` what fired between the first and the last of them."""

    frames: int
    said: int
    drawings: int
    timers: int
    states: tuple[bool, ...]


def _play() -> Generator[None, None, Played]:
    states: list[bool] = []
    said: list[bool] = []
    with listening() as listener:
        panels = hear_views(listener)
        callbacks = listener.callbacks
        callbacks.condition("playingBack", "playing", lambda state, *_: states.append(bool(state)))
        callbacks.add("saying", lambda *_: said.append(_is_playing()), om.MDGMessage.addForceUpdateCallback)
        callbacks.add("update", listener.hear("update"), om.MDGMessage.addForceUpdateCallback)
        callbacks.timer("timer", listener.hear("timer"), TIMER_SECONDS)
        cmds.currentTime(FIRST, edit=True)
        yield
        listener.heard.clear()
        said.clear()
        # Nothing of Maya's idle queue runs until it ends by itself, this check as little as the rest.
        cmds.play(forward=True)
        end = perf_counter() + _PATIENCE_SECONDS
        while _is_playing() and perf_counter() < end:
            yield
        if _is_playing():
            cmds.play(state=False)
        updates = listener.times_of("update")
        timers = [time for time in listener.times_of("timer") if updates and updates[0] < time < updates[-1]]
        drawings = max((listener.count(f"{panel} post") for panel in panels), default=0)
    return Played(len(updates), sum(said), drawings, len(timers), tuple(states))


def _is_playing() -> bool:
    return bool(oma.MAnimControl.isPlaying())


def facts() -> Sequence[Fact]:
    """Those of one run of the self-test, which share what was found out."""
    once = Once(_play)

    def check(judge: Callable[[Played], Verdict]) -> Callable[[], Check]:
        def run() -> Check:
            return judge((yield from once.found()))

        return run

    def condition(played: Played) -> Verdict:
        return Verdict(played.states == (True, False), {"told": len(played.states)})

    def control(played: Played) -> Verdict:
        measured = {"frames": played.frames, "saidPlaying": played.said}
        return Verdict(played.frames > 0 and played.said >= played.frames - 1, measured)

    def frames(played: Played) -> Verdict:
        return Verdict(LAST - FIRST <= played.frames <= LAST - FIRST + 2, {"frames": played.frames})

    def drawing(played: Played) -> Verdict:
        return Verdict(played.drawings >= played.frames - 1 > 0, {"frames": played.frames, "drawings": played.drawings})

    def idle(played: Played) -> Verdict:
        return Verdict(played.frames > 1 and played.timers == 0, {"timers": played.timers})

    return (
        Fact(
            "playing.condition",
            "The condition playingBack turns true when playback begins and false when it ends.",
            check(condition),
            _NEEDS,
        ),
        Fact("playing.control", "While it plays, Maya says so when asked.", check(control), _NEEDS),
        Fact("playing.frames", "Every frame that is played is told by a forced update.", check(frames), _NEEDS),
        Fact("playing.drawing", "Every frame that is played is drawn, and the drawing told.", check(drawing), _NEEDS),
        Fact("playing.idle", "No timer fires while Maya plays.", check(idle), _NEEDS),
    )
