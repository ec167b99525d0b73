"""What every host must keep while it captures, as cases like those of cases.py: what was asked for is given, and the
host is as it was, whether the capture ends well, is cancelled or fails."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from typing import Callable

from ..hosts.host import CapturePlan, HostRefusal
from .capture_recorder import RecordedCapture
from .harness import HostHarness, Steps
from .recorder import FailingProbes
from .turns import attached, until

FRAMES = 5
_CAPTURE = 6


def a_capture_gives_the_frames_that_were_asked_for_in_each_pass(harness: HostHarness) -> Steps:
    known = {node.key for node in harness.host.nodes()}
    with attached(harness):
        capture = RecordedCapture()
        harness.host.capture(CapturePlan(FRAMES, None, 2), capture)
        yield from until(lambda: capture.is_over, "the end of the capture")
    assert capture.outcomes == ["done"], (capture.outcomes, capture.notices)
    assert capture.motions == ["driven"] and capture.passes == [0, 1]
    assert capture.told_in_order, "a frame came before its pass, or after the nodes"
    first, second = capture.rows[:FRAMES], capture.rows[FRAMES:]
    assert [row.frame for row, _ in first] == [row.frame for row, _ in second], "the passes are not of the same frames"
    assert len({row.frame for row, _ in first}) == FRAMES
    assert all(row.activity == _CAPTURE and row.evaluation > 0 for row, _ in capture.rows)
    known |= {node.key for node in capture.extra}
    assert bool(capture.files) == harness.captures_to_file, capture.files
    assert all(path.stat().st_size > 0 and format for path, format in capture.files)
    for _, sampled in capture.rows:
        costs = sampled.read()
        assert costs.keys or harness.captures_to_file, "a captured frame without costs"
        assert set(costs.keys) <= known, set(costs.keys) - known
        assert all(seconds >= 0 for seconds in costs.self_time)
    assert {fact.key for fact in capture.facts} <= known
    assert {key for fact in capture.facts for key in fact.upstream} <= known
    assert len({fact.key for fact in capture.facts}) == len(capture.facts), "a node was told twice"
    named = [fact.stable_id for fact in capture.facts if fact.stable_id is not None]
    assert len(set(named)) == len(named), "two nodes have one stable name"


def a_capture_of_seconds_lasts_as_long(harness: HostHarness) -> Steps:
    with attached(harness):
        capture = RecordedCapture()
        harness.host.capture(CapturePlan(None, 0.3, 1), capture)
        yield from until(lambda: capture.is_over, "the end of the capture")
    assert capture.outcomes == ["done"] and capture.passes == [0]
    times = [row.time for row, _ in capture.rows]
    assert 0.1 < times[-1] - times[0] + capture.rows[0][0].evaluation < 3.0, times


def a_capture_leaves_everything_as_it_was(harness: HostHarness) -> Steps:
    harness.select_by_hand(harness.selectable()[1])
    yield
    before = harness.state()
    with attached(harness):
        capture = RecordedCapture()
        harness.host.capture(CapturePlan(FRAMES, None, 1), capture)
        yield from until(lambda: capture.is_over, "the end of the capture")
    yield
    _is_as_before(harness, before)


def a_cancelled_capture_ends_at_once_and_leaves_everything_as_it_was(harness: HostHarness) -> Steps:
    before = harness.state()
    with attached(harness):
        for frames in (0, 1, 3):
            capture = RecordedCapture()
            undo = harness.host.capture(CapturePlan(1000, None, 1), capture)
            yield from until(partial(_has_frames, capture, frames), f"{frames} frames")
            undo()
            yield
            assert capture.outcomes == ["cancelled"], capture.outcomes
            undo()
            told = len(capture.rows)
            for _ in range(5):
                yield
            assert len(capture.rows) == told and capture.outcomes == ["cancelled"]
    _is_as_before(harness, before)


def only_one_capture_runs_and_another_may_follow(harness: HostHarness) -> Steps:
    with attached(harness):
        undo = harness.host.capture(CapturePlan(1000, None, 1), RecordedCapture())
        yield
        try:
            harness.host.capture(CapturePlan(1, None, 1), RecordedCapture())
        except HostRefusal as refusal:
            assert refusal.kind == "busy" and str(refusal).endswith(".")
        else:
            raise AssertionError("a second capture began beside the first")
        undo()
        yield
        capture = RecordedCapture()
        harness.host.capture(CapturePlan(FRAMES, None, 1), capture)
        yield from until(lambda: capture.is_over, "the end of the second capture")
    assert capture.outcomes == ["done"] and len(capture.rows) == FRAMES


def whatever_callback_fails_a_capture_ends_and_leaves_everything_as_it_was(harness: HostHarness) -> Steps:
    before = harness.state()
    for name, at_end in (yield from _callbacks_of_a_capture(harness)):
        where = f"{name} failing at its {'end' if at_end else 'beginning'}"
        with attached(harness, FailingProbes(name, at_end)):
            capture = RecordedCapture()
            undo = harness.host.capture(CapturePlan(FRAMES, None, 1), capture)
            for _ in range(400):
                if capture.is_over:
                    break
                yield
            else:
                # A capture may wait for what the failing callback never tells; it must still be possible to end it.
                undo()
                yield
        assert len(capture.outcomes) == 1, f"{where}: ended {capture.outcomes}"
        if capture.outcomes == ["failed"]:
            assert capture.notices[0][1].endswith("."), capture.notices
        yield
        _is_as_before(harness, before, where)


def _callbacks_of_a_capture(harness: HostHarness) -> Generator[None, None, list[tuple[str, bool]]]:
    probes = FailingProbes()
    with attached(harness, probes):
        capture = RecordedCapture()
        harness.host.capture(CapturePlan(FRAMES, None, 1), capture)
        yield from until(lambda: capture.is_over, "the end of the capture")
    called = [name for name, calls in probes.calls.items() if calls > 0]
    assert called, "no probe was ever called"
    return [(name, at_end) for name in called for at_end in (False, True)]


def _has_frames(capture: RecordedCapture, frames: int) -> bool:
    return len(capture.rows) >= frames


def _is_as_before(harness: HostHarness, before: dict[str, object], where: str = "") -> None:
    after = harness.state()
    changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    assert not changed, f"{where} changed: {changed}"


CAPTURE_CASES: tuple[Callable[[HostHarness], Steps], ...] = (
    a_capture_gives_the_frames_that_were_asked_for_in_each_pass,
    a_capture_of_seconds_lasts_as_long,
    a_capture_leaves_everything_as_it_was,
    a_cancelled_capture_ends_at_once_and_leaves_everything_as_it_was,
    only_one_capture_runs_and_another_may_follow,
    whatever_callback_fails_a_capture_ends_and_leaves_everything_as_it_was,
)
