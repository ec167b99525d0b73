"""What holds now in this session, so that a client who connects late is told it: hello, scene, roster, selection, the
last log lines, probes that are off, the back-off level and the latest capture. Lives on the I/O thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any, Union

from .roster_parts import RosterPicture
from .wire import Message, write

MOST_LOG_LINES_KEPT = 500
LINES_PER_MESSAGE = 100

Outgoing = Union[str, Iterator[str]]
"""Text for the control lane, or texts to be made one at a time while it is sent."""


class SessionState:
    """`is_fresh` says whether scene, roster and selection are kept up to date: they are read only while somebody is
    connected, so after a time alone they must be read again before they are told."""

    def __init__(self, hello: Message) -> None:
        self.hello = hello
        self.is_fresh = False
        self.scene: Message | None = None
        self.roster = RosterPicture()
        self.selection: Message | None = None
        self.window: Message | None = None
        self.log_dropped = 0
        self.probes_disabled: list[Message] = []
        self.overload: Message | None = None
        self.capture: Message | None = None
        """How the latest capture goes or went."""
        self._log: deque[dict[str, Any]] = deque(maxlen=MOST_LOG_LINES_KEPT)

    def keep_lines(self, lines: list[dict[str, Any]]) -> None:
        self._log.extend(lines)

    def opening(self) -> Iterator[Outgoing]:
        """What a client is told first, whatever the main thread does."""
        yield write(self.hello)
        lines = list(self._log)
        for start in range(0, len(lines), LINES_PER_MESSAGE):
            yield write({"type": "log", "lines": lines[start : start + LINES_PER_MESSAGE], "dropped": self.log_dropped})
        for message in self.probes_disabled:
            yield write(message)
        if self.overload is not None and self.overload["level"] > 0:
            yield write(self.overload)
        for latest in (self.capture, self.window):
            if latest is not None:
                yield write(latest)

    def standing(self) -> Iterator[Outgoing]:
        """What a client is told once scene, roster and selection are fresh."""
        if self.scene is not None:
            yield write(self.scene)
        yield self.roster.whole()
        if self.selection is not None:
            yield write(self.selection)
