"""A session begins and ends, by whoever ends it, and leaves everything as it was."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import rigscope_bridge
from rigscope_bridge.hosts.fake import FakeHost
from rigscope_bridge.server import Server
from support.process_facts import facts_of_process
from support.session import FakeSession


def test_stopping_says_goodbye_and_starting_again_is_another_session(
    session: FakeSession, environment: dict[str, str]
) -> None:
    client = session.connect()
    client.watch()
    session.until(lambda: client.rows("frames"))
    path = session.runtime / "sessions" / f"{session.status.session}.json"
    assert path.stat().st_mode & 0o777 == 0o600
    rigscope_bridge.stop()
    while not client.is_closed:
        client.take()
    assert client.of("goodbye")[-1]["reason"] == "stopped"
    assert not path.exists()
    again = rigscope_bridge.start(session.host, environment=environment)
    assert again.kind == "running" and again.session != session.status.session


def test_starting_twice_is_harmless(session: FakeSession, environment: dict[str, str]) -> None:
    assert rigscope_bridge.start(FakeHost(), environment=environment).session == session.status.session


def test_a_host_that_is_leaving_says_so(session: FakeSession) -> None:
    client = session.connect()
    session.until(client.has_whole_roster)
    assert session.host._events is not None
    session.host._events.leaving()
    while not client.is_closed:
        client.take()
    assert client.of("goodbye")[-1]["reason"] == "hostExit"
    assert rigscope_bridge.status().kind == "stopped"


def test_a_hundred_starts_and_stops_leave_everything_as_before(environment: dict[str, str], runtime: Path) -> None:
    host = FakeHost(nodes=10, rigs=1, fps=500)

    def once() -> None:
        session = FakeSession(environment, runtime, host)
        client = session.connect()
        client.watch()
        session.until(lambda: client.rows("frames"))
        session.close()
        client.socket.close()

    once()
    gc.collect()
    before = facts_of_process(runtime)
    for _ in range(100):
        once()
    gc.collect()
    assert facts_of_process(runtime) == before


def test_two_bridges_on_one_machine_keep_apart(session: FakeSession, environment: dict[str, str]) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "rigscope_bridge.hosts.fake", "--nodes", "10", "--seconds", "20"],
        env={**os.environ, **environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        assert "Fake host: session" in child.stdout.readline()
        assert len(list((session.runtime / "sessions").glob("*.json"))) == 2
        client = session.connect()
        session.until(client.has_whole_roster)
    finally:
        child.terminate()
        assert child.wait(10) == 0
        if child.stdout is not None:
            child.stdout.close()
    assert len(list((session.runtime / "sessions").glob("*.json"))) == 1


@pytest.mark.parametrize(
    ("extra", "background", "says"),
    [
        ({"RIGSCOPE_DISABLE": "1"}, False, "RIGSCOPE_DISABLE=1"),
        ({}, True, "RIGSCOPE_BATCH=1"),
        ({"RIGSCOPE_BRIDGE_ENABLED": "false"}, False, "RIGSCOPE_BRIDGE_ENABLED"),
        ({"RIGSCOPE_RUNTIME_DIR": "/proc/nowhere"}, False, "cannot be made"),
    ],
)
def test_what_keeps_the_bridge_off_is_said_and_nothing_is_left(
    environment: dict[str, str], runtime: Path, extra: dict[str, str], background: bool, says: str
) -> None:
    before = facts_of_process(runtime)
    status = rigscope_bridge.start(FakeHost(), background=background, environment={**environment, **extra})
    assert status.kind == "refused" and says in status.sentence
    assert facts_of_process(runtime) == before


def test_a_host_that_cannot_be_joined_refuses_in_words(environment: dict[str, str], runtime: Path) -> None:
    host = FakeHost()

    def fail(*_: object) -> None:
        raise RuntimeError("no handlers here")

    host.attach = fail  # type: ignore[method-assign, assignment]
    before = facts_of_process(runtime)
    status = rigscope_bridge.start(host, environment=environment)
    assert status.kind == "refused" and "no handlers here" in status.sentence
    gc.collect()
    after = facts_of_process(runtime)
    assert {**after, "files": []} == {**before, "files": []}


def test_a_bridge_that_ends_by_itself_leaves_as_if_it_were_stopped_and_the_host_goes_on(
    environment: dict[str, str], runtime: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    before = facts_of_process(runtime)
    session = FakeSession(environment, runtime)
    client = session.connect()
    session.until(client.has_whole_roster)
    path = runtime / "sessions" / f"{session.status.session}.json"

    def fail(*_: object) -> None:
        raise OSError("made to fail")

    monkeypatch.setattr(Server, "turn", fail)
    # The main thread does nothing meanwhile, as while a file is opened.
    deadline = time.monotonic() + 10
    while path.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not path.exists()
    status = rigscope_bridge.status()
    assert status.kind == "refused" and "made to fail" in status.sentence
    completed = session.host.frames_completed
    session.until(lambda: session.host.frames_completed > completed + 200)
    assert session.host._callbacks == {}
    said = "Rigscope stopped after an error of its own (OSError: made to fail); Fake host goes on.\n"
    assert capfd.readouterr().err == said
    monkeypatch.undo()
    client.take()
    assert [message["reason"] for message in client.of("goodbye")] == ["failed"]
    client.socket.close()
    gc.collect()
    assert {**facts_of_process(runtime), "files": []} == {**before, "files": []}
    again = rigscope_bridge.start(session.host, environment=environment)
    assert again.kind == "running"
    session.close()
    assert rigscope_bridge.status().kind == "stopped"


def test_a_forked_child_that_ends_leaves_the_session_of_its_parent(session: FakeSession) -> None:
    client = session.connect()
    session.until(client.has_whole_roster)
    pid = os.fork()
    if pid == 0:
        rigscope_bridge.stop("hostExit")
        os._exit(0)
    os.waitpid(pid, 0)
    assert session.address["session"] == session.status.session
    beats = len(client.of("heartbeat"))
    session.until(lambda: len(client.of("heartbeat")) > beats)
    assert client.of("goodbye") == []
