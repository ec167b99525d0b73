"""What tests of captures say to a bridge and ask of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support.capture_log import CaptureLog
from support.session import Client, FakeSession

ENDED = ("done", "cancelled", "failed")


def watching(session: FakeSession) -> Client:
    client = session.connect()
    client.watch()
    session.until(client.has_whole_roster)
    return client


def ask(client: Client, frames: int | None = 10, seconds: float | None = None, passes: int = 1) -> int:
    return client.ask("capture", frames=frames, seconds=seconds, passes=passes)


def told(client: Client) -> dict[str, Any]:
    """How the latest capture goes."""
    return client.of("capture")[-1]


def state(client: Client) -> str | None:
    captures = client.of("capture")
    return str(captures[-1]["state"]) if captures else None


def left(session: FakeSession) -> list[str]:
    """Files of captures in the runtime folder."""
    return sorted(path.name for path in session.runtime.glob("capture-*"))


def taken(session: FakeSession, client: Client, **wish: Any) -> CaptureLog:
    """A whole capture."""
    before = len(client.of("capture"))
    ask(client, **wish)
    session.until(lambda: len(client.of("capture")) > before and state(client) in ENDED)
    assert state(client) == "done", told(client)["sentence"]
    return CaptureLog.read(Path(told(client)["file"]["path"]))
