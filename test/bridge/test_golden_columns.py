"""The binary lane in Python against the golden files that TypeScript wrote: both read and write the same bytes."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from rigscope_bridge import columns
from rigscope_bridge.hosts.host import FrameRow, SampleCosts

GOLDEN = Path(__file__).parent.parent / "protocol" / "golden"
VALUES: dict[str, dict[str, Any]] = json.loads((GOLDEN / "values.json").read_text("utf-8"))
SNAKE = {"rosterVersion": "roster_version"}


def numbers(values: list[Any]) -> list[float]:
    return [math.nan if value is None else value for value in values]


def same(left: list[float], right: list[float]) -> bool:
    return len(left) == len(right) and all(a == b or (a != a and b != b) for a, b in zip(left, right))


@pytest.mark.parametrize("name", sorted(VALUES))
def test_python_reads_what_typescript_wrote(name: str) -> None:
    expected = VALUES[name]
    decoded = columns.decode((GOLDEN / f"{name}.bin").read_bytes())
    assert decoded.header.kind == columns.KINDS[expected["kind"]]
    for field, value in expected.items():
        if isinstance(value, list):
            assert same(list(decoded.columns[field]), numbers(value)), field
        elif field != "kind":
            assert getattr(decoded.header, SNAKE.get(field, field)) == value, field


@pytest.mark.parametrize("name", ["frames", "empty"])
def test_python_writes_frames_byte_for_byte_as_typescript_does(name: str) -> None:
    expected = VALUES[name]
    layout = [column for column, _ in columns.LAYOUT["layouts"]["frames"]]
    rows = [FrameRow(*row) for row in zip(*(numbers(expected[column]) for column in layout))]
    head = columns.Header(
        columns.KINDS["frames"],
        0,
        expected["rosterVersion"],
        expected["sequence"],
        len(rows),
        expected["dropped"],
        math.nan,
        math.nan,
        math.nan,
    )
    assert columns.header(head) + columns.frames_body(rows) == (GOLDEN / f"{name}.bin").read_bytes()


def test_python_writes_samples_byte_for_byte_as_typescript_does() -> None:
    expected = VALUES["samples"]
    cells = zip(numbers(expected["self"]), numbers(expected["inclusive"]), expected["count"])
    costs = SampleCosts.of((f"node/{id}", *row) for id, row in zip(expected["id"], cells))
    ids = {f"node/{id}": id for id in expected["id"]}
    count, body = columns.SampleEncoder().body(costs, expected["rosterVersion"], ids)
    head = columns.Header(
        columns.KINDS["samples"],
        expected["flags"],
        expected["rosterVersion"],
        expected["sequence"],
        count,
        expected["dropped"],
        expected["time"],
        expected["frame"],
        expected["wall"],
    )
    assert columns.header(head) + body == (GOLDEN / "samples.bin").read_bytes()


@pytest.mark.parametrize("name", sorted(VALUES))
def test_python_refuses_a_golden_file_that_is_cut_or_grown(name: str) -> None:
    whole = (GOLDEN / f"{name}.bin").read_bytes()
    for length in range(len(whole)):
        with pytest.raises(columns.ColumnsRefused, match="bytes"):
            columns.decode(whole[:length])
    with pytest.raises(columns.ColumnsRefused, match="bytes"):
        columns.decode(whole + b"\0")
