"""The bridge's one thread of its own: owns sockets and files, never touches the scene, and ends with a goodbye."""

from __future__ import annotations

import logging
import threading
from typing import Callable

from .captures.desk import CaptureDesk
from .commands import refusal, reply
from .conversation import Ask, Complain, Conversation, EndCapture, Leave, Say, Watching, together
from .duties import Observation
from .news import News
from .server import Closed, Happening, Opened, Received, Server
from .session import Session
from .session_state import SessionState
from .slices import Slices
from .tee import Tee
from .wire import Message, write

# How long the thread sleeps at most: while frames are wanted, while somebody is connected, and alone.
_WATCHED_SECONDS = 0.012
_ATTENDED_SECONDS = 0.03
_ALONE_SECONDS = 1.0
_MOST_FAILURES = 3
_log = logging.getLogger("rigscope.io")


class IoThread:
    """Started once; `stop` may be called from any thread."""

    def __init__(
        self, session: Session, state: SessionState, server: Server, slices: Slices, tee: Tee, desk: CaptureDesk
    ) -> None:
        self.news = News(session, state, slices, threading.get_ident(), desk)
        self.server = server
        self.failure: str | None = None
        self._session = session
        self._state = state
        self._slices = slices
        self._tee = tee
        self._desk = desk
        self._was_capturing = False
        self._goodbye: tuple[str, str] | None = None
        self._next_second = 0.0
        self._thread = threading.Thread(target=self._run, name="rigscope-io", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, reason: str, sentence: str, timeout: float) -> bool:
        """Says goodbye to all and ends; True once the thread is over."""
        self._goodbye = (reason, sentence)
        if self._thread.ident is None:
            self.server.close(1000, reason)
            return True
        self.server.wake()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        failures = 0
        try:
            while self._goodbye is None:
                try:
                    self._turn()
                    failures = 0
                except Exception as error:  # noqa: BLE001 - the thread must not die of one bad turn
                    failures += 1
                    _log.error("a turn of the I/O thread failed: %s", error, exc_info=error)
                    if failures >= _MOST_FAILURES:
                        self.failure = f"{type(error).__name__}: {error}"
                        self._goodbye = ("failed", f"The bridge stopped after an error of its own: {self.failure}")
        finally:
            self._end()

    def _turn(self) -> None:
        for happening in self.server.turn(self._wait()):
            self._handle(happening)
            self._slices.rest_if_due()
        now = self._session.clock.monotonic()
        self._tee.pump(self._slices)
        self.news.tell(now)
        if self._session.captures.is_running != self._was_capturing:
            self._was_capturing = not self._was_capturing
            # What was measured with a capture running says nothing about the bridge without one.
            self._session.meter.forget()
            self._observe()
        if self.news.clients and now >= self._next_second:
            self._next_second = max(self._next_second + 1.0, now + 0.5)
            self._slices.rest_if_due()
            self.news.second(now)
            self._observe()
        self.server.send()

    def _wait(self) -> float:
        if self._desk.is_writing:
            return _WATCHED_SECONDS
        if not self.news.clients:
            return _ATTENDED_SECONDS if self._tee.is_behind else _ALONE_SECONDS
        return _WATCHED_SECONDS if self.news.observed.frames else _ATTENDED_SECONDS

    def _handle(self, happening: Happening) -> None:
        if isinstance(happening, Opened):
            if not self.news.clients:
                self._attend()
            self._desk.attended()
            connection = happening.connection
            self.news.welcome(connection, Conversation(connection.client, self._state))
        elif isinstance(happening, Received):
            self._receive(happening)
        elif isinstance(happening, Closed):
            self.news.clients.pop(happening.connection.client, None)
            if happening.connection.was_slow:
                count = self.server.slow_disconnects + 1
                sentence = f"A client did not read for ten seconds and was disconnected ({count} in this session)."
                self._session.logs.add("warning", "bridge", sentence, None)
            self._observe()
            if not self.news.clients:
                self._leave_alone()

    def _receive(self, received: Received) -> None:
        connection = received.connection
        known = self.news.clients.get(connection.client)
        if known is None:
            return
        now = self._session.clock.monotonic()
        for action in known[1].receive(received.message, now):
            if isinstance(action, Say):
                connection.outbox.say(write(action.message))
            elif isinstance(action, Ask):
                self._session.commands.ask(action.command)
            elif isinstance(action, EndCapture):
                connection.outbox.say(write(self._end_capture(action)))
            elif isinstance(action, Watching):
                self._observe()
            elif isinstance(action, Complain):
                self._session.logs.add("warning", "bridge", action.sentence, None)
            elif isinstance(action, Leave):
                connection.close(action.code, action.sentence, now)

    def _end_capture(self, wish: EndCapture) -> Message:
        if self._desk.cancel(wish.capture):
            return reply(wish.message)
        return refusal(wish.message, "notFound", "This capture is not being taken any more.")

    def _attend(self) -> None:
        """The first client is here: scene, roster and selection are read anew, and the host's output is listened to."""
        self._next_second = self._session.clock.monotonic()
        self._session.sampler.scene_changed()
        self._session.duties.is_attended = True
        self._tee.start()

    def _leave_alone(self) -> None:
        self._session.duties.is_attended = False
        self._state.is_fresh = False
        self._desk.left_alone(self._session.clock.monotonic())
        self._tee.stop()

    def _observe(self) -> None:
        wish = together([conversation.wish for _, conversation in self.news.clients.values()])
        level = self._session.back_off.level
        # A capture samples every frame; what else is sampled would only disturb it.
        can_sample = "samples" in self._session.host.capabilities
        is_sampling = can_sample and level < 2 and not self._session.captures.is_running
        rate = 0.0 if not is_sampling else wish.sample_hz / 2 if level == 1 else wish.sample_hz
        allowed = Observation(wish.frames and level < 3, rate if wish.frames and level < 3 else 0.0)
        self.news.observed = allowed
        self._session.sampler.is_watched = allowed.frames
        self._session.duties.wanted = allowed

    def _end(self) -> None:
        if self._goodbye is None:
            self.failure = "its thread was ended"
        reason, sentence = self._goodbye or ("failed", "The bridge's I/O thread ended.")
        now = self._session.clock.monotonic()
        steps: list[Callable[[], object]] = [
            lambda: self.news.tell(now),
            lambda: self.news.end_captures(now),
            lambda: self.news.say({"type": "goodbye", "time": now, "reason": reason, "sentence": sentence}),
            lambda: self.server.close(1001 if reason == "hostExit" else 1000, reason),
            self._desk.remove_files,
            self._tee.close,
            # After a failure the main thread may come late or never, and hubs would knock in vain.
            self._session.address.remove,
        ]
        for step in steps:
            try:
                step()
            except Exception as error:  # noqa: BLE001 - the rest is undone whatever failed
                _log.error("the I/O thread could not end cleanly: %s", error, exc_info=error)
        self._session.duties.is_attended = False
        self._session.duties.wanted = Observation(False, 0.0)
        self._session.sampler.is_watched = False
