"""The contract's hardest case: an exception in any callback of the host, at its beginning and at its end."""

from __future__ import annotations

from .harness import HostHarness, Steps
from .recorder import FailingProbes
from .turns import attached


def a_failing_callback_leaves_the_frame_complete_and_is_switched_off(harness: HostHarness) -> Steps:
    probes = FailingProbes()
    with attached(harness, probes):
        harness.host.observe(True, 1000)
        yield from harness.play(5)
        harness.select_by_hand(harness.selectable()[0])
        for _ in range(5):
            yield
    names = [name for name, calls in probes.calls.items() if calls > 0]
    assert names, "no probe was ever called"
    for name in names:
        for at_end in (False, True):
            yield from _survives(harness, name, at_end)


def _survives(harness: HostHarness, name: str, at_end: bool) -> Steps:
    probes = FailingProbes(name, at_end)
    before = harness.completed_frames()
    with attached(harness, probes):
        harness.host.observe(True, 1000)
        yield from harness.play(5)
        for turn in range(4):
            harness.select_by_hand(harness.selectable()[turn % 2])
            yield
            yield
    assert harness.completed_frames() >= before + 5, f"frames were lost while {name} failed"
    failures = probes.safe.failures[name]
    where = f"{name} failing at its {'end' if at_end else 'beginning'}"
    assert failures == min(3, probes.calls[name]), f"{where}: {probes.calls[name]} calls counted {failures} failures"
    switched_off = [disabled.probe for disabled in probes.safe.disabled]
    assert switched_off == ([name] if failures == 3 else []), f"{where}: switched off {switched_off}"
