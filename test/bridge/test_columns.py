"""The binary lane's layout."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as any_of
from rigscope_bridge import columns
from rigscope_bridge.hosts.host import FrameRow, SampleCosts

NUMBER = any_of.floats(width=64)
BYTE = any_of.integers(0, 255)
FRAME = any_of.builds(FrameRow, *[NUMBER] * 6, *[BYTE] * 6)
SAMPLE = any_of.tuples(any_of.sampled_from("abcdef"), NUMBER, NUMBER, any_of.integers(0, 2**32 - 1))


def head(kind: str, rows: int) -> columns.Header:
    return columns.Header(columns.KINDS[kind], 3, 7, 8, rows, 9, 1.5, 2.5, math.nan)


def same(left: float, right: float) -> bool:
    return left == right or (left != left and right != right)


@given(any_of.lists(FRAME, max_size=20))
def test_frames_are_read_as_they_were_written(rows: list[FrameRow]) -> None:
    read = columns.decode(columns.header(head("frames", len(rows))) + columns.frames_body(rows))
    assert (read.header.roster_version, read.header.sequence, read.header.dropped) == (7, 8, 9)
    for name, column in zip((name for name, _ in columns.LAYOUT["layouts"]["frames"]), zip(*rows)):
        assert all(same(a, b) for a, b in zip(read.columns[name], column))


@given(any_of.lists(SAMPLE, max_size=20))
def test_samples_are_read_as_they_were_written_and_unknown_keys_are_left_out(
    rows: list[tuple[str, float, float, int]],
) -> None:
    ids = {"a": 1, "b": 2, "c": 3, "d": 4}
    encoder = columns.SampleEncoder()
    for _ in range(2):
        count, body = encoder.body(SampleCosts.of(rows), 1, ids)
        read = columns.decode(columns.header(head("samples", count)) + body)
        known = [row for row in rows if row[0] in ids]
        assert list(read.columns["id"]) == [ids[row[0]] for row in known]
        assert all(same(a, row[1]) for a, row in zip(read.columns["self"], known))
        assert list(read.columns["count"]) == [row[3] for row in known]


def test_ids_are_looked_up_anew_when_the_roster_changed() -> None:
    encoder, costs = columns.SampleEncoder(), SampleCosts.of([("a", 1.0, 1.0, 1)])
    encoder.body(costs, 1, {"a": 1})
    count, body = encoder.body(costs, 2, {"a": 5})
    assert list(columns.decode(columns.header(head("samples", count)) + body).columns["id"]) == [5]


@given(any_of.binary(max_size=200))
def test_bytes_that_are_no_message_are_refused_with_a_sentence(raw: bytes) -> None:
    try:
        columns.decode(raw)
    except columns.ColumnsRefused as refused:
        assert str(refused).endswith(".")


@pytest.mark.parametrize("cut", [1, 8, 40, 60])
def test_a_truncated_message_is_refused(cut: int) -> None:
    whole = columns.header(head("frames", 1)) + columns.frames_body([FrameRow(*[1.0] * 6, *[0] * 6)])
    with pytest.raises(columns.ColumnsRefused):
        columns.decode(whole[:-cut])
