"""A self-test checks one fact after another, a slice a turn; whatever a check does, the others have their turn and all
is taken back."""

from __future__ import annotations

import json
import stat
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from rigscope_bridge.contract.cases import CASES
from rigscope_bridge.self_test.contract_facts import contract_facts
from rigscope_bridge.self_test.fact import Check, Fact, NotAvailable, Stage, Verdict
from rigscope_bridge.self_test.report import report_of, version_text, write_report
from rigscope_bridge.self_test.run import Outcome, SelfTestRun, Slices

HOST = {
    "kind": "fake",
    "version": "1.0",
    "python": "3.11",
    "qt": None,
    "os": "Linux",
    "renderer": None,
    "hasWindow": True,
}


class RecordedStage(Stage):
    def __init__(self, missing: Sequence[str] = ()) -> None:
        self.done: list[str] = []
        self.gone: set[str] = set()
        self._missing = missing

    def provide(self, need: str) -> Slices:
        self.done.append(need)
        yield
        if need in self._missing:
            raise NotAvailable("noWindow")

    def still_has(self, need: str) -> str | None:
        return "sceneIsOpen" if need in self.gone else None

    def restore(self) -> Generator[None, None, Sequence[str]]:
        yield
        self.done.append("restored")
        return ["something was left."]


class Told:
    """A run driven to its end, with all that it said."""

    def __init__(self, facts: Sequence[Fact], stage: Stage | None = None, most_seconds: float = 55.0) -> None:
        self.lines: list[str] = []
        self.endings: list[str] = []
        self.stage = stage or RecordedStage()
        self.run = SelfTestRun(facts, self.stage, self.lines.append, self._ended, most_seconds)

    def to_the_end(self) -> list[Outcome]:
        while not self.run.is_over:
            self.run.turn()
        return self.run.outcomes

    def _ended(self, outcomes: Sequence[Outcome], ending: str, seconds: float) -> None:
        self.endings.append(ending)


def _holds() -> Check:
    yield
    return Verdict(True, {"count": 3})


def _fails() -> Check:
    yield
    return Verdict(False)


def _raises() -> Check:
    yield
    raise ValueError("secret_of_the_scene")


def _endless() -> Check:
    while True:
        yield


def _missing() -> Check:
    yield
    raise NotAvailable("notInThisVersion", {"flag": "nothing"})


def test_each_fact_has_one_outcome_and_what_was_measured() -> None:
    told = Told([Fact("a", "A.", _holds), Fact("b", "B.", _fails), Fact("c", "C.", _missing)])
    found = [(each.outcome, each.because, dict(each.measured)) for each in told.to_the_end()]
    assert found == [
        ("holds", None, {"count": 3}),
        ("fails", None, {}),
        ("notAvailable", "notInThisVersion", {"flag": "nothing"}),
    ]
    assert told.lines == [
        "1/3 holds: A. (count 3)",
        "2/3 FAILS: B.",
        "3/3 not available: C. (notInThisVersion: flag nothing)",
        "something was left.",
    ]
    assert told.endings == ["complete"]


def test_a_check_that_raises_fails_and_only_the_person_reads_its_text() -> None:
    told = Told([Fact("a", "A.", _raises), Fact("b", "B.", _holds)])
    first, second = told.to_the_end()
    assert (first.outcome, first.because, dict(first.measured)) == ("fails", "raised", {"error": "ValueError"})
    assert second.outcome == "holds"
    assert any("secret_of_the_scene" in line for line in told.lines)


def test_a_check_that_takes_too_long_is_ended_and_takes_back_what_it_did() -> None:
    taken_back = []

    def slow() -> Check:
        try:
            yield from _endless()
        finally:
            taken_back.append(True)
        return Verdict(True)

    first, second = Told([Fact("a", "A.", slow, seconds=0.01), Fact("b", "B.", _holds)]).to_the_end()
    assert (first.outcome, first.because) == ("notAvailable", "tookTooLong") and taken_back == [True]
    assert second.outcome == "holds"


def test_what_facts_need_is_provided_once_and_taken_back_at_the_end() -> None:
    stage = RecordedStage(missing=["window"])
    facts = [Fact("a", "A.", _holds, ("scene",)), Fact("b", "B.", _holds, ("scene",))]
    facts += [Fact("c", "C.", _holds, ("window", "scene")), Fact("d", "D.", _holds, ("window",))]
    outcomes = Told(facts, stage).to_the_end()
    assert [each.outcome for each in outcomes] == ["holds", "holds", "notAvailable", "notAvailable"]
    assert outcomes[2].because == outcomes[3].because == "noWindow"
    assert stage.done == ["scene", "window", "restored"]


def test_what_is_not_there_any_more_is_not_made_again() -> None:
    stage = RecordedStage()
    told = Told([Fact("a", "A.", _holds, ("scene",)), Fact("b", "B.", _holds, ("scene",))], stage)
    while len(told.run.outcomes) < 1:
        told.run.turn()
    stage.gone.add("scene")
    assert [(each.outcome, each.because) for each in told.to_the_end()][1] == ("notAvailable", "sceneIsOpen")
    assert stage.done == ["scene", "restored"]


def test_cancelling_ends_it_at_once_with_what_is_known() -> None:
    told = Told([Fact("a", "A.", _holds), Fact("b", "B.", _endless), Fact("c", "C.", _holds)])
    while len(told.run.outcomes) < 1:
        told.run.turn()
    told.run.turn()
    told.run.cancel()
    outcomes = told.to_the_end()
    assert [(each.outcome, each.because) for each in outcomes] == [
        ("holds", None),
        ("notAvailable", "stopped"),
        ("notAvailable", "stopped"),
    ]
    assert told.endings == ["cancelled"]
    assert isinstance(told.stage, RecordedStage) and told.stage.done == ["restored"]


def test_no_fact_begins_when_the_time_is_up() -> None:
    told = Told([Fact("a", "A.", _endless), Fact("b", "B.", _holds)], most_seconds=0.02)
    assert [each.because for each in told.to_the_end()] == ["stopped", "stopped"]
    assert told.endings == ["timeUp"]


def test_the_contracts_cases_are_facts_under_their_names() -> None:
    facts = contract_facts(CASES, lambda: pytest.fail("nobody asked for it"), lambda case: ("scene",), lambda: None)
    assert [fact.id for fact in facts] == [f"contract.{case.__name__}" for case in CASES]
    assert all(len(fact.says) <= 200 and fact.says.endswith(".") and fact.needs == ("scene",) for fact in facts)


def test_the_report_is_its_owners_alone_and_says_no_more_than_its_schema(tmp_path: Path) -> None:
    told = Told([Fact("a", "A.", _holds), Fact("b", "B.", _raises)])
    report = report_of(HOST, told.to_the_end(), "complete", 1000.0, 1.23456)
    path = write_report(report, tmp_path / "run")
    assert path.name.startswith("selftest-fake-1.0-") and stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text("utf-8")
    assert json.loads(text) == report and "secret" not in text
    assert report["facts"][0] == {
        "id": "a",
        "says": "A.",
        "outcome": "holds",
        "because": None,
        "measured": [{"name": "count", "value": 3}],
    }


def test_a_report_with_somebody_elses_words_is_not_written() -> None:
    def leaks() -> Check:
        yield
        return Verdict(True, {"path": "/show/hero.ma"})

    with pytest.raises(ValueError, match="measured"):
        report_of(HOST, Told([Fact("a", "A.", leaks)]).to_the_end(), "complete", 0.0, 0.0)


def test_versions_are_cut_to_letters_that_the_report_takes() -> None:
    assert version_text("Linux 6.1/x86_64\n") == "Linux 6.1 x86_64 "
    assert len(version_text("x" * 200)) == 80
