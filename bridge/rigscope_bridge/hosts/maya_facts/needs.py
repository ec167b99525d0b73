"""What facts need of the Maya they are checked in. Making it is left to stage.py."""

from __future__ import annotations

WINDOW = "window"
"""A window with a view in it, and with it an idle queue."""
OWN_SCENE = "own scene"
"""The self-test's own small scene, in a Maya that had nothing open."""
UNDO = "undo"
"""An undo queue that records."""
OUTPUT = "script editor"
"""That somebody turned on listening to the script editor."""
