"""Commands from clients, queued by the I/O thread and run on the host's main thread when it says that it is safe.

Reading them from the wire is left to conversation.py, the work itself to the host."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any, Callable, NamedTuple

from .captures.captures import Captures
from .hosts.host import CapturePlan, Host, HostRefusal
from .roster import Roster
from .wire import Message

_MOST_WAITING = 256


class Command(NamedTuple):
    """What one client asked for; `number` is its message's id, `asked_at` host seconds."""

    client: int
    number: int
    verb: str
    nodes: Sequence[int]
    add: bool
    asked_at: float
    plan: CapturePlan | None = None
    """What a capture is asked for, where one is."""


class Reply(NamedTuple):
    """The answer to a client's message."""

    client: int
    message: Message


def reply(to: int, value: Any = None) -> Message:
    """A `reply` that all went well."""
    return {"type": "reply", "to": to, "error": None, "value": value}


def refusal(to: int, kind: str, sentence: str) -> Message:
    """A `reply` that says why not."""
    return {"type": "reply", "to": to, "error": {"kind": kind, "sentence": sentence}, "value": None}


class Commands:
    """The queue from the I/O thread to the main thread, and of replies back."""

    def __init__(self, host: Host, roster: Roster, captures: Captures) -> None:
        self._host = host
        self._roster = roster
        self._captures = captures
        self._waiting: deque[Command] = deque()
        self.replies: deque[Reply] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def ask(self, command: Command) -> None:
        """I/O thread: queues a command, or refuses it at once where too many wait."""
        if len(self._waiting) >= _MOST_WAITING:
            self._refuse(command, "busy", f"{self._host.name} has too many commands waiting; nothing was done.")
        else:
            self._waiting.append(command)

    def refuse_older_than(self, time: float, because: str) -> None:
        """I/O thread: gives up on commands that the main thread did not come to, with a sentence."""
        while self._waiting and self._waiting[0].asked_at < time:
            try:
                # Whoever takes it from the queue owns it: the main thread may come to it at this very moment.
                command = self._waiting.popleft()
            except IndexError:
                return
            self._refuse(command, "busy", because)

    def drain(self, is_safe: bool, has_time: Callable[[], bool]) -> None:
        """Main thread: runs what waits until the time is up; at least one."""
        while self._waiting:
            try:
                command = self._waiting.popleft()
            except IndexError:
                return
            # What a capture must not disturb, the host itself knows; it may well be taken while it plays.
            if is_safe or command.plan is not None:
                self._run(command)
            else:
                because = (
                    f"{self._host.name} takes no changes while it plays, renders or waits for a dialog; try again when "
                    "that has ended."
                )
                self._refuse(command, "notSafe", because)
            if not has_time():
                return

    def _run(self, command: Command) -> None:
        try:
            value = self._value(command)
        except HostRefusal as error:
            self._refuse(command, error.kind, str(error))
        except Exception as error:  # noqa: BLE001 - a host's command must not harm its main thread
            self._refuse(command, "failed", f"{self._host.name} could not do it: {type(error).__name__}: {error}"[:500])
        else:
            self.replies.append(Reply(command.client, reply(command.number, value)))

    def _value(self, command: Command) -> Message:
        if command.plan is not None:
            return {"capture": self._captures.begin(command.plan)}
        keys = [key for key in map(self._roster.key_of, command.nodes) if key is not None]
        found = self._host.select(keys, command.add) if command.verb == "select" else self._host.frame(keys)
        return {"asked": len(command.nodes), "found": found}

    def _refuse(self, command: Command, kind: str, sentence: str) -> None:
        self.replies.append(Reply(command.client, refusal(command.number, kind, sentence)))
