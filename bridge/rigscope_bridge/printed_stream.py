"""One of the host's outputs while it is listened to: the files that stand in for it one after the other, read in order
and handed on. When to begin and to end is left to tee.py."""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from pathlib import Path
from typing import Callable

from .forwarder import Forwarder
from .printed_file import PrintedFile
from .printed_lines import PrintedLines
from .slices import Slices

ROTATE_BYTES = 8_000_000
_MOST_READS_A_TURN = 16
# A write that had begun before the new file took the old one's place ends within this time.
_LATE_WRITE_SECONDS = 1.0
_log = logging.getLogger("rigscope.tee")


class PrintedStream:
    """The last of `files` stands in for the output now; into those before it somebody may still write, and after
    listening only such are left. The constructor raises OSError, having changed nothing."""

    def __init__(self, number: int, name: str, folder: Path, lines: Callable[[], PrintedLines], now: float) -> None:
        self.number = number
        self.name = name
        self.files: list[PrintedFile] = []
        self.original = os.dup(number)
        self._folder = folder
        self._new_lines = lines
        self._next_rotation = ROTATE_BYTES
        self._replaced_at = now
        self._late_end: int | None = None
        try:
            self.forwarder = Forwarder(self.original)
            self.take_new_file(now)
        except BaseException:
            os.close(self.original)
            raise

    def take_new_file(self, now: float) -> None:
        """Puts a fresh file in the place of the output. The one before is read to its end first."""
        fresh = PrintedFile(self._folder, self.name, self._new_lines())
        fresh.stand_in_for(self.number)
        self.files.append(fresh)
        self._replaced_at = now
        self._late_end = None
        self._next_rotation = ROTATE_BYTES

    def try_again_later(self) -> None:
        """There was no room for a fresh file."""
        self._next_rotation += ROTATE_BYTES

    @property
    def can_rotate(self) -> bool:
        """Whether the file is long enough, and the one before it done with."""
        return self.files[-1].position > self._next_rotation and all(file.is_left for file in self.files[:-1])

    def read(self, slices: Slices, now: float) -> bool:
        """Reads on in all files; whether everything has been read."""
        is_through = True
        for file in self.files:
            file.catch_up(self.forwarder)
            is_at_end = file.read(self.forwarder, slices, _MOST_READS_A_TURN)
            is_through = is_through and is_at_end
            if file.is_left:
                file.free()
            elif file is not self.files[-1] and not self._is_done(file, now):
                # The older file must be read to its end before the newer one, or lines would change places.
                break
        for file in list(self.files):
            file.lines.end_of_turn(now, self.forwarder)
            if file.is_left:
                self._close_if_silent(file, slices)
        self.forwarder.push()
        return is_through

    def put_back(self) -> None:
        """The output goes to where it went before."""
        _flush_c(self.number)
        os.dup2(self.original, self.number)

    def finish(self, slices: Slices) -> None:
        """After putting back: reads what was printed until now, and leaves what children may go on writing."""
        for file in self.files:
            # A child may print faster than this reads: only what is there now is waited for.
            file.catch_up(self.forwarder)
            file.read(self.forwarder, slices, None, until=file.size)
            file.lines.finish(self.forwarder)
        self.forwarder.push_all()
        for file in list(self.files):
            file.leave()
            self._close_if_silent(file, slices)
        self.forwarder.push_all()

    def close(self) -> None:
        """The end: a file that a child still prints into keeps its name, to be seen and to be swept later."""
        files, self.files = self.files, []
        for file in files:
            file.close(keep_name=file.is_written())
        os.close(self.original)

    def _is_done(self, file: PrintedFile, now: float) -> bool:
        """Whether the newer file may be read too. Once the host's own lines are all read, the older one is left to
        the host's children."""
        if now - self._replaced_at <= _LATE_WRITE_SECONDS:
            return False
        if self._late_end is None:
            self._late_end = file.size
        if file.position < self._late_end:
            return False
        if not file.is_written():
            # A line that has begun goes on in the newer file: its beginning must come out first.
            file.lines.finish(self.forwarder)
        file.leave()
        return True

    def _close_if_silent(self, file: PrintedFile, slices: Slices) -> None:
        if file.is_written():
            return
        file.read(self.forwarder, slices, None, until=file.size)
        file.lines.finish(self.forwarder)
        self.files.remove(file)
        file.close(keep_name=False)


def _flush_c(number: int) -> None:
    """Flushes C's own buffer of stdout, so that what was printed while we listened is not printed after.

    Only this one: flushing all streams waits for a thread that reads from stdin."""
    name = {1: "stdout", 2: "stderr"}.get(number)
    if name is None:
        return
    try:
        library = ctypes.CDLL(None)
        symbol = f"__{name}p" if sys.platform == "darwin" else name
        library.fflush(ctypes.c_void_p.in_dll(library, symbol))
    except (OSError, ValueError, AttributeError, TypeError) as error:
        _log.debug("C's %s could not be flushed: %s", name, error)
