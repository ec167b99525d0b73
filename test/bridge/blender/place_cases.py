"""Several scenes, view layers and windows: the bridge reads those in which the artist works. For run_in_blender.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Callable

from blender.blender_harness import BlenderHarness
from rigscope_bridge.contract.harness import Steps
from rigscope_bridge.contract.turns import attached, until
from rigscope_bridge.hosts.blender_api import app, context, data, ops, windows


def make() -> BlenderHarness:
    """Blender with the contract's scene."""
    return BlenderHarness()


@contextmanager
def _second_scene() -> Iterator[tuple[Any, Any]]:
    """A scene with two view layers; the second shows a camera that the first leaves out."""
    scene = data.scenes.new("close-up")
    only = data.collections.new("only in the second layer")
    scene.collection.children.link(only)
    camera = data.objects.new("camera_close", data.cameras.new("camera_close"))
    prop = data.objects.new("prop", None)
    only.objects.link(camera)
    scene.collection.objects.link(prop)
    layer = scene.view_layers.new("with camera")
    scene.view_layers[0].layer_collection.children[only.name].exclude = True
    try:
        yield scene, layer
    finally:
        for window in windows():
            if window.scene == scene:
                window.scene = next(other for other in data.scenes if other != scene)
        for block in (camera, prop):
            data.objects.remove(block)
        data.collections.remove(only)
        data.scenes.remove(scene)


@contextmanager
def _second_window(scene: Any, layer: Any) -> Iterator[Any]:
    known = {window.as_pointer() for window in windows()}
    with context.temp_override(window=windows()[0]):
        ops.wm.window_new_main()
    window = next(window for window in windows() if window.as_pointer() not in known)
    try:
        window.scene, window.view_layer = scene, layer
        yield window
    finally:
        with context.temp_override(window=window):
            ops.wm.window_close()


def _shown() -> Steps:
    """Until Blender has evaluated what a new window shows."""
    for _ in range(20):
        yield


def _select(window: Any, name: str) -> None:
    layer = window.view_layer
    for obj in layer.objects:
        obj.select_set(obj.name == name, view_layer=layer)
    layer.objects.active = layer.objects[name]


def _names(keys: Any, harness: BlenderHarness) -> list[str]:
    paths = {node.key: node.path for node in harness.host.nodes()}
    return sorted(paths[key] for key in keys)


def the_window_s_scene_and_view_layer_are_read(harness: BlenderHarness) -> Steps:
    window = windows()[0]
    first = window.scene, window.view_layer
    with _second_scene() as (scene, layer):
        window.scene, window.view_layer = scene, layer
        yield
        _select(window, "camera_close")
        yield
        assert {"camera_close", "prop"} <= {node.path for node in harness.host.nodes()}
        assert _names(harness.host.selection().keys, harness) == ["camera_close"]
        assert not harness.host.scene().rigs
        key = next(node.key for node in harness.host.nodes() if node.path == "prop")
        assert harness.host.select([key], False) == 1
        assert [obj.name for obj in layer.objects.selected] == ["prop"]
        window.scene, window.view_layer = first
    yield
    assert harness.host.scene().rigs


def turning_the_window_to_another_scene_tells_everything_anew(harness: BlenderHarness) -> Steps:
    window = windows()[0]
    first = window.scene, window.view_layer
    with _second_scene() as (scene, layer), attached(harness) as events:
        harness.host.observe(True, 0)
        for _ in range(5):
            yield
        events.told.clear()
        window.scene, window.view_layer = scene, layer
        yield from until(lambda: bool(events.times("scene")), "the other scene")
        events.told.clear()
        window.scene, window.view_layer = first
        yield from until(lambda: bool(events.times("scene")), "the first scene again")


def the_window_in_which_somebody_selects_is_read(harness: BlenderHarness) -> Steps:
    if app.background:
        return
    first = windows()[0]
    with _second_scene() as (scene, layer), _second_window(scene, layer) as second:
        yield from _shown()
        _select(first, "lamp")
        with attached(harness) as events:
            harness.host.observe(True, 0)
            yield from _shown()
            assert _names(harness.host.selection().keys, harness) == ["lamp"]
            events.told.clear()
            _select(second, "camera_close")
            yield from until(lambda: bool(events.times("scene")), "the scene of the second window")
            assert _names(harness.host.selection().keys, harness) == ["camera_close"]
            assert harness.host.scene().frame == scene.frame_current and not harness.host.scene().rigs
            _select(first, "body_skin")
            yield from until(lambda: bool(harness.host.scene().rigs), "the scene of the first window")
            assert _names(harness.host.selection().keys, harness) == ["body_skin"]


def the_window_in_which_somebody_edits_is_read(harness: BlenderHarness) -> Steps:
    if app.background:
        return
    with _second_scene() as (scene, layer), _second_window(scene, layer):
        yield from _shown()
        with attached(harness) as events:
            harness.host.observe(True, 0)
            yield from _shown()
            assert harness.host.scene().rigs
            data.objects["prop"].location.x += 1
            yield from until(lambda: not harness.host.scene().rigs, "the scene of the second window")
            assert events.times("scene")
            data.objects["lamp"].location.x += 1
            yield from until(lambda: bool(harness.host.scene().rigs), "the scene of the first window")


def a_scene_in_two_view_layers_stays_where_it_was_while_it_plays(harness: BlenderHarness) -> Steps:
    if app.background:
        return
    scene = windows()[0].scene
    layer = scene.view_layers.new("beside")
    with _second_window(scene, layer):
        yield from _shown()
        with attached(harness) as events:
            harness.host.observe(True, 0)
            yield from _shown()
            events.told.clear()
            yield from harness.play(8)
            assert not events.times("scene"), "the other view layer was taken for the artist's"
    scene.view_layers.remove(layer)


CASES: tuple[Callable[[BlenderHarness], Steps], ...] = (
    the_window_s_scene_and_view_layer_are_read,
    turning_the_window_to_another_scene_tells_everything_anew,
    the_window_in_which_somebody_selects_is_read,
    the_window_in_which_somebody_edits_is_read,
    a_scene_in_two_view_layers_stays_where_it_was_while_it_plays,
)
