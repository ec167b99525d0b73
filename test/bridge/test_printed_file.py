"""The files that stand in for a host's output: what its children still print, what a crash leaves, and who sweeps."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rigscope_bridge import printed_stream
from rigscope_bridge.printed_file import sweep_printed
from rigscope_bridge.processes import machine_name
from rigscope_bridge.slices import Slices
from support.output import Output


@pytest.fixture
def output(runtime: Path) -> Iterator[Output]:
    printing = Output(runtime)
    yield printing
    printing.close()


def child(output: Output, program: str) -> subprocess.Popen[bytes]:
    """A program that the host starts while it is listened to: it prints where the host prints."""
    return subprocess.Popen([sys.executable, "-uc", program], stdout=output.number, stdin=subprocess.PIPE)


def until_out(output: Output, wanted: bytes, seconds: float = 20.0) -> bytes:
    received, end = b"", time.monotonic() + seconds
    while wanted not in received and time.monotonic() < end:
        output.tee.pump(Slices())
        received += output.came_out()
    assert wanted in received
    return received


def left_files(runtime: Path) -> list[Path]:
    return sorted(runtime.glob("output-*.log"))


TALKS_ON = "print('one'); input(); print('two')"
NEVER_RESTS = "while True: print('x' * 4000)"


def test_what_a_child_prints_after_listening_ended_comes_out_and_then_its_file_goes(
    output: Output, runtime: Path
) -> None:
    talker = child(output, TALKS_ON)
    until_out(output, b"one\n")
    output.tee.stop()
    assert len(left_files(runtime)) == 1
    talker.communicate(b"\n")
    until_out(output, b"two\n")
    output.tee.pump(Slices())
    assert left_files(runtime) == []


def test_a_child_that_never_rests_does_not_hold_up_the_end(output: Output) -> None:
    talker = child(output, NEVER_RESTS)
    try:
        until_out(output, b"xxx")
        began = time.monotonic()
        output.tee.stop()
        assert time.monotonic() - began < 5
        assert talker.poll() is None
    finally:
        talker.kill()
        talker.communicate()


def test_what_was_read_of_a_childs_output_takes_no_room_on_the_disk(output: Output, runtime: Path) -> None:
    talker = child(output, NEVER_RESTS)
    try:
        until_out(output, b"xxx")
        output.tee.stop()
        file = left_files(runtime)[0]
        end = time.monotonic() + 30
        while not is_long_and_small(file) and time.monotonic() < end:
            output.tee.pump(Slices())
            output.came_out()
        assert is_long_and_small(file)
    finally:
        talker.kill()
        talker.communicate()


def is_long_and_small(file: Path) -> bool:
    """Much was printed in all, and little of it takes room now."""
    facts = file.stat()
    return facts.st_size > 60_000_000 and facts.st_blocks * 512 < 30_000_000


def test_a_replaced_file_is_still_read_for_the_child_that_has_it_and_the_hosts_own_lines_do_not_wait(
    output: Output, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printed_stream, "ROTATE_BYTES", 1_000)
    monkeypatch.setattr(printed_stream, "_LATE_WRITE_SECONDS", 0.05)
    output.tee.stop()
    output.tee.start()
    talker = child(output, NEVER_RESTS)
    try:
        until_out(output, b"xxx")
        end = time.monotonic() + 20
        while len(left_files(runtime)) < 2 and time.monotonic() < end:
            output.tee.pump(Slices())
        output.print("the host's own line\n")
        # Looked for in the log: the reader of the output cannot keep up, and may miss it.
        seen = False
        while not seen and time.monotonic() < end:
            seen = "the host's own line" in output.lines()
        assert seen
    finally:
        talker.kill()
        talker.communicate()


def test_what_is_printed_far_faster_than_it_is_read_is_skipped_and_said(output: Output) -> None:
    for _ in range(40):
        output.print(b"y" * 999_999 + b"\n")
    said = until_out(output, b"bytes of output were not read in time and are lost")
    assert len(said) < 20_000_000


CRASHES = """
import os, pathlib, signal, sys, time
sys.path.insert(0, sys.argv[1])
from support.output import Output
output = Output(pathlib.Path(os.environ["RIGSCOPE_RUNTIME_DIR"]))
output.print("the last words\\n")
os.kill(os.getpid(), signal.SIGKILL)
"""


def crash(runtime: Path) -> int:
    """A process dies listening; gives its number."""
    environment = {**os.environ, "RIGSCOPE_RUNTIME_DIR": str(runtime), "PYTHONPATH": os.pathsep.join(sys.path)}
    dying = subprocess.Popen([sys.executable, "-c", CRASHES, str(Path(__file__).parent)], env=environment)
    assert dying.wait(30) == -9
    return dying.pid


def test_the_last_words_before_a_crash_lie_in_a_file_that_only_the_user_reads(runtime: Path) -> None:
    pid = crash(runtime)
    [file] = left_files(runtime)
    assert file.name.startswith(f"output-{machine_name()}-{pid}-") and file.name.endswith("-stdout.log")
    assert file.read_text("utf-8") == "the last words\n"
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_last_crash_can_be_read_for_a_day_and_those_before_it_are_swept(runtime: Path, output: Output) -> None:
    first, last = crash(runtime), crash(runtime)
    os.utime(file_of(runtime, first), (time.time() - 60, time.time() - 60))
    sweep_printed(runtime)
    assert {pid_of(path) for path in left_files(runtime)} == {last, os.getpid()}
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(file_of(runtime, last), (two_days_ago, two_days_ago))
    sweep_printed(runtime)
    assert [pid_of(path) for path in left_files(runtime)] == [os.getpid()]


def test_files_of_other_machines_and_of_other_meanings_are_left_alone(runtime: Path) -> None:
    crash(runtime)
    dead = crash(runtime)
    others = [runtime / f"output-another-machine-{dead}-0123abcd-stdout.log", runtime / "output-of-a-render.log"]
    for path in others:
        path.write_text("", "utf-8")
        os.utime(path, (0, 0))
    sweep_printed(runtime)
    assert all(path.exists() for path in others)


def test_of_what_a_child_outlives_its_host_to_print_only_the_content_is_swept(runtime: Path, output: Output) -> None:
    file = runtime / f"output-{machine_name()}-{crash(runtime)}-0123abcd-stdout.log"
    talker = child(output, TALKS_ON)
    until_out(output, b"one\n")
    output.tee.close()
    [kept] = [path for path in left_files(runtime) if pid_of(path) == os.getpid()]
    kept.rename(file)
    os.utime(file, (0, 0))
    sweep_printed(runtime)
    assert file.stat().st_size == 0
    talker.communicate(b"\n")
    sweep_printed(runtime)
    assert file.read_text("utf-8") == "two\n"


def test_a_forked_child_that_ends_leaves_its_parents_files_and_output_alone(output: Output, runtime: Path) -> None:
    before = left_files(runtime)
    pid = os.fork()
    if pid == 0:
        output.tee.close()
        os._exit(0)
    os.waitpid(pid, 0)
    assert left_files(runtime) == before and len(before) == 1
    output.print("still heard\n")
    assert output.lines() == ["still heard"]


def file_of(runtime: Path, pid: int) -> Path:
    [file] = [path for path in left_files(runtime) if pid_of(path) == pid]
    return file


def pid_of(path: Path) -> int:
    return int(path.name.split("-")[-3])
