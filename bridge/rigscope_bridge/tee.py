"""Listens to what the host prints to C stdout and stderr while a client is connected, and hands it on unharmed.

Each of the two becomes a file opened for appending, which printing can never block on, as it would on a pipe; the I/O
thread reads it, forwards it to where it would have gone and gives its lines as log. On Windows hosts have no such
output, and nothing is done there."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Callable

from .logs import LogQueue
from .printed_lines import PrintedLines
from .printed_stream import PrintedStream
from .slices import Slices

_LEAST_ROOM_BYTES = 16 * 1024 * 1024
_log = logging.getLogger("rigscope.tee")


class Tee:
    """`folder` is the runtime folder, `outputs` numbers and names of the file descriptors; `noise` are regular
    expressions of whole lines that only our own sampling prints: they are swallowed."""

    def __init__(
        self,
        folder: Path,
        queue: LogQueue,
        noise: Sequence[str] = (),
        outputs: Sequence[tuple[int, str]] = ((1, "stdout"), (2, "stderr")),
    ) -> None:
        self.is_behind = False
        """Whether a child of the host prints more than is read in a turn."""
        self._folder = folder
        self._queue = queue
        self._noise = noise
        self._outputs = outputs
        self._streams: list[PrintedStream] = []
        self._left: list[PrintedStream] = []
        self._owner_pid = os.getpid()

    @staticmethod
    def is_possible() -> bool:
        return sys.platform != "win32"

    def start(self) -> None:
        """I/O thread: begins to listen. An output that does not exist (a host without a terminal) is left out."""
        if self._streams or not self.is_possible():
            return
        for number, name in self._outputs:
            try:
                self._streams.append(PrintedStream(number, name, self._folder, self._lines_of(name), self._queue.now()))
            except OSError as error:
                _log.debug("%s is not listened to: %s", name, error)

    def pump(self, slices: Slices) -> None:
        """I/O thread: reads what was printed, forwards it and gives its lines to the log. Goes on after `stop` for
        programs that the host started meanwhile: they took our files along as their output."""
        now = self._queue.now()
        if self._streams and _is_nearly_full(self._folder):
            self.stop()
            _log.warning("printed lines are no longer shown: the disk of the runtime folder is nearly full")
        for stream in self._streams:
            stream.read(slices, now)
            if stream.can_rotate:
                self._rotate(stream, now)
        self.is_behind = not all([stream.read(slices, now) for stream in self._left])
        self._forget_silent()

    def stop(self) -> None:
        """I/O thread: puts the outputs back and hands on all that was printed. Harmless in a forked child."""
        if os.getpid() != self._owner_pid:
            return
        streams, self._streams = self._streams, []
        slices = Slices()
        # All outputs are put back before anything that may fail is read.
        for stream in streams:
            stream.put_back()
        self._left += streams
        for stream in streams:
            try:
                stream.finish(slices)
            except OSError as error:
                _log.warning("the end of %s was not handed on: %s", stream.name, error)
        self._forget_silent()

    def close(self) -> None:
        """I/O thread: stops for good, also reading what the host's children print."""
        if os.getpid() != self._owner_pid:
            return
        self.stop()
        left, self._left = self._left, []
        for stream in left:
            stream.close()

    def _lines_of(self, name: str) -> Callable[[], PrintedLines]:
        return lambda: PrintedLines(name, self._queue, self._noise)

    def _forget_silent(self) -> None:
        for stream in [stream for stream in self._left if not stream.files]:
            self._left.remove(stream)
            stream.close()

    def _rotate(self, stream: PrintedStream, now: float) -> None:
        try:
            stream.take_new_file(now)
        except OSError as error:
            # No room for a new file: the old one goes on, and is tried again at its next eight megabytes.
            stream.try_again_later()
            _log.warning("the file of %s cannot be replaced: %s", stream.name, error)


def _is_nearly_full(folder: Path) -> bool:
    """Whether the folder's disk has so little room that printing into it could soon fail, as it never does on a
    terminal."""
    disk = os.statvfs(folder)
    return disk.f_blocks > 0 and disk.f_bavail * disk.f_frsize < _LEAST_ROOM_BYTES
