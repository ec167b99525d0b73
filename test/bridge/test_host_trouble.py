"""A host that is blocked, busy, failing or whose clock jumps: the session goes on and says so."""

from __future__ import annotations

import pytest
from support.session import FakeSession


def test_heartbeats_go_on_while_the_main_thread_is_blocked_and_say_what_blocks_it(session: FakeSession) -> None:
    client = session.connect()
    session.until(lambda: client.of("heartbeat"))
    before = len(client.of("heartbeat"))
    session.host.block(7.2)
    client.take()
    beats = client.of("heartbeat")[before:]
    assert len(beats) >= 6 and beats[-1]["mainAge"] > 6
    busy = beats[-1]["busy"]
    assert busy["certain"] is False and "fake" in busy["owner"] and busy["what"].startswith("in block()")
    session.until(lambda: client.of("heartbeat")[-1]["busy"] is None)


def test_a_host_that_says_it_is_busy_is_believed(session: FakeSession) -> None:
    client = session.connect()
    session.until(lambda: client.of("heartbeat"))
    session.host.be_busy("opening run_v001.fake", 2.2)
    client.take()
    assert any(beat["busy"] and beat["busy"]["certain"] for beat in client.of("heartbeat"))
    assert client.of("heartbeat")[-1]["busy"]["what"] == "opening run_v001.fake"


def test_hello_is_sent_again_when_the_wall_clock_jumps(session: FakeSession) -> None:
    client = session.connect()
    session.until(lambda: client.of("heartbeat"))
    session.clock.shift = -3600
    session.until(lambda: len(client.of("hello")) == 2)
    first, second = client.of("hello")
    assert second["session"] == first["session"]
    assert second["clock"]["wall"] < first["clock"]["wall"] - 3000
    assert second["clock"]["monotonic"] > first["clock"]["monotonic"]


@pytest.mark.parametrize("shift", [-3600, 3600])
def test_a_client_who_comes_right_after_a_jump_keeps_nobody_from_being_told_of_it(
    session: FakeSession, shift: int
) -> None:
    client = session.connect()
    session.until(lambda: client.of("heartbeat"))
    beats = len(client.of("heartbeat"))
    session.clock.shift = shift
    late = session.connect()
    session.until(lambda: late.of("hello"))
    session.until(lambda: len(client.of("heartbeat")) >= beats + 2)
    told = [message["clock"]["wall"] - message["clock"]["monotonic"] for message in client.of("hello")]
    assert len(told) == 2 and abs(told[1] - told[0] - shift) < 1
    assert len(late.of("hello")) == 1


@pytest.mark.parametrize("name", ["pre", "post", "tick"])
def test_a_callback_that_raises_leaves_the_frame_complete_counts_once_and_is_off_after_three(
    session: FakeSession, name: str
) -> None:
    client = session.connect()
    session.until(lambda: client.of("heartbeat"))
    completed = session.host.frames_completed
    session.host.failing.add(name)
    session.until(lambda: client.of("probeDisabled"))
    off = client.of("probeDisabled")
    assert [(message["probe"], message["failures"]) for message in off] == [(name, 3)]
    assert off[0]["error"] == f"ValueError: {name} was asked to fail"
    assert session.host.frames_completed >= completed + 3
    session.host.failing.clear()
    late = session.connect()
    session.until(lambda: late.of("probeDisabled"))


@pytest.mark.parametrize("what", ["observe", "scene", "nodes", "selection", "memory_bytes"])
def test_a_host_whose_reading_raises_still_plays_and_answers(
    session: FakeSession, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("asked to fail")

    monkeypatch.setattr(session.host, what, fail)
    client = session.connect()
    client.watch(samples=True)
    completed = session.host.frames_completed
    session.until(lambda: len(client.of("heartbeat")) >= 2 and session.host.frames_completed > completed + 20)
