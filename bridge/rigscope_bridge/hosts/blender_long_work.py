"""What takes Blender long, or pulls the scene away from under us: opening, saving, rendering, undoing."""

from __future__ import annotations

import os
from typing import Any, Callable

from .blender_api import data
from .blender_callbacks import BlenderCallbacks
from .host import HostEvents


class BlenderLongWork:
    """Says busy and idle. `outdated` is called before pointers dangle, `replaced` after another scene is there (True
    when it is another file), `interrupted` when the time until now was no frame time."""

    def __init__(
        self,
        events: HostEvents,
        outdated: Callable[[], None],
        replaced: Callable[[bool], None],
        interrupted: Callable[[], None],
    ) -> None:
        self.rendering = False
        self.before: Callable[[str], None] = lambda work: None
        """Called before Blender opens, saves, undoes or renders (open, save, undo, render). A render calls it from a
        thread of its own."""
        self._events = events
        self._outdated = outdated
        self._replaced = replaced
        self._interrupted = interrupted

    def register(self, callbacks: BlenderCallbacks) -> None:
        """Registers every handler that this Blender has."""
        callbacks.handler("load_pre", "file loads", self._load_begins)
        callbacks.handler("load_post", "file loaded", self._load_ends)
        callbacks.handler("load_post_fail", "file loaded", self._ends)
        callbacks.handler("save_pre", "file saves", self._save_begins)
        callbacks.handler("save_post", "file saved", self._save_ends)
        callbacks.handler("save_post_fail", "file saved", self._ends)
        callbacks.handler("render_init", "render begins", self._render_begins)
        callbacks.handler("render_complete", "render ended", self._render_ends)
        callbacks.handler("render_cancel", "render ended", self._render_ends)
        for step in ("undo", "redo"):
            callbacks.handler(f"{step}_pre", "undo begins", self._undo_begins)
            callbacks.handler(f"{step}_post", "undo ended", lambda *_: self._replaced(False))

    def _undo_begins(self, *_: Any) -> None:
        self.before("undo")
        self._outdated()

    def _load_begins(self, path: Any = None, _: Any = None) -> None:
        self.before("open")
        self._outdated()
        # Blender tells the path from 3.6 on.
        name = os.path.basename(path) if isinstance(path, str) and path else "a file"
        self._events.busy(f"opening {name}")

    def _load_ends(self, *_: Any) -> None:
        self.rendering = False
        self._ends()
        self._replaced(True)
        self._events.scene_changed()

    def _save_begins(self, *_: Any) -> None:
        self.before("save")
        self._events.busy(f"saving {os.path.basename(data.filepath) or 'a file'}")

    def _save_ends(self, *_: Any) -> None:
        self._ends()
        self._events.scene_changed()

    def _render_begins(self, *_: Any) -> None:
        self.rendering = True
        self.before("render")
        self._events.busy("rendering")

    def _render_ends(self, *_: Any) -> None:
        self.rendering = False
        self._ends()

    def _ends(self, *_: Any) -> None:
        self._interrupted()
        self._events.idle()
