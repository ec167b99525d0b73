"""Runs test cases inside a real Blender, one turn of its event loop at a time, and writes what became of each as JSON.

    blender --python run_in_blender.py -- REPORT module [module ...]

A module has `make()`, which gives the harness, and CASES. Without a window, the host is pumped.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_TESTS = Path(__file__).resolve().parents[1]
_ROOT = _TESTS.parents[1]
sys.path[:0] = [str(_ROOT / "bridge"), str(_ROOT / "bridge" / "install" / "blender"), str(_TESTS)]
_CASE_SECONDS = 240.0


def _run(report: Path, modules: list[str]) -> Iterator[Any]:
    """All cases in turn; yields the harness between two turns."""
    outcomes: dict[str, str | None] = {}
    for name in modules:
        module = importlib.import_module(name)
        harness = module.make()
        for case in module.CASES:
            end = time.perf_counter() + _CASE_SECONDS
            try:
                for _ in case(harness):
                    if time.perf_counter() > end:
                        raise AssertionError(f"took more than {_CASE_SECONDS:.0f} s")
                    yield harness
                outcomes[case.__name__] = None
            except BaseException:  # noqa: BLE001 - whatever a case raises is its outcome
                outcomes[case.__name__] = traceback.format_exc()
            report.write_text(json.dumps(outcomes), encoding="utf-8")
            yield harness
    report.with_suffix(".done").touch()


def main() -> None:
    """Runs the cases that the arguments name and ends Blender."""
    from rigscope_bridge.hosts.blender_api import app, ops

    report, *modules = sys.argv[sys.argv.index("--") + 1 :]
    turns = _run(Path(report), modules)
    if app.background:
        for harness in turns:
            harness.host.pump()
        return

    def turn() -> float | None:
        try:
            next(turns)
        except StopIteration:
            ops.wm.quit_blender()
            return None
        return 0.005

    app.timers.register(turn, first_interval=1.5, persistent=True)


main()
