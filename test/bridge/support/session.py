"""A fake host with a running bridge, driven by the test, and clients that speak the real protocol to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Callable

import rigscope_bridge
from rigscope_bridge import columns
from rigscope_bridge._vendor.websockets.exceptions import ConnectionClosed
from rigscope_bridge._vendor.websockets.sync.client import ClientConnection, connect
from rigscope_bridge._vendor.websockets.typing import Subprotocol
from rigscope_bridge.hosts.fake import FakeHost, JumpingClock
from rigscope_bridge.wire import check_message


class Client:
    """One client. Every message it gets must fit the schema."""

    def __init__(self, address: Mapping[str, Any], **options: Any) -> None:
        options.setdefault("additional_headers", {"Authorization": f"Bearer {address['token']}"})
        options.setdefault("close_timeout", 0.5)
        options.setdefault("subprotocols", [Subprotocol("rigscope.v1")])
        self.socket: ClientConnection = connect(
            f"ws://127.0.0.1:{address['port']}", compression=None, max_size=None, ping_interval=None, **options
        )
        self.messages: list[dict[str, Any]] = []
        self.columns: list[columns.Columns] = []
        self.is_closed = False
        self._number = 0

    def take(self) -> None:
        """Takes all that has arrived."""
        while not self.is_closed:
            try:
                message = self.socket.recv(timeout=0)
            except TimeoutError:
                return
            except ConnectionClosed:
                self.is_closed = True
                return
            if isinstance(message, bytes):
                self.columns.append(columns.decode(message))
            else:
                value = json.loads(message)
                assert check_message("fromBridge", value) is None, check_message("fromBridge", value)
                self.messages.append(value)

    def ask(self, verb: str, **fields: Any) -> int:
        """Sends a message; gives its id."""
        self._number += 1
        self.socket.send(json.dumps({"type": verb, "id": self._number, **fields}))
        return self._number

    def watch(self, frames: bool = True, samples: bool = False, sample_hz: float = 1.0) -> int:
        return self.ask("watch", frames=frames, samples=samples, sampleHz=sample_hz)

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The messages of a type so far, oldest first."""
        return [message for message in self.messages if message["type"] == kind]

    def lines(self) -> list[dict[str, Any]]:
        """The log's lines so far."""
        return [line for message in self.of("log") for line in message["lines"]]

    def rows(self, kind: str) -> list[columns.Columns]:
        """The column messages of a kind so far."""
        return [message for message in self.columns if message.header.kind == columns.KINDS[kind]]

    def reply_to(self, number: int) -> dict[str, Any] | None:
        return next((message for message in self.of("reply") if message["to"] == number), None)

    def nodes(self) -> dict[int, dict[str, Any]]:
        """The roster put together from all its parts. Parts must come in order and be whole."""
        known: dict[int, dict[str, Any]] = {}
        version, expected = None, 0
        for part in self.of("roster"):
            if part["part"] == 0:
                assert expected == 0, "a roster began before the last one was whole"
                assert part["base"] is None or part["base"] == version
                known = {} if part["base"] is None else known
            assert part["part"] == expected
            expected = 0 if part["part"] == part["parts"] - 1 else expected + 1
            version = part["version"]
            for node in part["nodes"]:
                known[node["id"]] = node
            for gone in part["removed"]:
                known.pop(gone)
        assert expected == 0 or version is None, "the last roster is not whole"
        return known

    def has_whole_roster(self) -> bool:
        parts = self.of("roster")
        return bool(parts) and parts[-1]["part"] == parts[-1]["parts"] - 1


class FakeSession:
    """The bridge in a fake host; the test is its main loop."""

    def __init__(self, environment: Mapping[str, str], runtime: Path, host: FakeHost | None = None) -> None:
        self.host = host or FakeHost(nodes=40, rigs=2, fps=120)
        self.clock = JumpingClock()
        self.runtime = runtime
        self.clients: list[Client] = []
        self.status = rigscope_bridge.start(self.host, clock=self.clock, environment=environment)
        assert self.status.kind == "running", self.status.sentence

    @property
    def address(self) -> dict[str, Any]:
        path = self.runtime / "sessions" / f"{self.status.session}.json"
        address: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return address

    @property
    def client_count(self) -> int:
        return rigscope_bridge.status().clients

    def connect(self, **options: Any) -> Client:
        client = Client(self.address, **options)
        self.clients.append(client)
        return client

    def until(self, holds: Callable[[], object], seconds: float = 10.0) -> None:
        """Runs the host until something holds; fails where it does not in time."""

        def looked() -> bool:
            for client in self.clients:
                client.take()
            return bool(holds())

        assert self.host.run(seconds, looked), "it did not happen in time"

    def close(self) -> None:
        rigscope_bridge.stop()
        for client in self.clients:
            client.socket.close()
