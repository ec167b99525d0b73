"""What only Blender's captures have to keep: unkeyed poses, an artist who goes on working, scenes in which nothing
moves. Cases for run_in_blender.py, driven like the contract's."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable

from blender.blender_harness import BlenderHarness, key_of
from rigscope_bridge.contract.capture_recorder import RecordedCapture
from rigscope_bridge.contract.harness import Steps
from rigscope_bridge.contract.turns import attached, until
from rigscope_bridge.hosts.blender_api import app, context, data, ops, windows
from rigscope_bridge.hosts.blender_modifiers import TELLS_TIMES
from rigscope_bridge.hosts.host import CapturePlan

RIG = 'rig_"ä" ね'
MANY = CapturePlan(1000, None, 1)


def make() -> BlenderHarness:
    """Blender with the contract's scene."""
    return BlenderHarness()


@contextmanager
def _capturing(harness: BlenderHarness, plan: CapturePlan = MANY) -> Iterator[RecordedCapture]:
    list(harness.host.nodes())
    with attached(harness):
        capture = RecordedCapture()
        harness.host.capture(plan, capture)
        yield capture


def _over(capture: RecordedCapture) -> Steps:
    # A window that a busy processor draws alone shows a frame or two a second.
    yield from until(lambda: capture.is_over, "the end of the capture", 90)


def _some(capture: RecordedCapture, frames: int = 2) -> Steps:
    yield from until(lambda: len(capture.rows) >= frames, f"{frames} captured frames")


def _toggle_playback() -> None:
    window = windows()[0]
    with context.temp_override(window=window, screen=window.screen):
        if window.screen.is_animation_playing:
            ops.screen.animation_cancel(restore_frame=False)
        else:
            ops.screen.animation_play()


def _in_a_window() -> Any:
    return context.temp_override(**({"window": windows()[0]} if len(windows()) else {}))


def playback_is_watched_and_not_driven(harness: BlenderHarness) -> Steps:
    if app.background:
        return
    context.scene.frame_end = 10
    _toggle_playback()
    yield from until(lambda: windows()[0].screen.is_animation_playing, "playback")
    with _capturing(harness, CapturePlan(12, None, 3)) as capture:
        yield from _over(capture)
    context.scene.frame_end = 24
    assert windows()[0].screen.is_animation_playing
    _toggle_playback()
    yield
    assert capture.motions == ["observed"] and capture.outcomes == ["done"], capture.notices
    assert len(capture.rows) == 12 and capture.passes == [0]
    assert "Stop playback to repeat" in capture.said("meaning")
    # The range has 10 frames: after its end, the first three are warm-up.
    played = [row.frame for row, _ in capture.rows]
    jumps = [played.index(after) for before, after in zip(played, played[1:]) if after < before]
    assert jumps and all(played[at] > 3 for at in jumps), played
    assert any(not math.isnan(row.draw_submit) for row, _ in capture.rows)


def playback_that_stops_leaves_what_was_watched(harness: BlenderHarness) -> Steps:
    if app.background:
        return
    _toggle_playback()
    yield from until(lambda: windows()[0].screen.is_animation_playing, "playback")
    with _capturing(harness) as capture:
        yield from _some(capture)
        _toggle_playback()
        yield from _over(capture)
    assert capture.outcomes == ["done"] and "Playback was stopped after" in capture.said("incomplete")


def frames_that_a_script_plays_are_watched(harness: BlenderHarness) -> Steps:
    if not app.background:
        return
    with _capturing(harness, CapturePlan(6, None, 1)) as capture:
        context.scene.frame_set(1)
        yield from harness.play(12)
        yield from _over(capture)
    assert capture.motions == ["observed"] and len(capture.rows) == 6


def the_ranges_end_is_followed_by_another_warm_up(harness: BlenderHarness) -> Steps:
    evaluated: list[int] = []
    app.handlers.frame_change_post.append(lambda scene, _: evaluated.append(scene.frame_current))
    context.scene.frame_end = 8
    context.scene.frame_set(7)
    with _capturing(harness, CapturePlan(10, None, 1)) as capture:
        evaluated.clear()
        yield from _over(capture)
    context.scene.frame_end = 24
    app.handlers.frame_change_post.pop()
    assert [row.frame for row, _ in capture.rows] == [*range(1, 9), 1, 2]
    assert evaluated[:14] == [1, 1, 1, *range(1, 9), 1, 1, 1], evaluated
    assert context.scene.frame_current == 7


def a_pose_that_was_never_keyed_is_kept(harness: BlenderHarness) -> Steps:
    rig = data.objects[RIG]
    posed = rig.pose.bones["spine/1"]
    context.scene.frame_set(7, subframe=0.25)
    posed.rotation_euler.x = 0.123
    context.view_layer.update()
    yield
    before = rig.evaluated_get(context.evaluated_depsgraph_get()).pose.bones["spine/1"].matrix.copy()
    with _capturing(harness, CapturePlan(4, None, 1)) as capture:
        yield from _over(capture)
    yield
    assert math.isclose(posed.rotation_euler.x, 0.123, abs_tol=1e-6)
    assert context.scene.frame_current == 7 and context.scene.frame_subframe == 0.25
    after = rig.evaluated_get(context.evaluated_depsgraph_get()).pose.bones["spine/1"].matrix
    assert before == after, "the pose is set but not evaluated"
    context.scene.frame_set(1)


def a_scene_in_which_nothing_moves_is_evaluated_again(harness: BlenderHarness) -> Steps:
    rig = data.objects[RIG]
    action = rig.animation_data.action
    rig.animation_data.action = None
    rig.pose.bones["hips"].location.x = 0.5
    context.view_layer.update()
    yield
    before = harness.state()
    with _capturing(harness, CapturePlan(5, None, 2)) as capture:
        yield from _over(capture)
    yield
    after = harness.state()
    moved = rig.pose.bones["hips"].location.x
    rig.pose.bones["hips"].location.x = 0
    rig.animation_data.action = action
    assert moved == 0.5 and before == after
    assert capture.motions == ["reevaluated"] and capture.passes == [0, 1] and len(capture.rows) == 10
    assert {row.frame for row, _ in capture.rows} == {context.scene.frame_current_final}
    assert "Nothing in this scene moves" in capture.said("meaning")
    assert all({key_of(RIG), key_of("body_skin")} <= set(sampled.read().keys) for _, sampled in capture.rows)


def what_blender_does_not_list_is_said_to_be_unknown(harness: BlenderHarness) -> Steps:
    mesh = data.objects["body_skin"].data
    added = [data.objects.new(f"wave {number}", mesh) for number in range(40)]
    for obj in added:
        context.scene.collection.objects.link(obj)
        obj.modifiers.new("Wave", "WAVE")
    context.view_layer.update()
    yield
    with _capturing(harness, CapturePlan(3, None, 1)) as capture:
        yield from _over(capture)
    for obj in added:
        data.objects.remove(obj)
    context.view_layer.update()
    assert all(sampled.flags & 1 for _, sampled in capture.rows)
    assert "the 32 costliest" in capture.said("meaning")
    assert all(len(sampled.read().keys) >= 32 for _, sampled in capture.rows)


def a_subdivision_left_to_the_graphics_card_is_said(harness: BlenderHarness) -> Steps:
    with _capturing(harness, CapturePlan(2, None, 1)) as capture:
        yield from _over(capture)
    assert ("graphics card" in capture.said("meaning")) == (not app.background)


def times_are_said_to_be_processor_time(harness: BlenderHarness) -> Steps:
    with _capturing(harness, CapturePlan(2, None, 1)) as capture:
        yield from _over(capture)
    assert all(sampled.flags & 2 and not sampled.flags & 1 for _, sampled in capture.rows)
    assert "processor time" in capture.said("meaning") and "costliest" not in capture.said("meaning")


def modifiers_are_told_beneath_their_object_where_blender_times_them(harness: BlenderHarness) -> Steps:
    body, rig = data.objects["body_skin"], data.objects[RIG]
    armature = body.modifiers.new("Armature", "ARMATURE")
    armature.object = rig
    context.view_layer.update()
    yield
    with _capturing(harness, CapturePlan(4, None, 1)) as capture:
        yield from _over(capture)
    body.modifiers.remove(armature)
    extra = {node.name: node for node in capture.extra if node.kind.startswith("modifier ")}
    if not TELLS_TIMES:
        assert not extra
        return
    assert extra["Armature"].parent == key_of("body_skin") and extra["Armature"].kind == "modifier ARMATURE"
    assert extra["Armature"].rig == key_of(RIG)
    links = {fact.key: fact.upstream for fact in capture.facts}
    assert links[extra["Armature"].key] == [key_of(RIG)]
    for _, sampled in capture.rows:
        costs = sampled.read()
        own, inclusive = dict(zip(costs.keys, costs.self_time)), dict(zip(costs.keys, costs.inclusive))
        assert own[key_of("body_skin")] <= inclusive[key_of("body_skin")]
        assert {node.key for node in extra.values()} <= set(own)
    assert "modifiers" in capture.said("meaning")


def playback_that_starts_ends_a_stepped_capture(harness: BlenderHarness) -> Steps:
    if app.background:
        return
    context.scene.frame_set(5)
    with _capturing(harness) as capture:
        yield from _some(capture)
        _toggle_playback()
        yield from _over(capture)
        playing = windows()[0].screen.is_animation_playing
        _toggle_playback()
    assert playing and capture.outcomes == ["cancelled"]
    assert "Playback was started" in capture.said("incomplete")
    yield


def a_frame_that_the_artist_sets_stays(harness: BlenderHarness) -> Steps:
    context.scene.frame_set(1)
    with _capturing(harness) as capture:
        yield from _some(capture)
        context.scene.frame_set(17)
        yield from _over(capture)
    assert capture.outcomes == ["cancelled"] and "by hand" in capture.said("incomplete")
    assert context.scene.frame_current == 17


def an_edit_ends_the_capture_and_stays(harness: BlenderHarness) -> Steps:
    with _capturing(harness) as capture:
        yield from _some(capture)
        data.objects["lamp"].location.z = 3
        context.view_layer.update()
        yield from _over(capture)
    assert capture.outcomes == ["cancelled"] and "edited" in capture.said("incomplete")
    assert data.objects["lamp"].location.z == 3
    data.objects["lamp"].location.z = 0
    context.scene.frame_set(1)


def selecting_goes_on_beside_a_capture(harness: BlenderHarness) -> Steps:
    harness.select_by_hand(key_of("lamp"))
    yield
    with _capturing(harness, CapturePlan(20, None, 1)) as capture:
        yield from _some(capture)
        harness.select_by_hand(key_of("body_skin"))
        yield from _over(capture)
    assert capture.outcomes == ["done"] and len(capture.rows) == 20, capture.notices
    assert harness.host.selection().keys == [key_of("body_skin")]


def a_file_is_saved_with_the_frame_where_the_artist_was(harness: BlenderHarness) -> Steps:
    context.scene.frame_set(9)
    with tempfile.TemporaryDirectory() as folder, _capturing(harness) as capture:
        path = str(Path(folder) / "saved.blend")
        yield from _some(capture)
        with _in_a_window():
            ops.wm.save_as_mainfile(filepath=path, copy=True)
        assert capture.outcomes == ["cancelled"] and "saved" in capture.said("incomplete")
        yield
        with data.libraries.load(path) as (_, loaded):
            loaded.scenes = ["Scene"]
        assert loaded.scenes[0].frame_current == 9
        data.scenes.remove(loaded.scenes[0])
    assert context.scene.frame_current == 9


def an_undo_ends_the_capture_where_the_artist_was(harness: BlenderHarness) -> Steps:
    if app.background:
        return
    context.scene.frame_set(9)
    for number in range(2):
        with _in_a_window():
            ops.ed.undo_push(message=f"step {number}")
        yield
    with _capturing(harness) as capture:
        yield from _some(capture)
        with _in_a_window():
            ops.ed.undo()
        yield from _over(capture)
    yield
    assert capture.outcomes == ["cancelled"] and "undone" in capture.said("incomplete")
    assert context.scene.frame_current == 9


def timing_that_was_on_stays_on(harness: BlenderHarness) -> Steps:
    app.debug_depsgraph_time = True
    with _capturing(harness, CapturePlan(3, None, 1)) as capture:
        yield from _over(capture)
    was_on, app.debug_depsgraph_time = app.debug_depsgraph_time, False
    assert was_on and capture.outcomes == ["done"]


def stopping_the_bridge_ends_its_capture(harness: BlenderHarness) -> Steps:
    context.scene.frame_set(3)
    with _capturing(harness) as capture:
        yield from _some(capture)
        assert context.scene.frame_current != 3 or len(capture.rows) >= 2
    assert capture.outcomes == ["cancelled"] and context.scene.frame_current == 3
    assert not app.debug_depsgraph_time


def what_feeds_a_node_and_why_it_evaluated_is_told(harness: BlenderHarness) -> Steps:
    rig, body = data.objects[RIG], data.objects["body_skin"]
    follow = rig.pose.bones["hips"].constraints.new("COPY_LOCATION")
    follow.target = data.objects["lamp"]
    driver = body.driver_add("location", 0).driver
    variable = driver.variables.new()
    variable.type, driver.expression = "TRANSFORMS", variable.name
    variable.targets[0].id, variable.targets[0].bone_target = rig, "spine/1"
    context.view_layer.update()
    yield
    with _capturing(harness, CapturePlan(3, None, 1)) as capture:
        yield from _over(capture)
    body.driver_remove("location", 0)
    rig.pose.bones["hips"].constraints.remove(follow)
    facts = {fact.key: fact for fact in capture.facts}
    assert key_of("lamp") in facts[key_of(RIG, "hips")].upstream
    assert key_of(RIG, "hips") in facts[key_of(RIG, "spine/1")].upstream
    assert {key_of(RIG, "head%"), key_of(RIG, "spine/1")} <= set(facts[key_of("body_skin")].upstream)
    assert facts[key_of("body_skin")].stable_id == "object/body_skin"
    assert "pose changed" in (facts[key_of(RIG)].reason or "") and facts[key_of("lamp")].reason is None
    assert facts[key_of(RIG)].cycle is None and facts[key_of(RIG)].gpu is None


def another_file_ends_the_capture_once(harness: BlenderHarness) -> Steps:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "other.blend")
        ops.wm.save_as_mainfile(filepath=path)
        with _capturing(harness) as capture:
            yield from _some(capture)
            ops.wm.open_mainfile(filepath=path)
            yield
            for _ in range(5):
                yield
        assert capture.outcomes == ["cancelled"] and "Another file" in capture.said("incomplete")
        assert not app.debug_depsgraph_time


CASES: tuple[Callable[[BlenderHarness], Steps], ...] = (
    playback_is_watched_and_not_driven,
    playback_that_stops_leaves_what_was_watched,
    frames_that_a_script_plays_are_watched,
    the_ranges_end_is_followed_by_another_warm_up,
    a_pose_that_was_never_keyed_is_kept,
    a_scene_in_which_nothing_moves_is_evaluated_again,
    what_blender_does_not_list_is_said_to_be_unknown,
    a_subdivision_left_to_the_graphics_card_is_said,
    times_are_said_to_be_processor_time,
    modifiers_are_told_beneath_their_object_where_blender_times_them,
    playback_that_starts_ends_a_stepped_capture,
    a_frame_that_the_artist_sets_stays,
    an_edit_ends_the_capture_and_stays,
    selecting_goes_on_beside_a_capture,
    a_file_is_saved_with_the_frame_where_the_artist_was,
    an_undo_ends_the_capture_where_the_artist_was,
    timing_that_was_on_stays_on,
    stopping_the_bridge_ends_its_capture,
    what_feeds_a_node_and_why_it_evaluated_is_told,
    another_file_ends_the_capture_once,
)
