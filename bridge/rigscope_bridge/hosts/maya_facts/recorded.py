"""One recording of Maya's profiler while a few frames are evaluated, read for what its file looks like. What the artist
recorded is put aside meanwhile and given back, as for a capture."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from ...self_test.fact import NotAvailable
from ..host import HostRefusal
from ..maya_api import cmds
from ..maya_profiler import BorrowedProfiler
from ..maya_recordings import Recordings
from .drawing import visible_views
from .listening import listening
from .scene import FIRST

_FRAMES = 6


class Recorded(NamedTuple):
    """`lines` are the file's. `brackets` are seconds from time change to forced update of each frame, `seconds` how
    long it recorded; `refuses_reset`: whether Maya refused to clear the recording while it went on."""

    lines: list[str]
    brackets: list[float]
    seconds: float
    event_count: int
    refuses_reset: bool
    has_views: bool


def record(folder: Path) -> Generator[None, None, Recorded]:
    """Raises NotAvailable where the profiler is in use."""
    try:
        profiler = BorrowedProfiler(Recordings(folder))
    except HostRefusal as refusal:
        raise NotAvailable("profilerInUse") from refusal
    path: Path | None = None
    try:
        with listening() as listener:
            listener.frames()
            yield
            began = perf_counter()
            profiler.start()
            refuses = _refuses_reset()
            for number in range(_FRAMES):
                cmds.currentTime(FIRST + number, edit=True)
                if visible_views():
                    cmds.refresh(force=True)
                # Without a pause inside a recording its span would be that of the evaluation alone.
                yield
            profiler.stop()
            seconds = perf_counter() - began
            brackets = [
                after - before for before, after in zip(listener.times_of("change"), listener.times_of("update"))
            ]
        count = profiler.events
        path = profiler.write()
        yield
        lines = path.read_text("utf-8", errors="replace").split("\n")
    finally:
        profiler.give_back()
        if path is not None:
            path.unlink()
    return Recorded(lines, brackets, seconds, count, refuses, bool(visible_views()))


def _refuses_reset() -> bool:
    try:
        cmds.profiler(reset=True)
    except RuntimeError:
        return True
    return False
