"""How a capture comes to its frames, as each of the three ways must be able to say it, and why one ends.

Watching is capture_watching.py, for every host; stepping and evaluating again are each host's own."""

from __future__ import annotations

from typing import Protocol

from . import frame_labels as frames
from .host import FrameRow, SampledFrame

MOST_MISSED = 3
"""So many frames in a row that could not be timed end a capture."""


class Stop(Exception):
    """Raised where a capture cannot or need not go on. `stay`: the artist moved in time, and is not moved back."""

    def __init__(self, outcome: str, sentence: str | None, stay: bool = False) -> None:
        super().__init__(sentence)
        self.outcome = outcome
        self.sentence = sentence
        self.stay = stay


class NothingMoves(Exception):
    """Raised once it is known that stepping through this scene evaluates nothing."""


class Motion(Protocol):
    """How frames come to be. Each of its calls may raise Stop."""

    kind: str

    def turn(self, playing: bool) -> None:
        """Between two passes of the event loop: evaluates the next frame, if it is this motion that does."""

    def saw(self, row: FrameRow, costs: SampledFrame | None) -> None:
        """A frame is complete, whoever had it evaluated; without costs where they could not be taken."""

    def before(self, work: str) -> None:
        """The host is about to open, save, undo or render."""

    def come_back(self) -> None:
        """Takes the artist back to where the capture began."""


def one_more_missed(before: int) -> int:
    """Counts a frame that could not be timed. Raises Stop when there were too many."""
    if before + 1 >= MOST_MISSED:
        raise Stop("failed", "The frames could not be timed. The log says why.")
    return before + 1


def another_file() -> Stop:
    """The scene that was captured is gone."""
    return Stop("cancelled", "Another file was opened.", stay=True)


def as_captured(row: FrameRow) -> FrameRow:
    """As the capture holds it: of the marks, only those that say something of the frame itself."""
    kept = row.marks & (frames.SIMULATION_START | frames.LOOP_WRAP)
    return row._replace(activity=frames.CAPTURE, marks=kept)
