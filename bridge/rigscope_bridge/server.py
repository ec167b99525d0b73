"""Listens on loopback and moves messages between sockets and conversations, one turn at a time, on the I/O thread.

What is told to clients is left to news.py, who may connect to admission.py."""

from __future__ import annotations

import selectors
import socket
from collections.abc import Iterator
from typing import Callable, NamedTuple, Union

from .admission import Admission
from .connection import Connection
from .slices import Slices

# Handshakes that are under way, beyond the clients that are connected.
_MOST_SOCKETS = 16
_GOODBYE_SECONDS = 0.3


class Opened(NamedTuple):
    """A client came in."""

    connection: Connection


class Received(NamedTuple):
    """A client sent a message."""

    connection: Connection
    message: str | bytes


class Closed(NamedTuple):
    """A client is gone."""

    connection: Connection


Happening = Union[Opened, Received, Closed]


class Server:
    """`port` is the free port it got. Made on the main thread, used and closed on the I/O thread."""

    def __init__(self, token: str, now: Callable[[], float], slices: Slices) -> None:
        self.connections: list[Connection] = []
        """Clients whose handshake is through."""
        self.slow_disconnects = 0
        self._now = now
        self._slices = slices
        self._sockets: dict[int, Connection] = {}
        self._next_client = 1
        self._selector = selectors.DefaultSelector()
        self._listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            self._listener.bind(("127.0.0.1", 0))
            self._listener.listen(8)
            self._listener.setblocking(False)
            self.port: int = self._listener.getsockname()[1]
            self._wake_out, self._wake_in = socket.socketpair()
        except OSError:
            self._listener.close()
            self._selector.close()
            raise
        self._wake_out.setblocking(False)
        self._wake_in.setblocking(False)
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._wake_in, selectors.EVENT_READ)
        self._admission = Admission(token, self.port, now)

    def wake(self) -> None:
        """Any thread: ends the wait of the turn that is under way."""
        try:
            self._wake_out.send(b"!")
        except OSError:
            # Full: it will wake anyway. Closed: there is nothing to wake.
            return

    def turn(self, timeout: float) -> Iterator[Happening]:
        """Waits at most `timeout` seconds for sockets and gives what happened on them."""
        ready = self._selector.select(timeout)
        self._slices.begin()
        for key, mask in ready:
            if key.fileobj is self._listener:
                self._accept()
            elif key.fileobj is self._wake_in:
                self._wake_in.recv(4096)
            else:
                yield from self._serve(self._sockets[key.fd], mask)
            self._slices.rest_if_due()
        now = self._now()
        for connection in list(self._sockets.values()):
            connection.watch_deadlines(now)
        yield from self._forget_ended()

    def send(self) -> None:
        """Sends what waits, as far as each client reads."""
        now = self._now()
        for fd, connection in list(self._sockets.items()):
            if connection.wants_to_write:
                connection.write(now)
                self._slices.rest_if_due()
            if not connection.is_over:
                events = selectors.EVENT_READ | (selectors.EVENT_WRITE if connection.wants_to_write else 0)
                if self._selector.get_key(fd).events != events:
                    self._selector.modify(fd, events)

    def close(self, code: int, reason: str) -> None:
        """Closes everything, whatever fails; what still waits for a client is sent first, as far as it reads on."""
        try:
            self._close_connections(code, reason)
        finally:
            for connection in self._sockets.values():
                connection.socket.close()
            self._selector.close()
            self._listener.close()
            self._wake_in.close()
            self._wake_out.close()
            self._sockets.clear()
            self.connections.clear()

    def _close_connections(self, code: int, reason: str) -> None:
        now = self._now()
        for connection in self._sockets.values():
            connection.flush_outbox()
            connection.close(code, reason, now)
        self._selector.unregister(self._listener)
        self._selector.unregister(self._wake_in)
        while self._sockets and self._now() < now + _GOODBYE_SECONDS:
            self.send()
            for _ in self.turn(0.05):
                continue

    def _accept(self) -> None:
        try:
            peer, _ = self._listener.accept()
        except OSError:
            return
        if len(self._sockets) >= _MOST_SOCKETS:
            peer.close()
            return
        connection = Connection(self._next_client, peer, self._admission, self._now(), self._slices.rest_if_due)
        self._next_client += 1
        self._sockets[peer.fileno()] = connection
        self._selector.register(peer, selectors.EVENT_READ)

    def _serve(self, connection: Connection, mask: int) -> Iterator[Happening]:
        now = self._now()
        was_open = connection.is_open
        if mask & selectors.EVENT_READ:
            for message in connection.read(len(self.connections), now):
                if not was_open:
                    was_open = True
                    yield self._opened(connection)
                yield Received(connection, message)
        if connection.is_open and not was_open:
            yield self._opened(connection)
        if mask & selectors.EVENT_WRITE and not connection.is_over:
            connection.write(now)

    def _opened(self, connection: Connection) -> Opened:
        self.connections.append(connection)
        return Opened(connection)

    def _forget_ended(self) -> Iterator[Happening]:
        for fd, connection in list(self._sockets.items()):
            if not connection.is_open and connection in self.connections:
                self.connections.remove(connection)
                yield Closed(connection)
            if connection.is_over:
                self._selector.unregister(fd)
                connection.socket.close()
                del self._sockets[fd]
                self.slow_disconnects += connection.was_slow
