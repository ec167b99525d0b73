"""Hands bytes on to the output that they were meant for, without ever waiting for whoever reads there."""

from __future__ import annotations

import os
import select
from collections import deque

# Once select says that a pipe takes bytes, it takes this many without blocking (POSIX's PIPE_BUF on Linux).
_WRITE_BYTES = 4096
MOST_WAITING_BYTES = 4_000_000


class Forwarder:
    """Bytes wait in order, bounded: the oldest go where nobody reads, and what went is said in their place."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._lost = 0

    def add(self, data: bytes) -> None:
        """Queues bytes."""
        for start in range(0, len(data), _WRITE_BYTES):
            self._waiting.append(data[start : start + _WRITE_BYTES])
        self._bytes += len(data)
        while self._bytes > MOST_WAITING_BYTES:
            gone = len(self._waiting.popleft())
            self._bytes -= gone
            self._lost += gone

    def push(self) -> None:
        """Writes as much as is taken at once."""
        if self._lost and self._takes():
            lost, self._lost = self._lost, 0
            self._write(f"[Rigscope: {lost} bytes of output were not read in time and are lost]\n".encode("ascii"))
        while self._waiting and self._takes():
            first = self._waiting.popleft()
            sent = self._write(first)
            self._bytes -= sent
            if sent < len(first):
                self._waiting.appendleft(first[sent:])
                return

    def push_all(self) -> None:
        """The last try: what is not taken now is lost, since nothing of ours may wait for a reader."""
        self.push()
        self._waiting.clear()
        self._bytes = 0

    def _takes(self) -> bool:
        try:
            return bool(select.select((), (self._target,), (), 0)[1])
        except (OSError, ValueError):
            # A target with too high a number or already closed: plain files are always ready, others are gone.
            return False

    def _write(self, data: bytes) -> int:
        try:
            return os.write(self._target, data)
        except BlockingIOError:
            return 0
        except OSError:
            # Nobody reads there any more; the host's own print would have failed just so.
            return len(data)
