"""When the bridge gets a tick in Maya, and when commands may run in it."""

from __future__ import annotations

import time

import pytest
from attached_maya import attached_maya
from maya_double.stub_set import why_missing
from rigscope_bridge.hosts.host import HostRefusal

pytestmark = pytest.mark.skipif(why_missing() is not None, reason=why_missing() or "")


def test_an_idle_maya_ticks_often_while_observed_and_twice_a_second_while_not() -> None:
    with attached_maya(observing=False) as maya:
        maya.seconds(1.3)
        slow = maya.events.ticks
        maya.host.observe(True, 0)
        maya.seconds(1.0)
        fast = maya.events.ticks - slow
    from rigscope_bridge.hosts.maya_idle import TIMER_SECONDS

    assert 2 <= slow <= 4
    # What a busy machine keeps of thirty is not ours to say.
    assert TIMER_SECONDS <= 1 / 30 and fast >= 15, f"{fast} ticks in a second"


@pytest.mark.parametrize("observing", [True, False])
def test_a_playing_maya_ticks_only_for_what_changes_nothing(observing: bool) -> None:
    with attached_maya(observing=observing) as maya:
        maya.app.playback.play()
        maya.app.turn()
        before = maya.events.ticks
        maya.seconds(1.0)
        assert maya.events.ticks == before
        assert 15 <= maya.events.read_only_ticks <= 31 if observing else 2 <= maya.events.read_only_ticks <= 3
        maya.app.playback.stop()


def test_observing_can_begin_while_it_plays() -> None:
    with attached_maya(observing=False) as maya:
        maya.app.playback.play()
        maya.turns(3)
        maya.host.observe(True, 0)
        maya.turns(8)
        assert maya.events.rows[-1].evaluation > 0 and maya.events.rows[-1].draw_submit > 0
        maya.app.playback.stop()


def test_nothing_ticks_while_a_file_is_read_however_idle_maya_is() -> None:
    with attached_maya() as maya:
        maya.turns(30)
        ticks = (maya.events.ticks, maya.events.read_only_ticks)
        with maya.app.troubles.file_reading():
            maya.seconds(0.2)
            assert (maya.events.ticks, maya.events.read_only_ticks) == ticks
            with pytest.raises(HostRefusal, match=r"Maya is opening a scene\. Try again"):
                maya.host.select(["n1"], False)
        maya.until(lambda: maya.events.ticks > ticks[0], "a tick after the file was read")


def test_nothing_ticks_within_a_playblast() -> None:
    with attached_maya() as maya:
        maya.turns(30)
        maya.app.artist.playblast(1, 60)
        ticks = (maya.events.ticks, maya.events.read_only_ticks)
        maya.app.turn()
        assert maya.app.playback.frames_completed >= 60
        assert (maya.events.ticks, maya.events.read_only_ticks) == ticks


def test_while_a_dialog_waits_only_what_changes_nothing_may_run() -> None:
    with attached_maya() as maya:
        maya.turns(40)
        ticks = maya.events.ticks
        assert ticks > 0
        with maya.app.troubles.modal_dialog():
            for _ in range(50):
                # A dialog that lets Maya be idle, as a progress window does.
                maya.app.loop.idle_now()
            assert maya.events.ticks == ticks and maya.events.read_only_ticks > 0
            with pytest.raises(HostRefusal, match=r"A dialog is open in Maya\. Close it"):
                maya.host.select(["n1"], False)
        maya.until(lambda: maya.events.ticks > ticks, "a tick after the dialog")


def test_a_bridge_that_ends_within_a_tick_leaves_its_timer_to_the_next_idle_moment() -> None:
    with attached_maya() as maya:
        seen: list[int] = []

        def end() -> None:
            maya.undo()
            seen.append(maya.app.registrations().get("timer", 0))

        maya.events.on_tick = end
        maya.until(lambda: bool(seen), "a tick")
        assert seen == [1], "a timer was taken back while it fired, which freezes Maya"
        maya.turns(2)
        assert "timer" not in maya.app.registrations()
        ticks = maya.events.ticks
        time.sleep(0.05)
        maya.turns(5)
        assert maya.events.ticks == ticks


def test_without_a_window_frames_and_scripts_tick() -> None:
    with attached_maya(batch=True) as maya:
        maya.app.playback.set_frame(5)
        maya.app.playback.set_frame(6)
        assert maya.events.ticks >= 1 and maya.events.rows
        ticks = maya.events.ticks
        maya.host.pump()
        assert maya.events.ticks == ticks + 1
