"""A real, headless Blender with three rigs and the bridge, whose captures are asked for from outside.

    blender -b --factory-startup --python regression.py -- --gate FILE --end FILE

While the gate is there, the scene carries one modifier more. A Blender without a window has no event loop: this
turns it.
The other end is regression.bench.ts.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "bridge"), str(ROOT / "bridge" / "install" / "blender")]
os.environ["RIGSCOPE_BATCH"] = "1"

import rigscope_bridge  # noqa: E402
from rigscope_bridge.hosts.blender import BlenderHost  # noqa: E402
from rigscope_bridge.hosts.blender_api import context, data  # noqa: E402
from three_rigs import EXTRA, build_three_rigs, plant_regression  # noqa: E402 - found on the path above


def follow(gate: bool) -> None:
    """Plants the modifier, or takes it away."""
    body = data.objects["human_body"]
    planted = body.modifiers.get(EXTRA)
    if gate and planted is None:
        plant_regression(body)
    elif not gate and planted is not None:
        body.modifiers.remove(planted)
    else:
        return
    context.view_layer.update()


def main() -> None:
    """Until the end's file is there."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--gate", type=Path, required=True)
    parser.add_argument("--end", type=Path, required=True)
    args = parser.parse_args(sys.argv[sys.argv.index("--") + 1 :])
    build_three_rigs()
    # Before the bridge listens to what is printed.
    print(f"vertices {len(data.objects['human_body'].data.vertices)}", flush=True)
    host = BlenderHost()
    status = rigscope_bridge.start(host, background=True)
    if status.kind != "running":
        sys.exit(status.sentence)
    while not args.end.exists():
        follow(args.gate.exists())
        for _ in range(50):
            host.pump()
            time.sleep(0.002)
    rigscope_bridge.stop()


main()
