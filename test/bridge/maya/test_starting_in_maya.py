"""The bridge started in Maya without saying where, and what a Maya without a window or of another age makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rigscope_bridge
from attached_maya import SCENES, attached_maya
from maya_double import MayaApp, install
from maya_double.stub_set import why_missing
from rigscope_bridge.hosts.host import CapturePlan, HostRefusal, Wishes

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")


@pytest.fixture
def app(request: pytest.FixtureRequest) -> Iterator[MayaApp]:
    """A Maya with a scene open; parameters are its version and whether it is in batch."""
    version, batch = getattr(request, "param", (2025, False))
    running = MayaApp(version=version, batch=batch)
    undo = install(running)
    running.files.open(str(SCENES / "walk_rig.ma"))
    yield running
    rigscope_bridge.stop()
    undo()


def test_the_bridge_finds_the_maya_that_it_is_in(app: MayaApp, environment: dict[str, str], runtime: Path) -> None:
    before = app.registrations()
    status = rigscope_bridge.start(environment=environment)
    assert status.kind == "running"
    address = (runtime / "sessions" / f"{status.session}.json").read_text("utf-8")
    assert '"kind": "maya"' in address or '"kind":"maya"' in address
    assert "walk_rig.ma" in address
    rigscope_bridge.stop()
    app.turn()
    assert app.registrations() == before and app.harm == []


def test_starting_and_stopping_a_hundred_times_leaves_nothing_behind(app: MayaApp, environment: dict[str, str]) -> None:
    before = app.registrations()
    for _ in range(100):
        assert rigscope_bridge.start(environment=environment).kind == "running"
        for _ in range(3):
            app.turn()
        rigscope_bridge.stop()
    app.turn()
    assert app.registrations() == before and app.harm == []


@pytest.mark.parametrize("app", [(2025, True)], indirect=True)
def test_without_a_window_nothing_starts_unless_somebody_says_so(app: MayaApp, environment: dict[str, str]) -> None:
    before = app.registrations()
    status = rigscope_bridge.start(environment=environment)
    assert status.kind == "refused" and "RIGSCOPE_BATCH=1" in status.sentence
    assert app.registrations() == before
    assert rigscope_bridge.start(environment={**environment, "RIGSCOPE_BATCH": "1"}).kind == "running"


@pytest.mark.parametrize("app", [(2022, False)], indirect=True)
def test_an_older_maya_gets_one_line_and_goes_on(
    app: MayaApp, environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = app.registrations()
    status = rigscope_bridge.start(environment=environment)
    assert status.kind == "refused" and "needs Maya 2023 or later" in status.sentence
    assert capsys.readouterr().out.splitlines() == [status.sentence]
    assert app.registrations() == before and app.harm == []


def test_what_a_maya_without_a_window_lacks_is_said_in_one_line() -> None:
    with attached_maya(batch=True) as maya:
        said: list[str] = []
        maya.host.configure(Wishes(False), lambda line: said.append(line.text))
        assert not {"idleTicks", "drawSubmit", "frameInHost", "manipulation"} & set(maya.host.capabilities)
        assert said[0].startswith("Maya runs without a window")
        with pytest.raises(HostRefusal, match=r"no script there calls the host's pump\(\)"):
            maya.host.capture(CapturePlan(3, None, 1), object())  # type: ignore[arg-type]


def test_maya_is_named_by_the_version_that_is_installed() -> None:
    with attached_maya(version=2024) as maya:
        assert maya.host.version.startswith("2024")
