"""What may be called in Maya: the two published sets of declarations, and the supplement that is kept by hand."""

from __future__ import annotations

import pytest
from maya_double.declarations import Entry, load, supplement
from maya_double.stub_set import SETS, stub_set, why_missing

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")


def test_a_flag_is_declared_when_either_set_has_it() -> None:
    assert {"query", "sampling", "bufferSize", "output", "eventCount"} <= (load().command("profiler") or frozenset())
    assert {"mode", "query", "safeMode"} <= (load().command("evaluationManager") or frozenset())
    assert {"listCachedNodes", "query"} <= (load().command("cacheEvaluator") or frozenset())


def test_a_wrong_flag_is_not_declared_nor_is_a_short_one() -> None:
    assert not {"samplign", "s", "q"} & (load().command("profiler") or frozenset())
    assert not {"modee", "m", "q"} & (load().command("evaluationManager") or frozenset())


def test_a_command_that_takes_any_flag_declares_none() -> None:
    assert load().typed_in("cacheEvaluator") == ("maya-stubs",)
    assert load().typed_in("profiler") == SETS
    assert load().command("FrameSelected") == frozenset()


def test_a_command_that_no_maya_has_is_none() -> None:
    assert load().command("profilers") is None


def test_a_flag_that_came_with_a_later_maya_says_so() -> None:
    assert load().since("deformerEvaluator", "isOpenCLValid") == "2024"
    assert load().since("deformerEvaluator", "deformers") is None


@pytest.mark.parametrize(
    ("module", "owner", "name"),
    [
        ("maya.api.OpenMaya", "MObjectHandle", "hashCode"),
        ("maya.api.OpenMaya", "MSceneMessage", "removeCallback"),
        ("maya.api.OpenMaya", "MSceneMessage", "kMayaExiting"),
        ("maya.api.OpenMaya", "MFnDagNode", "uuid"),
        ("maya.api.OpenMayaUI", "MUiMessage", "removeCallback"),
        ("maya.api.OpenMaya", None, "MObjectHandle"),
        ("maya.OpenMaya", "MProfiler", "eventBegin"),
        ("maya.utils", None, "executeDeferred"),
        ("maya", None, "utils"),
        ("maya.api", None, "OpenMaya"),
    ],
)
def test_members_are_found_in_modules_in_classes_and_in_what_these_inherit(
    module: str, owner: str | None, name: str
) -> None:
    assert load().member(module, owner, name)


@pytest.mark.parametrize(
    ("module", "owner", "name"),
    [
        ("maya.api.OpenMaya", "MObjectHandle", "hash"),
        ("maya.api.OpenMaya", None, "MProfiler"),
        ("maya.api.OpenMaya", "MNothing", "removeCallback"),
        ("maya.nothing", None, "executeDeferred"),
        ("os", None, "path"),
    ],
)
def test_members_that_no_maya_has_are_not_found(module: str, owner: str | None, name: str) -> None:
    assert not load().member(module, owner, name)


@pytest.mark.parametrize("entry", supplement(), ids=lambda entry: f"{entry.command or entry.member}")
def test_an_entry_of_the_supplement_has_a_page_and_a_reason(entry: Entry) -> None:
    assert entry.address.startswith("https://") and entry.because
    assert (entry.command is None) != (entry.member is None)
    assert entry.since is None or 2023 <= int(entry.since) <= 2027


@pytest.mark.parametrize("entry", supplement(), ids=lambda entry: f"{entry.command or entry.member}")
def test_an_entry_of_the_supplement_holds_only_what_neither_set_declares(entry: Entry) -> None:
    for each in (stub_set(name) for name in SETS):
        if entry.command is not None:
            declared = each.command(entry.command)
            known = frozenset() if declared is None else declared.flags
            assert not known & set(entry.flags), f"{each.name} declares {sorted(known & set(entry.flags))}"
            assert entry.flags or declared is None, f"{each.name} declares {entry.command}"
        else:
            module, _, path = (entry.member or "").partition(":")
            owner, _, name = path.rpartition(".")
            assert not each.member(module, owner or None, name), f"{each.name} declares {entry.member}"
