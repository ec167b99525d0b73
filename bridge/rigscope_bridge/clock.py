"""The two clocks: monotonic seconds, in which all times of the wire are, and wall seconds, which may jump.

Telling the hub of a jump is left to the server."""

from __future__ import annotations

import time

# perf_counter is CLOCK_MONOTONIC on Linux and macOS, and on Windows far finer than time.monotonic.
monotonic = time.perf_counter


class Clock:
    """Both clocks of this process; a test or the fake host may put another in its place."""

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return monotonic()

    def wall(self) -> float:
        """Seconds since 1970; jumps when somebody sets the clock."""
        return time.time()
