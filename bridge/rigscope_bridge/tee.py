"""Listens to what the host prints to C stdout and stderr while a client is connected, and hands it on unharmed.

Each of the two becomes a file opened for appending, which printing can never block on, as it would on a pipe; the I/O
thread reads it, forwards it to where it would have gone and gives its lines as log. On Windows hosts have no such
output, and nothing is done there."""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .forwarder import Forwarder
from .logs import LogQueue
from .printed_lines import PrintedLines
from .slices import Slices

_LEAST_ROOM_BYTES = 16 * 1024 * 1024
ROTATE_BYTES = 8_000_000
_READ_BYTES = 16 * 1024
_MOST_READS_A_TURN = 16
# A write that had begun before the new file took the old one's place ends within this time.
_LATE_WRITE_SECONDS = 1.0
_log = logging.getLogger("rigscope.tee")


class _Stream:
    """One of the host's outputs while it is listened to."""

    def __init__(self, number: int, name: str, path: Path, lines: PrintedLines, now: float) -> None:
        self.number = number
        self.name = name
        self.lines = lines
        self.path = path
        self.parts = 0
        self.readers: list[int] = []
        self.replaced_at = now
        self.written = 0
        self.original = os.dup(number)
        try:
            self.forwarder = Forwarder(self.original)
            self.take_new_file(now)
        except BaseException:
            os.close(self.original)
            raise

    def take_new_file(self, now: float) -> None:
        """Puts a fresh file in the place of the output. The one before is read to its end first."""
        path = self.path.with_name(f"{self.path.name}-{self.name}-{self.parts}.log")
        flags = os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
        writer = os.open(path, flags | os.O_WRONLY, 0o600)
        try:
            self.readers.append(os.open(path, os.O_RDONLY))
            os.dup2(writer, self.number)
        finally:
            os.close(writer)
            # The open files hold the content; no name is left behind, whatever becomes of the process.
            path.unlink(missing_ok=True)
        self.parts += 1
        self.replaced_at = now
        self.written = 0


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
        self._base = folder / f"output-{os.getpid()}-{id(self):x}"
        self._queue = queue
        self._noise = noise
        self._outputs = outputs
        self._streams: list[_Stream] = []
        self._starts = 0

    @staticmethod
    def is_possible() -> bool:
        return sys.platform != "win32"

    def start(self) -> None:
        """I/O thread: begins to listen. An output that does not exist (a host without a terminal) is left out."""
        if self._streams or not self.is_possible():
            return
        self._starts += 1
        for number, name in self._outputs:
            path = self._base.with_name(f"{self._base.name}-{self._starts}")
            try:
                lines = PrintedLines(name, self._queue, self._noise)
                self._streams.append(_Stream(number, name, path, lines, self._queue.now()))
            except OSError as error:
                _log.debug("%s is not listened to: %s", name, error)

    def pump(self, slices: Slices) -> None:
        """I/O thread: reads what was printed, forwards it and gives its lines to the log."""
        now = self._queue.now()
        if self._streams and _is_nearly_full(self._streams[0].readers[0]):
            self.stop()
            _log.warning("printed lines are no longer shown: the disk of the runtime folder is nearly full")
        for stream in self._streams:
            self._read(stream, slices)
            stream.lines.end_of_turn(now, stream.forwarder)
            stream.forwarder.push()
            if len(stream.readers) > 1 and now - stream.replaced_at > _LATE_WRITE_SECONDS:
                os.close(stream.readers.pop(0))
            if stream.written > ROTATE_BYTES and len(stream.readers) == 1:
                self._rotate(stream, now)

    def stop(self) -> None:
        """I/O thread: puts the outputs back and hands on all that was printed."""
        streams, self._streams = self._streams, []
        slices = Slices()
        # All outputs are put back before anything that may fail is read.
        for stream in streams:
            _flush_c(stream.number)
            os.dup2(stream.original, stream.number)
        for stream in streams:
            try:
                self._read(stream, slices, to_the_end=True)
                stream.lines.finish(stream.forwarder)
                stream.forwarder.push_all()
            except OSError as error:
                _log.warning("the end of %s was not handed on: %s", stream.name, error)
            finally:
                for descriptor in (*stream.readers, stream.original):
                    os.close(descriptor)

    def _rotate(self, stream: _Stream, now: float) -> None:
        try:
            stream.take_new_file(now)
        except OSError as error:
            # No room for a new file: the old one goes on, and is tried again at its next eight megabytes.
            stream.written = 0
            _log.warning("the file of %s cannot be replaced: %s", stream.name, error)

    def _read(self, stream: _Stream, slices: Slices, to_the_end: bool = False) -> None:
        for reader in stream.readers:
            reads = 0
            while to_the_end or reads < _MOST_READS_A_TURN:
                data = os.read(reader, _READ_BYTES)
                if not data:
                    break
                reads += 1
                stream.written += len(data)
                stream.lines.take(data, stream.forwarder)
                stream.forwarder.push()
                slices.rest_if_due()
            else:
                # The older file must be read to its end before the newer one, or lines would change places.
                return


def _is_nearly_full(descriptor: int) -> bool:
    """Whether the file's disk has so little room that printing into it could soon fail, which a terminal never does."""
    disk = os.fstatvfs(descriptor)
    return disk.f_blocks > 0 and disk.f_bavail * disk.f_frsize < _LEAST_ROOM_BYTES


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
