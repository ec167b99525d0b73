"""Inside Blender: installs the packaged add-on as a user does, uses its buttons, removes it, and writes what it saw.

blender --python install_in_blender.py -- ZIP REPORT
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bpy

archive, report = sys.argv[sys.argv.index("--") + 1 :]
sessions = Path(os.environ["RIGSCOPE_RUNTIME_DIR"]) / "sessions"
saw: dict[str, Any] = {}


def _addresses() -> int:
    return len(list(sessions.glob("*.json"))) if sessions.is_dir() else 0


def _until(what: str, holds: Any) -> Iterator[None]:
    end = time.monotonic() + 60
    while not holds() and time.monotonic() < end:
        yield
    saw[what] = bool(holds())


def _steps() -> Iterator[None]:
    bpy.ops.preferences.addon_install(filepath=archive)
    bpy.ops.preferences.addon_enable(module="rigscope")
    saw["from profile"] = sys.modules["rigscope"].__file__
    yield from _until("starts by itself", lambda: _addresses() == 1)
    saw["sidebar"] = hasattr(bpy.types, "RIGSCOPE_PT_sidebar")
    saw["own libraries"] = sorted(
        name for name in sys.modules if name == "websockets" or name.startswith("websockets.")
    )
    saw["dirty"] = bpy.data.is_dirty
    bpy.ops.rigscope.stop()
    yield from _until("stops", lambda: _addresses() == 0)
    bpy.ops.rigscope.start()
    bpy.ops.rigscope.start()
    yield from _until("starts again, once", lambda: _addresses() == 1)
    bpy.ops.rigscope.open_panel()
    launch = sys.modules["rigscope.bridge"].launch_state
    yield from _until("says what opening came to", lambda: launch() is not None and launch().kind != "opening")
    saw["opening"] = launch().sentence
    bpy.ops.preferences.addon_disable(module="rigscope")
    yield from _until("ends when switched off", lambda: _addresses() == 0)
    handlers = bpy.app.handlers.frame_change_post
    saw["handlers left"] = len([handler for handler in handlers if handler.__name__ == "rigscope"])
    saw["sidebar left"] = hasattr(bpy.types, "RIGSCOPE_PT_sidebar")
    bpy.ops.preferences.addon_enable(module="rigscope")
    yield from _until("starts when switched on again", lambda: _addresses() == 1)


_turns = _steps()


def _turn() -> float | None:
    try:
        next(_turns)
    except StopIteration:
        Path(report).write_text(json.dumps(saw), encoding="utf-8")
        bpy.ops.wm.quit_blender()
        return None
    except Exception as error:  # noqa: BLE001 - the test reads it
        saw["failure"] = repr(error)
        Path(report).write_text(json.dumps(saw), encoding="utf-8")
        bpy.ops.wm.quit_blender()
        return None
    return 0.05


bpy.app.timers.register(_turn, first_interval=1.0)
