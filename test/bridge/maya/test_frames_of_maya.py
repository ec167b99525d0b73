"""What the frames of a Maya are labelled with, and what of their times is known."""

from __future__ import annotations

import math

import pytest
from attached_maya import AttachedMaya, attached_maya
from maya_double.stub_set import why_missing
from rigscope_bridge.hosts import frame_labels as labels
from rigscope_bridge.hosts.host import FrameRow

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")


def _of(maya: AttachedMaya, activity: int) -> list[FrameRow]:
    return [row for row in maya.events.rows if row.activity == activity]


def test_a_played_frame_has_its_interval_its_evaluation_and_its_drawing() -> None:
    with attached_maya() as maya:
        maya.play(8)
        rows = _of(maya, labels.PLAYBACK)
    assert len(rows) >= 7 and [row.frame for row in rows] == sorted(row.frame for row in rows)
    for row in rows[1:]:
        assert row.interval >= row.evaluation + row.draw_submit > row.evaluation > 0
        assert row.evaluation_mode == labels.MODE_PARALLEL and row.evaluation_source == labels.SOURCE_BRACKET
    assert rows[0].marks & labels.FIRST_AFTER_PAUSE and math.isnan(rows[0].interval)
    assert [bool(row.marks & labels.WARM_UP) for row in rows[:4]] == [True, True, True, False]


def test_a_played_frame_is_told_before_the_next_begins() -> None:
    with attached_maya() as maya:
        maya.play(4)
        maya.app.playback.play()
        for _ in range(3):
            told = len(maya.events.rows)
            maya.app.turn()
            assert len(maya.events.rows) == told + 1
        maya.app.playback.stop()


@pytest.mark.parametrize(
    ("speed", "most", "label"),
    [(0.0, 0.0, labels.SPEED_FREE), (0.0, 1.0, labels.SPEED_CAPPED), (1.0, 0.0, labels.SPEED_REAL_TIME)],
)
def test_playback_is_free_capped_or_in_real_time(speed: float, most: float, label: int) -> None:
    with attached_maya() as maya:
        maya.app.playback.speed, maya.app.playback.max_speed = speed, most
        maya.play(3)
        assert {row.speed_mode for row in _of(maya, labels.PLAYBACK)} == {label}


def test_frames_of_the_second_loop_come_from_cached_playback() -> None:
    with attached_maya() as maya:
        maya.app.evaluating.caches = True
        maya.app.playback.last = maya.app.playback.frame + 5
        maya.play(16)
        rows = _of(maya, labels.PLAYBACK)
        wraps = [number for number, row in enumerate(rows) if row.marks & labels.LOOP_WRAP]
    assert len(wraps) >= 2
    assert {row.cached for row in rows[: wraps[0]]} == {labels.CACHED_UNKNOWN}
    assert {row.cached for row in rows[wraps[0] + 1 :]} == {labels.CACHED_YES}


def test_without_cached_playback_no_frame_comes_from_it() -> None:
    with attached_maya(observing=False) as maya:
        maya.app.evaluating.enabled.discard("cache")
        maya.host.observe(True, 0)
        maya.play(3)
        assert {row.cached for row in _of(maya, labels.PLAYBACK)} == {labels.CACHED_NO}


def test_scrubbing_stepping_and_a_playblast_are_told_apart_from_playing() -> None:
    with attached_maya() as maya:
        maya.app.artist.scrub([5, 6, 7])
        maya.until(lambda: len(_of(maya, labels.SCRUB)) == 3, "three scrubbed frames")
        maya.app.artist.step([9, 10])
        maya.until(lambda: len(_of(maya, labels.STEP)) == 2, "two steps")
        maya.app.artist.playblast(1, 4)
        maya.until(lambda: len(_of(maya, labels.PLAYBLAST)) == 4, "four frames of a playblast")
        maya.turns(60)
        assert not _of(maya, labels.PLAYBACK)
        assert [said for _, said in maya.events.told if said in ("busy playblasting", "idle")] == [
            "busy playblasting",
            "idle",
        ]


def test_moving_what_is_selected_makes_frames_whose_evaluation_nobody_can_bracket() -> None:
    with attached_maya() as maya:
        maya.app.artist.select("hips_ctl")
        maya.until(lambda: bool(maya.events.times("selection")), "a selection")
        maya.app.artist.move("hips_ctl", "ty", [1.0, 2.0, 3.0, 4.0])
        maya.until(lambda: len(_of(maya, labels.MANIPULATION)) == 4, "four manipulated frames")
        rows = _of(maya, labels.MANIPULATION)
    assert all(math.isnan(row.evaluation) and row.draw_submit > 0 for row in rows)
    assert {row.evaluation_source for row in rows} == {labels.SOURCE_UNKNOWN}
    assert math.isnan(rows[0].interval) and all(row.interval > 0 for row in rows[1:])


def test_drawing_a_view_again_is_no_frame() -> None:
    with attached_maya() as maya:
        maya.turns(30)
        for _ in range(5):
            maya.app.views.is_stale = True
            maya.turns(1)
        maya.turns(60)
        assert not maya.events.rows


def test_what_is_evaluated_inside_its_drawing_has_no_evaluation_time() -> None:
    with attached_maya(observing=False) as maya:
        maya.app.evaluating.mode = "off"
        maya.host.observe(True, 0)
        maya.play(4)
        rows = _of(maya, labels.PLAYBACK)
    assert {row.evaluation_mode for row in rows} == {labels.MODE_DG}
    assert {row.evaluation_source for row in rows} == {labels.SOURCE_INSIDE_DRAW}
    assert all(math.isnan(row.evaluation) and row.draw_submit > 0 for row in rows)
    assert {row.cached for row in rows} == {labels.CACHED_NO}


def test_after_a_fallback_frames_are_serial_and_that_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    with attached_maya() as maya:
        maya.app.troubles.falls_back()
        for _ in range(2):
            maya.play(3)
        assert {row.evaluation_mode for row in _of(maya, labels.PLAYBACK)} == {labels.MODE_SERIAL}
    assert sum("fell back" in record.getMessage() for record in caplog.records) == 1


def test_a_maya_that_does_not_tell_of_fallbacks_is_believed() -> None:
    with attached_maya(version=2023) as maya:
        maya.play(3)
        assert {row.evaluation_mode for row in _of(maya, labels.PLAYBACK)} == {labels.MODE_PARALLEL}


@pytest.mark.parametrize("forgets", [True, False])
def test_a_view_that_ends_while_it_plays_leaves_frames_whole(forgets: bool) -> None:
    with attached_maya() as maya:
        second = maya.app.views.create()
        maya.seconds(1.1)
        maya.play(4)
        drawn = [row.draw_submit for row in _of(maya, labels.PLAYBACK)]
        maya.app.troubles.view_destroyed(second.name, forgets)
        maya.play(4)
        fewer = [row.draw_submit for row in _of(maya, labels.PLAYBACK)][-3:]
    assert min(drawn) > 1.5 * min(fewer) > 0, "two views take longer than one"


def test_where_simulations_start_is_marked() -> None:
    with attached_maya(observing=False) as maya:
        maya.app.scene.create("nucleus", "nucleus1").values["startFrame"] = 3.0
        maya.host.observe(True, 0)
        maya.app.artist.step([2, 3, 4])
        maya.until(lambda: len(_of(maya, labels.STEP)) == 3, "three steps")
        marked = [row.frame for row in maya.events.rows if row.marks & labels.SIMULATION_START]
    assert marked == [3.0]


def test_frames_are_counted_while_nobody_observes() -> None:
    with attached_maya(observing=False) as maya:
        maya.play(5)
        assert len(maya.events.rows) >= 4
        assert all(math.isnan(row.evaluation) and math.isnan(row.draw_submit) for row in maya.events.rows)
