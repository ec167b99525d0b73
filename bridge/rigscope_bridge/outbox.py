"""What waits to be sent to one client: control first and never dropped, then frames in order, then the newest samples.

Drops are counted into the headers of what follows. Moving bytes is left to connection.py."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from .columns import Header, header
from .session_state import Outgoing

MOST_FRAME_MESSAGES = 256
MOST_CONTROL_CHARACTERS = 8_000_000


class ColumnMessage(NamedTuple):
    """A binary message for all clients: the head as for a client who lost nothing, and the shared columns."""

    head: Header
    body: bytes


class Outbox:
    """One client's lanes."""

    def __init__(self) -> None:
        self.frames_dropped = 0
        self.samples_dropped = 0
        self._control: deque[Outgoing] = deque()
        self._characters = 0
        self._frames: deque[ColumnMessage] = deque()
        self._samples: ColumnMessage | None = None

    @property
    def is_overfull(self) -> bool:
        """Whether so much control waits that the client must have stopped reading."""
        return self._characters > MOST_CONTROL_CHARACTERS

    @property
    def is_empty(self) -> bool:
        return not (self._control or self._frames or self._samples)

    def say(self, outgoing: Outgoing) -> None:
        """Queues control: text, or texts made one at a time when their turn comes."""
        self._control.append(outgoing)
        self._characters += len(outgoing) if isinstance(outgoing, str) else 0

    def frames(self, message: ColumnMessage) -> None:
        """Queues rows of frames; the oldest message goes where too many wait."""
        if len(self._frames) >= MOST_FRAME_MESSAGES:
            self.frames_dropped += self._frames.popleft().head.rows
        self._frames.append(message)

    def samples(self, message: ColumnMessage) -> None:
        """Puts samples in the place of those that were not sent yet."""
        if self._samples is not None:
            self.samples_dropped += 1
        self._samples = message

    def next(self) -> str | bytes | None:
        """The next message to send, None where nothing waits."""
        while self._control:
            first = self._control[0]
            if isinstance(first, str):
                self._control.popleft()
                self._characters -= len(first)
                return first
            text = _next_of(first)
            if text is not None:
                return text
            self._control.popleft()
        if self._frames:
            return _with_drops(self._frames.popleft(), self.frames_dropped)
        if self._samples is not None:
            message, self._samples = self._samples, None
            return _with_drops(message, self.samples_dropped)
        return None


def _next_of(texts: Iterator[str]) -> str | None:
    return next(texts, None)


def _with_drops(message: ColumnMessage, dropped: int) -> bytes:
    head = message.head
    return header(head._replace(dropped=head.dropped + dropped)) + message.body
