"""The panel opens off the host's main thread, and what went wrong is a sentence."""

from __future__ import annotations

import json
import os
import shlex
import sys
import time
from pathlib import Path

import pytest
from rigscope_bridge import launch
from rigscope_bridge.launch import PanelLaunch, panel_program


def _program(folder: Path, text: str) -> str:
    script = folder / "a panel.py"
    script.write_text(text, "utf-8")
    return shlex.join([sys.executable, str(script)])


def test_it_calls_the_named_program_with_the_session_and_nothing_else(tmp_path: Path) -> None:
    told = tmp_path / "told.json"
    program = _program(tmp_path, f"import json, sys; json.dump(sys.argv[1:], open({str(told)!r}, 'w'))")
    opening = PanelLaunch("abcd1234", {**os.environ, "RIGSCOPE_PANEL": program})
    assert opening.wait(30) == ("opened", "The panel is open in the browser.")
    assert json.loads(told.read_text("utf-8")) == ["open", "--session", "abcd1234"]


def test_the_caller_does_not_wait(tmp_path: Path) -> None:
    program = _program(tmp_path, "import time; time.sleep(1)")
    began = time.perf_counter()
    opening = PanelLaunch(None, {**os.environ, "RIGSCOPE_PANEL": program})
    assert time.perf_counter() - began < 0.5
    assert opening.state.kind == "opening"
    assert opening.wait(30).kind == "opened"


def test_the_last_line_of_a_failing_program_is_told(tmp_path: Path) -> None:
    program = _program(tmp_path, "print('first'); print('The hub does not start.'); raise SystemExit(1)")
    opening = PanelLaunch(None, {**os.environ, "RIGSCOPE_PANEL": program})
    assert opening.wait(30) == ("failed", "The panel did not open: The hub does not start.")


def test_a_program_that_is_not_there_is_told() -> None:
    opening = PanelLaunch(None, {"PATH": "", "RIGSCOPE_PANEL": "/nowhere/rigscope"})
    state = opening.wait(30)
    assert state.kind == "failed" and state.sentence.startswith("/nowhere/rigscope does not start")


def test_a_program_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "PATIENCE_SECONDS", 0.2)
    program = _program(tmp_path, "import time; time.sleep(20)")
    assert PanelLaunch(None, {**os.environ, "RIGSCOPE_PANEL": program}).wait(10).kind == "failed"


def test_a_checkout_is_found_by_itself(tmp_path: Path) -> None:
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\n", "utf-8")
    node.chmod(0o755)
    program, _ = panel_program({"PATH": str(tmp_path)})
    assert program is not None and program[0] == str(node) and program[1].endswith("rigscope.mjs")


def test_where_there_is_nothing_a_sentence_says_what_was_tried(tmp_path: Path) -> None:
    program, tried = panel_program({"PATH": str(tmp_path)})
    assert program is None
    assert "RIGSCOPE_PANEL" in tried and "on the path" in tried and tried.endswith(".")
