"""How a frame is put together from the moments of a host's callbacks, without a host."""

from __future__ import annotations

import json
import math
from pathlib import Path

import rigscope_bridge
from hypothesis import given
from hypothesis import strategies as st
from rigscope_bridge.hosts import frame_labels as frames
from rigscope_bridge.hosts.frame_assembler import UNDRAWN_SECONDS, FrameAssembler
from rigscope_bridge.hosts.host import FrameRow

BRACKET = (frames.MODE_PARALLEL, frames.SOURCE_BRACKET)
PLAYED = (frames.PLAYBACK, frames.SPEED_CAPPED, frames.CACHED_NO, *BRACKET, 0)
POSED = (frames.MANIPULATION, frames.SPEED_FREE, frames.CACHED_NO, *BRACKET, 0)


def _assembler() -> tuple[FrameAssembler, list[FrameRow]]:
    rows: list[FrameRow] = []
    return FrameAssembler(rows.append), rows


def test_a_frame_ends_with_its_last_drawing_and_is_given_when_the_loop_comes_round() -> None:
    assembler, rows = _assembler()
    for begin in (10.0, 11.0):
        assembler.begin(begin, begin, *PLAYED)
        assert assembler.evaluated(begin + 0.2) == begin + 0.2 - begin
        assembler.settle(begin + 0.21)
        assembler.drawn(begin + 0.4, 0.1)
        assembler.drawn(begin + 0.5, 0.1)
        assembler.settle(begin + 0.6)
    assert [row.time for row in rows] == [10.5, 11.5]
    assert math.isnan(rows[0].interval) and rows[1].interval == 1.0
    assert math.isclose(rows[1].evaluation, 0.2) and math.isclose(rows[1].draw_submit, 0.2)


def test_a_frame_that_no_view_draws_is_given_with_an_unknown_draw_submit() -> None:
    assembler, rows = _assembler()
    assembler.begin(1.0, 1, *PLAYED)
    assembler.evaluated(1.1)
    assembler.settle(1.15)
    assert not rows
    assembler.settle(1.1 + UNDRAWN_SECONDS)
    assert math.isnan(rows[0].draw_submit) and rows[0].time == 1.1


def test_a_step_long_after_the_last_has_no_interval() -> None:
    assembler, rows = _assembler()
    for begin in (1.0, 1.1, 9.0):
        assembler.begin(begin, begin, frames.STEP, frames.SPEED_FREE, frames.CACHED_NO, *BRACKET, 0)
        assembler.evaluated(begin + 0.05)
    assembler.settle(20.0)
    assert [math.isnan(row.interval) for row in rows] == [True, False, True]
    assert [bool(row.marks & frames.FIRST_AFTER_PAUSE) for row in rows] == [True, False, True]


def test_jumping_back_while_playing_is_a_loop_wrap() -> None:
    assembler, rows = _assembler()
    for number, frame in enumerate((46, 47, 48, 1, 2)):
        assembler.begin(number, frame, *PLAYED)
        assembler.evaluated(number + 0.1)
    assembler.settle(99.0)
    assert [bool(row.marks & frames.LOOP_WRAP) for row in rows] == [False, False, False, True, False]


def test_three_frames_after_a_changed_graph_are_warm_up() -> None:
    assembler, rows = _assembler()
    for number in range(10):
        if number == 5:
            assembler.graph_changed()
        assembler.begin(number, number, *PLAYED)
        assembler.evaluated(number + 0.1)
    assembler.settle(99.0)
    assert [row.frame for row in rows if row.marks & frames.WARM_UP] == [0, 1, 2, 5, 6, 7]


def test_a_manipulation_that_rebuilt_the_graph_is_warm_up_and_so_are_the_next() -> None:
    assembler, rows = _assembler()
    for number in range(8):
        assembler.begin(number, 1, *POSED)
        assembler.evaluated(number + 0.1)
        if number == 4:
            assembler.graph_changed()
        assembler.settle(number + 0.5)
    assert [row.time for row in rows if row.marks & frames.WARM_UP] == [0.1, 1.1, 2.1, 4.1, 5.1, 6.1]


def test_what_was_only_a_selection_uses_up_no_warm_up() -> None:
    assembler, rows = _assembler()
    for number in range(5):
        assembler.begin(number, 1, *POSED)
        assembler.evaluated(number + 0.1)
        assembler.discard(frames.MANIPULATION)
    assembler.begin(9, 1, *POSED)
    assembler.evaluated(9.1)
    assembler.settle(99.0)
    assert [row.marks & frames.WARM_UP for row in rows] == [frames.WARM_UP]


def test_indices_are_those_of_the_schema() -> None:
    schema = json.loads((Path(rigscope_bridge.__file__).parent / "schema.json").read_text("utf-8"))["columns"]
    activities = ["idle", "playback", "scrub", "step", "manipulation", "playblast"]
    ours = [frames.IDLE, frames.PLAYBACK, frames.SCRUB, frames.STEP, frames.MANIPULATION, frames.PLAYBLAST]
    assert [schema["activities"].index(name) for name in activities] == ours
    speeds = ["unknown", "free", "realTime", "capped"]
    ours = [frames.SPEED_UNKNOWN, frames.SPEED_FREE, frames.SPEED_REAL_TIME, frames.SPEED_CAPPED]
    assert [schema["speedModes"].index(name) for name in speeds] == ours
    ours = [frames.CACHED_UNKNOWN, frames.CACHED_NO, frames.CACHED_YES]
    assert [schema["cachedStates"].index(name) for name in ("unknown", "no", "yes")] == ours
    modes = ["unknown", "dg", "serial", "parallel", "depsgraph"]
    ours = [frames.MODE_UNKNOWN, frames.MODE_DG, frames.MODE_SERIAL, frames.MODE_PARALLEL, frames.MODE_DEPSGRAPH]
    assert [schema["evaluationModes"].index(name) for name in modes] == ours
    ours = [frames.SOURCE_UNKNOWN, frames.SOURCE_BRACKET, frames.SOURCE_INSIDE_DRAW]
    assert [schema["evaluationSources"].index(name) for name in ("unknown", "bracket", "insideDraw")] == ours
    marks = schema["marks"]
    assert marks["loopWrap"] == frames.LOOP_WRAP and marks["warmUp"] == frames.WARM_UP
    assert marks["simulationStart"] == frames.SIMULATION_START and marks["sampled"] == frames.SAMPLED
    assert marks["firstAfterPause"] == frames.FIRST_AFTER_PAUSE


def test_a_frame_that_is_evaluated_inside_its_drawing_has_no_evaluation_time() -> None:
    assembler, rows = _assembler()
    pulled = (frames.MODE_DG, frames.SOURCE_INSIDE_DRAW)
    assembler.begin(1.0, 7, frames.PLAYBACK, frames.SPEED_FREE, frames.CACHED_NO, *pulled, 0)
    assembler.evaluated(1.1)
    assembler.drawn(1.4, 0.2)
    assembler.settle(1.5)
    assert math.isnan(rows[0].evaluation) and rows[0].draw_submit == 0.2
    assert rows[0].evaluation_mode == frames.MODE_DG and rows[0].evaluation_source == frames.SOURCE_INSIDE_DRAW


@given(st.lists(st.tuples(st.sampled_from("begin evaluated drawn settle paused discard".split()), st.floats(0, 1))))
def test_whatever_the_order_of_callbacks_rows_stay_in_order_and_sane(moments: list[tuple[str, float]]) -> None:
    assembler, rows = _assembler()
    now = 0.0
    for what, step in moments:
        now += step
        if what == "begin":
            assembler.begin(now, now, *PLAYED)
        elif what == "evaluated":
            assembler.evaluated(now)
        elif what == "drawn":
            assembler.drawn(now, step)
        elif what == "settle":
            assembler.settle(now)
        elif what == "paused":
            assembler.paused()
        else:
            assembler.discard(frames.PLAYBACK)
    assert [row.time for row in rows] == sorted(row.time for row in rows)
    for row in rows:
        assert row.evaluation >= 0 and (math.isnan(row.interval) or row.interval >= 0)
