"""One client's conversation, without sockets and threads: text in, what is to be done out. Moving text is left to
connection.py, running commands to commands.py."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple, Union

from .captures.running import MOST_FRAMES
from .commands import Command, refusal, reply
from .duties import Observation
from .hosts.host import CapturePlan
from .session_state import Outgoing, SessionState
from .wire import Message, WireError, read

_MOST_REFUSED = 100


class Say(NamedTuple):
    """Send this message to the client."""

    message: Message


class Ask(NamedTuple):
    """Queue this command for the main thread."""

    command: Command


class Watching(NamedTuple):
    """The client now wants something else."""

    wish: Observation


class EndCapture(NamedTuple):
    """End the capture of this number, and answer the message."""

    message: int
    capture: int


class Complain(NamedTuple):
    """Put this sentence in the session's log."""

    sentence: str


class Leave(NamedTuple):
    """Close the connection; `code` is a WebSocket close code."""

    code: int
    sentence: str


Action = Union[Say, Ask, Watching, EndCapture, Complain, Leave]


class Conversation:
    """What one client wants and was told."""

    def __init__(self, client: int, state: SessionState) -> None:
        self.client = client
        self.wish = Observation(False, 0.0)
        self.is_told_standing = False
        self._state = state
        self._refused = 0

    def opening(self) -> Iterator[Outgoing]:
        """What to send on connect: hello, then all that holds as far as it is known to be fresh."""
        yield from self._state.opening()
        yield from self.standing()

    def standing(self) -> Iterator[Outgoing]:
        """Scene, roster and selection, once, as soon as they are fresh."""
        if self._state.is_fresh and not self.is_told_standing:
            self.is_told_standing = True
            yield from self._state.standing()

    def receive(self, text: str | bytes, now: float) -> Iterator[Action]:
        """What one message of the client asks for. Bad messages are refused with a sentence and change nothing."""
        if isinstance(text, bytes):
            yield from self._refuse(None, "A client sent a binary message; the hub speaks text only.")
            return
        try:
            message = read(text)
        except WireError as error:
            yield from self._refuse(_id_in(text), f"A client sent a message that was refused: {error}")
            return
        if message["type"] == "watch":
            rate = float(message["sampleHz"]) if message["samples"] else 0.0
            self.wish = Observation(message["frames"], rate)
            yield Watching(self.wish)
            yield Say(reply(message["id"], {"sampleHz": rate}))
        elif message["type"] == "cancel":
            yield EndCapture(message["id"], message["capture"])
        elif message["type"] == "capture":
            yield from self._capture(message, now)
        else:
            is_adding = message["type"] == "select" and message["mode"] == "add"
            yield Ask(Command(self.client, message["id"], message["type"], message["nodes"], is_adding, now))

    def _capture(self, message: Message, now: float) -> Iterator[Action]:
        number, frames, seconds, passes = (message[name] for name in ("id", "frames", "seconds", "passes"))
        if (frames is None) == (seconds is None):
            sentence = "A capture is asked for in frames or in seconds: exactly one of the two."
        elif frames is not None and frames * passes > MOST_FRAMES:
            sentence = f"A capture holds at most {MOST_FRAMES} frames; {frames} in {passes} passes are more."
        else:
            plan = CapturePlan(None if frames is None else int(frames), seconds, int(passes))
            yield Ask(Command(self.client, number, "capture", (), False, now, plan))
            return
        yield Say(refusal(number, "malformed", sentence))

    def _refuse(self, number: int | None, sentence: str) -> Iterator[Action]:
        self._refused += 1
        if number is not None:
            yield Say(refusal(number, "malformed", sentence))
        if self._refused <= 3:
            yield Complain(sentence)
        if self._refused >= _MOST_REFUSED:
            yield Leave(1008, "too many messages that are not of this protocol")


def together(wishes: list[Observation]) -> Observation:
    """The union of what clients want."""
    return Observation(any(wish.frames for wish in wishes), max((wish.sample_hz for wish in wishes), default=0.0))


def _id_in(text: str) -> int | None:
    """The id of a message that was refused, so that whoever waits for its reply gets one."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    number = value.get("id") if isinstance(value, dict) else None
    return number if type(number) is int and 0 <= number <= 0xFFFFFFFF else None
