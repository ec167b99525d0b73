"""Reads what Blender's `Depsgraph.debug_stats_gnuplot` writes: seconds by data-block. Knows no bpy."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from .blender_keys import DepsgraphNames
from .host import SampleCosts

ModifierTimes = Mapping[str, Sequence["tuple[str, float]"]]
"""By object key: keys of its modifiers and their seconds."""

ROWS_LISTED = 32
"""Blender lists only so many of the costliest data-blocks."""

TRUNCATED, PROCESSOR_TIME = 1, 2
UNKNOWN_CALLS = 0xFFFFFFFF
NAN = float("nan")
_ROW = re.compile(r'^"\[(?P<code>\w\w)\] (?P<name>.*)",(?P<seconds>[0-9.eE+-]+|-?nan|-?inf)$', re.DOTALL)


def lists_no_more(data: bytes) -> bool:
    """Whether the list is as long as Blender makes it, so that cheaper data-blocks may be missing."""
    return data.count(b'\n"[') >= ROWS_LISTED


def parse_stats(text: str) -> list[tuple[str, str, float]]:
    """Reads what `Depsgraph.debug_stats_gnuplot` wrote: (ID code, name, seconds), costliest first."""
    rows: list[tuple[str, str, float]] = []
    begun = False
    # Blender writes this file with the line ends of Windows on every system.
    for line in text.replace("\r\n", "\n").split("\n"):
        if not begun:
            begun = line.startswith("$data << EOD")
            continue
        if line == "EOD":
            break
        match = _ROW.match(line)
        if match is None:
            continue
        seconds = float(match["seconds"])
        if not math.isfinite(seconds) or seconds < 0:
            continue
        rows.append((match["code"], match["name"].replace("\\\\\\_", "_"), seconds))
    rows.sort(key=lambda row: -row[2])
    return rows


def sampled_costs(data: bytes, names: DepsgraphNames) -> SampleCosts:
    """Costs by node in what the depsgraph wrote. Runs on the I/O thread, touches no bpy."""
    costs: dict[str, float] = {}
    for code, name, seconds in parse_stats(data.decode("utf-8", "replace")):
        key = names.key(code, name)
        costs[key] = costs.get(key, 0.0) + seconds
    return SampleCosts.of((key, seconds, NAN, UNKNOWN_CALLS) for key, seconds in costs.items())


def lists_nothing(costs: SampleCosts) -> bool:
    """Whether nothing was evaluated but the scene itself."""
    return all(key.startswith("data/SC/") for key in costs.keys)


def with_modifiers(costs: SampleCosts, times: ModifierTimes) -> SampleCosts:
    """The costs with a row for each modifier; an object's self time then leaves its modifiers out."""
    rows: list[tuple[str, float, float, int]] = []
    for key, own, inclusive, calls in zip(*costs):
        within = math.fsum(seconds for _, seconds in times.get(key, ()))
        rows.append((key, max(0.0, own - within), own, calls) if key in times else (key, own, inclusive, calls))
    rows.extend((key, seconds, NAN, 1) for listed in times.values() for key, seconds in listed)
    return SampleCosts.of(rows)
