"""Keeps the last lines that Python's logging and uncaught exceptions gave, from start to stop, equal lines folded.

What the host prints itself is left to tee.py."""

from __future__ import annotations

import logging
import sys
import traceback
from collections import deque
from pathlib import PurePath
from types import TracebackType
from typing import Any, Callable

from .wire import Message

MOST_LINES = 2000
_LONGEST_TEXT = 8_000


class LogLine:
    """One line and how many equal ones in a row it stands for. `time` is host seconds."""

    __slots__ = ("time", "level", "source", "text", "owner", "repeats", "is_taken")

    def __init__(self, time: float, level: str, source: str, text: str, owner: str | None) -> None:
        self.time = time
        self.level = level
        self.source = source
        self.text = text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + " …"
        self.owner = owner
        self.repeats = 1
        self.is_taken = False

    def is_like(self, other: LogLine) -> bool:
        return (self.text, self.level, self.source, self.owner) == (other.text, other.level, other.source, other.owner)

    def as_wire(self) -> Message:
        fields = {"time": self.time, "level": self.level, "source": self.source, "text": self.text}
        return {**fields, "owner": self.owner, "repeats": self.repeats}


class LogQueue:
    """A bounded queue of lines from any thread to the I/O thread."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.dropped = 0
        self._lines: deque[LogLine] = deque()
        self._last: LogLine | None = None

    def add(self, level: str, source: str, text: str, owner: str | None, time: float | None = None) -> None:
        """Any thread: takes a line, or counts it on the last one where it is equal. Never waits. `time` is host seconds
        of a line that was held back, None now."""
        line = LogLine(self.now() if time is None else time, level, source, text, owner)
        last = self._last
        if last is not None and not last.is_taken and last.is_like(line):
            last.repeats += 1
            return
        if len(self._lines) >= MOST_LINES:
            try:
                self.dropped += self._lines.popleft().repeats
            except IndexError:
                # The I/O thread emptied the queue in between: nothing has to go.
                self.dropped += 0
        self._last = line
        self._lines.append(line)

    def take(self, most: int) -> list[LogLine]:
        """I/O thread: the oldest lines, at most `most`."""
        lines: list[LogLine] = []
        while self._lines and len(lines) < most:
            try:
                line = self._lines.popleft()
            except IndexError:
                break
            line.is_taken = True
            lines.append(line)
        return lines


class PythonLogs:
    """Listens to all Python logging and to uncaught exceptions. Configures nothing and changes no level.

    It looks at records as they are made and adds no handler: with one on the root logger, warnings of programs that
    configured nothing would no longer be printed, and their `basicConfig` would do nothing."""

    def __init__(self, queue: LogQueue) -> None:
        self._queue = queue
        self._is_on = False
        self._factory_before: Callable[..., logging.LogRecord] = logging.LogRecord
        self._hook_before: Callable[..., object] | None = None

    def start(self) -> None:
        self._factory_before = logging.getLogRecordFactory()
        logging.setLogRecordFactory(self._make_record)
        self._is_on = True
        self._hook_before = sys.excepthook
        sys.excepthook = self._hook

    def stop(self) -> None:
        """Takes both back. Where somebody put one over ours, ours stays below it and only hands on."""
        self._is_on = False
        if logging.getLogRecordFactory() == self._make_record:
            logging.setLogRecordFactory(self._factory_before)
        if sys.excepthook == self._hook and self._hook_before is not None:
            sys.excepthook = self._hook_before

    def _make_record(self, *args: Any, **options: Any) -> logging.LogRecord:
        record = self._factory_before(*args, **options)
        if self._is_on:
            self._keep(record)
        return record

    def _keep(self, record: logging.LogRecord) -> None:
        try:
            text = record.getMessage()
            source = "bridge" if record.name.split(".", 1)[0] == "rigscope" else "logging"
            owner = record.module if record.name == "root" else record.name
            if record.exc_info and record.exc_info[1] is not None:
                text += "\n" + "".join(traceback.format_exception(*record.exc_info)).rstrip()
                owner = owner_of(record.exc_info[2]) or owner
            self._queue.add(_level(record.levelno), source, text, owner)
        except Exception:  # noqa: BLE001 - a record that cannot be written must not reach who logged it
            self._queue.dropped += 1

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if self._is_on:
            try:
                text = "".join(traceback.format_exception(kind, error, trace)).rstrip()
                self._queue.add("error", "traceback", text, owner_of(trace))
            except Exception:  # noqa: BLE001 - an exception that cannot be written must still reach the hook before
                self._queue.dropped += 1
        before = self._hook_before
        if before is not None:
            before(kind, error, trace)


def owner_of(trace: TracebackType | None) -> str | None:
    """The module whose code raised, its file where it has no name."""
    if trace is None:
        return None
    while trace.tb_next is not None:
        trace = trace.tb_next
    name = trace.tb_frame.f_globals.get("__name__")
    return name if isinstance(name, str) and name != "__main__" else PurePath(trace.tb_frame.f_code.co_filename).name


def _level(number: int) -> str:
    return "error" if number >= 40 else "warning" if number >= 30 else "info" if number >= 20 else "debug"
