"""The double's main loop, one turn at a time: a frame where it plays, else what waits, events, timers and idle.

While a modal dialog is open, or while it plays, Maya is not idle and none of that comes."""

from __future__ import annotations

import threading
import time
from collections import deque
from time import perf_counter
from typing import TYPE_CHECKING, Callable

from .conditions import EVENT
from .playback import Playback
from .views import Views

if TYPE_CHECKING:
    from .callbacks import Callbacks

TIMER = "timer"
Act = Callable[[], object]


class EventLoop:
    """`acts` are what the artist does, one a turn. `idle_seconds` is how long an idle turn lasts."""

    def __init__(self, callbacks: Callbacks, playback: Callable[[], Playback], views: Views, batch: bool) -> None:
        self.acts: deque[Act] = deque()
        self.is_modal = False
        self.idle_seconds = 0.002
        self.turns = 0
        self.idle_very_low_starved = 0
        """Turns in which a lasting idle callback kept idleVeryLow away, which Maya needs for itself."""
        self._callbacks = callbacks
        self._playback = playback
        self._views = views
        self._batch = batch
        self._events: dict[str, None] = {}
        self._deferred: deque[Act] = deque()
        self._queues: tuple[deque[Act], deque[Act], deque[Act]] = (deque(), deque(), deque())
        self._fired: dict[int, float] = {}

    @property
    def waiting(self) -> int:
        """How many calls were deferred and have not come."""
        return len(self._deferred) + sum(len(queue) for queue in self._queues)

    def event(self, name: str) -> None:
        """Maya tells of it when it is idle, once however often it came."""
        self._events[name] = None

    def defer(self, act: Act) -> None:
        """maya.utils.executeDeferred, from whatever thread."""
        self._deferred.append(act)

    def eval_deferred(self, act: Act, priority: int) -> None:
        """cmds.evalDeferred: 0 is its own, 1 low, 2 lowest."""
        self._queues[priority].append(act)

    def call_and_wait(self, act: Act) -> object:
        """maya.utils.executeInMainThreadWithResult from another thread: waits until Maya is idle."""
        done = threading.Event()
        answer: list[object] = []

        def run() -> None:
            try:
                answer.append(act())
            finally:
                done.set()

        self.defer(run)
        done.wait()
        return answer[0] if answer else None

    def turn(self) -> None:
        """One pass."""
        self.turns += 1
        playback = self._playback()
        if playback.is_playing:
            playback.turn()
        elif self.is_modal:
            time.sleep(self.idle_seconds)
        elif self.acts:
            self.acts.popleft()()
        elif self._batch:
            time.sleep(self.idle_seconds)
        else:
            self._idle()

    def idle_now(self) -> None:
        """What maya.utils.processIdleEvents does."""
        if not self._batch:
            self._idle()

    def _idle(self) -> None:
        if self._views.is_stale:
            self._views.draw()
        events, self._events = self._events, {}
        for name in events:
            self._callbacks.call(EVENT, about=name)
        for queue in (self._deferred, *self._queues):
            for _ in range(len(queue)):
                self._run(queue.popleft())
        self._fire_timers()
        for name in ("idleHigh", "idle"):
            self._callbacks.call(EVENT, about=name)
        if self._callbacks.has(EVENT, "idle") or self._callbacks.has(EVENT, "idleHigh"):
            self.idle_very_low_starved += 1
        else:
            self._callbacks.call(EVENT, about="idleVeryLow")
            time.sleep(self.idle_seconds)

    def _fire_timers(self) -> None:
        now = perf_counter()
        timers = self._callbacks.registered(TIMER)
        self._fired = {timer.identity: self._fired.get(timer.identity, now) for timer in timers}
        for timer in timers:
            since = now - self._fired[timer.identity]
            if since >= float(timer.about):
                self._fired[timer.identity] = now
                self._callbacks.call_one(timer, since, since)

    def _run(self, act: Act) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - what a deferred call raises reaches Maya: it is counted
            self._callbacks.raised.append(error)
