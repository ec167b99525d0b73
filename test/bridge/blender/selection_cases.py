"""Selecting in Blender, from the panel and by hand: objects, bones, what is refused, undo. For run_in_blender.py."""

from __future__ import annotations

from time import perf_counter
from typing import Callable

from blender.blender_harness import BlenderHarness, key_of
from blender.rig_of_the_scene import RIG, enter_mode, rig
from rigscope_bridge.contract.harness import Steps
from rigscope_bridge.contract.turns import attached, until
from rigscope_bridge.hosts.blender_api import app, context, data, ops, types, windows
from rigscope_bridge.hosts.host import HostRefusal


def make() -> BlenderHarness:
    """Blender with the contract's scene."""
    return BlenderHarness()


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
        assert rig().mode == "POSE" and rig().data.bones["spine/1"].select
        assert harness.host.selection() == ([key], key, 1)
        for _ in range(20):
            yield
        assert len(events.times("selection")) == 1
        events.told.clear()
        rig().data.bones["hips"].select = True
        rig().update_tag()
        yield from until(lambda: bool(events.times("selection")), "the bone selected by hand")
    assert harness.host.selection().total == 2
    assert harness.host.select([key], False) == 1
    assert harness.host.selection().keys == [key]
    enter_mode("OBJECT")


def edited_bones_are_the_selection_in_edit_mode(harness: BlenderHarness) -> Steps:
    enter_mode("EDIT")
    yield
    for bone in rig().data.edit_bones:
        bone.select = bone.name == "head%"
    assert harness.host.selection().keys == [key_of(RIG, "head%")]
    assert harness.host.select([key_of(RIG, "hips")], False) == 1
    assert harness.host.selection().keys == [key_of(RIG, "hips")]
    assert _refusal(lambda: harness.host.select([key_of("lamp")], False)).kind == "mode"
    enter_mode("OBJECT")


def hidden_and_unselectable_things_are_refused(harness: BlenderHarness) -> Steps:
    lamp = data.objects["lamp"]
    yield
    lamp.hide_set(True)
    assert _refusal(lambda: harness.host.select([key_of("lamp")], False)).kind == "hidden"
    lamp.hide_set(False)
    lamp.hide_select = True
    assert _refusal(lambda: harness.host.select([key_of("lamp")], False)).kind == "notSelectable"
    lamp.hide_select = False
    rig().data.bones["hips"].hide = True
    assert _refusal(lambda: harness.host.select([key_of(RIG, "hips")], False)).kind == "hidden"
    rig().data.bones["hips"].hide = False


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


CASES: tuple[Callable[[BlenderHarness], Steps], ...] = (
    a_selected_bone_reaches_the_host_and_is_told_back,
    edited_bones_are_the_selection_in_edit_mode,
    hidden_and_unselectable_things_are_refused,
    selecting_goes_on_while_blender_plays,
    one_undo_takes_a_selection_back,
    a_selection_is_told_before_it_is_drawn,
)
