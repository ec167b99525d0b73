"""Starts a real Blender with a script and waits for it, headless or in a window; nothing of the user's holds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

BLENDER = os.environ.get("RIGSCOPE_BLENDER") or shutil.which("blender")
XVFB = shutil.which("xvfb-run")
RUNNER = Path(__file__).with_name("run_in_blender.py")

needs_blender = pytest.mark.skipif(BLENDER is None, reason="Blender is not installed (on Debian: blender)")
needs_window = pytest.mark.skipif(
    BLENDER is None or XVFB is None, reason="Blender or Xvfb is not installed (on Debian: blender, xvfb, xauth)"
)


def run_blender(
    folder: Path,
    arguments: Sequence[str],
    *,
    window: bool = False,
    environment: Mapping[str, str] | None = None,
    factory: bool = True,
    seconds: float = 900,
) -> tuple[int, str]:
    """Runs Blender to its end; gives its exit code and what it printed. Raises TimeoutExpired."""
    assert BLENDER is not None
    command = [BLENDER, *(["--factory-startup"] if factory else []), *arguments]
    if window:
        assert XVFB is not None
        place = ["-p", "0", "0", "800", "600"]
        command = [XVFB, "-a", "-s", "-screen 0 800x600x24", BLENDER, *place, *command[1:]]
    else:
        command.insert(1, "-b")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RIGSCOPE_")}
    runtime = folder / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    own = {
        **inherited,
        "RIGSCOPE_RUNTIME_DIR": str(runtime),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "BLENDER_USER_RESOURCES": str(folder / "profile"),
        **(environment or {}),
    }
    printed = folder / "printed.txt"
    with printed.open("w", encoding="utf-8") as output:
        done = subprocess.run(
            command, env=own, stdout=output, stderr=subprocess.STDOUT, timeout=seconds, check=False, cwd=folder
        )
    return done.returncode, printed.read_text("utf-8", "replace")


def run_cases(folder: Path, modules: Sequence[str], *, window: bool) -> dict[str, str | None]:
    """Runs the cases of these modules in one Blender; gives each case's failure, None where it held."""
    report = folder / "report.json"
    _, printed = run_blender(folder, ["--python", str(RUNNER), "--", str(report), *modules], window=window)
    outcomes: dict[str, str | None] = json.loads(report.read_text("utf-8")) if report.exists() else {}
    if not report.with_suffix(".done").exists():
        outcomes["blender"] = f"Blender ended before its cases did. Its last lines:\n{printed[-3000:]}"
    return outcomes
