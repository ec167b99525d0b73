"""Hands bytes on to the output that they were meant for, without ever waiting for whoever reads there."""

from __future__ import annotations

import os
import select
import sys
from collections import deque
from time import perf_counter, sleep

# Once select says that a pipe takes bytes, it takes this many without blocking (POSIX's PIPE_BUF on Linux).
_WRITE_BYTES = 4096
_LAST_TRY_SECONDS = 0.5
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

    def lose(self, count: int) -> None:
        """So many bytes will never come, which is said in their place."""
        self._lost += count

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
        """The last try, on the I/O thread: what is not taken within half a second is lost."""
        deadline = perf_counter() + _LAST_TRY_SECONDS
        self.push()
        while self._waiting and perf_counter() < deadline:
            sleep(0.005)
            self.push()
        self._waiting.clear()
        self._bytes = 0

    def _takes(self) -> bool:
        try:
            if hasattr(select, "poll") and sys.platform != "darwin":
                # select refuses numbers beyond 1,023, which a host with many files open has.
                poll = select.poll()
                poll.register(self._target, select.POLLOUT)
                return bool(poll.poll(0))
            return bool(select.select((), (self._target,), (), 0)[1])
        except (OSError, ValueError):
            return False

    def _write(self, data: bytes) -> int:
        try:
            return os.write(self._target, data)
        except BlockingIOError:
            return 0
        except OSError:
            # Nobody reads there any more; the host's own print would have failed just so.
            return len(data)
