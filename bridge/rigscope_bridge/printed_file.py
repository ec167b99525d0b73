"""A file that stands in for one output of the host: written by the host and by programs it starts, read here from its
beginning, and named so that a crash leaves its last lines behind. When there is one is left to tee.py."""

from __future__ import annotations

import ctypes
import os
import re
import secrets
import sys
import time
from contextlib import suppress
from pathlib import Path

from .forwarder import Forwarder
from .printed_lines import PrintedLines
from .processes import is_alive, machine_name, started_at
from .slices import Slices

if sys.platform != "win32":
    import fcntl

READ_BYTES = 16 * 1024
_FREE_EVERY_BYTES = 1_000_000
_MOST_BEHIND_BYTES = 16_000_000
_KEPT_SECONDS = 24 * 3600.0
_SAME_START_SECONDS = 2.5
_NAME = re.compile(r"output-(?P<machine>.+)-(?P<pid>\d+)-[0-9a-f]{8}-\w+\.log")


class PrintedFile:
    """Raises OSError where the file cannot be made; then there is none."""

    def __init__(self, folder: Path, name: str, lines: PrintedLines) -> None:
        self.path = folder / f"output-{_machine()}-{os.getpid()}-{secrets.token_hex(4)}-{name}.log"
        self.lines = lines
        self.position = 0
        self.is_left = False
        """Whether only programs that the host started may still write into it, its own lines and order being done."""
        self._freed = 0
        self._owner_pid = os.getpid()
        flags = os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
        self._writer: int | None = os.open(self.path, flags, 0o600)
        try:
            # The lock belongs to this opening and whoever inherits it: while it holds, somebody can write.
            with suppress(OSError):
                _lock(self._writer, is_exclusive=False)
            self._reader = os.open(self.path, os.O_RDWR)
        except BaseException:
            os.close(self._writer)
            self.path.unlink(missing_ok=True)
            raise

    def stand_in_for(self, number: int) -> None:
        """From now on what is printed to this descriptor goes into the file. Raises OSError, closing the file."""
        writer, self._writer = self._writer, None
        assert writer is not None
        try:
            os.dup2(writer, number)
        except OSError:
            self.close(keep_name=False)
            raise
        finally:
            os.close(writer)

    @property
    def size(self) -> int:
        """Bytes printed so far."""
        return os.fstat(self._reader).st_size

    def read(self, forwarder: Forwarder, slices: Slices, most_reads: int | None, until: int | None = None) -> bool:
        """Reads on, at most so often or up to a position; whether all there was has been read."""
        reads = 0
        while (most_reads is None or reads < most_reads) and (until is None or self.position < until):
            data = os.read(self._reader, READ_BYTES)
            if not data:
                return True
            reads += 1
            self.position += len(data)
            self.lines.take(data, forwarder)
            forwarder.push()
            slices.rest_if_due()
        return until is not None and self.position >= until

    def leave(self) -> None:
        """The host prints elsewhere now; programs that it started may go on here."""
        self.is_left = True
        self.free()

    def catch_up(self, forwarder: Forwarder) -> None:
        """Skips what was printed faster than it can be read, and says so."""
        behind = self.size - self.position
        if behind > _MOST_BEHIND_BYTES:
            self.position = os.lseek(self._reader, behind - READ_BYTES, os.SEEK_CUR)
            forwarder.lose(behind - READ_BYTES)

    def free(self) -> None:
        """Gives the room of what has been read back to the disk, without losing what is being written meanwhile."""
        if self.position - self._freed < _FREE_EVERY_BYTES:
            return
        self._freed = self.position
        if sys.platform.startswith("linux"):
            keep_size_and_punch_hole = 0x01 | 0x02
            length = ctypes.c_int64(self.position)
            if ctypes.CDLL(None).fallocate(self._reader, keep_size_and_punch_hole, ctypes.c_int64(0), length) == 0:
                return
        # Where that is not possible, a line written just now may be lost: better than a full disk.
        if self.position >= self.size:
            os.ftruncate(self._reader, 0)
            self._freed = self.position = os.lseek(self._reader, 0, os.SEEK_SET)

    def is_written(self) -> bool:
        """Whether anybody can still write into it; False also where the system cannot tell."""
        return _is_held(self._reader)

    def close(self, keep_name: bool) -> None:
        """Nothing more is read; the name goes too, but in a forked child, whose parent still reads."""
        for descriptor in (self._reader, self._writer):
            if descriptor is not None:
                os.close(descriptor)
        if not keep_name and os.getpid() == self._owner_pid:
            self.path.unlink(missing_ok=True)


def sweep_printed(folder: Path) -> None:
    """Removes what dead processes of this machine had printed, but for the last to die: a day long, its last lines can
    be read. Of what a program still writes into, only the content goes. Files of other machines stay."""
    dead: list[tuple[float, int, Path]] = []
    for path in folder.glob("output-*.log"):
        name = _NAME.fullmatch(path.name)
        if name is None or name["machine"] != _machine():
            continue
        with suppress(OSError):
            printed_at, pid = path.stat().st_mtime, int(name["pid"])
            if _is_dead(pid, printed_at):
                dead.append((printed_at, pid, path))
    last = max(dead, default=None)
    for printed_at, pid, path in dead:
        if last is not None and pid == last[1] and time.time() - printed_at < _KEPT_SECONDS:
            continue
        with suppress(OSError):
            _remove(path)


def _remove(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        if _is_held(descriptor):
            os.ftruncate(descriptor, 0)
        else:
            path.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def _is_dead(pid: int, printed_at: float) -> bool:
    if not is_alive(pid):
        return True
    began = started_at(pid)
    # The number may be another process's by now: one that began after the last line was printed.
    return began is not None and began - printed_at > _SAME_START_SECONDS


def _machine() -> str:
    return re.sub(r"[^\w.-]", "_", machine_name())


def _is_held(descriptor: int) -> bool:
    try:
        _lock(descriptor, is_exclusive=True)
    except BlockingIOError:
        return True
    except OSError:
        return False
    _unlock(descriptor)
    return False


def _lock(descriptor: int, is_exclusive: bool) -> None:
    if sys.platform != "win32":
        fcntl.flock(descriptor, (fcntl.LOCK_EX if is_exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)


def _unlock(descriptor: int) -> None:
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_UN)
