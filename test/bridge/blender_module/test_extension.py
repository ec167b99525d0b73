"""The packaged add-on installs as an extension of Blender 4.2, works there, and leaves when it is told to."""

from __future__ import annotations

import json
from pathlib import Path

from blender.test_addon import archive as archive
from blender_module.module_process import needs_module, run_in_module

SCRIPT = Path(__file__).with_name("extension_in_module.py")


@needs_module
def test_it_installs_as_an_extension_starts_and_leaves(archive: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    code, printed = run_in_module(tmp_path, SCRIPT, [str(archive), str(report)], {"RIGSCOPE_BATCH": "1"})
    assert code == 0 and report.exists(), printed[-3000:]
    saw = json.loads(report.read_text("utf-8"))
    away = {"addresses": 0, "handlers": 0, "sidebar": False}
    there = {"addresses": 1, "handlers": 2, "sidebar": True}
    assert saw["before"] == saw["switched off"] == saw["removed"] == away, saw
    assert saw["installed"] == saw["switched on again"] == there, saw
    assert saw["loaded"] == [True, True] and str(tmp_path / "profile" / "extensions") in saw["from"]
    assert saw["sentence"] == "Rigscope is running; nobody is connected."
    assert saw["own libraries"] == []


@needs_module
def test_without_being_asked_it_starts_nothing_in_the_background(archive: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    run_in_module(tmp_path, SCRIPT, [str(archive), str(report)])
    saw = json.loads(report.read_text("utf-8"))
    assert saw["installed"] == {"addresses": 0, "handlers": 0, "sidebar": True}, saw
