"""Lines of Maya's script editor: off unless they are asked for, and harmless to Maya where they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attached_maya import AttachedMaya, attached_maya
from maya_double.script_editor import DISPLAY, ERROR, HISTORY, INFO, RESULT, STACK_TRACE, WARNING
from maya_double.stub_set import why_missing
from rigscope_bridge.hosts.host import HostLine, Wishes

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")

Said = list[HostLine]


@pytest.fixture(autouse=True)
def _of_a_process_of_its_own() -> Iterator[None]:
    yield
    from rigscope_bridge.hosts import maya_output

    maya_output.switch_off()
    maya_output._Caught.identity = None


def _wish(maya: AttachedMaya, script_editor: bool) -> Said:
    said: Said = []
    maya.host.configure(Wishes(script_editor), said.append)
    return said


def test_it_is_off_by_default_and_the_log_says_why_and_how_to_turn_it_on() -> None:
    with attached_maya() as maya:
        said = _wish(maya, False)
        maya.app.script_editor.show("// Warning: a rig is slow //", WARNING)
        maya.turns(40)
        assert "commandOutput" not in maya.app.registrations()
        assert "scriptEditor" not in maya.host.capabilities
    ((level, source, text, _, time),) = said
    assert (level, source, time) == ("info", "bridge", None)
    assert "crash" in text and "bridge.mayaOutput" in text and "RIGSCOPE_MAYA_OUTPUT=1" in text


def test_lines_come_at_the_next_tick_with_their_levels() -> None:
    with attached_maya() as maya:
        said = _wish(maya, True)
        editor = maya.app.script_editor
        for kind in (HISTORY, DISPLAY, INFO, WARNING, ERROR, RESULT, STACK_TRACE):
            editor.show(f"line {kind}\n", kind)
        editor.show("\n", DISPLAY)
        assert not said
        maya.until(lambda: bool(said), "lines")
        assert "scriptEditor" in maya.host.capabilities
    assert [(level, source, text) for level, source, text, _, _ in said] == [
        ("info", "host", f"line {DISPLAY}"),
        ("info", "host", f"line {INFO}"),
        ("warning", "host", f"line {WARNING}"),
        ("error", "host", f"line {ERROR}"),
        ("error", "host", f"line {STACK_TRACE}"),
    ]
    assert all(line.time is not None for line in said)


def test_lines_from_evaluation_threads_and_from_within_lines_do_no_harm() -> None:
    with attached_maya() as maya:
        said = _wish(maya, True)
        other = maya.app.troubles.prints_within_output("again")
        end = maya.app.troubles.prints_while_evaluating("from a node")
        maya.play(5)
        end()
        maya.app.callbacks.remove(other)
        maya.until(lambda: len(said) >= 10, "lines of five frames")
    assert {line.text for line in said} == {"from a node", "again"}


def test_the_callback_is_registered_once_and_stays_through_every_start_and_stop() -> None:
    with attached_maya(observing=False) as maya:
        for _ in range(10):
            _wish(maya, True)
            maya.undo()
            maya.attach()
        assert maya.app.registrations()["commandOutput"] == 1
        maya.undo()
        said = _wish(maya, False)
        maya.app.script_editor.show("said to nobody", WARNING)
        maya.attach()
        maya.turns(40)
        assert [line.source for line in said] == ["bridge"]
        assert maya.app.registrations()["commandOutput"] == 1
        maya.app.exit()
        assert "commandOutput" not in maya.app.registrations()


def test_more_lines_than_are_read_push_out_the_oldest() -> None:
    with attached_maya() as maya:
        said = _wish(maya, True)
        for number in range(2000):
            maya.app.script_editor.show(f"line {number}", INFO)
        maya.until(lambda: len(said) >= 500, "what was kept")
        maya.turns(40)
    assert [line.text for line in said] == [f"line {number}" for number in range(1500, 2000)]


def test_nothing_gets_out_of_the_callback(monkeypatch: pytest.MonkeyPatch) -> None:
    with attached_maya() as maya:
        from rigscope_bridge.hosts import maya_output

        _wish(maya, True)

        class Broken:
            def append(self, _: object) -> None:
                raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(maya_output._Caught, "lines", Broken())
            maya.app.script_editor.show("a line", ERROR)


def test_tracebacks_come_without_the_callback_and_the_artist_sees_what_he_would() -> None:
    with attached_maya() as maya:
        from rigscope_bridge.hosts.maya_api import utils

        maya.undo()
        as_ever = utils.formatGuiException
        said = _wish(maya, False)
        maya.attach()
        try:
            raise ValueError("no such rig")
        except ValueError as error:
            shown = utils.formatGuiException(ValueError, error, error.__traceback__)
        assert shown == "ValueError: no such rig"
        line = said[-1]
        assert (line.level, line.source) == ("error", "traceback") and "no such rig" in line.text
        assert line.owner == __name__
        maya.undo()
        assert utils.formatGuiException is as_ever


def test_whoever_formats_exceptions_after_us_is_not_taken_away() -> None:
    with attached_maya() as maya:
        from rigscope_bridge.hosts.maya_api import utils

        said = _wish(maya, False)
        ours = utils.formatGuiException

        def theirs(*told: object) -> str:
            return f"theirs, and {ours(*told)}"

        utils.formatGuiException = theirs
        maya.undo()
        told = len(said)
        error = ValueError("later")
        assert utils.formatGuiException(ValueError, error, None) == "theirs, and ValueError: later"
        assert len(said) == told
        utils.formatGuiException = ours.__self__._before
