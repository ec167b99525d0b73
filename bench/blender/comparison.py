"""Compares two conditions that were measured in turns: ratios with a 95 % interval by resampling whole rounds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from statistics import median
from typing import TypedDict

RESAMPLES = 2000


class Comparison(TypedDict):
    """`ratio` is of the whole time, outliers and sampled frames included; `medianRatio` of frame by frame. Seconds."""

    name: str
    medianWithout: float
    median: float
    ratio: float
    ratioLow: float
    ratioHigh: float
    medianRatio: float
    medianRatioLow: float
    medianRatioHigh: float
    pairs: int


def compare(rounds: Sequence[dict[str, list[float]]], without: str, condition: str) -> Comparison:
    """How much longer frames took under the condition than without."""
    pairs = [list(zip(played[without], played[condition])) for played in rounds]
    totals = [(sum(a for a, _ in played), sum(b for _, b in played)) for played in pairs]
    medians = [median(b / a for a, b in played) for played in pairs]
    chance = random.Random(1)
    picks = [chance.choices(range(len(rounds)), k=len(rounds)) for _ in range(RESAMPLES)]
    ratios = sorted(sum(totals[i][1] for i in pick) / sum(totals[i][0] for i in pick) for pick in picks)
    middles = sorted(median(medians[i] for i in pick) for pick in picks)
    low, high = int(RESAMPLES * 0.025), int(RESAMPLES * 0.975)
    return {
        "name": condition,
        "medianWithout": median(a for played in pairs for a, _ in played),
        "median": median(b for played in pairs for _, b in played),
        "ratio": sum(b for _, b in totals) / sum(a for a, _ in totals),
        "ratioLow": ratios[low],
        "ratioHigh": ratios[high],
        "medianRatio": median(medians),
        "medianRatioLow": middles[low],
        "medianRatioHigh": middles[high],
        "pairs": sum(len(played) for played in pairs),
    }
