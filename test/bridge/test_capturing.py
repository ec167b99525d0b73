"""A client asks for a capture over a real socket, follows it and gets a file, or a sentence and the host as it was."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from pathlib import Path
from typing import Any

import pytest
import rigscope_bridge
from rigscope_bridge.captures import log_file
from rigscope_bridge.hosts.fake import FakeHost
from rigscope_bridge.hosts.fake_capture import FakeCosts
from support.capture_log import CaptureLog
from support.session import Client, FakeSession

ENDED = ("done", "cancelled", "failed")


@pytest.fixture
def still(session: FakeSession) -> FakeSession:
    """The artist does nothing, so captures drive the host."""
    session.host.is_playing = False
    return session


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


def test_a_capture_goes_from_warming_up_to_a_file_that_only_its_owner_can_read(still: FakeSession) -> None:
    client = watching(still)
    number = ask(client, frames=12, passes=2)
    still.until(lambda: state(client) in ENDED)
    assert client.reply_to(number) == {"type": "reply", "to": number, "error": None, "value": {"capture": 1}}
    states = list(dict.fromkeys(one["state"] for one in client.of("capture")))
    assert states in (["warmingUp", "recording", "done"], ["warmingUp", "recording", "writing", "done"])
    done = [one["framesDone"] for one in client.of("capture")]
    assert done == sorted(done) and done[-1] == 24 == told(client)["framesWanted"]
    assert told(client)["motion"] == "driven" and told(client)["sentence"] is None
    file = told(client)["file"]
    path = Path(file["path"])
    assert path.parent == still.runtime and path.name == f"capture-{still.status.session}-1.log"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_size == file["bytes"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"]


def test_its_file_holds_what_the_host_planted(still: FakeSession) -> None:
    host = still.host
    slow = list(host.content.nodes)[5]
    host.slow_nodes = {slow: 0.02}
    host.frame_now = 7
    log = taken(still, watching(still), frames=6, passes=2)
    assert [record["type"] for record in log.records[:2] if isinstance(record, dict)] == ["hello", "scene"]
    assert [one["pass"] for one in log.of("capturePass")] == [0, 1]
    frames, samples, nodes = log.rows("frames"), log.rows("samples"), log.nodes()
    assert [one.columns["frame"][0] for one in frames] == [float(frame) for frame in range(7, 13)] * 2
    expected = FakeCosts(host.content, host.slow_nodes)
    paths = {node.key: node.path for node in [*host.content.nodes.values(), *expected.modifiers]}
    for index, sampled in enumerate(samples):
        planted = expected.of(float(7 + index % 6), index // 6)
        assert [nodes[node]["path"] for node in sampled.columns["id"]] == [paths[key] for key in planted.keys]
        assert sampled.columns["self"] == planted.self_time and sampled.columns["inclusive"] == planted.inclusive
        assert sampled.header.frame == frames[index].columns["frame"][0]
    modifiers = [node for node in nodes.values() if node["kind"].startswith("modifier ")]
    assert len(modifiers) == 4 and all(nodes[node["parent"]]["kind"] == "MESH" for node in modifiers)
    facts = {node["id"]: node for part in log.of("captureNodes") for node in part["nodes"]}
    assert facts.keys() == nodes.keys() and any(fact["cycle"] for fact in facts.values())
    assert log.records[-1] == {
        **{"type": "captureEnd", "outcome": "done", "motion": "driven", "frames": 12, "notices": []},
    }
    assert host.frame_now == 7, "the host is at the frame at which it was"


def test_seconds_are_asked_for_instead_of_frames(still: FakeSession) -> None:
    client = watching(still)
    log = taken(still, client, frames=None, seconds=0.3)
    assert told(client)["framesWanted"] is None and told(client)["secondsWanted"] == 0.3
    assert 0.3 <= told(client)["secondsDone"] < 5.0
    assert len(log.rows("frames")) == told(client)["framesDone"] > 1


def test_a_host_that_plays_is_observed_and_not_repeated(session: FakeSession) -> None:
    client = watching(session)
    log = taken(session, client, frames=5, passes=3)
    assert told(client)["motion"] == "observed" and told(client)["framesWanted"] == 5
    assert len(log.rows("frames")) == 5 and session.host.is_playing


def test_a_scene_in_which_nothing_moves_is_evaluated_again_and_says_so(still: FakeSession) -> None:
    still.host.is_still = True
    log = taken(still, watching(still), frames=4)
    end = log.of("captureEnd")[0]
    assert end["motion"] == "reevaluated" and "Nothing is animated" in end["notices"][0]["sentence"]


def test_a_host_that_lists_only_some_nodes_says_so_in_each_frame(still: FakeSession) -> None:
    still.host.capture_troubles = ("truncate",)
    log = taken(still, watching(still), frames=4)
    assert all(one.header.flags & 1 and one.header.rows == 32 for one in log.rows("samples"))
    assert log.of("captureEnd")[0]["notices"][0]["kind"] == "meaning"


@pytest.mark.parametrize(("frames", "seconds", "passes"), [(None, None, 1), (5, 1.0, 1), (5000, None, 3)])
def test_a_wish_that_cannot_be_meant_is_refused_with_a_sentence(
    still: FakeSession, frames: int | None, seconds: float | None, passes: int
) -> None:
    client = watching(still)
    number = ask(client, frames, seconds, passes)
    still.until(lambda: client.reply_to(number))
    reply = client.reply_to(number)
    assert reply is not None and reply["error"]["kind"] == "malformed" and reply["error"]["sentence"].endswith(".")
    assert client.of("capture") == []


def test_one_capture_at_a_time_and_then_the_next(still: FakeSession) -> None:
    client = watching(still)
    ask(client, frames=20)
    second = ask(client)
    still.until(lambda: client.reply_to(second))
    reply = client.reply_to(second)
    assert reply is not None and reply["error"]["kind"] == "busy"
    still.until(lambda: state(client) == "done")
    ask(client, frames=3)
    still.until(lambda: told(client)["capture"] == 2 and state(client) == "done")
    assert len(left(still)) == 2


def test_a_host_that_refuses_is_believed(still: FakeSession) -> None:
    still.host.capture_troubles = ("refuse",)
    client = watching(still)
    number = ask(client)
    still.until(lambda: client.reply_to(number))
    reply = client.reply_to(number)
    assert reply is not None and reply["error"]["kind"] == "rendering"
    assert client.of("capture") == [] and left(still) == []


@pytest.mark.parametrize("when", ["warmingUp", "recording"])
def test_cancelling_puts_the_host_back_and_leaves_no_file(still: FakeSession, when: str) -> None:
    still.host.capture_seconds = 0.05
    client = watching(still)
    frame = still.host.frame_now
    ask(client, frames=500)
    still.until(lambda: state(client) == when)
    number = client.ask("cancel", capture=told(client)["capture"])
    still.until(lambda: state(client) in ENDED)
    assert state(client) == "cancelled" and told(client)["file"] is None and told(client)["sentence"] is None
    assert client.reply_to(number) == {"type": "reply", "to": number, "error": None, "value": None}
    assert still.host.frame_now == frame and left(still) == []


def test_cancelling_what_is_not_taken_is_refused(still: FakeSession) -> None:
    client = watching(still)
    unknown = client.ask("cancel", capture=9)
    taken(still, client, frames=3)
    late = client.ask("cancel", capture=1)
    still.until(lambda: client.reply_to(late))
    for number in (unknown, late):
        reply = client.reply_to(number)
        assert reply is not None and reply["error"]["kind"] == "notFound"


@pytest.mark.parametrize(
    ("trouble", "said"),
    [("fail", "lost the scene"), ("raise", "pre failed during the capture"), ("unreadable", "could not be read")],
)
def test_whatever_fails_in_the_host_fails_the_capture_with_a_sentence(
    still: FakeSession, trouble: str, said: str
) -> None:
    still.host.capture_troubles = (trouble,)
    client = watching(still)
    frame = still.host.frame_now
    ask(client, frames=500)
    still.until(lambda: state(client) in ENDED)
    assert state(client) == "failed" and said in told(client)["sentence"]
    assert still.host.frame_now == frame and left(still) == []
    still.host.capture_troubles = ()
    still.host.failing.clear()
    taken(still, client, frames=3)


def test_a_host_that_cannot_be_put_back_says_what_to_do(still: FakeSession) -> None:
    still.host.capture_troubles = ("stubborn",)
    client = watching(still)
    ask(client, frames=500)
    still.until(lambda: state(client) == "recording")
    client.ask("cancel", capture=1)
    still.until(lambda: state(client) in ENDED)
    assert state(client) == "failed" and "could not be put back" in told(client)["sentence"]


def test_an_artist_who_takes_over_keeps_what_was_captured_and_it_says_what_is_missing(still: FakeSession) -> None:
    still.host.capture_troubles = ("leave",)
    client = watching(still)
    log = taken(still, client, frames=500)
    end = log.of("captureEnd")[0]
    assert end["outcome"] == "cancelled" and end["frames"] == 5
    assert end["notices"][0]["kind"] == "incomplete" and told(client)["sentence"] == end["notices"][0]["sentence"]


def test_a_full_disk_fails_the_capture_and_harms_nobody(still: FakeSession, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = log_file.LogFile._write

    def full(file: log_file.LogFile, data: bytes) -> None:
        if file.bytes > 20_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        whole(file, data)

    monkeypatch.setattr(log_file.LogFile, "_write", full)
    client = watching(still)
    ask(client, frames=500)
    still.until(lambda: state(client) in ENDED)
    assert state(client) == "failed" and "disk" in told(client)["sentence"] and "full" in told(client)["sentence"]
    assert left(still) == [] and client.of("goodbye") == []


def test_a_file_that_is_there_already_is_not_written_over(still: FakeSession) -> None:
    client = watching(still)
    planted = still.runtime / f"capture-{still.status.session}-1.log"
    planted.write_text("somebody's")
    ask(client)
    still.until(lambda: state(client) in ENDED)
    assert state(client) == "failed" and planted.read_text() == "somebody's"


def test_stopping_the_bridge_puts_the_host_back_and_leaves_no_file(still: FakeSession) -> None:
    client = watching(still)
    frame = still.host.frame_now
    ask(client, frames=500)
    still.until(lambda: told(client)["framesDone"] > 3 if client.of("capture") else False)
    rigscope_bridge.stop()
    client.socket.close_timeout = 0.5
    while not client.is_closed:
        client.take()
    assert state(client) == "cancelled" and "stopped" in told(client)["sentence"]
    assert [message["type"] for message in client.messages][-1] == "goodbye"
    assert still.host.frame_now == frame and left(still) == []


def test_a_client_that_comes_late_is_told_how_it_goes_and_where_the_file_is_while_it_is_there(
    still: FakeSession,
) -> None:
    first = watching(still)
    ask(first, frames=40)
    still.until(lambda: state(first) == "recording")
    second = watching(still)
    assert state(second) in ("recording", "writing", "done")
    still.until(lambda: state(second) == "done")
    third = watching(still)
    assert third.of("capture") == [told(first)]
    os.unlink(told(first)["file"]["path"])
    fourth = watching(still)
    assert fourth.of("capture") == [{**told(first), "file": None}]


def test_a_capture_goes_on_without_who_asked_and_ends_when_nobody_is_left(
    still: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rigscope_bridge.captures.desk._ALONE_SECONDS", 0.2)
    first = watching(still)
    ask(first, frames=500)
    still.until(lambda: state(first) == "recording")
    second = watching(still)
    first.socket.close()
    still.clients.remove(first)
    still.until(lambda: state(second) == "recording" and told(second)["framesDone"] > 60)
    frame = still.host.frame_now
    second.socket.close()
    still.clients.remove(second)
    still.until(lambda: left(still) == [])
    assert still.host.frame_now != frame


def test_sampling_pauses_while_a_capture_samples_each_frame(session: FakeSession) -> None:
    client = session.connect()
    client.watch(samples=True, sample_hz=4)
    session.until(client.has_whole_roster)
    session.until(lambda: client.rows("samples"))
    session.host.capture_seconds = 0.02
    ask(client, frames=60)
    session.until(lambda: state(client) == "recording")
    before = len(client.rows("samples"))
    session.until(lambda: state(client) == "done")
    assert len(client.rows("samples")) <= before + 1
    session.until(lambda: len(client.rows("samples")) > before + 1)


def test_files_of_sessions_that_died_are_swept(environment: dict[str, str], runtime: Path) -> None:
    dead = runtime / "capture-00ff00ff00ff00ff-3.log"
    dead.write_text("left by a crash")
    other = runtime / "capture-notes.log"
    other.write_text("somebody's")
    session = FakeSession(environment, runtime, FakeHost(nodes=5, rigs=1))
    session.close()
    assert not dead.exists() and other.exists()


def test_a_host_that_falls_silent_is_given_up(still: FakeSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rigscope_bridge.captures.desk._STILL_SECONDS", 0.5)
    still.host.capture_troubles = ("silent",)
    client = watching(still)
    ask(client, frames=500)
    still.until(lambda: state(client) in ENDED)
    assert state(client) == "failed" and "Nothing was evaluated" in told(client)["sentence"]


class SlowInCaptures(FakeHost):
    """Its callback is twenty times over the bridge's budget, but only in captures."""

    def _pre(self) -> None:
        super()._pre()
        if self._capture is not None:
            time.sleep(0.005)


def test_what_captured_frames_cost_is_kept_apart_from_the_bridges_own_cost(
    environment: dict[str, str], runtime: Path
) -> None:
    session = FakeSession(environment, runtime, SlowInCaptures(nodes=40, rigs=2, fps=120))
    try:
        client = watching(session)
        taken(session, client, frames=150)
        beats = len(client.of("heartbeat"))
        session.until(lambda: len(client.of("heartbeat")) > beats + 2)
        costs = [beat["ownCost"]["mean"] for beat in client.of("heartbeat") if beat["ownCost"]["mean"] is not None]
        assert costs and max(costs) < 0.002
        assert [one for one in client.of("overload") if one["level"] > 0] == []
    finally:
        session.close()
