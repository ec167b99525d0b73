"""Runs the fake host as a process with a real bridge until SIGTERM, and makes it misbehave at chosen moments."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType
from typing import Callable, NamedTuple

import rigscope_bridge

from ..clock import monotonic
from .fake import FakeHost, JumpingClock
from .fake_capture import TROUBLES


class Event(NamedTuple):
    """Something that happens `at` seconds after the start."""

    at: float
    act: Callable[[], None]


def main(arguments: Sequence[str]) -> int:
    """Gives the exit code: 1 where the bridge does not start."""
    wishes = _parser().parse_args(arguments)
    host = FakeHost(wishes.nodes, wishes.rigs, wishes.fps, wishes.scene)
    host.is_playing = not wishes.idle
    host.is_capped = not wishes.free
    host.is_still = wishes.still
    host.slow_nodes = {key: milliseconds / 1000 for key, milliseconds in wishes.slow_node}
    host.capture_troubles = wishes.capture_trouble
    host.capture_seconds = wishes.capture_ms / 1000
    clock = JumpingClock()
    is_over = threading.Event()

    def end(signal_number: int, frame: FrameType | None) -> None:
        is_over.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    status = rigscope_bridge.start(host, clock=clock)
    if status.kind != "running":
        print(status.sentence, file=sys.stderr)
        return 1
    print(f"Fake host: session {status.session}, port {status.port}", flush=True)
    events = sorted(_events(wishes, host, clock), key=lambda event: event.at)
    began = monotonic()
    while not is_over.is_set() and (wishes.seconds is None or monotonic() - began < wishes.seconds):
        while events and monotonic() - began >= events[0].at:
            events.pop(0).act()
        host.step()
    rigscope_bridge.stop("hostExit")
    return 0


def _events(wishes: argparse.Namespace, host: FakeHost, clock: JumpingClock) -> list[Event]:
    def jump(seconds: float) -> Callable[[], None]:
        return lambda: setattr(clock, "shift", clock.shift + seconds)

    def block(seconds: float) -> Callable[[], None]:
        return lambda: host.block(seconds)

    def busy(seconds: float) -> Callable[[], None]:
        return lambda: host.be_busy("opening walk_v008.fake", seconds)

    events = [Event(at, block(seconds)) for at, seconds in wishes.block_after]
    events += [Event(at, busy(seconds)) for at, seconds in wishes.busy_after]
    events += [Event(at, jump(seconds)) for at, seconds in wishes.jump_after]
    if wishes.fail_after is not None:
        events.append(Event(wishes.fail_after, lambda: host.failing.add("post")))
    if wishes.crash_after is not None:
        events.append(Event(wishes.crash_after, lambda: os._exit(139)))
    if wishes.log_after is not None:
        events.append(Event(wishes.log_after, _log_lines))
    if wishes.select_after is not None:
        events.append(Event(wishes.select_after, lambda: host.select_by_hand(list(host.content.nodes)[2:4])))
    if wishes.open_after is not None:
        events.append(Event(wishes.open_after, lambda: host.open_scene("run_v001", wishes.nodes, wishes.rigs)))
    return events


def _log_lines() -> None:
    logging.getLogger("studio.tools").warning("texture 木目.exr is missing")
    print("printed by the host", flush=True)


def _pair(text: str) -> tuple[float, float]:
    at, _, seconds = text.partition(":")
    return float(at), float(seconds)


def _slow(text: str) -> tuple[str, float]:
    key, _, milliseconds = text.rpartition(":")
    return key, float(milliseconds)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rigscope_bridge.hosts.fake", description="A host without a DCC.")
    parser.add_argument("--nodes", type=int, default=400)
    parser.add_argument("--rigs", type=int, default=3)
    parser.add_argument("--fps", type=float, default=24.0)
    parser.add_argument("--scene", default="walk_v007", help="name of the scene")
    parser.add_argument("--free", action="store_true", help="plays as fast as it can")
    parser.add_argument("--idle", action="store_true", help="does not play")
    parser.add_argument("--seconds", type=float, help="ends by itself")
    parser.add_argument(
        "--still", action="store_true", help="nothing in the scene is animated; captures evaluate again"
    )
    parser.add_argument(
        "--slow-node", type=_slow, action="append", default=[], metavar="KEY:MS", help="a node costs more in captures"
    )
    parser.add_argument(
        "--capture-trouble", choices=TROUBLES, action="append", default=[], help="how captures go wrong"
    )
    parser.add_argument("--capture-ms", type=float, default=0.0, help="how long a captured frame takes at least")
    pairs = {"block": "blocks the main thread", "busy": "says it opens a scene", "jump": "sets the wall clock on"}
    for name, says in pairs.items():
        option = f"--{name}-after"
        parser.add_argument(option, type=_pair, action="append", default=[], metavar="S:SECONDS", help=says)
    moments = {"fail": "its frame callback raises", "crash": "it dies", "log": "it logs a line and prints one"}
    moments.update({"select": "the artist selects two nodes", "open": "another scene is opened"})
    for name, says in moments.items():
        parser.add_argument(f"--{name}-after", type=float, metavar="S", help=says)
    return parser
