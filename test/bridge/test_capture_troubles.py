"""A capture that is cancelled, fails, or loses whoever asked for it: a sentence, no file, and the host as it was."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
import rigscope_bridge
from rigscope_bridge.captures import log_file
from rigscope_bridge.hosts.fake import FakeHost
from support.capturing import ENDED, ask, left, state, taken, told, watching
from support.session import FakeSession


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
