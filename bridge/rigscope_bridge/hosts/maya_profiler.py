"""Maya's own profiler, borrowed for one capture: the artist's recording is put aside, settings that a capture needs are
set, and all of it is given back. When it records is left to maya_capture_run.py.
"""

from __future__ import annotations

import logging
import math
from functools import partial
from pathlib import Path
from typing import Callable

from ..clock import monotonic
from .host import HostRefusal
from .maya_api import cmds
from .maya_recordings import Recordings

BUFFER = 128
"""Megabytes, as Maya takes it; a page of its reference says events, so what is set and more is left as it is."""
MOST_KEPT_EVENTS = 500_000
"""Of the artist's; putting more aside would hold Maya for seconds."""
_IN_EVENTS = 10_000
_EVENTS_PER_SECOND = 400_000.0
"""That Maya writes: a guess, until somebody has measured it."""
_MICROSECONDS = 1e6
# Maya 2016 still called them Maya Dirty and Maya Qt.
_NEEDED = ("main", "dirty", "evaluation")
_log = logging.getLogger("rigscope.hosts.maya")


class BorrowedProfiler:
    """Raises HostRefusal where it cannot be borrowed. `give_back` may be called at any time, and again."""

    def __init__(self, recordings: Recordings) -> None:
        if cmds.profiler(query=True, sampling=True):
            raise HostRefusal(
                "profilerBusy", "Maya's Profiler is recording; stop it first. Rigscope leaves it alone until then."
            )
        self.began: float | None = None
        self.until: float | None = None
        self._recordings = recordings
        self._kept: tuple[Path, int] | None = None
        self._buffer = int(cmds.profiler(query=True, bufferSize=True))
        self._switched_on: list[str] = []
        self._put_aside()
        # Only now: what is given back is cleared first, and the artist's recording must be safe before.
        self._is_lent = True
        try:
            cmds.profiler(reset=True)
            if self._buffer < BUFFER:
                cmds.profiler(bufferSize=BUFFER)
            for category in _categories():
                if not cmds.profiler(query=True, categoryName=category, categoryRecording=True):
                    cmds.profiler(categoryName=category, categoryRecording=True)
                    self._switched_on.append(category)
        except BaseException:
            self.give_back()
            raise

    @property
    def is_recording(self) -> bool:
        """Whether it records for us now."""
        return self.began is not None and self.until is None

    def start(self) -> None:
        """Records from now on; the second call does nothing."""
        if self.began is None:
            self.began = monotonic()
            cmds.profiler(sampling=True)

    def stop(self) -> None:
        """Records no more; harmless twice."""
        if self.is_recording:
            cmds.profiler(sampling=False)
            self.until = monotonic()

    @property
    def was_stopped(self) -> bool:
        """Whether somebody else stopped the recording."""
        return self.is_recording and not cmds.profiler(query=True, sampling=True)

    @property
    def events(self) -> int:
        """How many were recorded."""
        return int(cmds.profiler(query=True, eventCount=True))

    @property
    def writing_seconds(self) -> float:
        """About how long Maya will be held while it writes, which cannot be sliced."""
        return self.events / _EVENTS_PER_SECOND

    def shortfall(self) -> str | None:
        """A sentence where it recorded less than it should: once its buffer is full it stops, and says nothing."""
        count = self.events
        if count == 0 or self.began is None or self.until is None:
            return None
        recorded = (_start_of(count - 1) - _start_of(0)) / _MICROSECONDS
        wanted = self.until - self.began
        is_full = self._buffer > _IN_EVENTS and count >= self._buffer
        if not is_full and recorded > wanted - max(0.5, 0.2 * wanted):
            return None
        return (
            f"Maya's profiler recorded {max(0.0, recorded):.1f} of {wanted:.1f} seconds: its buffer was full. "
            "Capture fewer frames, or fewer passes."
        )

    def write(self) -> Path:
        """Writes what was recorded. Raises RuntimeError and HostRefusal."""
        path = self._recordings.new()
        cmds.profiler(output=str(path))
        path.chmod(0o600)
        return path

    def give_back(self) -> list[str]:
        """As it was; gives a sentence for each thing that could not be."""
        if not self._is_lent:
            return []
        self._is_lent = False
        wrong: list[str] = []

        def attempt(what: str, act: Callable[[], object]) -> None:
            try:
                act()
            except Exception as error:  # noqa: BLE001 - whatever cannot be given back, the rest must be
                _log.warning("Maya's profiler: %s failed: %s", what, error)
                wrong.append(f"Maya's profiler is not as it was: {what} failed ({str(error).strip()}).")

        attempt("stopping it", self.stop)
        attempt("clearing it", lambda: cmds.profiler(reset=True))
        attempt("its buffer", lambda: cmds.profiler(bufferSize=self._buffer))
        for category in self._switched_on:
            attempt(f"switching {category} off", partial(_switch_off, category))
        if self._kept is not None:
            attempt("its recording", partial(_load, *self._kept))
        return wrong

    def _put_aside(self) -> None:
        count = self.events
        if count == 0:
            return
        if count > MOST_KEPT_EVENTS:
            raise HostRefusal(
                "profilerHolds",
                f"Maya's Profiler holds a recording of {count:,} events, too many to put aside for a capture. "
                "Save or clear it in the Profiler window.",
            )
        path = self._recordings.kept()
        try:
            cmds.profiler(output=str(path))
            is_whole = _announced(path) == count
        except (RuntimeError, OSError) as error:
            _log.warning("Maya's profiler: its recording could not be put aside: %s", error)
            is_whole = False
        if not is_whole:
            path.unlink(missing_ok=True)
            raise HostRefusal(
                "profilerHolds",
                "Maya's Profiler holds a recording that could not be put aside for a capture. "
                "Save or clear it in the Profiler window.",
            )
        self._kept = (path, count)


def _categories() -> list[str]:
    found = cmds.profiler(query=True, allCategories=True)
    names: list[str] = [str(name) for name in found] if isinstance(found, (list, tuple)) else []
    return [name for name in names if any(needed in name.lower() for needed in _NEEDED)]


def _switch_off(category: str) -> None:
    cmds.profiler(categoryName=category, categoryRecording=False)


def _start_of(event: int) -> float:
    """Microseconds of the profiler's clock; NaN where Maya does not say."""
    start = cmds.profiler(query=True, eventIndex=event, eventStartTime=True)
    return float(start) if isinstance(start, (int, float)) else math.nan


def _announced(path: Path) -> int | None:
    """How many events a recording says that it holds."""
    with open(path, encoding="utf-8", errors="replace") as file:
        file.readline()
        counts = file.readline().split("\t")
    return int(counts[1]) if len(counts) > 1 and counts[1].strip().isdigit() else None


def _load(path: Path, count: int) -> None:
    """Gives the artist's recording back. Its file stays where that failed."""
    cmds.profiler(load=str(path))
    found = int(cmds.profiler(query=True, eventCount=True))
    if found != count:
        raise RuntimeError(f"{found} of {count} events came back; all of them are in {path}")
    path.unlink()
