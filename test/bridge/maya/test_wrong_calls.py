"""What no Maya has is refused, by the types of both published sets and by the double: a misspelt flag, a method that
does not exist."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from maya_double import MayaApp, Undeclared, install
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


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("sampling=", "samplign=", "maya.cmds.profiler has no flag samplign"),
        ("mode=", "modee=", "maya.cmds.evaluationManager has no flag modee"),
        ("hashCode", "hashCodes", "maya.api.OpenMaya.MObjectHandle has no hashCodes"),
        ("query=", "q=", "maya.cmds.evaluationManager has no flag q"),
    ],
)
def test_the_same_is_refused_by_the_double_and_swallowing_it_does_not_help(right: str, wrong: str, said: str) -> None:
    app = MayaApp()
    undo = install(app)
    try:
        exec(_RIGHT, {})  # noqa: S102 - the very module that the types judge
        assert app.harm == []
        with pytest.raises(Undeclared, match=said):
            exec(_RIGHT.replace(right, wrong), {})  # noqa: S102 - the very module that the types judge
        assert [sentence for sentence in app.harm if said in sentence]
    finally:
        undo()
