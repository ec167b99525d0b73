"""Where the artist stood when a capture began, and back to there. Going through time is no undo step, and what it alone
changes is no change to save."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .maya_api import cmds


class Moment:
    """The present, to come back to."""

    def __init__(self) -> None:
        self.time = now()

    def come_back(self) -> None:
        """Goes back, where somebody went elsewhere."""
        if now() != self.time:
            go_to(self.time)


def now() -> float:
    """The current time in frames, maybe with a fraction."""
    return float(cmds.currentTime(query=True))


def go_to(time: float) -> None:
    """Evaluates another time and shows it. Whatever Maya's callbacks raise comes out here."""
    with unmodified():
        cmds.currentTime(time, edit=True)


@contextmanager
def unmodified() -> Iterator[None]:
    """What happens within, and nobody else can do anything meanwhile, leaves the scene as saved as it was."""
    was_modified = bool(cmds.file(query=True, modified=True))
    try:
        yield
    finally:
        if not was_modified and cmds.file(query=True, modified=True):
            cmds.file(modified=False)
