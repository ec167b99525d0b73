"""What a host (the DCC application) must be able to do, and what it tells, as typed protocols.

Everything here runs on the host's main thread, apart from what a docstring says runs on the I/O thread.
Keys are stable strings that the host chooses for its nodes (`object/rig`, `bone/rig/upper_arm.L`); turning them into
the wire's ids is left to roster.py. Times are seconds of `clock.monotonic()`, durations are seconds, None is unknown.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Callable, NamedTuple, Protocol, runtime_checkable

Undo = Callable[[], None]
"""Takes back what the call that returned it did; calling it twice is harmless."""


class FrameRow(NamedTuple):
    """One evaluated frame, in the order of the wire's frames columns.

    NaN is unknown; enums are indices of schema.json's lists."""

    time: float
    frame: float
    interval: float
    evaluation: float
    draw_submit: float
    own_cost: float
    activity: int
    speed_mode: int
    cached: int
    evaluation_mode: int
    evaluation_source: int
    marks: int


class SampledFrame(NamedTuple):
    """What one sampled frame cost by node. `read` runs on the I/O thread and gives rows of costs."""

    time: float
    frame: float
    wall: float
    flags: int
    read: Callable[[], SampleCosts]


class SampleCosts(NamedTuple):
    """What each node cost in a sampled frame: columns of equal length, ready for the wire.

    `self_time` and `inclusive` are seconds (NaN unknown), `calls` 0xffffffff unknown."""

    keys: tuple[str, ...]
    self_time: array[float]
    inclusive: array[float]
    calls: array[int]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, float, float, int]]) -> SampleCosts:
        """From rows of key, self time, inclusive and calls."""
        keys, own, inclusive, calls = tuple(zip(*rows)) or ((), (), (), ())
        return cls(tuple(keys), array("d", own), array("d", inclusive), array("I", calls))


class NodeFacts(NamedTuple):
    """A node as the roster shows it. `parent` and `rig` are keys."""

    key: str
    name: str
    path: str
    kind: str
    parent: str | None
    rig: str | None


class RigFacts(NamedTuple):
    """A rig as the host sees it, before the resolver names asset and version.

    `properties` are its string properties."""

    key: str
    name: str
    source: str | None
    properties: dict[str, str]


class SceneFacts(NamedTuple):
    """The open scene. `evaluation_mode` is an index of schema.json's evaluationModes."""

    path: str | None
    name: str
    modified: bool | None
    target_fps: float | None
    start: float | None
    end: float | None
    frame: float | None
    evaluation_mode: int
    node_count: int | None
    rigs: Sequence[RigFacts]


class Selection(NamedTuple):
    """What is selected: at most 1000 keys, the active one, and how many there are in all."""

    keys: Sequence[str]
    active: str | None
    total: int


class Rectangle(NamedTuple):
    """In the host's own pixels, y downwards."""

    x: float
    y: float
    width: float
    height: float


class WindowFacts(NamedTuple):
    """Where the host's main window lies, on which screen, and whether the host is the application that is worked in."""

    rectangle: Rectangle
    screen: Rectangle | None
    is_active: bool | None


class CapturePlan(NamedTuple):
    """What a capture is asked for: exactly one of `frames` and `seconds` is not None.

    `passes` of 1 or more repeats the same frames, where the host is driven."""

    frames: int | None
    seconds: float | None
    passes: int


class CaptureNode(NamedTuple):
    """What a host can tell of a captured node beyond its roster entry. `upstream` are keys of nodes that feed it,
    `reason` is why it evaluated and `gpu_why` why it does or does not on the GPU, in words."""

    key: str
    stable_id: str | None
    namespace: str | None
    component: str | None
    cycle: bool | None
    gpu: bool | None
    gpu_why: str | None
    reason: str | None
    upstream: Sequence[str]


class CaptureEvents(Protocol):
    """What a host tells while it captures. Called on the main thread; never raises, never blocks."""

    def begun(self, motion: str) -> None:
        """The warm-up is over. `motion` is observed (the host plays), driven (it is stepped) or reevaluated."""

    def pass_begun(self, index: int) -> None:
        """From 0, before the first frame of each pass."""

    def frame(self, row: FrameRow, costs: SampledFrame) -> None: ...
    def nodes(self, extra: Sequence[NodeFacts], facts: Sequence[CaptureNode], links_whole: bool) -> None:
        """May come in pieces. `extra` are nodes that only captures know, parents first; `links_whole` is false where
        only some links are known, and once false it stays."""

    def file(self, path: Path, format: str, began: float, until: float) -> None:
        """A file in the runtime folder in which the host itself recorded what nodes cost (maya.profiler), between two
        host seconds; it is taken from there. Frames come without costs then."""

    def ended(self, outcome: str, notices: Sequence[tuple[str, str]]) -> None:
        """Exactly once, after the host is as it was: done, cancelled or failed, with pairs of kind (incomplete,
        meaning, damage) and sentence. The first sentence of a failure says why."""


class HostLine(NamedTuple):
    """A line for the session's log, in the words of the wire. `time` is host seconds, None now."""

    level: str
    source: str
    text: str
    owner: str | None = None
    time: float | None = None


Say = Callable[[HostLine], None]
"""Puts a line into the session's log. Never raises, never blocks."""


class Wishes(NamedTuple):
    """What the settings wish of a host. `script_editor`: whether to listen to what it prints to its script editor."""

    script_editor: bool


class HostEvents(Protocol):
    """What a host tells the bridge. Called on the main thread; never raises, never blocks, costs microseconds."""

    def frame(self, row: FrameRow) -> None: ...
    def sampled(self, sampled: SampledFrame) -> None: ...
    def scene_changed(self) -> None: ...
    def graph_changed(self) -> None: ...
    def selection_changed(self) -> None:
        """Told where the selection can be read at once; reading it is what a person asked for by selecting."""

    def busy(self, what: str) -> None:
        """The host begins something long ("opening walk.blend")."""

    def idle(self) -> None:
        """The long thing has ended, well or not."""

    def tick(self) -> None:
        """The main thread is alive and it is safe to run commands now (drains the command queue within its budget)."""

    def tick_read_only(self) -> None:
        """The main thread is alive; only what changes nothing may run (while playing)."""

    def leaving(self) -> None:
        """The host process is about to end."""


class Probes(Protocol):
    """Wraps every callback that a host registers, into a plain function.

    Never lets an exception through, counts failures, and after three switches that probe off for the session and says
    so. The wrapped callback also adds its run time to the own-cost meter."""

    def wrap(self, name: str, function: Callable[..., None]) -> Callable[..., None]: ...


class HostRefusal(Exception):
    """Raised by select, frame and capture when they cannot be done now.

    `kind` is a word for code, the message a sentence for people."""

    def __init__(self, kind: str, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind


@runtime_checkable
class Configurable(Protocol):
    """A host that has something to configure. Called once before `attach`; it may change the host's capabilities."""

    def configure(self, wishes: Wishes, say: Say) -> None: ...


class WindowedHost(Protocol):
    """What a host with the capability `window` offers beside the rest."""

    def window(self) -> WindowFacts | None:
        """The main window now, read in microseconds; None while there is none."""


class Host(Protocol):
    """A DCC application. Nothing in it changes by any call but `select` and `frame`; what `capture` moves it puts
    back. One that can tell where its window is, is a WindowedHost too."""

    kind: str
    name: str
    version: str
    capabilities: Sequence[str]

    def attach(self, events: HostEvents, probes: Probes) -> Undo:
        """Registers what must always run: the frame counter and a slow tick (at least twice a second where the host has
        idle ticks). The undo removes every registration of this host, whatever was switched on since."""

    def observe(self, frames: bool, sample_hz: float) -> None:
        """Switches T0 (frames: rows, scene, selection, fast ticks of at least 30 Hz) and T1 (sample_hz > 0: one sampled
        frame each 1/sample_hz seconds) on or off. Called on the main thread, as often as wanted."""

    def scene(self) -> SceneFacts:
        """The open scene now."""

    def nodes(self) -> Iterator[NodeFacts]:
        """Every node, parents before children, read lazily so that the caller can slice it over ticks. May raise
        RuntimeError when the scene changes under it; the caller starts again."""

    def selection(self) -> Selection:
        """What is selected now."""

    def select(self, keys: Sequence[str], add: bool) -> int:
        """Selects the nodes as one undo step of the host's own; gives how many were found. Raises HostRefusal."""

    def frame(self, keys: Sequence[str]) -> int:
        """Moves the host's view to the nodes without changing the selection; gives how many were found.

        Raises HostRefusal."""

    def capture(self, plan: CapturePlan, events: CaptureEvents) -> Undo:
        """Begins a capture, one at a time; sampling pauses meanwhile. The first three frames after a change and after
        driving began are evaluated and not given. The undo cancels it: the host is as it was within one frame, and
        `ended` was told. Raises HostRefusal."""

    def memory_bytes(self) -> float | None:
        """Resident memory of the process. Runs on the I/O thread."""
