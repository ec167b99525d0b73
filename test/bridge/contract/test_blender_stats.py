"""What Blender's depsgraph writes about one frame is read whatever names are in it."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st
from rigscope_bridge.hosts.blender_keys import DepsgraphNames
from rigscope_bridge.hosts.blender_stats import ROWS_LISTED, lists_no_more, parse_stats, sampled_costs, with_modifiers
from rigscope_bridge.hosts.host import SampleCosts

NAMES = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1)


def written(rows: list[tuple[str, str, float]]) -> str:
    """As Blender writes it: underscores escaped, quotes not, the line ends of Windows."""
    lines = [f'"[{code}] {name.replace("_", chr(92) * 3 + "_")}",{seconds:f}' for code, name, seconds in rows]
    return "\r\n".join(["$data << EOD", *lines, "EOD", 'set title "Timing Statistics"', ""])


@given(st.lists(st.tuples(st.sampled_from(["OB", "AR", "ME"]), NAMES, st.floats(0, 10)), max_size=ROWS_LISTED))
def test_what_blender_writes_is_read_back(rows: list[tuple[str, str, float]]) -> None:
    read = parse_stats(written(rows))
    assert sorted(row[:2] for row in read) == sorted(row[:2] for row in rows)
    assert math.isclose(sum(row[2] for row in read), sum(row[2] for row in rows), abs_tol=1e-4)


@given(st.text())
def test_any_text_gives_rows_that_can_be_shown(text: str) -> None:
    for _, _, seconds in parse_stats("$data << EOD\n" + text):
        assert math.isfinite(seconds) and seconds >= 0


@given(st.binary())
def test_any_bytes_are_read(data: bytes) -> None:
    sampled_costs(data, DepsgraphNames())


def test_not_a_number_is_left_out() -> None:
    assert parse_stats('$data << EOD\r\n"[OB] rig",-nan\r\n"[OB] body",0.5\r\nEOD') == [("OB", "body", 0.5)]


def test_a_list_of_32_may_be_cut() -> None:
    rows = [("OB", f"node_{number}", 0.1) for number in range(ROWS_LISTED)]
    assert lists_no_more(written(rows).encode())
    assert not lists_no_more(written(rows[1:]).encode())


def test_rows_of_the_same_node_are_one() -> None:
    data = written([("OB", "rig", 0.25), ("OB", "rig", 0.5)]).encode()
    costs = sampled_costs(data, DepsgraphNames())
    assert list(zip(costs.keys, costs.self_time)) == [("object/rig", 0.75)]


times = st.dictionaries(
    st.sampled_from(["object/a", "object/b", "object/c"]),
    st.lists(st.tuples(st.sampled_from(["modifier/1", "modifier/2"]), st.floats(0, 10)), unique_by=lambda row: row[0]),
)


@given(st.dictionaries(st.sampled_from(["object/a", "object/b", "data/ME/a"]), st.floats(0, 10)), times)
def test_an_objects_self_time_leaves_its_modifiers_out(
    listed: dict[str, float], modifiers: dict[str, list[tuple[str, float]]]
) -> None:
    plain = SampleCosts.of((key, seconds, math.nan, 1) for key, seconds in listed.items())
    costs = with_modifiers(plain, modifiers)
    rows = list(zip(costs.keys, costs.self_time, costs.inclusive))
    for key, own, inclusive in rows[: len(listed)]:
        within = sum(seconds for _, seconds in modifiers.get(key, ()))
        assert math.isclose(own, max(0.0, listed[key] - within), abs_tol=1e-9)
        assert inclusive == listed[key] if key in modifiers else math.isnan(inclusive)
    assert [row[0] for row in rows[len(listed) :]] == [key for rows in modifiers.values() for key, _ in rows]
