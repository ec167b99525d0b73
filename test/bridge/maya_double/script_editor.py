"""What the double's script editor shows, and the callbacks that are told of each line.

A callback that raises there has crashed Maya; here it is counted like any other."""

from __future__ import annotations

import threading
from typing import NamedTuple

from .callbacks import Callbacks

OUTPUT, OUTPUT_FILTER = "commandOutput", "commandOutputFilter"
HISTORY, DISPLAY, INFO, WARNING, ERROR, RESULT, STACK_TRACE = range(7)


class Line(NamedTuple):
    """`kind` is a constant of MCommandMessage."""

    text: str
    kind: int


class ScriptEditor:
    """`lines` are all that were printed. `reentries` counts lines printed while a callback was told of another."""

    def __init__(self, callbacks: Callbacks) -> None:
        self.lines: list[Line] = []
        self.reentries = 0
        self._callbacks = callbacks
        self._depth = 0

    def show(self, text: str, kind: int) -> None:
        """Prints a line, from whatever thread."""
        hidden = any(self._callbacks.call(OUTPUT_FILTER, text, kind))
        if not hidden:
            self.lines.append(Line(text, kind))
        self.reentries += self._depth > 0
        self._depth += 1
        try:
            self._callbacks.call(OUTPUT, text, kind)
        finally:
            self._depth -= 1

    def show_from_another_thread(self, text: str, kind: int = WARNING) -> None:
        """As a node that is evaluated on a worker thread does; that has hung and crashed Maya."""
        thread = threading.Thread(target=self.show, args=(text, kind), name="maya-evaluation")
        thread.start()
        thread.join()
