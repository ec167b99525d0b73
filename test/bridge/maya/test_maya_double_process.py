"""The double with the real bridge in it, as a process of its own: it says that it is one, and nothing harms it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from maya_double.stub_set import why_missing

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")

HERE = Path(__file__).parent
FOLDERS = os.pathsep.join(str(HERE.parents[2] / folder) for folder in ("bridge", "test/bridge"))


def _start(runtime: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": FOLDERS, "RIGSCOPE_RUNTIME_DIR": str(runtime), **more}
    command = [sys.executable, "-m", "maya_double.process", str(HERE / "scenes" / "walk_shot.ma"), *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_process_writes_an_address_that_names_a_double_and_ends_without_harm(runtime: Path) -> None:
    process = _start(runtime, "--play", "--print-after", "0.2:// Warning: printed by a node //")
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Maya double: session ")
    (address,) = (runtime / "sessions").glob("*.json")
    said = json.loads(address.read_text("utf-8"))
    assert said["host"]["kind"] == "maya" and said["host"]["name"] == "Maya double"
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert not list((runtime / "sessions").glob("*.json"))


def test_without_a_window_nothing_starts_unless_it_was_asked_for(runtime: Path) -> None:
    refused = _start(runtime, "--batch", "--seconds", "1")
    _, errors = refused.communicate(timeout=60)
    assert refused.returncode == 1 and "RIGSCOPE_BATCH=1" in errors
    asked = _start(runtime, "--batch", "--seconds", "1", RIGSCOPE_BATCH="1")
    printed, errors = asked.communicate(timeout=60)
    assert asked.returncode == 0 and printed.startswith("Maya double: session "), errors
