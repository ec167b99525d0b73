"""Commands of time and playback, and those that draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..time_units import UNITS
from .calling import Flags, command

if TYPE_CHECKING:
    from ..app import MayaApp

_OPTIONS = {
    "minTime": "first",
    "maxTime": "last",
    "animationStartTime": "animation_first",
    "animationEndTime": "animation_last",
    "playbackSpeed": "speed",
    "maxPlaybackSpeed": "max_speed",
    "by": "by",
    "loop": "loop",
    "view": "view",
}
_EVENTS = {"speed": "playbackSpeedChanged", "max_speed": "playbackSpeedChanged", "loop": "playbackModeChanged"}


@command("currentTime", "query edit update")
def current_time(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> float:
    if not flags.query and arguments:
        app.playback.go_to(float(arguments[0]), bool(flags.get("update", True)))
    return app.playback.frame


@command("playbackOptions", "query edit " + " ".join(_OPTIONS))
def playback_options(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    if flags.query:
        return getattr(app.playback, _OPTIONS[flags.asked()])
    for flag, value in flags.items():
        if flag in _OPTIONS:
            kept = str(value) if flag in ("loop", "view") else float(value)
            setattr(app.playback, _OPTIONS[flag], kept)
            app.loop.event(_EVENTS.get(_OPTIONS[flag], "playbackRangeChanged"))
    return None


@command("play", "query forward state wait")
def play(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    if flags.query:
        return app.playback.is_forward if flags.asked() == "forward" else app.playback.is_playing
    if flags.get("state", True):
        app.playback.play(bool(flags.get("forward", True)))
    else:
        app.playback.stop()
    return None


@command("currentUnit", "query time linear angle")
def current_unit(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    if flags.query:
        return {"time": app.playback.unit, "linear": "cm", "angle": "deg"}[flags.asked()]
    unit = str(flags["time"])
    if unit not in UNITS:
        raise RuntimeError(f"Invalid time unit: {unit}")
    app.playback.unit = unit
    app.loop.event("timeUnitChanged")
    return None


@command("refresh", "force currentView suspend")
def refresh(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> None:
    if "suspend" in flags:
        app.views.is_suspended = bool(flags["suspend"])
    else:
        app.views.draw(only_focused=bool(flags.get("currentView")))
