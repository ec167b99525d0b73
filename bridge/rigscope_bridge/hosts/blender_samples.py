"""One sampled frame in Blender: the depsgraph's own timing, switched on for a single evaluation and read back.

Turning the sampled frame's rows into wire messages is left to the sampler.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from .blender_api import app
from .blender_keys import DepsgraphNames
from .blender_stats import PROCESSOR_TIME, TRUNCATED, lists_no_more, sampled_costs
from .host import SampledFrame

PRINTED_LINES = (
    r"^Depsgraph built in \S+ seconds\.$",
    r"^Depsgraph updated in \S+ seconds\.$",
    r"^Depsgraph evaluation FPS: \S+$",
)
"""What Blender prints to C stdout for each sampled frame; not for people."""
_FILE = "sampled.dat"
_PREFIX = "rigscope-samples-"


class SampledFrames:
    """Switches the depsgraph's timing on for one frame each `interval` seconds; off while `interval` is None."""

    def __init__(self, scratch: Path | None = None) -> None:
        self.interval: float | None = None
        self.every_frame = False
        """While a capture runs, whatever the interval."""
        self._given = scratch
        self._folder: Path | None = None
        self._owner_pid = os.getpid()
        self._due = 0.0
        self._sampling = False
        self._was_timing = False

    def begin(self, now: float) -> bool:
        """Before an evaluation: whether this one is sampled."""
        if self._sampling:
            self.abandon()
        if not self.every_frame:
            if self.interval is None or now < self._due or app.debug_depsgraph_time:
                return False
            self._due = now + self.interval
        self._was_timing = app.debug_depsgraph_time
        app.debug_depsgraph_time = True
        self._sampling = True
        return True

    def end(self, depsgraph: Any, now: float, frame: float, wall: float, names: DepsgraphNames) -> SampledFrame:
        """After the evaluation that `begin` chose: takes Blender's numbers as bytes, left to the I/O thread to read.
        They are read here, in memory, because whether the list was cut must be known with the frame."""
        self.abandon()
        if self._folder is None:
            self._folder = self._given or private_folder()
        data = b""
        # Where nothing was evaluated, Blender lists the costs of whatever frame was the last that was.
        if depsgraph.updates:
            path = str(self._folder / _FILE)
            depsgraph.debug_stats_gnuplot(path, "")
            with open(path, "rb") as file:
                data = file.read()
        flags = PROCESSOR_TIME | (TRUNCATED if lists_no_more(data) else 0)
        return SampledFrame(now, frame, wall, flags, lambda: sampled_costs(data, names))

    @property
    def sampling(self) -> bool:
        """Whether the evaluation that runs now is sampled."""
        return self._sampling

    def abandon(self) -> None:
        """Switches the timing off again, if it was us who switched it on."""
        if self._sampling:
            self._sampling = False
            app.debug_depsgraph_time = self._was_timing

    def close(self) -> None:
        """Switches off and leaves no file behind; in a forked child, those of its parent."""
        self.abandon()
        self.interval = None
        if self._folder is None or os.getpid() != self._owner_pid:
            return
        try:
            (self._folder / _FILE).unlink()
        except FileNotFoundError:
            pass
        if self._given is None:
            try:
                self._folder.rmdir()
            except OSError as error:
                print(f"Rigscope could not remove its folder {self._folder}: {error}")
        self._folder = None


def private_folder() -> Path:
    """A folder of ours alone, in memory where the system has such a place: the main thread must not wait for a disk.

    Takes away what processes that were killed have left there."""
    for place in (os.environ.get("XDG_RUNTIME_DIR"), "/dev/shm"):
        if place and os.path.isdir(place) and os.access(place, os.W_OK):
            _sweep(Path(place))
            return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=place))
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))


def _sweep(place: Path) -> None:
    for folder in place.glob(f"{_PREFIX}*-*"):
        pid = folder.name[len(_PREFIX) :].split("-")[0]
        try:
            if pid.isdigit() and not Path("/proc", pid).exists() and folder.stat().st_uid == os.getuid():
                (folder / _FILE).unlink(missing_ok=True)
                folder.rmdir()
        except OSError:
            # Somebody else's, or holding what is not ours: it stays.
            continue
