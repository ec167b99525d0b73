"""What the bridge costs a real, headless Blender that evaluates the Rigify human as fast as it can.

    blender -b --factory-startup --python overhead.py -- [--rounds N] [--json FILE]

Each round plays the same loop without the bridge, with it and nobody connected, and with it at T0 and T1, in random
order, so that frames are compared with the same frame of the same round. The other end is overhead_client.py.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "bridge"), str(ROOT / "bridge" / "install" / "blender"), str(Path(__file__).parent)]
os.environ["RIGSCOPE_BATCH"] = "1"

import rigscope_bridge  # noqa: E402
from comparison import compare  # noqa: E402 - found beside this file
from rigscope_bridge.hosts.blender import BlenderHost  # noqa: E402
from rigscope_bridge.hosts.blender_api import context  # noqa: E402

WITHOUT, NOBODY, CONNECTED = "without the bridge", "nobody connected", "connected at T0 and T1"
WARM_UP_FRAMES = 6
PATIENCE_SECONDS = 20.0
ARITHMETIC_SECONDS = 0.0001


class Overhead:
    """The loop and the ways to play it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.host = BlenderHost()
        scene = context.scene
        self.frames = list(range(scene.frame_start, scene.frame_end + 1))
        self.arithmetic: list[float] = []
        """Seconds of plain arithmetic after each connected frame: how long this machine makes anybody wait there."""
        self._turns = 1_000
        self._turns = round(self._turns * ARITHMETIC_SECONDS / sorted(self._count() for _ in range(201))[100])

    def play(self, condition: str) -> list[float]:
        """Seconds of each frame of the loop under a condition."""
        gate = self.folder / "connect"
        if condition == CONNECTED:
            gate.touch()
        if condition != WITHOUT:
            status = rigscope_bridge.start(self.host, background=True)
            if status.kind != "running":
                sys.exit(status.sentence)
        if condition == CONNECTED:
            self._wait_for_the_client()
        for frame in self.frames[:WARM_UP_FRAMES]:
            context.scene.frame_set(frame)
        seconds = []
        for frame in self.frames:
            seconds.append(self._evaluate(frame))
            if condition == CONNECTED:
                self.arithmetic.append(self._count())
        gate.unlink(missing_ok=True)
        rigscope_bridge.stop()
        return seconds

    def _evaluate(self, frame: int) -> float:
        began = time.perf_counter()
        context.scene.frame_set(frame)
        return time.perf_counter() - began

    def _count(self) -> float:
        began = time.perf_counter()
        total = 0
        for turn in range(self._turns):
            total += turn
        return time.perf_counter() - began

    def _wait_for_the_client(self) -> None:
        """Until it is connected, watches, and has the roster: what a scene's first seconds cost is not a frame's."""
        end = time.monotonic() + PATIENCE_SECONDS
        ready = self.folder / "ready"
        while not ready.exists():
            if time.monotonic() > end:
                sys.exit("The client did not connect.")
            self.host.pump()
            time.sleep(0.005)
        ready.unlink()


def _quantile(seconds: list[float], share: float) -> float:
    return sorted(seconds)[int(share * (len(seconds) - 1))]


def main() -> None:
    """Plays the rounds and writes the figures."""
    parser = argparse.ArgumentParser(prog="overhead.py")
    parser.add_argument("--rounds", type=int, default=250, help="250 rounds of 48 frames give 12,000 pairs")
    parser.add_argument("--json", help="file for the figures")
    parser.add_argument("--python", default="python3", help="Python that runs the client")
    given = parser.parse_args(sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else [])
    from rigify_human import build_rigify_human

    build_rigify_human()
    rounds: list[dict[str, list[float]]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["RIGSCOPE_RUNTIME_DIR"] = str(folder / "run")
        overhead = Overhead(folder)
        client = subprocess.Popen([given.python, str(Path(__file__).with_name("overhead_client.py")), str(folder)])
        try:
            for _ in range(given.rounds):
                order = [WITHOUT, NOBODY, CONNECTED]
                random.shuffle(order)
                rounds.append({condition: overhead.play(condition) for condition in order})
        finally:
            (folder / "end").touch()
            client.wait(30)
        own = json.loads((folder / "own.json").read_text("utf-8"))
    figures = {
        "rounds": given.rounds,
        "framesPerRound": len(overhead.frames),
        "comparisons": [compare(rounds, WITHOUT, condition) for condition in (NOBODY, CONNECTED)],
        "ownCost": own,
        "arithmetic": {"median": _quantile(overhead.arithmetic, 0.5), "p99": _quantile(overhead.arithmetic, 0.99)},
    }
    text = json.dumps(figures, indent=1)
    print(text)
    if given.json:
        Path(given.json).write_text(text, encoding="utf-8")


main()
