"""More than a session takes: oversized messages, too many clients, floods, readers who have stopped."""

from __future__ import annotations

import logging
import socket

import pytest
from rigscope_bridge import connection as connection_module
from rigscope_bridge.hosts.host import FrameRow
from support.session import FakeSession


def test_an_oversized_message_ends_that_connection_only(session: FakeSession) -> None:
    other, client = session.connect(), session.connect()
    client.socket.send("x" * 1_100_000)
    session.until(lambda: client.is_closed)
    session.until(other.has_whole_roster)


def test_a_fifth_client_is_refused(session: FakeSession) -> None:
    for _ in range(4):
        session.connect()
    with pytest.raises(Exception, match="503"):
        session.connect()


def test_a_flood_of_frames_is_bounded_and_its_drops_are_told(session: FakeSession) -> None:
    client = session.connect()
    client.watch()
    session.until(lambda: client.rows("frames"))
    events = session.host._events
    assert events is not None
    row = FrameRow(0.0, 1.0, 0.01, 0.005, 0.001, 0.0, 1, 1, 1, 1, 1, 0)
    for number in range(200_000):
        events.frame(row._replace(time=float(number)))
    session.until(lambda: client.rows("frames")[-1].header.dropped > 0)
    session.until(lambda: client.of("overload"))
    assert client.of("overload")[-1]["droppedFrames"] > 0


def test_a_client_that_does_not_read_is_disconnected_counted_and_slows_nobody(
    session: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "_SECONDS_NOT_READING", 1.0)
    other = session.connect()
    other.watch()
    port = session.address["port"]
    with socket.create_connection(("127.0.0.1", port), timeout=5) as peer:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        peer.sendall(handshake(port, session.address["token"]))
        session.until(lambda: session.client_count == 2)
        completed = session.host.frames_completed
        for number in range(400):
            logging.getLogger("studio").warning("%d %s", number, "x" * 7000)
            if number % 20 == 0:
                session.until(lambda wanted=number - 100: len(other.lines()) > wanted)  # type: ignore[misc]
        session.until(lambda: any("did not read" in str(line["text"]) for line in other.lines()), 20)
    assert session.host.frames_completed > completed
    assert session.client_count == 1


def handshake(port: int, token: str) -> bytes:
    lines = (f"Host: 127.0.0.1:{port}", f"Authorization: Bearer {token}", "Upgrade: websocket", "Connection: Upgrade")
    key = ("Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
    protocol = "Sec-WebSocket-Protocol: rigscope.v1"
    return "\r\n".join(("GET / HTTP/1.1", *lines, *key, protocol, "", "")).encode("ascii")
