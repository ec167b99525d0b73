"""A real bridge in the double, and a client that speaks the real protocol to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, Callable

import pytest
import rigscope_bridge
from attached_maya import SCENES
from maya_double import MayaApp, install
from maya_double.script_editor import WARNING
from maya_double.stub_set import why_missing
from support.session import Client

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")


class MayaSession:
    """The bridge in a Maya double, with one client."""

    def __init__(self, environment: dict[str, str], runtime: Path) -> None:
        self.app = MayaApp()
        self._uninstall = install(self.app)
        self.app.files.open(str(SCENES / "walk_shot.ma"))
        status = rigscope_bridge.start(environment=environment)
        assert status.kind == "running", status.sentence
        address = json.loads((runtime / "sessions" / f"{status.session}.json").read_text("utf-8"))
        self.client = Client(address)

    def until(self, holds: Callable[[], object], what: str) -> None:
        end = perf_counter() + 10
        while not holds():
            assert perf_counter() < end, f"it never came to {what}"
            self.app.turn()
            self.client.take()

    def reply(self, verb: str, **fields: Any) -> dict[str, Any]:
        number = self.client.ask(verb, **fields)
        self.until(lambda: self.client.reply_to(number) is not None, f"a reply to {verb}")
        reply = self.client.reply_to(number)
        assert reply is not None
        return reply

    def close(self) -> None:
        self.client.socket.close()
        rigscope_bridge.stop()
        self.app.turn()
        self._uninstall()


@pytest.fixture
def maya(environment: dict[str, str], runtime: Path) -> Iterator[MayaSession]:
    session = MayaSession(environment, runtime)
    yield session
    session.close()
    assert session.app.harm == []


def _id(maya: MayaSession, path_ends: str) -> int:
    return next(number for number, node in maya.client.nodes().items() if node["path"].endswith(path_ends))


def test_scene_roster_selection_and_frames_come_as_the_protocol_has_them(maya: MayaSession) -> None:
    maya.client.watch(samples=True)
    maya.until(maya.client.has_whole_roster, "a roster")
    maya.until(lambda: len((maya.client.of("scene") or [{"rigs": []}])[-1]["rigs"]) == 2, "both rigs")
    hello = maya.client.of("hello")[0]
    assert hello["host"]["kind"] == "maya" and "samples" not in hello["capabilities"]
    maya.app.playback.play()
    maya.until(lambda: sum(message.header.rows for message in maya.client.rows("frames")) > 20, "twenty frames")
    maya.app.playback.stop()
    maya.until(lambda: maya.client.of("heartbeat"), "a heartbeat")
    assert {beat["tier"] for beat in maya.client.of("heartbeat")} <= {"T0", "counter"}, "nothing is sampled in Maya"


def test_while_maya_plays_a_selection_is_refused_in_a_sentence_and_afterwards_made(maya: MayaSession) -> None:
    maya.client.watch()
    maya.until(maya.client.has_whole_roster, "a roster")
    hips = _id(maya, "walker:hips_ctl")
    maya.app.playback.play()
    reply = maya.reply("select", nodes=[hips], mode="replace")
    assert reply["error"]["kind"] == "notSafe"
    assert reply["error"]["sentence"].startswith("Maya takes no changes while it plays")
    maya.app.playback.stop()
    assert maya.reply("select", nodes=[hips], mode="replace")["value"] == {"asked": 1, "found": 1}
    maya.until(lambda: (maya.client.of("selection") or [{}])[-1].get("nodes") == [hips], "the selection")


def test_what_is_not_listened_to_is_in_the_log(maya: MayaSession) -> None:
    maya.client.watch()
    maya.app.script_editor.show("a line", WARNING)
    maya.until(maya.client.lines, "log lines")
    assert [line["source"] for line in maya.client.lines()] == ["bridge"]
    assert "RIGSCOPE_MAYA_OUTPUT=1" in maya.client.lines()[0]["text"]


def test_lines_of_the_script_editor_come_where_they_are_wished_for(environment: dict[str, str], runtime: Path) -> None:
    session = MayaSession({**environment, "RIGSCOPE_MAYA_OUTPUT": "1"}, runtime)
    try:
        session.client.watch()
        session.app.script_editor.show("Cycle on 'spine.rotateX' may not evaluate as expected.", WARNING)
        session.until(lambda: [line for line in session.client.lines() if line["source"] == "host"], "the line")
        assert "scriptEditor" in session.client.of("hello")[0]["capabilities"]
        assert session.client.lines()[-1]["level"] == "warning"
    finally:
        from rigscope_bridge.hosts import maya_output

        session.close()
        maya_output._Caught.identity = None
