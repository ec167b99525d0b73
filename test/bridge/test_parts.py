"""The bridge's smaller parts, each by itself: hitches, back-off, cost, probes, outbox, roster, logs, conversation."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as any_of
from rigscope_bridge import columns
from rigscope_bridge.back_off import BackOff
from rigscope_bridge.conversation import Ask, Complain, Conversation, Leave, Say, Watching, together
from rigscope_bridge.duties import Observation
from rigscope_bridge.hitches import HitchFinder
from rigscope_bridge.hosts.host import FrameRow, NodeFacts
from rigscope_bridge.logs import LogQueue, PythonLogs
from rigscope_bridge.outbox import ColumnMessage, Outbox
from rigscope_bridge.own_cost import OwnCost, OwnCostMeter
from rigscope_bridge.probes import SafeProbes
from rigscope_bridge.roster import Roster, Scan
from rigscope_bridge.roster_parts import RosterPicture
from rigscope_bridge.session_state import SessionState

NAN = columns.NAN


def row(interval: float, marks: int = 0) -> FrameRow:
    return FrameRow(0.0, 1.0, interval, 0.01, 0.0, 0.0, 1, 1, 1, 1, 1, marks)


def hitches(intervals: list[float], fps: float | None = 24.0) -> list[bool]:
    finder = HitchFinder()
    return [finder.look_at(row(interval), fps) is not None for interval in intervals]


def test_a_hitch_is_twice_the_usual_interval_and_well_over_the_target() -> None:
    assert hitches([0.04] * 10 + [0.09, 0.04]) == [False] * 10 + [True, False]
    assert not any(hitches([0.01] * 10 + [0.05]))
    assert hitches([0.01] * 10 + [0.05], None)[-1]
    assert not any(hitches([0.04, 0.2]))


def test_a_pause_is_no_hitch() -> None:
    finder = HitchFinder()
    for _ in range(10):
        finder.look_at(row(0.04), 24)
    assert finder.look_at(row(5.0, columns.MARKS["firstAfterPause"]), 24) is None
    assert finder.look_at(row(NAN), 24) is None
    assert finder.look_at(row(0.2), 24) is None


def test_the_bridge_backs_off_step_by_step_and_recovers_more_slowly_each_time() -> None:
    back_off = BackOff(0.00025, 0.001)
    over, calm = OwnCost(0.001, 0.001, 0.02, None, 200), OwnCost(0.0001, 0.0001, 0.002, None, 200)
    raised, now = [], 0.0
    for _ in range(12):
        now += 1.0
        changed = back_off.judge(now, over)
        raised += [changed] if changed else []
    assert [level.level for level in raised] == [1, 2, 3]
    assert raised[0].reason == "The bridge took 1.00 ms a frame; its budget is 0.25 ms."
    times = []
    while back_off.level > 0:
        now += 1.0
        changed = back_off.judge(now, calm)
        times += [now] if changed else []
        assert now < 1000
    assert len(times) == 3 and times[1] - times[0] >= 10


def test_costly_samples_never_switch_the_frame_counter_alone_on() -> None:
    back_off = BackOff(0.00025, 0.001)
    for second in range(60):
        back_off.judge(float(second), OwnCost(0.0001, 0.0001, 0.002, 0.01, 200))
    assert back_off.level == 2


def test_a_few_slow_frames_cost_samples_but_never_the_frames() -> None:
    back_off, reasons = BackOff(0.00025, 0.001), []
    for second in range(60):
        changed = back_off.judge(float(second), OwnCost(0.0001, 0.0003, 0.002, None, 200))
        reasons += [changed.reason] if changed else []
    assert back_off.level == 2
    assert reasons[0] == "One frame in a hundred took the bridge 0.30 ms; the budget is 0.25 ms."


def test_where_nothing_is_sampled_only_the_frames_can_be_given_up() -> None:
    back_off = BackOff(0.00025, 0.001, samples=False)
    for second in range(60):
        assert back_off.judge(float(second), OwnCost(0.0001, 0.0003, 0.002, None, 200)) is None
    levels, now = [], 60.0
    while len(levels) < 2:
        now += 1.0
        mean = 0.0001 if levels else 0.001
        changed = back_off.judge(now, OwnCost(mean, mean, 0.002, None, 200))
        levels += [changed.level] if changed else []
        assert now < 1000
    assert levels == [3, 0]


def test_on_a_slow_machine_a_hundredth_of_the_frame_is_allowed() -> None:
    back_off = BackOff(0.00025, 0.001)
    for second in range(60):
        back_off.judge(float(second), OwnCost(0.0008, 0.0012, 0.006, 0.0012, 200, 0.13))
    assert back_off.level == 0
    for second in range(60, 64):
        back_off.judge(float(second), OwnCost(0.0008, 0.0014, 0.006, 0.0012, 200, 0.13))
    assert back_off.level == 1


def test_a_few_frames_are_not_judged() -> None:
    back_off = BackOff(0.00025, 0.001)
    assert all(back_off.judge(float(n), OwnCost(0.01, 0.01, 0.1, None, 50)) is None for n in range(20))


def test_own_cost_tells_frames_samples_and_what_was_asked_for_apart() -> None:
    meter = OwnCostMeter()
    meter.read(0.0)
    for number in range(200):
        meter.spent(0.0001)
        meter.frame(number * 0.01, meter.take_frame(), False)
    meter.spent(0.008)
    meter.asked_for(0.0079)
    meter.frame(2.0, meter.take_frame(), False)
    meter.frame(2.0, 0.0011, True)
    cost = meter.read(2.0)
    assert cost.mean == pytest.approx(0.0001) and cost.p99 == pytest.approx(0.0001)
    assert cost.sampled_frame == pytest.approx(0.001) and cost.share == pytest.approx(0.014)
    assert meter.read(60.0).mean is None


def test_a_probe_fails_three_times_and_then_is_left_alone() -> None:
    meter = OwnCostMeter()
    probes, calls = SafeProbes(meter), []

    def fail(*arguments: object) -> None:
        calls.append(arguments)
        raise KeyError("x")

    wrapped = probes.wrap("probe", fail)
    for number in range(5):
        wrapped(number)
    assert [arguments[0] for arguments in calls] == [0, 1, 2]
    assert [(off.probe, off.failures, off.error) for off in probes.disabled] == [("probe", 3, "KeyError: 'x'")]
    assert meter.total > 0


def message(kind: str, sequence: int) -> ColumnMessage:
    return ColumnMessage(columns.Header(columns.KINDS[kind], 0, 1, sequence, 1, 0, NAN, NAN, NAN), b"")


def test_control_goes_first_frames_in_order_and_samples_newest_only() -> None:
    outbox = Outbox()
    outbox.frames(message("frames", 1))
    outbox.samples(message("samples", 1))
    outbox.samples(message("samples", 2))
    outbox.say("hello")
    outbox.say(iter(["part 0", "part 1"]))
    assert [outbox.next() for _ in range(3)] == ["hello", "part 0", "part 1"]
    frames, samples = outbox.next(), outbox.next()
    assert isinstance(frames, bytes) and isinstance(samples, bytes)
    assert columns._HEADER.unpack_from(samples)[4:7] == (2, 1, 1)
    assert outbox.next() is None and outbox.is_empty


def test_frames_that_a_client_does_not_read_are_dropped_oldest_first_and_counted() -> None:
    outbox = Outbox()
    for sequence in range(300):
        outbox.frames(message("frames", sequence))
    first = outbox.next()
    assert isinstance(first, bytes) and columns._HEADER.unpack_from(first)[4] == 44
    assert columns._HEADER.unpack_from(first)[6] == 44


KEYS = any_of.lists(any_of.sampled_from("abcdefgh"), unique=True)


@given(any_of.lists(KEYS, min_size=1, max_size=8))
def test_pictures_follow_rosters_and_ids_are_never_reused(scans: list[list[str]]) -> None:
    roster, picture = Roster(), RosterPicture()
    owners: dict[int, int] = {}
    alive: dict[str, int] = {}
    for keys in scans:
        scan = Scan(roster, iter([NodeFacts(key, key, key, "bone", None, None) for key in keys]))
        assert scan.step(lambda: True)
        change = scan.finish()
        if change is not None:
            for _ in picture.take(change):
                continue
        assert picture.ids.keys() == set(keys)
        for key, node in picture.ids.items():
            assert alive.get(key, node) == node and owners.setdefault(node, hash(key)) == hash(key)
        assert not {node for key, node in alive.items() if key not in picture.ids} & set(picture.ids.values())
        alive = dict(picture.ids)


def test_a_scan_is_sliced_and_can_be_given_up() -> None:
    roster = Roster()

    def nodes() -> Iterator[NodeFacts]:
        for number in range(1000):
            yield NodeFacts(str(number), "n", "n", "bone", None, None)
        raise RuntimeError("the scene changed")

    scan = Scan(roster, nodes())
    assert scan.step(lambda: False) is False
    with pytest.raises(RuntimeError):
        scan.step(lambda: True)
    assert roster.version == 0 and roster.nodes == {}


def test_equal_lines_in_a_row_are_folded_and_a_flood_is_bounded_and_counted() -> None:
    queue = LogQueue(lambda: 1.0)
    for _ in range(1000):
        queue.add("info", "stdout", "same", None)
    assert [(line.text, line.repeats) for line in queue.take(10)] == [("same", 1000)]
    queue.add("info", "stdout", "same", None)
    assert queue.take(10)[0].repeats == 1
    for number in range(5000):
        queue.add("info", "stdout", str(number), None)
    assert queue.dropped == 3000 and queue.take(1)[0].text == "3000"


def test_tracebacks_are_told_with_their_owner_and_hooks_are_put_back() -> None:
    queue = LogQueue(lambda: 1.0)
    logs, before = PythonLogs(queue), (sys.excepthook, list(logging.getLogger().handlers))
    seen: list[object] = []
    sys.excepthook = lambda *arguments: seen.append(arguments)
    mine, factory = sys.excepthook, logging.getLogRecordFactory()
    logs.start()
    # A handler on the root logger would silence the warnings of programs that configured nothing.
    assert logging.getLogger().handlers == before[1]
    try:
        raise ValueError("broken tool")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
        logging.getLogger("studio").exception("it failed")
    logs.stop()
    assert sys.excepthook is mine and len(seen) == 1
    sys.excepthook = before[0]
    assert logging.getLogRecordFactory() is factory
    logging.getLogger("studio").error("after the end")
    first, second = queue.take(10)
    assert (first.source, first.level, first.owner) == ("traceback", "error", __name__)
    assert "ValueError: broken tool" in first.text and second.text.startswith("it failed\nTraceback")


def test_a_record_that_cannot_be_written_does_no_harm() -> None:
    queue = LogQueue(lambda: 1.0)
    logs = PythonLogs(queue)
    logs.start()
    logging.getLogRecordFactory()("x", 30, "f", 1, "%d", ("not a number",), None)
    logs.stop()
    assert queue.dropped == 1


def conversation() -> Conversation:
    return Conversation(1, SessionState({"type": "hello"}))


def test_a_conversation_turns_text_into_what_is_to_be_done() -> None:
    talk = conversation()
    actions = list(talk.receive('{"type":"watch","id":3,"frames":true,"samples":true,"sampleHz":2}', 0.0))
    assert [type(action) for action in actions] == [Watching, Say] and talk.wish == Observation(True, 2.0)
    (ask,) = talk.receive('{"type":"select","id":4,"nodes":[1,2],"mode":"add"}', 5.0)
    assert isinstance(ask, Ask) and ask.command[1:] == (4, "select", [1, 2], True, 5.0, None)


def test_a_client_that_keeps_talking_nonsense_is_left_and_logged_only_a_few_times() -> None:
    talk = conversation()
    actions = [action for _ in range(100) for action in talk.receive("nonsense", 0.0)]
    assert sum(isinstance(action, Complain) for action in actions) == 3
    assert isinstance(actions[-1], Leave)


@given(any_of.text() | any_of.binary())
def test_whatever_a_client_sends_the_conversation_does_not_raise(raw: str | bytes) -> None:
    assert all(isinstance(action, (Say, Complain)) for action in conversation().receive(raw, 0.0))


def test_together_clients_get_what_the_most_demanding_one_wants() -> None:
    assert together([]) == Observation(False, 0.0)
    assert together([Observation(True, 0.0), Observation(False, 0.0), Observation(True, 2.0)]) == Observation(True, 2.0)
