"""What no Maya has is refused, by the types of both published sets: a flag misspelt, a method that does not exist."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from maya_double.stub_set import SETS, environment, why_missing

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")

_RIGHT = """
from maya import cmds
from maya.api import OpenMaya

cmds.profiler(sampling=True)
mode: object = cmds.evaluationManager(query=True, mode=True)
number: int = OpenMaya.MObjectHandle().hashCode()
"""


def _judge(folder: Path, name: str, text: str) -> tuple[int, str]:
    module = folder / "module.py"
    module.write_text(text, encoding="utf-8")
    python = next(path for path in environment(name).glob("*/python*") if path.stem == "python")
    command = [sys.executable, "-m", "mypy", "--strict", "--python-executable", str(python), "--config-file", ""]
    done = subprocess.run(
        [*command, "--cache-dir", str(folder / "cache"), str(module)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", SETS)
def test_wrong_flags_and_methods_are_refused_by_the_types(name: str, tmp_path: Path) -> None:
    assert _judge(tmp_path, name, _RIGHT) == (0, "Success: no issues found in 1 source file\n")
    wrong = _RIGHT.replace("sampling=", "samplign=").replace("mode=", "modee=").replace("hashCode", "hashCodes")
    code, said = _judge(tmp_path, name, wrong)
    assert code == 1
    assert 'Unexpected keyword argument "samplign" for "profiler"' in said
    assert 'Unexpected keyword argument "modee" for "evaluationManager"' in said
    assert '"MObjectHandle" has no attribute "hashCodes"' in said
