"""The double as the host contract's Maya: a shot that references one rig twice, played in one view.

Here and not beside the tests, because what is imported from a folder named maya would hide the double."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rigscope_bridge.contract.harness import Steps
from rigscope_bridge.hosts.host import Host

from .app import MayaApp
from .installing import install
from .snapshot import State

SCENES = Path(__file__).resolve().parents[1] / "maya" / "scenes"
_SELECTABLE = ("|walker:walker_grp", "|ground", "|shot_cam")


class MayaHarness:
    """Installs its app until it is closed. `scene` is a path, or the name of one of the small scenes."""

    captures_to_file = True

    def __init__(self, app: MayaApp | None = None, scene: str = "walk_shot.ma") -> None:
        self.app = MayaApp() if app is None else app
        self.has_views = not self.app.batch
        self._uninstall = install(self.app)
        # Only now, since it looks for Maya.
        from rigscope_bridge.hosts.maya import MayaHost

        self.app.files.open(scene if "/" in scene else str(SCENES / scene))
        self.host: Host = MayaHost()

    def close(self) -> None:
        """Maya exits."""
        from rigscope_bridge.hosts import maya_output

        self.app.exit()
        maya_output.take_back()
        self._uninstall()

    def turn(self) -> None:
        self.app.turn()

    def run(self, steps: Steps) -> None:
        """Takes a turn wherever the steps give control back."""
        for _ in steps:
            self.turn()

    def play(self, frames: int) -> Steps:
        wanted = self.completed_frames() + frames
        self.app.playback.play()
        while self.completed_frames() < wanted:
            yield
        self.app.playback.stop()
        yield

    def completed_frames(self) -> int:
        return self.app.playback.frames_completed

    def selectable(self) -> Sequence[str]:
        return [self.key(path) for path in _SELECTABLE]

    def key(self, path: str) -> str:
        """The key of a node by its full path or, of what has none, by its name."""
        return next(node.key for node in self.host.nodes() if node.path == path)

    def select_by_hand(self, key: str) -> None:
        self.app.artist.select(next(node.path for node in self.host.nodes() if node.key == key))

    def undo_steps(self) -> int | None:
        return len(self.app.undo.done)

    def state(self) -> State:
        return self.app.state()
