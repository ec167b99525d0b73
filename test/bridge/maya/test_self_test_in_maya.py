"""The self-test in a Maya: what it finds out on the double, when it does not begin, and that all is as it was after."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import rigscope_bridge
from attached_maya import SCENES
from maya_double import MayaApp, install
from maya_double.stub_set import why_missing
from rigscope_bridge.contract.capture_cases import CAPTURE_CASES
from rigscope_bridge.contract.cases import CASES
from rigscope_bridge.schema import check, schema

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")


class SelfTestedMaya:
    """A double with the self-test driven in it. `said` is what the person reads."""

    def __init__(self, app: MayaApp, environment: dict[str, str], runtime: Path) -> None:
        self.app = app
        self.environment = environment
        self.said: list[str] = []
        self.runtime = runtime

    def begin(self) -> Any:
        return rigscope_bridge.selftest(self.environment, self.said.append)

    def to_the_end(self) -> dict[str, Any]:
        """Gives the report."""
        run = self.begin()
        assert run is not None, self.said
        while not run.is_over:
            self.app.turn()
        return self.report()

    def report(self) -> dict[str, Any]:
        (path,) = self.runtime.glob("selftest-*.json")
        report: dict[str, Any] = json.loads(path.read_text("utf-8"))
        assert check(schema()["selfTest"], report) is None
        assert self.said[-1].endswith(f"Its report: {path}")
        return report

    def state(self) -> dict[str, object]:
        """As the app's own, but for the numbers of nodes, which those of a new scene never share."""
        state = self.app.state()
        nodes = state.pop("nodes")
        state.pop("values")
        assert isinstance(nodes, list)
        return {**state, "nodes": sorted(node[1:] for node in nodes)}


@pytest.fixture
def maya(
    request: pytest.FixtureRequest, environment: dict[str, str], runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SelfTestedMaya]:
    """A Maya with nothing open; parameters are its version and whether it is in batch."""
    version, batch = getattr(request, "param", (2025, False))
    monkeypatch.setenv("RIGSCOPE_RUNTIME_DIR", str(runtime))
    app = MayaApp(version=version, batch=batch)
    undo = install(app)
    yield SelfTestedMaya(app, environment, runtime)
    rigscope_bridge.stop()
    assert app.harm == []
    undo()


def outcomes(report: dict[str, Any]) -> dict[str, tuple[str, str | None]]:
    return {fact["id"]: (fact["outcome"], fact["because"]) for fact in report["facts"]}


def test_every_fact_holds_on_the_double_and_all_is_as_it_was(maya: SelfTestedMaya) -> None:
    before, began = maya.state(), perf_counter()
    report = maya.to_the_end()
    assert perf_counter() - began < 60 and report["ended"] == "complete"
    assert {name: told for name, told in outcomes(report).items() if told != ("holds", None)} == {
        "output.text": ("notAvailable", "notTurnedOn")
    }
    assert {f"contract.{case.__name__}" for case in (*CASES, *CAPTURE_CASES)} <= outcomes(report).keys()
    assert report["host"]["version"].startswith("2025") and report["host"]["renderer"] == "vp2Renderer"
    assert maya.state() == before
    assert [path.suffix for path in maya.runtime.iterdir()] == [".json"], "files of its own were left behind"


def test_in_somebodys_scene_only_what_reads_is_looked_at(maya: SelfTestedMaya) -> None:
    maya.app.files.open(str(SCENES / "walk_rig.ma"))
    before, nodes = maya.state(), maya.app.state()["nodes"]
    report = maya.to_the_end()
    told = outcomes(report)
    assert told["nodes.twice"] == told["contract.memory_is_told_in_bytes"] == ("notAvailable", "sceneIsOpen")
    assert told["commands.profiler"] == told["nodes.differ"] == told["idle.timer"] == ("holds", None)
    assert not [name for name, (outcome, _) in told.items() if outcome == "fails"]
    assert maya.state() == before and maya.app.state()["nodes"] == nodes
    assert "walk" not in json.dumps(report)


@pytest.mark.parametrize("maya", [(2023, True)], indirect=True)
def test_without_a_window_it_is_over_at_once_and_says_what_it_could_not_see(maya: SelfTestedMaya) -> None:
    before = maya.state()
    run = maya.begin()
    assert run is not None and run.is_over and run.progress == 1
    told = outcomes(maya.report())
    assert told["drawing.once"] == ("notAvailable", "noWindow")
    assert told["evaluation.fallback"] == ("notAvailable", "notInThisVersion")
    assert told["contract.frames_are_told_in_order_with_their_times"] == ("holds", None)
    assert not [name for name, (outcome, _) in told.items() if outcome == "fails"]
    assert maya.state() == before


def test_it_does_not_begin_in_a_scene_with_unsaved_changes(maya: SelfTestedMaya) -> None:
    maya.app.scene.is_modified = True
    assert maya.begin() is None
    assert maya.said == [
        "The open scene has changes that are not saved: save it or start a new one, then run it again."
    ]


def test_it_does_not_begin_while_maya_plays(maya: SelfTestedMaya) -> None:
    maya.app.playback.play()
    assert maya.begin() is None and maya.said == ["Maya is playing: stop it, then run the self-test again."]
    maya.app.playback.stop()


def test_it_does_not_begin_beside_a_running_bridge_nor_where_all_is_switched_off(maya: SelfTestedMaya) -> None:
    rigscope_bridge.start(environment=maya.environment)
    assert maya.begin() is None and "rigscope_bridge.stop()" in maya.said[-1]
    rigscope_bridge.stop()
    maya.environment["RIGSCOPE_DISABLE"] = "1"
    assert maya.begin() is None and "RIGSCOPE_DISABLE=1" in maya.said[-1]


def test_one_runs_at_a_time_and_can_be_cancelled(maya: SelfTestedMaya) -> None:
    before = maya.state()
    run = maya.begin()
    assert run is not None and maya.begin() is run
    while run.progress < 0.4:
        maya.app.turn()
    run.cancel()
    while not run.is_over:
        maya.app.turn()
    report = maya.report()
    assert report["ended"] == "cancelled"
    assert outcomes(report)["contract.memory_is_told_in_bytes"] == ("notAvailable", "stopped")
    assert maya.state() == before


def test_a_recording_of_the_artists_is_left_alone(maya: SelfTestedMaya) -> None:
    maya.app.artist.record_with_the_profiler()
    run = maya.begin()
    while run.progress < 0.7:
        maya.app.turn()
    run.cancel()
    while not run.is_over:
        maya.app.turn()
    assert maya.app.profiler.is_sampling
    assert outcomes(maya.report())["recording.version"] == ("notAvailable", "profilerInUse")


def test_what_a_maya_does_not_have_is_named_by_our_own_words(maya: SelfTestedMaya) -> None:
    maya.app.files.plug_ins = frozenset()
    maya.app.files.open(str(SCENES / "walk_rig.ma"))
    told = outcomes(maya.to_the_end())
    assert told["commands.deformerEvaluator"] == told["evaluation.gpuOverride"] == ("notAvailable", "notInThisVersion")


def test_what_somebody_does_in_its_scene_meanwhile_is_not_lost(maya: SelfTestedMaya) -> None:
    run = maya.begin()
    while run.progress < 0.4:
        maya.app.turn()
    maya.app.scene.create("transform", "their_work")
    while not run.is_over:
        maya.app.turn()
    told = outcomes(maya.report())
    assert told["contract.memory_is_told_in_bytes"] == ("notAvailable", "sceneIsOpen")
    assert maya.app.scene.find("their_work")
    assert any("stays open, because somebody has worked in it" in line for line in maya.said)
    assert maya.app.playback.loop == "continuous"
