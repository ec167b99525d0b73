"""What the facts of Maya are checked on: a window where there is one, and a scene of the self-test's own where nothing
else is open. Somebody's scene is never touched."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path

from ...self_test.fact import NotAvailable, Stage
from ..maya_api import cmds
from .drawing import visible_views
from .harness import RunningMaya
from .needs import OUTPUT, OWN_SCENE, UNDO, WINDOW
from .scene import OwnScene, is_nothing_open

_SETTLING_TURNS = 10


class MayaStage(Stage):
    """`folder` takes the file that the own scene references. `may_listen` to the script editor."""

    def __init__(self, folder: Path, may_listen: bool) -> None:
        self._folder = folder
        self._recordings = set(self._own_recordings())
        self._may_listen = may_listen
        self._scene: OwnScene | None = None
        self._harness: RunningMaya | None = None

    def harness(self) -> RunningMaya:
        """The one of this run. Needs the own scene."""
        if self._harness is None:
            self._harness = RunningMaya()
        return self._harness

    def turn(self) -> None:
        """Without a window nothing is ever idle, so the host ticks when it is told to."""
        self.harness().turn()

    def provide(self, need: str) -> Generator[None, None, None]:
        if need == WINDOW and (cmds.about(batch=True) or not visible_views()):
            raise NotAvailable("noWindow")
        if need == OUTPUT and not self._may_listen:
            raise NotAvailable("notTurnedOn")
        if need == UNDO and not cmds.undoInfo(query=True, state=True):
            raise NotAvailable("undoIsOff")
        if need == OWN_SCENE:
            if not is_nothing_open():
                raise NotAvailable("sceneIsOpen")
            self._scene = OwnScene(self._folder)
            self._scene.open()
            # Maya evaluates and draws it a few times before it is as it stays.
            for _ in range(_SETTLING_TURNS):
                yield
            cmds.file(modified=False)
        yield

    def _own_recordings(self) -> list[Path]:
        """What captures of this process have written; what of the artist's was put aside is another matter."""
        return [path for path in self._folder.glob(f"maya-*-{os.getpid()}-*.profile") if "-kept-" not in path.name]

    def still_has(self, need: str) -> str | None:
        if need == OWN_SCENE and self._scene is not None and not self._scene.is_ours_alone():
            return "sceneIsOpen"
        return None

    def restore(self) -> Generator[None, None, Sequence[str]]:
        left = []
        if self._harness is not None:
            self._harness.close()
        yield
        try:
            if self._scene is not None and not self._scene.close():
                left.append("the scene of the self-test stays open, because somebody has worked in it.")
        except Exception as error:  # noqa: BLE001 - the rest is taken back whatever failed
            left.append(f"the scene of the self-test could not be closed: {error}")
        yield
        self._harness = self._scene = None
        for path in self._own_recordings():
            if path not in self._recordings:
                with suppress(OSError):
                    path.unlink()
        return left
