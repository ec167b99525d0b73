"""A stepped capture gives each pass the same frames, in order, and warms up after each jump in time."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st
from rigscope_bridge.contract.capture_recorder import RecordedCapture
from rigscope_bridge.hosts.capture_steps import WARM_UP_FRAMES, Tally, first_frame, steps_of_a_pass
from rigscope_bridge.hosts.host import CapturePlan, FrameRow, SampleCosts, SampledFrame

ranges = st.tuples(st.integers(-1000, 1000), st.integers(0, 200)).map(lambda both: (both[0], both[0] + both[1]))


def _frame(number: float, time: float = 0.0) -> tuple[FrameRow, SampledFrame]:
    nan = float("nan")
    row = FrameRow(time, number, nan, 0.01, nan, nan, 6, 1, 1, 4, 1, 0)
    return row, SampledFrame(time, number, 0.01, 0, lambda: SampleCosts.of([]))


@given(ranges, st.integers(-1200, 1400), st.one_of(st.none(), st.integers(1, 400)))
def test_it_begins_where_the_artist_is_if_all_frames_fit_there(
    span: tuple[int, int], current: int, frames: int | None
) -> None:
    start, end = span
    first = first_frame(start, end, current, frames)
    assert first == (current if start <= current and current + (frames or 1) - 1 <= end else start)


@given(ranges, st.integers(0, 200), st.integers(1, 500))
def test_frames_follow_one_another_within_the_range_and_each_jump_is_warmed_up(
    span: tuple[int, int], offset: int, count: int
) -> None:
    start, end = span
    first = min(start + offset, end)
    steps = list(islice(steps_of_a_pass(start, end, first), count))
    assert all(start <= step.frame <= end for step in steps)
    assert [step.is_warm_up for step in steps[: WARM_UP_FRAMES + 1]] == [True, True, True, False][:count]
    given_before: int | None = None
    warmed = 0
    for step in steps:
        if step.is_warm_up:
            warmed += 1
            continue
        expected = first if given_before is None else start if given_before == end else given_before + 1
        assert step.frame == expected
        assert warmed == (WARM_UP_FRAMES if given_before is None or given_before == end else 0)
        given_before, warmed = step.frame, 0


@given(st.integers(1, 40), st.integers(1, 5), st.integers(0, 300))
def test_a_tally_gives_so_many_frames_in_each_pass_and_then_no_more(frames: int, passes: int, offered: int) -> None:
    capture = RecordedCapture()
    tally = Tally(CapturePlan(frames, None, passes), capture)
    for number in range(offered):
        tally.give("driven", *_frame(number))
    assert len(capture.rows) == min(offered, frames * passes)
    assert capture.passes == list(range(min(passes, -(-offered // frames))))
    assert capture.motions == (["driven"] if offered else [])
    assert tally.is_done == (offered >= frames * passes) and capture.told_in_order


def test_a_tally_of_seconds_ends_with_the_frame_that_fills_them() -> None:
    capture = RecordedCapture()
    tally = Tally(CapturePlan(None, 1.0, 1), capture)
    for number in range(30):
        tally.give("observed", *_frame(number, 100 + number * 0.1))
    assert tally.is_done and len(capture.rows) == 11
    assert tally.said() == "11 frames"


def test_a_tally_of_seconds_ends_where_nobody_knows_how_long_evaluation_took() -> None:
    capture = RecordedCapture()
    tally = Tally(CapturePlan(None, 1.0, 1), capture)
    for number in range(30):
        row, costs = _frame(number, 100 + number * 0.1)
        tally.give("observed", row._replace(evaluation=float("nan")), costs)
    assert tally.is_done and len(capture.rows) == 11
