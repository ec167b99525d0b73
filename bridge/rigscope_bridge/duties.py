"""What the bridge does on the host's main thread at each tick, within a few milliseconds: switch observation, run
commands, and read scene, roster, selection and window when they changed and somebody is connected."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Sequence
from time import perf_counter
from typing import Callable, NamedTuple, Union

from .captures.captures import Captures
from .commands import Commands
from .hosts.host import Host, SceneFacts, WindowFacts
from .own_cost import OwnCostMeter
from .roster import Roster, RosterChange, Scan
from .sampler import Sampler

SAFE_TICK_SECONDS = 0.008
READ_ONLY_TICK_SECONDS = 0.001
_SECONDS_BETWEEN_SCANS = 0.5
_SECONDS_BETWEEN_WINDOWS = 1.0
# Scans may take this share of the main thread: 50,000 nodes that change at each tick are not read at each.
_SHARE_FOR_SCANS = 0.02
_log = logging.getLogger("rigscope.duties")


class Observation(NamedTuple):
    """What the host shall watch: rows of frames, and sampled frames a second (0: none)."""

    frames: bool
    sample_hz: float


class SceneRead(NamedTuple):
    """The scene with the ids and node counts of its rigs, in their order."""

    facts: SceneFacts
    rig_ids: Sequence[int]
    rig_node_counts: Sequence[int]


class SelectionRead(NamedTuple):
    """What is selected, as ids; `time` is host seconds."""

    time: float
    nodes: Sequence[int]
    active: int | None
    total: int


class RosterRead(NamedTuple):
    """A scan is done; `change` is None where nothing changed since the last."""

    change: RosterChange | None


Read = Union[SceneRead, RosterRead, SelectionRead, WindowFacts]


class Duties:
    """Called at each tick. `wanted` and `is_attended` are set by the I/O thread, `reads` is emptied by it."""

    def __init__(self, host: Host, roster: Roster, commands: Commands, captures: Captures, meter: OwnCostMeter) -> None:
        self.wanted = Observation(False, 0.0)
        self.is_attended = False
        self.reads: deque[Read] = deque()
        self.on_failure: Callable[[str, Exception], None] = lambda duty, error: None
        self._host = host
        self._roster = roster
        self._commands = commands
        self._captures = captures
        self._meter = meter
        self._observed = Observation(False, 0.0)
        self._scan: Scan | None = None
        self._scan_seconds = 0.0
        self._next_scan = 0.0
        self._read_window: Callable[[], WindowFacts | None] | None = getattr(host, "window", None)
        self._window: WindowFacts | None = None
        self._next_window = 0.0

    def tick(self, sampler: Sampler, is_safe: bool) -> None:
        """Does what is due until the tick's time is up. Nothing in it raises."""
        self._captures.tick()
        wanted = self.wanted
        if wanted != self._observed:
            self._observed = wanted
            self._try("observe", lambda: self._host.observe(wanted.frames, wanted.sample_hz))
        if not self._commands and not self.is_attended:
            return
        began = perf_counter()
        deadline = began + (SAFE_TICK_SECONDS if is_safe else READ_ONLY_TICK_SECONDS)

        def has_time() -> bool:
            return perf_counter() < deadline

        self._commands.drain(is_safe, has_time)
        if self.is_attended:
            if sampler.scene_is_due and has_time():
                sampler.scene_is_due = False
                self._try("scene", self._read_scene)
            if (self._scan is not None or sampler.graph_is_due) and has_time():
                self._try("roster", lambda: self._scan_on(sampler, has_time))
            if sampler.selection_is_due and self._roster.version and has_time():
                sampler.selection_is_due = False
                self._try("selection", self._read_selection)
            if self._read_window is not None and began >= self._next_window and has_time():
                self._next_window = began + _SECONDS_BETWEEN_WINDOWS
                self._try("window", self._look_at_window)
        self._meter.asked_for(perf_counter() - began)

    def selected(self, sampler: Sampler) -> None:
        """The host has told of another selection: read at once, since it may draw for long before it ticks again."""
        if not self.is_attended or not self._roster.version:
            return
        began = perf_counter()
        sampler.selection_is_due = False
        self._try("selection", self._read_selection)
        self._meter.asked_for(perf_counter() - began)

    def stop(self) -> None:
        """Switches observation off."""
        self.wanted = self._observed = Observation(False, 0.0)
        self._scan = None
        self._try("observe", lambda: self._host.observe(False, 0.0))

    def _try(self, duty: str, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - whatever the host's scene raises must not reach the host
            _log.debug("duty %s failed: %s", duty, error, exc_info=error)
            self.on_failure(duty, error)

    def _read_scene(self) -> None:
        facts = self._host.scene()
        ids = [self._roster.id_for(rig.key) for rig in facts.rigs]
        counts = [self._roster.node_counts.get(rig.key, 0) for rig in facts.rigs]
        self.reads.append(SceneRead(facts, ids, counts))

    def _read_selection(self) -> None:
        found = self._host.selection()
        ids = [node for node in map(self._roster.id_of, found.keys[:1000]) if node is not None]
        self.reads.append(SelectionRead(perf_counter(), ids, self._roster.id_of(found.active), found.total))

    def _look_at_window(self) -> None:
        window = None if self._read_window is None else self._read_window()
        if window is not None and window != self._window:
            self._window = window
            self.reads.append(window)

    def _scan_on(self, sampler: Sampler, has_time: Callable[[], bool]) -> None:
        began = perf_counter()
        if self._scan is None:
            if began < self._next_scan:
                return
            sampler.graph_is_due = False
            self._scan_seconds = 0.0
            self._scan = Scan(self._roster, self._host.nodes())
        scan = self._scan
        try:
            is_done = scan.step(has_time)
        except RuntimeError:
            # The scene changed under the scan: it starts again, not at once.
            self._end_scan(began)
            sampler.graph_is_due = True
            return
        except Exception:
            self._end_scan(began)
            raise
        self._scan_seconds += perf_counter() - began
        if is_done:
            counts_before = self._roster.node_counts
            self.reads.append(RosterRead(scan.finish()))
            self._end_scan(began)
            sampler.selection_is_due = True
            if self._roster.node_counts != counts_before:
                sampler.scene_is_due = True

    def _end_scan(self, now: float) -> None:
        self._scan = None
        self._next_scan = now + max(_SECONDS_BETWEEN_SCANS, self._scan_seconds / _SHARE_FOR_SCANS)
