"""What the hub's reader has to know of a recording's file: taken apart here, without making sense of its events."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

_FIELDS = 9
_MAP, _DESCRIPTIONS, _ROWS = "#Comment mapping", "#Begin comment description mapping", "#Event time"


class RecordingFile(NamedTuple):
    """`rows` are the fields of each event; `texts` what the numbers of the map stand for."""

    version: int
    announced: int
    has_trailing_tabs: bool
    map_ends_as_it_begins: bool
    descriptions_end_as_they_begin: bool | None
    descriptions_have_at: bool | None
    texts: dict[str, str]
    rows: list[list[str]]

    def of(self, name: str) -> list[list[str]]:
        """The rows of the events of this name."""
        keys = {key for key, text in self.texts.items() if text == name}
        return [row for row in self.rows if row[1] in keys]

    def durations(self, name: str) -> list[int]:
        """Of the events of this name, as they are written."""
        return [int(row[4]) for row in self.of(name)]

    @property
    def span(self) -> int:
        """From the first beginning to the last, as it is written."""
        times = [int(row[0]) for row in self.rows]
        return max(times) - min(times) if times else 0

    @property
    def thread_ratio(self) -> float:
        """How much larger thread durations are written than durations; 0 where nothing lasted."""
        ratios = [int(row[5]) / int(row[4]) for row in self.rows if int(row[4]) > 0]
        return median(ratios) if ratios else 0.0


def read_recording(lines: Sequence[str]) -> RecordingFile:
    """Raises ValueError and IndexError where it is no recording."""
    version, announced = (int(field) for field in lines[1].split("\t")[:2])
    maps = [index for index, line in enumerate(lines) if line.startswith(_MAP) or line.startswith("#End comment map")]
    told = [index for index, line in enumerate(lines) if line.startswith(_DESCRIPTIONS)]
    ends = [index for index, line in enumerate(lines) if line.startswith("#End comment desc")]
    described = lines[told[0] + 1 : (ends or told[1:] or [len(lines)])[0]] if told else []
    entries = [line.partition(" = ") for line in lines[maps[0] + 1 : maps[1]]]
    return RecordingFile(
        version,
        announced,
        lines[2].endswith("\t"),
        lines[maps[1]].startswith(_MAP),
        len(told) == 2 if told else None,
        described[0].startswith("@") if described and described[0] else None,
        {key.strip(): text for key, _, text in entries},
        [fields for line in lines if line[:1].isdigit() and len(fields := line.split("\t")) == _FIELDS],
    )
