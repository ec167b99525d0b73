"""Starts the bridge in a Blender from a checkout, without installing the add-on:

    blender [scene.blend] --python start_in_blender.py -- [--rigify] [--rigs N] [--three-rigs] [--extra-modifier]
        [--play] [--script FILE] [scene.blend]

Building the scene is left to rigify_human.py and three_rigs.py, everything about the bridge to rigscope_bridge.
"""

from __future__ import annotations

import argparse
import runpy
import signal
import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(folder) for folder in (_HERE.parents[1], _HERE) if str(folder) not in sys.path]


def _arguments() -> argparse.Namespace:
    given = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
    parser = argparse.ArgumentParser(prog="start_in_blender.py")
    parser.add_argument("scene", nargs="?", help="scene to open")
    parser.add_argument("--rigify", action="store_true", help="build the Rigify human, walking")
    parser.add_argument("--rigs", type=int, default=1, help="how many humans, as versions v001 and on")
    parser.add_argument("--three-rigs", action="store_true", help="build a heavy human, a robot and a tail, moving")
    parser.add_argument("--extra-modifier", action="store_true", help="with --three-rigs: one modifier too many")
    parser.add_argument("--play", action="store_true", help="play the animation")
    parser.add_argument("--script", help="Python file to run once the bridge was started")
    return parser.parse_args(given)


def _start() -> None:
    from rigscope_bridge import start
    from rigscope_bridge.hosts.blender import BlenderHost
    from rigscope_bridge.hosts.blender_api import app

    status = start(BlenderHost(), background=app.background)
    print(f"Rigscope: {status.sentence}", flush=True)


def _play() -> None:
    """Plays, once Blender has drawn its first frame: before that, playing stops again by itself."""
    from rigscope_bridge.hosts.blender_api import context, is_playing, ops, windows

    if not is_playing():
        window = windows()[0]
        with context.temp_override(window=window, screen=window.screen):
            ops.screen.animation_play()


def _end_cleanly(*_: object) -> None:
    """Whoever started this Blender ends it: it says goodbye instead of looking crashed."""
    from rigscope_bridge import stop
    from rigscope_bridge.hosts.blender_api import ops

    stop("hostExit")
    ops.wm.quit_blender()


def main() -> None:
    """Does what the arguments after `--` ask for, in their natural order: scene, bridge, playback, script."""
    from rigscope_bridge.hosts.blender_api import app, ops

    arguments = _arguments()
    if arguments.scene:
        ops.wm.open_mainfile(filepath=str(Path(arguments.scene).resolve()))
    if arguments.three_rigs:
        from rigify_human import arrange_window
        from three_rigs import build_three_rigs

        build_three_rigs(arguments.extra_modifier)
        arrange_window()
    elif arguments.rigify:
        from rigify_human import arrange_window, build_rigify_human

        build_rigify_human(tuple(f"v{number + 1:03d}" for number in range(max(1, arguments.rigs))))
        arrange_window()
    _start()
    signal.signal(signal.SIGTERM, _end_cleanly)
    if arguments.play and not app.background:
        app.timers.register(_play, first_interval=1.0)
    if arguments.script:
        runpy.run_path(arguments.script, run_name="__main__")


main()
