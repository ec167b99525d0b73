"""What a capture costs a real, headless Blender that plays the Rigify human as fast as it can.

    blender -b --factory-startup --python capture_overhead.py -- [--rounds N] [--json FILE]

Each round plays the same loop not capturing, with nothing but Blender's own timing on, and captured, in random order.
Costs are read on a second thread meanwhile, as the bridge does; writing the file is not part of this.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import threading
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Callable

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "bridge"), str(ROOT / "bridge" / "install" / "blender"), str(Path(__file__).parent)]

from comparison import compare  # noqa: E402 - found beside this file
from rigscope_bridge.hosts.blender import BlenderHost  # noqa: E402
from rigscope_bridge.hosts.blender_api import app, context  # noqa: E402
from rigscope_bridge.hosts.host import CapturePlan, FrameRow, SampledFrame  # noqa: E402
from rigscope_bridge.own_cost import OwnCostMeter  # noqa: E402
from rigscope_bridge.probes import SafeProbes  # noqa: E402
from rigscope_bridge.sampler import Sampler  # noqa: E402

NOT_CAPTURING, TIMING, CAPTURING = "not capturing", "Blender's own timing alone", "capturing"
WARM_UP_FRAMES = 6


class Reader:
    """Fulfils CaptureEvents; a thread of its own reads what it is given."""

    def __init__(self) -> None:
        self.given = 0
        self.outcome: str | None = None
        self._waiting: deque[SampledFrame] = deque()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def begun(self, motion: str) -> None: ...
    def pass_begun(self, index: int) -> None: ...
    def nodes(self, extra: Sequence[Any], facts: Sequence[Any], links_whole: bool) -> None: ...
    def file(self, path: Path, format: str) -> None: ...

    def frame(self, row: FrameRow, costs: SampledFrame) -> None:
        self.given += 1
        self._waiting.append(costs)

    def ended(self, outcome: str, notices: Sequence[tuple[str, str]]) -> None:
        self.outcome = outcome

    def stop(self) -> None:
        """Ends the thread."""
        self._ends.set()
        self._thread.join()

    def _read(self) -> None:
        while not self._ends.wait(0.005):
            while self._waiting:
                self._waiting.popleft().read()


class Loop:
    """The loop and the ways to play it."""

    def __init__(self) -> None:
        self.host = BlenderHost()
        meter = OwnCostMeter()
        self.host.attach(Sampler(meter, time.perf_counter, lambda is_safe: None), SafeProbes(meter))
        self.host.observe(True, 0.0)
        list(self.host.nodes())
        scene = context.scene
        self.frames = list(range(scene.frame_start, scene.frame_end + 1))

    def play(self, condition: str) -> list[float]:
        """Seconds of each frame of the loop under a condition."""
        if condition == CAPTURING:
            return self._captured()
        if condition == TIMING:
            return self._played(lambda frame: self._timed(frame))
        return self._played(context.scene.frame_set)

    def _captured(self) -> list[float]:
        reader = Reader()
        undo = self.host.capture(CapturePlan(10_000, None, 1), reader)
        try:
            seconds = self._played(context.scene.frame_set)
        finally:
            undo()
            reader.stop()
        if reader.given < len(self.frames) or reader.outcome != "cancelled":
            sys.exit(f"Only {reader.given} of {len(self.frames)} frames were captured.")
        return seconds

    def _timed(self, frame: int) -> None:
        app.debug_depsgraph_time = True
        context.scene.frame_set(frame)
        app.debug_depsgraph_time = False

    def _played(self, evaluate: Callable[[int], None]) -> list[float]:
        for frame in self.frames[:WARM_UP_FRAMES]:
            evaluate(frame)
        seconds: list[float] = []
        for frame in self.frames:
            began = time.perf_counter()
            evaluate(frame)
            seconds.append(time.perf_counter() - began)
        # One more, with which the last one of the loop is complete.
        evaluate(self.frames[0])
        return seconds


def main() -> None:
    """Plays the rounds and writes the figures."""
    parser = argparse.ArgumentParser(prog="capture_overhead.py")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--json", help="file for the figures")
    given = parser.parse_args(sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else [])
    from rigify_human import build_rigify_human

    build_rigify_human()
    loop = Loop()
    rounds: list[dict[str, list[float]]] = []
    for _ in range(given.rounds):
        order = [NOT_CAPTURING, TIMING, CAPTURING]
        random.shuffle(order)
        rounds.append({condition: loop.play(condition) for condition in order})
    figures = [compare(rounds, NOT_CAPTURING, condition) for condition in (TIMING, CAPTURING)]
    text = json.dumps(figures, indent=1)
    print(text)
    if given.json:
        Path(given.json).write_text(text, encoding="utf-8")


main()
