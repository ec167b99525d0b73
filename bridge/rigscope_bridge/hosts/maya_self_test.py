"""Runs the self-test in the Maya that runs: whether it may begin, a slice of it at each idle turn, and its report."""

from __future__ import annotations

import platform
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Callable

from ..contract.capture_cases import CAPTURE_CASES
from ..contract.cases import CASES, a_selection_made_in_the_host_is_told_within_150_ms
from ..runtime_folder import FolderRefused, private_folder, runtime_folder
from ..self_test.contract_facts import Case, contract_facts
from ..self_test.report import report_of, version_text, write_report
from ..self_test.run import Outcome, SelfTestRun
from ..settings import load
from .maya_api import cmds, oma
from .maya_facts import last_facts, maya_facts
from .maya_facts.drawing import visible_views
from .maya_facts.needs import OWN_SCENE, WINDOW
from .maya_facts.stage import MayaStage

Say = Callable[[str], None]


def refusal() -> str | None:
    """Why the self-test may not begin now, in one sentence."""
    if cmds.file(query=True, modified=True):
        return "The open scene has changes that are not saved: save it or start a new one, then run it again."
    if oma.MAnimControl.isPlaying():
        return "Maya is playing: stop it, then run the self-test again."
    return None


class MayaSelfTest:
    """Begins at once. Without a window it is over when this returns, else it goes on while Maya is idle.

    Raises FolderRefused where there is no place for its report."""

    def __init__(self, environment: Mapping[str, str], say: Say) -> None:
        self.path: Path | None = None
        """The report's, once it is written."""
        self._folder = private_folder(runtime_folder(environment))
        self._started = time.time()
        self._say = say
        stage = MayaStage(self._folder, _may_listen(environment))
        contract = contract_facts((*CASES, *CAPTURE_CASES), stage.harness, _needs, stage.turn)
        facts = [*maya_facts(self._folder), *contract, *last_facts()]
        self._run = SelfTestRun(facts, stage, self._tell, self._end)
        self._say(f"Rigscope's self-test looks at {len(facts)} facts, for a minute at most.")
        if cmds.about(batch=True):
            while not self._run.is_over:
                self._run.turn()
        else:
            self._defer()

    @property
    def is_over(self) -> bool:
        """Whether the report is written, or could not be."""
        return self._run.is_over

    @property
    def progress(self) -> float:
        """From 0 to 1."""
        return self._run.progress

    def cancel(self) -> None:
        """Ends it at Maya's next idle moment; the report says what is known by then."""
        self._run.cancel()

    def _defer(self) -> None:
        cmds.evalDeferred(self._turn, lowestPriority=True)

    def _turn(self) -> None:
        self._run.turn()
        if not self._run.is_over:
            self._defer()

    def _tell(self, line: str) -> None:
        self._say(f"Rigscope's self-test {line}")

    def _end(self, outcomes: Sequence[Outcome], ended: str, seconds: float) -> None:
        counts = {word: sum(each.outcome == word for each in outcomes) for word in ("holds", "fails", "notAvailable")}
        said = f"{counts['holds']} hold, {counts['fails']} fail, {counts['notAvailable']} could not be looked at here"
        try:
            self.path = write_report(report_of(_host(), outcomes, ended, self._started, seconds), self._folder)
        except (OSError, FolderRefused, ValueError) as error:
            self._tell(f"has ended: {said}. Its report could not be written: {error}")
            return
        self._tell(f"has ended after {seconds:.0f} s: {said}. Its report: {self.path}")


def _needs(case: Case) -> tuple[str, ...]:
    """Without a window nobody pumps a capture before it begins, and Maya tells of no selection."""
    is_idle_needed = case in CAPTURE_CASES or case is a_selection_made_in_the_host_is_told_within_150_ms
    return (WINDOW, OWN_SCENE) if is_idle_needed else (OWN_SCENE,)


def _may_listen(environment: Mapping[str, str]) -> bool:
    wished = load(environment).values["bridge"]["mayaOutput"]
    return bool(wished) or environment.get("RIGSCOPE_MAYA_OUTPUT") == "1"


def _host() -> dict[str, Any]:
    views = [] if cmds.about(batch=True) else visible_views()
    renderer = str(cmds.modelEditor(views[0], query=True, rendererName=True)) if views else None
    return {
        "kind": "maya",
        "version": version_text(cmds.about(installedVersion=True)),
        "python": version_text(platform.python_version()),
        "qt": version_text(cmds.about(qtVersion=True)),
        "os": version_text(f"{platform.system()} {platform.release()} {platform.machine()}"),
        "renderer": None if renderer is None else version_text(renderer),
        "hasWindow": not cmds.about(batch=True),
    }
