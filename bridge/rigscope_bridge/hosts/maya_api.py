"""Maya's Python API, under the names by which the files of this host know it. The only file that imports maya.

Callers guard with hasattr what not every version from 2023 on has; all of it is for the main thread alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import maya.api.OpenMaya as om
import maya.api.OpenMayaAnim as oma
import maya.api.OpenMayaUI as omui
from maya import cmds

# One set of declarations lacks it.
utils: Any = import_module("maya.utils")

__all__ = ["cmds", "om", "oma", "omui", "utils"]
