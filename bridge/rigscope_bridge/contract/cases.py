"""The host contract: what every host must do, as cases that run inside it; each yields once a turn of the event loop.

How a host is driven is left to its harness; reporting is left to whoever runs the cases.
"""

from __future__ import annotations

import math
from time import perf_counter
from typing import Callable

from ..hosts.host import HostRefusal
from .failing_callbacks import a_failing_callback_leaves_the_frame_complete_and_is_switched_off
from .harness import HostHarness, Steps
from .recorder import FailingProbes, RecordedEvents
from .turns import PATIENCE_SECONDS, attached, until

SELECTION_SECONDS = 0.15


def frames_are_told_in_order_with_their_times(harness: HostHarness) -> Steps:
    with attached(harness) as events:
        harness.host.observe(True, 0)
        yield from harness.play(6)
        yield from until(lambda: len(events.rows) >= 5, "five rows")
        harness.host.observe(False, 0)
    times = [row.time for row in events.rows]
    assert times == sorted(times)
    assert all(row.evaluation > 0 for row in events.rows)
    played = [row for row in events.rows if not math.isnan(row.interval)]
    assert played, "no row has an interval"
    assert all(row.interval >= row.evaluation * 0.5 for row in played)
    assert not any(row.marks & 16 for row in events.rows), "a row is marked as sampled although nothing was sampled"
    if harness.has_views:
        assert any(row.draw_submit > 0 for row in events.rows), "no row has a draw submit"


def enumerations_stay_within_their_lists(harness: HostHarness) -> Steps:
    with attached(harness) as events:
        harness.host.observe(True, 10)
        yield from harness.play(4)
        yield from until(lambda: len(events.rows) >= 3, "three rows")
    for row in events.rows:
        assert 0 <= row.activity <= 6 and 0 <= row.speed_mode <= 3 and 0 <= row.cached <= 2
        assert 0 <= row.evaluation_mode <= 4 and 0 <= row.evaluation_source <= 4 and 0 <= row.marks <= 63


def the_first_interval_after_a_pause_is_unknown(harness: HostHarness) -> Steps:
    with attached(harness) as events:
        harness.host.observe(True, 0)
        yield from harness.play(3)
        yield from until(lambda: len(events.rows) >= 2, "two rows")
    first = events.rows[0]
    assert math.isnan(first.interval) and first.marks & 32


def frames_are_counted_while_nobody_looks(harness: HostHarness) -> Steps:
    with attached(harness) as events:
        yield from harness.play(4)
        if harness.host.kind == "fake":
            return
        yield from until(lambda: len(events.rows) >= 3, "three counted frames")
    assert not events.samples


def sampled_frames_name_nodes_of_the_roster(harness: HostHarness) -> Steps:
    known = {node.key for node in harness.host.nodes()}
    if "samples" not in harness.host.capabilities:
        yield from _without_samples(harness)
        return
    with attached(harness) as events:
        harness.host.observe(True, 1000)
        end = perf_counter() + PATIENCE_SECONDS
        while len(events.samples) < 3 or len(events.rows) < 3:
            assert perf_counter() < end, "three frames were never sampled"
            yield from harness.play(3)
        harness.host.observe(True, 0)
        told = len(events.samples)
        yield from harness.play(3)
        assert len(events.samples) == told, "sampling goes on after it was switched off"
        for sampled in events.samples:
            costs = sampled.read()
            assert costs.keys, "a sampled frame without costs"
            assert set(costs.keys) <= known
            assert all(seconds >= 0 for seconds in costs.self_time if not math.isnan(seconds))
            assert sampled.wall > 0
    assert any(row.marks & 16 for row in events.rows)


def _without_samples(harness: HostHarness) -> Steps:
    with attached(harness) as events:
        harness.host.observe(True, 1000)
        yield from harness.play(5)
        yield from until(lambda: len(events.rows) >= 3, "three rows")
    assert not events.samples, "a host that does not say that it samples did"
    assert not any(row.marks & 16 for row in events.rows), "a row is marked as sampled although nothing was sampled"


def nodes_come_parents_first_and_once(harness: HostHarness) -> Steps:
    seen: set[str] = set()
    for node in harness.host.nodes():
        assert node.key not in seen, f"{node.key} came twice"
        assert node.parent is None or node.parent in seen, f"{node.key} came before its parent"
        seen.add(node.key)
    yield
    for rig in harness.host.scene().rigs:
        assert rig.key in seen
    assert set(harness.selectable()) <= seen


def the_scene_is_told_with_its_rate_and_range(harness: HostHarness) -> Steps:
    facts = harness.host.scene()
    yield
    assert facts.name
    assert facts.target_fps is not None and facts.target_fps > 0
    assert facts.start is not None and facts.end is not None and facts.start <= facts.end
    assert facts.rigs


def a_selection_made_in_the_host_is_told_within_150_ms(harness: HostHarness) -> Steps:
    first, second, _ = harness.selectable()
    harness.select_by_hand(first)
    with attached(harness) as events:
        harness.host.observe(True, 0)
        for _ in range(5):
            yield
        events.told.clear()
        began = perf_counter()
        harness.select_by_hand(second)
        yield from until(lambda: bool(events.times("selection")), "a changed selection")
        took = events.times("selection")[0] - began
    assert list(harness.host.selection().keys) == [second]
    # A window that a processor draws alone takes longer than that for one turn of its loop.
    assert took < SELECTION_SECONDS or harness.has_views, f"told after {took * 1000:.0f} ms"


def selecting_is_told_once_and_is_one_undo_step(harness: HostHarness) -> Steps:
    first, second, third = harness.selectable()
    harness.select_by_hand(third)
    with attached(harness) as events:
        harness.host.observe(True, 0)
        for _ in range(5):
            yield
        events.told.clear()
        before = harness.undo_steps()
        assert harness.host.select([first, second], False) == 2
        after = harness.undo_steps()
        for _ in range(20):
            yield
        assert len(events.times("selection")) == 1, f"told {len(events.times('selection'))} times"
    assert before is None or after == before + 1
    assert sorted(harness.host.selection().keys) == sorted([first, second])


def selecting_can_add_to_what_is_selected(harness: HostHarness) -> Steps:
    first, second, third = harness.selectable()
    harness.host.select([first], False)
    harness.host.select([second, third], True)
    yield
    selected = harness.host.selection()
    assert sorted(selected.keys) == sorted([first, second, third]) and selected.total == 3


def selecting_what_is_not_there_is_refused_with_a_sentence(harness: HostHarness) -> Steps:
    before = list(harness.host.selection().keys)
    yield
    try:
        harness.host.select(["object/of nobody", "bone/of nobody/x", "nonsense"], False)
    except HostRefusal as refusal:
        assert str(refusal).endswith(".") and refusal.kind
    else:
        raise AssertionError("it was not refused")
    assert list(harness.host.selection().keys) == before


def framing_leaves_the_selection_alone(harness: HostHarness) -> Steps:
    first, second, _ = harness.selectable()
    harness.host.select([first], False)
    yield
    if harness.has_views or harness.host.kind == "fake":
        assert harness.host.frame([second]) == 1
    else:
        try:
            harness.host.frame([second])
        except HostRefusal as refusal:
            assert refusal.kind == "noView" and str(refusal).endswith(".")
        else:
            raise AssertionError("framing without a view was not refused")
    yield
    assert list(harness.host.selection().keys) == [first]


def nothing_in_the_host_changes(harness: HostHarness) -> Steps:
    before = harness.state()
    with attached(harness) as events:
        harness.host.observe(True, 50)
        for _ in range(20):
            yield
        list(harness.host.nodes())
        harness.host.scene()
        harness.host.selection()
        harness.host.memory_bytes()
        harness.host.observe(True, 0)
        for _ in range(5):
            yield
        harness.host.observe(False, 0)
        assert not events.times("scene")
    yield
    after = harness.state()
    changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    assert not changed, f"changed: {changed}"


def stopping_takes_back_every_registration(harness: HostHarness) -> Steps:
    events = RecordedEvents()
    undo = harness.host.attach(events, FailingProbes())
    harness.host.observe(True, 10)
    yield from harness.play(2)
    undo()
    undo()
    told, rows, ticks = len(events.told), len(events.rows), events.ticks + events.read_only_ticks
    yield from harness.play(3)
    for _ in range(5):
        yield
    assert len(events.told) == told and len(events.rows) == rows
    assert events.ticks + events.read_only_ticks == ticks


def a_bridge_can_be_attached_again(harness: HostHarness) -> Steps:
    for _ in range(3):
        with attached(harness) as events:
            harness.host.observe(True, 10)
            yield from harness.play(3)
            yield from until(lambda: len(events.rows) >= 2, "rows after attaching again")


def memory_is_told_in_bytes(harness: HostHarness) -> Steps:
    memory = harness.host.memory_bytes()
    yield
    assert memory is None or 1e6 < memory < 1e12


CASES: tuple[Callable[[HostHarness], Steps], ...] = (
    frames_are_told_in_order_with_their_times,
    enumerations_stay_within_their_lists,
    the_first_interval_after_a_pause_is_unknown,
    frames_are_counted_while_nobody_looks,
    sampled_frames_name_nodes_of_the_roster,
    nodes_come_parents_first_and_once,
    the_scene_is_told_with_its_rate_and_range,
    a_selection_made_in_the_host_is_told_within_150_ms,
    selecting_is_told_once_and_is_one_undo_step,
    selecting_can_add_to_what_is_selected,
    selecting_what_is_not_there_is_refused_with_a_sentence,
    framing_leaves_the_selection_alone,
    nothing_in_the_host_changes,
    stopping_takes_back_every_registration,
    a_bridge_can_be_attached_again,
    memory_is_told_in_bytes,
    a_failing_callback_leaves_the_frame_complete_and_is_switched_off,
)
