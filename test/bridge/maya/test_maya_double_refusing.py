"""The double of Maya offers nothing that Maya's declarations lack, and remembers every call of what they lack."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from maya_double import MayaApp, NotInDouble, Undeclared, WrongThread, install
from maya_double.api.iterators import Dangling
from maya_double.commands.calling import commands
from maya_double.declarations import load
from maya_double.modules import MODULES, GatedModule
from maya_double.stub_set import why_missing

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")


@pytest.fixture
def app() -> Iterator[MayaApp]:
    made = MayaApp()
    undo = install(made)
    yield made
    undo()


def test_every_command_and_flag_of_the_double_is_declared() -> None:
    for name, flags in commands().items():
        declared = load().command(name)
        assert declared is not None, name
        assert flags <= declared, f"{name}: {sorted(flags - declared)}"


def _members() -> Iterator[tuple[str, str | None, str]]:
    for module in MODULES.values():
        assert isinstance(module, GatedModule)
        for name, member in module.members.items():
            yield module.__name__, None, name
            if isinstance(member, type) and module.__name__.startswith(("maya.api", "maya.OpenMaya")):
                yield from (
                    (module.__name__, name, each) for each in dir(member) if each[0] != "_" and each != "module"
                )


def test_every_class_method_and_constant_of_the_double_is_declared() -> None:
    members = list(_members())
    assert len(members) > 300
    for module, owner, name in members:
        assert load().member(module, owner, name), f"{module} {owner} {name}"


def test_constants_are_those_of_the_declarations(app: MayaApp) -> None:
    from maya.api import OpenMaya as om

    assert (om.MCommandMessage.kHistory, om.MCommandMessage.kWarning, om.MCommandMessage.kStackTrace) == (0, 3, 6)
    assert (om.MSceneMessage.kMayaExiting, om.MFn.kJoint, om.MNodeMessage.kAttributeSet) == (30, 121, 8)


def test_an_undeclared_flag_is_refused_and_remembered_though_it_was_swallowed(app: MayaApp) -> None:
    from maya import cmds

    # As careless product code would.
    with suppress(Exception):
        cmds.profiler(samplign=True)
    assert app.undeclared == ["maya.cmds.profiler has no flag samplign: declare it in maya_double/supplement.json."]
    assert app.harm == app.undeclared


def test_undeclared_commands_methods_and_constants_are_refused(app: MayaApp) -> None:
    from maya import cmds
    from maya.api import OpenMaya as om

    for ask in (
        lambda: cmds.profilers,
        lambda: om.MProfiler,
        lambda: om.MFn.kJointt,
        lambda: om.MObject().hash,
        lambda: hasattr(om.MSceneMessage, "kAfterOpenn"),
    ):
        with pytest.raises(Undeclared, match=r"supplement\.json"):
            ask()
    assert len(app.undeclared) == 5


def test_what_maya_has_and_the_double_does_not_do_is_said_to_be_that(app: MayaApp) -> None:
    from maya import cmds
    from maya.api import OpenMaya as om

    with pytest.raises(NotInDouble):
        cmds.polySphere()
    with pytest.raises(NotInDouble):
        cmds.ls(geometry=True)
    with pytest.raises(NotInDouble):
        om.MMatrix()
    with pytest.raises(NotInDouble):
        om.MObjectHandle().assign(None)


def test_a_flag_of_a_later_maya_is_unknown_as_it_is_there(app: MayaApp) -> None:
    from maya import cmds

    assert cmds.evaluationManager(query=True, fallbackTriggered=True) is False
    older = MayaApp(version=2024)
    undo = install(older)
    with pytest.raises(TypeError, match="Invalid flag 'fallbackTriggered'"):
        cmds.evaluationManager(query=True, fallbackTriggered=True)
    undo()
    assert older.harm == []


def test_the_command_of_a_plug_in_that_is_not_loaded_is_not_there(app: MayaApp) -> None:
    from maya import cmds

    assert hasattr(cmds, "deformerEvaluator")
    app.files.plug_ins = frozenset()
    assert not hasattr(cmds, "deformerEvaluator") and app.harm == []


def test_calls_from_another_thread_are_refused_but_for_deferring(app: MayaApp) -> None:
    from maya import cmds, utils
    from maya.api import OpenMaya as om

    said: list[str] = []

    def run() -> None:
        for ask in (lambda: cmds.about(version=True), lambda: om.MGlobal):
            try:
                ask()
            except WrongThread as breach:
                said.append(str(breach))
        utils.executeDeferred(said.append, "deferred")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    app.turn()
    assert len(said) == 3 and "another thread" in said[0] and said[2] == "deferred"


def test_an_iterator_that_outlives_a_change_of_nodes_is_refused(app: MayaApp) -> None:
    from maya.api import OpenMaya as om

    nodes = om.MItDependencyNodes()
    app.scene.create("transform", "new")
    with pytest.raises(Dangling):
        nodes.next()


def test_taking_a_callback_back_twice_and_raising_into_maya_is_harm(app: MayaApp) -> None:
    from maya.api import OpenMaya as om

    identity = om.MEventMessage.addEventCallback("SelectionChanged", lambda *_: 1 / 0)
    app.artist.select("persp")
    app.turn()
    om.MMessage.removeCallback(identity)
    with pytest.raises(RuntimeError):
        om.MMessage.removeCallback(identity)
    assert ["ZeroDivisionError" in app.harm[0], "twice" in app.harm[1], len(app.harm)] == [True, True, 2]


def test_an_idle_callback_that_stays_is_harm(app: MayaApp) -> None:
    from maya.api import OpenMaya as om

    om.MEventMessage.addEventCallback("idle", lambda *_: None)
    app.turn()
    assert app.harm == ["An idle callback that stays kept Maya from its own idle work."]
