"""What a client is told from its first message on: scene, roster, selection, frames and samples, log lines."""

from __future__ import annotations

import logging
from pathlib import Path

from rigscope_bridge.columns import MARKS
from rigscope_bridge.hosts.host import Rectangle, WindowFacts
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
    session.until(lambda: any("木目" in str(line["text"]) for line in client.lines()))
    found = [line for line in client.lines() if "木目" in str(line["text"])]
    assert sum(int(str(line["repeats"])) for line in found) == 5
    assert {(line["level"], line["owner"], line["source"]) for line in found} == {
        ("warning", "studio.tools", "logging")
    }
    late = session.connect()
    session.until(lambda: any("木目" in str(line["text"]) for line in late.lines()))


def test_a_settings_file_that_is_named_but_not_there_is_told_to_the_client_once(
    environment: dict[str, str], runtime: Path
) -> None:
    session = FakeSession({**environment, "RIGSCOPE_SHOW": "/nowhere/show.yaml"}, runtime)
    try:
        client = session.connect()
        session.until(client.has_whole_roster)
        said = [line for line in client.lines() if "RIGSCOPE_SHOW" in line["text"]]
        assert [(line["level"], line["source"], line["repeats"]) for line in said] == [("warning", "bridge", 1)]
        assert said[0]["text"].startswith("RIGSCOPE_SHOW names /nowhere/show.yaml, which is not there.")
    finally:
        session.close()


def test_the_hosts_window_is_told_when_it_moved_and_to_who_comes_late(session: FakeSession) -> None:
    client = session.connect()
    session.until(lambda: client.of("hostWindow"))
    first = client.of("hostWindow")[0]
    assert first["rectangle"] == {"x": 100, "y": 80, "width": 1200, "height": 800}
    assert first["screen"]["width"] == 1920 and first["active"] is False
    session.host.window_facts = WindowFacts(Rectangle(300, 80, 1200, 800), None, True)
    session.until(lambda: len(client.of("hostWindow")) == 2)
    late = session.connect()
    session.until(lambda: late.of("hostWindow"))
    assert late.of("hostWindow")[0]["rectangle"]["x"] == 300 and late.of("hostWindow")[0]["active"] is True
    session.until(lambda: len(client.of("heartbeat")) >= 3)
    assert len(client.of("hostWindow")) == 2
