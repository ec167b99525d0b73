"""A Maya double with a scene and Rigscope's host attached to it, driven one turn at a time.

The host's modules are imported once a double is installed: without one there is no maya to import."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Callable

from maya_double import MayaApp, install
from rigscope_bridge.contract.recorder import FailingProbes, RecordedEvents
from rigscope_bridge.hosts.host import Undo

if TYPE_CHECKING:
    from rigscope_bridge.hosts.maya import MayaHost

SCENES = Path(__file__).parent / "scenes"
PATIENCE_SECONDS = 5.0


class AttachedMaya:
    """`events` remembers what the host told, `undo` detaches it."""

    def __init__(self, app: MayaApp) -> None:
        from rigscope_bridge.hosts.maya import MayaHost

        self.app = app
        self.events = RecordedEvents()
        self.probes = FailingProbes()
        self.host: MayaHost = MayaHost()
        self.undo: Undo = lambda: None

    def attach(self, observing: bool = True) -> None:
        """Attaches the host, and observes frames."""
        self.undo = self.host.attach(self.events, self.probes)
        if observing:
            self.host.observe(True, 0)

    def turns(self, count: int) -> None:
        for _ in range(count):
            self.app.turn()

    def seconds(self, seconds: float) -> None:
        """Turns for so long."""
        end = perf_counter() + seconds
        while perf_counter() < end:
            self.app.turn()

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Turns until something holds; fails with `what` where it never does."""
        end = perf_counter() + PATIENCE_SECONDS
        while not holds():
            assert perf_counter() < end, f"it never came to {what}"
            self.app.turn()

    def play(self, frames: int) -> None:
        """Plays so many frames, and stops."""
        playback = self.app.playback
        wanted = playback.frames_completed + frames
        playback.play()
        self.until(lambda: playback.frames_completed >= wanted, f"{frames} frames")
        playback.stop()

    @property
    def disabled(self) -> list[str]:
        """Probes that failed, which none may."""
        return [name for name, failures in self.probes.safe.failures.items() if failures]


@contextmanager
def attached_maya(
    version: int = 2025, batch: bool = False, scene: str | None = "walk_rig.ma", observing: bool = True
) -> Iterator[AttachedMaya]:
    """Ends with nothing registered and no harm done."""
    app = MayaApp(version=version, batch=batch)
    undo = install(app)
    try:
        if scene is not None:
            app.files.open(str(SCENES / scene))
        maya = AttachedMaya(app)
        before = app.registrations()
        maya.attach(observing)
        yield maya
        maya.undo()
        maya.turns(1)
        assert not maya.disabled, f"probes failed: {maya.disabled}"
        assert app.harm == []
        left = app.registrations()
        left.pop("commandOutput", None)
        assert left == before, "callbacks were left behind"
    finally:
        undo()
