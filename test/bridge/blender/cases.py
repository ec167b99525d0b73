"""What only Blender has: posing, bones, undo, files, names. Cases for run_in_blender.py, driven like the contract's."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, Callable

from blender.blender_harness import BlenderHarness, key_of
from contract.harness import Steps
from contract.turns import attached, until
from rigscope_bridge.hosts import blender_frames as frames
from rigscope_bridge.hosts.blender_api import app, context, data, ops, types, windows
from rigscope_bridge.hosts.host import HostRefusal

RIG = 'rig_"ä" ね'


def make() -> BlenderHarness:
    """Blender with the contract's scene."""
    return BlenderHarness()


def _rig() -> Any:
    return data.objects[RIG]


def _pose_mode() -> None:
    _mode("POSE")


def _mode(mode: str) -> None:
    context.view_layer.objects.active = _rig()
    _rig().select_set(True)
    if _rig().mode != mode:
        with context.temp_override(**({"window": windows()[0]} if len(windows()) else {})):
            ops.object.mode_set(mode=mode)


def _refusal(act: Callable[[], object]) -> HostRefusal:
    try:
        act()
    except HostRefusal as refusal:
        assert str(refusal).endswith("."), str(refusal)
        return refusal
    raise AssertionError("it was not refused")


def a_selected_bone_reaches_the_host_and_is_told_back(harness: BlenderHarness) -> Steps:
    key = key_of(RIG, "spine/1")
    with attached(harness) as events:
        harness.host.observe(True, 0)
        for _ in range(5):
            yield
        events.told.clear()
        assert harness.host.select([key], False) == 1
        assert _rig().mode == "POSE" and _rig().data.bones["spine/1"].select
        assert harness.host.selection() == ([key], key, 1)
        for _ in range(20):
            yield
        assert len(events.times("selection")) == 1
        events.told.clear()
        _rig().data.bones["hips"].select = True
        _rig().update_tag()
        yield from until(lambda: bool(events.times("selection")), "the bone selected by hand")
    assert harness.host.selection().total == 2
    assert harness.host.select([key], False) == 1
    assert harness.host.selection().keys == [key]
    _mode("OBJECT")


def edited_bones_are_the_selection_in_edit_mode(harness: BlenderHarness) -> Steps:
    _mode("EDIT")
    yield
    for bone in _rig().data.edit_bones:
        bone.select = bone.name == "head%"
    assert harness.host.selection().keys == [key_of(RIG, "head%")]
    assert harness.host.select([key_of(RIG, "hips")], False) == 1
    assert harness.host.selection().keys == [key_of(RIG, "hips")]
    assert _refusal(lambda: harness.host.select([key_of("lamp")], False)).kind == "mode"
    _mode("OBJECT")


def hidden_and_unselectable_things_are_refused(harness: BlenderHarness) -> Steps:
    lamp = data.objects["lamp"]
    yield
    lamp.hide_set(True)
    assert _refusal(lambda: harness.host.select([key_of("lamp")], False)).kind == "hidden"
    lamp.hide_set(False)
    lamp.hide_select = True
    assert _refusal(lambda: harness.host.select([key_of("lamp")], False)).kind == "notSelectable"
    lamp.hide_select = False
    _rig().data.bones["hips"].hide = True
    assert _refusal(lambda: harness.host.select([key_of(RIG, "hips")], False)).kind == "hidden"
    _rig().data.bones["hips"].hide = False


def selecting_goes_on_while_blender_plays(harness: BlenderHarness) -> Steps:
    if app.background:
        return
    window = windows()[0]
    with context.temp_override(window=window, screen=window.screen):
        ops.screen.animation_play()
    yield
    assert harness.host.select([key_of("lamp")], False) == 1
    yield
    assert key_of("lamp") in harness.host.selection().keys
    with context.temp_override(window=window, screen=window.screen):
        ops.screen.animation_cancel(restore_frame=False)
    yield


def one_undo_takes_a_selection_back(harness: BlenderHarness) -> Steps:
    if app.background:
        return
    window = windows()[0]
    harness.select_by_hand(key_of("lamp"))
    with context.temp_override(window=window):
        ops.ed.undo_push(message="start of the test")
    yield
    harness.host.select([key_of("body_skin")], False)
    yield
    with context.temp_override(window=window):
        ops.ed.undo()
    yield
    assert [obj.name for obj in context.view_layer.objects.selected] == ["lamp"]


def a_selection_is_told_before_it_is_drawn(harness: BlenderHarness) -> Steps:
    if app.background:
        return
    harness.select_by_hand(key_of("lamp"))
    told_when_drawn: list[int] = []
    with attached(harness) as events:
        harness.host.observe(True, 0)
        rest = perf_counter() + 0.5
        while perf_counter() < rest:
            yield
        events.told.clear()
        drawn = types.SpaceView3D.draw_handler_add(
            lambda: told_when_drawn.append(len(events.times("selection"))), (), "WINDOW", "PRE_VIEW"
        )
        harness.select_by_hand(key_of("body_skin"))
        yield from until(lambda: bool(told_when_drawn), "a drawing of the selection")
        types.SpaceView3D.draw_handler_remove(drawn, "WINDOW")
    assert told_when_drawn[0] == 1


def posing_gives_rows_of_manipulation(harness: BlenderHarness) -> Steps:
    _pose_mode()
    with attached(harness) as events:
        harness.host.observe(True, 0)
        for _ in range(30):
            yield
        events.rows.clear()
        for step in range(6):
            _rig().pose.bones["hips"].location.x = step * 0.1
            context.view_layer.update()
            yield
        yield from until(lambda: len(events.rows) >= 4, "rows of posing")
        rows = list(events.rows)
    _rig().pose.bones["hips"].location.x = 0
    _mode("OBJECT")
    assert {row.activity for row in rows} == {frames.MANIPULATION}
    assert all(row.evaluation > 0 and row.speed_mode == frames.SPEED_FREE for row in rows)


def selecting_alone_gives_no_row(harness: BlenderHarness) -> Steps:
    _pose_mode()
    with attached(harness) as events:
        harness.host.observe(True, 0)
        for _ in range(30):
            yield
        events.rows.clear()
        for name in ("hips", "head%", "hips"):
            for bone in _rig().data.bones:
                bone.select = bone.name == name
            context.view_layer.update()
            rest = perf_counter() + 0.05
            while perf_counter() < rest:
                yield
        assert not events.rows, f"{len(events.rows)} rows"
    _mode("OBJECT")


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
    assert sum(1 for row in played if row.marks & frames.WARM_UP) <= frames.WARM_UP_FRAMES
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
    a_selected_bone_reaches_the_host_and_is_told_back,
    edited_bones_are_the_selection_in_edit_mode,
    hidden_and_unselectable_things_are_refused,
    selecting_goes_on_while_blender_plays,
    one_undo_takes_a_selection_back,
    a_selection_is_told_before_it_is_drawn,
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
