"""Maya's Python API, under the names by which the files of this host know it. The only file that imports maya.

Callers guard with hasattr what not every version from 2023 on has; all of it is for the main thread alone.
"""

from __future__ import annotations

import maya.api.OpenMaya as om
import maya.api.OpenMayaAnim as oma
import maya.api.OpenMayaUI as omui
from maya import cmds

__all__ = ["cmds", "om", "oma", "omui"]
