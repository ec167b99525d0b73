"""The profiler command, with all that captures need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..recording_file import read_recording, write_recording
from .calling import Flags, command

if TYPE_CHECKING:
    from ..app import MayaApp


@command(
    "profiler",
    "query sampling reset bufferSize output load eventCount categoryRecording categoryName categoryIndex categoryInfo "
    "allCategories addCategory categoryIndexToName categoryNameToIndex eventIndex eventName eventDescription "
    "eventStartTime eventDuration eventCategory eventThreadId",
)
def profiler(app: MayaApp, arguments: tuple[Any, ...], flags: Flags) -> object:
    if flags.query:
        return _query(app, flags)
    recording = app.profiler
    if "addCategory" in flags:
        return recording.add_category(str(flags["addCategory"]))
    if "categoryRecording" in flags:
        (recording.recorded.add if flags["categoryRecording"] else recording.recorded.discard)(_category(app, flags))
    # Order as Maya has it where several are given: clear, size, then start.
    if flags.get("reset"):
        recording.reset()
    if "bufferSize" in flags:
        recording.resize(int(flags["bufferSize"]))
    if "sampling" in flags:
        (recording.start if flags["sampling"] else recording.stop)()
    if "output" in flags:
        write_recording(recording, Path(str(flags["output"])))
    elif "load" in flags:
        recording.reset()
        recording.events.extend(read_recording(Path(str(flags["load"]))))
    return None


def _query(app: MayaApp, flags: Flags) -> object:
    recording = app.profiler
    if "eventIndex" in flags:
        event = recording.events[int(flags["eventIndex"])]
        return {
            "eventName": event.name,
            "eventDescription": event.description,
            "eventStartTime": event.time,
            "eventDuration": event.duration,
            "eventCategory": event.category,
            "eventThreadId": event.thread,
        }[next(flag for flag in flags if flag not in ("query", "eventIndex"))]
    if flags.get("categoryRecording"):
        return _category(app, flags) in recording.recorded
    if flags.get("categoryInfo"):
        return recording.descriptions[_category(app, flags)]
    if "categoryIndexToName" in flags:
        return recording.categories[int(flags["categoryIndexToName"])]
    if "categoryNameToIndex" in flags:
        return recording.category(str(flags["categoryNameToIndex"]))
    return {
        "sampling": recording.is_sampling,
        "bufferSize": recording.megabytes,
        "eventCount": len(recording.events),
        "allCategories": list(recording.categories),
    }[flags.asked()]


def _category(app: MayaApp, flags: Flags) -> int:
    if "categoryName" in flags:
        return app.profiler.category(str(flags["categoryName"]))
    return int(flags["categoryIndex"])
