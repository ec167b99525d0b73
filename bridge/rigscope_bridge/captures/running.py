"""One capture while the host takes it: what the main thread tells, held in order and bounded until the I/O thread
writes it, and who wished it to end and why."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Callable, Literal, NamedTuple, Union

from ..hosts.host import CaptureNode, CapturePlan, FrameRow, NodeFacts, SampledFrame

MOST_FRAMES = 10_000
"""That one capture holds."""
MOST_WAITING = 1024
MOST_FACTS = 200_000


class Begun(NamedTuple):
    """The warm-up was over at `time`, host seconds."""

    motion: str
    time: float


class PassBegun(NamedTuple):
    """A pass over the frames begins, from 0."""

    number: int


class CapturedFrame(NamedTuple):
    """A frame with what its nodes cost, to be read on the I/O thread; `own_cost` is the bridge's, seconds."""

    row: FrameRow
    costs: SampledFrame
    own_cost: float


class Told(NamedTuple):
    """Some of what the host can tell of nodes."""

    extra: Sequence[NodeFacts]
    facts: Sequence[CaptureNode]
    links_whole: bool


class HostFile(NamedTuple):
    """A file in which the host recorded by itself between two host seconds."""

    path: Path
    format: str
    began: float
    until: float


class Ended(NamedTuple):
    """The host is as it was."""

    outcome: str
    notices: Sequence[tuple[str, str]]


Item = Union[Begun, PassBegun, CapturedFrame, Told, HostFile, Ended]


class Wish(NamedTuple):
    """Why a capture shall end before the host ends it: somebody cancelled it, it has enough, or it failed."""

    kind: Literal["cancel", "enough", "fail"]
    sentence: str | None


class RunningCapture:
    """Fulfils hosts.host.CaptureEvents. `items` is filled by the main thread and emptied by the I/O thread."""

    def __init__(
        self, number: int, plan: CapturePlan, take_own_cost: Callable[[], float], now: Callable[[], float]
    ) -> None:
        self.number = number
        self.plan = plan
        self.items: deque[Item] = deque()
        self.frames_dropped = 0
        self.facts_dropped = 0
        self.is_ended = False
        self.wish: Wish | None = None
        """Set once, by either thread; the main thread ends the host's part when it sees it."""
        self._take_own_cost = take_own_cost
        self._now = now
        self._facts = 0

    def end_because(self, kind: Literal["cancel", "enough", "fail"], sentence: str | None = None) -> None:
        """Any thread: the first wish holds."""
        if self.wish is None:
            self.wish = Wish(kind, sentence)

    # What the host calls, on the main thread.

    def begun(self, motion: str) -> None:
        self._put(Begun(motion, self._now()))

    def pass_begun(self, index: int) -> None:
        self._put(PassBegun(index))

    def frame(self, row: FrameRow, costs: SampledFrame) -> None:
        own_cost = self._take_own_cost()
        if len(self.items) >= MOST_WAITING:
            # The main thread never waits for a disk.
            self.frames_dropped += 1
        else:
            self._put(CapturedFrame(row, costs, own_cost))

    def nodes(self, extra: Sequence[NodeFacts], facts: Sequence[CaptureNode], links_whole: bool) -> None:
        self._facts += len(extra) + len(facts)
        if self._facts > MOST_FACTS:
            self.facts_dropped += len(extra) + len(facts)
        else:
            self._put(Told(extra, facts, links_whole))

    def file(self, path: Path, format: str, began: float, until: float) -> None:
        self._put(HostFile(path, format, began, until))

    def ended(self, outcome: str, notices: Sequence[tuple[str, str]]) -> None:
        self._put(Ended(outcome, notices))
        self.is_ended = True

    def _put(self, item: Item) -> None:
        if not self.is_ended:
            self.items.append(item)
