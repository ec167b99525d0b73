"""What the I/O thread tells clients at each turn: scene, roster and selection that were read, rows, samples, replies,
log lines, and once a second the heartbeat. Sockets are left to server.py, waiting to io_thread.py."""

from __future__ import annotations

from collections.abc import Iterator

from . import columns
from .captures.desk import CaptureDesk
from .connection import Connection
from .conversation import Conversation
from .duties import Observation, Read, RosterRead, SceneRead
from .heartbeat import Heartbeat
from .hello import clocks, has_jumped
from .hitches import HitchFinder
from .hosts.host import WindowFacts
from .outbox import ColumnMessage
from .own_cost import OwnCost
from .roster_parts import parts
from .scene_message import scene_message, selection_message, window_message
from .session import Session
from .session_state import LINES_PER_MESSAGE, SessionState
from .slices import Slices
from .wire import Message, write

ROWS_PER_MESSAGE = 256
_SECONDS_BETWEEN_LOGS = 0.1
_BUSY_SECONDS = 1.0


class News:
    """`clients` are the connections that are open, each with its conversation."""

    def __init__(
        self, session: Session, state: SessionState, slices: Slices, main_thread: int, desk: CaptureDesk
    ) -> None:
        self.clients: dict[int, tuple[Connection, Conversation]] = {}
        self.observed = Observation(False, 0.0)
        self.cost = OwnCost(None, None, None, None, 0)
        self._session = session
        self._state = state
        self._slices = slices
        self._desk = desk
        self._heartbeat = Heartbeat(session.host, session.sampler, main_thread)
        self._hitches = HitchFinder()
        self._encoder = columns.SampleEncoder()
        self._sequences = {"frames": 0, "samples": 0}
        self._drops_told = (0, 0)
        self._log_due = 0.0

    def tell(self, now: float) -> None:
        """Puts everything that is new into the clients' outboxes."""
        for step in (self._reads, self._rows, self._sampled, self._replies, self._captures, self._probes):
            step()
            self._slices.rest_if_due()
        if now >= self._log_due:
            self._log_due = now + _SECONDS_BETWEEN_LOGS
            self._log_lines()

    def second(self, now: float) -> None:
        """Once a second while somebody is connected: back-off, jumps of the clock, the heartbeat."""
        self.cost = self._session.meter.read(now)
        self._judge(now)
        self._tell_jump()
        self.say(self._heartbeat.message(now, self.observed, self.cost))

    def say(self, message: Message) -> None:
        """Tells every client."""
        if self.clients:
            text = write(message)
            for connection, _ in self.clients.values():
                connection.outbox.say(text)

    def welcome(self, connection: Connection, conversation: Conversation) -> None:
        """A client came in: hello at once, the rest as it is known."""
        # Before the pair is taken anew: those who are here already were told the one before.
        self._tell_jump()
        self._state.hello["clock"] = clocks(self._session.clock)
        self.clients[connection.client] = (connection, conversation)
        for outgoing in conversation.opening():
            connection.outbox.say(outgoing)

    def _tell_jump(self) -> None:
        told, current = self._state.hello["clock"], clocks(self._session.clock)
        if has_jumped(told, current):
            self._state.hello["clock"] = current
            self.say(self._state.hello)

    def _told(self) -> Iterator[Connection]:
        return (connection for connection, conversation in self.clients.values() if conversation.is_told_standing)

    def _reads(self) -> None:
        reads = self._session.duties.reads
        while reads:
            self._read(reads.popleft())
            self._slices.rest_if_due()

    def _read(self, read: Read) -> None:
        if isinstance(read, SceneRead):
            self._state.scene = scene_message(read, self._session.resolver)
            self.say(self._state.scene)
            self._session.address.rename_scene(self._state.scene["name"])
        elif isinstance(read, RosterRead):
            self._take_roster(read)
        elif isinstance(read, WindowFacts):
            self._state.window = window_message(read)
            self.say(self._state.window)
        else:
            self._state.selection = selection_message(read)
            text = write(self._state.selection)
            for connection in self._told():
                connection.outbox.say(text)

    def _take_roster(self, read: RosterRead) -> None:
        if read.change is not None:
            for _ in self._state.roster.take(read.change):
                self._slices.rest_if_due()
            for connection in self._told():
                connection.outbox.say(parts(read.change))
        self._state.is_fresh = bool(self.clients)
        for connection, conversation in self.clients.values():
            for outgoing in conversation.standing():
                connection.outbox.say(outgoing)

    def _rows(self) -> None:
        rows = self._session.sampler.take_frames(ROWS_PER_MESSAGE)
        if not rows:
            return
        target_fps = self._state.scene["targetFps"] if self._state.scene is not None else None
        # A captured frame has costs of its own, which somebody asked for.
        is_capturing = self._session.captures.is_running
        for index, row in enumerate(rows):
            is_paced = not row.marks & columns.MARKS["firstAfterPause"]
            interval = row.interval if is_paced else columns.NAN
            if not is_capturing:
                self._session.meter.frame(row.time, row.own_cost, bool(row.marks & columns.MARKS["sampled"]), interval)
            hitch = self._hitches.look_at(row, target_fps)
            if hitch is not None:
                rows[index] = hitch.row
                frame = row.frame if row.frame == row.frame else None
                fields = {"time": row.time, "frame": frame, "interval": row.interval, "usual": hitch.usual}
                self.say({"type": "hitch", **fields})
        head = self._head("frames", len(rows), self._session.sampler.frames_dropped)
        message = ColumnMessage(head, columns.frames_body(rows))
        for connection, conversation in self.clients.values():
            if conversation.wish.frames:
                connection.outbox.frames(message)

    def _sampled(self) -> None:
        sampled = self._session.sampler.take_sampled()
        # Ids mean nothing to a client before it was told the roster.
        watchers = [
            connection
            for connection, talk in self.clients.values()
            if talk.wish.sample_hz > 0 and talk.is_told_standing
        ]
        if sampled is None or not watchers:
            return
        try:
            costs = sampled.read()
        except Exception as error:  # noqa: BLE001 - the host's own reader; its failures count like a callback's
            self._session.probes.failed("samples", error)
            return
        self._slices.rest_if_due()
        roster = self._state.roster
        count, body = self._encoder.body(costs, roster.version, roster.ids)
        head = self._head("samples", count, self._session.sampler.samples_dropped)
        head = head._replace(flags=sampled.flags, time=sampled.time, frame=sampled.frame, wall=sampled.wall)
        message = ColumnMessage(head, body)
        for connection in watchers:
            connection.outbox.samples(message)

    def _head(self, kind: str, rows: int, dropped: int) -> columns.Header:
        self._sequences[kind] = (self._sequences[kind] + 1) & 0xFFFFFFFF
        now, nan = self._session.clock.monotonic(), columns.NAN
        version = self._state.roster.version
        return columns.Header(columns.KINDS[kind], 0, version, self._sequences[kind], rows, dropped, now, nan, nan)

    def _replies(self) -> None:
        commands = self._session.commands
        if len(commands):
            now = self._session.clock.monotonic()
            busy = self._heartbeat.busy(now)
            what = "does not answer" if busy is None else f"is busy {busy['what']}"
            because = f"{self._session.host.name} {what}; nothing was done. Try again when it is idle."
            commands.refuse_older_than(now - (_BUSY_SECONDS if busy else 5.0), because)
        while commands.replies:
            reply = commands.replies.popleft()
            if reply.client in self.clients:
                self.clients[reply.client][0].outbox.say(write(reply.message))

    def _captures(self) -> None:
        for message in self._desk.turn(self._session.clock.monotonic()):
            self.say(message)

    def end_captures(self, now: float) -> None:
        """The bridge ends: so do captures, before the goodbye."""
        for message in self._desk.close(now):
            self.say(message)

    def _probes(self) -> None:
        while self._session.probes.disabled:
            off = self._session.probes.disabled.popleft()
            message = {"type": "probeDisabled", **off._asdict()}
            self._state.probes_disabled.append(message)
            self.say(message)

    def _log_lines(self) -> None:
        lines = [line.as_wire() for line in self._session.logs.take(LINES_PER_MESSAGE)]
        if lines:
            self._state.log_dropped = self._session.logs.dropped
            self._state.keep_lines(lines)
            self.say({"type": "log", "lines": lines, "dropped": self._session.logs.dropped})

    def _judge(self, now: float) -> None:
        changed = None if self._session.captures.is_running else self._session.back_off.judge(now, self.cost)
        if changed is not None:
            self._session.meter.forget()
        drops = (self._session.sampler.frames_dropped, self._session.sampler.samples_dropped)
        if changed is None and drops == self._drops_told:
            return
        reason = changed.reason if changed is not None else "Clients were told less than the host did: see the drops."
        self._drops_told = drops
        level = self._session.back_off.level
        fields = {"level": level, "reason": reason, "droppedFrames": drops[0], "droppedSamples": drops[1]}
        self._state.overload = {"type": "overload", "time": now, **fields}
        self.say(self._state.overload)
