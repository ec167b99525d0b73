"""Who may connect, over a raw socket: tokens, Origin, Host, sizes and deadlines."""

from __future__ import annotations

import socket
import time

import pytest
from support.session import FakeSession

KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"


def request(port: int, *headers: str, subprotocol: str | None = "rigscope.v1") -> bytes:
    lines = [f"Host: 127.0.0.1:{port}", *headers] if not any(line.startswith("Host:") for line in headers) else headers
    protocol = f"Sec-WebSocket-Protocol: {subprotocol}\r\n" if subprotocol else ""
    upgrade = f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n{KEY}{protocol}"
    return ("GET / HTTP/1.1\r\n" + "".join(f"{line}\r\n" for line in lines) + upgrade + "\r\n").encode("utf-8")


def answer(port: int, data: bytes) -> str:
    """The whole answer of the server, until it closes or has said its headers."""
    with socket.create_connection(("127.0.0.1", port), timeout=8) as peer:
        peer.sendall(data)
        received = b""
        while b"\r\n\r\n" not in received or not received.startswith(b"HTTP/1.1 101"):
            more = peer.recv(65536)
            if not more:
                break
            received += more
        return received.decode("utf-8", "replace")


def bearer(session: FakeSession) -> str:
    return f"Authorization: Bearer {session.address['token']}"


def test_the_right_token_comes_in(session: FakeSession) -> None:
    port = session.address["port"]
    said = answer(port, request(port, bearer(session)))
    assert said.startswith("HTTP/1.1 101") and "rigscope.v1" in said and "permessage-deflate" not in said
    assert answer(port, request(port, f"Host: LOCALHOST:{port}", bearer(session))).startswith("HTTP/1.1 101")


@pytest.mark.parametrize(
    ("headers", "status", "says"),
    [
        ([], "401", "The token is missing"),
        (["Authorization: Bearer wrong"], "401", "is not this session's"),
        (["Authorization: Bearer "], "401", "is not this session's"),
        (["Authorization: Basic {token}"], "401", "is not this session's"),
        (["Authorization: Bearer {token}x"], "401", "is not this session's"),
        (["Authorization: Bearer {token}", "Authorization: Bearer {token}"], "401", "token"),
        (["Authorization: Bearer tök€n"], "401", "is not this session's"),
        (["Authorization: Bearer {token}", "Origin: https://example.com"], "403", "Web pages may not connect"),
        (["Authorization: Bearer {token}", "Origin: http://127.0.0.1:{port}"], "403", "Web pages"),
        (["Authorization: Bearer {token}", "Origin: null"], "403", "Web pages"),
        (["Authorization: Bearer {token}", "Host: example.com"], "421", "127.0.0.1 and localhost"),
        (["Authorization: Bearer {token}", "Host: 127.0.0.1"], "421", "127.0.0.1 and localhost"),
        (["Authorization: Bearer {token}", "Host: 127.0.0.1:{port}", "Host: example.com"], "421", "127.0.0.1"),
    ],
)
def test_others_are_refused_with_a_sentence(session: FakeSession, headers: list[str], status: str, says: str) -> None:
    port, token = session.address["port"], session.address["token"]
    filled = [header.replace("{token}", token).replace("{port}", str(port)) for header in headers]
    said = answer(port, request(port, *filled))
    assert said.startswith(f"HTTP/1.1 {status}") and says in said
    assert token not in said


def test_a_client_without_our_subprotocol_is_refused(session: FakeSession) -> None:
    port = session.address["port"]
    assert answer(port, request(port, bearer(session), subprotocol="rigscope.v9")).startswith("HTTP/1.1 400")
    assert answer(port, request(port, bearer(session), subprotocol=None)).startswith("HTTP/1.1 400")


@pytest.mark.parametrize(
    "data", [b"\x00\xff\x00\xff\r\n\r\n", b"POST / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nbroken\r\n\r\n"]
)
def test_what_is_not_a_handshake_is_refused_and_the_server_lives_on(session: FakeSession, data: bytes) -> None:
    assert not answer(session.address["port"], data).startswith("HTTP/1.1 101")
    client = session.connect()
    session.until(client.has_whole_roster)


def test_headers_beyond_eight_kilobytes_are_refused(session: FakeSession) -> None:
    port = session.address["port"]
    said = answer(port, request(port, bearer(session), *[f"X-{n}: {'a' * 1000}" for n in range(9)]))
    assert said.startswith("HTTP/1.1 431") and "8 KiB" in said


def test_a_handshake_that_takes_longer_than_five_seconds_is_ended(session: FakeSession) -> None:
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", session.address["port"]), timeout=10) as peer:
        peer.sendall(b"GET / HTTP/1.1\r\n")
        assert peer.recv(10) == b""
    assert 4 < time.monotonic() - began < 8


def test_many_wrong_tokens_are_told_to_wait_but_the_right_one_still_comes_in(session: FakeSession) -> None:
    port = session.address["port"]
    for _ in range(10):
        assert answer(port, request(port, "Authorization: Bearer wrong")).startswith("HTTP/1.1 401")
    assert answer(port, request(port, "Authorization: Bearer wrong")).startswith("HTTP/1.1 429")
    assert answer(port, request(port, bearer(session))).startswith("HTTP/1.1 101")


def test_only_loopback_is_listened_on(session: FakeSession) -> None:
    hexadecimal = f"{session.address['port']:04X}"
    with open("/proc/net/tcp", encoding="ascii") as table:
        places = {line.split()[1] for line in table if line.split()[3] == "0A" and f":{hexadecimal} " in line}
    assert places == {f"0100007F:{hexadecimal}"}


@pytest.mark.parametrize(
    "frame",
    [
        b"\x81\x05hello",  # a client's frame without a mask
        b"\xf1\x80\x00\x00\x00\x00",  # reserved bits
        b"\x83\x80\x00\x00\x00\x00",  # an opcode that does not exist
        b"\x81\x82\x00\x00\x00\x00\xff\xff",  # text that is not UTF-8
        b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00",  # longer than anything
    ],
)
def test_a_broken_frame_ends_that_connection_only(session: FakeSession, frame: bytes) -> None:
    port = session.address["port"]
    other = session.connect()
    with socket.create_connection(("127.0.0.1", port), timeout=5) as peer:
        peer.sendall(request(port, bearer(session)))
        peer.recv(4096)
        peer.sendall(frame)
        while peer.recv(65536):
            continue
    session.until(other.has_whole_roster)


def test_a_message_that_is_cut_off_leaves_the_others_alone(session: FakeSession) -> None:
    port = session.address["port"]
    other = session.connect()
    with socket.create_connection(("127.0.0.1", port), timeout=5) as peer:
        peer.sendall(request(port, bearer(session)))
        peer.recv(4096)
        peer.sendall(b"\x81\xfe\x04\x00\x00\x00\x00\x00half")
    session.until(other.has_whole_roster)
