"""Writes a recording of the double's profiler as Maya 2025 writes its own: version 2 of the format, with the deviations
from its description that real files show (tabs behind categories, begin marks where end marks should be)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .recording import MAIN_THREAD_ID, Event, Profiler

CPUS = 8
_COLUMNS = 9
_NO_TEXT = "(null)"
_MEANINGS = {
    "EvaluateNode": "Evaluation of one node",
    "EvaluationGraphExecution": "Execution of the evaluation graph",
    "Vp2SceneRender": "Rendering of a viewport",
}


def write_recording(profiler: Profiler, path: Path) -> None:
    """Raises OSError where the file cannot be written."""
    path.write_text("\n".join(_lines(profiler)) + "\n", "utf-8")


def _lines(profiler: Profiler) -> Iterator[str]:
    events = sorted(profiler.events, key=lambda event: event.time)
    texts: dict[str, int] = {}
    for event in events:
        for text in (event.name, event.description or _NO_TEXT):
            texts.setdefault(text, len(texts))
    yield "#File Version, # of events, # of CPUs"
    yield f"2\t{len(events)}\t{CPUS}"
    yield "".join(f"{name}\t" for name in profiler.categories)
    yield "".join(f"{text}\t" for text in profiler.descriptions)
    yield "#Comment mapping---------"
    for text, number in texts.items():
        yield f"@{number} = {text}"
    yield "#Comment mapping---------"
    yield "#Event time, Comment, Extra comment, Category id, Duration, Thread Duration, Thread id, Cpu id, Color id"
    for event in events:
        yield _row(event, texts)
    yield "#Begin comment description mapping---------"
    for name, meaning in _MEANINGS.items():
        if name in texts:
            yield f"{texts[name]} = {meaning}"
    yield "#Begin comment description mapping---------"


def _row(event: Event, texts: dict[str, int]) -> str:
    columns = (
        str(event.time),
        f"@{texts[event.name]}",
        f"@{texts[event.description or _NO_TEXT]}",
        str(event.category),
        str(event.duration),
        str(event.duration * 1000),
        str(MAIN_THREAD_ID + event.thread * 4),
        str(event.thread % CPUS),
        str(event.color),
    )
    return "\t".join(columns)


def read_recording(path: Path) -> list[Event]:
    """The events of a file that `write_recording` wrote. Raises OSError, and RuntimeError for another file."""
    texts: dict[str, str] = {}
    events: list[Event] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("@"):
            key, _, text = line.partition(" = ")
            texts[key] = "" if text == _NO_TEXT else text
            continue
        columns = line.split("\t")
        if len(columns) == _COLUMNS:
            time, name, description, category, duration, _, thread, _, color = columns
            number = (int(thread) - MAIN_THREAD_ID) // 4
            events.append(
                Event(int(time), texts[name], texts[description], int(category), int(duration), number, int(color))
            )
    if not texts and not events:
        raise RuntimeError(f"{path} is no recording of the profiler.")
    return events
