"""The host contract with Blender's harness, for run_in_blender.py."""

from __future__ import annotations

from blender.blender_harness import BlenderHarness
from rigscope_bridge.contract.capture_cases import CAPTURE_CASES
from rigscope_bridge.contract.cases import CASES as CONTRACT

CASES = (*CONTRACT, *CAPTURE_CASES)


def make() -> BlenderHarness:
    """Blender with the contract's scene."""
    return BlenderHarness()
