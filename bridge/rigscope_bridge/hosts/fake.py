"""A host without a DCC: a main loop that is driven from outside, with a scene that plays and misbehaves on request.

`python -m rigscope_bridge.hosts.fake` runs it as a process with a real server until it is told to end; that is left to
fake_process.py."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import Callable

from ..clock import Clock, monotonic
from .fake_capture import FakeCapture
from .fake_scene import FakeScene
from .host import (
    CaptureEvents,
    CapturePlan,
    FrameRow,
    HostEvents,
    HostRefusal,
    NodeFacts,
    Probes,
    Rectangle,
    SampledFrame,
    SceneFacts,
    Selection,
    Undo,
    WindowFacts,
)
from .process_memory import resident_bytes

NAN = float("nan")
_IDLE, _PLAYBACK = 0, 1
_FREE, _CAPPED = 1, 3
_NOT_CACHED = 1
_PARALLEL = 3
_BRACKET = 1
_LOOP_WRAP, _WARM_UP, _SAMPLED, _FIRST_AFTER_PAUSE = 1, 2, 16, 32
_TRUNCATED, _PROCESSOR_TIME = 1, 2
_FIRST_FRAME, _LAST_FRAME = 1, 120


class JumpingClock(Clock):
    """A clock whose wall time can be set, as an administrator or a time server does."""

    def __init__(self) -> None:
        self.shift = 0.0

    def wall(self) -> float:
        return time.time() + self.shift


class FakeHost:
    """Fulfils hosts.host.Host. `is_playing`, `fps` and `is_capped` may be changed at any time.

    `failing` names callbacks (pre, post, tick) that raise when they run."""

    kind = "fake"
    name = "Fake host"
    version = "1.0"
    capabilities: Sequence[str] = tuple(
        "idleTicks drawSubmit samples select frameInHost capture manipulation window".split()
    )
    printed_lines: Sequence[str] = (r"fake graph updated in [0-9.]+ seconds",)

    def __init__(self, nodes: int = 400, rigs: int = 3, fps: float = 24.0, name: str = "walk_v007") -> None:
        self.content = FakeScene(nodes, rigs)
        self.scene_name = name
        self.fps = fps
        self.is_capped = True
        self.is_playing = True
        self.is_safe = True
        self.failing: set[str] = set()
        self.is_still = False
        """Whether nothing in the scene is animated."""
        self.slow_nodes: dict[str, float] = {}
        """Seconds that captured nodes cost beyond what they would, by key."""
        self.capture_seconds = 0.0
        """How long a turn of a capture takes at least."""
        self.capture_troubles: Sequence[str] = ()
        self.window_facts = WindowFacts(Rectangle(100, 80, 1200, 800), Rectangle(0, 0, 1920, 1080), False)
        self.frames_completed = 0
        self.framed: list[str] = []
        self.selected: list[str] = []
        self.undo_steps = 0
        self._events: HostEvents | None = None
        self._callbacks: dict[str, Callable[[], None]] = {}
        self._wants_frames = False
        self._sample_hz = 0.0
        self._next_sample = 0.0
        self._warm_up = 3
        self.frame_now = _FIRST_FRAME
        self._capture: FakeCapture | None = None
        self._last_end: float | None = None
        self._next_slow_tick = 0.0
        self._began = monotonic()

    # What the bridge asks.

    def attach(self, events: HostEvents, probes: Probes) -> Undo:
        self._events = events
        for name, function in (("pre", self._pre), ("post", self._post), ("tick", self._tick)):
            self._callbacks[name] = probes.wrap(name, function)

        def undo() -> None:
            self._callbacks.clear()
            self._events = None
            self._capture = None
            self._wants_frames, self._sample_hz = False, 0.0

        return undo

    def observe(self, frames: bool, sample_hz: float) -> None:
        self._wants_frames, self._sample_hz = frames, sample_hz if frames else 0.0
        self._next_sample = 0.0
        self._last_end = None

    def scene(self) -> SceneFacts:
        path = f"/show/shots/{self.scene_name}.fake"
        scene = self.content
        return SceneFacts(
            path,
            self.scene_name,
            False,
            self.fps,
            _FIRST_FRAME,
            _LAST_FRAME,
            self.frame_now,
            _PARALLEL,
            len(scene.nodes),
            scene.rigs,
        )

    def nodes(self) -> Iterator[NodeFacts]:
        return self.content.read()

    def selection(self) -> Selection:
        return Selection(self.selected[:1000], self.selected[-1] if self.selected else None, len(self.selected))

    def select(self, keys: Sequence[str], add: bool) -> int:
        found = [key for key in keys if key in self.content.nodes]
        if not found:
            raise HostRefusal("notFound", "None of these nodes is in the scene any more.")
        self.selected = list(dict.fromkeys([*(self.selected if add else ()), *found]))
        self.undo_steps += 1
        self.tell_selection()
        return len(found)

    def frame(self, keys: Sequence[str]) -> int:
        self.framed = [key for key in keys if key in self.content.nodes]
        return len(self.framed)

    def capture(self, plan: CapturePlan, events: CaptureEvents) -> Undo:
        if self._capture is not None and not self._capture.is_over:
            raise HostRefusal("busy", f"{self.name} captures already.")
        capture = self._capture = FakeCapture(self, plan, events)
        return capture.cancel

    def memory_bytes(self) -> float | None:
        return resident_bytes()

    def window(self) -> WindowFacts | None:
        return self.window_facts

    # What drives it.

    def step(self) -> None:
        """One turn of the main loop: a frame where it plays, ticks, and the wait that a frame's pace asks for."""
        began = monotonic()
        if self._capture is not None and self._capture.is_over:
            self._capture = None
        if self._capture is not None:
            self._capture.step()
        elif self.is_playing:
            self._play_frame(began)
        else:
            self._last_end = None
            time.sleep(0.01)
        if self._wants_frames or began >= self._next_slow_tick:
            self._next_slow_tick = began + 0.4
            self.call("tick")

    def run(self, seconds: float, until: Callable[[], bool] = lambda: False) -> bool:
        """Steps for so long, or until something holds; whether it does."""
        end = monotonic() + seconds
        while monotonic() < end:
            if until():
                return True
            self.step()
        return until()

    def block(self, seconds: float) -> None:
        """The main thread does nothing else for so long, and says nothing of it."""
        time.sleep(seconds)

    def be_busy(self, what: str, seconds: float) -> None:
        """The same, but the host says what it is doing."""
        if self._events is not None:
            self._events.busy(what)
        time.sleep(seconds)
        if self._events is not None:
            self._events.idle()

    def select_by_hand(self, keys: Sequence[str]) -> None:
        """As the artist does."""
        self.selected = list(keys)
        self.tell_selection()

    def tell_frame(self, row: FrameRow) -> None:
        """A frame that a capture evaluated is a frame like any other."""
        if self._wants_frames and self._events is not None:
            self._events.frame(row)

    def tell_selection(self) -> None:
        if self._events is not None:
            self._events.selection_changed()

    def tell_graph(self) -> None:
        """Nodes came, went or were renamed."""
        self._warm_up = 3
        if self._events is not None:
            self._events.graph_changed()

    def open_scene(self, name: str, nodes: int = 400, rigs: int = 3) -> None:
        """Another scene takes this one's place."""
        self.scene_name, self.content, self.selected = name, FakeScene(nodes, rigs), []
        self._warm_up = 3
        if self._events is not None:
            self._events.scene_changed()

    # What its callbacks do.

    def _play_frame(self, began: float) -> None:
        self.call("pre")
        costs = self.content.rig_costs(began - self._began)
        evaluation = 0.001 + sum(costs) * 0.8
        draw = 0.004 + len(costs) * 0.0005
        pace = max(evaluation + draw + 0.001, 1.0 / self.fps) if self.is_capped else evaluation + draw + 0.001
        time.sleep(max(0.0, pace - (monotonic() - began)))
        self._now = monotonic()
        self._costs, self._evaluation, self._draw = costs, evaluation, draw
        self.call("post")
        self.frames_completed += 1
        self.frame_now = _FIRST_FRAME if self.frame_now >= _LAST_FRAME else self.frame_now + 1

    def call(self, name: str) -> None:
        """Runs a callback that the bridge wrapped."""
        callback = self._callbacks.get(name)
        if callback is not None:
            callback()

    def _pre(self) -> None:
        self._fail("pre")

    def _post(self) -> None:
        self._fail("post")
        events = self._events
        if events is None:
            return
        marks = (_LOOP_WRAP if self.frame_now == _FIRST_FRAME else 0) | (_WARM_UP if self._warm_up > 0 else 0)
        self._warm_up -= 1
        is_sampled = self._sample_hz > 0 and self._now >= self._next_sample
        if is_sampled:
            self._next_sample = self._now + 1.0 / self._sample_hz
            marks |= _SAMPLED
            self._send_samples(events)
        interval = NAN if self._last_end is None else self._now - self._last_end
        marks |= _FIRST_AFTER_PAUSE if self._last_end is None else 0
        self._last_end = self._now
        speed = _CAPPED if self.is_capped else _FREE
        times = (self._now, float(self.frame_now), interval, self._evaluation, self._draw, NAN)
        events.frame(FrameRow(*times, _PLAYBACK, speed, _NOT_CACHED, _PARALLEL, _BRACKET, marks))

    def _send_samples(self, events: HostEvents) -> None:
        content, costs = self.content, self._costs
        flags = _PROCESSOR_TIME | (_TRUNCATED if len(content.nodes) > 5_000 else 0)
        sampled = SampledFrame(
            self._now, float(self.frame_now), self._evaluation, flags, lambda: content.samples(costs)[0]
        )
        events.sampled(sampled)

    def _tick(self) -> None:
        self._fail("tick")
        if self._events is not None:
            if self.is_safe:
                self._events.tick()
            else:
                self._events.tick_read_only()

    def _fail(self, name: str) -> None:
        if name in self.failing:
            raise ValueError(f"{name} was asked to fail")


if __name__ == "__main__":
    from .fake_process import main

    sys.exit(main(sys.argv[1:]))
