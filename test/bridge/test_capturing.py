"""A client asks for a capture over a real socket, follows it and gets a file that holds what the host told."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from pathlib import Path

import pytest
from rigscope_bridge.hosts.fake import FakeHost
from rigscope_bridge.hosts.fake_capture import FakeCosts
from support.capturing import ENDED, ask, left, state, taken, told, watching
from support.session import FakeSession


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
