"""Keeps the I/O thread from holding the interpreter for long: after each millisecond of work it sleeps a moment, since
a busy thread makes the host's main thread wait for its turn."""

from __future__ import annotations

import time
from time import perf_counter

WORK_SECONDS = 0.001
_REST_SECONDS = 0.0003


class Slices:
    """`longest` is the longest stretch of work so far, seconds of this thread's processor time."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._began = perf_counter()
        self._began_work = time.thread_time()

    def begin(self) -> None:
        """Work begins now: the thread has just slept."""
        self._began = perf_counter()
        self._began_work = time.thread_time()

    def rest_if_due(self) -> None:
        """Called between pieces of work, each well under a millisecond."""
        self.longest = max(self.longest, time.thread_time() - self._began_work)
        if perf_counter() - self._began >= WORK_SECONDS:
            time.sleep(_REST_SECONDS)
            self.begin()
