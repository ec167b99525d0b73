"""Cuts what the host prints into lines, takes out those that only our own sampling prints, and gives the rest to the
log and to the forwarder. Reading the bytes is left to tee.py."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .forwarder import Forwarder
from .logs import LogQueue

_LONGEST_LINE = 64 * 1024
# A prompt has no line break; it must still appear while its reader waits.
_PROMPT_SECONDS = 0.2


class PrintedLines:
    """One output's lines. `source` is stdout or stderr."""

    def __init__(self, source: str, queue: LogQueue, noise: Sequence[str]) -> None:
        self.swallowed = 0
        self._source = source
        self._queue = queue
        self._noise = [re.compile(pattern.encode("utf-8")) for pattern in noise]
        self._rest = b""
        self._rest_since: float | None = None
        self._forwarded_of_rest = 0

    def take(self, data: bytes, forwarder: Forwarder) -> None:
        """Bytes as they were printed."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        self._rest_since = None
        kept = []
        for line in lines:
            already, self._forwarded_of_rest = self._forwarded_of_rest, 0
            if already == 0 and any(pattern.fullmatch(line.rstrip(b"\r")) for pattern in self._noise):
                self.swallowed += 1
                continue
            kept.append(line[already:])
            self._log(line)
        if kept:
            forwarder.add(b"\n".join(kept) + b"\n")
        if len(self._rest) > _LONGEST_LINE:
            self.finish(forwarder)

    def end_of_turn(self, now: float, forwarder: Forwarder) -> None:
        """Forwards a line that stays without its break, as a prompt does."""
        if len(self._rest) <= self._forwarded_of_rest:
            return
        if self._rest_since is None:
            self._rest_since = now
        elif now - self._rest_since > _PROMPT_SECONDS:
            forwarder.add(self._rest[self._forwarded_of_rest :])
            self._forwarded_of_rest = len(self._rest)

    def finish(self, forwarder: Forwarder) -> None:
        """Nothing more comes: the last line is complete as it is."""
        forwarder.add(self._rest[self._forwarded_of_rest :])
        self._log(self._rest)
        self._rest, self._rest_since, self._forwarded_of_rest = b"", None, 0

    def _log(self, line: bytes) -> None:
        text = line.decode("utf-8", "replace").rstrip()
        if text:
            self._queue.add(_level(self._source, text), self._source, text, None)


def _level(source: str, text: str) -> str:
    """What a printed line says of itself; a line on stderr is no error by that alone."""
    start = text[:40].lower().lstrip("[# ")
    if start.startswith(("error", "traceback", "fatal")):
        return "error"
    return "warning" if start.startswith("warn") else "info"
