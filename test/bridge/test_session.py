"""A session of the bridge as a client sees it: fake host, real threads, real sockets."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import rigscope_bridge
from rigscope_bridge import connection as connection_module
from rigscope_bridge.columns import MARKS
from rigscope_bridge.hosts.fake import FakeHost
from rigscope_bridge.hosts.host import FrameRow, NodeFacts
from support.session import FakeSession


def test_hello_comes_first_and_scene_roster_and_selection_once_the_main_thread_ticked(session: FakeSession) -> None:
    client = session.connect()
    hello = client.socket.recv(timeout=5)
    assert '"type":"hello"' in str(hello)
    session.until(lambda: client.of("selection"))
    scene = client.of("scene")[0]
    assert (scene["name"], scene["targetFps"], scene["evaluationMode"]) == ("walk_v007", 120, "parallel")
    assert [(rig["asset"], rig["version"]) for rig in scene["rigs"]] == [("hero", "v012"), ("horse", "v003")]
    nodes = client.nodes()
    assert len(nodes) == 40
    assert all(node["parent"] is None or node["parent"] in nodes for node in nodes.values())
    session.until(lambda: [rig["nodeCount"] for rig in client.of("scene")[-1]["rigs"]] == [20, 20])


def test_frames_and_samples_come_only_once_they_are_watched(session: FakeSession) -> None:
    client = session.connect()
    session.until(client.has_whole_roster)
    session.until(lambda: len(client.of("heartbeat")) >= 2)
    assert client.columns == [] and client.of("heartbeat")[-1]["tier"] == "counter"
    client.watch()
    session.until(lambda: len(client.rows("frames")) > 10)
    assert client.rows("samples") == []
    client.watch(samples=True, sample_hz=4)
    session.until(lambda: len(client.rows("samples")) > 2)
    session.until(lambda: client.of("heartbeat")[-1]["tier"] == "T1")
    beat = client.of("heartbeat")[-1]
    assert beat["sampleHz"] == 4 and 0 < beat["ownCost"]["mean"] < 0.01 and beat["memoryBytes"] > 1e6
    sample = client.rows("samples")[-1]
    assert set(sample.columns["id"]) == set(client.nodes()) and sample.header.roster_version == 1
    rows = [mark for message in client.rows("frames") for mark in message.columns["marks"]]
    assert any(mark & MARKS["sampled"] for mark in rows)
    client.watch(frames=False)
    session.until(lambda: client.of("heartbeat")[-1]["tier"] == "counter")


def test_frames_come_in_order_with_none_left_out(session: FakeSession) -> None:
    client = session.connect()
    client.watch()
    session.until(lambda: len(client.rows("frames")) > 60)
    messages = client.rows("frames")
    times = [time for message in messages for time in message.columns["time"]]
    sequences = [message.header.sequence for message in messages]
    assert times == sorted(times) and sequences == list(range(sequences[0], sequences[0] + len(sequences)))
    assert messages[-1].header.dropped == 0


def test_the_union_of_what_clients_watch_holds_and_ends_with_them(session: FakeSession) -> None:
    first, second = session.connect(), session.connect()
    first.watch()
    second.watch(samples=True)
    session.until(lambda: first.rows("frames") and second.rows("samples"))
    assert first.rows("samples") == []
    second.socket.close()
    session.until(lambda: first.of("heartbeat") and first.of("heartbeat")[-1]["tier"] == "T0")


def test_a_selection_in_the_host_reaches_the_client_within_150_milliseconds(session: FakeSession) -> None:
    client = session.connect()
    client.watch()
    session.until(lambda: client.of("selection") and client.rows("frames"))
    key = list(session.host.content.nodes)[5]
    asked = session.clock.monotonic()
    session.host.select_by_hand([key])
    session.until(lambda: client.of("selection")[-1]["total"] == 1)
    assert session.clock.monotonic() - asked < 0.15
    told = client.of("selection")[-1]
    assert client.nodes()[told["active"]]["name"] == session.host.content.nodes[key].name


def test_a_client_selects_and_frames_in_the_host(session: FakeSession) -> None:
    client = session.connect()
    session.until(client.has_whole_roster)
    node = list(client.nodes().values())[7]
    number = client.ask("select", nodes=[node["id"]], mode="replace")
    session.until(lambda: client.reply_to(number))
    reply = client.reply_to(number)
    assert reply is not None and reply["error"] is None and reply["value"] == {"asked": 1, "found": 1}
    assert [session.host.content.nodes[key].name for key in session.host.selected] == [node["name"]]
    number = client.ask("frameInHost", nodes=[node["id"]])
    session.until(lambda: client.reply_to(number))
    assert len(session.host.framed) == 1 and session.host.undo_steps == 1


def test_a_command_is_refused_with_a_sentence_while_the_host_is_not_safe(session: FakeSession) -> None:
    client = session.connect()
    session.until(client.has_whole_roster)
    session.host.is_safe = False
    number = client.ask("select", nodes=[1], mode="replace")
    session.until(lambda: client.reply_to(number))
    reply = client.reply_to(number)
    assert (
        reply is not None
        and reply["error"]["kind"] == "notSafe"
        and "when it has stopped" in reply["error"]["sentence"]
    )
    assert session.host.selected == []


def test_a_node_that_is_gone_is_refused_with_a_sentence(session: FakeSession) -> None:
    client = session.connect()
    session.until(client.has_whole_roster)
    number = client.ask("select", nodes=[999_999], mode="replace")
    session.until(lambda: client.reply_to(number))
    reply = client.reply_to(number)
    assert reply is not None and reply["error"]["kind"] == "notFound"


@pytest.mark.parametrize("bad", ["{", "[]", '{"type":"exec","id":7}', '{"type":"watch","id":7}', "\u0000", b"\x01\x02"])
def test_a_bad_message_is_answered_and_logged_and_nothing_else_is_lost(session: FakeSession, bad: str | bytes) -> None:
    client = session.connect()
    client.watch()
    client.socket.send(bad)
    session.until(lambda: any("refused" in line["text"] or "binary" in line["text"] for line in lines_of(client)))
    if isinstance(bad, str) and '"id":7' in bad:
        session.until(lambda: client.reply_to(7))
    session.until(lambda: len(client.rows("frames")) > 3)


def lines_of(client: object) -> list[dict[str, object]]:
    return [line for message in client.of("log") for line in message["lines"]]  # type: ignore[attr-defined]


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


def test_fifty_thousand_nodes_of_any_name_arrive_in_parts_and_hold_no_thread_for_long(
    environment: dict[str, str], runtime: Path
) -> None:
    host = FakeHost(nodes=50_000, rigs=4, fps=120)
    session = FakeSession(environment, runtime, host)
    try:
        client = session.connect()
        client.watch(samples=True)
        session.until(client.has_whole_roster, 40)
        assert len(client.nodes()) == 50_000
        assert max(len(part["nodes"]) for part in client.of("roster")) <= 250
        session.until(lambda: client.rows("samples"), 20)
        assert client.rows("samples")[0].header.rows == 5_000 and client.rows("samples")[0].header.flags & 1
        assert any("きつね🦊" in node["path"] for node in client.nodes().values())
        late = session.connect()
        session.until(late.has_whole_roster, 20)
        assert late.nodes() == client.nodes()
    finally:
        session.close()


def test_changes_of_the_graph_come_as_changes_and_ids_are_never_reused(session: FakeSession) -> None:
    client = session.connect()
    session.until(client.has_whole_roster)
    keys = list(session.host.content.nodes)
    before = client.nodes()
    facts = session.host.content.nodes[keys[-1]]
    session.host.content.remove(keys[-1])
    session.host.content.rename(keys[4], "نام")
    session.host.content.add(NodeFacts("object/new", "new", "/new", "EMPTY", None, None))
    session.host.tell_graph()
    session.until(lambda: client.of("roster")[-1]["version"] == 2)
    change = client.of("roster")[-1]
    assert change["base"] == 1 and len(change["nodes"]) == 2 and len(change["removed"]) == 1
    session.host.content.add(facts)
    session.host.tell_graph()
    session.until(lambda: client.of("roster")[-1]["version"] == 3)
    again = client.of("roster")[-1]["nodes"][0]
    assert again["name"] == facts.name and again["id"] not in before


def test_another_scene_is_told_and_the_address_file_names_it(session: FakeSession) -> None:
    client = session.connect()
    session.until(client.has_whole_roster)
    session.host.open_scene("run_v001", nodes=0)
    session.until(lambda: client.of("scene")[-1]["name"] == "run_v001" and client.nodes() == {})
    assert client.of("scene")[-1]["rigs"] == []
    assert session.address["scene"] == "run_v001"


def test_lines_of_python_logging_and_of_the_bridge_reach_the_client_and_latecomers(session: FakeSession) -> None:
    client = session.connect()
    for _ in range(5):
        logging.getLogger("studio.tools").warning("texture 木目.exr is missing")
    session.until(lambda: any("木目" in str(line["text"]) for line in lines_of(client)))
    found = [line for line in lines_of(client) if "木目" in str(line["text"])]
    assert sum(int(str(line["repeats"])) for line in found) == 5
    assert {(line["level"], line["owner"], line["source"]) for line in found} == {
        ("warning", "studio.tools", "logging")
    }
    late = session.connect()
    session.until(lambda: any("木目" in str(line["text"]) for line in lines_of(late)))


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


def facts_of_process(runtime: Path) -> dict[str, object]:
    return {
        "threads": sorted(thread.name for thread in threading.enumerate()),
        "descriptors": sorted(open_descriptors()),
        "handlers": list(logging.getLogger().handlers),
        "hook": sys.excepthook,
        "files": sorted(str(path) for path in runtime.rglob("*")),
    }


def open_descriptors() -> Iterator[str]:
    for name in os.listdir("/proc/self/fd"):
        # The listing's own descriptor is gone by now.
        with contextlib.suppress(FileNotFoundError):
            yield os.readlink(f"/proc/self/fd/{name}").split(":")[0]


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
                session.until(lambda wanted=number - 100: len(lines_of(other)) > wanted)  # type: ignore[misc]
        session.until(lambda: any("did not read" in str(line["text"]) for line in lines_of(other)), 20)
    assert session.host.frames_completed > completed
    assert session.client_count == 1


def handshake(port: int, token: str) -> bytes:
    lines = (f"Host: 127.0.0.1:{port}", f"Authorization: Bearer {token}", "Upgrade: websocket", "Connection: Upgrade")
    key = ("Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
    protocol = "Sec-WebSocket-Protocol: rigscope.v1"
    return "\r\n".join(("GET / HTTP/1.1", *lines, *key, protocol, "", "")).encode("ascii")
