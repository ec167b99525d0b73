"""Rosters of any size come in parts, change by changes, and never use an id twice."""

from __future__ import annotations

from pathlib import Path

from rigscope_bridge.hosts.fake import FakeHost
from rigscope_bridge.hosts.host import NodeFacts
from support.session import FakeSession


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
