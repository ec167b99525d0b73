"""The double's profiler: what it records while it samples, in a buffer that fills up, by category.

Writing a recording to a file is left to recording_file.py; who records what, to evaluating.py and views.py."""

from __future__ import annotations

from time import perf_counter
from typing import NamedTuple

CATEGORIES: tuple[tuple[str, str], ...] = (
    ("Main", "Main thread"),
    ("Change", "Attribute changes"),
    ("Dirty Propagation", "Dirty propagation"),
    ("Evaluation", "Evaluation of nodes"),
    ("VP1 Evaluation", "Legacy viewport"),
    ("Poly", "Polygon operations"),
    ("Mudbox", "Sculpting"),
    ("VP2 Evaluation", "Viewport 2.0"),
    ("Qt", "Qt events"),
    ("Render Setup", "Render setup"),
    ("Anim UI Refresh", "Animation editors"),
)
MAIN, DIRTY, EVALUATION, VIEWPORT = 0, 2, 3, 7
MAIN_THREAD_ID = 6972
_BYTES_PER_EVENT = 64
_DEFAULT_MEGABYTES = 20


class Event(NamedTuple):
    """Times are microseconds; a signal event lasts none. `thread` counts from 0, which is the main one."""

    time: int
    name: str
    description: str
    category: int
    duration: int
    thread: int
    color: int


class Profiler:
    """One a process. `room` is how many events fit, where a test wants it to be full early."""

    def __init__(self) -> None:
        self.is_sampling = False
        self.events: list[Event] = []
        self.is_full = False
        self.room: int | None = None
        self.megabytes = _DEFAULT_MEGABYTES
        self.categories: list[str] = [name for name, _ in CATEGORIES]
        self.descriptions: list[str] = [text for _, text in CATEGORIES]
        self.recorded: set[int] = set(range(len(CATEGORIES)))
        self._room_now = 0

    def start(self) -> None:
        """The buffer's size is the one set before. Goes on behind what was recorded already."""
        self.is_sampling = True
        self._room_now = self.room if self.room is not None else self.megabytes * (1 << 20) // _BYTES_PER_EVENT

    def stop(self) -> None:
        self.is_sampling = False

    def reset(self) -> None:
        """Raises RuntimeError while sampling, as Maya does."""
        if self.is_sampling:
            raise RuntimeError("Cannot reset the profiler while it is sampling.")
        self.events.clear()
        self.is_full = False

    def resize(self, megabytes: int) -> None:
        """Raises RuntimeError while sampling, as Maya does."""
        if self.is_sampling:
            raise RuntimeError("Cannot change the size of the profiler's buffer while it is sampling.")
        self.megabytes = megabytes

    def category(self, name: str) -> int:
        """Its index. Raises RuntimeError where there is none."""
        if name not in self.categories:
            raise RuntimeError(f"There is no profiler category named {name}.")
        return self.categories.index(name)

    def add_category(self, name: str, description: str = "") -> int:
        """The one that is there already, or a new one."""
        if name not in self.categories:
            self.categories.append(name)
            self.descriptions.append(description)
            self.recorded.add(len(self.categories) - 1)
        return self.categories.index(name)

    def event(
        self, name: str, description: str, category: int, begin: float, duration: float, thread: int, color: int
    ) -> None:
        """Records something that began at `begin` seconds. When the buffer is full it stops silently, as Maya does."""
        if not self.is_sampling or category not in self.recorded:
            return
        if len(self.events) >= self._room_now:
            self.is_full = True
            return
        self.events.append(Event(int(begin * 1e6), name, description, category, round(duration * 1e6), thread, color))

    def signal(self, name: str, description: str, category: int, color: int) -> None:
        """Records that something happened now."""
        self.event(name, description, category, perf_counter(), 0.0, 0, color)
