"""What Maya's profiler records and how it writes that down: the format, how it deviates from its description, units."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Callable, NamedTuple

from ...self_test.fact import Check, Fact, Verdict
from .needs import OWN_SCENE
from .once import Once
from .recorded import Recorded, record
from .recording_file import RecordingFile, read_recording
from .scene import LEFT, RIGHT, TURNED

_EVALUATION, _NODE, _SCENE = "EvaluationGraphExecution", "EvaluateNode", "Vp2SceneRender"
_MICRO = 1e-6


class _Read(NamedTuple):
    recorded: Recorded
    file: RecordingFile


def _read(folder: Path) -> Generator[None, None, _Read]:
    recorded = yield from record(folder)
    return _Read(recorded, read_recording(recorded.lines))


def _version(read: _Read) -> Verdict:
    return Verdict(read.file.version == 2, {"fileVersion": read.file.version})


def _count(read: _Read) -> Verdict:
    rows, told, asked = len(read.file.rows), read.file.announced, read.recorded.event_count
    return Verdict(rows == told == asked > 0, {"rows": rows, "announced": told, "eventCount": asked})


def _tabs(read: _Read) -> Verdict:
    return Verdict(read.file.has_trailing_tabs)


def _ends(read: _Read) -> Verdict:
    described = read.file.descriptions_end_as_they_begin
    measured = {"map": read.file.map_ends_as_it_begins, "descriptions": bool(described)}
    return Verdict(read.file.map_ends_as_it_begins and described is not False, measured)


def _keys(read: _Read) -> Verdict:
    has_at = read.file.descriptions_have_at
    return Verdict(has_at is False, {"hasDescriptions": has_at is not None})


def _null(read: _Read) -> Verdict:
    return Verdict("(null)" in read.file.texts.values())


def _names(read: _Read) -> Verdict:
    wanted = (_EVALUATION, _NODE, *((_SCENE,) if read.recorded.has_views else ()))
    counts = {name: len(read.file.of(name)) for name in wanted}
    return Verdict(all(counts.values()), counts)


def _nodes(read: _Read) -> Verdict:
    texts = {read.file.texts.get(row[2], "") for row in read.file.of(_NODE)}
    found = sum(f"{namespace}:{TURNED}" in text for namespace in (LEFT, RIGHT) for text in texts)
    return Verdict(found >= 2, {"nodes": len(texts), "ours": found})


def _unit(read: _Read) -> Verdict:
    ratio = read.file.span * _MICRO / read.recorded.seconds if read.recorded.seconds else 0.0
    return Verdict(0.3 < ratio < 1.2, {"span": read.file.span, "seconds": round(read.recorded.seconds, 4)})


def _thread(read: _Read) -> Verdict:
    return Verdict(read.file.thread_ratio > 100, {"ratio": round(read.file.thread_ratio, 3)})


def _bracket(read: _Read) -> Verdict:
    durations, brackets = read.file.durations(_EVALUATION), read.recorded.brackets
    # A frame that the machine was busy in says nothing of the others.
    inside, around = (median(durations) * _MICRO, median(brackets)) if durations and brackets else (0.0, 0.0)
    ratio = inside / around if around else 0.0
    measured = {"profilerMs": round(inside * 1000, 3), "bracketMs": round(around * 1000, 3), "ratio": round(ratio, 3)}
    return Verdict(0.5 < ratio <= 1.1, measured)


def _reset(read: _Read) -> Verdict:
    return Verdict(read.recorded.refuses_reset)


_FACTS: tuple[tuple[str, str, Callable[[_Read], Verdict]], ...] = (
    ("profiler.reset", "Maya refuses to clear the profiler's recording while it records.", _reset),
    ("recording.version", "Maya writes version 2 of the recording's format.", _version),
    ("recording.count", "A recording has as many rows as it announces and as Maya counts events.", _count),
    ("recording.tabs", "The line of categories ends with a tab.", _tabs),
    ("recording.ends", "What begins a map in a recording also ends it.", _ends),
    ("recording.keys", "The map of descriptions has numbers without an at sign.", _keys),
    ("recording.null", "A text that is missing is written as (null).", _null),
    ("recording.names", "The events have the names by which frames and nodes are told apart.", _names),
    ("recording.nodes", "An event of a node's evaluation is described by the node's name.", _nodes),
    ("recording.unit", "Times in a recording are microseconds.", _unit),
    ("recording.threadUnit", "Thread durations are written in a smaller unit than durations.", _thread),
    ("recording.bracket", "From time change to forced update is about what the profiler calls execution.", _bracket),
)


def facts(folder: Path) -> Sequence[Fact]:
    """Those of one run of the self-test, which share one recording."""
    once = Once(partial(_read, folder))

    def check(judge: Callable[[_Read], Verdict]) -> Callable[[], Check]:
        def run() -> Check:
            return judge((yield from once.found()))

        return run

    return [Fact(identity, says, check(judge), (OWN_SCENE,)) for identity, says, judge in _FACTS]
