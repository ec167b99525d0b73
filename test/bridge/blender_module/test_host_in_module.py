"""Blender's host in Blender 4.2, headless: the host contract, and what only Blender has."""

from __future__ import annotations

import json

import pytest
from blender.blender_process import RUNNER
from blender.test_host_in_blender import MODULES, NAMES, judge
from blender_module.module_process import needs_module, run_in_module


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    folder = tmp_path_factory.mktemp("module")
    report = folder / "report.json"
    _, printed = run_in_module(folder, RUNNER, [str(report), *MODULES])
    found: dict[str, str | None] = json.loads(report.read_text("utf-8")) if report.exists() else {}
    if not report.with_suffix(".done").exists():
        found["blender"] = f"Blender ended before its cases did. Its last lines:\n{printed[-3000:]}"
    return found


@needs_module
@pytest.mark.parametrize("name", NAMES)
def test_in_blender_4_2(outcomes: dict[str, str | None], name: str) -> None:
    judge(outcomes, name)
