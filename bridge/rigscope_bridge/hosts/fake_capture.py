"""The fake host's captures: every number follows from the frame and the pass, so that whoever reads a capture can say
what must be in it, and every trouble that a host can have with one happens on request."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..clock import monotonic
from .fake_scene import FakeScene
from .host import CaptureEvents, CaptureNode, CapturePlan, FrameRow, HostRefusal, NodeFacts, SampleCosts, SampledFrame

if TYPE_CHECKING:
    from .fake import FakeHost

WARM_UP = 3
TROUBLES = ("refuse", "fail", "raise", "unreadable", "leave", "truncate", "block", "silent", "stubborn")
"""What can go wrong: it refuses; ends as failed, by an exception in a callback or with costs that cannot be read, all
in the fifth frame; the artist takes over there; it lists only some nodes; blocks for three seconds there; tells nothing
more; or cannot be put back."""
_AT_FRAME = 5
_NAN = float("nan")
_PLAYBACK, _CAPTURE = 1, 6
_FREE, _NOT_CACHED, _PARALLEL, _BRACKET = 1, 1, 3, 1
_TRUNCATED, _PROCESSOR_TIME = 1, 2
_DRAW_SECONDS = 0.001
_LISTED = 32
_FPS = 24.0
MODIFIERS = (("Subdivision", "SUBSURF", 0.25), ("Smooth", "CORRECTIVE_SMOOTH", 0.35))
"""Name, type and share of its object's cost."""


class FakeCosts:
    """What a scene's nodes cost in a frame, modifiers included. `slow` adds seconds to nodes by key."""

    def __init__(self, scene: FakeScene, slow: dict[str, float]) -> None:
        self.scene = scene
        self.slow = slow
        self.modifiers = [
            NodeFacts(
                f"modifier/{rig.name}_body/{name}", name, f"/{rig.name}/{rig.name}_body/{name}", kind, body, rig.key
            )
            for rig in scene.rigs
            for body in [f"object/{rig.name}_body"]
            for name, kind, _ in ((name, f"modifier {kind}", share) for name, kind, share in MODIFIERS)
        ]
        self._shares = {
            fact.key: (fact.parent, MODIFIERS[i % len(MODIFIERS)][2]) for i, fact in enumerate(self.modifiers)
        }

    def of(self, frame: float, index: int) -> SampleCosts:
        """Of a frame in the pass `index`, which is a hundredth of a percent dearer than the one before."""
        sampled, _ = self.scene.samples(self.scene.rig_costs(frame / _FPS))
        scale = 1 + index * 1e-4
        inclusive = array(
            "d", [own * scale + self.slow.get(key, 0.0) for key, own in zip(sampled.keys, sampled.self_time)]
        )
        own = array("d", inclusive)
        keys, calls = list(sampled.keys), array("I", sampled.calls)
        row_of = {key: row for row, key in enumerate(keys)}
        for key, (body, share) in self._shares.items():
            row = row_of.get(body or "")
            if row is None:
                continue
            part = (inclusive[row] - self.slow.get(keys[row], 0.0)) * share + self.slow.get(key, 0.0)
            inclusive[row] += self.slow.get(key, 0.0)
            own[row] -= part - self.slow.get(key, 0.0)
            keys.append(key)
            own.append(part)
            inclusive.append(part)
            calls.append(1)
        return SampleCosts(tuple(keys), own, inclusive, calls)


class FakeCapture:
    """One capture; `step` is a turn of the host's main loop."""

    def __init__(self, host: FakeHost, plan: CapturePlan, events: CaptureEvents) -> None:
        if "refuse" in host.capture_troubles:
            raise HostRefusal("rendering", f"{host.name} renders; take the capture when it is done.")
        self.is_over = False
        self._host = host
        self._plan = plan
        self._events = events
        self._costs = FakeCosts(host.content, host.slow_nodes)
        self._motion = "observed" if host.is_playing else "reevaluated" if host.is_still else "driven"
        self._frame_before = host.frame_now
        self._given = 0
        self._turns = self._frames()

    def step(self) -> None:
        """Evaluates the next frame and tells it. Where this raises, the host is put back and says that it failed."""
        try:
            next(self._turns, None)
        except Exception as error:  # noqa: BLE001 - whatever fails, the host is put back
            self._end("failed", [("damage", f"A frame could not be captured: {error}")])

    def cancel(self) -> None:
        """The host is as it was, at once."""
        if "stubborn" in self._host.capture_troubles:
            self._host.capture_troubles = ()
            self._host.frame_now = self._frame_before
            self.is_over = True
            raise RuntimeError("the time cannot be set back")
        self._end("cancelled", ())

    def _frames(self) -> Iterator[None]:
        for number in range(WARM_UP):
            self._evaluate(float(self._frame_before + number), 0)
            yield
        self._events.begun(self._motion)
        began = monotonic()
        passes = 1 if self._motion == "observed" else self._plan.passes
        for index in range(passes):
            self._events.pass_begun(index)
            count = 0
            while count != self._plan.frames and not (
                self._plan.seconds is not None and monotonic() - began >= self._plan.seconds * (index + 1) / passes
            ):
                if self._is_in_trouble():
                    yield
                    continue
                if self.is_over:
                    return
                self._tell(float(self._frame_before + (0 if self._host.is_still else count)), index)
                count += 1
                yield
        if not self.is_over:
            self._tell_nodes()
            self._end("done", self._notices())

    def _is_in_trouble(self) -> bool:
        """Whether there is nothing to tell in this turn."""
        troubles = self._host.capture_troubles
        if self._given < _AT_FRAME:
            return False
        if "fail" in troubles:
            self._end("failed", [("damage", "The fake host lost the scene under the capture. Open it again.")])
        elif "leave" in troubles:
            self._end("cancelled", [("incomplete", f"Playback was started after {self._given} frames.")])
        elif "raise" in troubles:
            self._host.failing.add("pre")
        elif "block" in troubles and self._given == _AT_FRAME:
            time.sleep(3.0)
        return "silent" in troubles

    def _evaluate(self, frame: float, index: int) -> SampleCosts:
        host = self._host
        began = monotonic()
        if self._motion != "observed":
            host.frame_now = int(frame)
        host.call("pre")
        costs = self._costs.of(frame, index)
        pace = max(host.capture_seconds, evaluation_of(costs) + _DRAW_SECONDS)
        time.sleep(max(0.0, pace - (monotonic() - began)))
        return costs

    def _tell(self, frame: float, index: int) -> None:
        costs = self._evaluate(frame, index)
        now = monotonic()
        evaluation = evaluation_of(costs)
        flags = _PROCESSOR_TIME
        if "truncate" in self._host.capture_troubles:
            flags |= _TRUNCATED
            costs = _costliest(costs)
        activity = _PLAYBACK if self._motion == "observed" else _CAPTURE
        interval = evaluation + _DRAW_SECONDS if self._motion == "observed" else _NAN
        times = (now, frame, interval, evaluation, _DRAW_SECONDS, _NAN)
        row = FrameRow(*times, activity, _FREE, _NOT_CACHED, _PARALLEL, _BRACKET, 0)
        is_readable = "unreadable" not in self._host.capture_troubles or self._given < _AT_FRAME

        def read() -> SampleCosts:
            if not is_readable:
                raise OSError("the host's file of costs is gone")
            return costs

        self._given += 1
        self._events.frame(row, SampledFrame(now, frame, evaluation, flags, read))
        self._host.tell_frame(row)

    def _tell_nodes(self) -> None:
        scene = self._costs.scene
        facts = [_facts(node, self._host.is_still) for node in scene.nodes.values()]
        facts += [_facts(node, self._host.is_still) for node in self._costs.modifiers]
        self._events.nodes(self._costs.modifiers, facts, True)

    def _notices(self) -> Sequence[tuple[str, str]]:
        notices = []
        if self._motion == "reevaluated":
            notices.append(("meaning", "Nothing is animated in this scene, so the rigs were evaluated again in place."))
        if "truncate" in self._host.capture_troubles:
            said = f"The fake host lists its {_LISTED} costliest nodes per frame; what is beyond is unknown."
            notices.append(("meaning", said))
        return notices

    def _end(self, outcome: str, notices: Sequence[tuple[str, str]]) -> None:
        if not self.is_over:
            self.is_over = True
            self._host.frame_now = self._frame_before
            self._events.ended(outcome, notices)


def evaluation_of(costs: SampleCosts) -> float:
    """Wall-clock seconds that a frame of these costs takes: the host has two threads."""
    return sum(costs.self_time) / 2


def _costliest(costs: SampleCosts) -> SampleCosts:
    rows = sorted(range(len(costs.keys)), key=lambda row: -costs.inclusive[row])[:_LISTED]
    return SampleCosts.of((costs.keys[r], costs.self_time[r], costs.inclusive[r], costs.calls[r]) for r in rows)


def _facts(node: NodeFacts, is_still: bool) -> CaptureNode:
    rig = None if node.rig is None else node.rig.partition("/")[2]
    is_bone, is_body = node.kind == "bone", node.kind == "MESH"
    side = node.name[-2:] if node.name[-2:] in (".L", ".R") else ""
    component = f"{node.name.split('.')[0]}{side.replace('.', '_')}" if is_bone else None
    reason = (
        "it was tagged for evaluation"
        if is_still
        else "its transform is animated"
        if is_bone
        else "what feeds it changed"
    )
    why = "it is deformed on the GPU" if is_body else None if is_bone else "it is no mesh"
    upstream = [] if node.parent is None else [node.parent]
    is_cycle = is_bone and node.name.startswith("neck")
    return CaptureNode(node.key, node.path, rig, component, is_cycle, is_body, why, reason, upstream)
