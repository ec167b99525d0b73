"""What stays in a real Blender of a bridge that failed, and what panels are told when Blender closes."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from blender.blender_process import needs_blender, needs_window, run_blender, run_cases
from blender.test_addon import archive as archive
from support.session import Client

NAMES = (
    "an_attachment_that_fails_at_any_step_leaves_nothing_registered",
    "a_bridge_that_ended_by_itself_is_taken_back_by_the_next_tick",
    "a_forked_child_leaves_the_files_of_sampling_alone",
)
LEAVES = """
import bpy, pathlib, sys, time
archive, go, how = sys.argv[sys.argv.index("--") + 1 :]
bpy.ops.preferences.addon_install(filepath=archive)
bpy.ops.preferences.addon_enable(module="rigscope")
def leave():
    if how == "disable":
        bpy.ops.preferences.addon_disable(module="rigscope")
    if not bpy.app.background:
        bpy.ops.wm.quit_blender()
def look():
    if pathlib.Path(go).exists():
        leave()
        return None
    return 0.1
if bpy.app.background:
    while look() is not None:
        time.sleep(0.1)
else:
    bpy.app.timers.register(look, first_interval=1.0)
"""


def _judge(outcomes: dict[str, str | None]) -> None:
    failures = {name: failure for name, failure in outcomes.items() if failure is not None}
    assert not failures, "\n".join(f"{name}: {failure}" for name, failure in failures.items())
    assert set(outcomes) == set(NAMES)


@needs_blender
def test_headless_nothing_stays_of_a_bridge_that_failed(tmp_path: Path) -> None:
    _judge(run_cases(tmp_path, ["blender.lifetime_cases"], window=False))


@needs_window
def test_in_a_window_nothing_stays_of_a_bridge_that_failed(tmp_path: Path) -> None:
    _judge(run_cases(tmp_path, ["blender.lifetime_cases"], window=True))


@needs_window
@pytest.mark.parametrize(
    ("window", "how", "reason"),
    [(False, "quit", "hostExit"), (True, "quit", "hostExit"), (True, "disable", "stopped")],
)
def test_panels_are_told_whether_blender_closed_or_the_add_on_was_switched_off(
    archive: Path, tmp_path: Path, window: bool, how: str, reason: str
) -> None:
    script, go = tmp_path / "leaves.py", tmp_path / "go"
    script.write_text(LEAVES, "utf-8")
    arguments = ["--python", str(script), "--", str(archive), str(go), how]
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(
            run_blender,
            tmp_path,
            arguments,
            window=window,
            factory=False,
            environment={"RIGSCOPE_BATCH": "1"},
            seconds=300,
        )
        try:
            client = _client(tmp_path / "run")
        finally:
            go.touch()
        end = time.monotonic() + 60
        while not client.is_closed and time.monotonic() < end:
            client.take()
            time.sleep(0.01)
        _, printed = running.result()
    assert [message["reason"] for message in client.of("goodbye")] == [reason], printed[-2000:]
    assert not list((tmp_path / "run").rglob("*.*")), "something was left in the runtime folder"


def _client(runtime: Path) -> Client:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        for path in runtime.glob("sessions/*.json"):
            client = Client(json.loads(path.read_text("utf-8")))
            while not client.of("hello"):
                client.take()
            return client
        time.sleep(0.1)
    raise AssertionError("Blender's session never appeared")
