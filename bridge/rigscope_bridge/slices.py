"""Keeps the I/O thread from holding the interpreter for long: after each millisecond of work it sleeps a moment, since
a busy thread makes the host's main thread wait for its turn."""

from __future__ import annotations

import time
from time import perf_counter

WORK_SECONDS = 0.001
_REST_SECONDS = 0.0003


class Slices:
    """`longest` is the longest stretch of work so far, seconds on the wall clock."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._began = perf_counter()

    def begin(self) -> None:
        """Work begins now: the thread has just slept."""
        self._began = perf_counter()

    def rest_if_due(self) -> None:
        """Called between pieces of work, each well under a millisecond."""
        worked = perf_counter() - self._began
        self.longest = max(self.longest, worked)
        if worked >= WORK_SECONDS:
            time.sleep(_REST_SECONDS)
            self._began = perf_counter()
