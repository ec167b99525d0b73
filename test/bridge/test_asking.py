"""What a client asks of the host: done on the main thread, refused in sentences, and harmless where it is nonsense."""

from __future__ import annotations

import pytest
from support.session import FakeSession


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
        and "when that has ended" in reply["error"]["sentence"]
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
    session.until(lambda: any("refused" in line["text"] or "binary" in line["text"] for line in client.lines()))
    if isinstance(bad, str) and '"id":7' in bad:
        session.until(lambda: client.reply_to(7))
    session.until(lambda: len(client.rows("frames")) > 3)
