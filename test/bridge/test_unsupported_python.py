"""A Python that is too old for the bridge is told so in one line, by files that it can read."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import rigscope_bridge
from rigscope_bridge import unsupported

_FOLDER = Path(rigscope_bridge.__file__).parent
_OLDEST_THAT_CAN_BE_ASKED_FOR = (3, 4)


@pytest.mark.parametrize("name", ["__init__.py", "unsupported.py"])
def test_an_old_python_can_read_what_tells_it_that_it_is_too_old(name: str) -> None:
    tree = ast.parse((_FOLDER / name).read_text("utf-8"), feature_version=_OLDEST_THAT_CAN_BE_ASKED_FOR)
    assert not [node for node in ast.walk(tree) if isinstance(node, (ast.JoinedStr, ast.AnnAssign))]
    imported = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert "__future__" not in imported, "annotations of the future are a syntax error before Python 3.7"


def test_it_says_one_line_and_never_raises(capsys: pytest.CaptureFixture[str]) -> None:
    assert unsupported.start(object(), background=True).kind == "refused"
    said = capsys.readouterr().out.splitlines()
    assert said == [unsupported.SENTENCE] and "Maya 2023" in said[0]
    assert unsupported.stop("hostExit").sentence == unsupported.status().sentence == unsupported.SENTENCE


def test_outside_every_host_starting_says_where_it_can_start(environment: dict[str, str]) -> None:
    # In a process of its own: here another test may have had a double of Maya to import.
    bridge = Path(rigscope_bridge.__file__).parents[1]
    command = [sys.executable, "-c", "import rigscope_bridge; print(rigscope_bridge.start().kind)"]
    done = subprocess.run(
        command, env={**environment, "PYTHONPATH": str(bridge)}, capture_output=True, text=True, check=True, timeout=60
    )
    sentence, kind = done.stdout.splitlines()
    assert kind == "refused" and "inside Maya or Blender" in sentence
