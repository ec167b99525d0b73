"""Takes what the host tells on the main thread and holds it, bounded, until the I/O thread comes for it: frames in
order, of sampled frames the newest, each with its count of drops. Reading scene, roster and selection is left to
duties.py."""

from __future__ import annotations

from collections import deque
from typing import Callable, NamedTuple

from .hosts.host import FrameRow, SampledFrame
from .own_cost import OwnCostMeter

MOST_FRAMES_WAITING = 4096


class Busy(NamedTuple):
    """Something long that the host said it began, `since` host seconds."""

    what: str
    since: float


class Sampler:
    """Fulfils hosts.host.HostEvents. Deques are the only thing that both threads touch: their ends are atomic, and no
    lock can make the main thread wait."""

    def __init__(self, meter: OwnCostMeter, now: Callable[[], float], on_tick: Callable[[bool], None]) -> None:
        self.last_tick = now()
        self.frames_seen = 0
        self.frames_dropped = 0
        self.is_watched = False
        """Set by the I/O thread: whether anybody wants frames."""
        self.scene_is_due = True
        self.graph_is_due = True
        self.selection_is_due = True
        self.busy_with: Busy | None = None
        self.on_leaving: Callable[[], None] = lambda: None
        self.on_selection: Callable[[], None] = lambda: None
        self._meter = meter
        self.now = now
        self._on_tick = on_tick
        self._frames: deque[tuple[FrameRow, float]] = deque()
        self._sampled: deque[SampledFrame] = deque(maxlen=1)
        self._sampled_put = 0
        self._sampled_taken = 0

    # What the host calls, on the main thread.

    def frame(self, row: FrameRow) -> None:
        self.frames_seen += 1
        own_cost = self._meter.take_frame()
        if not self.is_watched:
            return
        if len(self._frames) >= MOST_FRAMES_WAITING:
            try:
                self._frames.popleft()
                self.frames_dropped += 1
            except IndexError:
                # The I/O thread emptied the queue in between: nothing has to go.
                self.frames_dropped += 0
        self._frames.append((row, own_cost))

    def sampled(self, sampled: SampledFrame) -> None:
        self._sampled_put += 1
        self._sampled.append(sampled)

    def scene_changed(self) -> None:
        self.scene_is_due = self.graph_is_due = self.selection_is_due = True

    def graph_changed(self) -> None:
        self.scene_is_due = self.graph_is_due = True

    def selection_changed(self) -> None:
        self.selection_is_due = True
        self.on_selection()

    def busy(self, what: str) -> None:
        self.busy_with = Busy(what, self.now())

    def idle(self) -> None:
        self.busy_with = None

    def tick(self) -> None:
        self.last_tick = self.now()
        self._on_tick(True)

    def tick_read_only(self) -> None:
        self.last_tick = self.now()
        self._on_tick(False)

    def leaving(self) -> None:
        self.on_leaving()

    # What the I/O thread calls.

    def take_frames(self, most: int) -> list[FrameRow]:
        """The oldest waiting rows, at most `most`."""
        rows: list[FrameRow] = []
        while self._frames and len(rows) < most:
            try:
                row, own_cost = self._frames.popleft()
            except IndexError:
                break
            # Put into the row here: on the main thread it would cost a frame another row.
            rows.append(row._replace(own_cost=own_cost) if row.own_cost != row.own_cost else row)
        return rows

    def take_sampled(self) -> SampledFrame | None:
        """The newest sampled frame, None where none came since the last call."""
        try:
            sampled = self._sampled.pop()
        except IndexError:
            return None
        self._sampled_taken += 1
        return sampled

    @property
    def samples_dropped(self) -> int:
        """Sampled frames that a newer one replaced before they were taken."""
        return max(0, self._sampled_put - self._sampled_taken - len(self._sampled))
