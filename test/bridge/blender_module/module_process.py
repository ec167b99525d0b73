"""Runs a script in Blender 4.2 as a Python module, in a process of its own with a fresh profile. There is no window."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

PYTHON = os.environ.get("RIGSCOPE_BLENDER_MODULE")

needs_module = pytest.mark.skipif(
    PYTHON is None, reason="Blender 4.2 as a Python module is not there: `npm test -- blender-4.2` fetches it"
)


def run_in_module(
    folder: Path, script: Path, arguments: Sequence[str], environment: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Runs the script to its end; gives its exit code and what it printed. Raises TimeoutExpired."""
    assert PYTHON is not None
    runtime = folder / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RIGSCOPE_")}
    own = {
        **inherited,
        "RIGSCOPE_RUNTIME_DIR": str(runtime),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "BLENDER_USER_RESOURCES": str(folder / "profile"),
        **(environment or {}),
    }
    # Blender's module must be loaded first: it is what makes `import addon_utils` and the rest possible.
    start = "import sys, runpy, bpy; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    command = [PYTHON, "-c", start, str(script), "--", *arguments]
    done = subprocess.run(
        command, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600, check=False, cwd=folder
    )
    return done.returncode, done.stdout.decode("utf-8", "replace")
