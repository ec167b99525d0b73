"""What becomes of Blender when the bridge fails: attaching that raises at any step, a bridge that ended by itself, a
forked child. Cases for run_in_blender.py."""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable

import rigscope_bridge
from blender.blender_harness import BlenderHarness
from rigscope_bridge.contract.harness import Steps
from rigscope_bridge.contract.recorder import FailingProbes, RecordedEvents
from rigscope_bridge.contract.turns import until
from rigscope_bridge.control import _Here
from rigscope_bridge.hosts.blender_callbacks import BlenderCallbacks
from rigscope_bridge.hosts.blender_keys import DepsgraphNames
from rigscope_bridge.hosts.blender_samples import SampledFrames


def make() -> BlenderHarness:
    """Blender with the contract's scene."""
    return BlenderHarness()


@contextmanager
def _failing_at(step: int) -> Iterator[FailingProbes]:
    """Registering and wrapping raise from their step-th time on, counted from 0."""
    tried = 0
    probes = FailingProbes()
    originals = [(BlenderCallbacks, name) for name in ("handler", "draw", "timer", "messages")]
    before = [(owner, name, getattr(owner, name)) for owner, name in [*originals, (FailingProbes, "wrap")]]

    def failing(name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def tries(*arguments: Any) -> Any:
            nonlocal tried
            tried += 1
            if tried > step:
                raise RuntimeError(f"{name} was made to fail")
            return act(*arguments)

        return tries

    for owner, name, act in before:
        setattr(owner, name, failing(name, act))
    try:
        yield probes
    finally:
        for owner, name, act in before:
            setattr(owner, name, act)


def an_attachment_that_fails_at_any_step_leaves_nothing_registered(harness: BlenderHarness) -> Steps:
    before, exits = harness.state(), atexit._ncallbacks()
    step = 0
    while True:
        events = RecordedEvents()
        with _failing_at(step) as probes:
            try:
                undo = harness.host.attach(events, probes)
            except RuntimeError as error:
                assert "was made to fail" in str(error)
            else:
                undo()
                break
        assert harness.state() == before, f"something stayed after step {step}"
        assert atexit._ncallbacks() == exits, f"an exit hook stayed after step {step}"
        for _ in range(3):
            yield
        assert events.ticks == 0, f"a timer stayed after step {step}"
        harness.host.observe(True, 1)
        assert harness.state() == before, f"observing registered something after step {step}"
        step += 1
    assert step > 10 and harness.state() == before


def a_bridge_that_ended_by_itself_is_taken_back_by_the_next_tick(harness: BlenderHarness) -> Steps:
    before = harness.state()
    with tempfile.TemporaryDirectory() as folder:
        runtime = Path(folder) / "run"
        environment = {
            "RIGSCOPE_RUNTIME_DIR": str(runtime),
            "XDG_CONFIG_HOME": folder,
            "RIGSCOPE_BATCH": "1",
        }
        status = rigscope_bridge.start(harness.host, environment=environment)
        assert status.kind == "running", status.sentence
        assert harness.state() != before
        bridge = _Here.bridge
        assert bridge is not None

        def fail(*_: object) -> None:
            raise OSError("made to fail")

        bridge._io.server.turn = fail  # type: ignore[assignment, method-assign]
        bridge._io.server.wake()
        yield from until(lambda: rigscope_bridge.status().kind == "refused", "the bridge ended by itself")
        yield from until(lambda: not list(runtime.rglob("*.json")), "the address file went")
        yield from until(lambda: bridge.is_over, "a tick took the bridge back")
        assert harness.state() == before
        yield from harness.play(5)
        rigscope_bridge.stop()


def a_forked_child_leaves_the_files_of_sampling_alone(_: BlenderHarness) -> Steps:
    yield
    with tempfile.TemporaryDirectory() as folder:
        samples = SampledFrames(Path(folder))
        samples.interval = 0.001
        assert samples.begin(1.0)
        samples.end(_Depsgraph(), 1.0, 1.0, 0.01, DepsgraphNames())
        written = list(Path(folder).iterdir())
        assert len(written) == 1
        pid = os.fork()
        if pid == 0:
            samples.close()
            os._exit(0)
        os.waitpid(pid, 0)
        assert list(Path(folder).iterdir()) == written
        samples.close()
        assert list(Path(folder).iterdir()) == []


class _Depsgraph:
    """Writes where Blender's would, of a frame in which something was evaluated."""

    updates = ("one",)

    def debug_stats_gnuplot(self, path: str, _: str) -> None:
        Path(path).write_bytes(b"")


CASES: tuple[Callable[[BlenderHarness], Steps], ...] = (
    an_attachment_that_fails_at_any_step_leaves_nothing_registered,
    a_bridge_that_ended_by_itself_is_taken_back_by_the_next_tick,
    a_forked_child_leaves_the_files_of_sampling_alone,
)
