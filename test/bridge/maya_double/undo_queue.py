"""The double's undo queue: named steps that take back what they did. What a step does is left to who makes it."""

from __future__ import annotations

from typing import Callable, NamedTuple


class Step(NamedTuple):
    """One step."""

    name: str
    undo: Callable[[], None]
    redo: Callable[[], None]


class UndoQueue:
    """`is_recording` is undoInfo's state. Within a chunk all steps become one."""

    def __init__(self) -> None:
        self.is_recording = True
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._chunks: list[str] = []
        self._in_chunk: list[Step] = []

    def push(self, name: str, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        """A step that was done already."""
        if not self.is_recording:
            return
        step = Step(name, undo, redo)
        if self._chunks:
            self._in_chunk.append(step)
            return
        self.done.append(step)
        self.undone.clear()

    def open_chunk(self, name: str) -> None:
        self._chunks.append(name or "chunk")

    def close_chunk(self) -> None:
        """Joins what was pushed since the outermost chunk was opened."""
        name = self._chunks.pop() if self._chunks else ""
        if self._chunks or not self._in_chunk:
            return
        steps, self._in_chunk = self._in_chunk, []

        def undo() -> None:
            for step in reversed(steps):
                step.undo()

        def redo() -> None:
            for step in steps:
                step.redo()

        self.push(name, undo, redo)

    def undo(self) -> str:
        """Gives the name of the step. Raises RuntimeError where there is none."""
        if not self.done:
            raise RuntimeError("There are no more commands to undo.")
        step = self.done.pop()
        self._without_recording(step.undo)
        self.undone.append(step)
        return step.name

    def redo(self) -> str:
        """Gives the name of the step. Raises RuntimeError where there is none."""
        if not self.undone:
            raise RuntimeError("There are no more commands to redo.")
        step = self.undone.pop()
        self._without_recording(step.redo)
        self.done.append(step)
        return step.name

    def flush(self) -> None:
        """Forgets every step, as a new scene does."""
        self.done.clear()
        self.undone.clear()

    def _without_recording(self, act: Callable[[], None]) -> None:
        before, self.is_recording = self.is_recording, False
        try:
            act()
        finally:
            self.is_recording = before
