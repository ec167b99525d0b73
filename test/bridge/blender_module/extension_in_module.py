"""Inside Blender 4.2: installs the packaged add-on as an extension from disk, as a user does, and writes what it saw.

script -- ZIP REPORT
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import addon_utils
import bpy

NAME = "bl_ext.user_default.rigscope"
archive, report = sys.argv[sys.argv.index("--") + 1 :]
sessions = Path(os.environ["RIGSCOPE_RUNTIME_DIR"]) / "sessions"


def _state() -> dict[str, Any]:
    return {
        "addresses": len(list(sessions.glob("*.json"))),
        "handlers": len([one for one in bpy.app.handlers.frame_change_post if one.__name__ == "rigscope"]),
        "sidebar": hasattr(bpy.types, "RIGSCOPE_PT_sidebar"),
    }


saw: dict[str, Any] = {"before": _state()}
bpy.ops.extensions.package_install_files(filepath=archive, repo="user_default", enable_on_install=True)
saw["loaded"] = addon_utils.check(NAME)
saw["from"] = sys.modules[NAME].__file__
saw["installed"] = _state()
saw["sentence"] = sys.modules[NAME].bridge.status().sentence
saw["own libraries"] = sorted(name for name in sys.modules if name.split(".")[0] in ("websockets", "yaml"))
addon_utils.disable(NAME)
saw["switched off"] = _state()
addon_utils.enable(NAME)
saw["switched on again"] = _state()
bpy.ops.extensions.package_uninstall(repo_index=1, pkg_id="rigscope")
saw["removed"] = _state()
Path(report).write_text(json.dumps(saw), encoding="utf-8")
