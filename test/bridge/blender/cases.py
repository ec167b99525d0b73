"""What only Blender has: posing, playing, files, names. Cases for run_in_blender.py, driven like the contract's."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, Callable

from blender.blender_harness import BlenderHarness, key_of
from blender.rig_of_the_scene import RIG, enter_mode, rig
from rigscope_bridge.contract.harness import Steps
from rigscope_bridge.contract.turns import attached, until
from rigscope_bridge.hosts import frame_labels as frames
from rigscope_bridge.hosts.blender_api import app, context, data, ops
from rigscope_bridge.hosts.frame_assembler import WARM_UP_FRAMES


def make() -> BlenderHarness:
    """Blender with the contract's scene."""
    return BlenderHarness()


def posing_gives_rows_of_manipulation(harness: BlenderHarness) -> Steps:
    enter_mode("POSE")
    with attached(harness) as events:
        harness.host.observe(True, 0)
        for _ in range(30):
            yield
        events.rows.clear()
        for step in range(6):
            rig().pose.bones["hips"].location.x = step * 0.1
            context.view_layer.update()
            yield
        yield from until(lambda: len(events.rows) >= 4, "rows of posing")
        rows = list(events.rows)
    rig().pose.bones["hips"].location.x = 0
    enter_mode("OBJECT")
    assert {row.activity for row in rows} == {frames.MANIPULATION}
    assert all(row.evaluation > 0 and row.speed_mode == frames.SPEED_FREE for row in rows)


def selecting_alone_gives_no_row(harness: BlenderHarness) -> Steps:
    enter_mode("POSE")
    with attached(harness) as events:
        harness.host.observe(True, 0)
        for _ in range(30):
            yield
        events.rows.clear()
        for name in ("hips", "head%", "hips"):
            for bone in rig().data.bones:
                bone.select = bone.name == name
            context.view_layer.update()
            rest = perf_counter() + 0.05
            while perf_counter() < rest:
                yield
        assert not events.rows, f"{len(events.rows)} rows"
    enter_mode("OBJECT")


def playing_is_labelled_with_pace_and_loop(harness: BlenderHarness) -> Steps:
    if app.background:
        return
    context.scene.frame_end = 6
    with attached(harness) as events:
        harness.host.observe(True, 0)
        yield
        yield from harness.play(14)
        context.scene.sync_mode = "FRAME_DROP"
        yield from harness.play(4)
    context.scene.frame_end = 24
    context.scene.sync_mode = "NONE"
    played = [row for row in events.rows if row.activity == frames.PLAYBACK]
    assert {row.speed_mode for row in played} == {frames.SPEED_CAPPED, frames.SPEED_REAL_TIME}
    assert any(row.marks & frames.LOOP_WRAP for row in played)
    assert sum(1 for row in played if row.marks & frames.WARM_UP) <= WARM_UP_FRAMES
    drawn = [row for row in played if not math.isnan(row.draw_submit)]
    assert drawn and all(row.interval >= row.draw_submit for row in drawn if not math.isnan(row.interval))


def new_and_renamed_nodes_change_the_graph(harness: BlenderHarness) -> Steps:
    if app.background:
        return
    with attached(harness) as events:
        harness.host.observe(True, 0)
        # Between two counts of the graph lies at least a second.
        rest = perf_counter() + 2
        while perf_counter() < rest:
            yield
        events.told.clear()
        added = data.objects.new("added", None)
        context.scene.collection.objects.link(added)
        yield from until(lambda: bool(events.times("graph")), "a changed graph")
        assert key_of("added") in {node.key for node in harness.host.nodes()}
        data.objects.remove(added)


def a_renamed_node_stays_the_same_where_blender_has_uids(harness: BlenderHarness) -> Steps:
    before = key_of("lamp")
    data.objects["lamp"].name = "light"
    yield
    after = key_of("light")
    data.objects["light"].name = "lamp"
    assert (before == after) == hasattr(data.objects["lamp"], "session_uid")


def a_pass_over_the_nodes_starts_again_when_they_changed(harness: BlenderHarness) -> Steps:
    nodes: Iterator[Any] = harness.host.nodes()
    next(nodes)
    next(nodes)
    harness.host._scene.outdated()
    yield
    try:
        list(nodes)
    except RuntimeError:
        return
    raise AssertionError("the pass went on over pointers that may dangle")


def sampled_costs_find_nodes_of_any_name(harness: BlenderHarness) -> Steps:
    list(harness.host.nodes())
    with attached(harness) as events:
        harness.host.observe(True, 100)
        end = perf_counter() + 10
        while not events.samples and perf_counter() < end:
            yield from harness.play(2)
        keys = {key for sampled in events.samples for key in sampled.read().keys}
    assert {key_of(RIG), key_of("body_skin")} <= keys, keys


def members_of_a_rig_know_it(harness: BlenderHarness) -> Steps:
    rigs = {node.path: node.rig for node in harness.host.nodes()}
    yield
    assert rigs["body_skin"] == rigs[RIG] == rigs[f"{RIG}/hips"] == key_of(RIG)
    assert rigs["lamp"] is None
    facts = harness.host.scene().rigs[0]
    assert facts.properties["rigscope_asset"] == "tester@v003" and facts.source is None


def another_file_keeps_the_bridge_and_tells_its_scene(harness: BlenderHarness) -> Steps:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "walk v2.blend")
        with attached(harness) as events:
            harness.host.observe(True, 0)
            ops.wm.save_as_mainfile(filepath=path)
            yield
            assert events.times("busy saving a file") and events.times("idle") and events.times("scene")
            events.told.clear()
            ops.wm.open_mainfile(filepath=path)
            yield
            assert [said for _, said in events.told if said.startswith("busy opening")], events.told
            assert events.times("idle") and events.times("scene") and events.times("graph")
            assert harness.host.scene().name == "walk v2.blend"
            app.handlers.frame_change_post.append(harness._complete)
            yield from harness.play(3)
            yield from until(lambda: len(events.rows) >= 2, "rows after opening a file")
            events.told.clear()
            harness.select_by_hand(key_of("lamp"))
            harness.select_by_hand(key_of("body_skin"))
            yield from until(lambda: bool(events.times("selection")), "a selection after opening a file")


CASES: tuple[Callable[[BlenderHarness], Steps], ...] = (
    posing_gives_rows_of_manipulation,
    selecting_alone_gives_no_row,
    playing_is_labelled_with_pace_and_loop,
    new_and_renamed_nodes_change_the_graph,
    a_renamed_node_stays_the_same_where_blender_has_uids,
    a_pass_over_the_nodes_starts_again_when_they_changed,
    sampled_costs_find_nodes_of_any_name,
    members_of_a_rig_know_it,
    another_file_keeps_the_bridge_and_tells_its_scene,
)
