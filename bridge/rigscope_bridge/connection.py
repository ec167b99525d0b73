"""One client's socket: the handshake, messages in and out, limits and deadlines. Never blocks.

The protocol itself is the vendored library's core without I/O; what messages mean is left to conversation.py."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator, Sequence
from typing import Callable

from ._vendor.websockets.exceptions import WebSocketException
from ._vendor.websockets.frames import Frame, Opcode
from ._vendor.websockets.http11 import Request
from ._vendor.websockets.protocol import State
from ._vendor.websockets.server import ServerProtocol
from ._vendor.websockets.typing import Subprotocol
from .admission import Admission, Refusal
from .outbox import Outbox
from .schema import schema

HANDSHAKE_SECONDS = 5.0
MOST_HEADER_BYTES = 8 * 1024
MOST_MESSAGE_BYTES = 1024 * 1024
_MOST_UNSENT_BYTES = 64 * 1024
_READ_BYTES = 64 * 1024
_SECONDS_NOT_READING = 10.0
_CLOSING_SECONDS = 1.0

_quiet = logging.getLogger("rigscope.websockets")
_quiet.addHandler(logging.NullHandler())
_quiet.propagate = False


class Connection:
    """`is_open` once the handshake is through, `is_over` when the socket is closed and to be forgotten."""

    def __init__(
        self, client: int, peer: socket.socket, admission: Admission, now: float, rest: Callable[[], None]
    ) -> None:
        peer.setblocking(False)
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # A small kernel buffer, so that a client who stops reading is seen soon and what waits here stays newest-wins.
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 256 * 1024)
        self.client = client
        self.socket = peer
        self.outbox = Outbox()
        self.is_open = False
        self.is_over = False
        self.was_slow = False
        self._is_refused = False
        self._admission = admission
        # Called between messages: the next part of a roster is made only when its turn comes, and takes its time.
        self._rest = rest
        self._protocol = ServerProtocol(
            extensions=None,
            subprotocols=[Subprotocol(schema()["subprotocol"])],
            max_size=MOST_MESSAGE_BYTES,
            logger=_quiet,
        )
        self._unsent: list[bytes] = []
        self._unsent_bytes = 0
        self._header_bytes = 0
        self._deadline: float | None = now + HANDSHAKE_SECONDS
        self._moved_at = now
        self._fragments: list[bytes] = []
        self._is_text = True

    @property
    def wants_to_write(self) -> bool:
        return bool(self._unsent) or (self.is_open and not self.outbox.is_empty)

    def read(self, clients: int, now: float) -> Iterator[str | bytes]:
        """Takes what the socket has and gives whole messages. `clients` is how many others are connected."""
        try:
            data = self.socket.recv(_READ_BYTES)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            self.drop()
            return
        if not data and (self._is_refused or (self._deadline is not None and not self._unsent)):
            self.drop()
            return
        if self._is_refused:
            return
        if not self.is_open and self._protocol.state is State.CONNECTING:
            self._header_bytes += len(data)
            if self._header_bytes > MOST_HEADER_BYTES:
                self._send_raw_refusal(Refusal(431, "The headers are longer than 8 KiB."), now)
                return
        if data:
            self._protocol.receive_data(data)
        else:
            self._protocol.receive_eof()
        for event in self._protocol.events_received():
            if isinstance(event, Request):
                self._shake_hands(event, clients, now)
            elif isinstance(event, Frame) and self.is_open:
                yield from self._frame(event)
        self._collect()
        self._end_if_closing(now)

    def write(self, now: float) -> None:
        """Sends what waits as far as the client reads."""
        if self.is_open and self._protocol.state is State.OPEN:
            self._fill()
        try:
            while self._unsent and not self.is_over:
                head = self._unsent[0]
                if head == b"":
                    self.socket.shutdown(socket.SHUT_WR)
                    self._unsent.pop(0)
                    continue
                sent = self.socket.send(head)
                self._moved_at = now
                self._unsent_bytes -= sent
                if sent == len(head):
                    self._unsent.pop(0)
                else:
                    self._unsent[0] = head[sent:]
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            self.drop()

    def watch_deadlines(self, now: float) -> None:
        """Ends a handshake that takes too long, and a client that does not read."""
        if self._deadline is not None and now > self._deadline:
            self.drop()
        elif self.is_open and not self.wants_to_write:
            self._moved_at = now
        elif self.is_open and (now - self._moved_at > _SECONDS_NOT_READING or self.outbox.is_overfull):
            self.was_slow = True
            self.drop()

    def close(self, code: int, reason: str, now: float) -> None:
        """Says goodbye in the protocol's own way; the socket goes when the other side answered or a second is over."""
        if self._protocol.state is State.OPEN:
            self._protocol.send_close(code, reason[:100])
            self._collect()
        self._end_if_closing(now)
        if self._deadline is None:
            self._deadline = now + _CLOSING_SECONDS
        self.write(now)

    def drop(self) -> None:
        """Ends the connection at once; the server closes the socket when it forgets it, not before: its number would
        be given to the next client while the selector still knows it."""
        self.is_open = False
        self.is_over = True

    def flush_outbox(self) -> None:
        """Hands all that waits to the socket's side, however much: before a goodbye."""
        if self.is_open and self._protocol.state is State.OPEN:
            self._fill(most_bytes=1 << 30)

    def _fill(self, most_bytes: int = _MOST_UNSENT_BYTES) -> None:
        while self._unsent_bytes < most_bytes:
            message = self.outbox.next()
            if message is None:
                return
            if isinstance(message, str):
                self._protocol.send_text(message.encode("utf-8", "replace"))
            else:
                self._protocol.send_binary(message)
            self._collect()
            self._rest()

    def _shake_hands(self, request: Request, clients: int, now: float) -> None:
        def header(name: str) -> Sequence[str]:
            return request.headers.get_all(name)

        refusal = self._admission.judge(header, clients)
        if refusal is not None:
            response = self._protocol.reject(refusal.status, refusal.sentence + "\n")
        else:
            response = self._protocol.accept(request)
        self._protocol.send_response(response)
        self.is_open = self._protocol.state is State.OPEN
        self._moved_at = now
        self._deadline = None if self.is_open else now + _CLOSING_SECONDS

    def _send_raw_refusal(self, refusal: Refusal, now: float) -> None:
        text = f"HTTP/1.1 {refusal.status} Refused\r\nConnection: close\r\nContent-Type: text/plain\r\n"
        body = refusal.sentence + "\n"
        self._put(f"{text}Content-Length: {len(body)}\r\n\r\n{body}".encode("ascii"))
        self._put(b"")
        self._is_refused = True
        self._deadline = now + _CLOSING_SECONDS
        self.write(now)

    def _frame(self, frame: Frame) -> Iterator[str | bytes]:
        if frame.opcode in (Opcode.TEXT, Opcode.BINARY):
            self._fragments, self._is_text = [bytes(frame.data)], frame.opcode is Opcode.TEXT
        elif frame.opcode is Opcode.CONT:
            self._fragments.append(bytes(frame.data))
        else:
            return
        if frame.fin:
            raw, self._fragments = b"".join(self._fragments), []
            if not self._is_text:
                yield raw
                return
            try:
                yield raw.decode("utf-8")
            except UnicodeDecodeError:
                self._protocol.fail(1007, "text that is not UTF-8")

    def _collect(self) -> None:
        for data in self._protocol.data_to_send():
            self._put(data)

    def _put(self, data: bytes) -> None:
        self._unsent.append(data)
        self._unsent_bytes += len(data)

    def _end_if_closing(self, now: float) -> None:
        try:
            is_ending = self._protocol.close_expected()
        except WebSocketException:
            is_ending = True
        if self._protocol.state is State.CLOSED and not self._unsent:
            self.drop()
        elif self.is_open and is_ending:
            self.is_open = False
            self._deadline = now + _CLOSING_SECONDS
