"""Runs the double as a process with the real bridge in it until SIGTERM, so that a real hub and panel can connect.

    PYTHONPATH=bridge:test/bridge python -m maya_double.process scene.ma --play

It calls itself the Maya double wherever its name is shown: nobody may take its numbers for Maya's."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from functools import partial
from time import monotonic
from types import FrameType
from typing import Callable, NamedTuple

import rigscope_bridge

from .app import MayaApp
from .evaluating import MODES
from .installing import install
from .script_editor import WARNING
from .versions import VERSIONS


class Event(NamedTuple):
    """Something that happens `at` seconds after the start."""

    at: float
    act: Callable[[], object]


def main(arguments: Sequence[str]) -> int:
    """Gives the exit code: 1 where the bridge does not start or has done this Maya any harm."""
    wishes = _parser().parse_args(arguments)
    app = MayaApp(wishes.version, wishes.batch)
    undo = install(app)
    is_over = threading.Event()

    def end(signal_number: int, frame: FrameType | None) -> None:
        is_over.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    _prepare(app, wishes)
    # Only now, since it looks for Maya.
    from rigscope_bridge.hosts.maya import MayaHost

    class DoubledMaya(MayaHost):
        """Maya's host, by the name of what it runs in."""

        name = app.name

    status = rigscope_bridge.start(DoubledMaya(), background=app.batch)
    if status.kind != "running":
        print(status.sentence, file=sys.stderr)
        return 1
    print(f"{app.name}: session {status.session}, port {status.port}", flush=True)
    events = sorted(_events(wishes, app), key=lambda event: event.at)
    began = monotonic()
    while not is_over.is_set() and (wishes.seconds is None or monotonic() - began < wishes.seconds):
        while events and monotonic() - began >= events[0].at:
            events.pop(0).act()
        app.turn()
    app.exit()
    rigscope_bridge.stop("hostExit")
    undo()
    for sentence in app.harm:
        print(f"Harm: {sentence}", file=sys.stderr)
    return 1 if app.harm else 0


def _prepare(app: MayaApp, wishes: argparse.Namespace) -> None:
    if wishes.scene is not None:
        app.files.open(wishes.scene)
    if wishes.large:
        app.troubles.large_scene(wishes.large)
    app.evaluating.mode = wishes.mode
    app.evaluating.scale = wishes.scale
    app.evaluating.caches = wishes.cached_playback
    app.playback.speed = 0.0 if wishes.free else 1.0
    if wishes.play:
        app.playback.play()


def _events(wishes: argparse.Namespace, app: MayaApp) -> list[Event]:
    acts: dict[str, Callable[[str], object]] = {
        "select_after": app.artist.select,
        "open_after": app.files.open,
        "print_after": lambda text: app.script_editor.show(text, WARNING),
    }
    events = [Event(at, partial(act, what)) for name, act in acts.items() for at, what in getattr(wishes, name)]
    if wishes.stop_after is not None:
        events.append(Event(wishes.stop_after, app.playback.stop))
    if wishes.play_after is not None:
        events.append(Event(wishes.play_after, app.playback.play))
    return events


def _after(text: str) -> tuple[float, str]:
    at, _, what = text.partition(":")
    return float(at), what


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="maya_double.process", description="A double of Maya with the real bridge.")
    parser.add_argument("scene", nargs="?", help="a Maya ASCII file; without it, a new scene")
    parser.add_argument("--play", action="store_true", help="plays from the start, in real time")
    parser.add_argument("--free", action="store_true", help="plays every frame, as fast as it can")
    parser.add_argument("--seconds", type=float, help="ends by itself")
    parser.add_argument("--version", type=int, default=2025, choices=sorted(VERSIONS))
    parser.add_argument("--batch", action="store_true", help="without a window")
    parser.add_argument("--mode", default="parallel", choices=MODES, help="how it evaluates")
    parser.add_argument("--scale", type=float, default=1.0, help="what nodes cost, times this")
    parser.add_argument("--cached-playback", action="store_true", help="frames come from the cache once it has them")
    parser.add_argument("--large", type=int, default=0, metavar="NODES", help="adds so many joints")
    for flag, what in (("--select-after", "NAME"), ("--open-after", "FILE"), ("--print-after", "TEXT")):
        parser.add_argument(flag, type=_after, action="append", default=[], metavar=f"SECONDS:{what}")
    parser.add_argument("--play-after", type=float, metavar="SECONDS")
    parser.add_argument("--stop-after", type=float, metavar="SECONDS")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
