"""The facts that the self-test looks at: they name all that the host's files use of Maya, and read a recording's file
as it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import rigscope_bridge
from maya_double import MayaApp, install
from maya_double.stub_set import why_missing

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")

_HOSTS = Path(rigscope_bridge.__file__).parent / "hosts"
_MODULES = {
    "om": "maya.api.OpenMaya",
    "oma": "maya.api.OpenMayaAnim",
    "omui": "maya.api.OpenMayaUI",
    "utils": "maya.utils",
}
_CALLED_BY_ANOTHER_NAME = {"cacheEvaluator", "deformerEvaluator"}
_WITHOUT_NAME = {"MFn", "MMessage"}
"""Constants by the hundred, which are read and compared, and the base of what is called."""


@pytest.fixture(autouse=True)
def maya() -> Iterator[MayaApp]:
    app = MayaApp()
    undo = install(app)
    yield app
    undo()


def _trees() -> Iterator[ast.AST]:
    for path in sorted(_HOSTS.glob("maya*.py")):
        if path.name != "maya_self_test.py":
            yield from ast.walk(ast.parse(path.read_text("utf-8")))


def _dotted(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Attribute):
        above = _dotted(node.value)
        return [*above, node.attr] if above else []
    return [node.id] if isinstance(node, ast.Name) else []


def test_every_command_and_flag_that_the_host_uses_is_looked_for() -> None:
    from rigscope_bridge.hosts.maya_facts.used import COMMANDS

    used: dict[str, set[str]] = {}
    for node in _trees():
        name = _dotted(node)
        if len(name) == 2 and name[0] == "cmds":
            used.setdefault(name[1], set())
        if isinstance(node, ast.Call):
            name = _dotted(node.func)
            if len(name) == 2 and name[0] == "cmds":
                used.setdefault(name[1], set()).update(keyword.arg or "" for keyword in node.keywords)
    listed = {name: set(flags.split()) for name, flags in COMMANDS.items() if name not in _CALLED_BY_ANOTHER_NAME}
    found = {name: flags for name, flags in used.items() if name not in _CALLED_BY_ANOTHER_NAME}
    assert found == listed


def test_every_member_that_the_host_uses_is_looked_for() -> None:
    from rigscope_bridge.hosts.maya_facts.used import MEMBERS

    found: dict[str, set[str]] = {module: set() for module in _MODULES.values()}
    for node in _trees():
        name = _dotted(node)
        if len(name) > 1 and name[0] in _MODULES:
            found[_MODULES[name[0]]].add(".".join(name[1:3]))
    for module, used in found.items():
        listed = set(MEMBERS[module].split())
        classes = {path.partition(".")[0] for path in listed} | _WITHOUT_NAME
        missing = {path for path in used - listed if path not in classes and not path.startswith("MFn.")}
        assert not missing, f"{module}: {missing} are not looked for"
        assert {path.partition(".")[0] for path in listed} <= {path.partition(".")[0] for path in used}, module


def test_every_event_condition_and_message_that_the_host_listens_to_is_looked_for() -> None:
    from rigscope_bridge.hosts.maya_facts import used
    from rigscope_bridge.hosts.maya_work import _READING, _WORKS

    heard: dict[str, set[str]] = {"event": set(), "condition": set(), "scene": set()}
    for node in _trees():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in heard:
            if len(node.args) == 3 and isinstance(node.args[0], ast.Constant):
                heard[node.func.attr].add(str(node.args[0].value))
    assert heard["event"] == set(used.EVENTS)
    assert heard["condition"] | set(_READING) == set(used.CONDITIONS)
    assert heard["scene"] == set(used.SCENE_MESSAGES) and set(_WORKS) == set(used.WORKS)


def test_facts_have_names_of_their_own_and_whole_sentences(tmp_path: Path) -> None:
    from rigscope_bridge.hosts.maya_facts import last_facts, maya_facts

    facts = [*maya_facts(tmp_path), *last_facts()]
    assert len({fact.id for fact in facts}) == len(facts)
    assert all(fact.says.endswith(".") and len(fact.says) <= 200 for fact in facts)


_ROW = "1000{0}\t@0\t@1\t0\t20\t20000\t7\t1\t3"
_DOCUMENTED = [
    "#File Version, # of events, # of CPUs",
    "2\t2\t8",
    "Main\tEvaluation",
    "first\tsecond",
    "#Comment mapping---------",
    "@0 = EvaluateNode",
    "@1 = hero:hips",
    "#End comment mapping---------",
    "#Event time, Comment, Extra comment, Category id, Duration, Thread Duration, Thread id, Cpu id, Color id",
    _ROW.format(0),
    _ROW.format(5),
    "#Begin comment description mapping---------",
    "@0 = Calling compute",
    "#End comment description mapping---------",
    "",
]
_REAL = [
    *_DOCUMENTED[:2],
    "Main\tEvaluation\t",
    "first\tsecond\t",
    *_DOCUMENTED[4:7],
    "#Comment mapping---------",
    *_DOCUMENTED[8:12],
    "0 = Calling compute",
    "#Begin comment description mapping---------",
    "",
]


def test_a_recording_as_it_is_documented_and_one_as_maya_writes_it_are_told_apart() -> None:
    from rigscope_bridge.hosts.maya_facts.recording_file import read_recording

    documented, real = read_recording(_DOCUMENTED), read_recording(_REAL)
    for file in (documented, real):
        assert (file.version, file.announced, len(file.rows), file.span) == (2, 2, 2, 5)
        assert file.durations("EvaluateNode") == [20, 20] and file.thread_ratio == 1000
        assert file.texts["@1"] == "hero:hips"
    assert (documented.has_trailing_tabs, real.has_trailing_tabs) == (False, True)
    assert (documented.map_ends_as_it_begins, real.map_ends_as_it_begins) == (False, True)
    assert (documented.descriptions_end_as_they_begin, real.descriptions_end_as_they_begin) == (False, True)
    assert (documented.descriptions_have_at, real.descriptions_have_at) == (True, False)


def test_a_line_is_told_bare_where_listening_was_turned_on(maya: MayaApp, tmp_path: Path) -> None:
    from rigscope_bridge.hosts import maya_output
    from rigscope_bridge.hosts.maya_facts import last_facts
    from rigscope_bridge.hosts.maya_facts.stage import MayaStage
    from rigscope_bridge.self_test.run import SelfTestRun

    run = SelfTestRun(last_facts(), MayaStage(tmp_path, True), lambda line: None, lambda *_: None)
    while not run.is_over:
        run.turn()
        maya.turn()
    assert [(each.outcome, dict(each.measured)) for each in run.outcomes][1:] == [
        ("holds", {"told": 1, "bare": 1, "level": "warning"})
    ]
    # Taking it back while lines wait has crashed Maya, so it stays until Maya ends.
    assert maya.registrations()["commandOutput"] == 1
    maya.exit()
    assert maya.harm == [] and "commandOutput" not in maya.registrations()
    maya_output.take_back()
