"""Blender's host in a real Blender, headless and in a window: the host contract, and what only Blender has."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from blender.blender_process import needs_blender, needs_window, run_cases
from rigscope_bridge.contract.capture_cases import CAPTURE_CASES
from rigscope_bridge.contract.cases import CASES

OWN = ("selection_cases", "cases", "place_cases", "capture_cases")
MODULES = ("blender.contract_in_blender", *(f"blender.{name}" for name in OWN))


def _own_cases(file: str) -> list[str]:
    """Names of the cases that only Blender can import."""
    tree = ast.parse(Path(__file__).with_name(file).read_text("utf-8"))
    listed = next(
        node.value for node in tree.body if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "CASES"
    )
    assert isinstance(listed, ast.Tuple)
    return [ast.unparse(element) for element in listed.elts]


NAMES = [
    *(case.__name__ for case in (*CASES, *CAPTURE_CASES)),
    *(name for file in OWN for name in _own_cases(f"{file}.py")),
]


@pytest.fixture(scope="module")
def headless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    return run_cases(tmp_path_factory.mktemp("headless"), MODULES, window=False)


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    return run_cases(tmp_path_factory.mktemp("window"), MODULES, window=True)


def judge(outcomes: dict[str, str | None], name: str) -> None:
    """Fails the test with what the case said."""
    if name not in outcomes:
        pytest.fail(outcomes.get("blender") or f"{name} did not run")
    failure = outcomes[name]
    if failure is not None:
        pytest.fail(failure)


@needs_blender
@pytest.mark.parametrize("name", NAMES)
def test_headless(headless: dict[str, str | None], name: str) -> None:
    judge(headless, name)


@needs_window
@pytest.mark.parametrize("name", NAMES)
def test_in_a_window(window: dict[str, str | None], name: str) -> None:
    judge(window, name)
