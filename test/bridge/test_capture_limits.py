"""What bounds a capture, and what a host may do to it: too many frames for the disk, too much for one file, a file of
the host's own, nodes that nobody told of."""

from __future__ import annotations

import random
from array import array
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as any_of
from rigscope_bridge.captures import writing
from rigscope_bridge.captures.captures import Captures
from rigscope_bridge.captures.desk import CaptureDesk
from rigscope_bridge.captures.running import MOST_FACTS, MOST_WAITING, RunningCapture
from rigscope_bridge.hosts.fake import FakeHost
from rigscope_bridge.hosts.host import (
    CaptureEvents,
    CaptureNode,
    CapturePlan,
    FrameRow,
    HostRefusal,
    NodeFacts,
    SampleCosts,
    SampledFrame,
    Undo,
)
from rigscope_bridge.own_cost import OwnCostMeter
from rigscope_bridge.roster import Node, RosterChange
from rigscope_bridge.roster_parts import RosterPicture
from rigscope_bridge.sampler import Sampler
from rigscope_bridge.session_state import SessionState
from rigscope_bridge.slices import Slices
from support.capture_log import CaptureLog

NAN = float("nan")
NOBODY = "0b1c2d3e4f506172"


class HandHost(FakeHost):
    """The test says itself what is told of the capture."""

    def __init__(self) -> None:
        super().__init__(nodes=0, rigs=0)
        self.undone = 0
        self.trouble: Exception | None = None
        self.events: CaptureEvents | None = None

    def capture(self, plan: CapturePlan, events: CaptureEvents) -> Undo:
        if self.trouble is not None:
            raise self.trouble
        self.events = events

        def undo() -> None:
            self.undone += 1
            events.ended("cancelled", ())

        return undo


class Bench:
    """Both halves of captures in one thread, with a roster of one node, `rig` (id 5)."""

    def __init__(self, folder: Path) -> None:
        self.host = HandHost()
        self.folder = folder
        self.time = 100.0
        meter = OwnCostMeter()
        self.captures = Captures(self.host, meter, lambda: self.time)
        self.sampler = Sampler(meter, lambda: self.time, lambda is_safe: None)
        hello = {"type": "hello"}
        self.state = SessionState(hello)
        for _ in self.state.roster.take(RosterChange(3, None, [Node(5, "rig", "rig", "/rig", "bone", None, 5)], [])):
            continue
        self.desk = CaptureDesk(self.captures, self.sampler, self.state, folder, NOBODY, Slices())

    def begin(self, **plan: Any) -> CaptureEvents:
        self.captures.begin(CapturePlan(**{"frames": 10, "seconds": None, "passes": 1, **plan}))
        assert self.host.events is not None
        return self.host.events

    def turn(self) -> dict[str, Any]:
        """The I/O thread's turn; gives how the capture goes then."""
        for _ in range(2000):
            list(self.desk.turn(self.time))
            self.sampler.last_tick = self.time
        assert self.state.capture is not None
        return self.state.capture


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def frame(events: CaptureEvents, number: float = 1.0, keys: tuple[str, ...] = ("rig",)) -> None:
    row = FrameRow(number, number, NAN, 0.01, NAN, NAN, 6, 1, 1, 4, 1, 0)
    costs = SampleCosts(
        keys, array("d", [0.001] * len(keys)), array("d", [0.002] * len(keys)), array("I", [1] * len(keys))
    )
    events.frame(row, SampledFrame(number, number, 0.01, 2, lambda: costs))


def log_of(message: dict[str, Any]) -> list[dict[str, Any]]:
    raw = [one for one in CaptureLog.raw(Path(message["file"]["path"])) if isinstance(one, dict)]
    return [one for one in raw if one["type"] != "hello"]


def test_a_disk_that_is_slower_than_the_host_costs_frames_and_says_how_many(bench: Bench) -> None:
    events = bench.begin(frames=None, seconds=600.0)
    events.begun("driven")
    for number in range(MOST_WAITING + 7):
        frame(events, float(number))
    events.ended("done", ())
    done = bench.turn()
    assert done["state"] == "done" and done["framesDone"] == MOST_WAITING - 1
    assert done["sentence"] == "8 frames are missing: the disk was slower than the host."


@pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_FRAMES"])
def test_a_capture_that_gets_too_long_ends_and_keeps_what_it_has(
    bench: Bench, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"rigscope_bridge.captures.writing.{limit}", 5 if limit == "MOST_FRAMES" else 3000)
    events = bench.begin(frames=None, seconds=600.0)
    events.begun("driven")
    for number in range(40):
        frame(events, float(number))
    bench.turn()
    bench.captures.tick()
    done = bench.turn()
    assert bench.host.undone == 1 and done["state"] == "done" and "and ended there" in done["sentence"]
    end = log_of(done)[-1]
    assert end["outcome"] == "done" and end["notices"][0]["kind"] == "incomplete"
    assert 0 < end["frames"] == done["framesDone"] < 40


def test_facts_of_more_nodes_than_anybody_can_look_at_are_left_out_and_counted(bench: Bench) -> None:
    running = RunningCapture(1, CapturePlan(1, None, 1), lambda: 0.0, lambda: 0.0)
    many = [CaptureNode("rig", None, None, None, None, None, None, None, ())] * (MOST_FACTS // 2 + 1)
    running.nodes((), many, True)
    running.nodes((), many, True)
    assert running.facts_dropped == len(many) and len(running.items) == 1


def test_nodes_that_only_captures_know_keep_their_ids_from_capture_to_capture(bench: Bench) -> None:
    listed = []
    for _ in range(2):
        events = bench.begin()
        events.begun("driven")
        frame(events, keys=("rig", "modifier/rig/Smooth", "object/new"))
        extra = NodeFacts("modifier/rig/Smooth", "Smooth", "/rig/Smooth", "modifier", "rig", "rig")
        facts = CaptureNode(extra.key, "stable", None, None, None, None, None, None, ("rig", "nowhere"))
        events.nodes([extra], [facts], True)
        events.ended("done", ())
        bench.captures.tick()
        log = log_of(bench.turn())
        nodes = {node["path"]: node for part in log if part["type"] == "roster" for node in part["nodes"]}
        assert nodes["/rig/Smooth"]["parent"] == nodes["/rig/Smooth"]["rig"] == 5
        assert nodes["object/new"]["kind"] == "" and nodes["/rig"]["id"] == 5
        told = next(one for one in log if one["type"] == "captureNodes")["nodes"]
        assert told[0]["id"] == nodes["/rig/Smooth"]["id"] and told[0]["upstream"] == [5]
        listed.append({path: node["id"] for path, node in nodes.items()})
    assert listed[0] == listed[1] and all(number >= 5 for number in listed[0].values())


def test_what_the_host_recorded_by_itself_comes_before_the_end_and_its_file_goes(bench: Bench, tmp_path: Path) -> None:
    own = tmp_path / "profile.txt"
    recorded = random.Random(1).randbytes(400_001)
    own.write_bytes(recorded)
    events = bench.begin()
    events.begun("observed")
    frame(events, keys=())
    events.file(own, "maya.profiler", 2.0, 3.5)
    events.ended("done", ())
    told = bench.turn()
    assert told["file"]["format"] == "rigscope.log" and not own.exists()
    log = CaptureLog(CaptureLog.raw(Path(told["file"]["path"])))
    (announced,), (end,) = log.of("captureFile"), log.of("captureEnd")
    assert announced == {"type": "captureFile", "format": "maya.profiler", "bytes": 400_001, "from": 2.0, "until": 3.5}
    assert log.records[-1] is end and end["frames"] == 1
    assert b"".join(log.recorded()) == recorded and max(map(len, log.recorded())) <= 128 * 1024


@pytest.mark.parametrize("outcome", ["failed", "cancelled"])
def test_of_a_capture_that_comes_to_nothing_the_hosts_own_file_is_removed(
    bench: Bench, tmp_path: Path, outcome: str
) -> None:
    own = tmp_path / "profile.txt"
    own.write_bytes(b"maya")
    events = bench.begin()
    events.begun("observed")
    if outcome == "cancelled" and bench.captures.current is not None:
        bench.captures.current.end_because("cancel")
    events.file(own, "maya.profiler", 2.0, 3.5)
    events.ended(outcome, [("damage", "Maya lost it.")])
    assert bench.turn()["state"] == outcome
    assert list(tmp_path.iterdir()) == []


def test_a_recording_that_nobody_could_read_is_refused_with_its_size(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_BYTES", 3 << 20)
    own = tmp_path / "profile.txt"
    own.write_bytes(bytes(4 << 20))
    events = bench.begin()
    events.begun("observed")
    events.file(own, "maya.profiler", 2.0, 3.5)
    events.ended("done", ())
    told = bench.turn()
    assert told["state"] == "failed" and told["sentence"].startswith("The host recorded 4 MB")
    assert list(tmp_path.iterdir()) == []


def test_a_capture_that_ends_before_the_nodes_were_read_waits_for_them(bench: Bench) -> None:
    bench.state.roster = unread = RosterPicture()
    bench.desk = CaptureDesk(bench.captures, bench.sampler, bench.state, bench.folder, NOBODY, Slices())
    events = bench.begin()
    events.begun("driven")
    frame(events)
    events.ended("done", ())
    assert bench.turn()["state"] == "writing"
    for _ in unread.take(RosterChange(1, None, [Node(5, "rig", "rig", "/rig", "bone", None, 5)], [])):
        continue
    done = bench.turn()
    assert done["state"] == "done"
    (part,) = [one for one in log_of(done) if one["type"] == "roster" and one["nodes"]]
    assert part["nodes"][0]["path"] == "/rig"


def test_a_capture_whose_nodes_are_never_read_is_written_all_the_same(bench: Bench) -> None:
    bench.state.roster = RosterPicture()
    bench.desk = CaptureDesk(bench.captures, bench.sampler, bench.state, bench.folder, NOBODY, Slices())
    events = bench.begin()
    events.begun("driven")
    frame(events)
    events.ended("done", ())
    bench.turn()
    bench.time += 11.0
    assert bench.turn()["state"] == "done"


def test_a_host_that_ends_before_the_first_frame_took_no_capture(bench: Bench) -> None:
    events = bench.begin()
    events.ended("cancelled", [("incomplete", "Another scene was opened.")])
    told = bench.turn()
    assert told["state"] == "cancelled" and told["sentence"] == "Another scene was opened." and told["file"] is None


def test_a_host_that_raises_begins_nothing_and_may_be_asked_again(bench: Bench) -> None:
    for trouble in (ValueError("no scene"), HostRefusal("rendering", "It renders.")):
        bench.host.trouble = trouble
        with pytest.raises(type(trouble)):
            bench.begin()
    bench.host.trouble = None
    bench.begin()
    assert bench.captures.is_running and len(bench.captures.begun) == 1


def test_what_a_host_tells_after_the_end_is_not_heard(bench: Bench) -> None:
    events = bench.begin()
    events.begun("driven")
    frame(events)
    events.ended("done", ())
    frame(events)
    events.ended("failed", [("damage", "Too late.")])
    assert bench.turn()["state"] == "done" and bench.turn()["framesDone"] == 1


def test_a_frame_that_takes_minutes_is_no_standstill(bench: Bench) -> None:
    events = bench.begin()
    events.begun("driven")
    frame(events)
    bench.turn()
    for _ in range(50):
        bench.time += 5.0
        list(bench.desk.turn(bench.time))
    bench.sampler.last_tick = bench.time
    assert bench.turn()["state"] == "recording" and bench.captures.current is not None
    assert bench.captures.current.wish is None


_CALLS = any_of.sampled_from(("begun", "pass", "frame", "nodes", "ended", "cancel", "tick", "turn"))


@given(any_of.lists(_CALLS, max_size=30))
def test_in_whatever_order_things_happen_a_capture_ends_once_and_its_file_is_whole_or_gone(
    tmp_path_factory: pytest.TempPathFactory, calls: list[str]
) -> None:
    bench = Bench(tmp_path_factory.mktemp("run"))
    events = bench.begin()
    for call in [*calls, "cancel", "tick"]:
        if call == "begun":
            events.begun("driven")
        elif call == "pass":
            events.pass_begun(0)
        elif call == "frame":
            frame(events)
        elif call == "nodes":
            events.nodes((), (), True)
        elif call == "ended":
            events.ended("done", ())
        elif call == "cancel":
            bench.desk.cancel(1)
        elif call == "tick":
            bench.captures.tick()
        else:
            list(bench.desk.turn(bench.time))
    told = bench.turn()
    assert told["state"] in ("done", "cancelled") and not bench.captures.is_running
    assert (told["file"] is not None) is (told["state"] == "done")
    files = list(bench.desk._runtime.glob("capture-*"))
    assert len(files) == (told["state"] == "done")
    if files:
        assert log_of(told)[-1]["type"] == "captureEnd"
        assert told["framesDone"] > 0
