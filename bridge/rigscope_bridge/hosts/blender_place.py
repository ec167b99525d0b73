"""Where the artist works: of the scenes and view layers that Blender's windows show, the one that the bridge reads.

In a timer Blender's context names the scene of whichever window came last and that scene's first view layer, so nobody
else in this folder asks it for either. What speaks for another window is noticed in blender_changes.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .blender_api import context, windows


class Place:
    """The window in which the artist was last seen to work: selecting, editing, playing, or turning it to another
    scene or view layer. Blender does not tell which window has the focus. At first it is the first one."""

    def __init__(self) -> None:
        self._window = 0

    def window(self) -> Any | None:
        """The window itself; None in a Blender without any. Ask again each time: windows close and files load."""
        known, found = self._window, windows()
        if known:
            for window in found:
                if window.as_pointer() == known:
                    return window
            self._window = 0
        return found[0] if len(found) else None

    def scene(self) -> Any:
        """The scene that this window shows."""
        window = self.window()
        return context.scene if window is None else window.scene

    def view_layer(self) -> Any:
        """The view layer that this window shows."""
        window = self.window()
        return context.view_layer if window is None else window.view_layer

    def override(self) -> Any:
        """A context in which operators, and Blender's idea of the mode, are those of this window."""
        window = self.window()
        return context.temp_override() if window is None else context.temp_override(window=window)

    def others(self) -> Iterator[Any]:
        """Windows that show another view layer than this one; of those that show the same, the first."""
        seen = {self.view_layer().as_pointer()}
        for window in windows():
            layer = window.view_layer.as_pointer()
            if layer not in seen:
                seen.add(layer)
                yield window

    def move_to(self, window: Any) -> None:
        """The artist was seen to work in this window."""
        self._window = window.as_pointer()

    def move_to_layer(self, layer: int) -> bool:
        """The artist was seen to work in the view layer at this address; True where that is another window's."""
        for window in self.others():
            if window.view_layer.as_pointer() == layer:
                self.move_to(window)
                return True
        return False


def shown_layers() -> dict[int, int]:
    """Which view layer each window shows, by addresses."""
    return {window.as_pointer(): window.view_layer.as_pointer() for window in windows()}
